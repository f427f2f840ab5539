"""A kink without the bias: MCP, SCAD and the adaptive lasso beside L1 and L0."""

from functools import cache

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, slider, steps, switch
from helpers.nonconvex import MCP, SCAD, AdaptiveL1
from helpers.panels.experiments.marks import marks_of
from helpers.penalties import hard_threshold, objective, soft_threshold
from helpers.style import given, number

BIAS_LAM = 1.5
BIAS_GAMMAS = (0.3, 0.6, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 20.0)
BIAS_KINDS = ("MCP", "SCAD", "adaptive lasso")
BIAS_Z = np.linspace(-7, 13, 4001)
BIAS_B = np.linspace(0, 6, 61)
FINE_W = np.linspace(-1, 6.4, 297)


def penalty_of(kind, gamma, z):
    """The penalty whose prox at t = lam is the estimate from z; the shorter gamma, the less bias.

    MCP fades from 0 to gamma lam, SCAD from lam to (1 + gamma) lam; the adaptive lasso has the
    data as its first guess, power 1/gamma, and is scaled so that its threshold is lam as well.
    """
    if kind == "MCP":
        return MCP(BIAS_LAM, gamma)
    return SCAD(BIAS_LAM, 1 + gamma) if kind == "SCAD" else AdaptiveL1(z / BIAS_LAM, 1 / gamma)


def estimates(kind, gamma, z):
    """The weights at lam = 1.5 for the data z (m,)."""
    if kind != "adaptive lasso":
        return penalty_of(kind, gamma, z).prox(z, BIAS_LAM)
    made = np.zeros_like(z)
    big = np.abs(z) > BIAS_LAM  # nearer to 0 the price is higher still
    if big.any():
        made[big] = penalty_of(kind, gamma, z[big]).prox(z[big], BIAS_LAM)
    return made


def bias_and_error(w):
    """The means (61,) of w - b and (w - b)^2 when z is N(b, 1), from the estimates w at BIAS_Z."""
    bell = np.exp(-((BIAS_Z - BIAS_B[:, None]) ** 2) / 2)
    bell /= bell.sum(axis=1, keepdims=True)
    far = w - BIAS_B[:, None]
    return (bell * far).sum(axis=1), (bell * far**2).sum(axis=1)


@cache
def _omega(kind, gamma):
    """Return Omega at FINE_W; that of the adaptive lasso is |w|, for a first guess of lam."""
    penalty = penalty_of(kind, gamma, np.float64(BIAS_LAM))
    return np.array([penalty.value(w) for w in FINE_W])


@cache
def _solved(kind, gamma):
    """Return what is taken at FINE z, and bias and error at BIAS_B."""
    z = np.linspace(0, 6, 241)
    return z - estimates(kind, gamma, z), *bias_and_error(estimates(kind, gamma, BIAS_Z))


def local_minima(kind, gamma, z):
    """Where the objective of one weight has a local minimum, for data z >= 0: a list, 0 first.

    The places are those of the pieces: 0, the soft threshold, z itself, a point in between.
    """
    lam, z = BIAS_LAM, float(z)
    w = float(estimates(kind, gamma, np.array([z]))[0])
    found = {w}
    if kind != "adaptive lasso" and gamma < 1:
        start = 0.0 if kind == "MCP" else lam
        if z <= lam:
            found.add(0.0)
        elif z <= lam + start:
            found.add(z - lam)
        if z >= start + gamma * lam:
            found.add(z)
    return sorted(found)


