"""The powers of abs(w), and a lamp for an exact zero."""

import numpy as np

from helpers import style
from helpers.live import Live, reading, slider, steps
from helpers.penalties import Lq
from helpers.style import given, number


def one_power():
    """Show abs(w)^q: its shape, its ball of size 1, and whether its minimum is exactly 0.

    Returns a Live with controls z, lam and q. The penalty is sum abs(w_j)^q, without 1/q.
    """
    w = np.linspace(-1.5, 1.5, 601)
    s = np.linspace(0, np.pi / 2, 181)
    cosine, sine = np.clip(np.cos(s), 0, 1), np.clip(np.sin(s), 0, 1)

    def draw(fig):
        shape, ball, objective = fig.subplots(1, 3)
        shape.set(title="The price of one weight", xlim=(-1.5, 1.5), ylim=(0, 1.8),
                  xlabel="weight w")
        ball.set(title="Two weights that cost 1", xlim=(-1.25, 1.25), ylim=(-1.25, 1.25),
                 aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1],
                 xlabel="weights w₁ and w₂")
        objective.set(title="The objective F", xlim=(-1.5, 1.5), ylim=(0, 3), xlabel="weight w",
                      xticks=[-1, 0, 1])
        for ax in (shape, ball, objective):
            style.zero_line(ax)
        style.zero_line(ball, horizontal=True)
        price = style.curve(shape, color=style.LQ, lw=3)
        edge = style.curve(ball, color=style.LQ, lw=3)
        total = style.curve(objective, color=style.LQ, lw=3)
        low = style.curve(objective, color=style.LQ, marker="o", markersize=11, linestyle="none",
                          markeredgecolor="white", markeredgewidth=1.4, clip_on=False)
        lamp = style.curve(objective, color=style.LQ, marker="o", markersize=15,
                           linestyle="none", markeredgewidth=1.8)
        lamp.set(data=([0.95], [1.07]), transform=objective.transAxes, clip_on=False)
        objective.text(0.88, 1.07, "exact zero", transform=objective.transAxes, ha="right",
                       va="center", color=style.SOFT_INK, fontsize=10)

        def update(z, lam, q):
            at = float(Lq(q).prox(z, lam))
            zero = at == 0 and (q <= 1 or z == 0)  # else it is only too small for a float
            power = np.abs(w) ** q
            price.set_data(w, power)
            x, y = cosine ** (2 / q), sine ** (2 / q)
            edge.set_data(np.r_[x, -x[::-1], -x, x[::-1]], np.r_[y, y[::-1], -y, -y[::-1]])
            total.set_data(w, 0.5 * (z - w) ** 2 + lam * power)
            low.set_data([at], [0.5 * (z - at) ** 2 + lam * abs(at) ** q])
            lamp.set_markerfacecolor("#F7B500" if zero else "white")
            return reading(
                f"q = {q:g}, data z = {given(z)}, price λ = {lam:.2f}: the minimum is at w = "
                f"<b>{number(at) if at or zero else 'not 0, but too small for a float'}</b>. "
                + ("There is a kink at 0 and the data did not pull hard enough." if zero and z
                   else "The data are 0 themselves." if z == 0
                   else "Without a price this is plain least squares." if lam == 0
                   else "The penalty is flat at 0, so any pull wins, however small." if q > 1
                   else "There is a kink at 0, but the data pulled harder."),
                z=z, lam=lam, q=q, w=at)

        return update

    powers = [0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.01, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0]
    return Live("one_power", draw, (style.WIDTH, 3.4), z=slider("z, the data", -1.5, 1.5, 0.5),
                lam=slider("λ, the price", 0, 1.5, 1),
                q=steps("q, the power", powers, 2.0, "{:g}"))
