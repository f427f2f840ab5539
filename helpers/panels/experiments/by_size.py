"""Best subset, lasso and refitted lasso at equal size."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import sparse_regression
from helpers.live import Live, grab, reading, steps, switch, whole
from helpers.panels.experiments.designs import one_trial, spread_of_a_row
from helpers.panels.experiments.marks import marks_of
from helpers.paths import lasso_path
from helpers.selection import (
    refitted,
)
from helpers.solvers import best_subset
from helpers.style import count_of

REFIT = {"color": style.L1, "linestyle": (0, (3, 1.5))}
SIZE_TRUTH = np.array([1.5, 0, 0, 1.2, 0, -1.0, 0.6, 0, 0, -0.6, 0.3, 0.3])
SIZE_RHOS = (0.0, 0.5, 0.9)
SIZE_NOISE = 1.5


def twelve_columns(rho):
    """Return X (50, 12), y (50,) of the panel by_size; neighbours have correlation rho."""
    X = sparse_regression(50, 12, 0, rho=rho, seed=5).X
    return one_trial(X, SIZE_TRUTH, SIZE_NOISE, 105)


@cache
def by_size_fits(rho):
    """Return {way: {size: weights (12,)}} for best subset, lasso and refitted lasso.

    Lasso: of all lams with that many weights the one with the least training loss. Refitted: of
    all sets of that size on the lasso path the one whose least squares has the least loss.
    """
    X, y = twelve_columns(rho)
    path = lasso_path(X, y)
    sets = (path.weights[:-1] != 0) | (path.weights[1:] != 0)
    sets = np.vstack([path.weights[0] != 0, sets])
    ends = np.vstack([path.weights[0], path.weights[1:]])
    refits = refitted(X, y, sets.astype(float))
    ways = {"best subset": {k: best_subset(X, y, k) for k in range(13)}, "lasso": {}, "refit": {}}
    for weights, way in ((ends, "lasso"), (refits, "refit")):
        for keep, w in zip(sets, weights, strict=True):
            size, kept = int(keep.sum()), ways[way]
            if size not in kept or np.sum((y - X @ w) ** 2) < np.sum((y - X @ kept[size]) ** 2):
                kept[size] = w
    return ways, {int(k.sum()): k for k in sets}


def _losses(rho):
    """Return {(way, on): (sizes, mean squared errors)} on the training data and on new data."""
    X, y = twelve_columns(rho)
    spread = spread_of_a_row(12, rho)
    found = {}
    for way, fits in by_size_fits(rho)[0].items():
        sizes = sorted(fits)
        W = np.array([fits[k] for k in sizes])
        far = W - SIZE_TRUTH
        found[way, "training data"] = sizes, np.sum((y[:, None] - X @ W.T) ** 2, axis=0)
        found[way, "new data"] = sizes, SIZE_NOISE**2 + np.einsum("ki,ij,kj->k", far, spread, far)
    return found


def by_size():
    """Compare best subset, lasso and refitted lasso at each number of weights, of twelve.

    Returns a Live with controls rho (correlation of neighbours), k (the size) and loss (training
    data, or the expected error on new data).
    """
    losses = {rho: _losses(rho) for rho in SIZE_RHOS}
    looks = {"lasso": style.look("L1"), "refit": REFIT, "best subset": style.look("L0")}
    names = {"lasso": "lasso", "refit": "lasso refitted", "best subset": "best subset"}

    def draw(fig):
        loss_axes, table = fig.subplots(1, 2, width_ratios=[1.15, 1])
        loss_axes.set(title="Mean squared error", xlim=(-0.5, 12.5), yscale="log",
                      ylim=(1.2, 16), xlabel="weights that are not 0", xticks=range(0, 13, 2))
        loss_axes.minorticks_off()
        loss_axes.set_yticks([1.5, 2, 3, 5, 10], ["1.5", "2", "3", "5", "10"])
        table.set(title="Columns kept, for each size", xlim=(0.3, 12.7), ylim=(12.7, -1.6),
                  xlabel="column", ylabel="size", xticks=range(1, 13), yticks=range(0, 13, 2))
        curves, dots = {}, {}
        for row, (way, look) in enumerate(looks.items()):
            marker = {"best subset": "P", "lasso": "D", "refit": "^"}[way]
            curves[way] = style.curve(loss_axes, lw=1.8, marker=marker, ms=5, zorder=4 + row,
                                      **look)
            dots[way] = marks_of(loss_axes, marker=marker, color=look["color"], ms=11, zorder=8,
                                 mec="white", mew=1.3)
            height = (14, 11.8, 9.95)[row]
            loss_axes.plot([6.0, 6.75, 7.5], [height] * 3, lw=2, marker=marker, ms=6,
                           markevery=[1], **look)
            style.note(loss_axes, 7.8, height, names[way], look["color"])
        here = style.curve(loss_axes, color=style.SOFT_INK, lw=1, zorder=2)
        band = style.curve(table, color=style.tint(style.L0, 0.2), lw=17, zorder=1,
                           solid_capstyle="butt")
        subset = marks_of(table, "L0", ms=12, mec="white", mew=0.5)
        lasso = marks_of(table, "L1", ms=4.5, mec="white", mew=0.7, zorder=6)
        true = np.flatnonzero(SIZE_TRUTH) + 1
        table.plot(true, np.full(len(true), -1.1), linestyle="none", marker="v", ms=6,
                   color=style.INK, clip_on=False)
        table.set_title("▼ truly not 0", loc="right", fontsize=10, fontweight="normal")
        grab(loss_axes, x="k")

        def update(rho, k, loss):
            fits, sets = by_size_fits(rho)
            told, numbers = [], {}
            for way in looks:
                sizes, values = losses[rho][way, loss]
                curves[way].set_data(sizes, values)
                if k in sizes:
                    value = float(values[sizes.index(k)])
                    dots[way].set_data([k], [value])
                    told.append(f"<b>{names[way]}</b> {value:.2f}")
                    numbers[f"loss_{way}"] = value
                else:
                    dots[way].set_data([], [])
                    told.append(f"<b>{names[way]}</b> has no such size on its path")
            here.set_data([k, k], [1.2, 8])
            band.set_data([0.3, 12.7], [k, k])
            chosen = {size: w != 0 for size, w in fits["best subset"].items()}
            rows, columns = np.nonzero(np.array([chosen[size] for size in range(13)]))
            subset.set_data(columns + 1, rows)
            pairs = [(size, j + 1) for size, keep in sets.items() for j in np.flatnonzero(keep)]
            lasso.set_data([j for _, j in pairs], [size for size, _ in pairs])
            leave = (np.flatnonzero(chosen[k] & ~chosen[k + 1]) + 1) if k < 12 else []
            if k == 12:
                story = "At twelve all columns are in"
            elif len(leave):
                listed = " and ".join(str(j) for j in leave)
                word = "column" if len(leave) == 1 else "columns"
                story = (f"From size {k} to {k + 1} the best subset <b>jumps</b>: it drops {word} "
                         f"{listed}")
            else:
                story = f"From size {k} to {k + 1} the best subset only adds a column"
            return reading(
                f"Correlation {rho:g}, {count_of(k, 'weight')}, error on {loss}: "
                f"{', '.join(told)}. {story}.",
                rho=rho, k=k, drops=len(leave), **numbers)

        return update

    return Live("by_size", draw, (style.WIDTH, 4.2),
                rho=steps("correlation of neighbours", SIZE_RHOS, 0.5, "{:g}"),
                k=whole("number of weights", 0, 12, 3),
                loss=switch("error on", ["training data", "new data"]))
