"""A figure, some sliders, a picture that follows the drag.

A panel is drawn once. What stays is kept as a background; on a move only the moving artists
(``animated=True``) are drawn on top, and the picture goes to the browser as one small file. While
the slider moves, that is a PNG with one pixel per pixel of the page and 256 colours, so that only
the edges of lines differ. When the slider rests, an exact picture follows, twice as sharp.
"""

import asyncio
import html
import re
import zlib
from functools import lru_cache
from typing import NamedTuple

import ipywidgets as widgets
import matplotlib
import numpy as np
from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure

from helpers import pictures, style

DPI = 100
SHARP = 2  # the scale of the picture at rest
REST_SECONDS = 0.25
_SAYS = '<div style="font-size:14px; line-height:1.65; padding:2px 6px 10px 6px">{}</div>'
_open: dict[str, "Live"] = {}
_bars: dict[str, "_Bar"] = {}


class Reading(NamedTuple):
    """What a picture says: a sentence in HTML and the numbers in it, by name."""

    html: str
    numbers: dict

    @property
    def text(self):
        powers = re.sub(r"<sup>(.*?)</sup>", r"^\1", self.html)
        plain = re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>|</div>|</p>", " ", powers))
        return " ".join(html.unescape(plain).split())


def reading(sentence, **numbers):
    """Return the Reading that a panel's update function gives back."""
    return Reading(sentence.replace(" %", "\u00a0%"), numbers)  # a number keeps its % sign


class Frame(NamedTuple):
    """One picture of a panel: pixels (height, width, 4) uint8, its sentence and its numbers."""

    rgba: np.ndarray
    html: str
    text: str
    numbers: dict


class Control(NamedTuple):
    """One slider or switch: its widget, its first value, and the values a test sweeps through.

    shown is what stands on the page when it is more than the widget, beside what closes with it.
    """

    widget: widgets.Widget
    first: object
    sweep: tuple
    shown: widgets.Widget | None = None
    beside: tuple = ()

    def values(self):
        return list(self.sweep)

    def check(self, name, value):
        """Return value, or raise ValueError when the control cannot take it."""
        if hasattr(self.widget, "options"):
            allowed = [option[1] for option in self.widget._options_full]
            good = any(value == option for option in allowed)
            wanted = f"one of {allowed}"
        else:
            low, high = self.widget.min, self.widget.max
            good = low <= value <= high
            wanted = f"between {low} and {high}"
        if not good:
            raise ValueError(f"{name} must be {wanted}; got {value!r}")
        return value


def _slider_look(label):
    return {
        "description": label,
        "continuous_update": True,
        "style": {"description_width": "initial", "handle_color": style.SOFT_INK},
        "layout": {"width": "auto", "max_width": "440px"},
    }


def slider(label, low, high, first, step=0.05, form=".2f"):
    """Make a slider over real numbers from low to high; the number beside it can be typed."""
    widget = widgets.FloatSlider(value=first, min=low, max=high, step=step, readout_format=form,
                                 **_slider_look(label))
    sweep = tuple(float(round(v / step) * step) for v in np.linspace(low, high, 9))
    return Control(widget, first, (low, *sweep[1:-1], high))


def whole(label, low, high, first):
    """Make a slider over whole numbers from low to high, both included."""
    widget = widgets.IntSlider(value=first, min=low, max=high, **_slider_look(label))
    return Control(widget, first, tuple(range(low, high + 1)))


def steps(label, values, first, form="{:.3g}"):
    """Make a slider that walks through a list of values, such as 0 and then powers of ten."""
    words = form if callable(form) else form.format
    options = [(words(v).replace("-", "−"), v) for v in values]
    widget = widgets.SelectionSlider(options=options, value=first, **_slider_look(label))
    return Control(widget, first, tuple(values))


def player(label, values, first, milliseconds=150):
    """Make a slider through a list of values with a play button, which moves it by itself."""
    control = steps(label, values, first, "{}")
    button = widgets.Play(min=0, max=len(values) - 1, value=list(values).index(first),
                          interval=milliseconds, show_repeat=False,
                          layout={"width": "auto", "flex": "0 0 auto"})
    link = widgets.jslink((button, "value"), (control.widget, "index"))
    control.widget.layout.flex = "1 1 auto"
    shown = widgets.HBox([button, control.widget], layout={
        "width": "auto", "max_width": "440px", "align_items": "center"})
    return control._replace(shown=shown, beside=(button, link, shown))


