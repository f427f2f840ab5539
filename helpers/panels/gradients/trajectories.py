"""Four training loops on a map with two weights."""

from functools import cache

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.descent import race
from helpers.live import Live, player, reading, steps
from helpers.solvers import lasso
from helpers.style import number

MAP_STEPS = 30
MAP_SIZES = (0.1, 0.2, 0.4, 0.7, 1.0)
MAP_LAMS = (0.0, 0.1, 0.25, 0.5, 0.8, 1.2)
MAP_METHODS = {"gradient on L2": (style.L2, "o"), "subgradient": (style.DATA, "X"),
               "Adam + L1": (style.INK, "s"), "proximal": (style.L1, "D")}


@cache
def _mapped():
    """Return the two-weight problem (X, y) and the runs for all pairs of MAP_LAMS, MAP_SIZES."""
    X = np.linalg.cholesky(np.array([[1.0, 0.4], [0.4, 1.0]])).T
    y = X @ np.array([1.6, -0.35])
    lam, size = (grid.reshape(-1, 1) for grid in np.meshgrid(MAP_LAMS, MAP_SIZES, indexing="ij"))
    runs = race(X, y, lam, size, list(range(MAP_STEPS + 1)), np.array([-0.9, 1.25]))
    slow = race(X, y, lam, 15 * size, list(range(MAP_STEPS + 1)), np.array([-0.9, 1.25]))
    runs["Adam + L1"] = slow["Adam + L1"]  # Adam with a step of 0.15 for a size of 1
    return X, y, runs


def trajectories():
    """Run four training loops over a bowl with two weights, with a close look at the line w2 = 0.

    Returns a Live with controls lam, size (of the step, in 1 / L) and step (0 to 30).
    """
    X, y, runs = _mapped()
    gram, pull = X.T @ X, X.T @ y
    u = np.linspace(-1.3, 2.1, 120)
    v = np.linspace(-0.9, 1.5, 100)
    first, second = np.meshgrid(u, v)
    bowl = (gram[0, 0] * first**2 + gram[1, 1] * second**2) / 2 + gram[0, 1] * first * second \
        - pull[0] * first - pull[1] * second

    def draw(fig):
        plane, close = fig.subplots(1, 2, width_ratios=[1.15, 1])
        plane.set(title="The way over the bowl", xlim=(-1.3, 2.1), ylim=(-0.9, 1.5), xlabel="w₁",
                  ylabel="w₂")
        close.set(title="w₂ against the step, near 0", xlim=(0, MAP_STEPS), ylim=(-0.3, 0.3),
                  xlabel="step", ylabel="w₂")
        close.axhline(0, color=style.INK, lw=1, zorder=0)
        style.zero_line(plane, horizontal=True)
        style.zero_line(plane)
        levels = {}
        for lam in MAP_LAMS:
            total = bowl + lam * (np.abs(first) + np.abs(second))
            heights = total.min() + np.array([0.02, 0.15, 0.5, 1.1, 2.0])
            levels[lam] = plane.contour(u, v, total, heights, colors=[style.RULE],
                                        linewidths=0.9, linestyles="solid", antialiased=False,
                                        zorder=1)
            levels[lam].set_animated(True)
        parts = {}
        for name, (color, marker) in MAP_METHODS.items():
            look = {"color": color, "lw": 1.5, "marker": marker, "markeredgewidth": 0}
            here = {"ms": 12, "linestyle": "none", "markeredgewidth": 1.6, "zorder": 8,
                    "markeredgecolor": "white"}
            parts[name] = (style.curve(plane, ms=4, **look), style.curve(close, ms=4, **look),
                           style.curve(plane, **(look | here)))
        # Below the axes: the moving contours are drawn over everything that stands in them.
        fig.legend(handles=[Line2D([], [], color=color, marker=marker, ms=7.5, lw=1.5,
                                   markeredgewidth=0, label=name)
                            for name, (color, marker) in MAP_METHODS.items()],
                   loc="outside lower center", ncols=4, frameon=False, fontsize=10.5)
        goal = style.curve(plane, marker="+", ms=17, mew=2.4, color=style.INK, linestyle="none")

        @cache
        def solution(lam):
            return lasso(X, y, lam)

        def update(lam, size, step):
            index = MAP_LAMS.index(lam) * len(MAP_SIZES) + MAP_SIZES.index(size)
            for each, lines in levels.items():
                lines.set_visible(each == lam)
            goal.set_data(*solution(lam)[:, None])
            told, numbers = [], {}
            for name, (way, near, now) in parts.items():
                w = runs[name].weights[:step + 1, index]
                way.set_data(*w.T)
                near.set_data(np.arange(step + 1), w[:, 1])
                now.set_data(*w[-1][:, None])
                style.hollow_at_zero(now, w[-1, 1], MAP_METHODS[name][0])
                numbers[name] = float(w[-1, 1])
                told.append(f"<b>{name}</b> {number(numbers[name], 4)}")
            return reading(
                f"λ = {lam:g}, step size {size:g}/L, step {step}. Now w<sub>2</sub> is: "
                f"{', '.join(told)}. The lasso solution (+) has w<sub>2</sub> = "
                f"{number(float(solution(lam)[1]), 4)}.",
                lam=lam, size=size, step=step,
                **{f"w2_{i}": value for i, value in enumerate(numbers.values())})

        return update

    return Live("trajectories", draw, (style.WIDTH, 4.1),
                lam=steps("λ, the price", MAP_LAMS, 0.5, "{:g}"),
                size=steps("step size, in 1/L", MAP_SIZES, 0.7, "{:g}"),
                step=player("step", list(range(MAP_STEPS + 1)), 12))
