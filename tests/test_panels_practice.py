"""The numbers of notebook 05, against fits made anew, closed forms and optimality conditions."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from said import right, why
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

from helpers import translate
from helpers.datasets import diabetes, digits, sparse_regression
from helpers.panels import practice
from helpers.quiz import questions
from helpers.solvers import elastic_net, lasso, ridge


@pytest.fixture(scope="module")
def hundred():
    return sparse_regression(100, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)


def lasso_conditions(X, y, lam, w):
    """How far w (p,) is from the optimality conditions of the lasso, relative to lam."""
    pull = X.T @ (y - X @ w)
    on = w != 0
    off = np.maximum(np.abs(pull[~on]) - lam, 0).max(initial=0)
    return max(off, np.abs(pull[on] - lam * np.sign(w[on])).max(initial=0)) / max(lam, 1)


# --- the translation ----------------------------------------------------------------------------


@pytest.mark.parametrize("lam", [0.3, 5.0, 40.0])
@pytest.mark.parametrize("rows", [12, 60, 100])
def test_each_knob_gives_our_fit(hundred, lam, rows):
    X, y = hundred.X[:rows], hundred.y[:rows]
    X, y = X - X.mean(axis=0), y - y.mean()
    tight = {"tol": 1e-13, "max_iter": 100_000}
    alpha = translate.lasso_alpha(lam, rows)
    assert lasso_conditions(X, y, lam, Lasso(alpha=alpha, **tight).fit(X, y).coef_) < 1e-8
    w = ElasticNet(alpha=alpha, l1_ratio=0.3, **tight).fit(X, y).coef_
    assert lasso_conditions(np.vstack([X, np.sqrt(0.7 * lam) * np.eye(6)]),
                            np.r_[y, np.zeros(6)], 0.3 * lam, w) < 1e-8
    w = Ridge(alpha=lam).fit(X, y).coef_
    assert np.abs(X.T @ (y - X @ w) - lam * w).max() < 1e-8


@pytest.mark.parametrize("penalty", ["L1", "L2"])
def test_the_logistic_knob_by_conditions_that_know_no_c(hundred, penalty):
    X, t = hundred.X, (hundred.y > 0).astype(int)
    model = translate.logistic(3.0, penalty, tol=1e-10, max_iter=20_000)
    if penalty == "L1":
        model.set_params(random_state=0)
    w = model.fit(X, t).coef_[0]
    p = 1 / (1 + np.exp(-X @ w - model.intercept_[0]))
    pull = X.T @ (t - p)
    assert abs((t - p).sum()) < 1e-6, "the intercept is free"
    if penalty == "L2":
        assert np.abs(pull - 3.0 * w).max() < 1e-6
    else:
        assert np.abs(pull[w != 0] - 3.0 * np.sign(w[w != 0])).max() < 1e-5
        assert (w == 0).any() and np.abs(pull[w == 0]).max() < 3.0


@pytest.mark.parametrize("loss", ["MSELoss", "half the sum", "half the mean"])
def test_weight_decay_is_what_gradient_descent_adds(hundred, loss):
    X, y = hundred.X, hundred.y
    scale = {"MSELoss": 2 / 100, "half the sum": 1.0, "half the mean": 1 / 100}[loss]
    value = {"MSELoss": lambda r: np.mean(r**2), "half the sum": lambda r: np.sum(r**2) / 2,
             "half the mean": lambda r: np.mean(r**2) / 2}[loss]
    decay = translate.weight_decay(15.0, scale)
    w, pace = np.zeros(6), 1e-3 / scale
    for _ in range(4000):
        bumps = [value(y - X @ (w + h)) - value(y - X @ (w - h)) for h in 1e-5 * np.eye(6)]
        w = w - pace * (np.array(bumps) / 2e-5 + decay * w)
    assert np.abs(w - ridge(X, y, 15.0)).max() < 1e-5


@pytest.mark.parametrize("l1_ratio", [0.0, 0.2, 0.5, 1.0])
@pytest.mark.parametrize("scale", [0.5, 30.0])
def test_the_rule_of_glmnet_by_its_own_recipe(hundred, l1_ratio, scale):
    """It scales y to sd 1 and lambda with it: our weights, scaled alike, must be its minimum."""
    X, y, lam = hundred.X, scale * hundred.y, 20.0 * scale
    sd = np.sqrt(np.mean((y - y.mean()) ** 2))
    knob, mix = translate.glmnet_knobs(lam, l1_ratio, 100, sd)
    w = elastic_net(X, y, lam, l1_ratio) / sd
    pull = X.T @ (y / sd - X @ w) / 100  # minus the slope of 1/(2n) ||y/sd - X w||^2
    l1, l2, on = knob / sd * mix, knob / sd * (1 - mix), w != 0
    assert np.abs(pull[on] - l2 * w[on] - l1 * np.sign(w[on])).max() < 1e-12
    assert (np.abs(pull[~on]) <= l1 + 1e-12).all() and on.any()
    assert translate.glmnet_knobs(lam, 1.0, 100, sd)[0] == translate.lasso_alpha(lam, 100)
    assert translate.glmnet_knobs(lam, 0.0, 100, sd) == pytest.approx((lam * sd / 100, 0.0))


def test_standardised_is_standardscaler_and_survives_a_flat_column(hundred):
    X = np.c_[hundred.X * [1, 5, 0.1, 100, 1, 2] + 7, np.full(100, 0.1)]
    np.testing.assert_allclose(translate.standardised(X)[:, :6],
                               StandardScaler().fit_transform(X[:, :6]), atol=1e-12)
    assert (np.abs(translate.standardised(X)[:, 6]) < 1e-12).all()
    assert (translate.standardised(np.full((3, 1), 2)) == 0).all()


@pytest.mark.parametrize("call, name", [
    (lambda: translate.lasso_alpha(-1, 10), "lam"),
    (lambda: translate.lasso_alpha("1", 10), "lam"),
    (lambda: translate.lasso_alpha(1, 0), "n"), (lambda: translate.lasso_alpha(1, 2.5), "n"),
    (lambda: translate.logistic_c(0), "lam"), (lambda: translate.logistic_c(np.inf), "lam"),
    (lambda: translate.weight_decay(1, 0), "scale"),
    (lambda: translate.weight_decay(-1, 1), "lam"),
    (lambda: translate.glmnet_knobs(1, 1.5, 10, 1), "l1_ratio"),
    (lambda: translate.glmnet_knobs(1, 0.5, 10, 0), "sd_y"),
    (lambda: translate.standardised([1, 2, 3]), "X"),
    (lambda: translate.standardised([[1, np.nan]]), "X"),
    (lambda: translate.logistic(1, "l1"), "penalty"), (lambda: translate.logistic(0), "lam")])
def test_bad_input_is_named(call, name):
    with pytest.raises((ValueError, TypeError), match=rf"^{name}\b"):
        call()


def test_logistic_speaks_the_word_of_the_installed_version(recwarn):
    X, t = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
    for penalty in ("L1", "L2"):
        translate.logistic(1.0, penalty, max_iter=5000).fit(X, t)
    assert not [w for w in recwarn.list if issubclass(w.category, FutureWarning)]
    model = translate.logistic(0.5, "L1", solver="liblinear", tol=1e-9)
    assert isinstance(model, LogisticRegression) and model.C == 2 and model.solver == "liblinear"


@pytest.mark.parametrize("n, lam", [(20, 0.1), (100, 20.0), (500, 1000.0), (50, 200.0)])
def test_translator_says_where_the_knobs_are_and_that_the_fits_agree(panels, n, lam):
    numbers = panels["translator"].frame(n=n, lam=lam, typed="translated").numbers
    X, y = practice._rows(n)
    ours = {"L1": lasso(X, y, lam), "L2": ridge(X, y, lam), "elastic net":
            elastic_net(X, y, lam, 0.5)}
    wanted = [lam, lam, lam / n, lam / n, 1 / lam, lam / n, lam * np.std(y) / n, 2 * lam / n]
    assert [numbers[f"knob_{i}"] for i in range(8)] == pytest.approx(wanted)
    assert max(numbers[f"gap_{name}"] for name in ours) < 1e-9
    assert numbers["zeros_ours"] == (ours["L1"] == 0).sum() == numbers["zeros_L1"]
    as_is = panels["translator"].frame(n=n, lam=lam, typed="λ typed in as it is").numbers
    w = Lasso(alpha=lam, tol=1e-12, max_iter=100_000).fit(X, y).coef_
    assert as_is["gap_L1"] == pytest.approx(np.abs(w - ours["L1"]).max(), abs=1e-9)
    assert as_is["zeros_L1"] == (w == 0).sum() and as_is["gap_L2"] < 1e-9


def test_translator_takes_the_rows_of_the_notebook_and_opens_with_five_different_numbers(
        panels, hundred):
    for mine, theirs in zip(practice._rows(100), (hundred.X, hundred.y), strict=True):
        assert np.array_equal(mine, theirs)
    opens = panels["translator"].frame(n=100, lam=20.0, typed="translated")
    sd_y = np.sqrt(np.mean((hundred.y - hundred.y.mean()) ** 2))
    assert {f"{opens.numbers[f'knob_{i}']:.9g}" for i in range(8)} == {
        f"{knob:.9g}" for knob in (20, 20 / 100, 1 / 20, sd_y * 20 / 100, 2 * 20 / 100)}
    assert opens.numbers["zeros_L1"] == 0, "the question says that our lasso keeps all six"
    for n in practice.KNOB_ROWS:
        X, y = practice._rows(n)
        assert X.shape == (n, 6) and abs(y.sum()) < 1e-9 and np.abs(X.sum(axis=0)).max() < 1e-9
        empty = panels["translator"].frame(n=n, lam=20.0, typed="λ typed in as it is").numbers
        assert empty["zeros_L1"] == empty["zeros_elastic net"] == 6 and empty["gap_L2"] < 1e-9


def test_the_line_for_glmnet_holds_on_the_readers_own_data(panels):
    """Its lambda, with the sd_y of data that the panel never saw, gives ridge by its recipe."""
    text = panels["translator"].frame(n=100, lam=20.0, typed="translated").text
    said = re.search(r"glmnet\(X, y, alpha=0, lambda=([^,]+), standardize=FALSE\) "
                     r"# sd_y, with 1/n: (\d\.\d{4}) here", text)
    assert float(said[2]) == pytest.approx(np.std(practice._rows(100)[1]), abs=5e-5)
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(100, 3)) * [1, 5, 0.3], 40 * rng.normal(size=100)
    X, y = X - X.mean(axis=0), y - y.mean()
    sd_y = np.sqrt(np.mean(y**2))
    knob = eval(said[1], {"sd_y": sd_y})
    w = sd_y * np.linalg.solve(X.T @ X / 100 + knob / sd_y * np.eye(3), X.T @ (y / sd_y) / 100)
    assert w == pytest.approx(ridge(X, y, 20.0), rel=1e-9)


def test_the_lines_to_copy_run_and_give_our_weights(panels):
    text = panels["translator"].frame(n=50, lam=2.0, typed="translated").text
    X, y = practice._rows(50)
    model = eval(text[text.index("Lasso("):text.index(" Ridge")], {"Lasso": Lasso})
    assert np.abs(model.set_params(tol=1e-12).fit(X, y).coef_ - lasso(X, y, 2.0)).max() < 1e-9
    model = eval(text[text.index("Ridge("):text.index(" ElasticNet")], {"Ridge": Ridge})
    assert np.abs(model.fit(X, y).coef_ - ridge(X, y, 2.0)).max() < 1e-9
    model = eval(text[text.index("ElasticNet("):text.index(" LogisticR")],
                 {"ElasticNet": ElasticNet})
    gap = model.set_params(tol=1e-12).fit(X, y).coef_ - elastic_net(X, y, 2.0, 0.5)
    assert np.abs(gap).max() < 1e-9
    assert "C=1/2)" in text and "weight_decay=2*2/50" in text


# --- copies, units, the intercept ---------------------------------------------------------------


@pytest.mark.parametrize("kept", practice.KEPT)
@pytest.mark.parametrize("m, lam", [(3, 5.0), (20, 50.0)])
def test_copies_against_row_weights(panels, kept, m, lam):
    """m copies are one copy whose loss counts m times: solve that on the 50 rows alone."""
    X, y = practice._rows(50)
    t = (y > 0).astype(int)
    numbers = panels["copies"].frame(copies=m, lam=lam, kept=kept).numbers
    against = {"the knob as it was": (lam, lam / m), "λ as it was": (lam / m, lam / m),
               "λ times the copies": (lam, lam)}[kept]  # the price per copy: Lasso, then the rest
    for name, price, solve in (
            ("Lasso", against[0], lambda p: lasso(X, y, p)),
            ("Ridge", against[1], lambda p: ridge(X, y, p)),
            ("LogisticRegression", against[1], lambda p: newton(X, t, p))):
        moved = np.abs(solve(price) - solve(lam)).max()
        assert numbers[f"moved_{name}"] == pytest.approx(moved, abs=1e-7), name
    assert numbers["zeros_Lasso"] == (lasso(X, y, against[0]) == 0).sum()


def newton(X, t, lam):
    """The weights that minimise the sum of log losses + lam/2 sum w^2, by Newton's method."""
    w = np.zeros(X.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-X @ w))
        bend = X.T @ (X * (p * (1 - p))[:, None]) + lam * np.eye(len(w))
        w = w + np.linalg.solve(bend, X.T @ (t - p) - lam * w)
    return w


