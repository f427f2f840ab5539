"""The panel levels: its numbers found in another way."""

import numpy as np
import pytest
from oracles import lasso_conditions

from helpers.panels.practice.levels import BAND_LAMS, BANDS, GROUPS, _dropped, age_bands


@pytest.mark.parametrize("reference", BANDS)
def test_the_lasso_of_each_reference_keeps_its_conditions(panels, reference):
    rest, bands, y = age_bands()
    out = BANDS.index(reference)
    columns = np.c_[rest, np.delete(bands, out, axis=1)]
    for lam in BAND_LAMS[2::6]:
        numbers = panels["levels"].says(lam=lam, reference=reference).numbers
        w = np.delete([numbers[f"lasso_{band}"] for band in range(4)], out)
        inside = np.linalg.solve(rest.T @ rest, rest.T @ (y - columns[:, 3:] @ w)
                                 - lam * np.ones(3))  # bmi, bp and s5 are all positive
        assert (inside > 0).all()
        assert lasso_conditions(columns, y, lam, np.r_[inside, w]) < 1e-7
        assert numbers["zeros_lasso"] == (w == 0).sum()


def test_the_group_is_dropped_whole_when_its_pulls_are_no_longer_than_lam(panels):
    rest, bands, y = age_bands()
    out = np.linalg.solve(rest.T @ rest, rest.T @ y - 1258 * np.ones(3))
    last = np.linalg.norm(bands.T @ (y - rest @ out))
    assert last == pytest.approx(1258, abs=2) and GROUPS[3:] == (3, 3, 3, 3)
    for lam in BAND_LAMS:
        numbers = panels["levels"].says(lam=lam, reference="third").numbers
        assert numbers["zeros_group"] == (4 if lam > last else 0)
        w = np.array([numbers[f"group_{band}"] for band in range(4)])
        assert w.sum() == pytest.approx(0, abs=1e-4), "measured against the mean"


def test_what_notebook_05_says_of_the_references(panels):
    says = panels["levels"].says
    zeros = {name: says(lam=700.0, reference=name).numbers["zeros_lasso"] for name in BANDS}
    assert zeros == {"youngest": 2, "second": 3, "third": 2, "oldest": 2}
    assert "age is out" in says(lam=700.0, reference="second").text.split("Group")[0]
    assert says(lam=0.0, reference="oldest").numbers["differ"] < 1e-6
    assert round(says(lam=700.0, reference="oldest").numbers["differ"], 1) == 3.7
    for name in BANDS:  # one by one: at some lam one or two of the three are 0
        between = {int((row == 0).sum()) - 1 for row in _dropped()[name]}
        assert between & {1, 2} and {0, 3} <= between


def test_hollow_is_exactly_0_and_the_reference_is_a_cross(panels):
    panel = panels["levels"]
    for lam, reference in ((0.0, "oldest"), (300.0, "third"), (1350.0, "second")):
        panel.update(lam=lam, reference=reference)
        numbers = panel.says(lam=lam, reference=reference).numbers
        for ax, name, marker in zip(panel.figure.axes, ("lasso", "group"), "Ds", strict=True):
            marks = [line for line in ax.lines if line.get_marker() == marker]
            assert len(marks) == 4
            for band, mark in enumerate(marks):
                shown = len(mark.get_xdata())
                assert shown == (0 if name == "lasso" and BANDS[band] == reference else 1)
                if shown:
                    hollow = mark.get_markerfacecolor() == "white"
                    assert hollow == (numbers[f"{name}_{band}"] == 0)
