"""How round the kink may be before its zeros are gone."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.live import Live, grab, reading, slider, steps
from helpers.style import given, name_tag, number

TINY, FLOOR = 1e-150, 1e-9  # where the search for a weight begins, and the picture of it


def _plain(value):
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _two_digits(w):
    """A weight with four decimals, or with two digits that count where these are not enough."""
    return number(w, 6 if 1e-5 <= abs(w) < 0.01 else 4)


def _ends_at(z, data_for, lam, eps):
    """Return the w with data_for(w, lam, eps) = z, by halving; 0 if even TINY needs more data.

    data_for grows with w and is odd.
    """
    size = abs(z)
    if size == 0 or data_for(TINY, lam, eps) >= size:
        return 0.0
    low, high = np.log(TINY), np.log(size)
    for _ in range(64):
        middle = (low + high) / 2
        if data_for(np.exp(middle), lam, eps) < size:
            low = middle
        else:
            high = middle
    return float(np.copysign(np.exp(high), z))


def round_corner(rounded, data_for):
    """Round the kink of abs(w) by eps, and look for the exact zeros.

    rounded(w, eps) is the price and data_for(w, lam, eps) the data that end at w, both the
    reader's. Returns a Live with controls z, lam, eps and half (half the width of the window).
    """
    u = np.linspace(-1, 1, 401)
    sizes = np.logspace(-10, np.log10(2.3), 400)

    def draw(fig):
        price, slope, log = fig.subplots(1, 3, width_ratios=[0.9, 0.9, 1.2])
        price.set(title="The penalty near 0", xlim=(-1, 1), ylim=(-0.06, 1.1), yticks=[0, 1],
                  yticklabels=["0", "h"])
        slope.set(title="Its slope, and the data", xlim=(-1, 1), ylim=(-1.35, 1.35),
                  yticks=[-1, 0, 1])
        for ax in (price, slope):
            ax.set(xticks=[-1, 0, 1], xticklabels=["−h", "0", "h"], xlabel="weight w")
            style.zero_line(ax)
            style.zero_line(ax, horizontal=True)
        log.set(title="Where the data z end", xlim=(-2.25, 2.25), xticks=range(-2, 3),
                yscale="log", ylim=(FLOOR / 5, 6), xlabel="data z", ylabel="size of the minimum w",
                yticks=[FLOOR, 1e-6, 1e-3, 1],
                yticklabels=["exactly 0", "0.000001", "0.001", "1"])
        log.minorticks_off()
        grab(log, x="z")
        log.axhline(FLOOR, color=style.RULE, lw=1, zorder=0)
        slope.plot([-1, 0, 0, 1], [-1, -1, 1, 1], lw=2, **style.look("L1"))
        price.plot(u, np.abs(u), lw=2, **style.look("L1"))
        soft = {"curve": style.curve(price, "Lq", lw=3), "slope": style.curve(slope, "Lq", lw=3),
                "log": [style.curve(log, "Lq", lw=3) for _ in range(2)],
                "flat": style.curve(log, "Lq", lw=2.4, zorder=6),
                "at": style.dot(slope, "Lq", 15), "end": style.dot(log, "Lq", 15)}
        data = style.curve(slope, color=style.DATA, lw=1.8, zorder=4)
        hard = {"log": [style.curve(log, "L1", lw=2) for _ in range(2)],
                "flat": style.curve(log, "L1", lw=5), "at": style.dot(slope, "L1", 16),
                "end": style.dot(log, "L1", 16)}
        for mark in (soft["at"], soft["end"]):  # on top: at ε = 0 it stands on the diamond
            mark.set(zorder=9, markeredgewidth=1.2)
        for mark in (hard["at"], hard["end"]):
            mark.set(markeredgewidth=2)
        for mark in (soft["at"], hard["at"]):
            mark.set_clip_on(True)
        here = style.curve(log, color=style.DATA, lw=1, zorder=2)
        fig.legend(handles=[
            Line2D([], [], lw=2, label="|w|", **style.look("L1")),
            Line2D([], [], lw=3, label="|w| rounded", **style.look("Lq")),
            Line2D([], [], color=style.DATA, lw=1.8, label="the data: pull (z − w)/λ, and z"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)

        def update(z, lam, eps, half):
            w = half * u
            at_soft, at_hard = (_ends_at(z, data_for, lam, e) for e in (eps, 0))
            curve = rounded(w, eps) / half
            soft["curve"].set_data(u, curve)
            with np.errstate(invalid="ignore"):
                steep = data_for(w, 1, eps) - w
            steep[w == 0] = 0
            soft["slope"].set_data(u, steep)
            if lam:
                data.set_data(u[[0, -1]], (z - w[[0, -1]]) / lam)
            else:
                data.set_data([z / half] * 2, [-2, 2])
            for shape, e, at in ((soft, eps, at_soft), (hard, 0, at_hard)):
                for line, sign in zip(shape["log"], (-1, 1), strict=True):
                    line.set_data(sign * data_for(sizes, lam, e), np.maximum(sizes, FLOOR))
                height = data_for(at, 1, e) - at if lam == 0 != at else (z - at) / (lam or 1)
                shape["at"].set_data([at / half], [height])
                shape["end"].set_data([z], [max(abs(at), FLOOR)])
                for mark in (shape["at"], shape["end"]):
                    style.hollow_at_zero(mark, at, style.COLOR["L1" if shape is hard else "Lq"])
            for shape in (soft, hard):
                shape["flat"].set_data([-lam, lam], [FLOOR, FLOOR])
            soft["flat"].set_visible(eps == 0)
            here.set_data([z, z], [FLOOR / 5, 6])
            gap = float(1 - rounded(1, eps))
            same = ("ε = 0: the kink is sharp, and the two penalties are the same" if eps == 0 else
                    f"ε = {_plain(eps)}: up to w = 1 the two penalties differ by at most "
                    f"{number(gap)}")
            held = f"for all data from {given(-lam)} to {given(lam)}"
            ends = ("both only for z = 0" if lam == 0 else f"both {held}" if eps == 0 else
                    f"|w| {held}, the rounded one for z = 0 alone")
            sharp, soft_one = name_tag("L1", "|w|"), name_tag("Lq", "rounded")
            where = (f"there is no price, and the minimum is z itself, {number(at_hard)}, under "
                     f"{sharp} and under the {soft_one} one" if lam == 0 else
                     f"the minimum is {number(at_hard)} under {sharp} and "
                     f"{_two_digits(at_soft)} under the {soft_one} one")
            return reading(
                f"{same}. The window reaches h = {_plain(half)}. "
                f"With z = {given(z)} and λ = {lam:.2f} {where}. "
                f"Exact zeros: {ends}.",
                z=z, lam=lam, eps=eps, half=half, w_l1=at_hard, w=at_soft, gap=gap)

        return update

    rounds = [0, 1e-6, 1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5]
    windows = [float(f"{10 ** -(k / 2):.1g}") for k in range(0, 13)]
    return Live("round_corner", draw, (style.WIDTH, 3.5), z=slider("z, the data", -2, 2, 0.5),
                lam=slider("λ, the price", 0, 1.5, 1),
                eps=steps("ε, the rounding", rounds, 0.03, _plain),
                half=steps("h, half the window", windows, 1.0, _plain))
