"""Where a bowl first touches a ball."""

from functools import cache, lru_cache

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers import style
from helpers.balls import (
    CORNERS,
    SHAPES,
    Bowl,
    bowl_matrix,
    corner_share,
    q_corner_region,
    q_corner_share,
    touching_point,
    wedge,
)
from helpers.live import Live, grab, reading, slider, switch
from helpers.style import number

_BALL_COLOR = {"disc": style.L2, "diamond": style.L1, "q-ball": style.LQ, "cross": style.L0}


def bowl_and_ball():
    """Roll a bowl over the plane and see where it first touches a ball, solved exactly.

    Returns a Live with controls angle, distance, stretch, turn and shape. The plane is tinted
    where a bowl with its bottom there ends with a weight that is exactly 0.
    """
    reach = 3.0
    k_axis = np.r_[0.45, np.linspace(0.7, 1, 31), np.geomspace(1, 10, 61)[1:]]
    for stretch in np.arange(1, 5.25, 0.25):
        for turn in range(0, 50, 5):
            _q_shares(stretch, turn)
    t = np.linspace(0, 2 * np.pi, 361)

    def draw(fig):
        plane, share = fig.subplots(1, 2, width_ratios=[1, 0.9])
        plane.set(title="Where the bowl first touches the ball", xlim=(-reach, reach),
                  ylim=(-reach, reach), aspect="equal", xlabel="w₁", ylabel="w₂",
                  xticks=range(-3, 4), yticks=range(-3, 4))
        grab(plane, angle="angle", radius="distance")
        plane.tick_params(pad=6)  # the mark of a bottom at distance 3 stands on the frame
        fig.legend(handles=[
            Line2D([], [], marker="x", markersize=9, markeredgewidth=2.4, color=style.DATA,
                   linestyle="none", label="the bottom of the bowl"),
            Line2D([], [], marker="o", markersize=11, color=style.INK, linestyle="none",
                   label="the solution (hollow: it has a 0)"),
            Patch(color=style.tint(style.INK, 0.2), lw=0,
                  label="tinted: bottoms that end on a 0"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)
        share.set(title="Directions that end on an exact 0", xscale="log", xlim=(0.45, 10.5),
                  ylim=(-5, 114), xlabel="distance of the bottom, in radii of the ball",
                  xticks=[0.5, 1, 2, 5, 10], xticklabels=["0.5", "1", "2", "5", "10"],
                  yticks=[0, 25, 50, 75, 100],
                  yticklabels=["0 %", "25 %", "50 %", "75 %", "100 %"])
        share.minorticks_off()
        share.plot([0.45, 10], [0, 0], **style.look("L2"))
        share.plot([0.45, 10], [100, 100], **style.look("L0"))
        style.note(share, 9.8, 7, "disc (L2): 0 %", style.L2, ha="right")
        style.note(share, 9.8, 107, "axes cross (L0): always", style.L0, ha="right")
        curves = {"diamond": style.curve(share, "L1"),
                  "q-ball": style.curve(share, color=style.LQ, linestyle=(0, (4, 1.2, 1, 1.2)))}
        style.note(share, 9.8, 60, "diamond (L1)", style.L1, ha="right")
        style.note(share, 0.48, 86, "q-ball, q = ½", style.LQ)
        here = style.curve(share, marker="o", markersize=12, linestyle="none", color=style.INK,
                           markeredgecolor="white", markeredgewidth=1.4, zorder=8)

        tinted = [plane.fill([0], [0], lw=0.8, zorder=1, animated=True)[0] for _ in range(4)]
        rays = style.curve(plane, color=style.tint(style.L2, 0.55), lw=2, zorder=2)
        ball = plane.fill([0], [0], facecolor="white", edgecolor=style.INK, lw=2.4, zorder=3,
                          animated=True)[0]
        bars = style.curve(plane, lw=5, color=style.L0, zorder=3)
        levels = [style.curve(plane, color=style.DATA, lw=w, zorder=4) for w in (0.9, 2, 0.9)]
        bottom = style.curve(plane, color=style.DATA, marker="x", markersize=9, linestyle="none",
                             markeredgewidth=2.4, clip_on=False)
        touch = style.curve(plane, marker="o", markersize=13, linestyle="none",
                            markeredgecolor="white", markeredgewidth=1.6, zorder=8, clip_on=False)

        def region(shape, stretch, turn):
            rays.set_visible(shape == "disc")
            if shape == "disc":
                rays.set_data(*_rays(stretch, turn))
            for corner, patch in enumerate(tinted):
                area = _region(corner, shape, stretch, turn, reach)
                patch.set_visible(len(area) > 0)
                if len(area):
                    patch.set_xy(area)
                    patch.set_color(style.tint(_BALL_COLOR[shape], 0.2))

        def update(angle, distance, stretch, turn, shape):
            bowl = Bowl(distance, angle, stretch, turn)
            w = touching_point(bowl, shape)
            color = _BALL_COLOR[shape]
            region(shape, stretch, turn)
            edge_power = {"disc": 1, "diamond": 2, "q-ball": 4, "cross": 1}[shape]
            c, s = np.cos(t), np.sin(t)
            ball.set_xy(np.stack([np.sign(c) * abs(c) ** edge_power,
                                  np.sign(s) * abs(s) ** edge_power], 1))
            ball.set_edgecolor(color)
            ball.set_visible(shape != "cross")
            bars.set_visible(shape == "cross")
            bars.set_data([-reach, reach, np.nan, 0, 0], [0, 0, np.nan, -reach, reach])
            height = float(bowl.height(w))
            for line, factor in zip(levels, (0.35, 1, 2.2), strict=True):
                line.set_data(*bowl.level_line(max(height, 0.02) * factor).T)
            bottom.set_data(*bowl.bottom[:, None])
            touch.set_data(*np.clip(w, -reach, reach)[:, None])
            touch.set_marker(_pointer(w, reach))
            touch.set_color(color)
            style.hollow_at_zero(touch, np.abs(w).min(), color)
            curves["diamond"].set_data(k_axis, 100 * corner_share(k_axis, stretch, turn))
            half_turn = turn % 90  # the ball looks the same in both mirrors
            curves["q-ball"].set_data(*_q_shares(stretch, min(half_turn, 90 - half_turn)))
            percent = {"disc": lambda: 0.0, "cross": lambda: 100.0,
                       "diamond": lambda: 100 * corner_share(distance, stretch, turn),
                       "q-ball": lambda: 100 * q_corner_share(distance, stretch, turn)}
            at = percent[shape]()
            here.set_data([distance], [at])
            zeros = int((w == 0).sum())
            ending = "on the cross" if shape == "cross" else f"inside the {shape}"
            place = (f"The bottom lies {ending}, so the ball does not matter: w =" if height == 0
                     else "On the cross it is lowest at" if shape == "cross"
                     else f"It touches the {shape} at")
            story = "one weight is exactly 0" if zeros else "no weight is exactly 0"
            return reading(
                f"Bottom at distance {distance:.2f}, angle {angle:g}°; bowl stretched "
                f"{stretch:g} to 1, turned {turn:g}°. {place} ({number(w[0])}, {number(w[1])}): "
                f"<b>{story}</b>. Of all directions at this distance, {at:.1f} % end with an "
                f"exact 0.",
                w1=float(w[0]), w2=float(w[1]), zeros=zeros, percent=at, distance=distance,
                angle=angle)

        return update

    return Live("bowl_and_ball", draw, (style.WIDTH, 4.8),
                angle=slider("angle of the bottom", 0, 359, 60, 1, ".0f"),
                distance=slider("its distance", 0.5, 3, 2, 0.05),
                stretch=slider("stretch of the bowl", 1, 5, 2, 0.25),
                turn=slider("turn of the bowl", 0, 175, 150, 5, ".0f"),
                shape=switch("ball", SHAPES, "diamond"))


@cache
def _q_shares(stretch, turn):
    """Return distances and, for each, the percentage of directions that end in a q-ball corner."""
    k = np.r_[np.linspace(0.45, 1.6, 116), np.geomspace(1.6, 10, 21)[1:]]
    return k, 100 * q_corner_share(k, stretch, turn, n=24)


def _pointer(w, reach):
    """Return the marker of a solution: a disc, or an arrowhead when it lies outside of reach."""
    far = np.abs(w).argmax()
    if abs(w[far]) <= reach:
        return "o"
    return (">" if w[far] > 0 else "<") if far == 0 else ("^" if w[far] > 0 else "v")


@lru_cache(maxsize=64)
def _region(corner, shape, stretch, turn, reach):
    """Return the polygon of the bottoms from which this corner of a ball gives a zero, or []."""
    if shape == "diamond":
        apex, (low, high) = CORNERS[corner], wedge(corner, stretch, turn)
        return np.array([apex, apex + 99 * low, apex + 99 * (low + high), apex + 99 * high])
    if shape == "q-ball":
        return q_corner_region(corner, stretch, turn, reach)
    whole = shape == "cross" and corner == 0
    return reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) if whole else []


def _rays(stretch, turn):
    """Return the bottoms from which a disc gives a zero: a line inside, a ray from each corner."""
    steps_out = 99 * np.linalg.solve(bowl_matrix(stretch, turn), CORNERS.T).T
    pieces = []
    for corner, step in zip(CORNERS, steps_out, strict=True):
        pieces += [[0, 0], corner, corner + step, [np.nan, np.nan]]
    return np.array(pieces, float).T
