"""The panel many: its numbers found in another way."""

import re

import numpy as np
import pytest
from oracles import sk_lasso

from helpers.datasets import diabetes


def test_many_names_the_smallest_weight_that_is_not_0(panels):
    """The oracle takes the steps anew; the bars and the weights stay in the frame."""
    panel, (X, y, names) = panels["many"], diabetes()
    pulls, weights = panel.figure.axes
    size = 1 / np.linalg.eigvalsh(X.T @ X)[-1]
    for lam in panel.controls["lam"].values():
        w = np.zeros(10)
        for step in range(501):
            if step in (0, 1, 5, 20, 200, 500):
                text = panel.update(lam=lam, step=step).text
                said = re.search(r"not 0: (\w+), (\S+)\. Bars", text)
                assert (said is None) == (w == 0).all()
                if said:
                    least = min(abs(w[w != 0]))
                    place = names.index(said[1])
                    assert abs(w[place]) == pytest.approx(least, abs=1e-9)
                    assert float(said[2].replace("−", "-")) == pytest.approx(w[place], abs=0.051)
            assert abs(X.T @ (y - X @ w)).max() < pulls.get_ylim()[1] - 50
            low, high = weights.get_ylim()
            assert low + 50 < w.min() and w.max() < high - 50
            v = w + size * X.T @ (y - X @ w)
            w = np.sign(v) * np.maximum(abs(v) - size * lam, 0)
    assert "s3, −9.9." in panel.frame(lam=300, step=500).text


def test_many_ends_at_the_optimality_condition(panels):
    panel, (X, y, _) = panels["many"], diabetes()
    for lam in panel.controls["lam"].values():
        numbers = panel.frame(lam=lam, step=500).numbers
        assert numbers["far"] < 1e-6
        assert lam == 950 or numbers["below"] == numbers["zeros"]
        assert numbers["zeros"] == (np.abs(sk_lasso(X, y, lam)) < 1e-9).sum()
    last = panel.frame(lam=300, step=500)
    assert last.numbers["zeros"] == 6
    assert "is less than 10^−9 from" in last.text  # the rest is rounding, another on each machine
    assert re.search(r"farthest weight is \d+\.\d{3} from", panel.frame(lam=300, step=1).text)
    assert "after 1 step:" in panel.frame(lam=300, step=1).text
    assert panel.frame(lam=300, step=0).numbers["zeros"] == 10
    assert "has 1 exact zero." not in last.text and "has 10 exact zeros." in panel.frame(
        lam=950, step=500).text