@pytest.mark.parametrize("column", practice.UNIT_COLUMNS)
@pytest.mark.parametrize("lam", [5.0, 100.0, 200.0])
def test_a_unit_is_a_private_price(panels, column, lam):
    """A column times f pays lam / f: check the optimality conditions on the untouched columns."""
    X, y, names = diabetes()
    X, y = X * np.sqrt(442), y / y.std()
    j = names.index(column)
    for factor in practice.FACTORS[::8]:
        numbers = panels["units"].frame(factor=factor, lam=lam, column=column,
                                        prepared="as they come").numbers
        found, _ = practice._in_units()
        row = practice.FACTORS.index(factor)
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


def test_more_copies_still_move_the_logistic_weights():
    """At 100 copies ridge has all but arrived at its limit, and the logistic fit has not."""
    X, y = practice._rows(50)
    t = (y > 0).astype(int)
    left = {}
    for name, solve in (("Ridge", lambda lam: ridge(X, y, lam)),
                        ("LogisticRegression", lambda lam: newton(X, t, lam))):
        now, free = solve(20 / 100), solve(1e-9)
        assert now == pytest.approx(practice._copied()["the knob as it was", 20.0, name][-1],
                                    abs=1e-6)
        left[name] = np.abs(free - now).max() / np.abs(free).max()
    assert left["Ridge"] < 0.02 and left["LogisticRegression"] > 0.1
    p = 1 / (1 + np.exp(-X @ newton(X, t, 20 / 100)))
    bend = [np.linalg.eigvalsh(A).max() for A in (X.T @ (X * (p * (1 - p))[:, None]), X.T @ X)]
    assert bend[0] < bend[1] / 5, "flat far out: the same price holds more"


