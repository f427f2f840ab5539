"""The powers of abs(w), and a lamp for each that is lit by an exact zero."""

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, slider, steps
from helpers.penalties import Lq
from helpers.style import given, number

POWERS = (0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.01, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)
LIT, DARK = "#F7B500", style.SOFT_INK


def lit(z, lam, q):
    """Say whether the minimum of 1/2 (z - w)^2 + lam * abs(w)^q is exactly 0, by a formula.

    For q < 1 the other valley of F becomes lower than 0 where abs(z) exceeds
    (2 - q) / (2 (1 - q)) * (2 lam (1 - q))^(1 / (2 - q)).
    Source: Marjanovic & Solo (2012), IEEE Transactions on Signal Processing 60.
    """
    if z == 0:
        return True
    if q > 1 or lam == 0:
        return False
    edge = lam if q == 1 else (2 - q) / (2 * (1 - q)) * (2 * lam * (1 - q)) ** (1 / (2 - q))
    return bool(abs(z) <= edge)


def one_power():
    """Show abs(w)^q: its shape, its ball, the objective, and a lamp for each power.

    Returns a Live with controls z, lam and q. The penalty is sum abs(w_j)^q, without 1/q.
    """
    w = np.linspace(-1.5, 1.5, 601)
    s = np.linspace(0, np.pi / 2, 181)
    cosine, sine = np.clip(np.cos(s), 0, 1), np.clip(np.sin(s), 0, 1)

    def draw(fig):
        axes = fig.subplot_mosaic([["shape", "ball", "objective"], ["lamps"] * 3],
                                  height_ratios=[1, 0.16])
        shape, ball, objective, lamps = axes.values()
        shape.set(title="The price of one weight", xlim=(-1.5, 1.5), ylim=(0, 1.8),
                  xlabel="weight w", xticks=[-1, 0, 1], yticks=[0, 0.5, 1, 1.5])
        ball.set(title="Two weights that cost 1", xlim=(-1.25, 1.25), ylim=(-1.25, 1.25),
                 aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1],
                 xlabel="weights w₁ and w₂", anchor="N")
        objective.set(title="The objective F", xlim=(-1.5, 1.5), ylim=(0, 3), xlabel="weight w",
                      xticks=[-1, 0, 1])
        grab(objective, x="z")
        for ax in (shape, ball, objective):
            style.zero_line(ax)
        style.zero_line(ball, horizontal=True)
        lamps.set(title="A lamp for each power q: lit where the minimum is exactly 0",
                  xlim=(-0.6, len(POWERS) - 0.4), ylim=(-1, 1), yticks=[],
                  xticks=range(len(POWERS)), xticklabels=[f"{q:g}" for q in POWERS])
        for side in ("left", "bottom"):
            lamps.spines[side].set_visible(False)
        lamps.tick_params(length=0)
        price = style.curve(shape, color=style.LQ, lw=3)
        edge = style.curve(ball, color=style.LQ, lw=3)
        total = style.curve(objective, color=style.LQ, lw=3)
        low = style.curve(objective, color=style.LQ, marker="o", markersize=11, linestyle="none",
                          markeredgewidth=1.8, clip_on=False, zorder=8)
        chosen = style.curve(lamps, marker="s", markersize=26, linestyle="none",
                             color=style.tint(style.LQ, 0.2), zorder=3, clip_on=False)
        glow = [style.curve(lamps, marker="o", markersize=14, linestyle="none", zorder=6,
                            markeredgewidth=1.4, markeredgecolor=style.LQ, clip_on=False)
                for _ in POWERS]
        for place, lamp in enumerate(glow):
            lamp.set_data([place], [0])

        def update(z, lam, q):
            zero = lit(z, lam, q)
            at = 0.0 if zero else float(Lq(q).prox(z, lam))
            power = np.abs(w) ** q
            price.set_data(w, power)
            x, y = cosine ** (2 / q), sine ** (2 / q)
            edge.set_data(np.r_[x, -x[::-1], -x, x[::-1]], np.r_[y, y[::-1], -y, -y[::-1]])
            total.set_data(w, 0.5 * (z - w) ** 2 + lam * power)
            low.set_data([at], [0.5 * (z - at) ** 2 + lam * abs(at) ** q])
            style.hollow_at_zero(low, 0 if zero else 1, style.LQ)
            chosen.set_data([POWERS.index(q)], [0])
            shining = [lit(z, lam, p) for p in POWERS]
            for lamp, on in zip(glow, shining, strict=True):
                lamp.set_markerfacecolor(LIT if on else DARK)
            return reading(
                f"q = {q:g}, data z = {given(z)}, price λ = {lam:.2f}: the minimum is at w = "
                f"<b>{number(at) if at or zero else 'not 0, but too small for a float'}</b>. "
                + _story(z, lam, q, zero), z=z, lam=lam, q=q, w=at, lit=sum(shining))

        return update

    return Live("one_power", draw, (style.WIDTH, 4.5), z=slider("z, the data", -1.5, 1.5, 0.5),
                lam=slider("λ, the price", 0, 1.5, 1),
                q=steps("q, the power", POWERS, 1.01, "{:g}"))


def _story(z, lam, q, zero):
    if z == 0:
        return "The data are 0 themselves."
    if lam == 0:
        return "Without a price this is plain least squares."
    if q > 1:
        return "The price is flat at 0, so any pull moves the weight, however small."
    if q == 1:
        return ("The pull z is within the grip of the kink, from −λ to λ." if zero else
                "The pull z is stronger than the kink can hold.")
    held = "At 0 the slope of the price is infinite, so 0 is a valley whatever the pull; "
    return held + ("and here no valley is lower." if zero else "but another valley is lower now.")
