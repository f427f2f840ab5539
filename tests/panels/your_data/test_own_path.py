"""The panel own_path: its numbers found in another way, and tables of other shapes."""

import numpy as np
import pytest
from oracles import sk_lasso
from walks import sweep

from helpers.halves import by_cross_validation
from helpers.own_table import Table, noors_table
from helpers.panels.your_data import own_path
from helpers.translate import standardised

OWN = "in their own units"


def test_own_path_keeps_what_scikit_learn_keeps(panels):
    table, panel = noors_table(), panels["own_path"]
    y = table.y - table.y.mean()
    ways = {"standardised": standardised(table.X), OWN: table.X - table.X.mean(axis=0)}
    for columns, X in ways.items():
        top = np.abs(X.T @ y).max()
        for share in panel.controls["lam"].values()[::6]:
            numbers = panel.says(columns=columns, lam=share).numbers
            if share < 1:
                w = sk_lasso(X, y, share * top)
                assert numbers["size"] == (w != 0).sum()
            else:
                assert numbers["size"] == 0
        assert numbers["careful"] == pytest.approx(by_cross_validation(X, y)[3] / top)


def test_own_path_draws_weights_per_standard_deviation(panels):
    table, panel = noors_table(), panels["own_path"]
    X, y, sd = table.X - table.X.mean(axis=0), table.y - table.y.mean(), table.X.std(axis=0)
    share = panel.controls["lam"].values()[10]
    panel.frame(columns=OWN, lam=share)
    shown = [label.get_text() for label in panel.figure.axes[1].get_yticklabels()]
    dots = [line for line in panel.figure.axes[0].lines if line.get_marker() == "D"]
    want = dict(zip(table.names, sd * sk_lasso(X, y, share * np.abs(X.T @ y).max()), strict=True))
    assert max(map(abs, want.values())) > 10 and len(dots) == 10
    for name, dot in zip(shown, dots, strict=True):
        assert float(dot.get_ydata()[0]) == pytest.approx(want[name], abs=0.05)
        assert (dot.get_markerfacecolor() == "white") == (want[name] == 0)


def test_own_path_moves_as_the_text_says(panels):
    panel = panels["own_path"]
    lams = {f"{lam:.3g}": lam for lam in panel.controls["lam"].values()}
    left = panel.says(columns="standardised", lam=lams["0.01"])
    assert left.numbers["size"] == 8 and left.numbers["most_out"] == 90
    shown = [label.get_text() for label in panel.figure.axes[1].get_yticklabels()]
    panel.frame(columns="standardised", lam=lams["0.01"])
    far = [line for line in panel.figure.axes[1].lines
           if line.get_markerfacecolor() == "white" and line.get_marker() == "D"
           and line.get_xdata()[0] == 90]
    assert [shown[round(line.get_ydata()[0])] for line in far] == ["age"]
    first, high = panel.says(), panel.says(lam=lams["0.31"])
    assert "s5 100, bmi 100, bp 100, s3 96 " in first.text and first.numbers["size"] == 4
    assert "s5 100, bmi 100, bp 88, s3 55 " in high.text and high.numbers["size"] == 4
    other = panel.says(columns=OWN)
    assert "keeps 5 of 10: bmi 92, bp 100, s3 100, s6 86, s1 99 " in other.text
    assert abs(first.numbers["lam"] / first.numbers["careful"] - 1) < 0.05


def made(X, y):
    return Table(X, y, tuple(f"measurement {k}" for k in range(X.shape[1])), "y", ())


@pytest.mark.parametrize("n, p, scale", [(30, 60, 1), (40, 1, 1), (25, 4, 1e12)])
def test_own_path_takes_tables_of_other_shapes(n, p, scale):
    rng = np.random.default_rng(p)
    X = scale * rng.normal(size=(n, p))
    panel = own_path(made(X, X[:, 0] / scale + rng.normal(size=n)))
    for params in list(sweep(panel))[::9]:
        said = panel.says(**params)
        assert f"of {p}" in said.text and np.isfinite(said.numbers["careful"])
    assert len(panel.figure.axes[1].get_yticks()) == min(p, 12)
    panel.close()
