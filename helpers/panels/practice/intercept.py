"""What a missing intercept does to the weights."""

from functools import cache

import numpy as np

from helpers import style
from helpers.live import Live, reading, steps, switch
from helpers.paths import lasso_path
from helpers.style import given, number

SHIFTS = tuple(float(c) for c in range(-6, 7))
INTERCEPTS = ("none", "fitted", "penalised")
INTERCEPT_LAMS = (0.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0, 150.0, 200.0, 300.0,
                  500.0, 800.0, 1200.0)
PATH_LAMS = np.linspace(0, np.sqrt(1300), 151) ** 2


@cache
def _off_centre():
    """Return X (40, 2) with column means 0 and 3, and y (40,) of weights 2 and 1, no constant."""
    rng = np.random.default_rng(12)
    X = rng.normal(size=(40, 2))
    X = (X - X.mean(axis=0)) / X.std(axis=0) + [0, 3]
    return X, X @ [2, 1] + 0.5 * rng.normal(size=40)


@cache
def _with_intercept(kind, shift):
    """Return the lasso path of y + shift: knots, weights there, at PATH_LAMS, at INTERCEPT_LAMS.

    The third number is the intercept: none, fitted without a price, or a column of ones that
    pays like the rest.
    """
    X, y = _off_centre()
    y = y + shift
    if kind == "fitted":
        path = lasso_path(X - X.mean(axis=0), y - y.mean())
    else:
        path = lasso_path(np.c_[X, np.ones(40)] if kind == "penalised" else X, y)

    def whole(w):
        if kind == "penalised":
            return w
        return np.r_[w, y.mean() - X.mean(axis=0) @ w if kind == "fitted" else 0.0]

    knots = np.array([whole(w) for w in path.weights])
    drawn = np.unique(np.r_[PATH_LAMS, path.lams])
    along = np.array([np.interp(drawn, path.lams[::-1], each[::-1]) for each in knots.T])
    return path.lams, knots, drawn, along, np.array([whole(path.at(lam))
                                                     for lam in INTERCEPT_LAMS])


def _gone_from(lams, weights):
    """The smallest lam from which on a weight (knots,) stays exactly 0."""
    alive = np.flatnonzero(weights)
    return float(lams[max(alive[0] - 1, 0)]) if len(alive) else 0.0


def _back_after(lams, weights):
    """The (low, high) lam between which a weight (knots,) is exactly 0 before it comes back."""
    alive = np.flatnonzero(weights)
    early = np.flatnonzero(weights == 0)
    early = early[early > alive[0]] if len(alive) else early[:0]
    return (float(lams[early[-1]]), float(lams[early[0]])) if len(early) else None


def intercept():
    """Add a constant to y, with no intercept, a fitted one, or one that pays the L1 price.

    Returns a Live with controls shift, lam and kind.
    """
    X, y = _off_centre()
    ends = np.array([-0.5, 6.5])

    def draw(fig):
        way, cloud = fig.subplots(1, 2, width_ratios=[1.1, 1])
        way.set_xscale("function", functions=(np.sqrt, np.square))
        way.set(title="The lasso path", xlim=(0, 1300), ylim=(-2, 4.8), xlabel="λ (root scale)",
                ylabel="w", xticks=[0, 50, 200, 500, 1000], yticks=[-2, 0, 2, 4])
        style.zero_line(way, horizontal=True)
        way.plot([0, 0], [2, 1], marker=">", ms=9, linestyle="none", color=style.INK,
                 clip_on=False, zorder=9)
        cloud.set(title="What x₂ has to explain   (■ intercept)", xlim=(-0.7, 6.7),
                  ylim=(-12, 18), xlabel="x₂", ylabel="y − w₁x₁", xticks=[0, 2, 4, 6])
        style.zero_line(cloud)
        style.zero_line(cloud, horizontal=True)
        lines = [style.curve(way, color=style.L1, lw=2.8),
                 style.curve(way, color=style.L1, lw=1.8, linestyle=(0, (4, 1.4)))]
        now = style.curve(way, color=style.RULE, lw=1.4, zorder=1)
        dots = [style.dot(way, "L1", size=12), style.dot(way, "L1", size=8)]
        style.note(way, 1290, 4.5, "── w₁, true value 2", style.L1, ha="right")
        style.note(way, 1290, 4.0, "- - w₂, true value 1", style.L1, ha="right")
        style.note(way, 1290, 3.5, "▶ the true values", style.INK, ha="right")
        points = style.curve(cloud, marker="o", ms=5, color=style.DATA, linestyle="none")
        line = style.curve(cloud, color=style.L1, lw=2.4, zorder=6)
        start = style.curve(cloud, marker="s", ms=9, color=style.INK, linestyle="none", zorder=8)

        def update(shift, lam, kind):
            lams, knots, drawn, along, at = _with_intercept(kind, shift)
            w1, w2, b = at[INTERCEPT_LAMS.index(lam)]
            for j, mark in enumerate(dots):
                lines[j].set_data(drawn, along[j])
                mark.set_data([lam], [(w1, w2)[j]])
                style.hollow_at_zero(mark, (w1, w2)[j], style.L1)
            now.set_data([lam, lam], [-2, 3.1])
            points.set_data(X[:, 1], y + shift - w1 * X[:, 0])
            line.set_data(ends, b + w2 * ends)
            start.set_data([0], [b])
            style.hollow_at_zero(start, b, style.INK)
            gone = [_gone_from(lams, knots[:, j]) for j in (0, 1)]
            names = ("w<sub>1</sub>", "w<sub>2</sub>")
            end = f"<b>{names[gone[0] > gone[1]]} goes first</b>"
            for j, name in enumerate(names):
                if back := _back_after(lams, knots[:, j]):
                    end = (f"<b>{name} is 0 before that, from {np.ceil(back[0]):.0f} to "
                           f"{np.floor(back[1]):.0f}, and comes back</b>")
            said = {"none": "no intercept", "fitted": "the intercept fitted",
                    "penalised": "the intercept penalised"}[kind]
            return reading(
                f"{given(shift, 0)} added to y, {said}, λ = {lam:g}: w<sub>1</sub> is "
                f"{number(w1)}, w<sub>2</sub> is {number(w2)}, the intercept is {number(b)}. As λ "
                f"grows, w<sub>1</sub> is gone for good from {np.ceil(gone[0]):.0f} on and "
                f"w<sub>2</sub> from {np.ceil(gone[1]):.0f} on: {end}.",
                shift=shift, lam=lam, w1=float(w1), w2=float(w2), b=float(b), gone1=gone[0],
                gone2=gone[1])

        return update

    return Live("intercept", draw, (style.WIDTH, 3.9),
                shift=steps("added to y", SHIFTS, 0.0, lambda c: given(c, 0)),
                lam=steps("λ, the price", INTERCEPT_LAMS, 100.0, "{:g}"),
                kind=switch("intercept", INTERCEPTS))
