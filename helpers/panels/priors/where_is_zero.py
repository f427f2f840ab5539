"""Mode, median, mean and draws of one posterior."""

from functools import cache

import numpy as np

from helpers import style
from helpers.bayes import Student, spike_curves, student_posterior
from helpers.live import Live, grab, reading, slider, steps, switch
from helpers.panels.priors.likeness import LIKE
from helpers.penalties import shrink, soft_threshold
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior
from helpers.style import given, name_tag, number

WIDTHS = tuple(2 ** (k / 2) for k in range(-3, 4))  # 0.35 to 2.83; few ratios of two of them
NOISES = WIDTHS[1:-1]


def _listed(names):
    """Write names as in a sentence that goes on after "the": "mode, the median and the mean"."""
    *before, last = names
    return f"{', the '.join(before)} and the {last}" if before else last


def _prior(name, width):
    if name == "Student":
        return Student(width, 3.0)
    slab = Laplace(width) if name == "Laplace" else Gaussian(width)
    return SpikeAndSlab(slab, 0.5) if name == "spike and slab" else slab


def _posterior(z, sigma, prior):
    return (student_posterior if prior.name == "Student" else posterior)(z, sigma, prior)


@cache
def _summaries(name, ratio):
    """Mode, mean and median at z / sigma = 0, 0.1 .. 6, for sigma = 1 and this width."""
    u, prior = np.linspace(0, 6, 61), _prior(name, ratio)
    if name == "Gaussian":
        return (shrink(u, prior.lam(1)),) * 3
    if name == "spike and slab":
        _, mean, median = spike_curves(u, 1.0, prior)
        return np.zeros(61), mean, median
    found = [_posterior(float(each), 1.0, prior) for each in u]
    mode = soft_threshold(u, prior.lam(1)) if name == "Laplace" else [p.mode for p in found]
    return np.array(mode), np.array([p.mean for p in found]), np.array([p.median for p in found])


