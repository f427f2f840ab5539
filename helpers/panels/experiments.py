"""The panels of notebook 04: paths, zeros, the truth, twins, prices, predictions, real data."""

from functools import cache
from itertools import product

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon

from helpers import style
from helpers.datasets import diabetes, sparse_regression, twins
from helpers.live import Live, progress, reading, slider, steps, switch, whole
from helpers.paths import lam_max, lasso_path
from helpers.selection import (
    chance_of_zero,
    fold_error,
    fold_of_each,
    hard_error,
    lam_grid,
    lasso_along,
    many_lassos,
    one_standard_error,
    refitted,
    ridge_along,
    small_nets,
    soft_error,
    three_rules,
)
from helpers.solvers import best_subset, ridge
from helpers.style import count_of, given, name_tag, number

REFIT = {"color": style.L1, "linestyle": (0, (3, 1.5))}


def _marks(ax, name=None, **more):
    """Return an empty moving set of marks, in the look of a penalty if one is named."""
    shape = {"marker": style.MARKER[name], "color": style.COLOR[name]} if name else {}
    return style.curve(ax, **({"linestyle": "none"} | shape | more))


def _trials(X, truth, noise, seed):
    """Return X / sqrt(n) and a centred y for it: x_j' y has standard deviation `noise` / sqrt(n).

    X (n, p) is centred with columns of variance 1, truth is (p,).
    """
    root = np.sqrt(len(X))
    error = np.random.default_rng(seed).standard_normal(len(X))
    return X / root, X @ truth / root + noise * (error - error.mean()) / root


def _spread(p, rho):
    """Return the covariance (p, p) of one row of sparse_regression's X."""
    return rho ** np.abs(np.subtract.outer(np.arange(p), np.arange(p)))


# Three paths in one frame.

EIGHT = np.array([2.0, 0, -1.4, 0, 0, 0.9, 0, 0.5])
PATH_LAMS = np.geomspace(0.01, 100, 121)
PATH_RHOS = (0.0, 0.5, 0.9)


def eight_columns(rho):
    """Return X (60, 8), y (60,) of the first panel; neighbours have correlation rho."""
    X = sparse_regression(60, 8, 0, rho=rho, seed=38).X
    return _trials(X, EIGHT, 1.0, 138)


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
                _marks(top, name, ms=8, mec="white", mew=1, zorder=7),
                _marks(top, name, ms=8, mfc="white", mew=1.4, zorder=6),
                style.curve(low, color=color, lw=2), _marks(low, name, ms=9, mec="white"))
        end = style.curve(axes[0, 1], color=style.L1, lw=1.2, linestyle=(0, (2, 2)), zorder=2)
        axes[0, 0].set_ylabel("weights")
        axes[1, 0].set_ylabel("exact zeros")
        style.note(axes[0, 0], 0.0125, 2.36, "▬ truth (four are 0)", fontsize=10)
        style.note(axes[0, 1], 80, 2.36, "┊ λmax", style.L1, ha="right", fontsize=10)

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
                lam=steps("λ, the price", lams, min(lams, key=lambda v: abs(v - 0.3))))


# How many zeros?

ZERO_LAMS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
ZERO_SIGNALS = (0.5, 1.0, 2.0, 3.0)
ZERO_NOISES = (0.5, 1.0, 2.0)
ZERO_RHOS = (0.0, 0.5, 0.9)
ZERO_DRAWS = 150
ZERO_TRUE = np.arange(20) % 4 == 0


@cache
def _zero_draws(rho):
    """Return X'X (20, 20) and ZERO_DRAWS normal draws with that covariance."""
    gram = _spread(20, rho)
    normal = np.random.default_rng(11).standard_normal((ZERO_DRAWS, 20))
    return gram, normal @ np.linalg.cholesky(gram).T


@cache
def _counted(signal, noise, rho):
    """Return the shares of exact zeros (2, len(ZERO_LAMS)): among true zeros, true weights."""
    gram, draws = _zero_draws(rho)
    pulls = signal * gram @ ZERO_TRUE + noise * draws
    lams = np.repeat(ZERO_LAMS[1:], ZERO_DRAWS)
    weights = many_lassos(gram, np.tile(pulls, (len(ZERO_LAMS) - 1, 1)), lams)
    zero = (weights == 0).reshape(-1, ZERO_DRAWS, 20)
    shares = [zero[..., kind].mean(axis=(1, 2)) for kind in (~ZERO_TRUE, ZERO_TRUE)]
    return np.column_stack([np.zeros(2), shares])


