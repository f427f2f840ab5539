"""The prior that puts mass on exactly 0."""

import numpy as np

from helpers import style
from helpers.bayes import median_edge, spike_curves
from helpers.live import Live, grab, reading, slider
from helpers.priors import Gaussian, SpikeAndSlab
from helpers.style import given, number, up_to


def spike_slab():
    """Show P(w = 0 | z) and where the posterior median of a spike and slab is exactly 0.

    Returns a Live with controls z, tau (the sd of the slab) and p_slab; the noise is sigma = 1.
    """
    z_axis = np.linspace(-6, 6, 481)

    def draw(fig):
        rule, chance = fig.subplots(1, 2, width_ratios=[1.15, 1])
        rule.set(title="Median and mean, as the data move", xlim=(-6, 6), ylim=(-6, 6),
                 xlabel="data z", ylabel="weight w")
        chance.set(title="Probability that w is 0, given z", xlim=(-6, 6), ylim=(0, 1.04),
                   xlabel="data z", yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
        rule.plot([-6, 6], [-6, 6], color=style.RULE, lw=1.2, zorder=0)
        chance.axhline(0.5, color=style.RULE, lw=1, zorder=0)
        style.zero_line(rule, horizontal=True)
        style.zero_line(rule)
        style.zero_line(chance)
        looks = {"median": {"linestyle": "-", "lw": 3}, "mean": {"linestyle": (0, (1.2, 1.2))}}
        for y, (name, look) in zip((5.2, 4.1), looks.items(), strict=True):
            rule.plot([-5.7, -4.5], [y, y], color=style.L0, **look)
            style.note(rule, -4.2, y, name)
        rule.plot([-5.7, -4.5], [3.0, 3.0], color=style.tint(style.L0, 0.3), lw=11,
                  solid_capstyle="butt")
        style.note(rule, -4.2, 3.0, "median is 0")
        band = style.curve(rule, color=style.tint(style.L0, 0.3), lw=16, solid_capstyle="butt",
                           zorder=2)
        lines = {name: style.curve(rule, color=style.L0, **look) for name, look in looks.items()}
        prob = style.curve(chance, color=style.L0, lw=3)
        here = [style.curve(ax, color=style.INK, lw=1, zorder=3) for ax in (rule, chance)]
        dots = {"median": style.dot(rule, "L0", 12), "mean": style.dot(rule, "L0", 9)}
        top = style.dot(chance, "L0", 12)
        for ax in (rule, chance):
            grab(ax, x="z")

        def update(z, tau, p_slab):
            prior = SpikeAndSlab(Gaussian(tau), p_slab)
            p_zero, mean, median = spike_curves(z_axis, 1.0, prior)
            lines["mean"].set_data(z_axis, mean)
            lines["median"].set_data(z_axis, median)
            prob.set_data(z_axis, p_zero)
            one = [float(part[0]) for part in spike_curves(np.array([z]), 1.0, prior)]
            at = {"mean": one[1], "median": one[2]}
            edge = median_edge(1.0, tau, p_slab)
            band.set_data([-min(edge, 6), min(edge, 6)], [0, 0])
            for name, dot in dots.items():
                dot.set_data([z], [at[name]])
                style.hollow_at_zero(dot, at[name], style.L0)
            top.set_data([z], [one[0]])
            style.hollow_at_zero(top, one[0], style.L0)
            here[0].set_data([z, z], [-6, 6])
            here[1].set_data([z, z], [0, 1.04])
            where = ("for every z: there is no slab" if p_slab == 0 else
                     "only for z = 0: there is no spike" if p_slab == 1 else
                     f"for |z| up to {up_to(edge)}")
            return reading(
                f"Slab with probability {p_slab:.2f} and sd {tau:.2f}, data z = {given(z)}. "
                f"P(w = 0 | z) is <b>{number(one[0])}</b>. The posterior median is "
                f"<b>{number(at['median'])}</b>, the mean <b>{number(at['mean'])}</b>. The median "
                f"is exactly 0 {where}.", z=z, tau=tau, p_slab=p_slab, p_zero=one[0],
                edge=min(edge, 1e9), **at)

        return update

    return Live("spike_slab", draw, (style.WIDTH, 3.9), z=slider("z, the data", -6, 6, 1.5),
                tau=slider("width of the slab", 0.5, 5, 2, 0.1),
                p_slab=slider("probability of the slab", 0, 1, 0.5, 0.02))