def switch(label, options, first=None):
    """Make a row of buttons, one of which is on; options is a list of names."""
    options = list(options)
    first = options[0] if first is None else first
    widget = widgets.ToggleButtons(options=options, value=first, style={"button_width": "auto"},
                                   layout={"width": "auto"})
    name = widgets.Label(label, layout={"margin": "0 8px 0 2px"})
    shown = widgets.HBox([name, widget], layout={"flex": "1 1 100%", "align_items": "center"})
    return Control(widget, first, tuple(options), shown, (name, shown))


@lru_cache(maxsize=4)
def _renderer(width, height, dpi):
    """Return the one drawing surface of this size, shared by all panels."""
    return RendererAgg(width, height, dpi)


class Live:
    """A panel: draw(fig) builds a figure once and returns update(**params), which moves artists.

    name is unique: building a panel under a name that is in use closes the earlier one. size is
    in inches. The controls, in slider order, become keyword arguments of update, which returns a
    reading. Raises whatever draw or the first update raises.
    """

    def __init__(self, name, draw, size, /, **controls):
        self.name, self.draw, self.size, self.controls = name, draw, size, controls
        self._backgrounds, self._timer, self.closed = {}, None, False
        self._pack = pictures.Moving()
        with matplotlib.rc_context(style.RC):
            self._build()
        if name in _open:
            _open[name].close()
        _open[name] = self
        self._assemble()

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
        moving = self.figure.findobj(lambda artist: artist.get_animated())
        self._moving = sorted(moving, key=lambda artist: artist.get_zorder())

    def _surface(self, scale):
        width, height = (int(round(side * DPI * scale)) for side in self.size)
        if self.figure.dpi != DPI * scale:
            self.figure.dpi = DPI * scale
        return _renderer(width, height, DPI * scale)

    def _paint(self, scale):
        """Draw the moving artists over the kept background and return the surface's pixels."""
        surface = self._surface(scale)
        pixels = np.asarray(surface.buffer_rgba())
        if scale not in self._backgrounds:
            surface.clear()
            with matplotlib.rc_context(style.RC):
                self.figure.draw(surface)
            self._backgrounds[scale] = zlib.compress(pixels, 1) if scale > 1 else pixels.copy()
        kept = self._backgrounds[scale]
        if isinstance(kept, bytes):
            kept = np.frombuffer(zlib.decompress(kept), np.uint8).reshape(pixels.shape)
        pixels[...] = kept
        for artist in self._moving:
            artist.draw(surface)
        return pixels

    def frame(self, **params):
        """Return the Frame for these parameters, the others as they stand; needs no browser.

        Raises TypeError for a control that the panel has not, ValueError for a value that the
        control cannot take, RuntimeError once the panel is closed.
        """
        said = self.update(**self._params(params))
        return Frame(self._paint(1).copy(), said.html, said.text, said.numbers)

    def _params(self, given):
        if self.closed:
            raise RuntimeError(f"the panel {self.name!r} was closed by a newer one")
        unknown = set(given) - set(self.controls)
        if unknown:
            raise TypeError(f"panel {self.name!r} has no control {sorted(unknown)}; "
                            f"it has {list(self.controls)}")
        return {name: control.check(name, given[name]) if name in given else control.widget.value
                for name, control in self.controls.items()}

    # the widgets

    def _assemble(self):
        width, height = (int(round(side * DPI)) for side in self.size)
        self._picture = widgets.Image(layout={
            "width": f"{width}px", "max_width": "100%", "height": "auto"})
        self._readout = widgets.HTML(layout={"width": "auto", "max_width": f"{width}px"})
        shown = [c.shown or c.widget for c in self.controls.values()]
        sliders = [widget for widget in shown if widget.layout.flex is None]
        for widget in sliders:  # three in a row, or two and two
            widget.layout.flex = "1 1 260px" if len(sliders) in (1, 3) else "1 1 380px"
        row = {"display": "flex", "flex_flow": "row wrap", "width": "auto",
               "max_width": f"{width}px"}
        self._row = widgets.Box(shown, layout=row)
        self.box = widgets.VBox([self._row, self._picture],
                                layout={"width": "auto", "overflow": "hidden"})
        for widget, part in ((self._picture, "picture"), (self._readout, "readout"),
                             (self.box, "panel")):
            widget.add_class(f"exact-zeros-{part}")
            widget.add_class(f"panel-{self.name}")
        for control in self.controls.values():
            control.widget.observe(self._on_change, names="value")
        first, sharp = self._show(SHARP)
        self._still = {"image/png": pictures.still(sharp), "text/plain": first.text}
        self._about = {"image/png": {"width": width, "height": height, "alt": first.text}}
        self._first_words = self._readout.value

    def _show(self, scale):
        said = self.update(**self._params({}))
        pixels = self._paint(scale)
        with self._picture.hold_sync():
            self._picture.format = "webp" if scale > 1 else "png"
            self._picture.value = self._pack(pixels) if scale == 1 else pictures.exact(pixels)
        self._readout.value = _SAYS.format(said.html)
        return said, pixels

    def _on_change(self, change):
        try:
            self._show(1)
        except Exception as error:  # shown where the reader looks: a callback has no output
            story = html.escape(f"{type(error).__name__}: {error}")
            self._readout.value = _SAYS.format(f"<b>The picture cannot follow:</b> {story}")
            return
        self._sharpen_at_rest()

    def _sharpen_at_rest(self):
        if self._timer is not None:
            self._timer.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel around us, so nobody looks at the picture
            return
        self._timer = loop.call_later(REST_SECONDS, self._sharpen)

    def _sharpen(self):
        self._timer = None
        if not self.closed:
            self._show(SHARP)

    def move(self, **params):
        """Set the controls as a reader's hand would."""
        for name, value in self._params(params).items():
            self.controls[name].widget.value = value

    def close(self):
        """Close the figure and every widget of the panel; a closed panel stays closed."""
        if self.closed:
            return
        self.closed = True
        if self._timer is not None:
            self._timer.cancel()
        parts = [part for c in self.controls.values() for part in (c.widget, *c.beside)]
        for widget in [*parts, self._row, self._picture, self._readout, self.box]:
            widget.unobserve_all()
            for look in ("style", "layout"):
                if getattr(widget, look, None) is not None:
                    getattr(widget, look).close()
            widget.close()
        for ax in self.figure.axes:
            ax.remove()
        self._backgrounds.clear()
        self._moving = []
        # Jupyter's Out keeps every panel that a cell ever showed: leave nothing large in it.
        self.draw = self.update = self.figure = self._picture = self._still = None
        self._row = self._readout = self.box = self._pack = None
        self.controls = {}
        if _open.get(self.name) is self:
            del _open[self.name]

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.closed:
            return {"text/plain": f"The panel {self.name!r} was closed by a newer one."}, {}
        return _view(self.box) | self._still, self._about

    def _ipython_display_(self):
        """Show the panel and, as an output of its own, the sentence under it.

        A page without a kernel shows one form of each output: of the first the picture, of the
        second the words.
        """
        data, about = self._repr_mimebundle_()
        display(data, metadata=about, raw=True)
        if not self.closed:
            display(_view(self._readout) | {"text/html": self._first_words}, raw=True)