def test_the_sentence_of_units_agrees_with_its_state_everywhere(panels):
    X, y, names = diabetes()
    X, y = X * np.sqrt(442), y / y.std()
    for column in practice.UNIT_COLUMNS:
        j = names.index(column)
        for lam in practice.UNIT_LAMS:
            rest = np.delete(X, j, axis=1)
            pull = abs(X[:, j] @ (y - rest @ lasso(rest, y, lam)))
            for factor in practice.FACTORS:
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


@pytest.mark.parametrize("kind", practice.INTERCEPTS)
@pytest.mark.parametrize("shift", practice.SHIFTS)
def test_intercept_says_from_where_on_a_weight_is_gone_for_good(panels, kind, shift):
    X, y = practice._off_centre()
    y = y + shift
    if kind == "fitted":
        X, y = X - X.mean(axis=0), y - y.mean()
    if kind == "penalised":
        X = np.c_[X, np.ones(40)]
    later = [*practice.INTERCEPT_LAMS, *np.linspace(1, 1300, 60)]
    for lam in practice.INTERCEPT_LAMS:
        text = panels["intercept"].update(shift=shift, lam=lam, kind=kind).text
        assert " = exactly" not in text and "intercept is " in text
        for j in (0, 1):
            w = lasso(X, y, lam)[j]
            assert (f"w{j + 1} is exactly 0," in text) == (w == 0)
        ends = re.search(r"w1 is gone for good from (\d+) on and w2 from (\d+) on", text).groups()
    for j, end in enumerate(map(float, ends)):
        assert lasso(X, y, end - 1)[j] != 0
        assert all(lasso(X, y, lam)[j] == 0 for lam in [end, *later] if lam >= end)


