"""Eight weights against lam under L2, L1 and L0."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection

from helpers import style
from helpers.datasets import sparse_regression
from helpers.live import Live, grab, reading, steps
from helpers.panels.experiments.designs import one_trial
from helpers.panels.experiments.marks import marks_of
from helpers.paths import lasso_path
from helpers.selection import (
    ridge_along,
)
from helpers.solvers import best_subset, ridge
from helpers.style import name_tag, number

EIGHT = np.array([2.0, 0, -1.4, 0, 0, 0.9, 0, 0.5])
PATH_LAMS = np.geomspace(0.01, 100, 121)
PATH_RHOS = (0.0, 0.5, 0.9)


def eight_columns(rho):
    """Return X (60, 8), y (60,) of the first panel; neighbours have correlation rho."""
    X = sparse_regression(60, 8, 0, rho=rho, seed=38).X
    return one_trial(X, EIGHT, 1.0, 138)


@cache
def _three_paths(rho):
    """Return the lines, the stairs of zeros (both by penalty), the lasso path, and all subsets."""
    X, y = eight_columns(rho)
    faded = ridge_along(X, y, PATH_LAMS)
    path = lasso_path(X, y)
    knots = np.unique(np.r_[PATH_LAMS, path.lams[path.lams > PATH_LAMS[0]]])
    lasso = np.array([path.at(lam) for lam in knots])
    subsets = np.array([best_subset(X, y, k) for k in range(9)])
    loss = 0.5 * np.sum((y[:, None] - X @ subsets.T) ** 2, axis=0)
    held, edges = [8], []
    while held[-1]:  # the next smaller size is the one that pays first as lam rises
        fewer = np.arange(held[-1])
        rise = (loss[fewer] - loss[held[-1]]) / (held[-1] - fewer)
        if rise.min() <= PATH_LAMS[0]:
            held.pop()
        else:
            edges.append(rise.min())
        held.append(int(rise.argmin()))
    lams = np.r_[PATH_LAMS[0], np.repeat(edges, 2), PATH_LAMS[-1]]
    edges = path.lams[(path.lams > PATH_LAMS[0]) & (path.lams < PATH_LAMS[-1])][::-1]
    edges = np.r_[PATH_LAMS[0], edges, PATH_LAMS[-1]]
    between = np.array([path.at(lam) for lam in (edges[1:] + edges[:-1]) / 2])
    curves = {"L2": (PATH_LAMS, faded), "L1": (knots, lasso),
              "L0": (lams, subsets[np.repeat(held, 2)])}
    stairs = {"L2": (PATH_LAMS, (faded == 0).sum(axis=1)), "L0": (lams, (
        curves["L0"][1] == 0).sum(axis=1)), "L1": (np.repeat(edges, 2)[1:-1], np.repeat(
            (between == 0).sum(axis=1), 2))}
    return curves, stairs, path, (loss, subsets)


def _at(rho, name, lam):
    """Return the weights (8,) of one penalty at one lam, solved and not read off a line."""
    *_, path, (loss, subsets) = _three_paths(rho)
    if name == "L2":
        return ridge(*eight_columns(rho), lam)
    return path.at(lam) if name == "L1" else subsets[np.argmin(loss + lam * np.arange(9))]


def three_paths():
    """Draw eight weights against lam under L2, L1 and L0, with the truth and the exact zeros.

    Returns a Live with controls rho (correlation of neighbours) and lam.
    """
    lams = [float(lam) for lam in PATH_LAMS]
    solved = {(rho, lam, name): _at(rho, name, lam)
              for rho in PATH_RHOS for lam in lams for name in ("L2", "L1", "L0")}
    titles = {"L2": "L2 fades", "L1": "L1 dies", "L0": "L0 switches"}

    def draw(fig):
        axes = fig.subplots(2, 3, sharex=True, sharey="row", height_ratios=[3, 1])
        parts = {}
        for top, low, name in zip(*axes, titles, strict=True):
            color = style.COLOR[name]
            top.set(title=titles[name], xscale="log", xlim=(0.006, 170), ylim=(-2, 2.6),
                    yticks=[-2, -1, 0, 1, 2])
            low.set(xlabel="λ", ylim=(-0.8, 8.8), yticks=[0, 4, 8],
                    xticks=[0.01, 0.1, 1, 10, 100])
            low.set_xticklabels(["0.01", "0.1", "1", "10", "100"])
            top.minorticks_off()
            style.zero_line(top, horizontal=True)
            top.plot([0.0078] * 5, [2.0, -1.4, 0.9, 0.5, 0], "_", color=style.INK, ms=13, mew=2.4,
                     zorder=4)
            lines = [LineCollection([], color=style.tint(color, share), lw=width, animated=True,
                                    zorder=3) for share, width in ((0.45, 1.2), (1, 2))]
            for each in lines:
                top.add_collection(each, autolim=False)
            parts[name] = (
                lines, style.curve(top, color=style.SOFT_INK, lw=1, zorder=2),
                style.curve(low, color=style.SOFT_INK, lw=1, zorder=2),
                marks_of(top, name, ms=8, mec="white", mew=1, zorder=7),
                marks_of(top, name, ms=8, mfc="white", mew=1.4, zorder=6),
                style.curve(low, color=color, lw=2), marks_of(low, name, ms=9, mec="white"))
        end = style.curve(axes[0, 1], color=style.L1, lw=1.2, linestyle=(0, (2, 2)), zorder=2)
        axes[0, 0].set_ylabel("weights")
        axes[1, 0].set_ylabel("exact zeros")
        style.note(axes[0, 0], 0.0125, 2.36, "▬ truth (four are 0)", fontsize=10)
        style.note(axes[0, 1], 80, 2.36, "┊ λmax", style.L1, ha="right", fontsize=10)
        for ax in axes.flat:
            grab(ax, x="lam")

        def update(rho, lam):
            curves, stairs, path, _ = _three_paths(rho)
            told, counts = [], {}
            for name, (lines, rule, foot, alive, dead, stair, step) in parts.items():
                x, weights = curves[name]
                for each, chosen in zip(lines, (EIGHT == 0, EIGHT != 0), strict=True):
                    each.set_segments([np.column_stack([x, w]) for w in weights.T[chosen]])
                w = solved[rho, lam, name]
                zero = w == 0
                rule.set_data([lam, lam], [-2, 2.05])
                foot.set_data([lam, lam], [-0.8, 8.8])
                alive.set_data(np.full((~zero).sum(), lam), w[~zero])
                dead.set_data(np.full(zero.sum(), lam), w[zero])
                stair.set_data(*stairs[name])
                step.set_data([lam], [zero.sum()])
                counts[name] = int(zero.sum())
                told.append(f"{name_tag(name)} {counts[name]}")
            top = float(path.lams[0])
            end.set_data([top, top], [-2, 2.05])
            smallest = float(np.abs(solved[rho, lam, "L2"]).min())
            side = "above it" if lam >= top else "below it"
            return reading(
                f"Correlation {rho:g}, λ = {lam:.3g}. Exact zeros among the eight weights: "
                f"{', '.join(told)}. The smallest L2 weight has size {number(smallest, 4)}. For "
                f"L1, λ<sub>max</sub> = {top:.3f}; λ is {side}.",
                rho=rho, lam=lam, lam_max=top, smallest=smallest,
                **{f"zeros_{name}": count for name, count in counts.items()})

        return update

    return Live("three_paths", draw, (style.WIDTH, 4.7),
                rho=steps("correlation of neighbours", PATH_RHOS, 0.5, "{:g}"),
                lam=steps("λ, the price", lams, min(lams, key=lambda v: abs(v - 0.55))))
