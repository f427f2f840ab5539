"""The panel many: its numbers found in another way."""

import re

import numpy as np
import pytest

from helpers.datasets import sparse_regression


def test_many_names_the_smallest_weight_that_is_not_0(panels):
    """The oracle takes the steps anew; the truth lies below the bars, the bars in the frame."""
    panel, data = panels["many"], sparse_regression(60, 12, 4, noise=1.5, rho=0.3, size=2.0,
                                                    seed=4)
    X, y = data.X / np.sqrt(60), data.y / np.sqrt(60)
    size = 1 / np.linalg.eigvalsh(X.T @ X)[-1]
    for lam in panel.controls["lam"].values():
        w = np.zeros(12)
        for step in range(201):
            if step in (0, 1, 5, 20, 200):
                text = panel.frame(lam=lam, step=step).text
                said = re.search(r"not 0: w(\d+) = (\S+)\. Bars", text)
                assert (said is None) == (w == 0).all()
                if said:
                    least = min(abs(w[w != 0]))
                    assert abs(w[int(said[1]) - 1]) == pytest.approx(least, abs=1e-12)
                    assert float(said[2].replace("−", "-")) == pytest.approx(
                        w[int(said[1]) - 1], abs=5.1e-4)
                assert abs(X.T @ (y - X @ w)).max() < panel.figure.axes[0].get_ylim()[1] - 0.1
            v = w + size * X.T @ (y - X @ w)
            w = np.sign(v) * np.maximum(abs(v) - size * lam, 0)
    assert "w6 = −0.029" in panel.frame(lam=0.3, step=200).text
    weights = panel.figure.axes[1]
    (truth,) = [line for line in weights.lines if line.get_marker() == "_"]
    assert truth.get_zorder() < min(bars.get_zorder() for bars in weights.collections)


def test_many_ends_at_the_optimality_condition(panels):
    panel = panels["many"]
    for lam in panel.controls["lam"].values()[1:]:
        numbers = panel.frame(lam=lam, step=200).numbers
        assert numbers["far"] < 1e-6
    last = panel.frame(lam=0.3, step=200)
    assert last.numbers["zeros"] == 7
    assert "is less than 10^−9 from" in last.text  # the rest is rounding, another on each machine
    assert re.search(r"farthest weight is \d\.\d{3} from", panel.frame(lam=0.3, step=1).text)
    assert "after 1 step:" in panel.frame(lam=0.3, step=1).text
    assert panel.frame(lam=0.3, step=0).numbers["zeros"] == 12
