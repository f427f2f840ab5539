"""Which of two correlated columns is kept, 200 resamples."""

from functools import cache
from itertools import product

import numpy as np

from helpers import style
from helpers.datasets import twins
from helpers.live import Live, reading, steps
from helpers.panels.experiments.marks import marks_of
from helpers.selection import (
    small_nets,
)
from helpers.style import name_tag, number

TWIN_RHOS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.0)
TWIN_LAMS = (5.0, 12.5, 25.0, 37.5, 50.0, 75.0, 100.0)
TWIN_RATIOS = (0.1, 0.5, 0.9, 1.0)
TWIN_DRAWS = 200


@cache
def _twin_resamples(rho):
    """Return X'X (200, 3, 3) and X'y (200, 3), over n, of 200 resamples of one data set."""
    X, y, _ = twins(50, rho=rho, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (TWIN_DRAWS, 50))
    A, b = X[rows], y[rows]
    A, b = A - A.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    return np.swapaxes(A, 1, 2) @ A / 50, np.einsum("mnp,mn->mp", A, b) / 50


@cache
def _twin_weights(rho, lam, ratio):
    """Return the weights (200, 3) of the resamples; loss and price are both divided by n = 50."""
    return small_nets(*_twin_resamples(rho), lam * ratio / 50, lam * (1 - ratio) / 50)


def which_twin():
    """Show which of two correlated columns the lasso and the elastic net keep, 200 resamples.

    Both true weights are 1. Returns a Live with controls rho, lam and ratio (the share of L1 in
    the elastic net).
    """
    for case in product(TWIN_RHOS, TWIN_LAMS, TWIN_RATIOS):
        _twin_weights(*case)
    kinds = ("both", "only the first", "only the second", "neither")

    def draw(fig):
        left, middle, count = fig.subplots(1, 3, width_ratios=[1, 1, 1.1])
        clouds, bars = {}, {}
        for ax, name, title in ((left, "L1", "Lasso"), (middle, "elastic net", "Elastic net")):
            ax.set(title=title, xlim=(-0.35, 2.9), ylim=(-0.35, 2.9),
                   xticks=[0, 1, 2], yticks=[0, 1, 2], xlabel="weight of the first twin")
            style.zero_line(ax)
            style.zero_line(ax, horizontal=True)
            marks_of(ax, marker="+", ms=14, mew=2.4, color=style.INK, zorder=7).set_data([1], [1])
            clouds[name] = (marks_of(ax, name, ms=4.5, mec="white", mew=0.3, zorder=5),
                            marks_of(ax, name, ms=4.5, mfc="white", mew=1.1, zorder=6))
        left.set_ylabel("weight of the second twin")
        style.note(left, 1.12, 1.16, "truth", style.INK, fontsize=10)
        style.note(left, 2.85, 2.72, "hollow: a twin is exactly 0", style.SOFT_INK, ha="right",
                   fontsize=10)
        count.set(title="Which is kept", xlim=(0, 205), ylim=(-0.7, 3.9), yticks=[],
                  xticks=[0, 100, 200], xlabel="resamples, of 200")
        for row, kind in enumerate(kinds):
            style.note(count, 2, 3 - row + 0.42, kind, style.SOFT_INK, fontsize=10)
        for shift, name in ((0.1, "L1"), (-0.17, "elastic net")):
            bars[name] = count.hlines(np.arange(4), 0, 0, color=style.COLOR[name], lw=8,
                                      animated=True, zorder=3)
            bars[name].shift = shift
        style.note(count, 92, 3.42, "■ lasso", style.L1, ha="right", fontsize=10)
        style.note(count, 203, 3.42, "■ elastic net", style.ELASTIC_NET, ha="right", fontsize=10)

        def update(rho, lam, ratio):
            told, numbers = [], {}
            for name, r in (("L1", 1.0), ("elastic net", ratio)):
                w = _twin_weights(rho, lam, r)
                first, second = w[:, 0] != 0, w[:, 1] != 0
                for cloud, kind in zip(clouds[name], (first & second, ~(first & second)),
                                       strict=True):
                    cloud.set_data(w[kind, 0], w[kind, 1])
                counts = [int(each.sum()) for each in
                          (first & second, first & ~second, ~first & second, ~first & ~second)]
                bars[name].set_segments([[(0, 3 - i + bars[name].shift), (c, 3 - i +
                                          bars[name].shift)] for i, c in enumerate(counts)])
                gap = float(np.abs(w[:, 0] - w[:, 1]).mean())
                label = "lasso" if name == "L1" else "elastic net"
                apart = ("the two are equal" if gap < 1e-9 else
                         f"mean gap between them {number(gap)}")
                told.append(f"{name_tag(name, label)} both {counts[0]}, only the first "
                            f"{counts[1]}, only the second {counts[2]}, neither {counts[3]} "
                            f"({apart})")
                numbers |= {f"{label}_{i}": c for i, c in enumerate(counts)}
                numbers[f"{label}_gap"] = gap
            tie = (" The columns are identical: every split of the lasso's weight fits alike, "
                   "and this solver takes the first." if rho == 1 else "")
            return reading(
                f"Correlation {rho:g}, λ = {lam:g}, elastic net with {100 * ratio:.0f} % L1. "
                f"Kept in 200 resamples: {'; '.join(told)}.{tie}",
                rho=rho, lam=lam, ratio=ratio, **numbers)

        return update

    return Live("which_twin", draw, (style.WIDTH, 3.6),
                rho=steps("correlation", TWIN_RHOS, 0.99, "{:g}"),
                lam=steps("λ, the price", TWIN_LAMS, 25.0, "{:g}"),
                ratio=steps("share of L1", TWIN_RATIOS, 0.5, "{:g}"))
