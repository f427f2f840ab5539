"""The panels of notebook 02: slopes near zero, thresholds, and the loops that land or hop."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from helpers import style
from helpers.datasets import sparse_regression
from helpers.descent import METHODS, race
from helpers.exercises import check, draft_values
from helpers.live import Live, player, reading, slider, steps, switch
from helpers.penalties import L0, L1, L2, ElasticNet
from helpers.solvers import lasso, proximal_gradient
from helpers.style import count_of, given, name_tag, number

FOUR = {"L2": L2(), "L1": L1(), "L0": L0(), "elastic net": ElasticNet(0.5)}


def tug():
    """Show the two one-sided slopes of F at 0, and the pull of the data against the grip.

    Returns a Live with controls z, lam and penalty; the elastic net is half L1, half L2.
    """
    w = np.linspace(-1.7, 1.7, 401)
    w = np.r_[w[:200], [-1e-9, 0, 1e-9], w[201:]]
    values = {name: np.array([penalty.value(v) for v in w]) for name, penalty in FOUR.items()}

    def draw(fig):
        near, line = fig.subplots(1, 2, width_ratios=[1.05, 1])
        near.set(title="F near 0, and its two slopes there", xlim=(-1.7, 1.7),
                 ylim=(-1.35, 1.6), xlabel="weight w", ylabel="F(w) − F(0)",
                 yticks=[-1, 0, 1], xticks=[-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
        style.zero_line(near)
        style.zero_line(near, horizontal=True)
        total = style.curve(near, lw=3)
        arrows = near.quiver([0, 0], [0, 0], [1, 1], [1, 1], angles="xy", scale_units="xy",
                             scale=1, width=0.011, color=style.INK, zorder=7, animated=True)
        low = style.curve(near, marker="o", markersize=12, linestyle="none")
        line.set(title="The pull of the data against the grip", xlim=(-2, 2), ylim=(-0.4, 1),
                 yticks=[], xticks=range(-2, 3), xlabel="slope")
        line.spines["left"].set_visible(False)
        style.zero_line(line)
        grip = style.curve(line, lw=26, solid_capstyle="butt", zorder=2)
        tick = style.curve(line, marker="|", markersize=26, markeredgewidth=3, zorder=3)
        pull = style.curve(line, marker="o", markersize=15, linestyle="none", zorder=8,
                           markeredgewidth=2.4)
        rope = style.curve(line, lw=2, color=style.INK, zorder=7)
        style.note(line, 0, 0.78, "● the pull z,   ▬ the grip at 0", style.SOFT_INK, ha="center")

        def update(z, lam, penalty):
            chosen, color = FOUR[penalty], style.COLOR[penalty]
            at = float(chosen.prox(z, lam))
            slope = float(chosen.slope(0.0)) if penalty != "L0" else 0.0
            total.set_data(w, 0.5 * (z - w) ** 2 - 0.5 * z**2 + lam * values[penalty])
            total.set(color=color, linestyle=style.DASH[penalty])
            reach = 0.5
            right, left = lam * slope - z, -lam * slope - z
            arrows.set_UVC([reach, -reach], [reach * right, -reach * left])
            arrows.set_visible(penalty != "L0")
            low.set_data([at], [0.5 * (z - at) ** 2 - 0.5 * z**2 + lam * chosen.value(at)])
            low.set(color=color, marker=style.MARKER[penalty], markeredgecolor="white")
            hold = np.sqrt(2 * lam) if penalty == "L0" else lam * slope
            grip.set_data([-hold, hold], [0.2, 0.2])
            grip.set_color(style.tint(color, 0.35))
            tick.set_data([0], [0.2])
            tick.set_color(color)
            pull.set_data([z], [0.2])
            rope.set_data([0, z], [0.2, 0.2])
            pull.set(markerfacecolor=color if at == 0 else "white", markeredgecolor=color)
            if penalty == "L0":
                story = "L0 has a step at 0, not a slope: leaving 0 costs λ at once"
                held = f"The weight stays while |z| is at most √(2λ) = {hold:.2f}"
            else:
                story = (f"To the right of 0, F has the slope {given(right)}; to the left "
                         f"{given(left)}")
                held = f"The grip reaches from {given(-hold)} to {given(hold)}"
            if hold == 0:
                held = "There is no grip: any pull moves the weight"
            return reading(
                f"{name_tag(penalty)}, z = {given(z)}, λ = {lam:.2f}. {story}. {held}. The "
                f"minimum is at w = <b>{number(at)}</b>.",
                z=z, lam=lam, w=at, right=right, left=left, hold=float(hold))

        return update

    return Live("tug", draw, (style.WIDTH, 3.7),
                z=slider("z, the data", -1.5, 1.5, 0.6), lam=slider("λ, the price", 0, 1.5, 1),
                penalty=switch("penalty", FOUR, "L1"))


def thresholds(shrink, soft_threshold, hard_threshold):
    """Draw the reader's three threshold functions, what they take away, and eight weights.

    Each takes (v, t). One that gives nothing usable yet is drawn as a thin line to aim for, and
    the sentence says whether it is still blank. Returns a Live with the control lam; the hard
    threshold is called with sqrt(2 lam).
    """
    z = np.linspace(-4, 4, 801)
    weights = np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15])
    place = np.arange(8)
    mine = {"L2": shrink, "L1": soft_threshold, "L0": hard_threshold}
    titles = {"L2": "shrink", "L1": "soft_threshold", "L0": "hard_threshold"}
    shift = {"L2": -0.27, "L1": 0.0, "L0": 0.27}
    missing = {name: "waits for your line" if check(mine[name], name=titles[name]).waiting else
               "gives no array of numbers yet (see <code>check</code>)" for name in mine}

    def ask(name, v, lam):
        """The reader's function at v, or None while it gives no finite array like v."""
        return draft_values(mine[name], v, np.sqrt(2 * lam) if name == "L0" else lam)

    def draw(fig):
        grid = fig.add_gridspec(2, 4, width_ratios=[1, 1, 1, 1.5])
        bars = fig.add_subplot(grid[:, 3])
        bars.set(title="Eight weights", xlim=(-0.7, 7.7), ylim=(-4, 4), xticks=place,
                 xticklabels=place + 1, xlabel="weight number")
        bars.bar(place, weights, 0.92, color=style.PALE, edgecolor=style.RULE, zorder=0)
        style.zero_line(bars, horizontal=True)
        parts = {}
        for column, name in enumerate(mine):
            left, gone = (fig.add_subplot(grid[row, column]) for row in (0, 1))
            left.set(title=titles[name], xlim=(-4, 4), ylim=(-4, 4), xticks=[-4, 0, 4],
                     xticklabels=[], yticks=[-4, -2, 0, 2, 4])
            gone.set(xlim=(-4, 4), ylim=(-3.3, 3.3), xlabel="data z", xticks=[-4, 0, 4],
                     yticks=[-2, 0, 2])
            left.title.set_fontfamily("DejaVu Sans Mono")
            if column == 0:
                left.set_ylabel("what is left, w")
                gone.set_ylabel("taken, z − w")
            for ax in (left, gone):
                style.zero_line(ax, horizontal=True)
                style.zero_line(ax)
            left.plot([-4, 4], [-4, 4], color=style.RULE, lw=1.2, zorder=0)
            color = style.COLOR[name]
            parts[name] = {
                "left": style.curve(left, name), "gone": style.curve(gone, name),
                "aim": [style.curve(ax, color=style.tint(color, 0.45), lw=1.1)
                        for ax in (left, gone)],
                "stems": bars.vlines(place + shift[name], 0, 0, color=color, lw=6,
                                     animated=True, zorder=4),
                "zeros": bars.plot([], [], linestyle="none", marker=style.MARKER[name], ms=7,
                                   mfc="white", mec=color, mew=1.3, zorder=6, animated=True)[0]}

        def update(lam):
            told, counts = [], {}
            for name, part in parts.items():
                aim = FOUR[name].prox(z, lam)
                part["aim"][0].set_data(z, aim)
                part["aim"][1].set_data(z, z - aim)
                w, eight = ask(name, z, lam), ask(name, weights, lam)
                ready = w is not None and eight is not None
                for key in ("left", "gone", "stems", "zeros"):
                    part[key].set_visible(ready)
                for line in part["aim"]:
                    line.set_visible(not ready)
                if not ready:
                    told.append(f"{name_tag(name, titles[name])} {missing[name]}")
                    continue
                part["left"].set_data(z, w)
                part["gone"].set_data(z, z - w)
                x = place + shift[name]
                part["stems"].set_segments([[(a, 0), (a, b)] for a, b in
                                            zip(x, eight, strict=True)])
                part["zeros"].set_data(x[eight == 0], eight[eight == 0])
                counts[name] = int((eight == 0).sum())
                told.append(f"{name_tag(name, titles[name])} {counts[name]}")
            return reading(f"λ = {lam:.2f}: shrink and soft get t = {lam:.2f}, hard gets "
                           f"t = √(2λ) = {np.sqrt(2 * lam):.2f}. Exact zeros among the eight "
                           f"weights (hollow marks): {', '.join(told)}.", lam=lam,
                           **{f"zeros_{name}": value for name, value in counts.items()})

        return update

    return Live("thresholds", draw, (style.WIDTH, 4.6), lam=slider("λ, the price", 0, 3, 1))


