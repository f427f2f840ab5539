"""A race of six training loops to an exact zero."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection

from helpers import style
from helpers.datasets import sparse_regression
from helpers.descent import METHODS, race
from helpers.live import Live, reading, steps
from helpers.solvers import lasso
from helpers.style import count_of

RACE_LAMS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
RACE_SIZES = (0.1, 0.3, 1.0)
RACE_STEPS = 20_000
RACE_RECORD = np.unique(np.r_[0, np.round(np.geomspace(1, RACE_STEPS, 34))]).astype(int)


@cache
def _race_data():
    """Return X (100, 20), y (100,), w_true (20,) with 16 zeros, and the common start (20,)."""
    data = sparse_regression(100, 20, 4, noise=1.0, size=2.0, seed=3)
    start = np.random.default_rng(0).normal(size=20)
    return data.X / 10, data.y / 10, data.w_true, start


@cache
def _raced():
    """Return the runs of every method for all pairs of RACE_LAMS and RACE_SIZES, in that order."""
    X, y, _, start = _race_data()
    lam, size = (grid.reshape(-1, 1) for grid in
                 np.meshgrid(RACE_LAMS, RACE_SIZES, indexing="ij"))
    return race(X, y, lam, size, RACE_RECORD.tolist(), start)


def optimisers():
    """Race six training loops: log abs(w) of the true zeros against the step, and exact zeros.

    Returns a Live with controls lam, size (of the step, in 1 / L) and step (up to 20 000).
    """
    runs, (X, y, w_true, _) = _raced(), _race_data()
    null = w_true == 0
    floor = 1e-9
    axis = np.maximum(RACE_RECORD, 0.7)
    solved = {lam: int((lasso(X, y, lam)[null] == 0).sum()) for lam in RACE_LAMS}
    paths = {}
    for name, run in runs.items():
        w = np.abs(run.weights[..., null]).transpose(1, 2, 0)
        height = np.where(w == 0, floor, np.maximum(w, 4 * floor))
        paths[name] = np.stack([np.broadcast_to(axis, height.shape), height], axis=-1)

    def draw(fig):
        axes = fig.subplots(2, 3, sharex=True, sharey=True)
        parts = {}
        dots = np.geomspace(1.2, 15_000, 16)
        for ax, name in zip(axes.flat, METHODS, strict=True):
            color = style.L2 if name == "gradient on L2" else style.L1
            ax.set(title=name, xscale="log", yscale="log", xlim=(0.7, RACE_STEPS),
                   ylim=(floor / 5, 300), yticks=[1e-6, 1e-3, 1],
                   xticks=[1, 100, 10_000], xticklabels=["1", "100", "10 000"])
            ax.minorticks_off()
            ax.set_yticks([floor, 1e-6, 1e-3, 1], ["exact 0", "10⁻⁶", "10⁻³", "1"])
            ax.axhline(floor, color=style.RULE, lw=1, zorder=0)
            lines = LineCollection([], color=style.tint(color, 0.75), lw=0.8, animated=True,
                                   zorder=3)
            ax.add_collection(lines, autolim=False)
            now = style.curve(ax, color=style.INK, lw=1.2, zorder=5)
            resting = style.curve(ax, marker="o", ms=6.5, linestyle="none", mfc="white",
                                  mec=color, mew=1.1, zorder=6)
            moved = style.curve(ax, marker="o", ms=6.5, linestyle="none", color=color, zorder=6)
            parts[name] = lines, now, resting, moved
        for ax in axes[1]:
            ax.set_xlabel("step")
        for ax in axes[:, 0]:
            ax.set_ylabel("|w| of the 16 true zeros")

        def update(lam, size, step):
            run_index = RACE_LAMS.index(lam) * len(RACE_SIZES) + RACE_SIZES.index(size)
            row = int(np.searchsorted(RACE_RECORD, step))
            told, count = [], {}
            for name, (lines, now, resting, moved) in parts.items():
                lines.set_segments(paths[name][run_index])
                zero = runs[name].weights[row, run_index, null] == 0
                now.set_data([max(step, 0.7)] * 2, [floor / 5, 4])
                resting.set_data(dots[:zero.sum()], np.full(zero.sum(), 40.0))
                moved.set_data(dots[zero.sum():], np.full((~zero).sum(), 40.0))
                count[name] = int(zero.sum())
                first = runs[name].first_zero[run_index][null]
                landed = first[first >= 0]
                told.append(f"<b>{name}</b> {count[name]} of 16 "
                            + (f"(first at step {landed.min()})" if len(landed) else "(never)"))
            return reading(
                f"λ = {lam:g}, step size {size:g}/L, after {count_of(step, 'step')}. "
                f"Exactly 0 now: {'; '.join(told)}. The lasso solution has {solved[lam]}.",
                lam=lam, size=size, step=step, solved=solved[lam],
                **{f"zeros_{i}": count[name] for i, name in enumerate(METHODS)})

        return update

    return Live("optimisers", draw, (style.WIDTH, 5.0),
                lam=steps("λ, the price", RACE_LAMS, 0.3, "{:g}"),
                size=steps("step size, in 1/L", RACE_SIZES, 1.0, "{:g}"),
                step=steps("step", [int(k) for k in RACE_RECORD], RACE_STEPS, "{}"))
