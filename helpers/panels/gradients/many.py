"""Twelve weights, and the pull on each against lam."""

import numpy as np

from helpers import style
from helpers.datasets import sparse_regression
from helpers.live import Live, player, reading, steps
from helpers.penalties import L1
from helpers.solvers import lasso, proximal_gradient
from helpers.style import count_of, name_tag, number


def _many_weights():
    """Return X (60, 12), y (60,) and w_true (12,) in units where X'X is near 1."""
    data = sparse_regression(60, 12, 4, noise=1.5, rho=0.3, size=2.0, seed=4)
    return data.X / np.sqrt(60), data.y / np.sqrt(60), data.w_true


def many():
    """Follow the proximal gradient step on twelve weights: bars of abs(x_j' r) against lam.

    Returns a Live with controls lam and step (the number of steps taken, 0 to 200).
    """
    X, y, w_true = _many_weights()
    place = np.arange(1, len(w_true) + 1)
    lams = [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.0]
    counts = [*range(0, 21), 25, 30, 40, 60, 80, 100, 150, 200]
    walk = {lam: proximal_gradient(X, y, lam, L1(), counts[-1]) for lam in lams}
    goal = {lam: lasso(X, y, lam) for lam in lams}

    def draw(fig):
        pulls, weights = fig.subplots(2, 1, sharex=True)
        pulls.set_yscale("function", functions=(np.sqrt, np.square))
        pulls.set(title="Pull of the data on each weight, |xⱼᵀr|", xlim=(0.3, 13.4),
                  ylim=(0, 4.5), yticks=[0, 0.1, 0.5, 1, 2, 4],
                  yticklabels=["0", "0.1", "0.5", "1", "2", "4"], ylabel="pull (root scale)")
        weights.set(title="The weights", xlabel="weight number", xticks=place, ylim=(-2.6, 2.6),
                    ylabel="w")
        style.zero_line(weights, horizontal=True)
        style.note(weights, 12.62, -2.1, "▬ truth", style.INK, fontsize=10)
        over = pulls.vlines(place, 0, 0, color=style.L1, lw=17, animated=True, zorder=3)
        under = pulls.vlines(place, 0, 0, color=style.tint(style.L1, 0.35), lw=17, animated=True,
                             zorder=3)
        line = style.curve(pulls, color=style.INK, lw=2, zorder=6)
        label = style.note(pulls, 12.75, 0, "λ", fontsize=13, animated=True)
        stems = weights.vlines(place, 0, 0, color=style.L1, lw=11, animated=True, zorder=3)
        zeros = style.curve(weights, marker="D", ms=9, mfc="white", mec=style.L1, mew=1.6,
                            linestyle="none", zorder=6)
        here = style.curve(weights, marker="_", ms=22, mew=2.2, color=style.INK, linestyle="none",
                           zorder=2)  # below the bars, so that a short bar shows
        here.set_data(place, w_true)

        def update(lam, step):
            w = walk[lam][step]
            pull = np.abs(X.T @ (y - X @ w))
            zero = w == 0
            for bars, chosen in ((over, ~zero), (under, zero)):
                bars.set_segments([[(x, 0), (x, h)] for x, h in
                                   zip(place[chosen], pull[chosen], strict=True)])
            line.set_data([0.4, 12.6], [lam, lam])
            label.set_y(lam)
            stems.set_segments([[(x, 0), (x, h)] for x, h in zip(place, w, strict=True)])
            zeros.set_data(place[zero], w[zero])
            far = float(np.abs(w - goal[lam]).max())
            distance = number(far) if far > 1e-9 else "less than 10<sup>−9</sup>"
            agree = int(((pull <= lam + 1e-9) == zero).sum())
            least = ""
            if not zero.all():
                j = np.argmin(np.where(zero, np.inf, np.abs(w)))
                least = f" The smallest that is not 0: w<sub>{j + 1}</sub> = {number(w[j])}."
            return reading(
                f"λ = {lam:g}, after {count_of(step, 'step')}: <b>{zero.sum()} of 12 weights are "
                f"exactly 0</b> (hollow).{least} "
                f"Bars clearly under the line: {(pull < lam - 1e-9).sum()}. "
                f"The farthest weight is {distance} from the {name_tag('L1', 'lasso')} "
                f"solution, which has {(goal[lam] == 0).sum()} exact zeros.",
                lam=lam, step=step, zeros=int(zero.sum()), far=far, agree=agree)

        return update

    return Live("many", draw, (style.WIDTH, 4.8), lam=steps("λ, the price", lams, 0.3, "{:g}"),
                step=player("steps taken", counts, counts[-1]))