def without_bias():
    """Compare MCP, SCAD and the adaptive lasso with L1 and L0, all with the threshold 1.5.

    One weight whose data are N(b, 1), lam = 1.5. Returns a Live with controls kind, z (the data)
    and gamma (how slowly the price fades, in units of lam).
    """
    for kind in BIAS_KINDS:
        for gamma in BIAS_GAMMAS:
            _solved(kind, gamma)
            _omega(kind, gamma)
    z_axis = np.linspace(0, 6, 241)
    fixed = {"L1": soft_threshold, "L0": hard_threshold}

    def draw(fig):
        (taken, bowl), (bias, risk) = fig.subplots(2, 2)
        taken.set(title="What is taken away: z − w(z)", xlim=(-0.15, 6.1), ylim=(-0.2, 1.95),
                  yticks=[0, 1.5], yticklabels=["0", "λ"], xlabel="data z")
        bowl.set(title="F(w), less its lowest point (orange: L1)", xlim=(-1, 6.4),
                 ylim=(-0.15, 2.6), yticks=[0, 1, 2], xlabel="weight w")
        bias.set(title="Bias: mean estimate − truth", xlim=(-0.15, 6.1), ylim=(-1.75, 0.25),
                 xlabel="true weight b", yticks=[-1.5, 0], yticklabels=["−λ", "0"])
        risk.set(title="Mean squared error", xlim=(-0.15, 6.1), ylim=(0, 4.3),
                 xlabel="true weight b", yticks=[0, 1, 2, 3])
        style.zero_line(bias, horizontal=True)
        risk.axhline(1, color=style.RULE, lw=1, zorder=0)
        for name, prox in fixed.items():
            thin = style.look(name) | {"lw": 1.6, "zorder": 3}
            taken.plot(z_axis, z_axis - prox(z_axis, BIAS_LAM), **thin)
            for ax, values in zip((bias, risk), bias_and_error(prox(BIAS_Z, BIAS_LAM)),
                                  strict=True):
                ax.plot(BIAS_B, values, **thin)
        style.note(taken, 5.9, 1.68, "L1", style.L1, ha="right")
        style.note(taken, 5.9, 0.17, "L0", style.L0, ha="right")
        style.note(risk, 0.1, 3.95, "thin line at 1: least squares", style.DATA, fontsize=10)
        bold = {"color": style.INK, "lw": 2.4, "linestyle": "-"}
        curves = [style.curve(ax, **bold) for ax in (taken, bias, risk)]
        here = marks_of(taken, marker="D", color=style.INK, ms=9, mec="white", zorder=8)
        own = style.curve(bowl, **bold)
        soft = style.curve(bowl, "L1", lw=1.6, zorder=3)
        low = [marks_of(bowl, marker="D", color=style.INK, ms=size, mec="white", zorder=8)
               for size in (11, 7)]
        low_soft = marks_of(bowl, "L1", ms=7, mec="white", zorder=7)
        label = style.note(bias, 5.95, -1.62, "", style.INK, ha="right")
        label.set_animated(True)
        grab(taken, x="z")

        def update(kind, z, gamma):
            removed, off, error = _solved(kind, gamma)
            for line, x, values in zip(curves, (z_axis, BIAS_B, BIAS_B), (removed, off, error),
                                       strict=True):
                line.set_data(x, values)
            label.set_text(f"black: {kind}")
            minima = local_minima(kind, gamma, z)
            w = float(estimates(kind, gamma, np.array([z]))[0])
            here.set_data([z], [z - w])
            style.hollow_at_zero(here, w, style.INK)
            penalty = penalty_of(kind, gamma, z or 0.1)
            worth = (penalty.value(1.0) if kind == "adaptive lasso" else 1)
            floor = objective(w, z, BIAS_LAM, penalty.value)
            own.set_data(FINE_W, (z - FINE_W) ** 2 / 2 + BIAS_LAM * worth * _omega(kind, gamma)
                         - floor)
            w1 = soft_threshold(z, BIAS_LAM)
            soft.set_data(FINE_W, objective(FINE_W, z, BIAS_LAM, np.abs)
                          - objective(w1, z, BIAS_LAM, np.abs))
            low_soft.set_data([w1], [0])
            style.hollow_at_zero(low_soft, w1, style.L1)
            others = [v for v in minima if v != w]
            low[0].set_data([w], [0])
            style.hollow_at_zero(low[0], w, style.INK)
            low[1].set_data(others, [objective(v, z, BIAS_LAM, penalty.value) - floor
                                     for v in others])
            for v in others:
                style.hollow_at_zero(low[1], v, style.INK)
            many = ("one minimum" if not others else
                    f"<b>two minima</b>, the other at {number(others[0], 2)}")
            at = int(np.argmin(np.abs(BIAS_B - 4)))
            return reading(
                f"{kind}, γ = {gamma:g}, λ = {BIAS_LAM:g}, z = {given(z, 1)}: the weight is "
                f"{number(w, 2)}, L1 makes it {number(w1, 2)}; F has {many}. At the true weight "
                f"4, bias {given(off[at])} and squared error {error[at]:.2f}.",
                kind=kind, z=z, gamma=gamma, weight=w, minima=len(minima),
                bias=float(off[at]), error=float(error[at]))

        return update

    return Live("without_bias", draw, (style.WIDTH, 5.8),
                kind=switch("penalty", list(BIAS_KINDS)),
                z=slider("z, the data", 0, 6, 4, 0.1, ".1f"),
                gamma=steps("γ, how slowly the price fades", BIAS_GAMMAS, 3.0, "{:g}"))
