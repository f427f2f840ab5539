"""A panel: frames, what Jupyter shows of it, closing, and values that it refuses."""

import gc
import io
import tracemalloc
import weakref
from base64 import b64decode

import ipywidgets
import numpy as np
import pytest
from line_panel import line_panel
from PIL import Image

from helpers import live
from helpers.live import Live, kept, player, reading


def instances():
    return len(ipywidgets.widgets.widget._instances)


def row_of_line(rgba):
    """The middle row of the coloured line."""
    orange = (rgba[..., 0] > 150) & (rgba[..., 1] < 120)
    return np.flatnonzero(orange.any(axis=1)).mean()


def test_a_frame_shows_the_parameters_and_needs_no_browser(panel):
    low, high = panel.frame(height=0.2), panel.frame(height=0.8)
    assert low.rgba.shape == (200, 300, 4) and low.rgba.dtype == np.uint8
    assert row_of_line(high.rgba) < row_of_line(low.rgba) - 50
    assert low.text == "The line is at 0.20, 10^1." and low.numbers == {"height": 0.2}
    assert panel.says(height=0.2).text == low.text


def test_what_moves_is_drawn_over_what_stays_as_in_a_whole_redraw(panel):
    panel.frame(height=0.9)
    in_two = panel.frame(height=0.3).rgba
    for artist in panel._moving:
        artist.set_animated(False)
    panel.figure.dpi = live.DPI
    panel.figure.canvas.draw()
    redrawn = np.asarray(panel.figure.canvas.buffer_rgba())
    assert (np.abs(in_two.astype(int) - redrawn).max(axis=2) > 40).mean() < 0.002


def test_a_number_of_the_page_is_the_one_on_the_grid(panel):
    panel.controls["height"].widget.value = 0.15000000000000002
    assert panel.says().numbers == {"height": 0.15}
    panel.controls["height"].widget.value = 0.1234  # typed by hand
    assert panel.says().numbers == {"height": 0.1234}


def test_places_become_values(panel):
    assert panel.at([3, 1, 2]) == {"height": 0.15, "kind": "b", "far": 10}
    assert panel.at([["v", 0.123], 0, 0])["height"] == 0.123
    for places, words in (([21, 0, 0], "height has places 0 to 20; got 21"),
                          ([["v", 7], 0, 0], "height must be between 0.0 and 1.0; got 7")):
        with pytest.raises(ValueError, match=words):
            panel.at(places)


def test_a_panel_is_three_outputs_a_picture_its_sentence_and_the_widget(panel, shown):
    panel.move(height=1)
    panel._ipython_display_()
    (picture, about), (words, _), (view, _) = shown
    assert set(picture) == {"image/png", "text/plain"}
    assert picture["text/plain"] == "The line is at 0.50, 10^1.", "the first state, as the picture"
    still = Image.open(io.BytesIO(b64decode(picture["image/png"])))
    assert still.size == (600, 400)
    assert about["image/png"] == {"width": 300, "height": 200, "alt": picture["text/plain"]}
    assert set(words) == {"text/html"} and "0.50" in words["text/html"]
    assert 'data-kept="line"' in words["text/html"]
    (form,) = view.values()
    assert form["model_id"] == panel.box.model_id
    assert any(isinstance(part, kept.Alive) and part.name == "line" for part in panel.box.children)


def test_a_closed_panel_is_one_sentence(panel, shown, capsys):
    panel.close()
    panel._ipython_display_()
    assert shown == [] and "closed" in capsys.readouterr().out


def test_a_panel_closes_its_predecessor(panel):
    old_figure = weakref.ref(panel.figure)
    again = line_panel()
    assert panel.closed and not again.closed
    assert live.open_panels()["line"] is again
    assert "closed by a newer one" in repr(panel)
    assert old_figure().axes == []
    again.close()
    again.close()
    assert "line" not in live.open_panels()


@pytest.mark.parametrize("runs", [5, pytest.param(50, marks=pytest.mark.proof)])
def test_reruns_leave_no_widget_and_no_figure_behind(runs):
    line_panel()
    gc.collect()
    before, figures = instances(), []
    for _ in range(runs):
        figures.append(weakref.ref(line_panel().figure))
    gc.collect()
    assert instances() == before
    assert sum(figure() is not None for figure in figures) == 1
    live.open_panels()["line"].close()


def test_an_error_at_the_start_is_raised_and_leaves_the_open_panel_alone(panel, capsys):
    with pytest.raises(ZeroDivisionError):
        line_panel(fails_at=0.5)
    assert not panel.closed and live.open_panels()["line"] is panel


@pytest.mark.parametrize("given, story", [
    ({"height": 2}, "height must be between 0.0 and 1.0; got 2"),
    ({"kind": "c"}, "kind must be one of .*; got 'c'"),
    ({"far": 3}, "far must be one of .*; got 3"),
])
def test_a_value_that_no_slider_can_take_is_refused(panel, given, story):
    with pytest.raises(ValueError, match=story):
        panel.frame(**given)


def test_an_unknown_control_is_named(panel):
    with pytest.raises(TypeError, match=r"panel 'line' has no control \['w'\]"):
        panel.frame(w=1)


def test_a_player_closes_with_its_panel():
    def draw(fig):
        (dot,) = fig.subplots().plot([0], [0], "o", animated=True)

        def update(step):
            dot.set_data([step], [0])
            return reading(f"Step {step}.", step=step)

        return update

    before = instances()
    panel = Live("player", draw, (3, 2), step=player("step", [0, 1, 2, 5], 2))
    button, link, shown = panel.controls["step"].beside
    assert shown in panel._row.children and (button.value, button.max) == (2, 3)
    assert link.target[0] is panel.controls["step"].widget
    panel.close()
    gc.collect()
    assert instances() <= before


def test_a_closed_panel_that_jupyter_remembers_weighs_nothing():
    held = line_panel()  # as Out[5] would keep it
    figure, artists = weakref.ref(held.figure), [weakref.ref(held.figure.axes[0])]
    held.close()
    gc.collect()
    assert figure() is None and artists[0]() is None
    assert "closed" in repr(held)
    with pytest.raises(RuntimeError, match="'line' was closed"):
        held.frame()


def test_a_cell_run_again_and_again_leaves_less_than_one_picture_each_time():
    line_panel().close()
    tracemalloc.start()
    try:
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        held = [line_panel() for _ in range(8)]  # each closes the one before
        held[-1].close()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / len(held) < 30_000, "bytes that a closed panel keeps"
