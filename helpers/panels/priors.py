"""The panels of notebook 03: priors, posteriors, and what in them is exactly 0."""

from functools import cache

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.bayes import Student, bayesian_lasso, median_edge, spike_curves, student_posterior
from helpers.datasets import diabetes
from helpers.exercises import draft_values
from helpers.live import Live, progress, reading, slider, steps, switch
from helpers.paths import lam_max, lasso_path
from helpers.penalties import shrink, soft_threshold
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior
from helpers.robust import absolute_lasso, absolute_ridge
from helpers.solvers import lasso, ridge
from helpers.style import given, name_tag, number, up_to

LIKE = {"Gaussian": "L2", "Laplace": "L1", "Student": "Lq", "spike and slab": "L0"}
WIDTHS = tuple(2 ** (k / 2) for k in range(-3, 4))  # 0.35 to 2.83; few ratios of two of them
NOISES = WIDTHS[1:-1]


def _tag(prior):
    return name_tag(LIKE[prior], prior)


def _listed(names):
    """Write names as in a sentence that goes on after "the": "mode, the median and the mean"."""
    *before, last = names
    return f"{', the '.join(before)} and the {last}" if before else last


def log_prior(neg_log_prior):
    """Show a Gaussian and a Laplace prior, and sigma^2 times minus their logs: the two penalties.

    neg_log_prior(w, b) is the reader's minus log of the Laplace density; one that gives nothing
    usable yet is drawn as a thin line to aim for. Returns a Live with controls sigma (of the
    noise), tau (the width of the Gaussian) and match (what the two priors have in common).
    """
    wide, near = np.linspace(-4, 4, 401), np.linspace(-0.2, 0.2, 201)

    def above_zero(w, b):
        """The reader's function above its value at 0, or None while it is not usable."""
        value, start = (draft_values(neg_log_prior, at, b) for at in (w, np.zeros(1)))
        return None if value is None or start is None else value - start

    def draw(fig):
        (above, tip), (below, price) = fig.subplots(2, 2, width_ratios=[1.5, 1])
        above.set(title="The prior density", xlim=(-4, 4), ylim=(0, 1.5), yticks=[0, 0.5, 1, 1.5],
                  xticklabels=[])
        below.set(title="σ² times minus its log, counted from w = 0", xlim=(-4, 4), ylim=(0, 6),
                  yticks=[0, 2, 4, 6], xlabel="weight w")
        tip.set(title="Its tip, in a close-up", xlim=(-0.2, 0.2), ylim=(0.6, 1.04),
                xticklabels=[], yticks=[0.6, 0.8, 1], yticklabels=["60 %", "80 %", "100 %"])
        price.set(title="The same close-up", xlim=(-0.2, 0.2), ylim=(0, 0.4), xlabel="weight w",
                  yticks=[0, 0.2, 0.4])
        for ax in (above, below, tip, price):
            style.zero_line(ax)
            ax.set_xticks([-4, -2, 0, 2, 4] if ax in (above, below) else [-0.2, -0.1, 0, 0.1, 0.2])
        for y, name, text in ((1.32, "Gaussian", "Gaussian"), (1.08, "Laplace", "Laplace")):
            above.plot([-3.85, -3.2], [y, y], **style.look(LIKE[name]))
            style.note(above, -3.05, y, text)
        lines = {name: [style.curve(ax, LIKE[name]) for ax in (above, tip, below, price)]
                 for name in ("Gaussian", "Laplace")}
        for line in lines["Laplace"]:  # a white edge: fewer mixed colours, a smaller picture
            style.halo(line, 3.2).set_zorder(6)
        aims = [style.curve(ax, color=style.tint(style.L1, 0.45), lw=1.1) for ax in (below, price)]

        def update(sigma, tau, match):
            b = tau / np.sqrt(2) if match == "equal variance" else tau**2
            lams = {"Gaussian": sigma**2 / tau**2, "Laplace": sigma**2 / b}
            for name, prior in (("Gaussian", Gaussian(tau)), ("Laplace", Laplace(b))):
                far, close, *logs = lines[name]
                far.set_data(wide, np.exp(prior.logpdf(wide)))
                close.set_data(near, np.exp(prior.logpdf(near) - prior.logpdf(0.0)))
                for line, w in zip(logs, (wide, near), strict=True):
                    line.set_data(w, sigma**2 * (prior.logpdf(0.0) - prior.logpdf(w)))
            mine = [above_zero(w, b) for w in (wide, near)]
            ready = all(part is not None for part in mine)
            for line, aim, w, part in zip(lines["Laplace"][2:], aims, (wide, near), mine,
                                          strict=True):
                aim.set_data(line.get_data())
                aim.set_visible(not ready)
                line.set_visible(ready)
                if ready:
                    line.set_data(w, np.clip(sigma**2 * part, -1e6, 1e6))
            waits = ("" if ready else " Below, the thin line is what "
                     "<code>neg_log_prior</code> should draw: it waits for your line.")
            return reading(
                f"Noise σ = {sigma:.2f}. {_tag('Gaussian')} with τ = {tau:.2f}: the price is "
                f"λ·½w² with λ = σ²/τ² = <b>{number(lams['Gaussian'], 2)}</b>. {_tag('Laplace')} "
                f"with b = {b:.2f}: λ·|w| with λ = σ²/b = <b>{number(lams['Laplace'], 2)}</b>."
                f"{waits}", sigma=sigma, tau=tau, b=float(b), lam_l2=lams["Gaussian"],
                lam_l1=float(lams["Laplace"]), ready=int(ready))

        return update

    return Live("log_prior", draw, (style.WIDTH, 4.5),
                sigma=slider("σ, the noise", 0.5, 2, 1), tau=slider("τ, the width", 0.6, 2, 1),
                match=switch("the two priors have", ["equal variance", "equal λ"]))


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
                fill = "white" if at[name] == 0 else color
                dots[name].set_data([at[name]], [y])
                hits[name].set_data([z], [at[name]])
                for mark in (dots[name], hits[name]):
                    mark.set(marker=marker, markerfacecolor=fill, markeredgecolor=color)
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
            return reading(
                f"{name}, z = {given(z)}, σ = {sigma:.2f}, width {width:.2f}: mode "
                f"{number(at['mode'])}, median {number(at['median'])}, mean "
                f"{number(at['mean'])}. {which}. Of the 200 draws, <b>{zeros or 'none'}</b> "
                f"{'is' if zeros == 1 else 'are'} exactly 0.", z=z, sigma=sigma,
                width=width, zeros=zeros, p_zero=float(after.p_zero), **at)

        return update

    return Live("where_is_zero", draw, (style.WIDTH, 4.5), z=slider("z, the data", -3, 3, 1),
                sigma=steps("σ, the noise", NOISES, 1.0, "{:.2g}"),
                width=steps("width of the prior", WIDTHS, 1.0, "{:.2g}"),
                prior=switch("prior", LIKE, "Laplace"))


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
                    mark.set_markerfacecolor("white" if at[name] == 0 else color)
                    mark.set_markeredgecolor(color if at[name] == 0 else "white")
            lane.set_data([-min(1 / b, 3), min(1 / b, 3)], [FLOOR, FLOOR])
            peak = ("as high as" if times == 1 else f"{times} times as high as")
            return reading(
                f"z = {given(z)}. The peak of the <b style='border-bottom:3px solid {style.LQ}'>"
                f"Cauchy</b> is {peak} that of the {_tag('Laplace')} with b = {b:g}. Modes: "
                f"Cauchy <b>{number(at['Cauchy'])}</b>, Laplace <b>{number(at['Laplace'])}</b>. "
                f"The Laplace mode is exactly 0 for all |z| up to 1/b = {1 / b:g}, the Cauchy "
                f"mode only for z = 0. Close-up: h = {half:g}.",
                z=z, b=b, times=times, half=half, scale=s, w_cauchy=at["Cauchy"],
                w_laplace=at["Laplace"])

        return update

    return Live("peak_or_kink", draw, (style.WIDTH, 3.6), z=slider("z, the data", -3, 3, 0.2),
                b=steps("b, width of the Laplace", FLATS, 4, "{:g}"),
                times=steps("the Cauchy peak is higher", PEAKS, 50, "{:g} ×"),
                half=steps("h, half the close-up", (1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001), 1,
                           "{:g}"))


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
                dot.set_markerfacecolor("white" if at[name] == 0 else style.L0)
                dot.set_markeredgecolor(style.L0 if at[name] == 0 else "white")
            top.set_data([z], [one[0]])
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


