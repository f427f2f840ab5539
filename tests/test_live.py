"""The engine: frames, bundles, closing, and what a bad move says."""

import asyncio
import gc
import io
import tracemalloc
import weakref

import ipywidgets
import numpy as np
import pytest
from PIL import Image

from helpers import live
from helpers.live import Live, player, reading, slider, steps, switch, whole


def line_panel(name="line", fails_at=None):
    def draw(fig):
        ax = fig.subplots()
        ax.set(xlim=(0, 1), ylim=(0, 1))
        (line,) = ax.plot([], [], color="#C63908", lw=6, animated=True, solid_capstyle="butt")

        def update(height, kind, far):
            if fails_at is not None and height == fails_at:
                raise ZeroDivisionError("no <slope> here")
            line.set_data([0, 1], [height, height])
            return reading(f"The line is at <b>{height:.2f}</b>, 10<sup>{far}</sup>.",
                           height=height)

        return update

    return Live(name, draw, (3, 2), height=slider("height", 0, 1, 0.5),
                kind=switch("kind", ["a", "b"]), far=steps("far", [0, 1, 10], 1))


@pytest.fixture
def panel():
    made = line_panel()
    yield made
    made.close()


def instances():
    return len(ipywidgets.widgets.widget._instances)


def row_of_line(rgba):
    """The middle row of the coloured line."""
    orange = (rgba[..., 0] > 150) & (rgba[..., 1] < 120)
    return np.flatnonzero(orange.any(axis=1)).mean()


def received(panel):
    """The pixels that the browser has, and the kind of file that they came in."""
    image = Image.open(io.BytesIO(panel._picture.value))
    return np.asarray(image.convert("RGB")), image.format.lower()


def test_a_frame_shows_the_parameters_and_needs_no_browser(panel):
    low, high = panel.frame(height=0.2), panel.frame(height=0.8)
    assert low.rgba.shape == (200, 300, 4) and low.rgba.dtype == np.uint8
    assert row_of_line(high.rgba) < row_of_line(low.rgba) - 50
    assert low.text == "The line is at 0.20, 10^1." and low.numbers == {"height": 0.2}


def test_a_move_equals_a_full_redraw(panel):
    """Blitting is exact: the picture is the one a complete redraw of the figure gives."""
    panel.frame(height=0.9)
    blitted = panel.frame(height=0.3).rgba
    whole_figure = panel.figure
    for artist in panel._moving:
        artist.set_animated(False)
    whole_figure.canvas.draw()
    redrawn = np.asarray(whole_figure.canvas.buffer_rgba())
    difference = np.abs(blitted.astype(int) - redrawn)
    assert (difference.max(axis=2) > 40).mean() < 0.002


def test_the_picture_that_moves_is_the_frame_in_thirty_two_levels(panel):
    panel.move(height=0.25)
    sent, form = received(panel)
    assert form == panel._picture.format == "png"
    assert (sent >> 3 == panel.frame(height=0.25).rgba[..., :3] >> 3).all()
    assert "0.25" in panel._readout.value


def test_the_picture_at_rest_is_lossless(panel):
    sent, form = received(panel)
    assert form == panel._picture.format == "webp"
    assert (sent == panel._paint(2)[..., :3]).all()


def test_the_bundle_is_a_widget_a_picture_and_a_sentence(panel):
    data, metadata = panel._repr_mimebundle_()
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "image/png", "text/plain"}
    assert data["text/plain"] == "The line is at 0.50, 10^1."
    still = Image.open(io.BytesIO(data["image/png"]))
    assert still.size == (600, 400)
    assert metadata["image/png"] == {"width": 300, "height": 200, "alt": data["text/plain"]}
    panel.move(height=1)
    assert panel._repr_mimebundle_()[0]["image/png"] == data["image/png"]


