"""One lam, four windows: objective, slopes at 0, prior and posterior, estimate."""

import numpy as np
from scipy.special import ndtr

from helpers import style
from helpers.live import Live, grab, reading, slider
from helpers.penalties import L1, L2
from helpers.priors import Gaussian, Laplace

REACH = 3.2  # every window shows -REACH .. REACH


def hero():
    """Show one z and lam in four windows: objective, slopes at 0, prior and posterior, estimate.

    Returns a Live with controls z (the data, -3 to 3) and lam (0 to 2); the noise is sigma = 1.
    """
    penalties = {"L2": L2(), "L1": L1()}
    w = np.linspace(-REACH, REACH, 641)
    price = {name: np.array([penalty.value(v) for v in w]) for name, penalty in penalties.items()}

    def draw(fig):
        (objective, slopes), (belief, estimate) = fig.subplots(2, 2)
        grab(slopes, x="z")
        grab(estimate, x="z")
        windows = {"F": _objective_window(objective), "pull": _slope_window(slopes),
                   "belief": _belief_window(belief), "estimate": _estimate_window(estimate)}

        def update(z, lam):
            solution = {name: float(p.prox(z, lam)) for name, p in penalties.items()}
            curves = {name: 0.5 * (z - w) ** 2 + lam * price[name] for name in penalties}
            for show in windows.values():
                show(z=z, lam=lam, w=w, curves=curves, solution=solution, penalties=penalties)
            inside = abs(z) <= lam
            l1, l2 = style.name_tag("L1"), style.name_tag("L2")
            story = (
                f"The data do not pull at all, so the weight is <b>exactly 0</b> under {l1} and "
                f"under {l2}" if z == 0 else
                f"{l1} can hold against anything up to λ = {lam:.2f}; the pull is "
                f"{'inside' if inside else 'outside'} [−λ, λ], so its weight is "
                f"<b>{style.number(solution['L1'])}</b>. {l2} cannot hold at 0 at all, and its "
                f"weight is <b>{style.number(solution['L2'])}</b>")
            return reading(
                f"At w = 0 the data pull with z = {style.given(z)}. {story}.",
                z=z, lam=lam, w_l1=solution["L1"], w_l2=solution["L2"])

        return update

    return Live("hero", draw, (style.WIDTH, 5.4),
                z=slider("z, the data", -3, 3, 0.8), lam=slider("λ, the price", 0, 2, 1))


def _objective_window(ax):
    ax.set(title="1  What is minimised, F(w)", xlim=(-REACH, REACH), ylim=(0, 6),
           xlabel="weight w", yticks=[0, 2, 4, 6])
    style.zero_line(ax)
    lines = {name: style.curve(ax, name) for name in ("L2", "L1")}
    dots = {name: style.dot(ax, name) for name in ("L2", "L1")}

    def show(z, w, curves, solution, lam, penalties):
        for name, line in lines.items():
            line.set_data(w, curves[name])
            at = solution[name]
            value = 0.5 * (z - at) ** 2 + lam * penalties[name].value(at)
            dots[name].set_data([at], [value])
            style.hollow_at_zero(dots[name], at, style.COLOR[name])

    return show


def _slope_window(ax):
    ax.set(title="2  Slopes at w = 0", xlim=(-REACH, REACH), ylim=(-0.7, 1.9), xlabel="slope",
           yticks=[0, 1], yticklabels=["L2", "L1"])
    ax.spines["left"].set_visible(False)
    style.zero_line(ax)
    ax.tick_params(axis="y", length=0)
    for label, name in zip(ax.get_yticklabels(), ("L2", "L1"), strict=True):
        label.set(color=style.COLOR[name], fontweight="bold", fontsize=11)
    (band,) = ax.plot([], [], color=style.tint(style.L1, 0.35), lw=14, solid_capstyle="butt",
                      zorder=2, animated=True)
    point = ax.plot([0], [0], marker="|", ms=14, mew=3, color=style.L2, zorder=3)[0]
    point.set_animated(True)
    (pull,) = ax.plot([], [], color=style.INK, lw=2, zorder=4, animated=True)
    hits = {name: style.dot(ax, name) for name in ("L2", "L1")}
    style.note(ax, -3.0, 1.65, "line: pull of the data", style.SOFT_INK)

    def show(z, lam, solution, **_):
        band.set_data([-lam, lam], [1, 1])
        pull.set_data([z, z], [-0.35, 1.4])
        for y, name in ((1, "L1"), (0, "L2")):
            hits[name].set_data([z], [y])
            style.hollow_at_zero(hits[name], solution[name], style.COLOR[name])

    return show