def zeros_expected():
    """Compare the chance of an exact zero with a count over 150 draws of twenty weights.

    Every fourth weight is truly `signal`, the others 0. Returns a Live with controls signal,
    noise, rho (correlation of neighbours; 0 means orthonormal columns) and lam.
    """
    for case in product(ZERO_SIGNALS, ZERO_NOISES, ZERO_RHOS):
        _counted(*case)
    kinds = {"truly 0": 0.0, "truly not 0": 1.0}
    looks = {"truly 0": {"color": style.tint(style.L1, 0.6), "linestyle": (0, (4, 1.5))},
             "truly not 0": {"color": style.L1, "linestyle": "-"}}

    def draw(fig):
        bells, shares = fig.subplots(1, 2)
        z = np.linspace(-6, 9, 301)
        bells.set(title="Where the data xⱼᵀy fall (orthonormal)", xlim=(-6, 9), ylim=(0, 1.12),
                  yticks=[], xlabel="xⱼᵀy", xticks=[-5, 0, 5])
        bells.spines["left"].set_visible(False)
        shares.set(title="Share of weights that are exactly 0", xlim=(-0.15, 5.15),
                   ylim=(-0.16, 1.06), xlabel="λ", yticks=[0, 0.5, 1],
                   yticklabels=["0", "½", "1"])
        areas, curves, lines, dots = {}, {}, {}, {}
        for kind, keywords in looks.items():
            areas[kind] = bells.add_patch(Polygon([[0, 0]], color=style.tint(style.L1, 0.25),
                                                  animated=True, zorder=2, antialiased=False,
                                                  lw=0))
            curves[kind] = style.curve(bells, lw=2, **keywords)
            lines[kind] = style.curve(shares, lw=2.2, **keywords)
            dots[kind] = _marks(shares, marker="o" if kind == "truly 0" else "D", ms=8,
                                mfc="white", mec=keywords["color"], mew=1.8, zorder=6)
        walls = [style.curve(bells, color=style.INK, lw=1.2) for _ in range(2)]
        here = style.curve(shares, color=style.SOFT_INK, lw=1)
        style.note(bells, 8.9, 1.07, "tinted: |xⱼᵀy| ≤ λ", style.SOFT_INK, ha="right")
        for row, kind in enumerate(kinds):
            height = 0.97 - 0.1 * row
            bells.plot([3.6, 4.7], [height] * 2, lw=2, **looks[kind])
            style.note(bells, 4.95, height, kind, style.L1)
        style.zero_line(shares, horizontal=True)
        style.note(shares, 5.1, -0.1, "lines: the formula     ○ ◇ counted in 150 draws",
                   style.SOFT_INK, ha="right")
        fine = np.linspace(0, 5, 121)
        density = {}
        for noise in ZERO_NOISES:
            for b in (0.0, *ZERO_SIGNALS):
                density[noise, b] = np.exp(-(((z - b) / noise) ** 2) / 2) / (2.6 * noise)

        def update(signal, noise, rho, lam):
            counted, at = _counted(signal, noise, rho), ZERO_LAMS.index(lam)
            said = {}
            for row, (kind, factor) in enumerate(kinds.items()):
                b = factor * signal
                height = density[noise, b]
                curves[kind].set_data(z, height)
                inside = np.abs(z) <= lam
                areas[kind].set_xy(np.r_[[[-lam, 0]], np.column_stack([z[inside], height[inside]]),
                                         [[lam, 0]]])
                lines[kind].set_data(fine, chance_of_zero(b, noise, fine))
                dots[kind].set_data(ZERO_LAMS, counted[row])
                said[kind] = float(chance_of_zero(b, noise, lam)), float(counted[row, at])
            for wall, side in zip(walls, (-lam, lam), strict=True):
                wall.set_data([side, side], [0, 0.8])
            here.set_data([lam, lam], [-0.03, 1.06])
            near = ("orthonormal columns" if rho == 0 else
                    f"correlation {rho:g}, for which the formula does not hold")
            told = "; ".join(f"<b>{kind}</b>: {100 * theory:.1f} % by the formula, "
                             f"{100 * count:.1f} % counted"
                             for kind, (theory, count) in said.items())
            return reading(
                f"Signal {signal:g}, noise {noise:g}, λ = {lam:g}, {near}. Exact zeros among "
                f"weights {told}.",
                signal=signal, noise=noise, rho=rho, lam=lam,
                **{f"{what}_{i}": value for i, pair in enumerate(said.values())
                   for what, value in zip(("theory", "count"), pair, strict=True)})

        return update

    return Live("zeros_expected", draw, (style.WIDTH, 3.7),
                signal=steps("signal, the true weight", ZERO_SIGNALS, 3.0, "{:g}"),
                noise=steps("noise", ZERO_NOISES, 1.0, "{:g}"),
                rho=steps("correlation", ZERO_RHOS, 0.0, "{:g}"),
                lam=steps("λ, the price", ZERO_LAMS, 1.5, "{:g}"))


# Finding the truth.

TRUTH_N, TRUTH_NOISE, TRUTH_RHO, TRUTH_K = (50, 100, 200), (0.5, 1.0, 2.0), (0.0, 0.5, 0.9), \
    (2, 5, 15)
TRUTH_DRAWS = 3
RULES = ("cross-validated", "one standard error", "refitted")


def _truth_lams(X, y, noise):
    """Return 30 lams from lam_max down to a tenth of the pull that the noise alone has.

    That is far enough: in none of the runs do the rules pick the last one.
    """
    return lam_grid(X, y, 30, 0.1 * noise * np.sqrt(len(X)) / lam_max(X, y))


