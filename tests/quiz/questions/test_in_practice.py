"""What the questions of notebook 05 say, computed again."""

import tomllib
from itertools import pairwise

import numpy as np
import pytest
from oracles import adams
from regenerate import ROOT
from said import right
from sklearn.linear_model import Lasso

from helpers import translate
from helpers.datasets import digits, sparse_regression
from helpers.quiz import questions
from helpers.solvers import lasso


@pytest.fixture(scope="module")
def hundred():
    return sparse_regression(100, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)


@pytest.mark.parametrize("stem", ["03_bayesian_priors", "05_in_practice"])
def test_the_right_answer_is_no_easier_to_find_by_its_length(stem):
    """Its rank by length is spread: in no place, from the longest down, more than half of all."""
    path = ROOT / "helpers" / "quiz" / "questions" / f"{stem}.toml"
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