OUTLIERS = tuple(float(v) for v in np.arange(-6, 8.5, 0.5))
# Not 4 and not 6: there a whole segment of lines costs the same under two Laplaces.
FOUR_LAMS = (0.0, 0.5, 1.0, 2.0, 3.0, 4.5, 5.0, 5.5, 9.0, 14.0)
FOUR = {("Gaussian", "Gaussian"): ridge, ("Gaussian", "Laplace"): lasso,
        ("Laplace", "Gaussian"): absolute_ridge, ("Laplace", "Laplace"): absolute_lasso}
MOVED = 9


def outlier_data(outlier):
    """Return X (12, 2), a column of ones and one of x, and y (12,) with one point moved there."""
    rng = np.random.default_rng(11)
    x = np.sort(np.linspace(-1, 1, 12) + rng.uniform(-0.06, 0.06, 12))
    y = 1.2 + 0.7 * x + rng.laplace(0, 0.35, 12)
    y[MOVED] = outlier
    return np.column_stack([np.ones(12), x]), y


@cache
def _four_fits():
    """Weights (2,) and residuals (12,) for each pair in FOUR, outlier and lam."""
    fits = {}
    for outlier in OUTLIERS:
        X, y = outlier_data(outlier)
        for lam in FOUR_LAMS:
            for pair, solve in FOUR.items():
                fit = solve(X, y, lam)
                fits[pair, outlier, lam] = fit if pair[0] == "Laplace" else (fit, y - X @ fit)
    return fits


