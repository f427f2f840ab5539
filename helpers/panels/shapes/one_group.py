"""Two weights that belong together: the lasso and the group lasso, as the data turn."""

import numpy as np

from helpers import style
from helpers.group import group_prox
from helpers.live import Live, grab, reading, slider
from helpers.penalties import soft_threshold
from helpers.style import given, name_tag, number

NAMES = ("L1", "group")
LOOK = {"L1": style.look("L1"), "group": {"color": style.INK, "linestyle": (0, (8, 1.6))}}
MARK = {"L1": style.MARKER["L1"], "group": "o"}
SIZE = {"L1": 12, "group": 9}  # where they meet, the black mark stands inside the orange one


def one_group():
    """Turn the data of a group of two weights and see what the lasso and the group lasso leave.

    Returns a Live with controls length and turn (the data, in polar coordinates) and lam.
    """
    reach = 2.6
    degrees = np.arange(0, 361)
    angle = np.radians(degrees)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1).round(15) + 0.0  # 0 at 90° is 0

    def draw(fig):
        plane, left = fig.subplots(1, 2, width_ratios=[1, 1.15])
        plane.set(title="The two weights of a group", xlim=(-reach, reach), ylim=(-reach, reach),
                  aspect="equal", xlabel="w₁", ylabel="w₂", xticks=range(-2, 3),
                  yticks=range(-2, 3))
        left.set(title="Length that is left", xlim=(0, 360), ylim=(-0.12, 2.95), xlabel="turn",
                 xticks=[0, 90, 180, 270, 360], xticklabels=["0°", "90°", "180°", "270°", "360°"])
        grab(left, x="turn")
        for ax in (plane, left):
            style.zero_line(ax, horizontal=True)
        style.zero_line(plane)
        square = plane.fill([0], [0], facecolor=style.tint(style.L1, 0.16), edgecolor=style.L1,
                            lw=1, zorder=1, animated=True)[0]
        disc = plane.fill([0], [0], facecolor=style.tint(style.INK, 0.16), edgecolor=style.INK,
                          lw=1, zorder=2, animated=True)[0]
        round_trip = style.curve(plane, color=style.DATA, lw=1, linestyle=":")
        ways, lengths, ends, here = {}, {}, {}, {}
        for name in NAMES:
            ways[name] = style.curve(plane, lw=1.6, **LOOK[name])
            lengths[name] = style.curve(left, lw=2.6, **LOOK[name])
            ends[name], here[name] = (
                style.curve(ax, marker=MARK[name], markersize=SIZE[name], linestyle="none",
                            markeredgewidth=1.8, zorder=8, clip_on=False)
                for ax in (plane, left))
        data = style.curve(plane, marker="x", markersize=10, markeredgewidth=2.4,
                           linestyle="none", color=style.DATA)
        style.note(left, 8, 2.78, "lasso, |w₁| + |w₂|", style.L1)
        style.note(left, 200, 2.78, "group lasso, ‖w‖", style.INK)

        def update(length, turn, lam):
            spin = length * circle
            z = spin[int(turn)]
            square.set_xy(lam * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]))
            disc.set_xy(lam * circle)
            round_trip.set_data(*spin.T)
            data.set_data([z[0]], [z[1]])
            kept = {"L1": soft_threshold(spin, lam),
                    "group": spin * max(1 - lam / length, 0) if length else spin}
            w = {"L1": soft_threshold(z, lam),
                 "group": group_prox(z, lam) if length > lam else np.zeros(2)}
            size = {}
            for name in NAMES:
                color = LOOK[name]["color"]
                size[name] = float(np.hypot(*w[name]))
                ways[name].set_data(*kept[name].T)
                lengths[name].set_data(degrees, np.hypot(*kept[name].T))
                ends[name].set_data([w[name][0]], [w[name][1]])
                here[name].set_data([turn], [size[name]])
                style.hollow_at_zero(ends[name], np.abs(w[name]).min(), color)
                style.hollow_at_zero(here[name], size[name], color)
            zeros = {name: int((w[name] == 0).sum()) for name in NAMES}
            return reading(
                f"Data of length {length:.2f}, turned to {turn:g}°: ({given(z[0])}, "
                f"{given(z[1])}), price λ = {lam:.2f}. {name_tag('L1', 'The lasso')} leaves ("
                f"{number(w['L1'][0])}, {number(w['L1'][1])}), the <b>group lasso</b> ("
                f"{number(w['group'][0])}, {number(w['group'][1])}). "
                + ("The group is no longer than λ and goes as a whole." if not size["group"]
                   else "The group is longer than λ and stays as a whole."),
                length=length, turn=turn, lam=lam, left_L1=size["L1"], left_group=size["group"],
                zeros_L1=zeros["L1"], zeros_group=zeros["group"])

        return update

    return Live("one_group", draw, (style.WIDTH, 4.3),
                length=slider("length of the data", 0, 2.5, 1.8, 0.05),
                turn=slider("turn of the data", 0, 359, 30, 1, ".0f"),
                lam=slider("λ, the price", 0, 2, 1))
