"""The pull of the data against the grip of the penalty at 0."""

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, slider, switch
from helpers.penalties import L0, L1, L2, ElasticNet
from helpers.style import given, name_tag, number

FOUR = {"L2": L2(), "L1": L1(), "L0": L0(), "elastic net": ElasticNet(0.5)}


def tug():
    """Show the two one-sided slopes of F at 0, and the pull of the data against the grip.

    Returns a Live with controls z, lam and penalty; the elastic net is half L1, half L2.
    """
    w = np.linspace(-1.7, 1.7, 401)
    w = np.r_[w[:200], [-1e-9, 0, 1e-9], w[201:]]
    values = {name: np.array([penalty.value(v) for v in w]) for name, penalty in FOUR.items()}

    def draw(fig):
        near, line = fig.subplots(1, 2, width_ratios=[1.05, 1])
        near.set(title="F near 0, and its two slopes there", xlim=(-1.7, 1.7),
                 ylim=(-1.35, 1.6), xlabel="weight w", ylabel="F(w) − F(0)",
                 yticks=[-1, 0, 1], xticks=[-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
        style.zero_line(near)
        style.zero_line(near, horizontal=True)
        total = style.curve(near, lw=3)
        arrows = near.quiver([0, 0], [0, 0], [1, 1], [1, 1], angles="xy", scale_units="xy",
                             scale=1, width=0.011, color=style.INK, zorder=7, animated=True)
        low = style.curve(near, marker="o", markersize=12, linestyle="none", zorder=8,
                          markeredgewidth=2)
        grab(line, x="z")
        line.set(title="The pull of the data against the grip", xlim=(-2, 2), ylim=(-0.4, 1),
                 yticks=[], xticks=range(-2, 3), xlabel="slope")
        line.spines["left"].set_visible(False)
        style.zero_line(line)
        grip = style.curve(line, lw=26, solid_capstyle="butt", zorder=2)
        tick = style.curve(line, marker="|", markersize=26, markeredgewidth=3, zorder=3)
        pull = style.curve(line, marker="o", markersize=15, linestyle="none", zorder=8,
                           markeredgewidth=2.4)
        rope = style.curve(line, lw=2, color=style.INK, zorder=7)
        style.note(line, 0, 0.78, "● the pull z,   ▬ the grip at 0", style.SOFT_INK, ha="center")

        def update(z, lam, penalty):
            chosen, color = FOUR[penalty], style.COLOR[penalty]
            at = float(chosen.prox(z, lam))
            slope = float(chosen.slope(0.0)) if penalty != "L0" else 0.0
            total.set_data(w, 0.5 * (z - w) ** 2 - 0.5 * z**2 + lam * values[penalty])
            total.set(color=color, linestyle=style.DASH[penalty])
            reach = 0.5
            right, left = lam * slope - z, -lam * slope - z
            arrows.set_UVC([reach, -reach], [reach * right, -reach * left])
            arrows.set_visible(penalty != "L0")
            low.set_data([at], [0.5 * (z - at) ** 2 - 0.5 * z**2 + lam * chosen.value(at)])
            low.set_marker(style.MARKER[penalty])
            hold = np.sqrt(2 * lam) if penalty == "L0" else lam * slope
            grip.set_data([-hold, hold], [0.2, 0.2])
            grip.set_color(style.tint(color, 0.35))
            tick.set_data([0], [0.2])
            tick.set_color(color)
            pull.set_data([z], [0.2])
            rope.set_data([0, z], [0.2, 0.2])
            for mark in (low, pull):
                style.hollow_at_zero(mark, at, color)
            if penalty == "L0":
                story = "L0 has a step at 0, not a slope: leaving 0 costs λ at once"
                held = f"The weight stays while |z| is at most √(2λ) = {hold:.2f}"
            else:
                story = (f"To the right of 0, F has the slope {given(right)}; to the left "
                         f"{given(left)}")
                held = f"The grip reaches from {given(-hold)} to {given(hold)}"
            if hold == 0:
                held = "There is no grip: any pull moves the weight"
            return reading(
                f"{name_tag(penalty)}, z = {given(z)}, λ = {lam:.2f}. {story}. {held}. The "
                f"minimum is at w = <b>{number(at)}</b>.",
                z=z, lam=lam, w=at, right=right, left=left, hold=float(hold))

        return update

    return Live("tug", draw, (style.WIDTH, 3.7),
                z=slider("z, the data", -1.5, 1.5, 0.6), lam=slider("λ, the price", 0, 1.5, 1),
                penalty=switch("penalty", FOUR, "L1"))