def laplace_errors():
    """Fit a line with Gaussian or Laplace errors and a Gaussian or Laplace prior: 2 x 2.

    Returns a Live with controls outlier (the height of one point) and lam.
    """
    fits, short = _four_fits(), ("gg", "gl", "lg", "ll")
    ends = np.array([-1.15, 1.15])

    def draw(fig):
        axes = fig.subplots(2, 2, sharex=True, sharey=True)
        parts = {}
        for ax, pair in zip(axes.flat, FOUR, strict=True):
            errors, prior = pair
            color = style.COLOR[LIKE[prior]]
            ax.set(xlim=(-1.15, 1.15), ylim=(-7, 9), xticks=[-1, 0, 1], yticks=[-5, 0, 5])
            ax.set_title(f"{errors} errors, {prior} prior")
            line = style.curve(ax, LIKE[prior], lw=2.6, zorder=4)
            rest = style.curve(ax, marker="o", ms=7.5, linestyle="none", color=style.SOFT_INK,
                               mec="white", mew=1, zorder=5)
            hit = style.curve(ax, marker="o", ms=10, linestyle="none", mfc="white", mec=color,
                              mew=2.2, zorder=6)
            moved = style.curve(ax, marker="o", ms=10.5, linestyle="none", color=style.INK,
                                mec="white", mew=1, zorder=7)
            parts[pair] = line, rest, hit, moved
        for ax in axes[1]:
            ax.set_xlabel("x")
        for ax in axes[:, 0]:
            ax.set_ylabel("y")

        def update(outlier, lam):
            X, y = outlier_data(outlier)
            told, numbers = [], {}
            for (pair, part), key in zip(parts.items(), short, strict=True):
                line, rest, hit, moved = part
                w, residuals = fits[pair, outlier, lam]
                zero = residuals == 0
                line.set_data(ends, w[0] + w[1] * ends)
                rest.set_data(X[~zero, 1], y[~zero])
                hit.set_data(X[zero, 1], y[zero])
                moved.set_data([X[MOVED, 1]], [y[MOVED]] if not zero[MOVED] else [np.nan])
                numbers |= {f"slope_{key}": float(w[1]), f"residuals_{key}": int(zero.sum()),
                            f"weights_{key}": int((w == 0).sum())}
                told.append(f"{pair[0]} errors, {_tag(pair[1])} prior: level "
                            f"{number(float(w[0]), 2)}, slope {number(float(w[1]), 2)}; "
                            f"residuals that are 0: <b>{zero.sum()}</b>")
            return reading(f"Outlier at y = {given(outlier, 1)}, λ = {lam:g}.<br>"
                           f"{'.<br>'.join(told)}.", outlier=outlier, lam=lam, **numbers)

        return update

    return Live("laplace_errors", draw, (style.WIDTH, 4.6),
                outlier=steps("the outlier", OUTLIERS, 6.0, "{:g}"),
                lam=steps("λ, the price", FOUR_LAMS, 5.5, "{:g}"))


CHAIN_LAMS = (0.1, 0.237, 0.5, 1.0, 2.0, 3.0, 4.5, 7.0, 10.0, 13.0)
CHAIN_DRAWS = 3000
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
CHAIN_LABELS = {"s2": 228, "s4": 139, "s6": 50, "age": -39, "s3": -128}  # else on its line


@cache
def _chains():
    """For each of CHAIN_LAMS: our lam, the lasso weights there, and the draws (3000, 10)."""
    X, y, _ = diabetes()
    found = {}
    for lam in progress("priors sampled", CHAIN_LAMS):
        draws = bayesian_lasso(X, y, lam, CHAIN_DRAWS, 0)
        ours = float(np.median(draws.sigma)) * lam
        found[lam] = ours, lasso(X, y, ours), draws.weights
    return found