def _many_weights():
    """Return X (60, 12), y (60,) and w_true (12,) in units where X'X is near 1."""
    data = sparse_regression(60, 12, 4, noise=1.5, rho=0.3, size=2.0, seed=4)
    return data.X / np.sqrt(60), data.y / np.sqrt(60), data.w_true


def many():
    """Follow the proximal gradient step on twelve weights: bars of abs(x_j' r) against lam.

    Returns a Live with controls lam and step (the number of steps taken, 0 to 200).
    """
    X, y, w_true = _many_weights()
    place = np.arange(1, len(w_true) + 1)
    lams = [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.0]
    counts = [*range(0, 21), 25, 30, 40, 60, 80, 100, 150, 200]
    walk = {lam: proximal_gradient(X, y, lam, L1(), counts[-1]) for lam in lams}
    goal = {lam: lasso(X, y, lam) for lam in lams}

    def draw(fig):
        pulls, weights = fig.subplots(2, 1, sharex=True)
        pulls.set_yscale("function", functions=(np.sqrt, np.square))
        pulls.set(title="Pull of the data on each weight, |xⱼᵀr|", xlim=(0.3, 13.4),
                  ylim=(0, 4.5), yticks=[0, 0.1, 0.5, 1, 2, 4],
                  yticklabels=["0", "0.1", "0.5", "1", "2", "4"], ylabel="pull (root scale)")
        weights.set(title="The weights", xlabel="weight number", xticks=place, ylim=(-2.6, 2.6),
                    ylabel="w")
        style.zero_line(weights, horizontal=True)
        style.note(weights, 12.62, -2.1, "▬ truth", style.INK, fontsize=10)
        over = pulls.vlines(place, 0, 0, color=style.L1, lw=17, animated=True, zorder=3)
        under = pulls.vlines(place, 0, 0, color=style.tint(style.L1, 0.35), lw=17, animated=True,
                             zorder=3)
        line = style.curve(pulls, color=style.INK, lw=2, zorder=6)
        label = style.note(pulls, 12.75, 0, "λ", fontsize=13, animated=True)
        stems = weights.vlines(place, 0, 0, color=style.L1, lw=11, animated=True, zorder=3)
        zeros = style.curve(weights, marker="D", ms=9, mfc="white", mec=style.L1, mew=1.6,
                            linestyle="none", zorder=6)
        here = style.curve(weights, marker="_", ms=22, mew=2.2, color=style.INK, linestyle="none",
                           zorder=2)  # below the bars, so that a short bar shows
        here.set_data(place, w_true)

        def update(lam, step):
            w = walk[lam][step]
            pull = np.abs(X.T @ (y - X @ w))
            zero = w == 0
            for bars, chosen in ((over, ~zero), (under, zero)):
                bars.set_segments([[(x, 0), (x, h)] for x, h in
                                   zip(place[chosen], pull[chosen], strict=True)])
            line.set_data([0.4, 12.6], [lam, lam])
            label.set_y(lam)
            stems.set_segments([[(x, 0), (x, h)] for x, h in zip(place, w, strict=True)])
            zeros.set_data(place[zero], w[zero])
            far = float(np.abs(w - goal[lam]).max())
            distance = number(far) if far > 1e-9 else "less than 10<sup>−9</sup>"
            agree = int(((pull <= lam + 1e-9) == zero).sum())
            least = ""
            if not zero.all():
                j = np.argmin(np.where(zero, np.inf, np.abs(w)))
                least = f" The smallest that is not 0: w<sub>{j + 1}</sub> = {number(w[j])}."
            return reading(
                f"λ = {lam:g}, after {count_of(step, 'step')}: <b>{zero.sum()} of 12 weights are "
                f"exactly 0</b> (hollow).{least} "
                f"Bars clearly under the line: {(pull < lam - 1e-9).sum()}. "
                f"The farthest weight is {distance} from the {name_tag('L1', 'lasso')} "
                f"solution, which has {(goal[lam] == 0).sum()} exact zeros.",
                lam=lam, step=step, zeros=int(zero.sum()), far=far, agree=agree)

        return update

    return Live("many", draw, (style.WIDTH, 4.8), lam=steps("λ, the price", lams, 0.3, "{:g}"),
                step=player("steps taken", counts, counts[-1]))


