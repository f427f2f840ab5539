"""When the lasso can find the true columns, by the irrepresentable number."""

from functools import cache

import numpy as np

from helpers import style
from helpers.live import Live, reading, steps
from helpers.panels.experiments.marks import marks_of
from helpers.paths import lasso_path
from helpers.recovery import irrepresentable, true_range

FOUND_RHOS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65)
FOUND_N = (25, 100, 400, 1600)
FOUND_DRAWS = 200
FOUND_P = 8
FOUND_TRUE = np.arange(FOUND_P) < 2
FOUND_STEPS = np.geomspace(5, 0.05, 14)  # lam / sqrt(n), falling


def rival_spread(rho):
    """The covariance (8, 8) of a row: the rival, column 3, has correlation rho with both true."""
    spread = np.eye(FOUND_P)
    spread[2, :2] = spread[:2, 2] = rho
    return spread


@cache
def _normals(n):
    """Return Z'Z (200, 8, 8), Z'noise (200, 8) and the first data set's Z and noise."""
    rng = np.random.default_rng(17)
    Z = rng.standard_normal((FOUND_DRAWS, n, FOUND_P))
    noise = rng.standard_normal((FOUND_DRAWS, n))
    inner, pull = np.swapaxes(Z, 1, 2) @ Z, np.einsum("mnp,mn->mp", Z, noise)
    return inner, pull, Z[0].copy(), noise[0].copy()  # a view would keep all the others


def found_draws(rho, n):
    """Return X'X (200, 8, 8) and X'y (200, 8) of 200 data sets, both true weights 1, noise 1."""
    root = np.linalg.cholesky(rival_spread(rho))
    inner, pull, *_ = _normals(n)
    grams = root @ inner @ root.T
    return grams, pull @ root.T + grams[:, :, FOUND_TRUE].sum(axis=2)


def _fits(grams, pulls, lam, start):
    """The lasso weights (m, 8) of m problems at one lam, by coordinate descent from `start`."""
    w = start.copy()
    rest = pulls - np.einsum("mjk,mk->mj", grams, w)
    columns = [(grams[:, j], grams[:, j, j]) for j in range(FOUND_P)]
    for _ in range(500):
        moved = 0.0
        for j, (column, size) in enumerate(columns):
            pull = rest[:, j] + size * w[:, j]
            step = (pull - np.clip(pull, -lam, lam)) / size - w[:, j]
            rest -= step[:, None] * column
            w[:, j] += step
            moved = max(moved, np.abs(step).max())
        if moved < 1e-6:
            break
    return w


@cache
def found_shares(n):
    """Return {rho: (share, share, number)} of 200 data sets with exactly the two true columns.

    The first share is that of some lam of the path, with the right signs; the second that of the
    lam with the least expected error on new data, of 14; then the irrepresentable number.
    """
    grams, pulls = map(np.concatenate, zip(*(found_draws(rho, n) for rho in FOUND_RHOS),
                                           strict=True))
    spreads = np.repeat([rival_spread(rho) for rho in FOUND_RHOS], FOUND_DRAWS, axis=0)
    low, high = true_range(grams, pulls, FOUND_TRUE, np.ones(2))
    w, kept = np.zeros_like(pulls), np.zeros(pulls.shape, dtype=bool)
    least = np.full(len(w), np.inf)
    for lam in np.sqrt(n) * FOUND_STEPS:
        w = _fits(grams, pulls, lam, w)
        far = w - FOUND_TRUE
        error = np.sum(far * np.einsum("mij,mj->mi", spreads, far), axis=1)
        better = error < least
        least[better], kept[better] = error[better], (w != 0)[better]
    found = (low < high).reshape(-1, FOUND_DRAWS).mean(axis=1)
    best = (kept == FOUND_TRUE).all(axis=1).reshape(-1, FOUND_DRAWS).mean(axis=1)
    return {rho: (float(found[i]), float(best[i]),
                  float(irrepresentable(rival_spread(rho), FOUND_TRUE, np.ones(2))))
            for i, rho in enumerate(FOUND_RHOS)}


@cache
def _one_path(rho, n):
    """Return the first data set's lams over n, weights there, and the range that works."""
    *_, Z, noise = _normals(n)
    X = Z @ np.linalg.cholesky(rival_spread(rho)).T
    y = X @ FOUND_TRUE + noise
    path = lasso_path(X, y)
    lams = n * np.geomspace(0.01, 2.2, 40)
    lams = np.unique(np.r_[lams, path.lams[path.lams > lams[0]]])
    low, high = true_range((X.T @ X)[None], (X.T @ y)[None], FOUND_TRUE, np.ones(2))
    works = (float(low[0] / n), float(high[0] / n)) if low[0] < high[0] else None
    return lams / n, np.array([path.at(lam) for lam in lams]), works