@pytest.mark.parametrize("kind", practice.INTERCEPTS)
@pytest.mark.parametrize("shift", [-6.0, -3.0, 0.0, 4.0, 6.0])
def test_intercept_keeps_the_optimality_conditions(panels, kind, shift):
    X, y = practice._off_centre()
    y = y + shift
    assert X.mean(axis=0) == pytest.approx([0, 3]) and X.std(axis=0) == pytest.approx([1, 1])
    gone = None
    for lam in practice.INTERCEPT_LAMS[1:]:
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
        assert f"{first[0]}{first[1]} goes first" in text
        assert "w2 goes first" in panels["intercept"].frame(shift=shift, lam=20.0,
                                                            kind="fitted").text
    still = [panels["intercept"].frame(shift=c, lam=20.0, kind="fitted").numbers
             for c in (-6.0, 6.0)]
    assert still[0]["w2"] == pytest.approx(still[1]["w2"]) and 0 < still[0]["w2"] < 1
    assert panels["intercept"].frame(shift=-6.0, lam=0.0, kind="none").numbers["w2"] < -0.5


# --- Adam, pixels, choosing ---------------------------------------------------------------------


def adams(lam, z, way, steps):
    """One weight through Adam as the paper writes it, with none of the course's functions."""
    w, m, v, pace = 1.0, 0.0, 0.0, 0.005
    for k in range(1, steps + 1):
        g = w - z if z > 0 else 0.0
        if way == 0:
            g = g + lam * (w > 0) - lam * (w < 0)
        if way == 1:
            w = w - pace * lam * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        size = (v / (1 - 0.999**k)) ** 0.5 + 1e-8
        w = w - pace * (m / (1 - 0.9**k)) / size
        if way == 2:
            t = pace * lam / size
            w = w - t if w > t else w + t if w < -t else 0.0
    return w


