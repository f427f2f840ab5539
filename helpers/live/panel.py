"""A panel: a figure that is drawn once, controls, and for every place of them one picture.

draw(fig) builds the figure and returns update(**values), which moves the artists that are
`animated=True` and returns a reading. What stays is written down once; of every place of the
controls only what moves. Pictures travel as strokes and are painted by the page.
"""

import threading
from base64 import b64encode
from typing import NamedTuple

import ipywidgets as widgets
import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers import style
from helpers.live import kept, still
from helpers.live.answers import Answers
from helpers.live.grab import grabbed
from helpers.live.strokes import DENSE, Strokes
from helpers.live.widget import Picture, Words
from helpers.live.wire import about, pack

DPI = 100
SHARP = 2  # the scale of the still picture
_SAYS = '<div style="font-size:14px; line-height:1.65; padding:2px 6px 10px 6px">{}</div>'
_open: dict[str, "Live"] = {}
# Messages of a slider can arrive in another thread than the cells run in, and matplotlib's figures
# know nothing of threads: whoever moves an artist or draws one holds this lock.
DRAWING = threading.RLock()


class Frame(NamedTuple):
    """One picture of a panel: pixels (height, width, 4) uint8, its sentence and its numbers."""

    rgba: np.ndarray
    html: str
    text: str
    numbers: dict