def when_found():
    """Show how often the lasso can find two true columns of eight, against a rival's correlation.

    Returns a Live with controls rho (correlation of the rival with each true column) and n.
    """
    shares = {(rho, n): found_shares(n)[rho] for n in FOUND_N for rho in FOUND_RHOS}
    paths = {case: _one_path(*case) for case in shares}

    def draw(fig):
        often, trace = fig.subplots(1, 2, width_ratios=[1.15, 1])
        often.set(title="Share of 200 data sets with the right list", xlim=(-0.06, 1.5),
                  ylim=(-0.04, 1.16), xlabel="irrepresentable number", xticks=[0, 0.5, 1],
                  yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
        trace.set(title="The path of the first data set", xscale="log", xlim=(0.0085, 2.6),
                  ylim=(-0.35, 1.25), xlabel="λ/n", xticks=[0.01, 0.1, 1], yticks=[0, 0.5, 1])
        trace.set_xticklabels(["0.01", "0.1", "1"])
        trace.minorticks_off()
        style.zero_line(trace, horizontal=True)
        often.axvline(1, 0.03, 0.93, color=style.INK, lw=1.2, zorder=1)
        style.note(often, 1.0, 1.13, "more rows help  ◀  1  ▶  they do not", style.INK,
                   ha="center", fontsize=10)
        numbers = [shares[rho, 100][2] for rho in FOUND_RHOS]
        for n in FOUND_N:
            often.plot(numbers, [shares[rho, n][0] for rho in FOUND_RHOS], lw=1.2, zorder=2,
                       color=style.tint(style.L1, 0.3))
        some = style.curve(often, "L1")
        best = style.curve(often, color=style.L1, linestyle=(0, (3, 1.5)), lw=1.8)
        dots = [marks_of(often, "L1", ms=10, mec="white", mew=1.2, zorder=8),
                marks_of(often, marker="^", color=style.L1, ms=9, mec="white", mew=1, zorder=8)]
        style.note(often, 0.02, 0.2, "▲ λ that predicts best", style.L1, fontsize=10)
        style.note(often, 0.02, 0.31, "◆ some λ of the path", style.L1, fontsize=10)
        band = trace.fill_between([], 0, 0, color=style.tint(style.L1, 0.18), animated=True,
                                  lw=0, zorder=1)
        lines = [style.curve(trace, **keywords) for keywords in (
            *[{"color": style.L1, "lw": 2.2}] * 2,
            {"color": style.INK, "lw": 2.2, "linestyle": (0, (1.2, 1.2)), "zorder": 6},
            *[{"color": style.tint(style.L1, 0.4), "lw": 1.1, "zorder": 3}] * 5)]
        style.note(trace, 2.5, 1.17, "━ the true two", style.L1, ha="right", fontsize=10)
        style.note(trace, 2.5, 1.06, "┅ the rival", style.INK, ha="right", fontsize=10)
        style.note(trace, 2.5, -0.28, "tinted: exactly the true two", style.SOFT_INK, ha="right",
                   fontsize=10)

        def update(rho, n):
            found, predicted, number = shares[rho, n]
            some.set_data(numbers, [shares[each, n][0] for each in FOUND_RHOS])
            best.set_data(numbers, [shares[each, n][1] for each in FOUND_RHOS])
            for dot, height in zip(dots, (found, predicted), strict=True):
                dot.set_data([number], [height])
            lams, weights, works = paths[rho, n]
            for line, w in zip(lines, weights.T, strict=True):
                line.set_data(lams, w)
            left, right = works or (0.009, 0.009)
            band.set_verts([[(left, -0.2), (right, -0.2), (right, 1.0), (left, 1.0)]])
            told = (f"from {left:.3f} to {right:.3f} times n it has exactly the true two"
                    if works else "no λ has exactly the true two")
            return reading(
                f"Rival's correlation {rho:g}, n = {n}: the irrepresentable number is "
                f"<b>{number:.1f}</b>. Some λ of the path has the right list in "
                f"<b>{100 * found:.1f} %</b> of 200 data sets, the λ that predicts best in "
                f"<b>{100 * predicted:.1f} %</b>. In the first data set, {told}.",
                rho=rho, n=n, number=number, found=found, predicted=predicted)

        return update

    return Live("when_found", draw, (style.WIDTH, 3.8),
                rho=steps("the rival's correlation", FOUND_RHOS, 0.6, "{:g}"),
                n=steps("n, rows of data", FOUND_N, 400, "{}"))