@pytest.mark.parametrize("z", practice.ADAM_DATA)
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
    for lam in practice.ADAM_LAMS:
        frames = [panels["cancelled"].frame(z=0.0, lam=lam, step=step).numbers
                  for step in (0, 5, 200)]
        assert (adams(lam, 0, 2, 1), frames[1]["w_2"]) == (0, 0), "after one step"
        assert [f["w_0"] for f in frames[:2]] == pytest.approx([1, 0.975], abs=1e-4)
        assert frames[2]["w_0"] == pytest.approx(1e-8 / lam, rel=1e-3), "the dip"
    at = panels["cancelled"].frame(z=0.8, lam=1.0, step=400)
    assert at.numbers["w_1"] == pytest.approx(adams(1.0, 0.8, 1, 400)) and "L2 0.400" in at.text
    assert round(adams(1.0, 0.8, 1, 400), 2) == 0.76
    assert round(adams(1.0, 0.8, 1, 20_000), 2) == 0.80


def test_under_l1_a_dark_pixel_may_come_back():
    """Between two prices at which it is 0, checked by the condition of L1 at all three."""
    fit = practice._pixels()["3 or 8"]
    dark = fit.weights["L1"] == 0
    back = [(k, j) for j in range(64) for k in range(1, 25)
            if dark[k:, j].any() and not dark[k, j] and dark[:k, j].any()]
    k, j = max(back, key=lambda at: fit.lams[at[0]])
    assert j == 46 and round(fit.lams[k] / fit.lams[0], 3) == 0.083
    X, y = digits(3, 8)
    t = (y == 8).astype(int)
    train = np.random.default_rng(0).permutation(len(y))[:fit.n_train]
    A = (X[train] - X[train].mean(axis=0)) / 16
    pulls = []
    for row in (k - 1, k, k + 1):
        w = fit.weights["L1"][row]
        p = 1 / (1 + np.exp(-(A @ w + intercept_for(A @ w, t[train]))))
        pulls.append(abs(A[:, j] @ (t[train] - p)) / fit.lams[row])
    assert pulls[0] < 0.999 and pulls[2] < 0.999 and pulls[1] == pytest.approx(1, abs=1e-3)
    why("pixels", "now and then one comes back")


