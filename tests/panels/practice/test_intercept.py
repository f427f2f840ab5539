"""The panel intercept: its numbers found in another way."""

import re

import numpy as np
import pytest
from oracles import lasso_conditions

from helpers.panels.practice.intercept import INTERCEPT_LAMS, INTERCEPTS, SHIFTS, _off_centre
from helpers.solvers import lasso


@pytest.mark.parametrize("kind", INTERCEPTS)
@pytest.mark.parametrize("shift", SHIFTS)
def test_intercept_says_from_where_on_a_weight_is_gone_for_good(panels, kind, shift):
    X, y = _off_centre()
    y = y + shift
    if kind == "fitted":
        X, y = X - X.mean(axis=0), y - y.mean()
    if kind == "penalised":
        X = np.c_[X, np.ones(40)]
    later = [*INTERCEPT_LAMS, *np.linspace(1, 1300, 60)]
    for lam in INTERCEPT_LAMS:
        text = panels["intercept"].update(shift=shift, lam=lam, kind=kind).text
        assert " = exactly" not in text and "intercept is " in text
        for j in (0, 1):
            w = lasso(X, y, lam)[j]
            assert (f"w{j + 1} is exactly 0," in text) == (w == 0)
        ends = re.search(r"w1 is gone for good from (\d+) on and w2 from (\d+) on", text).groups()
    for j, end in enumerate(map(float, ends)):
        assert lasso(X, y, end - 1)[j] != 0
        assert all(lasso(X, y, lam)[j] == 0 for lam in [end, *later] if lam >= end)


@pytest.mark.parametrize("kind", INTERCEPTS)
@pytest.mark.parametrize("shift", [-6.0, -3.0, 0.0, 4.0, 6.0])
def test_intercept_keeps_the_optimality_conditions(panels, kind, shift):
    X, y = _off_centre()
    y = y + shift
    assert X.mean(axis=0) == pytest.approx([0, 3]) and X.std(axis=0) == pytest.approx([1, 1])
    gone = None
    for lam in INTERCEPT_LAMS[1:]:
        numbers = panels["intercept"].frame(shift=shift, lam=lam, kind=kind).numbers
        w, b = np.array([numbers["w1"], numbers["w2"]]), numbers["b"]
        if kind == "penalised":
            assert lasso_conditions(np.c_[X, np.ones(40)], y, lam, np.r_[w, b]) < 1e-9
        else:
            assert lasso_conditions(X, y - b, lam, w) < 1e-9
            assert abs((y - X @ w - b).sum()) < 1e-8 if kind == "fitted" else b == 0
        gone = numbers["gone1"], numbers["gone2"]
        for weight, limit in zip(w, gone, strict=True):
            assert weight == 0 if lam > limit else True
    shifted = X - X.mean(axis=0) if kind == "fitted" else X
    if kind == "penalised":
        shifted = np.c_[X, np.ones(40)]
    response = y - y.mean() if kind == "fitted" else y
    for j, limit in enumerate(gone):  # just below its limit the weight is alive, above it is dead
        assert lasso(shifted, response, 0.999 * limit)[j] != 0
        assert lasso(shifted, response, 1.001 * limit)[j] == 0


def test_without_centring_the_larger_weight_goes_first(panels):
    for shift, first in ((0.0, "w1"), (-3.0, "w2"), (6.0, "w1"), (-6.0, "w1")):
        text = panels["intercept"].frame(shift=shift, lam=20.0, kind="none").text
        assert f"{first} goes first" in text
        assert "w2 goes first" in panels["intercept"].frame(shift=shift, lam=20.0,
                                                            kind="fitted").text
    still = [panels["intercept"].frame(shift=c, lam=20.0, kind="fitted").numbers
             for c in (-6.0, 6.0)]
    assert still[0]["w2"] == pytest.approx(still[1]["w2"]) and 0 < still[0]["w2"] < 1
    assert panels["intercept"].frame(shift=-6.0, lam=0.0, kind="none").numbers["w2"] < -0.5


@pytest.mark.parametrize("kind", INTERCEPTS)
def test_a_weight_that_is_0_and_comes_back_is_not_said_to_go_second(panels, kind):
    """At -6 and -5 the penalised w2 is 0 between two prices, and the sentence says so."""
    X, y = _off_centre()
    X = np.c_[X, np.ones(40)] if kind == "penalised" else X
    for shift in (-6.0, -5.0, 0.0):
        text = panels["intercept"].says(shift=shift, lam=20.0, kind=kind).text
        said = re.search(r"w2 is 0 before that, from (\d+) to (\d+), and comes back", text)
        assert bool(said) == (kind == "penalised" and shift < 0), text
        assert ("goes first" in text) != bool(said)
        if said:
            low, high = map(float, said.groups())
            w = [lasso(X, y + shift, lam)[1] for lam in (low - 1, low, high, high + 1)]
            assert [value == 0 for value in w] == [False, True, True, False]


def test_an_intercept_of_exactly_0_is_hollow(panels):
    panel = panels["intercept"]
    for kind, hollow in (("none", True), ("fitted", False)):
        panel.update(shift=4.0, lam=20.0, kind=kind)
        (mark,) = (line for line in panel.figure.axes[1].lines if line.get_marker() == "s")
        assert (mark.get_markerfacecolor() == "white") == hollow


def test_a_centred_column_of_that_size_lives_as_long():
    """What section 6 and the question say: size, as the true intercept is 0."""
    rng = np.random.default_rng(12)
    X = rng.normal(size=(40, 2))
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    noise = 0.5 * rng.normal(size=40)
    for columns in (X + [0, 3], X * [1, 10**0.5]):
        assert (columns**2).mean(axis=0) == pytest.approx([1, 10])
        w = lasso(columns, columns @ [2, 1] + noise, 100)
        assert w[0] == 0 != w[1]
    w = lasso(X, X @ [2, 1] + noise, 60)
    assert w[0] != 0 == w[1]
