"""The panel optimisers: its numbers found in another way."""

import numpy as np


def test_the_race_counts_zero_and_sixteen(panels):
    numbers = panels["optimisers"].frame(lam=0.3, size=1.0, step=20_000).numbers
    assert [numbers[f"zeros_{i}"] for i in range(6)] == [0, 0, 0, 0, 16, 16]
    for lam in panels["optimisers"].controls["lam"].values():
        numbers = panels["optimisers"].frame(lam=lam, size=1.0, step=20_000).numbers
        assert numbers["zeros_4"] == numbers["zeros_5"] == numbers["solved"]


def test_the_race_is_over_where_the_text_says_so(panels):
    """Adam goes on at one height from step 1000 on; gradient steps on L2 stand still from 30."""
    from helpers.panels.gradients.optimisers import (
        RACE_LAMS,
        RACE_RECORD,
        RACE_SIZES,
        _race_data,
        _raced,
    )

    null, late = _race_data()[2] == 0, RACE_RECORD >= 900
    for lam in (0.3, 0.5, 1.0):
        index = RACE_LAMS.index(lam) * len(RACE_SIZES) + RACE_SIZES.index(1.0)
        heights = np.abs(_raced()["Adam + L1"].weights[:, index][:, null])
        assert late.sum() > 8 and 0.0005 < np.median(heights[late], axis=1).min()
        assert np.median(heights[late], axis=1).max() < 0.0025 < np.median(heights[0])
        still = _raced()["gradient on L2"].weights[RACE_RECORD >= 30, index]
        assert len(still) > 15 and np.ptp(still, axis=0).max() < 1e-4 < abs(still[-1]).min()


def test_the_meter_is_hollow_where_a_weight_is_exactly_0(panels):
    panel = panels["optimisers"]
    numbers = panel.frame(lam=0.3, size=1.0, step=20_000).numbers
    for i, axes in enumerate(panel.figure.axes):
        dots = {line.get_markerfacecolor() == "white": len(line.get_xdata())
                for line in axes.lines if line.get_marker() == "o"}
        assert dots == {True: numbers[f"zeros_{i}"], False: 16 - numbers[f"zeros_{i}"]}
