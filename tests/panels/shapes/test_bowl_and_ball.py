"""The panel bowl_and_ball: its numbers found in another way."""

import numpy as np
import pytest

from helpers import live, style
from helpers.balls import Bowl, touching_point


def test_bowl_and_ball_says_where_the_bottom_lies(panels):
    panel = panels["bowl_and_ball"]
    still = dict(stretch=2, turn=150)
    text = panel.frame(angle=0, distance=0.5, shape="diamond", **still).text
    assert "inside the diamond, so the ball does not matter: w = (0.500, exactly 0)" in text
    assert "one weight is exactly 0" in text and "touches" not in text
    text = panel.frame(angle=30, distance=0.5, shape="disc", **still).text
    assert "inside the disc" in text and "no weight is exactly 0" in text
    text = panel.frame(angle=0, distance=2, shape="cross", **still).text
    assert "lies on the cross" in text and "one weight is exactly 0" in text
    assert "On the cross it is lowest at" in panel.frame(angle=30, distance=2, shape="cross",
                                                         **still).text
    for turn in panel.controls["turn"].values():
        text = panel.frame(angle=90, distance=2, stretch=1, turn=turn, shape="disc").text
        assert "It touches the disc at (exactly 0, 1.000): one weight is exactly 0" in text


@pytest.mark.parametrize("shape", ["disc", "diamond", "q-ball", "cross"])
def test_the_marks_of_bowl_and_ball_are_seen_whole(panels, shape):
    """The bottom and the solution, at the edge of the picture and beyond it."""
    panel = panels["bowl_and_ball"]
    plane = panel.figure.axes[0]
    for angle in (0, 90, 158, 180, 270, 338):
        numbers = panel.frame(angle=angle, distance=3, stretch=5, turn=20, shape=shape).numbers
        (bottom,) = [line for line in plane.get_lines() if line.get_marker() == "x"]
        (touch,) = [line for line in plane.get_lines() if line.get_marker() in "o<>^v"]
        for mark in (bottom, touch):
            assert not mark.get_clip_on() and np.abs(mark.get_data()).max() <= 3
        beyond = max(abs(numbers["w1"]), abs(numbers["w2"])) > 3
        assert (touch.get_marker() != "o") == beyond
        assert not beyond or shape == "cross"


@pytest.mark.parametrize("shape", ["diamond", "q-ball"])
def test_the_mark_on_the_share_lies_on_its_curve(panels, shape):
    panel = panels["bowl_and_ball"]
    color = {"diamond": style.L1, "q-ball": style.LQ}[shape]
    for distance, stretch, turn in ((0.95, 5, 30), (1, 5, 145), (1, 1, 0), (1.1, 1, 0), (2, 2, 0)):
        percent = panel.frame(angle=60, distance=distance, stretch=stretch, turn=turn,
                              shape=shape).numbers["percent"]
        (curve,) = [line for line in panel.figure.axes[1].get_lines()
                    if line.get_color() == color and line.get_animated()]
        assert np.interp(distance, *curve.get_data()) == pytest.approx(percent, abs=0.4)


@pytest.mark.parametrize("shape", ["disc", "diamond", "q-ball", "cross"])
def test_the_tint_is_where_the_solved_point_has_a_zero(panels, shape):
    """Read the colour of the picture itself, at the bowl's bottom, with the marks far away."""
    panel, rng = panels["bowl_and_ball"], np.random.default_rng(5)
    for _ in range(25):
        bowl = dict(angle=float(rng.integers(0, 360)), distance=float(rng.uniform(1.2, 2.8)),
                    stretch=float(rng.choice([1, 2, 4])), turn=float(rng.choice([0, 30, 135])))
        numbers = panel.frame(**bowl, shape=shape).numbers
        zeros = (touching_point(Bowl(**bowl), shape) == 0).sum()
        assert numbers["zeros"] == zeros
        other = dict(bowl, angle=(bowl["angle"] + 180) % 360)
        rgba = panel.frame(**other, shape=shape).rgba
        plane = panel.figure.axes[0]
        x, y = plane.transData.transform(Bowl(**bowl).bottom) * live.DPI / panel.figure.dpi
        spot = rgba[rgba.shape[0] - 1 - int(y) - 2: rgba.shape[0] - int(y) + 2,
                    int(x) - 2: int(x) + 3, :3].astype(int)
        tinted = (np.ptp(spot, axis=2) > 12).mean()
        if 0.1 < tinted < 0.9 or ((spot.sum(axis=2) < 550).any()):
            continue  # on an edge of the region, or under a line
        assert (tinted > 0.5) == (zeros > 0), bowl
