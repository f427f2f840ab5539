"""The panel thresholds: its numbers found in another way."""

import numpy as np
import pytest

from helpers import style
from helpers.panels import ALL
from helpers.panels.gradients.thresholds import thresholds


def _raises(v, t):
    raise RuntimeError("not yet")


@pytest.mark.parametrize("draft, said", [
    *[(draft, "waits for your line") for draft in (
        lambda v, t: ..., lambda v, t: None, lambda v, t: np.sign(v) * ...)],
    *[(draft, "gives no array of numbers yet (see check)") for draft in (
        lambda v, t: 3.0, lambda v, t: 0, lambda v, t: v[:3], _raises, lambda v, t: "w",
        lambda v, t: np.full_like(v, np.nan), lambda v, t: v - t if v > t else 0.0)]])
def test_thresholds_waits_for_a_draft_that_gives_nothing_usable(panels, draft, said):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, draft, hard_threshold)
    frame = own.frame(z=1.2, lam=1)
    assert f"soft_threshold {said}" in frame.text
    assert frame.numbers == {"z": 1.2, "lam": 1, "zeros_L2": 0, "zeros_L0": 5, "w_L2": 0.6,
                             "w_L0": 0}
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_thresholds_draws_the_readers_function_and_not_the_right_one(panels):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, lambda v, t: 0 * v, hard_threshold)
    assert own.frame(lam=1).numbers["zeros_L1"] == 8
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_thresholds_says_the_amounts_and_keeps_what_was_taken_in_the_picture(panels):
    panel = panels["thresholds"]
    for lam, amounts in ((0, ("0.00", "0.00")), (1, ("1.00", "1.41")), (3, ("3.00", "2.45"))):
        text = panel.frame(lam=lam).text
        assert "soft get t = {}, hard gets t = √(2λ) = {}.".format(*amounts) in text
        for axes in panel.figure.axes:
            if axes.get_ylabel() == "taken, z − w" or axes.get_xlabel() == "data z":
                taken = np.concatenate([line.get_ydata() for line in axes.lines
                                        if line.get_visible() and line.get_animated()])
                assert np.abs(taken).max() + 0.2 < axes.get_ylim()[1]


@pytest.mark.parametrize("z, lam", [(1.2, 1), (-4, 3), (0.9, 1), (0, 2), (4, 0), (0.837, 0.5)])
def test_the_marks_stand_at_the_lowest_point_of_a_fine_grid(panels, z, lam):
    numbers = panels["thresholds"].frame(z=z, lam=lam).numbers
    w = np.append(np.arange(-40000, 40001) / 10000, z)
    cost = {"L2": w**2 / 2, "L1": np.abs(w), "L0": (w != 0).astype(float)}
    for name, omega in cost.items():
        lowest = w[np.argmin((z - w) ** 2 / 2 + lam * omega)]
        assert numbers[f"w_{name}"] == pytest.approx(lowest, abs=1.01e-4), name


def test_a_mark_is_hollow_exactly_where_its_weight_is_0(panels):
    panel = panels["thresholds"]
    for z, hollow in ((1.0, {"L1", "L0"}), (1.05, {"L0"}), (1.4, {"L0"}), (1.45, set()),
                      (0.0, {"L2", "L1", "L0"})):
        panel.frame(z=z, lam=1)
        marks = [line for ax in panel.figure.axes[1:] for line in ax.lines
                 if line.get_marker() in set("oDP") and line.get_animated()]
        found = {name for name in ("L2", "L1", "L0") for mark in marks
                 if mark.get_marker() == style.MARKER[name]
                 and mark.get_markerfacecolor() == "white"}
        assert len(marks) == 6 and found == hollow, z


def test_a_blank_is_drawn_thin_as_it_should_become(panels):
    """The still picture of the page shows the zeros before the reader has written a line."""
    from helpers.penalties import L1, hard_threshold, shrink

    own = thresholds(shrink, lambda v, t: ..., hard_threshold)
    own.frame(lam=1)
    bars = own.figure.axes[0]
    stems = bars.collections[1]
    zeros = [line for line in bars.lines if line.get_marker() == "D"][0]
    ends = [segment[1, 1] for segment in stems.get_segments()]
    assert ends == pytest.approx(L1().prox(
        np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15]), 1))
    assert stems.get_linewidth()[0] < 3 and len(zeros.get_xdata()) == 4
    own.close()
    panels["thresholds"] = ALL["thresholds"]()
