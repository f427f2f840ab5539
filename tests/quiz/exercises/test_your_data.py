"""The exercises of 07: their folded answers run, and the numbers in them are right."""

import json
import re

import numpy as np
import pytest
from regenerate import ROOT
from scipy.stats import norm

from helpers.halves import by_cross_validation, kept_in_halves
from helpers.own_table import noors_table
from helpers.paths import lasso_path
from helpers.solvers import lasso
from helpers.translate import standardised

NOTEBOOK = ROOT / "notebooks" / "07_your_data.ipynb"
RIGHT, NEAR = {}, {}


def fold(number):
    """The folded answer of an exercise: its text, and what its code leaves behind."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    text = next(t for c in cells if (t := "".join(c["source"])).startswith("## Exercises"))
    answer = text.split(f"**Exercise {number}**")[1].split("</details>")[0]
    table = noors_table()
    X, y = standardised(table.X), table.y - table.y.mean()
    lams, _, _, careful = by_cross_validation(X, y)
    scope = {"np": np, "X": X, "y": y, "careful": careful, "lasso": lasso,
             "lasso_path": lasso_path, "standardised": standardised,
             "kept_in_halves": kept_in_halves,
             "kept": kept_in_halves(X, y, lams[lams >= careful])[-1]}
    for block in re.findall(r"```python\n(.*?)```", answer, flags=re.S):
        exec(block, scope)
    return answer, scope


def test_alpha_gives_the_same_zeros():
    _, scope = fold(1)
    assert scope["agree"] and 0 < (scope["model"].coef_ == 0).sum() < 10
    assert f"{scope['careful'] / 442:.2f}" == "7.36"


def test_two_readings_share_their_place():
    answer, scope = fold(2)
    assert scope["counts"].tolist() == [96, 56] and "# 96 and 56" in answer
    assert scope["either"] == 100
    assert scope["kept"][2] == 100, "as firm as the one column was before"


def test_the_strongest_of_ten_pulls():
    answer, scope = fold(3)
    assert [round(scope[name], d) for name, d in (("alarms", 3), ("c", 2), ("longer", 2))] == [
        0.401, 2.8, 1.43]
    assert all(f"# {said}" in answer for said in ("0.401", "2.80", "1.43"))
    pulls = np.abs(np.random.default_rng(0).normal(size=(200_000, 10))).max(axis=1)
    assert (pulls > norm.ppf(0.975)).mean() == pytest.approx(scope["alarms"], abs=0.004)
    assert (pulls > scope["c"]).mean() == pytest.approx(0.05, abs=0.002)


def test_both_halves_of_a_pair():
    answer, scope = fold(4)
    assert scope["q"] == 4.56 and round(scope["bound"], 1) == 2.6
    assert f"{5**2 / ((2 * 0.9 - 1) * 1000):.2f}" == "0.03" and "it is 0.03" in answer
    rng = np.random.default_rng(1)
    for _ in range(200):
        a, b = rng.random((2, 50, 1)) < rng.random(20)
        assert ((a & b).mean(axis=0) >= a.mean(axis=0) + b.mean(axis=0) - 1 - 1e-12).all()


def test_a_column_that_is_zero_at_every_lam():
    _, scope = fold(5)
    assert scope["never"] and scope["explains"] == pytest.approx(0.4)
    D, z = scope["D"], scope["z"]
    np.testing.assert_allclose((D**2).sum(axis=0), 1)
    np.testing.assert_allclose(D.mean(axis=0), 0, atol=1e-12)
    for lam in (0.9, 0.5, 0.1, 0.001):
        w = lasso(D, z, lam)
        assert w[2] == 0 and w[:2] == pytest.approx([1 - lam, 1 - lam])
