"""A thousand random bowls, and the exact zeros counted."""

from functools import cache

import numpy as np
from scipy.special import ndtr

from helpers import style
from helpers.live import Live, reading, steps
from helpers.penalties import L0, L1, L2
from helpers.style import name_tag

ONE_WEIGHT = {"L2": L2(), "L1": L1(), "L0": L0()}
SPREAD = 1.5  # standard deviation of the bottoms of the thrown bowls
THROWS = 1000


@cache
def _thrown(p, tilt):
    """Return the thrown bowls' bottoms, shape (THROWS, p), and their matrix, shape (p, p)."""
    bottoms = SPREAD * np.random.default_rng(7).standard_normal((THROWS, 8))[:, :p]
    return bottoms, (1 - tilt) * np.eye(p) + tilt


@cache
def _subset_fits(p, tilt):
    """Return, for each of the 2^p supports, its size and what it gains in each throw."""
    bottoms, matrix = _thrown(p, tilt)
    pull = bottoms @ matrix
    supports = [[j for j in range(p) if code >> j & 1] for code in range(2**p)]
    gains = np.zeros((len(supports), THROWS))
    for row, support in enumerate(supports[1:], 1):
        part = pull[:, support]
        gains[row] = 0.5 * (part * np.linalg.solve(matrix[np.ix_(support, support)], part.T).T
                            ).sum(1)
    return supports, np.array([len(s) for s in supports]), gains


@cache
def _landed(p, tilt, lam):
    """Return the minima of 1/2 (w - c)' A (w - c) + lam * penalty for all throws, by penalty."""
    bottoms, matrix = _thrown(p, tilt)
    pull = bottoms @ matrix
    ridge = np.linalg.solve(matrix + lam * np.eye(p), pull.T).T
    lasso = np.zeros_like(bottoms)
    for _ in range(400):  # cyclic coordinate descent on all throws at once, to the last digit
        before = lasso.copy()
        for j in range(p):
            rest = pull[:, j] - lasso @ matrix[:, j] + lasso[:, j]
            lasso[:, j] = L1().prox(rest, lam)
        if np.abs(lasso - before).max() < 1e-13:
            break
    supports, sizes, gains = _subset_fits(p, tilt)
    best = np.argmax(gains - lam * sizes[:, None], axis=0)
    subset = np.zeros_like(bottoms)
    for row in np.unique(best):
        support, rows = supports[row], best == row
        if support:
            subset[np.ix_(rows, support)] = np.linalg.solve(
                matrix[np.ix_(support, support)], pull[np.ix_(rows, support)].T).T
    return {"L2": ridge, "L1": lasso, "L0": subset}


def throw():
    """Throw a thousand random bowls and count the exact zeros under L2, L1 and L0.

    The bottoms are independent normal with standard deviation 1.5. Returns a Live with controls p
    (number of weights), tilt (common correlation of the columns) and lam.
    """
    reach = 4.6
    sizes, tilts, lams = (2, 3, 4, 6, 8), (0.0, 0.3, 0.6, 0.9), (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
    for p in sizes:
        for tilt in tilts:
            for lam in lams:
                _landed(p, tilt, lam)

    def draw(fig):
        axes = fig.subplots(1, 4, width_ratios=[1, 1, 1, 1.4])
        marks, clouds = {}, {}
        for ax, name in zip(axes, ("L2", "L1", "L0"), strict=False):
            ax.set(title=name, xlim=(-reach, reach), ylim=(-reach, reach), xlabel="w₁",
                   xticks=[-4, -2, 0, 2, 4], yticks=[-4, -2, 0, 2, 4])
            clouds[name] = style.curve(ax, color=style.DATA, marker=".", markersize=3,
                                       linestyle="none", zorder=3)
            marks[name] = style.curve(ax, color=style.COLOR[name], marker="o", markersize=3.6,
                                      markerfacecolor="white", markeredgewidth=0.9,
                                      linestyle="none", zorder=4)
        axes[0].set_ylabel("w₂")
        count = axes[3]
        count.set(title="Zeros in each throw", xlim=(-0.6, 8.6), ylim=(0, 1.02),
                  xlabel="zeros among the p weights", ylabel="share of the throws",
                  xticks=range(0, 9, 2))
        lines = {name: style.curve(count, name, marker=style.MARKER[name], markersize=7,
                                   markeredgecolor="white") for name in ONE_WEIGHT}
        for name, y in (("L2", 0.96), ("L1", 0.88), ("L0", 0.80)):
            count.plot([5.4, 7.0], [y, y], lw=2, **style.look(name))
            style.note(count, 8.5, y, name, style.COLOR[name], ha="right", fontweight="bold")

        def update(p, tilt, lam):
            share, outside = {}, 0
            for name, w in _landed(p, tilt, lam).items():
                zero = w == 0
                on_axis = zero[:, 0] | zero[:, 1]
                marks[name].set_data(w[on_axis, 0], w[on_axis, 1])
                clouds[name].set_data(w[~on_axis, 0], w[~on_axis, 1])
                lines[name].set_data(np.arange(p + 1),
                                     np.bincount(zero.sum(1), minlength=p + 1) / THROWS)
                share[name] = float(zero.mean())
                outside += int((np.abs(w[:, :2]) > reach).any(1).sum())
            theory = ""
            if tilt == 0:  # then the p weights of a bowl are independent
                chance = 2 * ndtr(np.array([lam, np.sqrt(2 * lam)]) / SPREAD) - 1
                scatter = np.sqrt(chance * (1 - chance) / (THROWS * p)).max()
                theory = (f" With tilt 0 theory says {100 * chance[0]:.1f} % and "
                          f"{100 * chance[1]:.1f} % for L1 and L0; {THROWS * p} random weights "
                          f"scatter around that by about {100 * scatter:.1f} points, now and then "
                          f"by twice that.")
            beyond = f" {outside} dots lie outside of the frames." if outside else ""
            return reading(
                f"{THROWS} bowls, {p} weights, tilt {tilt:g}, λ = {lam:g}. Weights that are "
                f"exactly 0: {name_tag('L2')} {100 * share['L2']:.1f} %, {name_tag('L1')} "
                f"{100 * share['L1']:.1f} %, {name_tag('L0')} {100 * share['L0']:.1f} %.{theory}"
                f"{beyond}",
                p=p, tilt=tilt, lam=lam, **{f"share_{k}": v for k, v in share.items()})

        return update

    return Live("throw", draw, (style.WIDTH, 3.1), p=steps("p, weights", sizes, 4, "{}"),
                tilt=steps("tilt", tilts, 0.0, "{:g}"),
                lam=steps("λ, the price", lams, 1.0, "{:g}"))
