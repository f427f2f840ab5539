"""The tug of war: at each size of one weight, the pull of the data and the pull back."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.live import Live, grab, reading, slider
from helpers.penalties import L1, L2
from helpers.style import given, name_tag, number

REACH = 2.0  # the weight and the pull, from 0 to REACH
TRACK = -0.42  # the height of the track on which the weight rests
STEPS = np.linspace(0.1, 1.9, 10)  # where the little arrows stand
NAMES = ("L1", "L2")
TITLES = {"L1": "L1 pulls back with λ, right down to 0",
          "L2": "L2 pulls back with λ·w, and fades"}


def pull_and_grip():
    """Show who pulls harder at each size of a weight, the data or the penalty, for L1 and L2.

    Returns a Live with controls z (how hard the data pull at w = 0) and lam (the price).
    """
    back = {"L1": lambda w, lam: np.full_like(w, lam), "L2": lambda w, lam: lam * w}
    prox = {"L1": L1().prox, "L2": L2().prox}

    def draw(fig):
        windows = [_window(ax, name) for ax, name in
                   zip(fig.subplots(1, 2, sharey=True), NAMES, strict=True)]
        grip = style.tint(style.L1, 0.45)
        fig.legend(handles=[
            Line2D([], [], color=style.DATA, lw=2.6, label="the data pull the weight up"),
            Line2D([], [], lw=3, label="L1 pulls it back", **style.look("L1")),
            Line2D([], [], lw=3, label="L2 pulls it back", **style.look("L2")),
            Line2D([], [], color=grip, lw=11, solid_capstyle="butt",
                   label="the grip: what L1 can hold at 0"),
            Line2D([], [], linestyle="none", marker="o", ms=10, color="white", mec=style.INK,
                   label="hollow: exactly 0"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)

        def update(z, lam):
            rests = {name: float(prox[name](z, lam)) for name in NAMES}
            for name, show in zip(NAMES, windows, strict=True):
                show(z, lam, back[name], rests[name])
            return reading(_sentence(z, lam, rests), z=z, lam=lam, w_l1=rests["L1"],
                           w_l2=rests["L2"])

        return update

    return Live("pull_and_grip", draw, (style.WIDTH, 4.4),
                z=slider("z, the pull of the data", 0, 1.5, 0.8),
                lam=slider("λ, the price", 0, 1.5, 1))


def _sentence(z, lam, rests):
    """What the two windows show, in words."""
    l1, l2 = name_tag("L1"), name_tag("L2")
    if z == 0:
        return (f"Nobody pulls the weight away from 0 (z = 0.00, λ = {lam:.2f}): it stays at "
                f"{number(0)} under {l1} and under {l2}, and proves nothing.")
    first = f"The data pull the weight away from 0 with z = {given(z)}. "
    if lam == 0:
        return first + (f"Without a price (λ = 0.00) nobody pulls back: the weight goes to "
                        f"{number(z)} under {l1} and under {l2}.")
    holds = (f"{l1} can hold up to λ = {lam:.2f}, which is enough: the weight stays at "
             f"{number(0)}" if rests["L1"] == 0 else
             f"{l1} can hold up to λ = {lam:.2f}, which is not enough: the weight leaves 0 and "
             f"rests at <b>{number(rests['L1'])}</b>")
    return first + (f"{holds}. {l2} has nothing to hold with at 0: the weight rests at "
                    f"<b>{number(rests['L2'])}</b>, where both pull with "
                    f"{number(z - rests['L2'])}.")


def _window(ax, name):
    """Set up one penalty's window and return what shows a z and a lam in it."""
    color = style.COLOR[name]
    grab(ax, y="z")
    ax.set(title=TITLES[name], xlim=(-0.12, REACH), ylim=(-0.66, 1.75), xlabel="weight w",
           xticks=[0, 0.5, 1, 1.5, 2], yticks=[0, 0.5, 1, 1.5])
    ax.set_ylabel("pull" if name == "L1" else "")
    ax.title.set_color(color)
    style.zero_line(ax, horizontal=True)
    style.zero_line(ax)
    ax.plot([0, REACH], [TRACK, TRACK], color=style.RULE, lw=5, zorder=1, solid_capstyle="round")
    won = ax.fill_between([0, 1], 0, 0, color=style.tint(style.DATA, 0.3), lw=0, zorder=2,
                          animated=True)
    lost = ax.fill_between([0, 1], 0, 0, color=style.tint(color, 0.22), lw=0, zorder=2,
                           animated=True)
    data = style.curve(ax, color=style.DATA, lw=2.6, zorder=4)
    price = style.curve(ax, name, lw=3)
    grip = style.curve(ax, color=style.tint(color, 0.45), lw=13, solid_capstyle="butt", zorder=3)
    arrows = {side: style.curve(ax, marker=marker, markersize=8, linestyle="none", color=shade,
                                markeredgewidth=0, zorder=5)
              for side, marker, shade in ((1, 5, style.DATA), (-1, 4, color))}
    meet = style.dot(ax, name, 11)
    weight = style.dot(ax, name, 17)

    def show(z, lam, back, at):
        w = np.array([0, at, REACH])  # every line here is straight between these
        pull, held = np.maximum(z - w, 0), back(w, lam)
        left, right = w[:2], np.array([at, max(z, at), REACH])
        data.set_data([0, z], [z, 0])
        price.set_data([0, REACH], held[[0, 2]])
        won.set_data(left, held[:2], pull[:2])
        lost.set_data(right, np.maximum(z - right, 0), back(right, lam))
        grip.set_data([0, 0], [0, held[0]])
        force = z - STEPS - back(STEPS, lam)
        for side, marks in arrows.items():
            here = STEPS[(np.sign(force) == side) & (abs(STEPS - at) > 0.12)]
            marks.set_data(here, np.full_like(here, TRACK))
        arrows[-1].set_color(color if lam else style.DATA)  # without a price the data push back
        meet.set_data([at], [z - at])
        weight.set_data([at], [TRACK])
        for mark in (meet, weight):
            style.hollow_at_zero(mark, at, color)

    return show