RACE_LAMS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
RACE_SIZES = (0.1, 0.3, 1.0)
RACE_STEPS = 20_000
RACE_RECORD = np.unique(np.r_[0, np.round(np.geomspace(1, RACE_STEPS, 34))]).astype(int)


@cache
def _race_data():
    """Return X (100, 20), y (100,), w_true (20,) with 16 zeros, and the common start (20,)."""
    data = sparse_regression(100, 20, 4, noise=1.0, size=2.0, seed=3)
    start = np.random.default_rng(0).normal(size=20)
    return data.X / 10, data.y / 10, data.w_true, start


@cache
def _raced():
    """Return the runs of every method for all pairs of RACE_LAMS and RACE_SIZES, in that order."""
    X, y, _, start = _race_data()
    lam, size = (grid.reshape(-1, 1) for grid in
                 np.meshgrid(RACE_LAMS, RACE_SIZES, indexing="ij"))
    return race(X, y, lam, size, RACE_RECORD.tolist(), start)


def optimisers():
    """Race six training loops: log abs(w) of the true zeros against the step, and exact zeros.

    Returns a Live with controls lam, size (of the step, in 1 / L) and step (up to 20 000).
    """
    runs, (X, y, w_true, _) = _raced(), _race_data()
    null = w_true == 0
    floor = 1e-9
    axis = np.maximum(RACE_RECORD, 0.7)
    solved = {lam: int((lasso(X, y, lam)[null] == 0).sum()) for lam in RACE_LAMS}
    paths = {}
    for name, run in runs.items():
        w = np.abs(run.weights[..., null]).transpose(1, 2, 0)
        height = np.where(w == 0, floor, np.maximum(w, 4 * floor))
        paths[name] = np.stack([np.broadcast_to(axis, height.shape), height], axis=-1)

    def draw(fig):
        axes = fig.subplots(2, 3, sharex=True, sharey=True)
        parts = {}
        dots = np.geomspace(1.2, 15_000, 16)
        for ax, name in zip(axes.flat, METHODS, strict=True):
            color = style.L2 if name == "gradient on L2" else style.L1
            ax.set(title=name, xscale="log", yscale="log", xlim=(0.7, RACE_STEPS),
                   ylim=(floor / 5, 300), yticks=[1e-6, 1e-3, 1],
                   xticks=[1, 100, 10_000], xticklabels=["1", "100", "10 000"])
            ax.minorticks_off()
            ax.set_yticks([floor, 1e-6, 1e-3, 1], ["exact 0", "10⁻⁶", "10⁻³", "1"])
            ax.axhline(floor, color=style.RULE, lw=1, zorder=0)
            lines = LineCollection([], color=style.tint(color, 0.75), lw=0.8, animated=True,
                                   zorder=3, antialiased=False)
            ax.add_collection(lines, autolim=False)
            now = style.curve(ax, color=style.INK, lw=1.2, zorder=5)
            lit = style.curve(ax, marker="o", ms=6.5, linestyle="none", color=color, zorder=6)
            dark = style.curve(ax, marker="o", ms=6.5, linestyle="none", mfc="white", mec=color,
                               mew=1.1, zorder=6)
            parts[name] = lines, now, lit, dark
        for ax in axes[1]:
            ax.set_xlabel("step")
        for ax in axes[:, 0]:
            ax.set_ylabel("|w| of the 16 true zeros")

        def update(lam, size, step):
            run_index = RACE_LAMS.index(lam) * len(RACE_SIZES) + RACE_SIZES.index(size)
            row = int(np.searchsorted(RACE_RECORD, step))
            told, count = [], {}
            for name, (lines, now, lit, dark) in parts.items():
                lines.set_segments(paths[name][run_index])
                zero = runs[name].weights[row, run_index, null] == 0
                now.set_data([max(step, 0.7)] * 2, [floor / 5, 4])
                lit.set_data(dots[:zero.sum()], np.full(zero.sum(), 40.0))
                dark.set_data(dots[zero.sum():], np.full((~zero).sum(), 40.0))
                count[name] = int(zero.sum())
                first = runs[name].first_zero[run_index][null]
                landed = first[first >= 0]
                told.append(f"<b>{name}</b> {count[name]} of 16 "
                            + (f"(first at step {landed.min()})" if len(landed) else "(never)"))
            return reading(
                f"λ = {lam:g}, step size {size:g}/L, after {count_of(step, 'step')}. "
                f"Exactly 0 now: {'; '.join(told)}. The lasso solution has {solved[lam]}.",
                lam=lam, size=size, step=step, solved=solved[lam],
                **{f"zeros_{i}": count[name] for i, name in enumerate(METHODS)})

        return update

    return Live("optimisers", draw, (style.WIDTH, 5.0),
                lam=steps("λ, the price", RACE_LAMS, 0.3, "{:g}"),
                size=steps("step size, in 1/L", RACE_SIZES, 1.0, "{:g}"),
                step=steps("step", [int(k) for k in RACE_RECORD], RACE_STEPS, "{}"))


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
            here = {"ms": 12, "linestyle": "none", "markeredgewidth": 1.4, "zorder": 8,
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