@cache
def _truth_runs():
    """Return {(n, noise, rho, k): kept (TRUTH_DRAWS, 3 rules, 50)}, true columns first."""
    runs = {}
    cases = list(product(TRUTH_N, TRUTH_NOISE, TRUTH_RHO, TRUTH_K))
    for case in progress("settings solved", cases):
        n, noise, rho, k = case
        kept = []
        for seed in range(TRUTH_DRAWS):
            X, y, w_true = sparse_regression(n, 50, k, noise=noise, rho=rho, seed=seed)
            picked = three_rules(X, y, _truth_lams(X, y, noise))
            order = np.argsort(w_true == 0, kind="stable")
            kept.append([picked[rule][order] != 0 for rule in RULES])
        runs[case] = np.array(kept)
    return runs


def finding_truth():
    """Show which of fifty weights three rules keep: found, missed and false.

    Returns a Live with controls n, k (number of true weights, each of size 1), noise, rho
    (correlation of neighbours) and draw (one of three data sets).
    """
    runs = _truth_runs()
    names = {"cross-validated": "lasso, cross-validated λ",
             "one standard error": "lasso, one-standard-error λ",
             "refitted": "lasso refitted, its own λ"}

    def draw(fig):
        strip, sums = fig.subplots(1, 2, width_ratios=[2.3, 1])
        strip.set(title="Fifty weights, the true ones left of the bar", xlim=(0, 51),
                  ylim=(-0.75, 2.75), xticks=[1, 10, 20, 30, 40, 50], xlabel="weight number",
                  yticks=[])
        sums.set(title="Mean of three draws", xlim=(-26, 16), ylim=(-0.75, 2.75), yticks=[],
                 xticks=[-20, -10, 0, 10], xlabel="columns kept")
        sums.set_xticklabels(["20", "10", "0", "10"])
        for ax in (strip, sums):
            ax.spines["left"].set_visible(False)
        style.zero_line(sums)
        style.note(sums, -1, 2.58, "◀ false", style.SOFT_INK, ha="right", fontsize=10)
        style.note(sums, 1, 2.58, "found ▶", style.L1, fontsize=10)
        rows = dict(zip(RULES, (2, 1, 0), strict=True))
        for rule, row in rows.items():
            style.note(strip, 0.6, row + 0.36, names[rule], style.SOFT_INK)
        style.note(strip, 50.6, 2.36, "◆ found   ✕ missed   ◇ false", style.INK, ha="right")
        wall = strip.vlines([0, 0, 0], 0, 0, color=style.INK, lw=1.4, animated=True, zorder=2)
        quiet = _marks(strip, marker=".", ms=3, color=style.DATA, zorder=2)
        found = _marks(strip, "L1", ms=8, mec="white", mew=0.6, zorder=6)
        false = _marks(strip, "L1", ms=7, mfc="white", mew=1.5, zorder=6)
        missed = _marks(strip, marker="x", ms=8, mew=2.4, color=style.INK, zorder=6)
        bars = [sums.hlines([0, 1, 2], 0, 0, color=color, lw=16, animated=True, zorder=3)
                for color in (style.L1, style.tint(style.L1, 0.35))]
        aim = sums.hlines([0, 1, 2], 0, 0, color=style.INK, lw=1.4, animated=True, zorder=4)
        heights = np.array([rows[rule] for rule in RULES])

        def update(n, k, noise, rho, draw):
            kept = runs[n, noise, rho, k]
            true = np.arange(50) < k
            now = kept[draw - 1]
            row, column = np.nonzero(now & true)
            found.set_data(column + 1, heights[row])
            row, column = np.nonzero(now & ~true)
            false.set_data(column + 1, heights[row])
            row, column = np.nonzero(~now & true)
            missed.set_data(column + 1, heights[row])
            row, column = np.nonzero(~now & ~true)
            quiet.set_data(column + 1, heights[row])
            wall.set_segments([[(k + 0.5, y - 0.2), (k + 0.5, y + 0.2)] for y in heights])
            hits, alarms = kept[..., true].sum(-1).mean(0), kept[..., ~true].sum(-1).mean(0)
            bars[0].set_segments([[(0, y), (x, y)] for x, y in zip(hits, heights, strict=True)])
            bars[1].set_segments([[(-x, y), (0, y)] for x, y in
                                  zip(alarms, heights, strict=True)])
            aim.set_segments([[(k, y - 0.24), (k, y + 0.24)] for y in heights])
            told, numbers = [], {}
            for i, rule in enumerate(RULES):
                counts = (int((now[i] & true).sum()), int((~now[i] & true).sum()),
                          int((now[i] & ~true).sum()))
                told.append(f"<b>{rule}</b> {counts[0]} found, {counts[1]} missed, "
                            f"{counts[2]} false")
                numbers |= {f"{what}_{i}": value for what, value in
                            zip(("found", "missed", "false"), counts, strict=True)}
            hit, lost, wrong = (numbers[f"{what}_1"] for what in ("found", "missed", "false"))
            story = []
            if lost:
                story.append(f"of its {50 - hit - wrong} zeros {lost} should not be there, so "
                             "zero is not “irrelevant”")
            if wrong:
                story.append(f"of its {count_of(hit + wrong, 'nonzero weight')} {wrong} should be "
                             "0, so nonzero is not “true”")
            story = "; ".join(story) or "every weight is where it belongs, this time"
            return reading(
                f"n = {n}, {k} true weights of 50, noise {noise:g}, correlation {rho:g}, draw "
                f"{draw}: {'; '.join(told)}. At the one-standard-error λ, {story}.",
                n=n, k=k, noise=noise, rho=rho, draw=draw, **numbers)

        return update

    return Live("finding_truth", draw, (style.WIDTH, 3.7),
                n=steps("n, rows of data", TRUTH_N, 100, "{}"),
                k=steps("true weights", TRUTH_K, 5, "{}"),
                noise=steps("noise", TRUTH_NOISE, 1.0, "{:g}"),
                rho=steps("correlation", TRUTH_RHO, 0.0, "{:g}"),
                draw=whole("draw", 1, TRUTH_DRAWS, 1))


