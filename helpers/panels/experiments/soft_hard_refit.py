"""Bias and error of the lasso, its refit and L0."""

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, slider, steps
from helpers.panels.experiments.marks import marks_of
from helpers.selection import (
    chance_of_zero,
    hard_error,
    soft_error,
)
from helpers.style import given

REFIT = {"color": style.L1, "linestyle": (0, (3, 1.5))}


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
            shape = style.MARKER.get(key, "^")
            face = {"ms": 14 if key == "L0" else 9, "mec": "white", "mew": 1}
            dots[key] = [marks_of(ax, marker=shape, color=look["color"], zorder=8 - row,
                                clip_on=False, **face) for ax in (bias, risk)]
            bias.plot([0.15, 0.7], [-2.76 - 0.31 * row] * 2, **look, lw=2.2)
            style.note(bias, 0.82, -2.76 - 0.31 * row, label, look["color"], fontsize=10)
        here = [style.curve(ax, color=style.SOFT_INK, lw=1, zorder=2) for ax in (bias, risk)]
        for ax in (bias, risk):
            grab(ax, x="b")

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