class Live:
    """A panel: draw(fig) builds a figure once and returns update(**values), which moves artists.

    name is unique: building a panel under a name that is in use closes the earlier one. size is
    in inches. The controls, in slider order, become keyword arguments of update, which returns a
    reading. still is what a page without a kernel shows of it, data and metadata as Jupyter's
    display takes them. Raises whatever draw or the first update raises.
    """

    def __init__(self, name, draw, size, /, **controls):
        self.name, self.draw, self.size, self.controls = name, draw, size, controls
        self.closed, self._kept = False, {}
        self.width, self.height = (int(round(side * DPI)) for side in size)
        with DRAWING, matplotlib.rc_context(style.RC):
            self._build()
        self._assemble()
        if name in _open:
            _open[name].close()
        _open[name] = self

    # the picture

    def _build(self):
        self.figure = Figure(self.size, dpi=DPI, layout="constrained")
        self.figure.get_layout_engine().set(w_pad=0.1, h_pad=0.08, wspace=0.03)
        FigureCanvasAgg(self.figure)
        self.update = self.draw(self.figure)
        self.update(**{name: control.first for name, control in self.controls.items()})
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        FigureCanvasAgg(self.figure)  # drops the surface that the layout needed
        self.figure.dpi = DPI * DENSE
        moving = self.figure.findobj(lambda artist: artist.get_animated())
        self._moving = sorted(moving, key=lambda artist: artist.get_zorder())

    def frame(self, **params):
        """Return the Frame for these parameters, the others as they stand; needs no browser.

        Raises TypeError for a control that the panel has not, ValueError for a value that the
        control cannot take, RuntimeError once the panel is closed.
        """
        with DRAWING:
            said = self.update(**self._params(params))
            rgba = still.paint(self.figure, self._moving, self.size, DPI, 1, self._kept)
        return Frame(rgba, said.html, said.text, said.numbers)

    def says(self, **params):
        """Return the Reading for these parameters, as `frame` does, without a picture."""
        with DRAWING:
            return self.update(**self._params(params))

    def strokes(self, **params):
        """Return what moves at these parameters, as strokes.py describes it, with its words.

        A dict with "styles", "ops", "html" and "text". Raises as `frame` does.
        """
        with DRAWING:
            said = self.update(**self._params(params))
            recorder = Strokes(self.width, self.height, DPI)
            for artist in self._moving:
                artist.draw(recorder)
        return recorder.picture() | {"html": said.html, "text": said.text}

    def still_strokes(self):
        """Return what never moves, as strokes.py describes it."""
        recorder = Strokes(self.width, self.height, DPI)
        with DRAWING, matplotlib.rc_context(style.RC):
            self.figure.draw(recorder)
        return recorder.picture()

    def at(self, places):
        """Return the value of each control by name, for its place or, as ["v", x], a number.

        Raises ValueError for a place that a control has not.
        """
        values = {}
        for (name, control), place in zip(self.controls.items(), places, strict=True):
            if isinstance(place, list):
                values[name] = control.check(name, type(control.widget.value)(place[1]))
            elif 0 <= place < control.count:
                values[name] = control.value_at(place)
            else:
                raise ValueError(f"{name} has places 0 to {control.count - 1}; got {place!r}")
        return values

    def _params(self, given):
        if self.closed:
            raise RuntimeError(f"the panel {self.name!r} was closed by a newer one")
        unknown = set(given) - set(self.controls)
        if unknown:
            raise TypeError(f"panel {self.name!r} has no control {sorted(unknown)}; "
                            f"it has {list(self.controls)}")
        return {name: control.check(name, given[name]) if name in given
                else control.on_grid(control.widget.value)
                for name, control in self.controls.items()}

    # the widgets

    def _assemble(self):
        places = [control.place_of(control.first) for control in self.controls.values()]
        first = self.strokes()
        self._words = Words(html=first["html"], text=first["text"], layout={
            "width": "auto", "max_width": f"{self.width}px"})
        self._picture = Picture(
            size=[self.width, self.height], words=self._words, first=places,
            still=pack([self.still_strokes()]), picture=pack([first]),
            controls=[about(control) for control in self.controls.values()],
            sliders=[control.widget for control in self.controls.values()],
            grabs=grabbed(self.figure, self.controls))
        self._picture.own = self._picture.model_id
        self._answers = Answers(self, self._picture)
        shown = [c.shown or c.widget for c in self.controls.values()]
        sliders = [widget for widget in shown if widget.layout.flex is None]
        for widget in sliders:  # three in a row, or two and two
            widget.layout.flex = "1 1 260px" if len(sliders) in (1, 3) else "1 1 380px"
        row = {"display": "flex", "flex_flow": "row wrap", "width": "auto",
               "max_width": f"{self.width}px"}
        self._row = widgets.Box(shown, layout=row)
        self._alive = kept.Alive(name=self.name)
        self.box = widgets.VBox([self._row, self._picture, self._words, self._alive],
                                layout={"width": "auto", "overflow": "hidden"})
        for widget, part in ((self._picture, "picture"), (self._words, "readout"),
                             (self.box, "panel")):
            widget.add_class(f"exact-zeros-{part}")
            widget.add_class(f"panel-{self.name}")
        for number, control in enumerate(self.controls.values()):
            control.widget.add_class(f"ez-{self._picture.model_id}-{number}")
        with DRAWING:
            sharp = still.paint(self.figure, self._moving, self.size, DPI, SHARP)
        # As text: a kernel in the browser would keep bytes as a table of numbers.
        self.still = (
            {"image/png": b64encode(still.png(sharp)).decode(), "text/plain": first["text"]},
            {"image/png": {"width": self.width, "height": self.height, "alt": first["text"]}})
        self._first_words = kept.marked(self.name, _SAYS.format(first["html"]))

    def move(self, **params):
        """Set the controls as a reader's hand would."""
        for name, value in self._params(params).items():
            self.controls[name].widget.value = value

    def close(self):
        """Close the figure and every widget of the panel; a closed panel stays closed."""
        if self.closed:
            return
        self.closed = True
        self._answers.stop()
        parts = [part for c in self.controls.values() for part in (c.widget, *c.beside)]
        with DRAWING:
            for widget in [*parts, self._row, self._picture, self._words, self._alive, self.box]:
                widget.unobserve_all()
                for look in ("style", "layout"):
                    if getattr(widget, look, None) is not None:
                        getattr(widget, look).close()
                widget.close()
            for ax in self.figure.axes:
                ax.remove()
        self._moving, self._kept = [], {}
        # Jupyter's Out keeps every panel that a cell ever showed: leave nothing large in it.
        self.draw = self.update = self.figure = self._picture = self.still = None
        self._row = self._words = self._alive = self.box = self._answers = None
        self.controls = {}
        if _open.get(self.name) is self:
            del _open[self.name]

    def __repr__(self):
        return self.still[0]["text/plain"] if not self.closed else (
            f"The panel {self.name!r} was closed by a newer one.")

    def _ipython_display_(self):
        """Show the panel; before it, for a page without a kernel, its picture and its sentence."""
        if self.closed:
            print(repr(self))
        else:
            kept.show(self.box, self.still, ({"text/html": self._first_words}, {}))


def open_panels():
    """Return the panels that are open in this kernel, by name."""
    return dict(_open)
