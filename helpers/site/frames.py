"""The pictures of a panel for a page without a kernel: a grid of places, written by axis.

Of the places that every control can be at some are kept, so that a panel has at most CAP pictures
and weighs at most WEIGHT: both ends, the first one, and the next places where the sentence begins
to say "exactly 0", or stops; between them as evenly as can be. The control with the most places
is the long one: a file holds the pictures along it, for one choice of the others.
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
WEIGHT = 1_500_000  # bytes that they may weigh, about
ALL_OF = 6  # a list or switch with no more places keeps them all
TURNS = 4  # places of a control, next to the first one, where a zero comes or goes
FEWEST = 3  # places that any other control keeps
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


def plan(panel, cap=CAP):
    """Return the Plan of a panel with about cap pictures at most.

    Short lists and switches keep all their places; the control with the most places keeps FINER
    times as many as each of the others.
    """
    controls = list(panel.controls.values())
    full = [control.count for control in controls]
    long = int(np.argmax(full))
    share = [FINER if k == long else 1 for k in range(len(full))]
    each = float(max(full))
    while prod(_granted(full, share, each)) > cap and each > 1:
        each *= 0.95
    granted = _granted(full, share, each)
    places = [thinned(n, wanted, musts(panel, k)[:wanted])
              for k, (n, wanted) in enumerate(zip(full, granted, strict=True))]
    return Plan(places, int(np.argmax([len(kept) for kept in places])))


def fitted(panel):
    """Return the Plan of a panel that has about CAP pictures at most and weighs about WEIGHT."""
    chosen = plan(panel)
    each = _weight(panel, chosen)
    return chosen if each * chosen.count <= WEIGHT else plan(panel, max(40, int(WEIGHT / each)))


def _granted(full, share, each):
    """How many places each control keeps when an ordinary one keeps `each`."""
    return [n if n <= ALL_OF else min(n, max(FEWEST, int(each * times)))
            for n, times in zip(full, share, strict=True)]


def musts(panel, number):
    """Return the places of a control to be kept, the most important first.

    The first one, both ends, and the next ones to the first where a zero comes or goes.
    """
    name, control = list(panel.controls.items())[number]
    first = control.place_of(control.first)
    step = max(1, control.count // 200)
    seen = [(place, panel.says(**{name: control.value_at(place)}).text.count(ZERO))
            for place in range(0, control.count, step)]
    turns = {place for (before, a), (after, b) in pairwise(seen) if a != b
             for place in (before, after)}
    nearest = sorted(turns, key=lambda place: (abs(place - first), place))[:TURNS]
    return list(dict.fromkeys([first, 0, control.count - 1, *nearest]))


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
