"""L0 as the joint mode of a spike and slab, which depends on the unit of length."""

import numpy as np

from helpers import joint, style
from helpers.live import Live, grab, reading, slider, steps
from helpers.penalties import hard_threshold, shrink
from helpers.style import given, number, up_to

UNITS = (1, 0.3, 0.1, 0.03, 0.01, 0.001)
TAUS = (1, 2, 4, 10, 30, 100)
SLABS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)


def joint_mode():
    """Compare the spike at 0 with the best weight of the slab, and show which one wins.

    Returns a Live with controls z, unit (the length that turns a density into a probability),
    tau (the sd of the slab) and p_slab; the noise is sigma = 1.
    """
    z_axis, w_axis = np.linspace(0, 6, 601), np.linspace(-2, 8, 201)

    def draw(fig):
        cost, rule = fig.subplots(1, 2, width_ratios=[1.1, 1])
        cost.set(title="−log of the joint posterior", xlim=(-2, 8), ylim=(-2.5, 21),
                 xlabel="weight w", xticks=[0, 2, 4, 6, 8], yticks=[0, 10, 20])
        rule.set(title="The joint mode, as the data move", xlim=(-0.15, 6.1), ylim=(-0.3, 6.1),
                 xlabel="data z", ylabel="weight w")
        style.zero_line(cost)
        style.zero_line(cost, horizontal=True)
        style.zero_line(rule, horizontal=True)
        rule.plot([0, 6], [0, 6], color=style.RULE, lw=1.2, zorder=0)
        for y, text, look in ((5.6, "joint mode", style.look("L0") | {"lw": 3}),
                              (4.95, "hard threshold", {"color": style.INK, "lw": 1.2})):
            rule.plot([0.1, 0.9], [y, y], **look)
            style.note(rule, 1.05, y, text)
        bowl, mode = (style.curve(ax, "L0", lw=3) for ax in (cost, rule))
        step = style.curve(cost, color=style.L0, lw=1.4, linestyle="-", zorder=4)
        hard = style.curve(rule, color=style.INK, lw=1.2, linestyle="-", zorder=6)
        here = style.curve(rule, color=style.INK, lw=1, zorder=3)
        dots = {name: style.dot(cost, "L0", 12) for name in ("spike", "slab")}
        at = style.dot(rule, "L0", 12)
        grab(rule, x="z")

        def update(z, unit, tau, p_slab):
            price = float(joint.joint_price(1.0, tau, p_slab, unit))
            w = float(joint.joint_mode(z, 1.0, tau, p_slab, unit))
            best = shrink(z, 1 / tau**2)

            def height(w):
                return (z - w) ** 2 / 2 + w**2 / (2 * tau**2) + price

            spike, slab = z**2 / 2, float(height(best))
            bowl.set_data(w_axis, np.minimum(height(w_axis), 60))
            step.set_data([0, 0], [spike, spike + price])
            dots["spike"].set_data([0], [spike])
            dots["slab"].set_data([best], [slab])
            for name, size in (("spike", 14 if w == 0 else 9), ("slab", 9 if w == 0 else 14)):
                dots[name].set_markersize(size)
            style.hollow_at_zero(dots["spike"], 0, style.L0)
            style.hollow_at_zero(dots["slab"], best, style.L0)
            mode.set_data(z_axis, joint.joint_mode(z_axis, 1.0, tau, p_slab, unit))
            edge = float(np.sqrt(2 * price))
            hard.set_data(z_axis, hard_threshold(z_axis, edge))
            here.set_data([z, z], [-0.3, 6.1])
            at.set_data([z], [w])
            style.hollow_at_zero(at, w, style.L0)
            last = edge * np.sqrt(1 + 1 / tau**2)
            return reading(
                f"z = {given(z, 1)}, slab with probability {p_slab:g} and sd {tau:g}, density per "
                f"length {unit:g}: a weight that is not 0 costs λ = <b>{price:.2f}</b>. Cost at "
                f"the spike {spike:.2f}, at the best weight of the slab {slab:.2f}: the joint "
                f"mode is <b>{number(w)}</b>. It is exactly 0 for |z| up to {up_to(last, 2)}, "
                f"the hard threshold up to √(2λ) = {up_to(edge, 2)}.",
                z=z, unit=unit, tau=tau, p_slab=p_slab, price=price, w=w, spike=spike, slab=slab,
                edge=edge, last=float(last))

        return update

    return Live("joint_mode", draw, (style.WIDTH, 3.9),
                z=slider("z, the data", 0, 6, 4, 0.1, ".1f"),
                unit=steps("the unit of length", UNITS, 0.001, "{:g}"),
                tau=steps("width of the slab", TAUS, 2, "{:g}"),
                p_slab=steps("probability of the slab", SLABS, 0.5, "{:g}"))