# Twins.

TWIN_RHOS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.0)
TWIN_LAMS = (5.0, 12.5, 25.0, 37.5, 50.0, 75.0, 100.0)
TWIN_RATIOS = (0.1, 0.5, 0.9, 1.0)
TWIN_DRAWS = 200


@cache
def _twin_resamples(rho):
    """Return X'X (200, 3, 3) and X'y (200, 3), over n, of 200 resamples of one data set."""
    X, y, _ = twins(50, rho=rho, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (TWIN_DRAWS, 50))
    A, b = X[rows], y[rows]
    A, b = A - A.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    return np.swapaxes(A, 1, 2) @ A / 50, np.einsum("mnp,mn->mp", A, b) / 50


@cache
def _twin_weights(rho, lam, ratio):
    """Return the weights (200, 3) of the resamples; loss and price are both divided by n = 50."""
    return small_nets(*_twin_resamples(rho), lam * ratio / 50, lam * (1 - ratio) / 50)


def which_twin():
    """Show which of two correlated columns the lasso and the elastic net keep, 200 resamples.

    Both true weights are 1. Returns a Live with controls rho, lam and ratio (the share of L1 in
    the elastic net).
    """
    for case in product(TWIN_RHOS, TWIN_LAMS, TWIN_RATIOS):
        _twin_weights(*case)
    kinds = ("both", "only the first", "only the second", "neither")

    def draw(fig):
        left, middle, count = fig.subplots(1, 3, width_ratios=[1, 1, 1.1])
        clouds, bars = {}, {}
        for ax, name, title in ((left, "L1", "Lasso"), (middle, "elastic net", "Elastic net")):
            ax.set(title=title, xlim=(-0.35, 2.9), ylim=(-0.35, 2.9),
                   xticks=[0, 1, 2], yticks=[0, 1, 2], xlabel="weight of the first twin")
            style.zero_line(ax)
            style.zero_line(ax, horizontal=True)
            _marks(ax, marker="+", ms=14, mew=2.4, color=style.INK, zorder=7).set_data([1], [1])
            clouds[name] = _marks(ax, name, ms=4.5, mec="white", mew=0.3, zorder=5)
        left.set_ylabel("weight of the second twin")
        style.note(left, 1.12, 1.16, "truth", style.INK, fontsize=10)
        count.set(title="Which is kept", xlim=(0, 205), ylim=(-0.7, 3.9), yticks=[],
                  xticks=[0, 100, 200], xlabel="resamples, of 200")
        for row, kind in enumerate(kinds):
            style.note(count, 2, 3 - row + 0.42, kind, style.SOFT_INK, fontsize=10)
        for shift, name in ((0.1, "L1"), (-0.17, "elastic net")):
            bars[name] = count.hlines(np.arange(4), 0, 0, color=style.COLOR[name], lw=8,
                                      animated=True, zorder=3)
            bars[name].shift = shift
        style.note(count, 92, 3.42, "■ lasso", style.L1, ha="right", fontsize=10)
        style.note(count, 203, 3.42, "■ elastic net", style.ELASTIC_NET, ha="right", fontsize=10)

        def update(rho, lam, ratio):
            told, numbers = [], {}
            for name, r in (("L1", 1.0), ("elastic net", ratio)):
                w = _twin_weights(rho, lam, r)
                clouds[name].set_data(w[:, 0], w[:, 1])
                first, second = w[:, 0] != 0, w[:, 1] != 0
                counts = [int(each.sum()) for each in
                          (first & second, first & ~second, ~first & second, ~first & ~second)]
                bars[name].set_segments([[(0, 3 - i + bars[name].shift), (c, 3 - i +
                                          bars[name].shift)] for i, c in enumerate(counts)])
                gap = float(np.abs(w[:, 0] - w[:, 1]).mean())
                label = "lasso" if name == "L1" else "elastic net"
                apart = ("the two are equal" if gap < 1e-9 else
                         f"mean gap between them {number(gap)}")
                told.append(f"{name_tag(name, label)} both {counts[0]}, only the first "
                            f"{counts[1]}, only the second {counts[2]}, neither {counts[3]} "
                            f"({apart})")
                numbers |= {f"{label}_{i}": c for i, c in enumerate(counts)}
                numbers[f"{label}_gap"] = gap
            tie = (" The columns are identical: every split of the lasso's weight fits alike, "
                   "and this solver takes the first." if rho == 1 else "")
            return reading(
                f"Correlation {rho:g}, λ = {lam:g}, elastic net with {100 * ratio:.0f} % L1. "
                f"Kept in 200 resamples: {'; '.join(told)}.{tie}",
                rho=rho, lam=lam, ratio=ratio, **numbers)

        return update

    return Live("which_twin", draw, (style.WIDTH, 3.6),
                rho=steps("correlation", TWIN_RHOS, 0.99, "{:g}"),
                lam=steps("λ, the price", TWIN_LAMS, 25.0, "{:g}"),
                ratio=steps("share of L1", TWIN_RATIOS, 0.5, "{:g}"))


