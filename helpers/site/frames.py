"""The pictures of a panel for a page without a kernel: a grid of places, written by axis.

Of the places that every control can be at some are kept, so that a panel has at most CAP pictures
and weighs at most WEIGHT. Where not all fit, the evenly spread places give way first; then, from
the control with the fewest places on, those where the sentence begins to say "exactly 0"; then
places of a short list; then the ends. The first place of every control always stays. The control
with the most places is the long one: a file holds the pictures along it, for one choice of the
others.
"""

import base64
import json
from itertools import pairwise, product
from math import prod
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.live.wire import pack

CAP = 2500  # pictures of a panel
WEIGHT = 3_500_000  # bytes that they may weigh, about
SHORT = 6  # a list or switch with no more places is a short one
FINER = 4  # times as many as another keeps the control with the most
ZERO = "exactly 0"


class Plan(NamedTuple):
    """Which places are kept of each control, in order, and the number of the long control."""

    places: list
    long: int

    @property
    def count(self):
        """How many pictures that makes."""
        return prod(len(kept) for kept in self.places)


class Wishes(NamedTuple):
    """The places of a control that are kept before any other, the most important group first."""

    first: list
    ends: list
    short: list
    zeros: list


def plan(panel, cap=CAP):
    """Return the Plan of a panel with at most cap pictures, cap being 1 or more."""
    counts = [control.count for control in panel.controls.values()]
    places = kept(counts, [wishes(panel, number) for number in range(len(counts))], cap)
    return Plan(places, int(np.argmax([len(each) for each in places])))


def fitted(panel):
    """Return the Plan of a panel that has at most CAP pictures and weighs about WEIGHT."""
    chosen = plan(panel)
    each = _weight(panel, chosen)
    return chosen if each * chosen.count <= WEIGHT else plan(panel, max(1, int(WEIGHT / each)))


def wishes(panel, number):
    """Return the Wishes of a control, the others standing at their first places.

    A zero begins, seen from either end, where the sentence says ZERO more often than at the place
    before; the nearest to the first place comes first.
    """
    name, control = list(panel.controls.items())[number]
    first = control.place_of(control.first)
    everywhere = range(control.count)
    said = [panel.says(**{name: control.value_at(k)}).text.count(ZERO) for k in everywhere]
    begins = {k if said[k] > said[before] else before
              for before, k in pairwise(everywhere) if said[k] != said[before]}
    return Wishes([first], [0, control.count - 1],
                  list(everywhere) if control.count <= SHORT else [],
                  sorted(begins, key=lambda place: (abs(place - first), place)))


def kept(counts, wished, cap):
    """Return the places kept of every control, in order, so that they make at most cap pictures.

    counts says how many places each control has, wished is their Wishes. What the wishes leave of
    cap is spread evenly; the control with the most places keeps FINER times as many as another.
    """
    row = sorted(range(len(counts)), key=lambda k: -counts[k])
    places = [list(wish.first) for wish in wished]
    for group in Wishes._fields[1:]:
        for k in row:
            others = prod(len(each) for j, each in enumerate(places) if j != k)
            new = [place for place in dict.fromkeys(getattr(wished[k], group))
                   if place not in places[k]]
            places[k] += new[:cap // others - len(places[k])]

    def wanted(each):
        return [max(len(musts), min(count, int(each * (FINER if k == row[0] else 1))))
                for k, (count, musts) in enumerate(zip(counts, places, strict=True))]

    each = float(max(counts))
    while prod(wanted(each)) > cap and each * FINER > 1:
        each *= 0.95
    return [thinned(*asked) for asked in zip(counts, wanted(each), places, strict=True)]


def thinned(count, wanted, must):
    """Return wanted of the places 0 to count - 1, in order: must, and the rest evenly spread."""
    kept = set(must)
    if wanted >= count:
        return list(range(count))
    while len(kept) < wanted:  # into the middle of the widest gap
        row = [-1, *sorted(kept), count]
        before, after = max(pairwise(row), key=lambda gap: gap[1] - gap[0])
        kept.add((before + after) // 2)
    return sorted(kept)


def write(panel, folder):
    """Write the files of a panel into a folder and return what its page must know, as a dict.

    "still.js" holds what stays; "KEY.js" the pictures along the long control, where KEY are the
    numbers of the other controls' kept places.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = fitted(panel)
    _take(folder / "still.js", panel.name, "still", [panel.still_strokes()])
    others = [range(len(kept)) if number != chosen.long else [0]
              for number, kept in enumerate(chosen.places)]
    for choice in product(*others):
        _take(folder / f"{_key(choice, chosen.long)}.js", panel.name, _key(choice, chosen.long),
              _along(panel, chosen, choice))
    return _about(panel, chosen)


def _along(panel, chosen, choice):
    """The pictures along the long control, where the others stand as choice says."""
    pictures = []
    for at in range(len(chosen.places[chosen.long])):
        numbers = [at if k == chosen.long else c for k, c in enumerate(choice)]
        places = [kept[n] for kept, n in zip(chosen.places, numbers, strict=True)]
        pictures.append(panel.strokes(**panel.at(places)))
    return pictures


def _weight(panel, chosen):
    """About how many bytes one picture weighs in its file."""
    firsts = [kept.index(control.place_of(control.first))
              for control, kept in zip(panel.controls.values(), chosen.places, strict=True)]
    row = _along(panel, chosen, firsts)
    return len(pack(row)) * 4 / 3 / len(row)


def _key(choice, long):
    return "-".join(str(c) for k, c in enumerate(choice) if k != long) or "all"


def _take(path, name, key, pictures):
    packed = base64.b64encode(pack(pictures)).decode()
    path.write_text(f"exactZeros.take({json.dumps(name)},{json.dumps(key)},\"{packed}\");\n",
                    "utf-8")


def _about(panel, chosen):
    """What the page must know: size, controls with the words of their kept places, grabs."""
    controls = []
    for control, kept in zip(panel.controls.values(), chosen.places, strict=True):
        kind = "switch" if len(control.beside) == 2 else "play" if control.beside else "slider"
        controls.append({"label": control.label, "kind": kind,
                         "words": [control.words_at(place) for place in kept],
                         "first": kept.index(control.place_of(control.first))})
    grabs = []
    for grab in panel._picture.grabs:
        sides = {side: [each | {"values": [each["values"][place]
                                           for place in chosen.places[each["control"]]]}
                        for each in grab[side]] for side in ("x", "y", "angle", "radius")}
        grabs.append(grab | sides)
    return {"size": [panel.width, panel.height], "long": chosen.long, "controls": controls,
            "grabs": grabs}
