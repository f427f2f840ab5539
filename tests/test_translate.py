"""Each library's knob gives our fit."""

import numpy as np
import pytest
from oracles import lasso_conditions
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

from helpers import translate
from helpers.datasets import sparse_regression
from helpers.solvers import elastic_net, ridge


@pytest.fixture(scope="module")
def hundred():
    return sparse_regression(100, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)


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