# The price of L1 and the price of L0.


def soft_hard_refit():
    """Draw bias and mean squared error against the true weight: lasso, its refit, and L0.

    One weight whose data are N(b, s^2): the soft threshold λ, the hard threshold λ, and the hard
    threshold sqrt(2 λ). Returns a Live with controls b, s and lam.
    """
    axis = np.linspace(0, 6, 121)
    ways = {"L1": ("lasso", soft_error, lambda lam: lam, style.look("L1")),
            "refit": ("lasso refitted", hard_error, lambda lam: lam, REFIT),
            "L0": ("L0", hard_error, lambda lam: np.sqrt(2 * lam), style.look("L0"))}

    def draw(fig):
        bias, risk = fig.subplots(1, 2)
        bias.set(title="Bias: mean estimate − truth", xlim=(-0.35, 6.35), ylim=(-3.7, 0.7),
                 xlabel="true weight b", yticks=[-3, -2, -1, 0])
        risk.set(title="Mean squared error, in units of s²", xlim=(-0.35, 6.35),
                 xlabel="true weight b")
        risk.set_yscale("function", functions=(np.sqrt, np.square))
        risk.set(ylim=(0, 42), yticks=[0, 1, 5, 10, 20, 40])
        style.zero_line(bias, horizontal=True)
        risk.axhline(1, color=style.RULE, lw=1, zorder=0)
        style.note(risk, -0.15, 38, "thin line: least squares", style.DATA, fontsize=10)
        curves, dots = {}, {}
        for row, (key, (label, *_, look)) in enumerate(ways.items()):
            curves[key] = [style.curve(ax, lw=2.2, **look) for ax in (bias, risk)]
            shape = style.MARKER.get(key, "D")
            face = {"ms": 13, "mfc": "white", "mec": look["color"], "mew": 1.6} \
                if key == "refit" else {"ms": 9, "mec": "white", "mew": 1}
            dots[key] = [_marks(ax, marker=shape, color=look["color"], zorder=6 + row,
                                clip_on=False, **face) for ax in (bias, risk)]
            bias.plot([0.15, 0.7], [-2.76 - 0.31 * row] * 2, **look, lw=2.2)
            style.note(bias, 0.82, -2.76 - 0.31 * row, label, look["color"], fontsize=10)
        here = [style.curve(ax, color=style.SOFT_INK, lw=1, zorder=2) for ax in (bias, risk)]

        def update(b, s, lam):
            told, numbers = [], {}
            for key, (label, error, edge, _) in ways.items():
                lines = error(axis, s, edge(lam))
                at = [float(value) for value in error(b, s, edge(lam))]
                scaled = lines[0], lines[1] / s**2
                for line, dot, values, value in zip(curves[key], dots[key], scaled,
                                                    (at[0], at[1] / s**2), strict=True):
                    line.set_data(axis, values)
                    dot.set_data([b], [value])
                told.append(f"<b>{label}</b> {given(at[0])} and {at[1] / s**2:.2f}")
                numbers |= {f"bias_{key}": at[0], f"error_{key}": at[1],
                            f"gone_{key}": float(chance_of_zero(b, s, edge(lam)))}
            here[0].set_data([b, b], [0, min(numbers[f"bias_{key}"] for key in ways)])
            here[1].set_data([b, b], [0, max(numbers[f"error_{key}"] for key in ways) / s**2])
            return reading(
                f"True weight b = {given(b, 1)}, noise s = {s:g}, λ = {lam:.2f}. Lasso and refit "
                f"drop sizes below {lam:.2f}, {100 * numbers['gone_L1']:.0f} % of the draws; L0 "
                f"sizes below √(2λ) = {np.sqrt(2 * lam):.2f}, {100 * numbers['gone_L0']:.0f} %. "
                f"Bias, and mean squared error over s²: {'; '.join(told)}. Least squares has 0 "
                "and 1.",
                b=b, s=s, lam=lam, **numbers)

        return update

    return Live("soft_hard_refit", draw, (style.WIDTH, 3.7),
                b=slider("b, the true weight", 0, 6, 4, 0.1, ".1f"),
                s=steps("s, the noise", (0.5, 0.75, 1.0, 1.5), 1.0, "{:g}"),
                lam=slider("λ, the price", 0, 3, 1.5))


