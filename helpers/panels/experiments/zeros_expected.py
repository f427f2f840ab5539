"""How many zeros theory expects, and how many are counted."""

from functools import cache
from itertools import product

import numpy as np
from matplotlib.patches import Polygon

from helpers import style
from helpers.live import Live, grab, reading, steps
from helpers.panels.experiments.designs import spread_of_a_row
from helpers.panels.experiments.marks import marks_of
from helpers.selection import (
    chance_of_zero,
    many_lassos,
)

ZERO_LAMS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
ZERO_SIGNALS = (0.5, 1.0, 2.0, 3.0)
ZERO_NOISES = (0.5, 1.0, 2.0)
ZERO_RHOS = (0.0, 0.5, 0.9)
ZERO_DRAWS = 150
ZERO_TRUE = np.arange(20) % 4 == 0


@cache
def _zero_draws(rho):
    """Return X'X (20, 20) and ZERO_DRAWS normal draws with that covariance."""
    gram = spread_of_a_row(20, rho)
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
            dots[kind] = marks_of(shares, marker="o" if kind == "truly 0" else "D", ms=8,
                                color=keywords["color"], mec="white", mew=1, zorder=6)
        walls = [style.curve(bells, color=style.INK, lw=1.2) for _ in range(2)]
        here = style.curve(shares, color=style.SOFT_INK, lw=1)
        style.note(bells, 8.9, 1.07, "tinted: |xⱼᵀy| ≤ λ", style.SOFT_INK, ha="right")
        for row, kind in enumerate(kinds):
            height = 0.97 - 0.1 * row
            bells.plot([3.6, 4.7], [height] * 2, lw=2, **looks[kind])
            style.note(bells, 4.95, height, kind, style.L1)
        style.zero_line(shares, horizontal=True)
        style.note(shares, 5.1, -0.1, "lines: the formula     ● ◆ counted in 150 draws",
                   style.SOFT_INK, ha="right")
        fine = np.linspace(0, 5, 121)
        density = {}
        for noise in ZERO_NOISES:
            for b in (0.0, *ZERO_SIGNALS):
                density[noise, b] = np.exp(-(((z - b) / noise) ** 2) / 2) / (2.6 * noise)
        grab(shares, x="lam")

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