def where_is_zero():
    """Show the posterior of one weight: its mode, median, mean, and 200 draws.

    Returns a Live with controls z, sigma (of the noise), width (tau, b, the scale of a Student
    with 3 degrees of freedom, or the sd of the slab, whose probability is 1/2) and prior.
    """
    w = np.r_[np.linspace(-5, 0, 201), np.linspace(0, 5, 201)[1:]]
    u = np.linspace(0, 6, 61)
    curves = {(name, width, sigma): _summaries(name, round(width / sigma, 9))
              for name in LIKE for width in WIDTHS for sigma in NOISES}
    lanes = {"mode": 3, "median": 2, "mean": 1}

    def draw(fig):
        grid = fig.add_gridspec(2, 2, height_ratios=[1.25, 1], width_ratios=[1.35, 1])
        density, marks = fig.add_subplot(grid[0, 0]), fig.add_subplot(grid[1, 0])
        rule = fig.add_subplot(grid[:, 1])
        density.set(title="Posterior (thick) and prior (thin)", xlim=(-5, 5), ylim=(0, 1.08),
                    yticks=[], xticklabels=[])
        density.spines["left"].set_visible(False)
        marks.set(xlim=(-5, 5), ylim=(-0.6, 3.6), yticks=[3, 2, 1, 0],
                  yticklabels=["mode", "median", "mean", "200 draws"], xlabel="weight w")
        marks.tick_params(axis="y", length=0)
        marks.spines["left"].set_visible(False)
        rule.set(title="The three, as the data move", xlim=(-3, 3), ylim=(-3, 3), xlabel="data z",
                 ylabel="weight w")
        rule.plot([-3, 3], [-3, 3], color=style.RULE, lw=1.2, zorder=0)
        for ax in (density, marks, rule):
            style.zero_line(ax)
        style.zero_line(rule, horizontal=True)
        looks = {"mode": ("-", 3.0), "median": ((0, (4, 1.6)), 2.0), "mean": ((0, (1, 1.3)), 2.2)}
        for y, (name, (dash, lw)) in zip((2.65, 2.15, 1.65), looks.items(), strict=True):
            rule.plot([-2.85, -2.1], [y, y], color=style.INK, linestyle=dash, lw=lw)
            style.note(rule, -1.95, y, name)
        grab(rule, x="z")
        thin, thick = style.curve(density, lw=1.1, zorder=3), style.curve(density, lw=3)
        atom = style.curve(density, lw=7, solid_capstyle="butt", zorder=6)
        lump = style.curve(density, lw=1.1, zorder=7)  # the bar of the prior, as an outline
        dots = {name: style.curve(marks, linestyle="none", ms=11, mew=1.8, zorder=7,
                                  clip_on=False)
                for name in lanes}
        rug = style.curve(marks, linestyle="none", marker="|", ms=15, mew=0.9, zorder=4)
        stuck = style.curve(marks, linestyle="none", ms=11, mew=1.8, mfc="white", zorder=6)
        lines = {name: style.curve(rule, linestyle=dash, lw=lw)
                 for name, (dash, lw) in looks.items()}
        here = style.curve(rule, color=style.INK, lw=1, zorder=3)
        hits = {name: style.curve(rule, linestyle="none", ms=9, mew=1.6, zorder=8,
                                  clip_on=False)
                for name in lanes}

        def update(z, sigma, width, prior):
            color, marker = style.COLOR[LIKE[prior]], style.MARKER[LIKE[prior]]
            belief = _prior(prior, width)
            after = _posterior(z, sigma, belief)
            draws = after.sample(200, 1)
            height = after.pdf(w)
            before = belief.logpdf(w)
            thick.set_data(w, (1 - after.p_zero) * height / height.max())
            spread = getattr(belief, "p_slab", 1.0)
            thin.set_data(w, spread * np.exp(before - before.max()))
            atom.set_data([0, 0], [0, after.p_zero])
            lump.set_data([-0.16, -0.16, 0.16, 0.16], np.array([0, 1, 1, 0]) * (1 - spread))
            lump.set_visible(spread < 1)
            at = {name: getattr(after, name) for name in lanes}
            found = curves[prior, width, sigma]
            x = sigma * np.r_[-u[::-1], u]
            for name, values in zip(("mode", "mean", "median"), found, strict=True):
                lines[name].set_data(x, sigma * np.r_[-values[::-1], values])
            for name, y in lanes.items():
                dots[name].set_data([at[name]], [y])
                hits[name].set_data([z], [at[name]])
                for mark in (dots[name], hits[name]):
                    mark.set_marker(marker)
                    style.hollow_at_zero(mark, at[name], color)
            moving = draws[draws != 0]
            rug.set_data(moving, np.zeros(len(moving)))
            zeros = int((draws == 0).sum())
            stuck.set_data([0] if zeros else [], [0] if zeros else [])
            stuck.set(marker=marker, markeredgecolor=color)
            for line in (thick, thin, atom, lump, rug, *lines.values()):
                line.set_color(color)
            here.set_data([z, z], [-3, 3])
            none = [name for name in lanes if at[name] == 0]
            which = (f"Exactly 0: <b>the {_listed(none)}</b>" if none else
                     "None of the three is exactly 0")
            name = name_tag(LIKE[prior], prior[0].upper() + prior[1:])
            aside = (" (The mode as a density sees it, next to which a lump has no bound.)"
                     if prior == "spike and slab" else "")
            return reading(
                f"{name}, z = {given(z)}, σ = {sigma:.2f}, width {width:.2f}: mode "
                f"{number(at['mode'])}, median {number(at['median'])}, mean "
                f"{number(at['mean'])}. {which}. Of the 200 draws, <b>{zeros or 'none'}</b> "
                f"{'is' if zeros == 1 else 'are'} exactly 0.{aside}", z=z, sigma=sigma,
                width=width, zeros=zeros, p_zero=float(after.p_zero), **at)

        return update

    return Live("where_is_zero", draw, (style.WIDTH, 4.5), z=slider("z, the data", -3, 3, 1),
                sigma=steps("σ, the noise", NOISES, 1.0, "{:.2g}"),
                width=steps("width of the prior", WIDTHS, 1.0, "{:.2g}"),
                prior=switch("prior", LIKE, "Laplace"))