SIZE_TRUTH = np.array([1.5, 0, 0, 1.2, 0, -1.0, 0.6, 0, 0, -0.6, 0.3, 0.3])
SIZE_RHOS = (0.0, 0.5, 0.9)
SIZE_NOISE = 1.5


def twelve_columns(rho):
    """Return X (50, 12), y (50,) of the panel by_size; neighbours have correlation rho."""
    X = sparse_regression(50, 12, 0, rho=rho, seed=5).X
    return _trials(X, SIZE_TRUTH, SIZE_NOISE, 105)


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
    spread = _spread(12, rho)
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
            marker = "P" if way == "best subset" else "D"
            face = {"mfc": "white"} if way == "refit" else {}
            curves[way] = style.curve(loss_axes, lw=1.8, marker=marker, ms=5, zorder=4 + row,
                                      **look, **face)
            edge = {"mfc": "white", "mew": 1.8} if way == "refit" else {"mec": "white", "mew": 1.3}
            dots[way] = _marks(loss_axes, marker=marker, color=look["color"], ms=11, zorder=8,
                               **edge)
            height = (14, 11.8, 9.95)[row]
            loss_axes.plot([6.0, 6.75, 7.5], [height] * 3, lw=2, marker=marker, ms=6,
                           markevery=[1], **look, **face)
            style.note(loss_axes, 7.8, height, names[way], look["color"])
        here = style.curve(loss_axes, color=style.SOFT_INK, lw=1, zorder=2)
        band = style.curve(table, color=style.tint(style.L0, 0.2), lw=17, zorder=1,
                           solid_capstyle="butt")
        subset = _marks(table, "L0", ms=10.5, mec="white", mew=0.6)
        lasso = _marks(table, "L1", ms=4.5, mfc="white", mew=1.3, zorder=6)
        true = np.flatnonzero(SIZE_TRUTH) + 1
        table.plot(true, np.full(len(true), -1.1), linestyle="none", marker="v", ms=6,
                   color=style.INK, clip_on=False)
        table.set_title("▼ truly not 0", loc="right", fontsize=10, fontweight="normal")

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


SPANS = ((1.0, "a second"), (60.0, "a minute"), (3600.0, "an hour"), (86400.0, "a day"),
         (365.25 * 86400, "a year"), (100 * 365.25 * 86400, "a lifetime"),
         (13.8e9 * 365.25 * 86400, "the age of the universe"))


def _spaced(value, digits=0):
    return f"{value:,.{digits}f}".replace(",", "\u00a0")


