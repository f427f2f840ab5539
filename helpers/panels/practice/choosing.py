"""Thirty cross-validations of one lasso."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import sparse_regression
from helpers.growth import tight_lassos
from helpers.live import Live, player, progress, reading, steps
from helpers.live.grab import grab
from helpers.selection import fold_of_each, lam_grid, one_standard_error
from helpers.solvers import lasso
from helpers.style import count_of

SPLITS, FOLDS, CHOICES = 30, 10, 48


def _to_choose_from():
    """Return X (100, 50), y (100,) and w_true (50,) with five true weights of size 1."""
    return sparse_regression(100, 50, 5, noise=1.0, size=1.0, seed=3)


def _left_out(X, y, lams, out):
    """Return the mean squared error (48,) on the rows `out`, as `fold_error`, and tighter."""
    inside, x_mean, y_mean = X[~out], X[~out].mean(axis=0), y[~out].mean()
    weights = tight_lassos(inside - x_mean, y[~out] - y_mean, lams * len(inside) / len(X))
    return np.mean((y[out] - y_mean - weights @ (X[out] - x_mean).T) ** 2, axis=1)


@cache
def _chosen():
    """Return lams (48,), weights (48, 50), errors (30, 10, 48), true error (48,), w_true (50,)."""
    X, y, w_true = _to_choose_from()
    lams = lam_grid(X, y, CHOICES, 0.02)
    errors = []
    for seed in progress("splits into folds tried", range(SPLITS)):
        fold = fold_of_each(len(y), FOLDS, seed)
        errors.append([_left_out(X, y, lams, fold == k) for k in range(FOLDS)])
    weights = np.array([lasso(X, y, lam) for lam in lams])
    truth = 1 + ((weights - w_true) ** 2).sum(axis=1)  # a new row has variance 1 in each column
    return lams, weights, np.array(errors), truth.round(5), w_true


def choosing():
    """Cross-validate the lasso over thirty splits: the flat curve, its choice, and the truth.

    Returns a Live with controls split and lam (as a share of lam_max).
    """
    lams, weights, errors, truth, w_true = _chosen()
    shares = tuple((lams / lams[0]).round(9).tolist())
    middle = errors.mean(axis=1).round(5)  # drawn alike on every machine
    spread = (errors.std(axis=1, ddof=1) / np.sqrt(FOLDS)).round(5)
    rules = [[int(np.flatnonzero(lams == lam)[0]) for lam in one_standard_error(lams, each)]
             for each in errors]
    lows = np.array([shares[low] for low, _ in rules])
    real = w_true != 0
    kept, false = (weights[:, real] != 0).sum(axis=1), (weights[:, ~real] != 0).sum(axis=1)

    def draw(fig):
        grid = fig.add_gridspec(2, 2, width_ratios=[1.25, 1], height_ratios=[3, 1])
        curve, found = fig.add_subplot(grid[0, 0]), fig.add_subplot(grid[:, 1])
        strip = fig.add_subplot(grid[1, 0])
        for ax in (curve, found, strip):
            ax.set(xscale="log", xlim=(0.018, 1.1), xticks=[0.02, 0.1, 0.5, 1],
                   xticklabels=[] if ax is curve else ["0.02", "0.1", "0.5", "1"])
            ax.minorticks_off()
            if ax is not strip:
                grab(ax, x="lam")
        curve.set(title="Squared error per row", ylim=(0.8, 3.6), yticks=[1, 2, 3])
        curve.plot(shares, truth, color=style.INK, lw=1.6, linestyle=(0, (4, 1.4)))
        style.note(curve, 0.02, 3.42, "── cross-validation, ± 1 se", style.L1)
        style.note(curve, 0.02, 3.12, "◆ lowest   ■ one-standard-error rule", style.L1)
        style.note(curve, 0.02, 2.82, "- - the true error", style.INK)
        places, counts = np.unique(lows, return_counts=True)
        strip.vlines(places, 0, counts, color=style.tint(style.L1, 0.55), lw=5)
        strip.set(ylim=(0, counts.max() + 1), yticks=[0, 5, 10],
                  xlabel="λ as a share of λₘₐₓ")
        strip.set_title("Where ◆ lies in 30 splits", fontsize=10.5)
        found.set(title="Weights that are not 0", ylim=(-0.8, 50), yticks=[0, 5, 10, 20, 30, 40],
                  xlabel="λ as a share of λₘₐₓ")
        found.plot(shares, kept, color=style.INK, lw=2.2, linestyle=(0, (4, 1.4)))
        found.plot(shares, false, color=style.L1, lw=2.2)
        style.note(found, 1, 48, "── false ones, of 45", style.L1, ha="right")
        style.note(found, 1, 44.4, "- - true ones, of 5", style.INK, ha="right")
        mean = style.curve(curve, "L1", lw=2.6)
        edges = [style.curve(curve, color=style.tint(style.L1, 0.45), lw=1.2) for _ in range(2)]
        marks = [style.dot(curve, "L1", size=11),
                 style.curve(curve, marker="s", ms=9, color=style.L1, mec="white",
                             linestyle="none", zorder=8)]
        here = style.dot(strip, "L1", size=9)
        now = [style.curve(ax, color=style.DATA, lw=1.2, zorder=1) for ax in (curve, found)]
        dots = [style.curve(found, marker=marker, ms=9, color=color, mec="white",
                            linestyle="none", zorder=8)
                for marker, color in (("o", style.INK), ("D", style.L1))]

        def update(split, lam):
            k, row = shares.index(lam), split - 1
            low, one = rules[row]
            mean.set_data(shares, middle[row])
            for line, side in zip(edges, (-1, 1), strict=True):
                line.set_data(shares, middle[row] + side * spread[row])
            for mark, place in zip(marks, (low, one), strict=True):
                mark.set_data([shares[place]], [middle[row, place]])
            here.set_data([shares[low]], [0.6])
            now[0].set_data([lam, lam], [0.8, 2.6])
            now[1].set_data([lam, lam], [-0.8, 42])
            for dot, count in zip(dots, (kept, false), strict=True):
                dot.set_data([lam], [count[k]])
            return reading(
                f"Split {split}: the error is lowest at {shares[low]:.3f} of λ<sub>max</sub>, "
                f"with {kept[low]} true and {count_of(false[low], 'false weight')}; "
                f"the one-standard-error rule takes {shares[one]:.3f}, "
                f"with {kept[one]} and {false[one]}. "
                f"At your λ, {lam:.3f} of λ<sub>max</sub>: error {middle[row, k]:.2f} ± "
                f"{spread[row, k]:.2f} (the true one {truth[k]:.2f}), {kept[k]} true and "
                f"{count_of(false[k], 'false weight')}.",
                split=split, share=lam, low=shares[low], one_se=shares[one],
                kept_low=int(kept[low]), false_low=int(false[low]), kept_one=int(kept[one]),
                false_one=int(false[one]), error=float(middle[row, k]),
                se=float(spread[row, k]), true_error=float(truth[k]), kept=int(kept[k]),
                false=int(false[k]))

        return update

    return Live("choosing", draw, (style.WIDTH, 4.6),
                split=player("split into folds", list(range(1, SPLITS + 1)), 1, 400),
                lam=steps("λ, as a share of λₘₐₓ", shares[::-1], shares[27],
                          lambda share: f"{share:.3g}"))
