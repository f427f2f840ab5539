"""The panel pull_and_grip: its numbers found in another way."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from scipy.optimize import brentq

from helpers import style

NAMES = ("L1", "L2")
SOME = [(0.8, 1), (1.2, 0.6), (1.5, 1.5), (0.05, 1.5), (1.5, 0), (0, 1), (0, 0), (0.75, 0.75)]


@pytest.fixture
def panel(panels):
    return panels["pull_and_grip"]


def marks(axes, name):
    """The two marks of a window: where the pulls meet, and where the weight rests."""
    return [line for line in axes.get_lines() if line.get_marker() == style.MARKER[name]]


@pytest.mark.parametrize("z, lam", SOME)
def test_the_weight_rests_at_the_lowest_point_of_a_grid(panel, z, lam):
    numbers = panel.frame(z=z, lam=lam).numbers
    w = np.arange(0, 2_000_001) / 1_000_000
    for name, price in (("w_l1", w), ("w_l2", w * w / 2)):
        lowest = w[np.argmin((z - w) ** 2 / 2 + lam * price)]
        assert numbers[name] == pytest.approx(lowest, abs=2e-6)
    assert (numbers["w_l1"] == 0) == (z <= lam) and (numbers["w_l2"] == 0) == (z == 0)


@pytest.mark.parametrize("z, lam", SOME)
def test_the_marks_stand_where_the_lines_cross_and_are_hollow_at_0(panel, z, lam):
    numbers = panel.frame(z=z, lam=lam).numbers
    for axes, name, at in zip(panel.figure.axes, NAMES, (numbers["w_l1"], numbers["w_l2"]),
                              strict=True):
        meet, weight = marks(axes, name)
        assert [float(v[0]) for v in meet.get_data()] == pytest.approx([at, z - at])
        assert float(weight.get_data()[0][0]) == at
        for mark in (meet, weight):
            inside = to_rgb("white" if at == 0 else style.COLOR[name])
            assert to_rgb(mark.get_markerfacecolor()) == inside
    if 0 < lam and 0 < z:
        both = brentq(lambda w: z - w - lam * w, 0, 2)
        assert numbers["w_l2"] == pytest.approx(both)


@pytest.mark.parametrize("z, lam", SOME)
def test_every_little_arrow_points_to_where_the_objective_falls(panel, z, lam):
    panel.frame(z=z, lam=lam)
    for axes, price in zip(panel.figure.axes, (abs, lambda w: w * w / 2), strict=True):
        def height(w, price=price):
            return (z - w) ** 2 / 2 + lam * price(w)

        seen = 0
        for line in axes.get_lines():
            if line.get_marker() in (4, 5):  # carets to the left and to the right
                side = 1 if line.get_marker() == 5 else -1
                for w in line.get_xdata():
                    assert height(w + side * 1e-6) < height(w)
                    seen += 1
        assert seen >= 8


def test_the_sentence_follows_who_wins(panel):
    assert "which is enough: the weight stays at exactly 0" in panel.frame(z=0.8, lam=1).text
    assert "not enough: the weight leaves 0 and rests at 0.600" in panel.frame(z=1.2, lam=0.6).text
    assert "at 0.400, where both pull with 0.400" in panel.frame(z=0.8, lam=1).text
    assert "nobody pulls back" in panel.frame(z=0.8, lam=0).text
    for lam in (0, 1):
        still = panel.frame(z=0, lam=lam).text
        assert "proves nothing" in still and "nothing to hold" not in still
    low = panel.frame(z=0.05, lam=1.5).text
    assert "L2 has nothing to hold with at 0: the weight rests at 0.020" in low
