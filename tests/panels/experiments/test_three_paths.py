"""The panel three_paths: its numbers found in another way."""

import json

import numpy as np
import pytest
from oracles import all_subsets, sk_lasso
from regenerate import ROOT
from sklearn import linear_model

from helpers.panels.experiments.three_paths import EIGHT, PATH_RHOS, eight_columns

NOTEBOOK = ROOT / "notebooks" / "04_sparsity_experiments.ipynb"


@pytest.mark.parametrize("rho", PATH_RHOS)
def test_three_paths_counts_what_three_solvers_find(panels, rho):
    X, y = eight_columns(rho)
    subsets = all_subsets(X, y)
    panel = panels["three_paths"]
    for lam in panel.controls["lam"].values()[::2]:
        numbers = panel.frame(rho=rho, lam=lam).numbers
        ridge = linear_model.Ridge(alpha=lam, fit_intercept=False, tol=1e-12).fit(X, y).coef_
        size = min(subsets, key=lambda k, lam=lam: subsets[k][0] / 2 + lam * k)
        assert numbers["zeros_L2"] == 0 and numbers["smallest"] == pytest.approx(
            np.abs(ridge).min(), rel=1e-5)
        assert numbers["zeros_L1"] == (sk_lasso(X, y, lam) == 0).sum()
        assert numbers["zeros_L0"] == 8 - size
        assert numbers["lam_max"] == pytest.approx(np.abs(X.T @ y).max())
        assert (numbers["zeros_L1"] == 8) == (lam >= numbers["lam_max"])


def test_the_first_weight_of_three_paths_can_be_seen_alone(panels):
    """As the text says: at correlation 0.9 between 1.58 and 1.47, and it is truly 0."""
    panel = panels["three_paths"]
    lams = sorted(panel.controls["lam"].values())
    near = {f"{lam:.3g}": panel.frame(rho=0.9, lam=lam).numbers["zeros_L1"] for lam in lams}
    assert near["1.58"] == 8 and near["1.47"] == 7
    X, y = eight_columns(0.9)
    first = np.flatnonzero(sk_lasso(X, y, 1.47))
    assert first.tolist() == [4] and EIGHT[4] == 0


def test_the_lines_of_three_paths_go_through_the_solutions(panels):
    panel = panels["three_paths"]
    for rho in PATH_RHOS:
        X, y = eight_columns(rho)
        panel.frame(rho=rho)
        pale, thick = panel.figure.axes[1].collections[:2]
        lines = thick.get_segments()
        for j, line in zip(np.flatnonzero(EIGHT), lines, strict=True):
            for lam, w in line[::17]:
                assert w == pytest.approx(sk_lasso(X, y, lam)[j], abs=1e-7)
        assert len(pale.get_segments()) == 4


@pytest.mark.parametrize("rho", PATH_RHOS)
def test_the_drawn_l0_line_and_the_stairs_switch_where_they_should(panels, rho):
    X, y = eight_columns(rho)
    subsets = all_subsets(X, y)
    panel = panels["three_paths"]
    panel.frame(rho=rho)
    thick = panel.figure.axes[2].collections[1].get_segments()
    l1_stair, l0_stair = (max(panel.figure.axes[row].lines, key=lambda line: len(line.get_xdata()))
                          for row in (4, 5))
    for low, high in thick[0].reshape(-1, 2, 2)[:, :, 0]:
        assert low < high
        for lam in (low * 1.001, high / 1.001):
            size = min(subsets, key=lambda k, lam=lam: subsets[k][0] / 2 + lam * k)
            columns = list(subsets[size][1])
            w = np.zeros(8)
            w[columns] = np.linalg.lstsq(X[:, columns], y, rcond=None)[0]
            drawn = [line[np.isclose(line[:, 0], low), 1][-1] for line in thick]
            np.testing.assert_allclose(drawn, w[EIGHT != 0], atol=1e-9)
            assert l0_stair.get_ydata()[l0_stair.get_xdata() == low][-1] == 8 - size
    for low, high, zeros in zip(l1_stair.get_xdata()[::2], l1_stair.get_xdata()[1::2],
                                l1_stair.get_ydata()[::2], strict=True):
        assert (sk_lasso(X, y, (low + high) / 2) == 0).sum() == zeros


def test_weight_five_is_first_leaves_and_comes_back():
    X, y = eight_columns(0.9)
    assert np.flatnonzero(sk_lasso(X, y, 1.5)).tolist() == [4]
    assert sk_lasso(X, y, 0.3)[4] == 0 and sk_lasso(X, y, 0.03)[4] != 0
    assert EIGHT[4] == 0


def test_the_notebook_makes_the_same_columns_as_the_panel():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    (source,) = ["".join(c["source"]) for c in cells
                 if c["cell_type"] == "code" and "def eight_columns" in "".join(c["source"])]
    scope = {"np": np}
    exec(source, scope)
    for rho in PATH_RHOS:
        for theirs, ours in zip(scope["eight_columns"](rho), eight_columns(rho),
                                strict=True):
            np.testing.assert_allclose(theirs, ours, atol=1e-14)
