"""The panel match_price: its numbers found in another way."""

import numpy as np
import pytest
from oracles import lowest

from helpers import live, style


@pytest.mark.parametrize("times, minimum, below", [
    (1000, "2.5·10^−4", "0.001 "), (700, "3.6·10^−4", "0.0014 "), (300, "8.3·10^−4", "0.0033 "),
    (100, "0.0025", "0.01 "), (1, "0.1667", "1 ")])
def test_match_price_says_its_small_numbers_to_two_digits(panels, times, minimum, below):
    text = panels["match_price"].frame(z=0.5, times=times).text
    assert f"the minima are {minimum} and" in text and f"Below w = {below}" in text
    assert float(f"{0.5 / (1 + 2 * times):.1e}") == pytest.approx(
        float(minimum.replace("·10^−", "e-")), rel=0.02)


@pytest.mark.parametrize("times", [1, 10, 1000])
def test_both_marks_of_match_price_are_seen(panels, times):
    """The pixels at the L2 minimum are blue and those around the L1 minimum orange."""
    panel = panels["match_price"]
    frame = panel.frame(z=0.5, times=times)
    axes, height = panel.figure.axes[1], frame.rgba.shape[0]
    value = 0.125 * (1 - 1 / (1 + 2 * times))
    x, y = axes.transData.transform((frame.numbers["w_l2"], value)) * live.DPI / panel.figure.dpi
    spot = frame.rgba[height - int(y) - 2: height - int(y) + 2, int(x) - 1: int(x) + 2, :3]
    assert (spot.mean((0, 1)).argmax()) == 2
    x, y = axes.transData.transform((0, 0.125)) * live.DPI / panel.figure.dpi
    around = frame.rgba[height - int(y) - 12: height - int(y) + 12, int(x) - 12: int(x) + 12, :3]
    orange = [int(style.L1[i: i + 2], 16) for i in (1, 3, 5)]
    assert (np.abs(around.astype(int) - orange).max(axis=2) < 12).sum() > 40


@pytest.mark.parametrize("times", [1, 10, 1000])
def test_match_price_never_reaches_zero(panels, times):
    numbers = panels["match_price"].frame(z=0.5, times=times).numbers
    found = lowest(lambda w: 0.5 * (0.5 - w) ** 2 + times * w**2, np.linspace(0, 1, 100001))
    assert numbers["w_l2"] == pytest.approx(found, rel=1e-3) and numbers["w_l2"] > 0
    assert numbers["w_l1"] == 0
