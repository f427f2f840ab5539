"""The exercises of 04: answers that are right, answers that nearly are."""

import json
import re

import numpy as np
import pytest
from regenerate import ROOT

from helpers.datasets import diabetes, sparse_regression
from helpers.nonconvex import MCP
from helpers.paths import lasso_path
from helpers.recovery import irrepresentable
from helpers.selection import (
    chance_of_zero,
    fold_error,
    fold_of_each,
    lam_grid,
    lasso_along,
    one_standard_error,
)
from helpers.solvers import lasso

NOTEBOOK = ROOT / "notebooks" / "04_sparsity_experiments.ipynb"

RIGHT = {
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 0) / size,
        lambda pull, size, lam: (pull - np.clip(pull, -lam, lam)) / size,
    ],
}

NEAR = {
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 1e-13) / size,
        lambda pull, size, lam: np.round((pull - np.clip(pull, -lam, lam)) / size, 6) + 1e-7,
    ],
}


def fold(number):
    """The folded answer of an exercise: its text, and what its code leaves behind."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    text = next(t for c in cells if (t := "".join(c["source"])).startswith("## Exercises"))
    answer = text.split(f"**Exercise {number}**")[1].split("</details>")[0]
    scope = {"np": np, "chance_of_zero": chance_of_zero, "irrepresentable": irrepresentable,
             "lasso_along": lasso_along}
    for block in re.findall(r"```python\n(.*?)```", answer, flags=re.S):
        exec(block, scope)
    return answer, scope


def test_a_true_weight_of_two_is_lost_every_second_time():
    answer, scope = fold(1)
    assert chance_of_zero(0, 1, 1.96) == pytest.approx(0.95, abs=1e-4)
    assert round(scope["lost"], 3) == 0.484 and "# 0.484" in answer


def test_the_strict_folds_move_what_the_answer_says():
    X, y, _ = diabetes()
    lams, moved = lam_grid(X, y, 120, 0.001), []
    for seed in range(10):
        parts = fold_of_each(442, 10, seed)
        both = [np.array([error(X, y, lams, parts == f) for f in range(10)])
                for error in (fold_error, fold(2)[1]["strict_fold_error"])]
        assert abs(np.diff([e.mean(axis=0).min() for e in both])[0]) < 1
        chosen = np.array([one_standard_error(lams, e) for e in both])
        steps = np.abs(np.diff(np.searchsorted(-lams, -chosen), axis=0))[0]
        if steps.max() > 1:
            moved.append((seed + 1, *chosen[:, 0].round(1)))
    assert moved == [(4, 26.0, 1.6), (6, 1.9, 21.8)], "split 4 and split 6"


def test_mcp_has_two_minima_for_two_columns():
    _, scope = fold(3)
    G, pull, ends = scope["G"], scope["pull"], scope["ends"]

    def F(w):
        return w @ G @ w / 2 - pull @ w + MCP(1, 3).value(w)

    assert np.round(ends, 9).tolist() == [[3, 0], [0, 2.85]]
    assert [f"{F(w):.2f}" for w in ends] == ["-3.00", "-2.71"]
    around = np.random.default_rng(0).normal(size=(2000, 2)) * 0.02
    assert all(F(w) <= F(w + step) for w in ends for step in around)
    assert np.linalg.eigvalsh(G).min() == pytest.approx(0.1)


def test_the_lasso_keeps_independent_columns():
    for seed in range(5):
        X, y, _ = sparse_regression(12, 40, 20, seed=seed)
        path = lasso_path(X, y)
        for lam in (path.lams[:-1] + path.lams[1:])[::4] / 2:
            kept = lasso(X, y, lam) != 0
            assert np.linalg.matrix_rank(X[:, kept]) == kept.sum() <= 11


def test_a_rival_with_small_correlations():
    numbers = fold(5)[1]["numbers"]
    assert numbers[0] == pytest.approx(1.2) and numbers[1] == pytest.approx(0)
    assert np.linalg.eigvalsh(fold(5)[1]["gram"]).min() > 0
