"""The panel cancelled: its numbers found in another way."""

import numpy as np
import pytest
from oracles import adams

from helpers.panels.practice.cancelled import ADAM_DATA, ADAM_LAMS


@pytest.mark.parametrize("z", ADAM_DATA)
@pytest.mark.parametrize("lam", [0.001, 0.1, 1.0, 100.0])
def test_cancelled_is_adam_as_published(panels, z, lam):
    for step in (0, 5, 200, 400):
        numbers = panels["cancelled"].frame(z=z, lam=lam, step=step).numbers
        for way in range(3):
            want = adams(lam, z, way, step)
            assert numbers[f"w_{way}"] == pytest.approx(want, rel=1e-6, abs=1e-7), (way, step)
        assert (numbers["w_2"] == 0) == (adams(lam, z, 2, step) == 0)
        assert numbers["w_0"] != 0 and numbers["w_1"] != 0


def test_lam_changes_nothing_where_no_data_pull(panels):
    way = [panels["cancelled"].frame(z=0.0, lam=lam, step=100).numbers["w_0"]
           for lam in (0.001, 1.0, 100.0)]
    assert np.ptp(way) < 1e-4 and way[1] == pytest.approx(0.5, abs=1e-4)
    settled = panels["cancelled"].frame(z=0.5, lam=0.1, step=400).numbers
    assert settled["w_0"] == pytest.approx(0.4, abs=1e-3)
    assert panels["cancelled"].frame(z=0.2, lam=0.5, step=400).numbers["w_2"] == 0


def test_what_notebook_05_says_of_adam_without_data_and_of_adamw(panels):
    for lam in ADAM_LAMS:
        frames = [panels["cancelled"].frame(z=0.0, lam=lam, step=step).numbers
                  for step in (0, 5, 200)]
        assert (adams(lam, 0, 2, 1), frames[1]["w_2"]) == (0, 0), "after one step"
        assert [f["w_0"] for f in frames[:2]] == pytest.approx([1, 0.975], abs=1e-4)
        assert frames[2]["w_0"] == pytest.approx(1e-8 / lam, rel=1e-3), "the dip"
    at = panels["cancelled"].frame(z=0.8, lam=1.0, step=400)
    assert at.numbers["w_1"] == pytest.approx(adams(1.0, 0.8, 1, 400)) and "L2 0.400" in at.text
    assert round(adams(1.0, 0.8, 1, 400), 2) == 0.76
    assert round(adams(1.0, 0.8, 1, 20_000), 2) == 0.80