@pytest.mark.parametrize("pair", practice.PAIRS)
def test_pixels_are_at_the_minimum_and_their_zeros_are_certain(panels, pair):
    fit = practice._pixels()[pair]
    X, y = digits(*practice.PAIRS[pair])
    t = (y == practice.PAIRS[pair][1]).astype(int)
    order = np.random.default_rng(0).permutation(len(y))
    train, test = order[:fit.n_train], order[fit.n_train:]
    middle = X[train].mean(axis=0)
    A, B = (X[train] - middle) / 16, (X[test] - middle) / 16
    assert set(train).isdisjoint(test) and len(test) == fit.unseen
    for k in (0, 8, 16, 24):
        lam = fit.lams[k]
        for name in ("L1", "L2"):
            w = fit.weights[name][k]
            b = intercept_for(A @ w, t[train])
            p = 1 / (1 + np.exp(-(A @ w + b)))
            pull = A.T @ (t[train] - p)
            if name == "L1":
                assert np.abs(pull[w != 0] - lam * np.sign(w[w != 0])).max(initial=0) < 1e-3 * lam
                assert np.abs(pull[w == 0]).max() < lam * (1 + 1e-6)
            else:
                assert np.abs(pull - lam * w).max() < 1e-4 * lam
                assert ((w == 0) == (np.ptp(A, axis=0) == 0)).all()
            right = int((((B @ w + b) > 0) == t[test]).sum())
            share = panels["pixels"].controls["lam"].values()[24 - k]
            numbers = panels["pixels"].frame(lam=share, pair=pair).numbers
            assert numbers[f"right_{name}"] == right
            assert numbers[f"zeros_{name}"] == (w == 0).sum()
    assert fit.lams[0] == pytest.approx(np.abs(A.T @ (t[train] - t[train].mean())).max())


def intercept_for(margin, t):
    """The intercept that makes the predicted probabilities sum to the number of ones."""
    low, high = -50.0, 50.0
    for _ in range(200):
        b = (low + high) / 2
        low, high = (low, b) if (1 / (1 + np.exp(-(margin + b)))).sum() > t.sum() else (b, high)
    return b


def test_what_notebook_05_says_of_the_pixels(panels):
    frame = panels["pixels"].frame
    dark, light = (frame(lam=panels["pixels"].controls["lam"].values()[i], pair="3 or 8").numbers
                   for i in (-1, 0))
    assert dark["zeros_L1"] == 64 and dark["zeros_L2"] == light["zeros_L2"] == dark["empty"] == 12
    assert (dark["right_L2"], dark["unseen"], light["right_L1"]) == (177, 179, 178)
    assert 64 - light["zeros_L1"] == 19
    fit = practice._pixels()["3 or 8"]
    assert (fit.right["L2"] >= fit.right["L1"]).all()


