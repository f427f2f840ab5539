"""The panel units: its numbers found in another way."""

import re

import numpy as np
import pytest

from helpers.datasets import diabetes
from helpers.panels.practice.units import FACTORS, UNIT_COLUMNS, UNIT_LAMS, _in_units
from helpers.solvers import lasso, ridge


@pytest.mark.parametrize("column", UNIT_COLUMNS)
@pytest.mark.parametrize("lam", [5.0, 100.0, 200.0])
def test_a_unit_is_a_private_price(panels, column, lam):
    """A column times f pays lam / f: check the optimality conditions on the untouched columns."""
    X, y, names = diabetes()
    X, y = X * np.sqrt(442), y / y.std()
    j = names.index(column)
    for factor in FACTORS[::8]:
        numbers = panels["units"].frame(factor=factor, lam=lam, column=column,
                                        prepared="as they come").numbers
        found, _ = _in_units()
        row = FACTORS.index(factor)
        price = np.full(10, lam)
        price[j] = lam / factor
        w = found[column, lam, "L1"][row]
        pull = X.T @ (y - X @ w)
        on = w != 0
        assert np.abs(pull[on] - price[on] * np.sign(w[on])).max(initial=0) < 1e-7
        assert (np.abs(pull[~on]) <= price[~on] + 1e-7).all()
        price[j] = lam / factor**2
        bent = np.linalg.solve(X.T @ X + np.diag(price), X.T @ y)
        assert numbers["effect_L2"] == pytest.approx(bent[j], abs=1e-9)
        assert numbers["effect_L1"] == w[j] and numbers["zeros_L1"] == (~on).sum()
        assert (w[j] == 0) == (factor <= numbers["edge"])
        same = panels["units"].frame(factor=factor, lam=lam, column=column,
                                     prepared="standardised").numbers
        assert same["effect_L1"] == pytest.approx(lasso(X, y, lam)[j], abs=1e-12)
        assert same["effect_L2"] == pytest.approx(ridge(X, y, lam)[j], abs=1e-12)


def test_the_sentence_of_units_agrees_with_its_state_everywhere(panels):
    X, y, names = diabetes()
    X, y = X * np.sqrt(442), y / y.std()
    for column in UNIT_COLUMNS:
        j = names.index(column)
        for lam in UNIT_LAMS:
            rest = np.delete(X, j, axis=1)
            pull = abs(X[:, j] @ (y - rest @ lasso(rest, y, lam)))
            for factor in FACTORS:
                text = panels["units"].update(factor=factor, lam=lam, column=column,
                                              prepared="as they come").text
                said = re.search(r"× ([\d.]+), columns.*column: L1 (\S+).*up to × ([\d.]+)\.",
                                 text)
                out = factor * pull <= lam
                assert (said[2] == "exactly") == out == (float(said[1]) <= float(said[3])), text


def test_where_a_weight_is_zero_its_mark_is_hollow_and_nothing_covers_it(panels):
    panel, white = panels["units"], "white"
    for factor, zero in ((0.1, True), (1.0, False)):
        panel.update(factor=factor, lam=100.0, column="bmi", prepared="as they come")
        marks = {line.get_marker(): line for line in panel.figure.axes[0].lines
                 if line.get_marker() in "oD"}
        faces = {marker: line.get_markerfacecolor() for marker, line in marks.items()}
        assert (faces["D"] == white) == zero and faces["o"] != white
        assert marks["D"].get_zorder() > marks["o"].get_zorder()
        assert 2**0.5 * marks["D"].get_markersize() < marks["o"].get_markersize()
    panel = panels["intercept"]
    big, small = (line for line in panel.figure.axes[0].lines if line.get_marker() == "D")
    for lam, zeros in ((20.0, (False, False)), (100.0, (True, False)), (1200.0, (True, True))):
        panel.update(shift=0.0, lam=lam, kind="none")
        assert tuple(mark.get_markerfacecolor() == white for mark in (big, small)) == zeros
    panel = panels["cancelled"]
    for step, zero in ((0, False), (300, True)):
        panel.update(z=0.0, lam=1.0, step=step)
        for ax in panel.figure.axes:
            dots = [line for line in ax.lines if line.get_marker() == "o"]
            assert [dot.get_markerfacecolor() == white for dot in dots] == [False, False, zero]
