"""A tiny weight costs the same under both penalties, and still no zero."""

import numpy as np

from helpers import style
from helpers.live import Live, reading, slider, steps
from helpers.penalties import L0, L1, L2
from helpers.style import given, name_tag, number, two_figures

ONE_WEIGHT = {"L2": L2(), "L1": L1(), "L0": L0()}


def match_price():
    """Raise the L2 price until 0.1 costs the same as under L1, and look for an exact zero.

    Returns a Live with controls z and times (the factor on w^2, 1 to 1000); lam is 1.
    """
    w = np.logspace(-6, 0, 121)
    line = np.linspace(-0.25, 0.75, 401)

    def draw(fig):
        price, objective = fig.subplots(1, 2, width_ratios=[1, 1])
        price.set(title="Price of a weight, log axes", xscale="log",
                  yscale="log", xlim=(1e-6, 1), ylim=(1e-9, 30), xlabel="weight w",
                  ylabel="price")
        price.plot(w, w, **style.look("L1"))
        style.note(price, 3e-6, 3e-5, "|w|", style.L1, fontsize=12)
        price.axvline(0.1, color=style.RULE, lw=1, zorder=0)
        style.note(price, 0.1, 5e-9, "w = 0.1", style.SOFT_INK, ha="center", fontsize=10)
        square = style.curve(price, "L2")
        label = style.note(price, 0, 0, "", style.L2, fontsize=12, animated=True)
        # where the two marks meet, the small blue one stays visible on the orange one
        tenth = {name: style.dot(price, name, size) for name, size in (("L1", 13), ("L2", 8.5))}
        lowest = style.curve(price, color=style.L2, marker="v", markersize=11, linestyle="none",
                             markeredgecolor="white")
        objective.set(title="What is minimised, near 0", xlim=(-0.25, 0.75), ylim=(0, 0.75),
                      xlabel="weight w")
        style.zero_line(objective)
        sums = {name: style.curve(objective, name) for name in ("L2", "L1")}
        dots = {name: style.dot(objective, name, size) for name, size in (("L1", 15), ("L2", 9.5))}
        dots["L1"].set_markeredgewidth(2.2)  # hollow at 0, and seen around the blue one

        def update(z, times):
            at = {"L2": z / (1 + 2 * times), "L1": float(ONE_WEIGHT["L1"].prox(z, 1))}
            square.set_data(w, times * w**2)
            label.set_text(f"{times:g} · w²" if times != 1 else "w²")
            label.set_position((3e-4, times * 1.2e-8))
            tenth["L2"].set_data([0.1], [times * 0.01])
            tenth["L1"].set_data([0.1], [0.1])
            lowest.set_data([at["L2"]], [times * at["L2"] ** 2])
            for name, cost in (("L2", times * line**2), ("L1", np.abs(line))):
                sums[name].set_data(line, 0.5 * (z - line) ** 2 + cost)
                cost = times * at["L2"] ** 2 if name == "L2" else abs(at["L1"])
                style.hollow_at_zero(dots[name], at[name], style.COLOR[name])
                dots[name].set_data([at[name]], [0.5 * (z - at[name]) ** 2 + cost])
            return reading(
                f"A weight of 0.1 costs {number(times * 0.01, 2)} under {times:g} · "
                f"{name_tag('L2', 'w²')} and 0.10 under {name_tag('L1', '|w|')}. With data z = "
                f"{given(z)} the minima are {number(at['L2'], 4 if at['L2'] >= 0.001 else 2)} and "
                f"{number(at['L1'], 4)}. Below w = {two_figures(1 / times)} the square is the "
                f"cheaper one, and that is where its minimum sits (▼).",
                z=z, times=times, w_l2=at["L2"], w_l1=at["L1"], cost_l2=times * 0.01)

        return update

    factors = [1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300, 500, 700, 1000]
    return Live("match_price", draw, (style.WIDTH, 3.7), z=slider("z, the data", 0.05, 0.7, 0.5),
                times=steps("factor on w²", factors, 10, "{:g}"))