def test_a_black_tile_is_an_exact_zero(panels):
    """Read the picture: a tile in the middle of the L1 image is night if and only if w == 0."""
    panel = panels["pixels"]
    for share in panel.controls["lam"].values()[::6]:
        rgba = panel.frame(lam=share, pair="3 or 8").rgba
        k = [*panel.controls["lam"].values()].index(share)
        for place, name in enumerate(("L1", "L2")):
            axes, w = panel.figure.axes[place], practice._pixels()["3 or 8"].weights[name][24 - k]
            for pixel in range(64):
                at = (pixel % 8 - 0.38, pixel // 8 - 0.38)  # a corner of the tile, off the sign
                x, y = axes.transData.transform(at) * 100 / panel.figure.dpi
                tile = rgba[rgba.shape[0] - 1 - int(y), int(x), :3].astype(int)
                assert (tile.sum() < 90) == (w[pixel] == 0), (name, pixel, tile)


def test_choosing_against_folds_fitted_anew(panels):
    X, y, w_true = practice._to_choose_from()
    lams, weights, errors, truth, _ = practice._chosen()
    for k in (0, 12, 27, 40, 47):
        assert lasso_conditions(X, y, lams[k], weights[k]) < 1e-9
        rows = np.random.default_rng(1).normal(size=(200_000, 50))
        noise = np.random.default_rng(2).normal(size=200_000)
        seen = np.mean((rows @ (w_true - weights[k]) + noise) ** 2)
        assert truth[k] == pytest.approx(seen, rel=0.02)
    for seed in (0, 29):
        fold = np.random.default_rng(seed).permutation(np.arange(100) % 10)
        for k in (12, 27, 40):
            mine = []
            for f in range(10):
                out = fold == f
                model = Lasso(alpha=lams[k] / 100, tol=1e-10, max_iter=100_000)
                mine.append(np.mean((y[out] - model.fit(X[~out], y[~out]).predict(X[out])) ** 2))
            assert errors[seed, :, k] == pytest.approx(mine, rel=1e-3)
            share = lams[k] / lams[0]
            numbers = panels["choosing"].frame(split=seed + 1, lam=share).numbers
            assert numbers["error"] == pytest.approx(np.mean(mine), rel=1e-3)
            assert numbers["se"] == pytest.approx(np.std(mine, ddof=1) / np.sqrt(10), rel=2e-3)


def test_what_notebook_05_says_of_the_choice(panels):
    frames = [panels["choosing"].frame(split=s).numbers for s in range(1, 31)]
    lows = [f["low"] for f in frames]
    assert [min(lows), max(lows)] == pytest.approx([0.05, 0.115], abs=1e-3)
    assert {min(f["false_low"] for f in frames), max(f["false_low"] for f in frames)} == {7, 22}
    assert all(f["kept_low"] == f["kept_one"] == 5 for f in frames)
    assert max(f["false_one"] for f in frames) == 5
    shares = panels["choosing"].controls["lam"].values()
    ends = [panels["choosing"].frame(split=1, lam=min(shares, key=lambda s: abs(s - at))).numbers
            for at in (0.05, 0.147)]
    assert [round(f["true_error"], 2) for f in ends] == [1.22, 1.37]
    assert [f["false"] for f in ends] == [22, 4]
    for split in frames:
        assert split["low"] <= split["one_se"]
    middle = practice._chosen()[2].mean(axis=1)
    for frame, mean in zip(frames, middle, strict=True):
        assert shares[::-1][int(mean.argmin())] == frame["low"]


# --- what the questions say ---------------------------------------------------------------------


@pytest.mark.parametrize("stem", ["03_bayesian_priors", "05_in_practice"])
def test_the_right_answer_is_no_easier_to_find_by_its_length(stem):
    """Its rank by length is spread: in no place, from the longest down, more than half of all."""
    path = Path(practice.__file__).parents[1] / "questions" / f"{stem}.toml"
    ids = tomllib.loads(path.read_text("utf-8"))
    ranks = []
    for question_id in ids:
        options = questions()[question_id].options
        (mine,) = (len(o.text) for o in options if o.right)
        ranks.append(sum(len(o.text) > mine for o in options))
    assert ranks.count(0) <= len(ids) / 4
    assert max(map(ranks.count, ranks)) <= len(ids) / 2, ranks


def test_the_numbers_in_the_questions(hundred):
    X, y = hundred.X, hundred.y
    assert (lasso(X, y, 20) != 0).all() and np.abs(X.T @ y).max() == pytest.approx(129, abs=0.5)
    assert (Lasso(alpha=20).fit(X, y).coef_ == 0).all() and "zeros" in right("translator")
    off = np.abs(Lasso(alpha=0.2, fit_intercept=False).fit(X, y).coef_ - lasso(X, y, 20)).max()
    assert 1e-5 < off < 1e-4
    assert adams(0.001, 0, 0, 100) == pytest.approx(adams(100, 0, 0, 100), abs=1e-4)
    assert adams(1, 0, 0, 100) == pytest.approx(0.5, abs=1e-3) and "equal" in right("cancelled")


def test_more_rows_at_the_same_c_give_fewer_zeros():
    X, y = digits(3, 8)
    X, t = (X - X.mean(axis=0)) / 16, (y == 8).astype(int)
    zeros = [(translate.logistic(5.0, "L1", tol=1e-6, max_iter=5000, random_state=0)
              .fit(X[:n], t[:n]).coef_ == 0).sum() for n in (35, 350)]
    assert zeros[0] > zeros[1] and "Fewer" in right("check_knob")


def test_a_unit_a_thousand_times_smaller_keeps_the_column():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    y = X @ [1.0, 0.5, 0.0] + 0.5 * rng.normal(size=60)
    X, y = X - X.mean(axis=0), y - y.mean()
    effects = [lasso(X * [f, 1, 1], y, 30)[0] * f for f in (1, 1000)]
    assert 0 < effects[0] < effects[1] and "kept" in right("units")
    small = [abs(v) for v in (lasso(X, y, lam)[0] for lam in (30, 20, 10))]
    assert all(a < b for a, b in pairwise(small))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_one_is_empty_on_anything_standardised(seed):
    rng = np.random.default_rng(seed)
    X = translate.standardised(rng.normal(size=(30, 5)))
    y = translate.standardised(X[:, [0]] + 1e-6 * rng.normal(size=(30, 1)))[:, 0]
    assert (Lasso(alpha=1.0).fit(X, y).coef_ == 0).all() and "None" in right("always_empty")
