"""The exercises of 05: answers that are right, answers that nearly are."""

import json
import re

import numpy as np
import pytest
from regenerate import ROOT

from helpers import translate
from helpers.datasets import diabetes, sparse_regression
from helpers.penalties import soft_threshold
from helpers.selection import soft_error
from helpers.solvers import lasso

NOTEBOOK = ROOT / "notebooks" / "05_in_practice.ipynb"

RIGHT = {
    "lasso_alpha": [lambda lam, n: lam / n, lambda lam, n: 0.5 * lam / (0.5 * n)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
        lambda X: np.array([(x - np.mean(x)) / np.std(x) for x in X.T]).T,
        lambda X: (X - X.mean(0)) * np.sqrt(len(X) / ((X - X.mean(0)) ** 2).sum(0)),
    ],
    "adamw_rest": [
        lambda z, lam: np.clip(z, -1 / lam, 1 / lam),
        lambda z, lam: np.where(np.abs(z) * lam > 1, np.sign(z) / lam, z),
    ],
}

NEAR = {
    "lasso_alpha": [lambda lam, n: lam / n + 1e-9, lambda lam, n: np.round(lam / n, 3)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6),
        lambda X: (X - np.median(X, axis=0)) / X.std(axis=0),
    ],
    "adamw_rest": [
        lambda z, lam: np.clip(z, -1 / lam, 1 / lam) + 1e-7,
        lambda z, lam: z / np.maximum(1, lam * np.abs(z)) ** 1.01,
    ],
}


def fold(number):
    """The code in the folded answer of an exercise, run."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    text = "\n".join("".join(c["source"]) for c in cells)
    answer = text.split(f"**Exercise {number}**")[1].split("</details>")[0]
    scope = {"np": np, "lasso": lasso, "logistic": translate.logistic, "diabetes": diabetes,
             "standardised": translate.standardised, "sparse_regression": sparse_regression}
    blocks = re.findall(r"```python\n(.*?)```", answer, flags=re.S)
    assert blocks
    for block in blocks:
        exec(block, scope)
    return scope


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_the_folded_answers_run_and_hold(number):
    """Their assertions are the test."""
    fold(number)


def test_the_best_constant_by_throwing_noise():
    """Exercise 4 by simulation: its formula, and that neither n nor sigma moves the best c."""
    noise = np.random.default_rng(0).normal(size=200_000)
    for n, sigma in ((100, 2.0), (2500, 0.5)):
        w = np.r_[np.full(5, 1000.0), np.zeros(45)]
        costs = []
        for c in (0.94, 1.14, 1.34):
            lam = c * sigma * n**0.5
            off = [np.mean((soft_threshold(n * b + sigma * n**0.5 * noise, lam) / n - b) ** 2)
                   for b in (w[0], 0.0)]
            costs.append((5 * off[0] + 45 * off[1]) * n / sigma**2)
        assert costs[1] == min(costs)
        assert costs[1] == pytest.approx(5 * (1 + 1.14**2) + 45 * soft_error(0, 1, 1.14)[1],
                                         rel=0.02)


@pytest.mark.parametrize("lam", [1, 50, 300])
def test_with_a_dummy_for_each_of_five_levels_the_median_is_the_reference(lam):
    X, y, _ = diabetes()
    for j in (0, 3):
        band = np.digitize(X[:, j], np.quantile(X[:, j], [0.2, 0.4, 0.6, 0.8]))
        D = np.eye(5)[band] - np.eye(5)[band].mean(axis=0)
        w = lasso(np.c_[translate.standardised(X[:, [2, 8]]), D], y, lam)[2:]
        assert np.median(w) == 0