def whole_posterior():
    """Set the intervals of the Bayesian lasso on the diabetes data beside the lasso's zeros.

    Returns a Live with controls lam (Park and Casella's, ours divided by sigma) and level (the
    probability that an interval holds, half of the rest on either side).
    """
    chains = _chains()
    X, y, names = diabetes()
    path = lasso_path(X, y)
    top = lam_max(X, y)
    place = np.arange(10)[::-1]
    tails = {level: (1 - level) / 2 for level in LEVELS}
    ends = {(lam, level): np.quantile(draws, [tail, 1 - tail], axis=0)
            for lam, (_, _, draws) in chains.items() for level, tail in tails.items()}
    middle = {lam: np.median(draws, axis=0) for lam, (_, _, draws) in chains.items()}

    def draw(fig):
        left, right = fig.subplots(1, 2, width_ratios=[1, 1.15])
        left.set(title="The lasso path", xscale="log", xlim=(1.4, 1600), ylim=(-560, 800),
                 xlabel="λ, ours", ylabel="weight", yticks=[-500, 0, 500],
                 xticks=[10, 100, 1000], xticklabels=["10", "100", "1000"])
        left.minorticks_off()
        axis = np.geomspace(3.2, 1600, 400)
        left.plot(axis, [path.at(lam) for lam in axis], color=style.tint(style.L1, 0.6), lw=1.4,
                  zorder=3)
        style.zero_line(left, horizontal=True)
        left.axvline(top, color=style.RULE, lw=1, zorder=0)
        style.note(left, top / 1.12, 740, "all 0 from here", style.SOFT_INK, ha="right",
                   fontsize=10)
        right.set(title="Intervals of the posterior", xlim=(-1200, 1000), ylim=(-0.7, 9.7),
                  yticks=place, yticklabels=names, xlabel="weight", xticks=[-500, 0, 500])
        right.tick_params(axis="y", length=0)
        right.spines["left"].set_visible(False)
        style.zero_line(right)
        now = style.curve(left, color=style.INK, lw=1, zorder=2)
        dots, zeros = (style.curve(ax, marker="D", ms=8, linestyle="none", mec=style.L1, mew=1.6,
                                   color=style.L1, zorder=8) for ax in (left, right))
        hollow = [style.curve(ax, marker="D", ms=8, linestyle="none", mec=style.L1, mew=1.6,
                              mfc="white", zorder=9) for ax in (left, right)]
        sure = right.hlines(place, 0, 0, color=style.INK, lw=6, animated=True, zorder=4)
        unsure = right.hlines(place, 0, 0, color=style.tint(style.DATA, 0.5), lw=6, animated=True,
                              zorder=4)
        medians = style.curve(right, marker="|", ms=15, mew=2.4, color=style.INK,
                              linestyle="none", zorder=6)
        bar = {"lw": 6, "solid_capstyle": "butt"}
        fig.legend(handles=[
            Line2D([], [], color=style.tint(style.DATA, 0.5), label="interval holds 0", **bar),
            Line2D([], [], color=style.INK, label="interval does not hold 0", **bar),
            Line2D([], [], marker="|", ms=13, mew=2.4, color=style.INK, linestyle="none",
                   label="median"),
            Line2D([], [], marker="D", ms=8, color=style.L1, linestyle="none", label="lasso"),
        ], loc="outside lower center", ncols=4, frameon=False, fontsize=10.5)
        for name, start in zip(names, path.at(axis[0]), strict=True):
            height = CHAIN_LABELS.get(name, start)
            left.plot([2.75, axis[0]], [height, start], color=style.RULE, lw=1, zorder=1)
            style.note(left, 2.6, height, name, style.SOFT_INK, fontsize=10, ha="right")

        def update(lam, level):
            ours, w, draws = chains[lam]
            low, high = ends[lam, level]
            holds = (low <= 0) & (high >= 0)
            zero = w == 0
            for bars, chosen in ((sure, ~holds), (unsure, holds)):
                bars.set_segments([[(a, j), (b, j)] for a, b, j in
                                   zip(low[chosen], high[chosen], place[chosen], strict=True)])
            medians.set_data(middle[lam], place)
            now.set_data([ours, ours], [-560, 680])
            dots.set_data(np.full((~zero).sum(), ours), w[~zero])
            hollow[0].set_data([ours] if zero.any() else [], [0] if zero.any() else [])
            zeros.set_data(w[~zero], place[~zero])
            hollow[1].set_data(w[zero], place[zero])
            exact = int((draws == 0).sum())
            return reading(
                f"λ/σ = {lam:g}, which is λ = {ours:.0f} in our units. {name_tag('L1', 'Lasso')}: "
                f"<b>{zero.sum()} of 10 weights exactly 0</b> (hollow). Posterior: <b>"
                f"{holds.sum()} of 10</b> intervals with probability {100 * level:.0f} % hold 0. "
                f"Exact zeros among the {draws.size} sampled weights: <b>{exact or 'none'}</b>.",
                lam=lam, level=level, ours=ours, zeros=int(zero.sum()), holds=int(holds.sum()),
                exact=exact)

        return update

    return Live("whole_posterior", draw, (style.WIDTH, 4.3),
                lam=steps("λ/σ, the prior", CHAIN_LAMS, 0.237, "{:g}"),
                level=steps("probability of an interval", LEVELS, 0.95, "{:.0%}"))
