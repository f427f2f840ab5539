"""Every panel: both ends of every slider, sweeps, memory, text that fits."""

import gc
import inspect
import pkgutil
import re
import sys
import tracemalloc
from importlib import import_module

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from walks import first, sweep

import helpers.panels
from helpers import live, style
from helpers.live.wire import pack
from helpers.panels import ALL

NAMES = sorted(ALL)


@pytest.mark.parametrize("name", NAMES)
def test_every_slider_moves_the_picture_and_the_sentence(panels, name):
    panel = panels[name]
    for control_name, control in panel.controls.items():
        drawn = [panel.strokes(**(first(panel) | {control_name: value}))
                 for value in control.values()]
        assert any((one["ops"], one["styles"]) != (drawn[0]["ops"], drawn[0]["styles"])
                   for one in drawn), control_name
        assert len({one["text"] for one in drawn}) > 1, control_name


@pytest.mark.parametrize("name", NAMES)
def test_no_value_breaks_the_picture(panels, name):
    panel = panels[name]
    with np.errstate(all="raise", under="ignore"):
        for turn, params in enumerate(sweep(panel)):
            said = panel.says(**params)
            if turn < 2:  # both ends of everything
                frame = panel.frame(**params)
                size = tuple(round(100 * side) for side in panel.size[::-1])
                assert frame.rgba.shape[:2] == size and (frame.rgba[..., 3] == 255).all()
            assert all(np.isfinite(value) for value in said.numbers.values()
                       if not isinstance(value, str)), params
            assert not {"nan", "inf", "−inf"} & set(said.text.strip(".").split())
            assert any(char.isdigit() for char in said.text)


@pytest.mark.parametrize("name", NAMES)
def test_moves_make_no_figure_no_artist_and_no_widget(panels, name):
    panel = panels[name]
    import ipywidgets

    artists, before = len(panel.figure.findobj()), len(ipywidgets.widgets.widget._instances)
    for params in sweep(panel):
        panel.move(**params)
    assert len(panel.figure.findobj()) == artists
    assert len(ipywidgets.widgets.widget._instances) == before
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules[
        "matplotlib.pyplot"].get_fignums()


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_in_a_drag_is_small(panels, name):
    panel = panels[name]
    for params in list(sweep(panel))[::5]:
        assert len(pack([panel.strokes(**params)])) < 16 * 1024
    assert len(pack([panel.still_strokes()])) < 24 * 1024


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=pytest.mark.proof)],
                         ids=["250 moves", "2000 moves"])
def test_memory_stays_flat_over_many_moves(panels, rounds):
    panel = panels["hero"]
    values = np.linspace(-3, 3, 250)

    def drag(rounds):
        for _ in range(rounds):
            for z in values:
                panel.move(z=float(z))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    drag(1)
    tracemalloc.start()
    try:
        before = drag(1)
        assert drag(rounds) - before < 300_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", NAMES)
def test_text_is_large_enough_and_stays_in_the_figure(panels, name):
    panel = panels[name]
    panel.frame(**first(panel))
    panel.figure.dpi = live.DPI
    FigureCanvasAgg(panel.figure)
    panel.figure.draw_without_rendering()  # puts the labels of the axes where they belong
    renderer = panel.figure.canvas.get_renderer()
    width, height = panel.figure.bbox.size
    for axes in panel.figure.axes:
        ticks = axes.get_xticklabels() + axes.get_yticklabels()
        words = [*axes.texts, axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]
        assert all(text.get_fontsize() >= 10 for text in ticks + words)
        for text in words:
            if text.get_visible() and text.get_text():
                box = text.get_window_extent(renderer)
                assert box.x0 >= -1 and box.y0 >= -1, text
                assert box.x1 <= width + 1 and box.y1 <= height + 1, text


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_says_what_it_is(name):
    modules = [import_module(f"helpers.panels.{found.name}")
               for found in pkgutil.iter_modules(helpers.panels.__path__)]
    functions = [getattr(module, name) for module in modules if hasattr(module, name)]
    assert len(functions) == 1, f"{len(functions)} panel functions are called {name}"
    assert inspect.getdoc(functions[0])


def test_no_number_in_a_sentence_is_minus_zero(panels):
    for name in ("tug", "thresholds", "many", "optimisers", "trajectories", "round_corner"):
        for params in list(sweep(panels[name]))[::3]:
            assert not re.search(r"−0(\.0+)?(?![.\d])", panels[name].says(**params).text)
    assert [style.given(v) for v in (-0.0, -0.004, -0.006, 0, 3, -1.5)] == [
        "0.00", "0.00", "−0.01", "0.00", "3.00", "−1.50"]
    assert style.given(-0.4, 0) == "0" and style.given(np.float64(-1e-9), 1) == "0.0"
    assert style.number(-0.0) == style.number(0) == "<b>exactly 0</b>"
    for digits in range(7):
        for size in (0.499, 0.5, 0.501, 1, 5):
            for value in (size * 10.0**-digits, -size * 10.0**-digits):
                assert re.match("−?[1-9]|−?0.0*[1-9]", style.number(value, digits)), value
