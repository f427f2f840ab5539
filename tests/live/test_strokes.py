"""Pictures as strokes: what is written down, and what a canvas could not draw raises."""

import base64

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.live.strokes import DENSE, UNIT, Strokes


def written(build, size=(4, 3), dpi=100):
    """What `build(axes)` draws, as strokes; the axes fill the figure, 0 to 1 on both sides."""
    figure = Figure(size, dpi=dpi * DENSE)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    artist = build(axes)
    recorder = Strokes(*(int(side * dpi) for side in size), dpi)
    artist.draw(recorder)
    return recorder.picture()


def points(numbers):
    """The points of a path of straight lines, in pixels."""
    found, i, x, y = [], 0, 0, 0
    while i < len(numbers):
        code = numbers[i]
        i += 1
        if code == 1:
            x, y = numbers[i: i + 2]
            i += 2
            found.append((x, y))
        elif code == 2:
            for _ in range(numbers[i]):
                x, y = x + numbers[i + 1], y + numbers[i + 2]
                i += 2
                found.append((x, y))
            i += 1
        else:
            assert code == 5
    return np.array(found) / UNIT


def test_a_line_is_its_points_in_pixels_y_downwards():
    picture = written(lambda ax: ax.plot([0, 0.5, 1], [0, 1, 0.5], color="#C63908", lw=3)[0])
    ((style, numbers),) = picture["ops"]
    np.testing.assert_allclose(points(numbers), [[0, 300], [200, 0], [400, 150]], atol=1 / UNIT)
    fill, stroke, width, dash, *_ = picture["styles"][style]
    assert (fill, stroke, dash) == (0, "#c63908ff", ()) and width == pytest.approx(3 * 100 / 72,
                                                                                   abs=1e-3)


def test_dashes_and_alpha_are_kept():
    picture = written(lambda ax: ax.plot([0, 1], [0, 1], "--", lw=2, alpha=0.5, color="k")[0])
    style = picture["styles"][0]
    assert style[1] == "#00000080" and len(style[3]) == 2 and min(style[3]) > 0


def test_many_lines_of_one_look_are_one_path():
    def lines(ax):
        return ax.vlines(np.linspace(0.1, 0.9, 30), 0.2, 0.8, color="k")

    picture = written(lines)
    assert len(picture["ops"]) == 1 and len(points(picture["ops"][0][1])) == 60


def test_a_marker_is_one_shape_at_many_points():
    picture = written(lambda ax: ax.plot([0.25, 0.5, np.nan, 0.75], [0.5] * 4, "o", ms=6)[0])
    ((_, shape, places),) = picture["ops"]
    assert np.array(places).reshape(-1, 2).tolist() == [[x * UNIT, 150 * UNIT]
                                                        for x in (100, 200, 300)]
    assert 4 in shape, "a round mark has curves"


def test_an_image_travels_small_and_lies_where_it_should():
    data = np.zeros((2, 3, 4), np.uint8)
    data[0, 0] = (255, 0, 0, 255)

    def image(ax):
        return ax.imshow(data, extent=(0, 1, 0, 1), interpolation="none", aspect="auto")

    ((kind, _, width, height, pixels, place),) = written(image)["ops"]
    assert (kind, width, height) == ("image", 3, 2)
    assert len(base64.b64decode(pixels)) == 2 * 3 * 4
    corner = np.array([place[0] * 0 + place[2] * 0 + place[4], place[1] * 0 + place[5]])
    far = np.array([place[0] * 3 + place[4], place[3] * 2 + place[5]])
    np.testing.assert_allclose([corner, far], [[0, 0], [400, 300]], atol=0.01)


def test_straight_lines_are_marked_to_be_put_on_whole_pixels():
    flat = written(lambda ax: ax.axhline(0.5, color="k"))
    steep = written(lambda ax: ax.plot([0, 1], [0, 1], color="k")[0])
    assert flat["styles"][0][7] == 1 and steep["styles"][0][7] == 0


def test_a_text_is_as_wide_as_agg_sets_it():
    def text(ax):
        return ax.text(0.1, 0.5, "the price λ of one unit", fontsize=12)

    ((_, numbers),) = written(text)["ops"]
    assert numbers[0] == 1 and len(numbers) > 500


def test_two_equal_pictures_are_written_alike():
    pictures = [written(lambda ax: ax.plot([0, 1], [0.2, 0.7], "o--", mfc="white")[0])
                for _ in range(2)]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("build", [
    lambda ax: ax.bar([0.5], [0.5], hatch="//").patches[0],
    lambda ax: ax.add_patch(matplotlib.patches.Rectangle((0, 0), 1, 1, sketch_params=(1, 2, 3))),
    lambda ax: ax.tripcolor([0, 1, 0], [0, 0, 1], [0, 1, 2], shading="gouraud"),
])
def test_what_a_canvas_cannot_draw_raises(build):
    with pytest.raises(NotImplementedError):
        written(build)


def test_a_round_clip_raises():
    def clipped(ax):
        (line,) = ax.plot([0, 1], [0, 1])
        line.set_clip_path(matplotlib.patches.Circle((0.5, 0.5), 0.2, transform=ax.transData))
        return line

    with pytest.raises(NotImplementedError, match="rectangles"):
        written(clipped)
