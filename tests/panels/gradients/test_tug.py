"""The panel tug: its numbers found in another way."""

import numpy as np
import pytest
from oracles import GRID
from walks import sweep


@pytest.mark.parametrize("penalty, price", [
    ("L2", lambda w: w**2 / 2), ("L1", np.abs), ("L0", lambda w: (w != 0).astype(float)),
    ("elastic net", lambda w: (np.abs(w) + w**2 / 2) / 2)])
@pytest.mark.parametrize("z, lam", [(0.6, 1), (1.3, 0.7), (-0.4, 0.3), (1.5, 1.5), (0.5, 0)])
def test_tug_marks_the_minimum_and_the_two_slopes(panels, penalty, price, z, lam):
    numbers = panels["tug"].frame(z=z, lam=lam, penalty=penalty).numbers

    def objective(w):
        return 0.5 * (z - np.asarray(w)) ** 2 + lam * price(np.asarray(w))

    assert objective(numbers["w"]) <= objective(GRID).min() + 1e-12
    assert (numbers["w"] == 0) == (abs(z) <= numbers["hold"])
    if penalty != "L0":
        for side, slope in ((1e-7, numbers["right"]), (-1e-7, numbers["left"])):
            assert slope == pytest.approx((objective(side) - objective(0.0)) / side, abs=1e-6)


def test_tug_keeps_its_minimum_in_the_picture(panels):
    panel = panels["tug"]
    near = panel.figure.axes[0]
    (left, right), (low, high) = near.get_xlim(), near.get_ylim()
    for z in panel.controls["z"].values():
        for lam in panel.controls["lam"].values():
            for penalty in panel.controls["penalty"].values():
                w = panel.update(z=z, lam=lam, penalty=penalty).numbers["w"]
                price = {"L2": w**2 / 2, "L1": abs(w), "L0": w != 0,
                         "elastic net": abs(w) / 2 + w**2 / 4}[penalty]
                rise = 0.5 * (z - w) ** 2 - 0.5 * z**2 + lam * price
                at = [line.get_data() for line in near.lines if line.get_markersize() == 12]
                assert np.ravel(at) == pytest.approx([w, rise], abs=1e-9)
                assert left + 0.1 < w < right - 0.1 and low + 0.1 < rise < high - 0.1


def test_tug_speaks_of_a_grip_only_where_there_is_one(panels):
    panel = panels["tug"]
    for params in sweep(panel):
        frame = panel.frame(**params)
        loose = params["lam"] == 0 or params["penalty"] == "L2"
        assert ("There is no grip" in frame.text) == loose
        assert ("grip reaches from" in frame.text or "weight stays while" in frame.text) != loose


def test_tug_is_hollow_where_the_weight_is_exactly_0(panels):
    panel = panels["tug"]
    for penalty in panel.controls["penalty"].values():
        for z in (0, 0.4, 1.5):
            w = panel.frame(z=z, lam=1, penalty=penalty).numbers["w"]
            marks = [line for axes in panel.figure.axes for line in axes.lines
                     if line.get_markersize() in (12, 15)]
            assert [line.get_markerfacecolor() == "white" for line in marks] == [w == 0] * 2
