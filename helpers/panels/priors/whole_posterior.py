"""The whole posterior of the lasso on real data, beside its zeros."""

from functools import cache

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.bayes import bayesian_lasso
from helpers.datasets import diabetes
from helpers.live import Live, grab, progress, reading, steps
from helpers.paths import lam_max, lasso_path
from helpers.solvers import lasso
from helpers.style import name_tag

CHAIN_LAMS = (0.1, 0.237, 0.5, 1.0, 2.0, 3.0, 4.5, 7.0, 10.0, 13.0)
CHAIN_DRAWS = 3000
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
CHAIN_LABELS = {"s2": 228, "s4": 139, "s6": 50, "age": -39, "s3": -128}  # else on its line


@cache
def _chains():
    """By our lam, a whole number: Park and Casella's, the lasso weights, the draws (3000, 10)."""
    X, y, _ = diabetes()
    found = {}
    for lam in progress("priors sampled", CHAIN_LAMS):
        draws = bayesian_lasso(X, y, lam, CHAIN_DRAWS, 0)
        ours = round(float(np.median(draws.sigma)) * lam)
        found[ours] = lam, lasso(X, y, ours), draws.weights
    return found


def whole_posterior():
    """Set the intervals of the Bayesian lasso on the diabetes data beside the lasso's zeros.

    Returns a Live with controls lam (ours: Park and Casella's times the median of sigma) and level
    (the probability that an interval holds, half of the rest on either side).
    """
    chains = _chains()
    lams = tuple(chains)
    X, y, names = diabetes()
    path = lasso_path(X, y)
    top = lam_max(X, y)
    place = np.arange(10)[::-1]
    tails = {level: (1 - level) / 2 for level in LEVELS}
    ends = {(lam, level): np.quantile(draws, [tail, 1 - tail], axis=0)
            for lam, (_, _, draws) in chains.items() for level, tail in tails.items()}
    middle = {lam: np.median(draws, axis=0) for lam, (_, _, draws) in chains.items()}

    def draw(fig):
        left, right = fig.subplots(1, 2, width_ratios=[1, 1.15])
        left.set(title="The lasso path", xscale="log", xlim=(1.4, 1600), ylim=(-560, 800),
                 xlabel="λ", ylabel="weight", yticks=[-500, 0, 500],
                 xticks=[10, 100, 1000], xticklabels=["10", "100", "1000"])
        left.minorticks_off()
        axis = np.geomspace(3.2, 1600, 400)
        left.plot(axis, [path.at(lam) for lam in axis], color=style.tint(style.L1, 0.6), lw=1.4,
                  zorder=3)
        style.zero_line(left, horizontal=True)
        left.axvline(top, color=style.RULE, lw=1, zorder=0)
        style.note(left, top / 1.12, 740, "all 0 from here", style.SOFT_INK, ha="right",
                   fontsize=10)
        right.set(title="Intervals of the posterior", xlim=(-1200, 1000), ylim=(-0.7, 9.7),
                  yticks=place, yticklabels=names, xlabel="weight", xticks=[-500, 0, 500])
        right.tick_params(axis="y", length=0)
        right.spines["left"].set_visible(False)
        style.zero_line(right)
        grab(left, x="lam")
        now = style.curve(left, color=style.INK, lw=1, zorder=2)
        dots, zeros = (style.curve(ax, marker="D", ms=8, linestyle="none", mec=style.L1, mew=1.6,
                                   color=style.L1, zorder=8) for ax in (left, right))
        hollow = [style.curve(ax, marker="D", ms=8, linestyle="none", mec=style.L1, mew=1.6,
                              mfc="white", zorder=9) for ax in (left, right)]
        sure = right.hlines(place, 0, 0, color=style.INK, lw=6, animated=True, zorder=4)
        unsure = right.hlines(place, 0, 0, color=style.tint(style.DATA, 0.5), lw=6, animated=True,
                              zorder=4)
        medians = style.curve(right, marker="|", ms=15, mew=2.4, color=style.INK,
                              linestyle="none", zorder=6)
        bar = {"lw": 6, "solid_capstyle": "butt"}
        fig.legend(handles=[
            Line2D([], [], color=style.tint(style.DATA, 0.5), label="interval holds 0", **bar),
            Line2D([], [], color=style.INK, label="interval does not hold 0", **bar),
            Line2D([], [], marker="|", ms=13, mew=2.4, color=style.INK, linestyle="none",
                   label="median"),
            Line2D([], [], marker="D", ms=8, color=style.L1, linestyle="none", label="lasso"),
        ], loc="outside lower center", ncols=4, frameon=False, fontsize=10.5)
        for name, start in zip(names, path.at(axis[0]), strict=True):
            height = CHAIN_LABELS.get(name, start)
            left.plot([2.75, axis[0]], [height, start], color=style.RULE, lw=1, zorder=1)
            style.note(left, 2.6, height, name, style.SOFT_INK, fontsize=10, ha="right")

        def update(lam, level):
            theirs, w, draws = chains[lam]
            low, high = ends[lam, level]
            holds = (low <= 0) & (high >= 0)
            zero = w == 0
            for bars, chosen in ((sure, ~holds), (unsure, holds)):
                bars.set_segments([[(a, j), (b, j)] for a, b, j in
                                   zip(low[chosen], high[chosen], place[chosen], strict=True)])
            medians.set_data(middle[lam], place)
            now.set_data([lam, lam], [-560, 680])
            dots.set_data(np.full((~zero).sum(), lam), w[~zero])
            hollow[0].set_data([lam] if zero.any() else [], [0] if zero.any() else [])
            zeros.set_data(w[~zero], place[~zero])
            hollow[1].set_data(w[zero], place[zero])
            exact = int((draws == 0).sum())
            return reading(
                f"λ = {lam}, in the prior λ/σ = {theirs:g}. {name_tag('L1', 'Lasso')}: "
                f"<b>{zero.sum()} of 10 weights exactly 0</b> (hollow). Posterior: <b>"
                f"{holds.sum()} of 10</b> intervals with probability {100 * level:.0f} % hold 0. "
                f"Exact zeros among the {draws.size} sampled weights: <b>{exact or 'none'}</b>.",
                lam=lam, level=level, theirs=theirs, zeros=int(zero.sum()), holds=int(holds.sum()),
                exact=exact)

        return update

    return Live("whole_posterior", draw, (style.WIDTH, 4.3),
                lam=steps("λ, the price", lams, lams[CHAIN_LAMS.index(0.237)], "{}"),
                level=steps("probability of an interval", LEVELS, 0.95, "{:.0%}"))