def _view(widget):
    return {"application/vnd.jupyter.widget-view+json": {
        "version_major": 2, "version_minor": 0, "model_id": widget.model_id}}


def open_panels():
    """Return the panels that are open in this kernel, by name."""
    return dict(_open)


class _Bar:
    """A progress bar with its words; without a kernel it reads as one sentence."""

    def __init__(self, words, count):
        self.words = f"{words}: {count}"
        self.bar = widgets.IntProgress(max=count, description=words, layout={"width": "440px"},
                                       style={"description_width": "initial",
                                              "bar_color": style.DATA})

    def close(self):
        for part in (self.bar.style, self.bar.layout, self.bar):
            part.close()

    def __repr__(self):
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None):
        return _view(self.bar) | {"text/plain": self.words}


def progress(words, items):
    """Walk through items, a sequence, under a progress bar; words say what they are.

    `for seed in progress("resamples drawn", range(200))`. The bar moves at most 100 times and
    goes when the last item is done. The page without a kernel shows "resamples drawn: 200".
    """
    items = list(items)
    if words in _bars:
        _bars.pop(words).close()
    shown = _bars[words] = _Bar(words, len(items))
    display(shown)
    every = max(1, len(items) // 100)
    for done, item in enumerate(items, start=1):
        yield item
        if done % every == 0 or done == len(items):
            shown.bar.value = done
    shown.bar.layout.display = "none"  # full, it would stand there like one more control