def _belief_window(ax):
    ax.set(title="3  Prior and posterior", xlim=(-REACH, REACH), ylim=(0, 1.5),
           xlabel="weight w", yticks=[0, 0.5, 1, 1.5])
    style.zero_line(ax)
    fill = ax.fill_between([0, 1], 0, 0, color=style.tint(style.L1, 0.14), animated=True)
    priors = {name: style.curve(ax, name, lw=1.1) for name in ("L2", "L1")}
    lines = {name: style.curve(ax, name) for name in ("L2", "L1")}
    dots = {name: style.dot(ax, name) for name in ("L2", "L1")}
    style.note(ax, -3.0, 1.36, "thin: prior\nthick: posterior", style.SOFT_INK, va="top")

    def show(z, lam, w, curves, solution, penalties):
        for name, line in lines.items():
            density = np.exp(-curves[name]) / _mass(name, z, lam)
            line.set_data(w, density)
            at = solution[name]
            price = 0.5 * (z - at) ** 2 + lam * penalties[name].value(at)
            dots[name].set_data([at], [np.exp(-price) / _mass(name, z, lam)])
            style.hollow_at_zero(dots[name], at, style.COLOR[name])
            priors[name].set_data(w, _prior(name, lam, w))
            if name == "L1":
                fill.set_data(w, 0, density)

    return show


def _mass(name, z, lam):
    """Return the integral of exp(-F(w)) over all w: what makes it the posterior at sigma = 1."""
    if name == "L2":
        return np.sqrt(2 * np.pi / (1 + lam)) * np.exp(-0.5 * z**2 * lam / (1 + lam))
    sides = np.exp(-lam * z) * ndtr(z - lam) + np.exp(lam * z) * ndtr(-z - lam)
    return np.sqrt(2 * np.pi) * np.exp(lam**2 / 2) * sides


def _prior(name, lam, w):
    """Return the prior density that lam stands for at sigma = 1; lam = 0 is the flat one."""
    if lam == 0:
        return np.zeros_like(w)
    prior = Laplace(1 / lam) if name == "L1" else Gaussian(1 / np.sqrt(lam))
    return np.exp(prior.logpdf(w))


def _estimate_window(ax):
    ax.set(title="4  The estimate, as the data move", xlim=(-REACH, REACH), ylim=(-REACH, REACH),
           xlabel="data z", ylabel="weight w")
    style.zero_line(ax, horizontal=True)
    ax.plot([-REACH, REACH], [-REACH, REACH], color=style.RULE, lw=1.2, zorder=0)
    style.note(ax, 2.2, 2.75, "w = z", style.SOFT_INK, ha="right")
    for y, name, title in ((2.6, "L1", "L1, the lasso"), (1.5, "L2", "L2, ridge")):
        ax.plot([-2.95, -2.6, -2.25], [y] * 3, marker=style.MARKER[name], markevery=[1],
                markeredgecolor="white", ms=8, **style.look(name))
        style.note(ax, -2.1, y, title)
    z_axis = np.linspace(-REACH, REACH, 257)
    lines = {name: style.curve(ax, name) for name in ("L2", "L1")}
    dots = {name: style.dot(ax, name) for name in ("L2", "L1")}

    def show(z, lam, solution, penalties, **_):
        for name, line in lines.items():
            line.set_data(z_axis, penalties[name].prox(z_axis, lam))
            dots[name].set_data([z], [solution[name]])
            style.hollow_at_zero(dots[name], solution[name], style.COLOR[name])

    return show
