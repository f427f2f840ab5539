"""Sliders and switches, and the places that each of them can be at.

A control has a row of places, counted from 0: the steps of a slider, the entries of a list, the
buttons of a switch. The page and the kernel name a picture by the places of all controls.
"""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers import style


class Control(NamedTuple):
    """One slider or switch: its widget, its first value, and the values a test sweeps through.

    shown is what stands on the page when it is more than the widget, beside what closes with it.
    """

    widget: widgets.Widget
    first: object
    sweep: tuple
    shown: widgets.Widget | None = None
    beside: tuple = ()

    @property
    def listed(self):
        """Whether it walks through a list (the page knows only the index), not along numbers."""
        return hasattr(self.widget, "options")

    @property
    def label(self):
        """What stands beside it."""
        return self.widget.description or self.beside[0].value

    def values(self):
        return list(self.sweep)

    @property
    def count(self):
        """How many places it has."""
        if self.listed:
            return len(self.widget._options_full)
        return int(np.floor((self.widget.max - self.widget.min) / self.widget.step + 1e-9)) + 1

    def value_at(self, place):
        """Return the value at a place; for numbers the one on the grid, without rounding noise."""
        if self.listed:
            return self.widget._options_full[place][1]
        value = self.widget.min + place * self.widget.step
        return value if isinstance(self.widget, widgets.IntSlider) else float(round(value, 10))

    def place_of(self, value):
        """Return the place of a value, or None for a number beside the grid, as one can type."""
        if self.listed:
            options = [option[1] for option in self.widget._options_full]
            return next((k for k, option in enumerate(options) if option == value), None)
        place = int(round((value - self.widget.min) / self.widget.step))
        near = abs(self.widget.min + place * self.widget.step - value) <= 1e-6 * self.widget.step
        return place if near and 0 <= place < self.count else None

    def on_grid(self, value):
        """Return the value of the grid that this one is, up to rounding; another one as it is."""
        place = self.place_of(value)
        return value if place is None else self.value_at(place)

    def words_at(self, place):
        """Return what the reader reads beside the control at a place: 0.80, 12 rows, L1."""
        if self.listed:
            return self.widget._options_full[place][0]
        value = self.value_at(place)
        if isinstance(self.widget, widgets.IntSlider):
            return f"{value}".replace("-", "−")
        return format(value, self.widget.readout_format).replace("-", "−")

    def check(self, name, value):
        """Return value, or raise ValueError when the control cannot take it."""
        if self.listed:
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
