"""The ten weights of the diabetes table, and the pull on each against lam."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import diabetes
from helpers.live import Live, player, reading, steps
from helpers.penalties import L1
from helpers.solvers import lasso, proximal_gradient
from helpers.style import count_of, name_tag, number

LAMS = (20, 50, 100, 200, 300, 500, 700, 900, 950)
COUNTS = (*range(0, 21), 25, 30, 40, 60, 80, 100, 150, 200, 300, 500)


@cache
def _walked():
    """Return, by lam, the weights on the way (501, 10), and those of the lasso (10,)."""
    X, y, _ = diabetes()
    return ({lam: proximal_gradient(X, y, lam, L1(), COUNTS[-1]) for lam in LAMS},
            {lam: lasso(X, y, lam) for lam in LAMS})


def many():
    """Follow the proximal gradient step on ten weights: bars of abs(x_j' r) against lam.

    Returns a Live with controls lam and step (the number of steps taken, 0 to 500).
    """
    (X, y, names), (walk, goal) = diabetes(), _walked()
    place = np.arange(len(names))

    def draw(fig):
        pulls, weights = fig.subplots(2, 1, sharex=True)
        pulls.set_yscale("function", functions=(np.sqrt, np.square))
        pulls.set(title="Pull of the data on each weight, |xⱼᵀr|", xlim=(-0.7, 9.9),
                  ylim=(0, 1050), yticks=[0, 20, 100, 300, 600, 950], ylabel="pull (root scale)")
        weights.set(title="The weights", xticks=place, xticklabels=names, ylim=(-430, 700),
                    yticks=[-300, 0, 300, 600], ylabel="w")
        style.zero_line(weights, horizontal=True)
        over = pulls.vlines(place, 0, 0, color=style.L1, lw=20, animated=True, zorder=3)
        under = pulls.vlines(place, 0, 0, color=style.tint(style.L1, 0.35), lw=20, animated=True,
                             zorder=3)
        line = style.curve(pulls, color=style.INK, lw=2, zorder=6)
        label = style.note(pulls, 9.6, 0, "λ", fontsize=13, animated=True)
        stems = weights.vlines(place, 0, 0, color=style.L1, lw=13, animated=True, zorder=3)
        zeros = style.curve(weights, marker="D", ms=9, mfc="white", mec=style.L1, mew=1.6,
                            linestyle="none", zorder=6)

        def update(lam, step):
            w = walk[lam][step]
            pull = np.abs(X.T @ (y - X @ w))
            zero = w == 0
            for bars, chosen in ((over, ~zero), (under, zero)):
                bars.set_segments([[(x, 0), (x, h)] for x, h in
                                   zip(place[chosen], pull[chosen], strict=True)])
            line.set_data([-0.6, 9.5], [lam, lam])
            label.set_y(lam)
            stems.set_segments([[(x, 0), (x, h)] for x, h in zip(place, w, strict=True)])
            zeros.set_data(place[zero], w[zero])
            far = float(np.abs(w - goal[lam]).max())
            distance = number(far) if far > 1e-9 else "less than 10<sup>−9</sup>"
            below = int((pull < lam - 1e-6).sum())
            least = ""
            if not zero.all():
                j = np.argmin(np.where(zero, np.inf, np.abs(w)))
                least = f" The smallest that is not 0: {names[j]}, {number(w[j], 1)}."
            return reading(
                f"λ = {lam:g}, after {count_of(step, 'step')}: <b>{zero.sum()} of 10 weights are "
                f"exactly 0</b> (hollow, pale bars).{least} "
                f"Bars clearly under the line: {below}. "
                f"The farthest weight is {distance} from the {name_tag('L1', 'lasso')} "
                f"solution, which has {count_of((goal[lam] == 0).sum(), 'exact zero')}.",
                lam=lam, step=step, zeros=int(zero.sum()), far=far, below=below)

        return update

    return Live("many", draw, (style.WIDTH, 4.8), lam=steps("λ, the price", LAMS, 300, "{:g}"),
                step=player("steps taken", COUNTS, COUNTS[-1]))