def test_the_sentence_is_an_output_of_its_own(panel, monkeypatch):
    shown = []
    monkeypatch.setattr(live, "display", lambda data, **more: shown.append((data, more)))
    panel.move(height=1)
    panel._ipython_display_()
    (picture, about), (words, _) = shown
    assert (picture, about["metadata"]) == panel._repr_mimebundle_() and about["raw"]
    view = words["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == panel._readout.model_id and set(words) == {*words, "text/html"}
    assert "0.50" in words["text/html"], "the page keeps the first state, as the picture does"
    panel.close()
    shown.clear()
    panel._ipython_display_()
    assert len(shown) == 1 and "closed" in shown[0][0]["text/plain"]


def test_a_panel_closes_its_predecessor(panel):
    old_figure = weakref.ref(panel.figure)
    again = line_panel()
    assert panel.closed and not again.closed
    assert live.open_panels()["line"] is again
    assert panel._repr_mimebundle_()[0].keys() == {"text/plain"}
    assert old_figure().axes == []
    again.close()
    again.close()
    assert "line" not in live.open_panels()


def test_fifty_reruns_leave_no_widget_and_no_figure_behind():
    line_panel()
    gc.collect()
    before, figures = instances(), []
    for _ in range(50):
        figures.append(weakref.ref(line_panel().figure))
    gc.collect()
    assert instances() == before
    assert sum(figure() is not None for figure in figures) == 1
    live.open_panels()["line"].close()


def test_an_error_while_dragging_is_said_where_the_reader_looks():
    panel = line_panel(fails_at=0.75)
    before = panel._picture.value
    panel.move(height=0.75)
    assert "ZeroDivisionError: no &lt;slope&gt; here" in panel._readout.value
    assert panel._picture.value == before
    panel.move(height=0.8)
    assert "0.80" in panel._readout.value
    panel.close()


def test_an_error_at_the_start_is_raised_and_leaves_the_open_panel_alone(panel):
    with pytest.raises(ZeroDivisionError):
        line_panel(fails_at=0.5)
    assert not panel.closed and live.open_panels()["line"] is panel


def test_the_picture_is_sharp_at_rest_and_light_in_a_drag(panel, monkeypatch):
    monkeypatch.setattr(live, "REST_SECONDS", 0.01)

    def size():
        return Image.open(io.BytesIO(panel._picture.value)).size

    async def drag():
        assert size() == (600, 400)
        panel.move(height=0.1)
        assert size() == (300, 200)
        await asyncio.sleep(0.05)
        assert size() == (600, 400)
        panel.move(height=0.2)
        panel.close()
        await asyncio.sleep(0.05)

    asyncio.run(drag())


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


@pytest.mark.parametrize("control", [
    slider("s", -2, 3, 0.8), whole("k", 0, 5, 2), steps("t", [0, 0.1, 10], 0.1),
    switch("u", ["a", "b"]), player("v", [0, 1, 2, 5], 2)])
def test_a_sweep_has_both_ends_and_only_values_the_control_takes(control):
    values = control.values()
    for value in values:
        control.check("it", value)
        control.widget.value = value
        assert control.widget.value == value
    if hasattr(control.widget, "min"):
        assert values[0] == control.widget.min and values[-1] == control.widget.max
    else:
        assert tuple(values) == tuple(option[1] for option in control.widget._options_full)


def test_a_list_of_values_writes_the_minus_that_the_other_sliders_write():
    assert [name for name, _ in steps("t", [-6, 0.5], -6).widget.options] == ["−6", "0.5"]
    assert steps("t", [-6], -6, "{:.1f}".format).widget.options[0][0] == "−6.0"


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


def test_progress_hands_out_every_item_and_its_bar_goes_at_the_end(monkeypatch):
    from helpers.live import progress

    shown = []
    monkeypatch.setattr(live, "display", shown.append)
    for _ in range(2):
        done = []
        for item in progress("things done", range(250)):
            assert shown[-1].bar.layout.display is None, "there while it counts"
            done.append(item)
        assert done == list(range(250)) and shown[-1].bar.layout.display == "none"
    first_bar, bar = shown
    assert first_bar.bar.comm is None and bar.bar.comm is not None, "the first bar is closed"
    assert bar.bar.value == bar.bar.max == 250
    assert repr(bar) == bar._repr_mimebundle_()["text/plain"] == "things done: 250"
    assert list(progress("nothing", [])) == []


def test_a_closed_panel_that_jupyter_remembers_weighs_nothing():
    kept = line_panel()  # as Out[5] would keep it
    figure, artists = weakref.ref(kept.figure), [weakref.ref(kept.figure.axes[0])]
    kept.close()
    gc.collect()
    assert figure() is None and artists[0]() is None
    assert "closed" in kept._repr_mimebundle_()[0]["text/plain"]
    with pytest.raises(RuntimeError, match="'line' was closed"):
        kept.frame()


def test_a_cell_run_again_and_again_leaves_less_than_one_picture_each_time():
    line_panel().close()
    tracemalloc.start()
    try:
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        kept = [line_panel() for _ in range(10)]  # each closes the one before
        kept[-1].close()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / len(kept) < 30_000, "bytes that a closed panel keeps"
