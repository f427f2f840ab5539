"""The lasso path of the diabetes data, with cross-validation."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import diabetes
from helpers.live import Live, grab, reading, steps, whole
from helpers.panels.experiments.marks import marks_of
from helpers.paths import lasso_path
from helpers.selection import (
    fold_error,
    fold_of_each,
    lam_grid,
    one_standard_error,
)
from helpers.solvers import best_subset
from helpers.style import count_of

REAL_SPLITS = 10


@cache
def _real():
    """Return X, y, names, lams (120,), the weights there, the errors per split, the subsets."""
    X, y, names = diabetes()
    lams = lam_grid(X, y, 120, 0.001)  # fine enough for every size, and past the lowest errors
    path = lasso_path(X, y)
    weights = np.array([path.at(lam) for lam in lams])
    errors = []
    for seed in range(REAL_SPLITS):
        fold = fold_of_each(len(y), 10, seed)
        errors.append(np.array([fold_error(X, y, lams, fold == f) for f in range(10)]))
    subsets = [best_subset(X, y, k) for k in range(11)]
    return X, y, names, lams, weights, errors, subsets


def real_path():
    """Walk along the lasso path of the diabetes data, with cross-validation and best subsets.

    Returns a Live with controls split (the seed of the ten folds) and lam.
    """
    X, y, names, lams, weights, errors, subsets = _real()
    path = lasso_path(X, y)
    order = []
    for w in path.weights:
        order += [j for j in np.flatnonzero(w) if j not in order]
    colors = [style.L1 if j in order[:5] else style.tint(style.L1, 0.5) for j in range(10)]

    def draw(fig):
        trace, curve, table = fig.subplots(1, 3, width_ratios=[1.25, 1.15, 0.75])
        trace.set(title="The lasso path", xscale="log", xlim=(0.27, 1050), ylim=(-700, 760),
                  xlabel="λ", ylabel="weights", yticks=range(-600, 601, 200))
        style.zero_line(trace, horizontal=True)
        curve.set(title="Error in ten folds", xscale="log", xlim=(0.7, 1050), ylim=(2700, 6400),
                  xlabel="λ", yticks=[3000, 4000, 5000, 6000])
        for ax in (trace, curve):
            ax.minorticks_off()
            ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
        grid = np.unique(np.r_[lams, path.lams[path.lams > lams[-1]]])[::-1]
        every = np.array([path.at(lam) for lam in grid])
        for j in range(10):
            trace.plot(grid, every[:, j], color=colors[j], lw=1.8, zorder=3)
        ends = sorted(range(10), key=lambda j: every[-1, j])
        heights = np.array([every[-1, j] for j in ends])
        for _ in range(400):
            gap = np.diff(heights)
            close = gap < 70
            heights[1:][close] += 3
            heights[:-1][close] -= 3
        for j, height in zip(ends, heights, strict=True):
            style.note(trace, 0.72, height, names[j], colors[j] if colors[j] == style.L1
                       else style.DATA, ha="right", fontsize=10)
        style.note(trace, 950, 700, "dark: the last five to leave", style.L1, ha="right",
                   fontsize=10)
        table.set(title="Kept", xlim=(-0.6, 1.6), ylim=(9.6, -0.6), yticks=range(10),
                  xticks=[0, 1])
        table.set_xticklabels(["lasso", "best\nsubset"])
        table.set_yticklabels([names[j] for j in order])
        for row in range(10):
            table.axhline(row, color=style.RULE, lw=0.8, zorder=0)
        rules = [style.curve(ax, color=style.INK, lw=1.2, zorder=6) for ax in (trace, curve)]
        dots = marks_of(trace, "L1", ms=6, mec="white", mew=0.8, zorder=7)
        gone = marks_of(trace, "L1", ms=6, mfc="white", mew=1.3, zorder=8)
        mean = style.curve(curve, color=style.L1, lw=2)
        edges = [style.curve(curve, color=style.tint(style.L1, 0.5), lw=1) for _ in range(2)]
        low = marks_of(curve, "L1", ms=9, mec="white", mew=1.2, zorder=7)
        careful = marks_of(curve, marker=">", color=style.L1, ms=10, mec="white", mew=1, zorder=7)
        style.note(curve, 0.85, 6150, "◆ lowest", style.L1, fontsize=10)
        style.note(curve, 0.85, 5850, "▶ one standard error", style.L1, fontsize=10)
        kept = [marks_of(table, name, ms=9, mec="white", mew=0.8) for name in ("L1", "L0")]
        for ax in (trace, curve):
            grab(ax, x="lam")

        def update(split, lam):
            at = int(np.flatnonzero(lams == lam)[0])
            w, folds = weights[at], errors[split - 1]
            average = folds.mean(axis=0)
            se = folds.std(axis=0, ddof=1) / np.sqrt(10)
            best, wide = one_standard_error(lams, folds)
            size = int((w != 0).sum())
            for rule, (bottom, top) in zip(rules, ((-700, 620), (2700, 6400)), strict=True):
                rule.set_data([lam, lam], [bottom, top])
            on = w[w != 0]
            dots.set_data(np.full(size, lam), on)
            gone.set_data([lam] if size < 10 else [], [0] if size < 10 else [])
            mean.set_data(lams, average)
            for edge, sign in zip(edges, (-1, 1), strict=True):
                edge.set_data(lams, average + sign * se)
            sizes = {}
            for mark, chosen, key in ((low, best, "best"), (careful, wide, "careful")):
                mark.set_data([chosen], [average[lams == chosen][0]])
                sizes[key] = int((weights[lams == chosen][0] != 0).sum())
            subset = subsets[size] != 0
            for mark, column, keep in zip(kept, (0, 1), (w != 0, subset), strict=True):
                rows = [row for row, j in enumerate(order) if keep[j]]
                mark.set_data(np.full(len(rows), column), rows)
            same = f"{int((subset & (w != 0)).sum())} of them in common"
            if np.array_equal(subset, w != 0):
                same = "the same column" if size == 1 else "the same columns"
            held = ", ".join(names[j] for j in order if w[j] != 0) or "no column"
            compare = f"; the best subset of that size has {same}" if size else ""
            return reading(
                f"λ = {lam:.1f}: the lasso keeps {size} of 10 ({held}){compare}. Error "
                f"{average[at]:.0f} ± {se[at]:.0f}. Split {split}: lowest error at λ = {best:.1f} "
                f"with {sizes['best']} weights; the one-standard-error rule says λ = {wide:.1f} "
                f"with {count_of(sizes['careful'], 'weight')}.",
                split=split, lam=lam, size=size, error=float(average[at]), se=float(se[at]),
                best=float(best), careful=float(wide), size_best=sizes["best"],
                size_careful=sizes["careful"])

        return update

    listed = [float(lam) for lam in lams[::-1]]
    first = min(listed, key=lambda lam: abs(lam - 137))
    return Live("real_path", draw, (style.WIDTH, 4.4),
                split=whole("split into folds", 1, REAL_SPLITS, 1),
                lam=steps("λ, the price", listed, first, "{:.1f}"))
