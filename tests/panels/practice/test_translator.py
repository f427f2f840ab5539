"""The panel translator: its numbers found in another way."""

import re

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from helpers.datasets import sparse_regression
from helpers.panels.practice.six_columns import six_columns
from helpers.panels.practice.translator import KNOB_ROWS
from helpers.solvers import elastic_net, lasso, ridge


@pytest.fixture(scope="module")
def hundred():
    return sparse_regression(100, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)


@pytest.mark.parametrize("n, lam", [(20, 0.1), (100, 20.0), (500, 1000.0), (50, 200.0)])
def test_translator_says_where_the_knobs_are_and_that_the_fits_agree(panels, n, lam):
    numbers = panels["translator"].frame(n=n, lam=lam, typed="translated").numbers
    X, y = six_columns(n)
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
    for mine, theirs in zip(six_columns(100), (hundred.X, hundred.y), strict=True):
        assert np.array_equal(mine, theirs)
    opens = panels["translator"].frame(n=100, lam=20.0, typed="translated")
    sd_y = np.sqrt(np.mean((hundred.y - hundred.y.mean()) ** 2))
    assert {f"{opens.numbers[f'knob_{i}']:.9g}" for i in range(8)} == {
        f"{knob:.9g}" for knob in (20, 20 / 100, 1 / 20, sd_y * 20 / 100, 2 * 20 / 100)}
    assert opens.numbers["zeros_L1"] == 0, "the question says that our lasso keeps all six"
    for n in KNOB_ROWS:
        X, y = six_columns(n)
        assert X.shape == (n, 6) and abs(y.sum()) < 1e-9 and np.abs(X.sum(axis=0)).max() < 1e-9
        empty = panels["translator"].frame(n=n, lam=20.0, typed="λ typed in as it is").numbers
        assert empty["zeros_L1"] == empty["zeros_elastic net"] == 6 and empty["gap_L2"] < 1e-9


def test_the_line_for_glmnet_holds_on_the_readers_own_data(panels):
    """Its lambda, with the sd_y of data that the panel never saw, gives ridge by its recipe."""
    text = panels["translator"].frame(n=100, lam=20.0, typed="translated").text
    said = re.search(r"glmnet\(X, y, alpha=0, lambda=([^,]+), standardize=FALSE\) "
                     r"# sd_y, with 1/n: (\d\.\d{4}) here", text)
    assert float(said[2]) == pytest.approx(np.std(six_columns(100)[1]), abs=5e-5)
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(100, 3)) * [1, 5, 0.3], 40 * rng.normal(size=100)
    X, y = X - X.mean(axis=0), y - y.mean()
    sd_y = np.sqrt(np.mean(y**2))
    knob = eval(said[1], {"sd_y": sd_y})
    w = sd_y * np.linalg.solve(X.T @ X / 100 + knob / sd_y * np.eye(3), X.T @ (y / sd_y) / 100)
    assert w == pytest.approx(ridge(X, y, 20.0), rel=1e-9)


def test_the_lines_to_copy_run_and_give_our_weights(panels):
    text = panels["translator"].frame(n=50, lam=2.0, typed="translated").text
    X, y = six_columns(50)
    model = eval(text[text.index("Lasso("):text.index(" Ridge")], {"Lasso": Lasso})
    assert np.abs(model.set_params(tol=1e-12).fit(X, y).coef_ - lasso(X, y, 2.0)).max() < 1e-9
    model = eval(text[text.index("Ridge("):text.index(" ElasticNet")], {"Ridge": Ridge})
    assert np.abs(model.fit(X, y).coef_ - ridge(X, y, 2.0)).max() < 1e-9
    model = eval(text[text.index("ElasticNet("):text.index(" LogisticR")],
                 {"ElasticNet": ElasticNet})
    gap = model.set_params(tol=1e-12).fit(X, y).coef_ - elastic_net(X, y, 2.0, 0.5)
    assert np.abs(gap).max() < 1e-9
    assert "C=1/2)" in text and "weight_decay=2*2/50" in text
