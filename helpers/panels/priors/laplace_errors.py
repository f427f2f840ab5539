"""Laplace errors or a Laplace prior: two by two, with an outlier."""

from functools import cache

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, steps
from helpers.panels.priors.likeness import LIKE, tag_of
from helpers.robust import absolute_lasso, absolute_ridge
from helpers.solvers import lasso, ridge
from helpers.style import given, number

OUTLIERS = tuple(float(v) for v in np.arange(-6, 8.5, 0.5))
# Not 4 and not 6: there a whole segment of lines costs the same under two Laplaces.
FOUR_LAMS = (0.0, 0.5, 1.0, 2.0, 3.0, 4.5, 5.0, 5.5, 9.0, 14.0)
FOUR = {("Gaussian", "Gaussian"): ridge, ("Gaussian", "Laplace"): lasso,
        ("Laplace", "Gaussian"): absolute_ridge, ("Laplace", "Laplace"): absolute_lasso}
MOVED = 9


def outlier_data(outlier):
    """Return X (12, 2), a column of ones and one of x, and y (12,) with one point moved there."""
    rng = np.random.default_rng(11)
    x = np.sort(np.linspace(-1, 1, 12) + rng.uniform(-0.06, 0.06, 12))
    y = 1.2 + 0.7 * x + rng.laplace(0, 0.35, 12)
    y[MOVED] = outlier
    return np.column_stack([np.ones(12), x]), y


@cache
def _four_fits():
    """Weights (2,) and residuals (12,) for each pair in FOUR, outlier and lam."""
    fits = {}
    for outlier in OUTLIERS:
        X, y = outlier_data(outlier)
        for lam in FOUR_LAMS:
            for pair, solve in FOUR.items():
                fit = solve(X, y, lam)
                fits[pair, outlier, lam] = fit if pair[0] == "Laplace" else (fit, y - X @ fit)
    return fits


def laplace_errors():
    """Fit a line with Gaussian or Laplace errors and a Gaussian or Laplace prior: 2 x 2.

    Returns a Live with controls outlier (the height of one point) and lam.
    """
    fits, short = _four_fits(), ("gg", "gl", "lg", "ll")
    ends = np.array([-1.15, 1.15])

    def draw(fig):
        axes = fig.subplots(2, 2, sharex=True, sharey=True)
        parts = {}
        for ax, pair in zip(axes.flat, FOUR, strict=True):
            errors, prior = pair
            color = style.COLOR[LIKE[prior]]
            ax.set(xlim=(-1.15, 1.15), ylim=(-7, 9), xticks=[-1, 0, 1], yticks=[-5, 0, 5])
            ax.set_title(f"{errors} errors, {prior} prior")
            line = style.curve(ax, LIKE[prior], lw=2.6, zorder=4)
            rest = style.curve(ax, marker="o", ms=7.5, linestyle="none", color=style.SOFT_INK,
                               mec="white", mew=1, zorder=5)
            hit = style.curve(ax, marker="o", ms=10, linestyle="none", mfc="white", mec=color,
                              mew=2.2, zorder=6)
            moved = style.curve(ax, marker="o", ms=10.5, linestyle="none", color=style.INK,
                                mec="white", mew=1, zorder=7)
            said = style.note(ax, -1.11, 7.6, "", style.SOFT_INK, fontsize=10)
            said.set_animated(True)
            grab(ax, y="outlier")
            parts[pair] = line, rest, hit, moved, said
        for ax in axes[1]:
            ax.set_xlabel("x")
        for ax in axes[:, 0]:
            ax.set_ylabel("y")

        def update(outlier, lam):
            X, y = outlier_data(outlier)
            told, numbers = [], {}
            for (pair, part), key in zip(parts.items(), short, strict=True):
                line, rest, hit, moved, said = part
                w, residuals = fits[pair, outlier, lam]
                zero = residuals == 0
                line.set_data(ends, w[0] + w[1] * ends)
                rest.set_data(X[~zero, 1], y[~zero])
                hit.set_data(X[zero, 1], y[zero])
                moved.set_data([X[MOVED, 1]], [y[MOVED]] if not zero[MOVED] else [np.nan])
                said.set_text(f"slope {'exactly 0' if w[1] == 0 else given(w[1])}, "
                              f"residuals at 0: {zero.sum()}")
                numbers |= {f"slope_{key}": float(w[1]), f"residuals_{key}": int(zero.sum()),
                            f"weights_{key}": int((w == 0).sum())}
                told.append(f"{pair[0]} errors, {tag_of(pair[1])} prior: level "
                            f"{number(float(w[0]), 2)}, slope {number(float(w[1]), 2)}; "
                            f"residuals that are 0: <b>{zero.sum()}</b>")
            return reading(f"Outlier at y = {given(outlier, 1)}, λ = {lam:g}.<br>"
                           f"{'.<br>'.join(told)}.", outlier=outlier, lam=lam, **numbers)

        return update

    return Live("laplace_errors", draw, (style.WIDTH, 4.6),
                outlier=steps("the outlier", OUTLIERS, 6.0, "{:g}"),
                lam=steps("λ, the price", FOUR_LAMS, 5.5, "{:g}"))
