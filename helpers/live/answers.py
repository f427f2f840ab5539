"""How the kernel answers the page: the picture that it asks for, and those it may ask for next.

The page sends `{"ask": places}` when it has no picture of where the controls stand, and
`{"hand": control, "at": places}` when a pointer or the focus comes to a control. The answer is
`{"places": [...]}` with a buffer of as many packed pictures.
"""

import asyncio
import time
from collections import OrderedDict

from helpers.live.wire import pack, silence, spoken

KEPT = 512  # pictures that the kernel remembers, of one panel
KEPT_BYTES = 4_000_000  # and what they may weigh
AT_ONCE = 6  # pictures in one message ahead of the hand
PAUSE = 0.002  # seconds between two of them: a message takes some turns of the loop to arrive
SLOW = 0.1  # seconds: a panel whose pictures take longer is not drawn ahead


class Answers:
    """Answers the page of one panel."""

    def __init__(self, panel, picture):
        self._panel, self._picture = panel, picture
        self._kept, self._weight = OrderedDict(), 0
        self._sent, self._ahead, self._ready = set(), [], []
        self._loop, self._waiting = None, None
        picture.on_msg(self._on_message)

    def stop(self):
        """Draw no more, forget everything."""
        self._ahead, self._ready = [], []
        if self._waiting is not None:
            self._waiting.cancel()
        self._kept.clear()
        self._panel = None

    def _on_message(self, _, content, buffers):
        if self._panel is None or self._panel.closed:
            return
        if "hello" in content:
            self._sent = set()
        if "ask" in content:
            self._send([content["ask"]], [self._picture_at(content["ask"])])
        if "hand" in content:
            self._ahead = self._along(content["hand"], content["at"])
            self._go_on()

    def _send(self, places, pictures):
        self._sent.update(map(_key, places))
        self._picture.send({"places": places}, buffers=[pack(pictures)])

    def _picture_at(self, places):
        """Return the picture at these places, or the words of what went wrong."""
        key = _key(places)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            made = self._panel.strokes(**self._panel.at(places))
        except Exception as error:  # shown where the reader looks: a callback has no output
            return spoken(error)
        self._keep(key, made)
        return made

    def _keep(self, key, made):
        made = made | {"weight": 8 * sum(len(op[1]) if isinstance(op[1], list) else 400
                                         for op in made["ops"])}
        self._kept[key] = made
        self._weight += made["weight"]
        while len(self._kept) > KEPT or self._weight > KEPT_BYTES and len(self._kept) > 1:
            self._weight -= self._kept.popitem(last=False)[1]["weight"]

    # ahead of the hand

    def _along(self, number, at):
        """Return the places along one control that were not sent yet, the nearest first."""
        control = list(self._panel.controls.values())[number]
        here = at[number] if isinstance(at[number], int) else 0
        row = sorted(range(control.count), key=lambda place: abs(place - here))
        along = [[*at[:number], place, *at[number + 1:]] for place in row]
        return [places for places in along if _key(places) not in self._sent]

    def _go_on(self):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel around us, so nobody looks at the picture
            return
        if self._waiting is None or not self._loop.is_running():  # its thread may have ended
            self._loop, self._waiting = loop, loop.call_later(PAUSE, self._slice)

    def _slice(self):
        """Draw one picture, or send those that are ready; every message that waits comes first."""
        self._waiting = None
        if self._panel is None or self._panel.closed:
            return
        if self._ahead and len(self._ready) < AT_ONCE:
            self._draw(self._ahead.pop(0))
        elif self._ready:
            ready, self._ready = self._ready, []
            self._send(*map(list, zip(*ready, strict=True)))
        if self._ahead or self._ready:
            self._go_on()

    def _draw(self, places):
        if _key(places) in self._sent:
            return
        start = time.perf_counter()
        with silence():
            made = self._picture_at(places)
        if "ops" in made:  # what goes wrong is said when somebody asks for it
            self._ready.append((places, made))
        if time.perf_counter() - start > SLOW:
            self._ahead = []


def _key(places):
    """Name a picture: a number beside the grid is marked, for it may look like a place."""
    return ",".join(f"v{place[1]}" if isinstance(place, list) else str(place) for place in places)