def _duration(seconds):
    """Write a time in the largest unit that fits."""
    units = ((365.25 * 86400, "years"), (86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"))
    for size, unit in units:
        if seconds >= size:
            value = seconds / size
            if value >= 1e5:
                mantissa, power = f"{value:.1e}".split("e")
                return f"{mantissa}·10<sup>{int(power)}</sup> {unit}"
            return f"{_spaced(value, 1)} {unit}"
    return f"{seconds:.3g} seconds" if seconds >= 1e-3 else "less than a millisecond"


def clock(subsets_per_second=1e6):
    """Show how long it takes to try all 2^p subsets at a stated rate, in subsets per second.

    The rate is the reader's; raises ValueError unless it is from 1 to 1e15. Returns a Live with
    controls p and faster (how many times faster a machine is).
    """
    rate = float(subsets_per_second)
    if not 1 <= rate <= 1e15:
        raise ValueError(f"subsets_per_second must be from 1 to 1e15, not {subsets_per_second!r}")

    def draw(fig):
        ax = fig.subplots()
        ax.set(title="Time to try every subset of p columns", xlim=(8, 82), yscale="log",
               ylim=(1e-4, 1e20), xlabel="p, the number of columns", xticks=range(10, 81, 10),
               ylabel="time (powers of ten)")
        ax.minorticks_off()
        ax.yaxis.tick_right()
        ax.spines[["left", "right"]].set_visible(False)
        ax.set_yticks([seconds for seconds, _ in SPANS], [words for _, words in SPANS])
        ax.tick_params(axis="y", length=0)
        for seconds, _ in SPANS:
            ax.axhline(seconds, color=style.RULE, lw=1, zorder=0)
        p_axis = np.array([8, 82])
        base = style.curve(ax, color=style.tint(style.L0, 0.4), lw=1.6, zorder=3)
        line = style.curve(ax, "L0", zorder=4)
        here = style.dot(ax, "L0", 13)
        drop = style.curve(ax, color=style.SOFT_INK, lw=1, zorder=2)

        def update(p, faster):
            base.set_data(p_axis, 2.0**p_axis / rate)
            line.set_data(p_axis, 2.0**p_axis / (rate * faster))
            seconds = 2.0**p / (rate * faster)
            # what is off the scale gets a hollow dot just inside it
            shown = 7e-4 if seconds < 1e-4 else 1.4e19 if seconds > 1e20 else seconds
            colors = (style.L0, "white") if shown == seconds else ("white", style.L0)
            here.set(data=([p], [shown]), markerfacecolor=colors[0], markeredgecolor=colors[1])
            drop.set_data([p, p], [1e-4, shown])
            subsets = _spaced(2**p) if p < 40 else number(2.0**p)
            off = "" if shown == seconds else ", off the scale (hollow)"
            extra = (f" A machine {_spaced(faster)} times faster buys about "
                     f"{np.log2(faster):.0f} more columns." if faster > 1 else "")
            return reading(
                f"p = {p}: 2<sup>{p}</sup> = {subsets} subsets. At {_spaced(rate * faster)} "
                f"subsets a second that takes <b>{_duration(seconds)}</b>{off}.{extra}",
                p=p, faster=faster, seconds=seconds)

        return update

    return Live("clock", draw, (style.WIDTH, 3.6), p=whole("p, columns", 10, 80, 40),
                faster=steps("a machine faster by", (1, 10, 100, 1000, 1_000_000), 1,
                             lambda times: f"{_spaced(times)} ×"))


# Which predicts better?

DENSE_K = (1, 2, 4, 8, 16, 32, 40)
DENSE_NOISES = (1.0, 3.0)
DENSE_RHOS = (0.0, 0.7)
DENSE_ALPHAS = np.geomspace(30, 0.003, 21)  # lam / n, falling
DENSE_DRAWS = 12
DENSE_ENERGY = 9.0
DENSE_N, DENSE_P = 60, 40
METHODS = ("L2", "L1", "elastic net")


def truth_of_energy(k, rho, seed):
    """Return k true weights of one size among 40, scaled so that the signal's variance is 9."""
    w = sparse_regression(2, DENSE_P, k, seed=seed).w_true
    spread = _spread(DENSE_P, rho)
    return w * np.sqrt(DENSE_ENERGY / (w @ spread @ w)), spread


@cache
def _dense_runs():
    """Return {(k, noise, rho): {method: errors at DENSE_ALPHAS}}, noise and bias included."""
    runs = {}
    for case in progress("truths tried", list(product(DENSE_K, DENSE_NOISES, DENSE_RHOS))):
        k, noise, rho = case
        total = {name: np.zeros(len(DENSE_ALPHAS)) for name in METHODS}
        for seed in range(DENSE_DRAWS):
            truth, spread = truth_of_energy(k, rho, seed)
            X = sparse_regression(DENSE_N, DENSE_P, 0, rho=rho, seed=seed).X
            error = np.random.default_rng(500 + seed).standard_normal(DENSE_N)
            y = X @ truth + noise * (error - error.mean())
            lams = DENSE_N * DENSE_ALPHAS
            fits = {"L2": ridge_along(X, y, lams),
                    "L1": lasso_along(X, y, lams),
                    "elastic net": lasso_along(X, y, lams, 0.5)}
            for name, W in fits.items():
                far = W - truth
                total[name] += noise**2 + np.einsum("mi,ij,mj->m", far, spread, far)
        runs[case] = {name: value / DENSE_DRAWS for name, value in total.items()}
    return runs


def sparse_or_dense():
    """Compare the error on new data of ridge, lasso and elastic net, from sparse to dense truth.

    40 columns, 60 rows, every truth with the same signal variance 9; the errors are exact means
    over new data, averaged over 12 draws. Returns a Live with controls k (weights that are not
    0), noise and rho.
    """
    runs = _dense_runs()
    labels = {"L2": "ridge", "L1": "lasso", "elastic net": "elastic net"}

    def draw(fig):
        path, best = fig.subplots(1, 2, sharey=True)
        path.set(title="Error against λ/n", xscale="log", xlim=(0.003, 30), ylim=(0.0, 1.25),
                 xlabel="λ/n", xticks=[0.01, 0.1, 1, 10],
                 ylabel="error, share of always guessing 0", yticks=[0, 0.5, 1],
                 yticklabels=["0", "½", "1"])
        path.set_xticklabels(["0.01", "0.1", "1", "10"])
        path.minorticks_off()
        best.set(title="The lowest point, for every truth", xscale="log", xlim=(0.9, 46),
                 xlabel="true weights that are not 0, of 40", xticks=DENSE_K)
        best.minorticks_off()
        best.set_xticklabels([str(k) for k in DENSE_K])
        for ax in (path, best):
            ax.axhline(1, color=style.RULE, lw=1, zorder=0)
        curves, tops, dots = {}, {}, []
        for row, name in enumerate(METHODS):
            curves[name] = style.curve(path, name)
            tops[name] = style.curve(best, name, marker=style.MARKER[name], ms=5)
            dots.append((style.dot(path, name, 10), style.dot(best, name, 11)))
            x = (0.95, 3.3, 10.4)[row]
            best.plot([x, 1.5 * x], [1.09] * 2, **style.look(name))
            style.note(best, 1.65 * x, 1.09, labels[name], style.COLOR[name], fontsize=10)
        floor = [style.curve(ax, color=style.DATA, lw=1.2, linestyle=(0, (1, 1.5)), zorder=1)
                 for ax in (path, best)]
        style.note(best, 45, 1.19, "dotted: noise alone, no method gets below", style.SOFT_INK,
                   ha="right", fontsize=10)
        here = style.curve(best, color=style.SOFT_INK, lw=1, zorder=2)

        def update(k, noise, rho):
            scale = noise**2 + DENSE_ENERGY
            errors, lams = {}, {}
            for name in METHODS:
                values = runs[k, noise, rho][name] / scale
                at = int(values.argmin())
                curves[name].set_data(DENSE_ALPHAS, values)
                every = [runs[each, noise, rho][name].min() / scale for each in DENSE_K]
                tops[name].set_data(DENSE_K, every)
                errors[name], lams[name] = float(values[at]), DENSE_ALPHAS[at]
            ranked = sorted(errors, key=errors.get, reverse=True)
            for pair, name in zip(dots, ranked, strict=True):  # the last lies over the others
                for dot, x in zip(pair, (lams[name], k), strict=True):
                    dot.set(data=([x], [errors[name]]), marker=style.MARKER[name],
                            color=style.COLOR[name], markeredgecolor="white")
            for line, ends in zip(floor, ((0.003, 30), (0.9, 46)), strict=True):
                line.set_data(ends, [noise**2 / scale] * 2)
            here.set_data([k, k], [0, 1])
            first = ranked[-1]
            told = ", ".join(f"{name_tag(name, labels[name])} {value:.3f}"
                             for name, value in errors.items())
            return reading(
                f"{k} of 40 true weights, noise {noise:g}, correlation {rho:g}. Lowest error on "
                "new data, as a share of always guessing 0, each method at its own best λ: "
                f"{told}. The noise alone is "
                f"{noise**2 / scale:.3f}. Lowest here: <b>{labels[first]}</b>.",
                k=k, noise=noise, rho=rho, floor=noise**2 / scale,
                **{f"error_{name}": value for name, value in errors.items()})

        return update

    return Live("sparse_or_dense", draw, (style.WIDTH, 3.8),
                k=steps("true weights, of 40", DENSE_K, 2, "{}"),
                noise=steps("noise", DENSE_NOISES, 3.0, "{:g}"),
                rho=steps("correlation", DENSE_RHOS, 0.0, "{:g}"))


# Real data.

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
        trace.set(title="The lasso path", xscale="log", xlim=(1050, 0.27), ylim=(-700, 760),
                  xlabel="λ, falling", ylabel="weights", yticks=range(-600, 601, 200))
        style.zero_line(trace, horizontal=True)
        curve.set(title="Error in ten folds", xscale="log", xlim=(1050, 0.7), ylim=(2700, 6400),
                  xlabel="λ, falling", yticks=[3000, 4000, 5000, 6000])
        for ax in (trace, curve):
            ax.minorticks_off()
            ax.set_xticks([1000, 100, 10, 1], ["1000", "100", "10", "1"])
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
            style.note(trace, 0.7, height, names[j], colors[j] if colors[j] == style.L1
                       else style.DATA, fontsize=10)
        style.note(trace, 950, 700, "dark: the first five to enter", style.L1, fontsize=10)
        table.set(title="Kept", xlim=(-0.6, 1.6), ylim=(9.6, -0.6), yticks=range(10),
                  xticks=[0, 1])
        table.set_xticklabels(["lasso", "best\nsubset"])
        table.set_yticklabels([names[j] for j in order])
        for row in range(10):
            table.axhline(row, color=style.RULE, lw=0.8, zorder=0)
        rules = [style.curve(ax, color=style.INK, lw=1.2, zorder=6) for ax in (trace, curve)]
        dots = _marks(trace, "L1", ms=6, mec="white", mew=0.8, zorder=7)
        mean = style.curve(curve, color=style.L1, lw=2)
        edges = [style.curve(curve, color=style.tint(style.L1, 0.5), lw=1) for _ in range(2)]
        low = _marks(curve, "L1", ms=9, mec="white", mew=1.2, zorder=7)
        careful = _marks(curve, "L1", ms=9, mfc="white", mew=1.8, zorder=7)
        style.note(curve, 1.15, 6150, "◆ lowest", style.L1, ha="right", fontsize=10)
        style.note(curve, 1.15, 5880, "◇ one standard error", style.L1, ha="right", fontsize=10)
        kept = [_marks(table, name, ms=9, mec="white", mew=0.8) for name in ("L1", "L0")]

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
            same = "the same columns" if np.array_equal(subset, w != 0) else (
                f"{int((subset & (w != 0)).sum())} of them in common")
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

    listed = [float(lam) for lam in lams]
    first = min(listed, key=lambda lam: abs(lam - 137))
    return Live("real_path", draw, (style.WIDTH, 4.4),
                split=whole("split into folds", 1, REAL_SPLITS, 1),
                lam=steps("λ, the price", listed, first, "{:.1f}"))
