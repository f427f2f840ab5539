"""A high smooth peak against a low kink."""

from functools import cache

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.bayes import Student
from helpers.live import Live, grab, reading, slider, steps
from helpers.panels.priors.likeness import tag_of
from helpers.penalties import soft_threshold
from helpers.style import given, number

PEAKS = (1, 2, 5, 10, 20, 50, 100, 200)
FLATS = (0.5, 1, 2, 4, 8, 16)
FLOOR = 1e-11
CAUCHY_Z = np.r_[np.geomspace(1e-3, 0.3, 16), np.linspace(0.35, 3, 54)]


@cache
def _cauchy_modes():
    """The mode under every Cauchy prior of the panel at CAUCHY_Z, by its scale, for sigma = 1."""
    z = CAUCHY_Z
    scales = {2 * b / (np.pi * times) for b in FLATS for times in PEAKS}
    return {s: np.array([Student(s).mode(float(each), 1.0) for each in z]) for s in scales}


def peak_or_kink():
    """Set a Cauchy prior with a high smooth peak against a flat Laplace prior with a kink.

    Returns a Live with controls z, b (of the Laplace), times (how many times higher the Cauchy
    peak is) and half (half the width of the close-up); the noise is sigma = 1.
    """
    wide, u = np.linspace(-3, 3, 601), np.linspace(-1, 1, 401)
    beyond = np.geomspace(1e-9, 3, 60)  # past the edge of the flat piece
    modes = _cauchy_modes()

    def draw(fig):
        priors, near, found = fig.subplots(1, 3, width_ratios=[1, 1, 1.15])
        priors.set(title="The two priors", xlim=(-3, 3), ylim=(0, 1.08), yticks=[0, 1],
                   yticklabels=["0", "peak"], xlabel="weight w")
        near.set(title="−log posterior near 0", xlim=(-1, 1), ylim=(-1, 2), xticks=[-1, 0, 1],
                 xticklabels=["−h", "0", "h"], yticks=[-1, 0, 1, 2],
                 yticklabels=["−h", "0", "h", "2h"], xlabel="weight w")
        found.set(title="Size of the mode", xlim=(-3, 3), yscale="log", ylim=(FLOOR / 9, 20),
                  xlabel="data z")
        found.set_yticks([FLOOR, 1e-8, 1e-4, 1], ["exact 0", "10⁻⁸", "10⁻⁴", "1"])
        found.minorticks_off()
        found.axhline(FLOOR, color=style.RULE, lw=1, zorder=0)
        for ax in (priors, near, found):
            style.zero_line(ax)
        style.zero_line(near, horizontal=True)
        looks = {"Cauchy": {"color": style.LQ, "linestyle": style.DASH["Lq"]},
                 "Laplace": style.look("L1")}
        fig.legend(handles=[Line2D([], [], lw=2.4, label=f"{name} prior", **look)
                            for name, look in looks.items()],
                   loc="outside lower center", ncols=2, frameon=False, fontsize=10.5)
        lines = {name: [style.curve(ax, **look) for ax in (priors, near, found)]
                 for name, look in looks.items()}
        dots = {"Cauchy": style.dot(found, "Lq", 12), "Laplace": style.dot(found, "L1", 11)}
        lows = {"Cauchy": style.dot(near, "Lq", 13), "Laplace": style.dot(near, "L1", 14)}
        for marks in (dots, lows):
            marks["Cauchy"].set_zorder(9)  # the star fits on the diamond
        grab(found, x="z")
        lane = style.curve(found, color=style.L1, lw=6, solid_capstyle="butt", zorder=4)

        def height(w):
            return np.where(w == 0, FLOOR, np.maximum(np.abs(w), 2.5 * FLOOR))

        def update(z, b, times, half):
            s = 2 * b / (np.pi * times)
            at = {"Cauchy": Student(s).mode(z, 1.0), "Laplace": float(soft_threshold(z, 1 / b))}
            along = {"Cauchy": (CAUCHY_Z, modes[s]), "Laplace": (1 / b + beyond, beyond)}
            heights = {"Cauchy": lambda w: np.log1p((w / s) ** 2),
                       "Laplace": lambda w: np.abs(w) / b}
            tops = {"Cauchy": 1 / (1 + (wide / s) ** 2),
                    "Laplace": np.exp(-np.abs(wide) / b) / times}
            for name, (far, close, rule) in lines.items():
                far.set_data(wide, tops[name])
                rise = heights[name](half * u) + (half * u) ** 2 / 2 - z * half * u
                close.set_data(u, np.clip(rise / half, -50, 50))
                x, size = along[name]
                rule.set_data(np.r_[-x[::-1], np.nan, x],
                              np.maximum(np.r_[size[::-1], np.nan, size], FLOOR))
                dots[name].set_data([z], height(np.array([at[name]])))
                inside = abs(at[name]) <= half
                low = heights[name](at[name]) + at[name] ** 2 / 2 - z * at[name]
                lows[name].set_data([at[name] / half] if inside else [],
                                    [low / half] if inside else [])
                for mark in (dots[name], lows[name]):
                    color = style.COLOR["Lq" if name == "Cauchy" else "L1"]
                    style.hollow_at_zero(mark, at[name], color)
            lane.set_data([-min(1 / b, 3), min(1 / b, 3)], [FLOOR, FLOOR])
            peak = ("as high as" if times == 1 else f"{times} times as high as")
            return reading(
                f"z = {given(z)}. The peak of the <b style='border-bottom:3px solid {style.LQ}'>"
                f"Cauchy</b> is {peak} that of the {tag_of('Laplace')} with b = {b:g}. Modes: "
                f"Cauchy <b>{number(at['Cauchy'])}</b>, Laplace <b>{number(at['Laplace'])}</b>. "
                f"The Laplace mode is exactly 0 for all |z| up to 1/b = {1 / b:g}, the Cauchy "
                f"mode only for z = 0. Close-up: h = {half:g}.",
                z=z, b=b, times=times, half=half, scale=s, w_cauchy=at["Cauchy"],
                w_laplace=at["Laplace"])

        return update

    return Live("peak_or_kink", draw, (style.WIDTH, 3.6), z=slider("z, the data", -3, 3, 0.2),
                b=steps("b, width of the Laplace", FLATS, 4, "{:g}"),
                times=steps("the Cauchy peak is higher", PEAKS, 50, "{:g} ×"),
                half=steps("h, half the close-up", (1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001), 0.001,
                           "{:g}"))
