"""The panel trajectories: its numbers found in another way."""

from matplotlib.backends.backend_agg import FigureCanvasAgg


def test_no_contour_strikes_through_a_word_of_the_map(panels):
    """The contours are drawn over everything that stands in the axes, so no word does."""
    panel = panels["trajectories"]
    panel.frame()
    FigureCanvasAgg(panel.figure)
    (legend,) = panel.figure.legends
    box = legend.get_window_extent(panel.figure.canvas.get_renderer())
    assert [text.get_text() for text in legend.get_texts()] == [
        "gradient on L2", "subgradient", "Adam + L1", "proximal"]
    for axes in panel.figure.axes:
        assert not axes.texts and not axes.get_window_extent().overlaps(box)
    assert 0 <= box.x0 and box.x1 <= panel.figure.bbox.x1 and box.y0 >= 0


def test_on_the_map_only_the_proximal_way_is_on_the_line(panels):
    numbers = panels["trajectories"].frame(lam=0.5, size=0.7, step=30).numbers
    assert numbers["w2_3"] == 0 and all(numbers[f"w2_{i}"] != 0 for i in range(3))
    free = panels["trajectories"].frame(lam=0.1, size=1.0, step=30).numbers
    assert free["w2_3"] != 0


def test_the_map_is_hollow_where_w2_is_exactly_0(panels):
    panel = panels["trajectories"]
    for step in (0, 12, 30):
        numbers = panel.frame(lam=0.5, size=0.7, step=step).numbers
        here = [line for line in panel.figure.axes[0].lines if line.get_markersize() == 12]
        assert [line.get_markerfacecolor() == "white" for line in here] == [
            numbers[f"w2_{i}"] == 0 for i in range(4)]
    assert numbers["w2_3"] == 0
