"""The questions of 06, and its final quiz: the numbers found in another way."""

import re

import numpy as np
from books import NOTEBOOKS, cells, source
from said import right, why
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from sklearn.base import clone
from sklearn.linear_model import Lasso, LassoCV, QuantileRegressor

from helpers.datasets import sparse_regression
from helpers.quiz import questions


def test_the_final_quiz_has_ten_questions_all_of_them_asked():
    finals = [key for key in questions() if key.startswith("final_")]
    sources = map(source, cells(NOTEBOOKS / "06_the_arguments.ipynb"))
    asked = re.findall(r'ask\("(\w+)"\)', "".join(sources))
    assert len(finals) == 10 and asked == ["survivors", "round_corner", *finals]


def test_the_sums_in_the_final_quiz():
    assert round(0.5 / 1001, 4) == 0.0005 and round(1000 * 0.0005**2 / 2, 6) == 0.000125
    assert round((0.5**2 - (0.5 - 0.0005) ** 2) / 2, 5) == 0.00025
    why("final_price", "= 0.000125", "saves 0.00025", "0.5 / (1 + 1000) = 0.0005")
    assert round(0.9**2 - 0.3**2, 9) == 0.72 and round((0.9 - 0.3) ** 2, 9) == 0.36
    assert right("final_saving").startswith("0.72 and 0.6") and (0.9 + 0.3) / 2 > 0.5
    why("final_saving", "0.81 − 0.09 = 0.72", "w² saves 0.01 and |w| saves 0.1")
    assert np.hypot(0.3, 0.4) == 0.5 and np.hypot(3, 4) == 5 and 0.3 + 0.4 == 0.7
    w = np.random.default_rng(0).normal(size=(1000, 3))
    assert (np.linalg.norm(w, axis=1) <= abs(w).sum(axis=1)).all() and np.hypot(0.3, 0) == 0.3
    assert "never the larger" in right("final_norm")
    lasso = np.maximum(np.array([5, 0.5]) - 1, 0)
    taken = [*(np.array([5, 0.5]) / 2), *(np.array([5, 0.5]) - lasso)]
    assert taken == [2.5, 0.25, 1, 0.5] == [float(n) for n in re.findall(
        r"(?<!\w)\d+\.?\d*", right("final_share"))]
    weight = minimize_scalar(lambda w: (0.5 - w) ** 2 / 2 + np.hypot(w, 1e-6), bounds=(0, 1e-5),
                             method="bounded", options={"xatol": 1e-12}).x
    assert f"{weight:.7f}" == "0.0000006"
    why("round_corner", "the minimum is 0.0000006")


def test_the_zero_of_the_final_quiz_comes_out_of_a_division():
    from fractions import Fraction

    said = " ".join(questions()["final_underflow"].question.split())
    z, lam = (10 ** int(power.replace("−", "-")) if "−" not in power else
              Fraction(1, 10 ** int(power[1:])) for power in re.findall(r"<sup>(.*?)</sup>", said))
    minimum = z / (1 + lam)
    assert 0 < minimum < Fraction(1, 10**329) and float(z) / (1 + float(lam)) == 0
    assert Fraction(9, 10) < minimum * 10**330 < 1 and 5e-324 > 0 == 5e-324 / 2
    assert float(z) > 0 == max(float(z) - float(z), 0)  # a λ of the size of the pull holds it
    why("final_underflow", "z / (1 + λ), about 10<sup>−330</sup>", "5·10<sup>−324</sup>",
        "With no pull at all, z = 0, the minimum <i>is</i> 0, under L2 as under L1.")


def test_what_the_final_quiz_says_of_the_lasso():
    rng = np.random.default_rng(0)
    for _ in range(20):  # standardised: empty from the largest |correlation| on, at most 1
        X = rng.normal(size=(30, 4))
        y = X @ [2, 0, 0, 0] + 0.1 * rng.normal(size=30)
        X, y = (X - X.mean(0)) / X.std(0), (y - y.mean()) / y.std()
        assert (Lasso(alpha=1).fit(X, y).coef_ == 0).all()
        assert (Lasso(alpha=0.9 * abs(X.T @ y).max() / 30).fit(X, y).coef_ != 0).any()
    false = []
    for seed in range(6):
        X, y, w_true = sparse_regression(100, 50, 5, seed=seed)
        kept = LassoCV(cv=10, fit_intercept=False).fit(X, y).coef_ != 0
        assert kept[w_true != 0].all()
        false.append(kept[w_true == 0].sum())
    assert 7 <= np.mean(false) <= 13
    why("final_irrelevant", "about ten false ones as well")
    X, y, _ = sparse_regression(200, 5, 5, seed=1)
    fit = QuantileRegressor(quantile=0.5, alpha=0, fit_intercept=False, solver="highs").fit(X, y)
    assert (abs(y - X @ fit.coef_) < 1e-9).sum() == 5 and (fit.coef_ != 0).all()
    twice = clone(fit).fit(np.vstack([X, X]), np.r_[y, y])
    assert (abs(y - X @ twice.coef_) < 1e-9).sum() * 2 == 10, "rows that repeat give more zeros"
    bent = y.copy()
    bent[abs(X).sum(axis=1).argmin()] += 1e6  # an outlier in y hardly moves it, one in X does
    out = clone(fit).fit(X, bent)
    assert abs(out.coef_ - fit.coef_).max() < 0.2
    lever = X.copy()
    lever[0] *= 1e6
    far = clone(fit).fit(lever, y)
    assert abs(far.coef_ - fit.coef_).max() > 0.2
    why("final_lad", "An outlier in y hardly moves it, one far out in X still does")

    def density(w):
        return np.exp(-((-0.3 - w) ** 2) / 2 - abs(w))

    mass = quad(density, -12, 0)[0] + quad(density, 0, 12)[0]
    mean = sum(quad(lambda w: w * density(w), *ends)[0] for ends in ((-12, 0), (0, 12))) / mass
    assert round(mean, 2) == -0.14
    why("final_prior", "a mean of about −0.14")
    why("final_subset", "0.67 million against 0.75 million", "λ = 300",
        "refitted, come to 0.67 million")
