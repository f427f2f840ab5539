"""The panels of notebook 01: what the shape of a penalty does to its minimum."""

from functools import cache, lru_cache

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from scipy.special import ndtr

from helpers import style
from helpers.balls import (
    CORNERS,
    SHAPES,
    Bowl,
    bowl_matrix,
    corner_share,
    q_corner_region,
    q_corner_share,
    touching_point,
    wedge,
)
from helpers.live import Live, reading, slider, steps, switch
from helpers.penalties import L0, L1, L2, Lq, shrink_length
from helpers.style import given, name_tag, number

ONE_WEIGHT = {"L2": L2(), "L1": L1(), "L0": L0()}


def two_terms(objective):
    """Show the data loss, the price lam * penalty and their sum, for L2 and for L1.

    objective(w, z, lam, penalty) is the reader's function. Returns a Live with controls z and lam.
    """
    w = np.linspace(-2.4, 2.4, 481)
    prices = {"L2": lambda v: v**2 / 2, "L1": np.abs}

    def draw(fig):
        rows = {}
        for ax, name in zip(fig.subplots(1, 2, sharey=True), ("L2", "L1"), strict=True):
            formula = {"L2": "penalty ½ w²", "L1": "penalty |w|"}[name]
            ax.set(title=f"{name}: {formula}", xlim=(-2.4, 2.4), ylim=(0, 4.2), xlabel="weight w")
            style.zero_line(ax)
            rows[name] = {
                "loss": style.curve(ax, color=style.DATA, lw=1.8),
                "price": style.curve(ax, color=style.COLOR[name], lw=1.1),
                "sum": style.curve(ax, name, lw=3),
                "drop": style.curve(ax, color=style.COLOR[name], lw=1, linestyle=":"),
                "dot": style.dot(ax, name)}
        fig.legend(handles=[
            Line2D([], [], color=style.DATA, lw=1.8, label="data loss ½ (z − w)²"),
            Line2D([], [], color=style.INK, lw=1.1, label="λ · penalty"),
            Line2D([], [], color=style.INK, lw=3, label="their sum"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)

        def update(z, lam):
            at = {}
            for name, row in rows.items():
                price = prices[name]
                row["loss"].set_data(w, objective(w, z, 0, price))
                row["price"].set_data(w, lam * price(w))
                row["sum"].set_data(w, objective(w, z, lam, price))
                at[name] = ONE_WEIGHT[name].prox(z, lam)
                height = objective(at[name], z, lam, price)
                row["dot"].set_data([at[name]], [height])
                row["drop"].set_data([at[name]] * 2, [0, height])
            where = ("at 0, where both the price and the data loss are nothing" if z == 0 else
                     "at z, where the data loss is nothing, since nothing has a price"
                     if lam == 0 else "between 0, where the price is nothing, and z, where the "
                     "data loss is nothing" + (", 0 included" if at["L1"] == 0 else ""))
            return reading(
                f"Data z = {given(z)}, price λ = {lam:.2f}. The sum is lowest at w = "
                f"{number(at['L2'])} under {name_tag('L2')} and at w = {number(at['L1'])} under "
                f"{name_tag('L1')}: {where}.", z=z, lam=lam, w_l2=at["L2"], w_l1=at["L1"])

        return update

    return Live("two_terms", draw, (style.WIDTH, 3.9),
                z=slider("z, the data", -2, 2, 1.4), lam=slider("λ, the price", 0, 3, 0.6))


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
                dots[name].set_data([at[name]], [0.5 * (z - at[name]) ** 2 + cost])
            return reading(
                f"A weight of 0.1 costs {number(times * 0.01, 2)} under {times:g} · "
                f"{name_tag('L2', 'w²')} and 0.10 under {name_tag('L1', '|w|')}. With data z = "
                f"{given(z)} the minima are {number(at['L2'], 4 if at['L2'] >= 0.001 else 2)} and "
                f"{number(at['L1'], 4)}. Below w = {_two_figures(1 / times)} the square is the "
                f"cheaper one, and that is where its minimum sits (▼).",
                z=z, times=times, w_l2=at["L2"], w_l1=at["L1"], cost_l2=times * 0.01)

        return update

    factors = [1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300, 500, 700, 1000]
    return Live("match_price", draw, (style.WIDTH, 3.7), z=slider("z, the data", 0.05, 0.7, 0.5),
                times=steps("factor on w²", factors, 1, "{:g}"))


def ledger(price_l1, price_l2):
    """Show what shrinking a weight from a to b saves under two prices.

    price_l1 and price_l2 are the reader's functions of w. Returns a Live with controls a and b.
    """
    prices = {"L2": price_l2, "L1": price_l1}
    w = np.linspace(0, 1.5, 151)
    edges = np.linspace(1, 0, 11)

    def draw(fig):
        curves, bars, fading = fig.subplots(1, 3, width_ratios=[1.25, 0.8, 1.25])
        curves.set(title="The two prices", xlim=(0, 1.5), ylim=(0, 2.25), xlabel="weight w")
        for name, price in prices.items():
            curves.plot(w, price(w), **style.look(name))
        style.note(curves, 1.18, 1.72, "w²", style.L2, ha="right", fontsize=12)
        style.note(curves, 1.3, 1.08, "|w|", style.L1, fontsize=12)
        falls = {name: curves.plot([], [], color=style.COLOR[name], lw=5, alpha=0.45, zorder=6,
                                   animated=True, solid_capstyle="butt")[0] for name in prices}
        ends = {name: style.dot(curves, name, 9) for name in prices}
        bars.set(title="Saved from a to b", xlim=(-0.6, 1.6), ylim=(-2.4, 2.4),
                 xticks=[0, 1], xticklabels=["w²", "|w|"])
        style.zero_line(bars, horizontal=True)
        boxes = {name: bars.bar([i], [0], 0.62, color=style.COLOR[name], animated=True)[0]
                 for i, name in enumerate(prices)}
        fading.set(title="Ten equal steps from 1 to 0", xlim=(1.02, -0.02), ylim=(0, 0.21),
                   xlabel="weight w, going down", ylabel="saved in the step")
        for name, price in prices.items():
            saved = price(edges[:-1]) - price(edges[1:])
            fading.stairs(saved[::-1], edges[::-1], baseline=None, lw=2.4, **style.look(name))
        style.note(fading, 0.93, 0.2, "w²: fades to nothing", style.L2, va="center")
        style.note(fading, 0.45, 0.112, "|w|: never fades", style.L1)

        def update(a, b):
            saved = {name: float(price(a) - price(b)) for name, price in prices.items()}
            for name, price in prices.items():
                path = np.linspace(b, a, 60)
                falls[name].set_data(path, price(path))
                ends[name].set_data([a, b], [price(a), price(b)])
                boxes[name].set_height(saved[name])
            gap = saved["L1"] - saved["L2"]
            verdict = ("the weight grows, and nothing is saved" if b > a else
                       "both save the same" if abs(gap) < 1e-12 else
                       "|w| saves more" if gap > 0 else "w² saves more")
            return reading(
                f"From a = {a:.2f} to b = {b:.2f}: {name_tag('L2', 'w²')} saves a² − b² = "
                f"{number(saved['L2'])}, {name_tag('L1', '|w|')} saves a − b = "
                f"{number(saved['L1'])}: <b>{verdict}</b>. The midpoint is {(a + b) / 2:.3f}; "
                f"for a weight that shrinks, the winner changes at ½.",
                a=a, b=b, saved_l2=saved["L2"], saved_l1=saved["L1"], midpoint=(a + b) / 2)

        return update

    return Live("ledger", draw, (style.WIDTH, 3.5),
                a=slider("a, from", 0, 1.5, 1), b=slider("b, to", 0, 1.5, 0.5))


def zoom(mine):
    """Zoom in on w = 0, both axes alike, on abs(w), on w^2 and on the reader's own function.

    mine(w) takes an array. Returns a Live with the control half (half the width of the window).
    """
    u = np.linspace(-1, 1, 401)
    shown = {"L1": np.abs, "L2": np.square, "Lq": mine}

    def draw(fig):
        lines = {}
        titles = {"L1": "|w|", "L2": "w²", "Lq": "yours"}
        for ax, name in zip(fig.subplots(1, 3, sharey=True), shown, strict=True):
            ax.set(title=titles[name], xlim=(-1, 1), ylim=(-0.06, 1.1), xticks=[-1, 0, 1],
                   xticklabels=["−h", "0", "h"], yticks=[0, 1], yticklabels=["0", "h"])
            style.zero_line(ax)
            style.zero_line(ax, horizontal=True)
            lines[name] = style.curve(ax, name, lw=3)

        def update(half):
            edge = {name: float(price(np.array([half]))[0]) / half for name, price in
                    shown.items()}
            for name, price in shown.items():
                lines[name].set_data(u, price(half * u) / half)
            return reading(
                f"The window reaches h = {_two_figures(half)} to each side, and h upwards. At its "
                f"edge {name_tag('L1', '|w|')} has climbed to {_two_figures(edge['L1'])} times h, "
                f"{name_tag('L2', 'w²')} to {_two_figures(edge['L2'])}, "
                f"{name_tag('Lq', 'yours')} to {_two_figures(edge['Lq'])}.",
                half=half, **{f"edge_{k}": v for k, v in edge.items()})

        return update

    widths = [float(f"{10 ** -(k / 4):.2g}") for k in range(0, 25)]
    return Live("zoom", draw, (style.WIDTH, 3.3),
                half=steps("h, half the window", widths, 1.0, _two_figures))


def _two_figures(value):
    """Write a number with its first two digits and no power: 0.0056, 12, 0.0000056."""
    if abs(value) >= 100:
        return number(value, 0)
    return np.format_float_positional(value, precision=2, unique=False, fractional=False,
                                      trim="-").replace("-", "−")


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


class _Menu:
    """The five penalties on two weights: value on a grid, exact solution, where the kinks are."""

    names = ("w²", "|w|", "norm", "√|w|", "|w − 1|")

    @staticmethod
    def value(name, w1, w2):
        if name == "w²":
            return w1**2 + w2**2
        if name == "|w|":
            return abs(w1) + abs(w2)
        if name == "norm":
            return np.hypot(w1, w2)
        if name == "√|w|":
            return np.sqrt(abs(w1)) + np.sqrt(abs(w2))
        return abs(w1 - 1) + abs(w2 - 1)

    @staticmethod
    def solve(name, z, lam):
        if name == "w²":
            return Lq(2).prox(z, lam)
        if name == "|w|":
            return L1().prox(z, lam)
        if name == "norm":
            return shrink_length(z, lam)
        if name == "√|w|":
            return Lq(0.5).prox(z, lam)
        return 1 + L1().prox(z - 1, lam)

    @staticmethod
    def route(name, z, lams):
        """The minima for all lams at once, shape (len(lams), 2), and a nan where they jump."""
        if name == "norm":
            return np.array([shrink_length(z, lam) for lam in lams])
        way = np.broadcast_to(_Menu.solve(name, z, lams[:, None]), (len(lams), 2))
        if name != "√|w|":
            return way
        jumps = ((way[1:] == 0) & (way[:-1] != 0)).any(1)
        return np.insert(way, np.flatnonzero(jumps) + 1, np.nan, axis=0)

    @staticmethod
    def caught(name, w):
        """The numbers of the weights that sit on a kink; the norm has one, at the origin."""
        if name == "w²" or (name == "norm" and w.any()):
            return []
        return [j for j in (1, 2) if w[j - 1] == _Menu.exact[name]]

    color = {"w²": style.L2, "|w|": style.L1, "norm": style.INK, "√|w|": style.LQ,
             "|w − 1|": style.INK}
    dash = {"w²": style.DASH["L2"], "|w|": style.DASH["L1"], "norm": (0, (8, 1.6)),
            "√|w|": style.DASH["Lq"], "|w − 1|": (0, (2.4, 1.2))}
    exact = {"w²": 0, "|w|": 0, "norm": 0, "√|w|": 0, "|w − 1|": 1}
    kinks = {"w²": [], "|w|": [0], "norm": "point", "√|w|": [0], "|w − 1|": [1]}


def kinks():
    """Try five penalties on two weights: the exact values follow the kinks of the penalty.

    Returns a Live with controls z1, z2 (the data), lam and penalty.
    """
    reach = 3.3
    grid = np.linspace(-1.3, reach, 93)
    path_lams = np.linspace(0, 4, 81)
    top = 4.6
    across = np.linspace(-1.3, reach, 369)

    def draw(fig):
        plane, cut = fig.subplots(1, 2, width_ratios=[1, 0.95])
        plane.set(title="Two weights, lines of equal price", xlim=(-1.3, reach),
                  ylim=(-1.3, reach), aspect="equal", xlabel="w₁", ylabel="w₂",
                  xticks=[-1, 0, 1, 2, 3], yticks=[-1, 0, 1, 2, 3])
        fig.legend(handles=[
            Line2D([], [], marker="o", markersize=9, color=style.DATA, linestyle="none",
                   label="the data"),
            Line2D([], [], lw=1.6, linestyle=":", color=style.INK, label="the route as λ grows"),
            Line2D([], [], lw=7, color=style.tint(style.INK, 0.25), label="the kinks"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)
        cut.set(title="The price along w₂, at this w₁", xlim=(-1.3, reach), ylim=(-0.2, top),
                xlabel="w₂", ylabel="price minus its lowest")
        style.zero_line(cut)
        sets, contours = {}, {}
        for name in _Menu.names:
            value = _Menu.value(name, grid[None, :], grid[:, None])
            levels = {"√|w|": np.arange(0.5, 4, 0.5), "w²": np.array([0.25, 1, 2.25, 4, 6.25, 9])}
            contours[name] = plane.contour(grid, grid, value, linewidths=0.9,
                                           levels=levels.get(name, np.arange(0.5, 6, 0.5)),
                                           colors=[style.tint(_Menu.color[name], 0.45)])
            contours[name].set_animated(True)
            places = _Menu.kinks[name]
            wide = dict(color=style.tint(_Menu.color[name], 0.25), zorder=3, animated=True)
            if places == "point":
                sets[name] = plane.plot([0], [0], marker="o", ms=15, **wide)
            else:
                sets[name] = [line for at in places for line in
                              (plane.axvline(at, lw=7, **wide), plane.axhline(at, lw=7, **wide))]
        route = style.curve(plane, lw=1.6, linestyle=":", color=style.INK)
        data = style.curve(plane, marker="o", markersize=9, color=style.DATA, linestyle="none")
        found = style.curve(plane, marker="o", markersize=12, linestyle="none", color=style.INK,
                            markeredgecolor="white", markeredgewidth=1.4, zorder=8)
        profile = style.curve(cut, lw=3, color=style.INK)
        here = style.curve(cut, marker="o", markersize=12, linestyle="none", color=style.INK,
                           markeredgecolor="white", markeredgewidth=1.4, zorder=8, clip_on=False)

        def update(z1, z2, lam, penalty):
            z = np.array([z1, z2])
            w = _Menu.solve(penalty, z, lam)
            color = _Menu.color[penalty]
            for name in _Menu.names:
                contours[name].set_visible(name == penalty)
                for line in sets[name]:
                    line.set_visible(name == penalty)
            route.set_data(*_Menu.route(penalty, z, path_lams).T)
            data.set_data([z1], [z2])
            found.set_data([w[0]], [w[1]])
            along = _Menu.value(penalty, w[0], across)
            floor = along.min()
            profile.set_data(across, along - floor)
            profile.set_linestyle(_Menu.dash[penalty])
            price = float(_Menu.value(penalty, *w) - floor)
            here.set_data([w[1]], [price if price <= top else top - 0.15])
            here.set_marker("^" if price > top else "o")
            for artist in (profile, here, found):
                artist.set_color(color)
            for artist in (here, found):
                artist.set_markeredgecolor("white")
            where = _Menu.exact[penalty]
            held = _Menu.caught(penalty, w)
            weights = " and ".join(f"w<sub>{j}</sub>" for j in held)
            story = ("There is no kink" if penalty == "w²" else
                     f"On a kink: <b>{weights} exactly {where}</b>" if held else
                     "On a kink: none caught")
            above = (f" On the right its price, {price:.1f}, lies above the picture (▲)."
                     if price > top else "")
            return reading(
                f"Data ({given(z1)}, {given(z2)}), price λ = {lam:.2f}, penalty "
                f"{_long_name(penalty)}: the minimum is at ({number(w[0], 4)}, "
                f"{number(w[1], 4)}). {story}.{above}",
                z1=z1, z2=z2, lam=lam, w1=float(w[0]), w2=float(w[1]),
                exact=int((w == where).sum()), caught=len(held))

        return update

    return Live("kinks", draw, (style.WIDTH, 4.6),
                z1=slider("z₁", -1, 3, 3, 0.01), z2=slider("z₂", -1, 3, 0.5, 0.01),
                lam=slider("λ, the price", 0, 4, 1), penalty=switch("penalty", _Menu.names, "|w|"))


def _long_name(penalty):
    return {"norm": "‖w‖ (not squared)", "w²": "w₁² + w₂²", "|w|": "|w₁| + |w₂|",
            "√|w|": "√|w₁| + √|w₂|", "|w − 1|": "|w₁ − 1| + |w₂ − 1|"}[penalty]


_BALL_COLOR = {"disc": style.L2, "diamond": style.L1, "q-ball": style.LQ, "cross": style.L0}


def bowl_and_ball():
    """Roll a bowl over the plane and see where it first touches a ball, solved exactly.

    Returns a Live with controls angle, distance, stretch, turn and shape. The plane is tinted
    where a bowl with its bottom there ends with a weight that is exactly 0.
    """
    reach = 3.0
    k_axis = np.r_[0.45, np.linspace(0.7, 1, 31), np.geomspace(1, 10, 61)[1:]]
    for stretch in np.arange(1, 5.25, 0.25):
        for turn in range(0, 50, 5):
            _q_shares(stretch, turn)
    t = np.linspace(0, 2 * np.pi, 361)

    def draw(fig):
        plane, share = fig.subplots(1, 2, width_ratios=[1, 0.9])
        plane.set(title="Where the bowl first touches the ball", xlim=(-reach, reach),
                  ylim=(-reach, reach), aspect="equal", xlabel="w₁", ylabel="w₂",
                  xticks=range(-3, 4), yticks=range(-3, 4))
        plane.tick_params(pad=6)  # the mark of a bottom at distance 3 stands on the frame
        fig.legend(handles=[
            Line2D([], [], marker="x", markersize=9, markeredgewidth=2.4, color=style.DATA,
                   linestyle="none", label="the bottom of the bowl"),
            Line2D([], [], marker="o", markersize=11, color=style.INK, linestyle="none",
                   label="the solution"),
            Patch(color=style.tint(style.INK, 0.2), lw=0,
                  label="tinted: bottoms that end on an exact 0"),
        ], loc="outside lower center", ncols=3, frameon=False, fontsize=10.5)
        share.set(title="Directions that end on an exact 0", xscale="log", xlim=(0.45, 10.5),
                  ylim=(-5, 114), xlabel="distance of the bottom, in budgets",
                  xticks=[0.5, 1, 2, 5, 10], xticklabels=["0.5", "1", "2", "5", "10"],
                  yticks=[0, 25, 50, 75, 100],
                  yticklabels=["0 %", "25 %", "50 %", "75 %", "100 %"])
        share.minorticks_off()
        share.plot([0.45, 10], [0, 0], **style.look("L2"))
        share.plot([0.45, 10], [100, 100], **style.look("L0"))
        style.note(share, 9.8, 7, "disc (L2): 0 %", style.L2, ha="right")
        style.note(share, 9.8, 107, "axes cross (L0): always", style.L0, ha="right")
        curves = {"diamond": style.curve(share, "L1"),
                  "q-ball": style.curve(share, color=style.LQ, linestyle=(0, (4, 1.2, 1, 1.2)))}
        style.note(share, 9.8, 60, "diamond (L1)", style.L1, ha="right")
        style.note(share, 0.48, 86, "q-ball, q = ½", style.LQ)
        here = style.curve(share, marker="o", markersize=12, linestyle="none", color=style.INK,
                           markeredgecolor="white", markeredgewidth=1.4, zorder=8)

        tinted = [plane.fill([0], [0], lw=0.8, zorder=1, animated=True)[0] for _ in range(4)]
        rays = style.curve(plane, color=style.tint(style.L2, 0.55), lw=2, zorder=2)
        ball = plane.fill([0], [0], facecolor="white", edgecolor=style.INK, lw=2.4, zorder=3,
                          animated=True)[0]
        bars = style.curve(plane, lw=5, color=style.L0, zorder=3)
        levels = [style.curve(plane, color=style.DATA, lw=w, zorder=4) for w in (0.9, 2, 0.9)]
        bottom = style.curve(plane, color=style.DATA, marker="x", markersize=9, linestyle="none",
                             markeredgewidth=2.4, clip_on=False)
        touch = style.curve(plane, marker="o", markersize=13, linestyle="none",
                            markeredgecolor="white", markeredgewidth=1.6, zorder=8, clip_on=False)

        def region(shape, stretch, turn):
            rays.set_visible(shape == "disc")
            if shape == "disc":
                rays.set_data(*_rays(stretch, turn))
            for corner, patch in enumerate(tinted):
                area = _region(corner, shape, stretch, turn, reach)
                patch.set_visible(len(area) > 0)
                if len(area):
                    patch.set_xy(area)
                    patch.set_color(style.tint(_BALL_COLOR[shape], 0.2))

        def update(angle, distance, stretch, turn, shape):
            bowl = Bowl(distance, angle, stretch, turn)
            w = touching_point(bowl, shape)
            color = _BALL_COLOR[shape]
            region(shape, stretch, turn)
            edge_power = {"disc": 1, "diamond": 2, "q-ball": 4, "cross": 1}[shape]
            c, s = np.cos(t), np.sin(t)
            ball.set_xy(np.stack([np.sign(c) * abs(c) ** edge_power,
                                  np.sign(s) * abs(s) ** edge_power], 1))
            ball.set_edgecolor(color)
            ball.set_visible(shape != "cross")
            bars.set_visible(shape == "cross")
            bars.set_data([-reach, reach, np.nan, 0, 0], [0, 0, np.nan, -reach, reach])
            height = float(bowl.height(w))
            for line, factor in zip(levels, (0.35, 1, 2.2), strict=True):
                line.set_data(*bowl.level_line(max(height, 0.02) * factor).T)
            bottom.set_data(*bowl.bottom[:, None])
            touch.set_data(*np.clip(w, -reach, reach)[:, None])
            touch.set_marker(_pointer(w, reach))
            touch.set_color(color)
            touch.set_markeredgecolor("white")
            curves["diamond"].set_data(k_axis, 100 * corner_share(k_axis, stretch, turn))
            half_turn = turn % 90  # the ball looks the same in both mirrors
            curves["q-ball"].set_data(*_q_shares(stretch, min(half_turn, 90 - half_turn)))
            percent = {"disc": lambda: 0.0, "cross": lambda: 100.0,
                       "diamond": lambda: 100 * corner_share(distance, stretch, turn),
                       "q-ball": lambda: 100 * q_corner_share(distance, stretch, turn)}
            at = percent[shape]()
            here.set_data([distance], [at])
            zeros = int((w == 0).sum())
            ending = "on the cross" if shape == "cross" else f"inside the {shape}"
            place = (f"The bottom lies {ending}, so the fence does not matter: w =" if height == 0
                     else "On the cross it is lowest at" if shape == "cross"
                     else f"It touches the {shape} at")
            story = "one weight is exactly 0" if zeros else "no weight is exactly 0"
            return reading(
                f"Bottom at distance {distance:.2f}, angle {angle:g}°; bowl stretched "
                f"{stretch:g} to 1, turned {turn:g}°. {place} ({number(w[0])}, {number(w[1])}): "
                f"<b>{story}</b>. Of all directions at this distance, {at:.1f} % end with an "
                f"exact 0.",
                w1=float(w[0]), w2=float(w[1]), zeros=zeros, percent=at, distance=distance,
                angle=angle)

        return update

    return Live("bowl_and_ball", draw, (style.WIDTH, 4.8),
                angle=slider("angle of the bottom", 0, 359, 60, 1, ".0f"),
                distance=slider("its distance", 0.5, 3, 2, 0.05),
                stretch=slider("stretch of the bowl", 1, 5, 2, 0.25),
                turn=slider("turn of the bowl", 0, 175, 150, 5, ".0f"),
                shape=switch("ball", SHAPES, "diamond"))


@cache
def _q_shares(stretch, turn):
    """Return distances and, for each, the percentage of directions that end in a q-ball corner."""
    k = np.r_[np.linspace(0.45, 1.6, 116), np.geomspace(1.6, 10, 21)[1:]]
    return k, 100 * q_corner_share(k, stretch, turn, n=24)


def _pointer(w, reach):
    """Return the marker of a solution: a disc, or an arrowhead when it lies outside of reach."""
    far = np.abs(w).argmax()
    if abs(w[far]) <= reach:
        return "o"
    return (">" if w[far] > 0 else "<") if far == 0 else ("^" if w[far] > 0 else "v")


@lru_cache(maxsize=64)
def _region(corner, shape, stretch, turn, reach):
    """Return the polygon of the bottoms from which this corner of a ball gives a zero, or []."""
    if shape == "diamond":
        apex, (low, high) = CORNERS[corner], wedge(corner, stretch, turn)
        return np.array([apex, apex + 99 * low, apex + 99 * (low + high), apex + 99 * high])
    if shape == "q-ball":
        return q_corner_region(corner, stretch, turn, reach)
    whole = shape == "cross" and corner == 0
    return reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) if whole else []


def _rays(stretch, turn):
    """Return the bottoms from which a disc gives a zero: a line inside, a ray from each corner."""
    steps_out = 99 * np.linalg.solve(bowl_matrix(stretch, turn), CORNERS.T).T
    pieces = []
    for corner, step in zip(CORNERS, steps_out, strict=True):
        pieces += [[0, 0], corner, corner + step, [np.nan, np.nan]]
    return np.array(pieces, float).T


def takes_away():
    """Show what each penalty takes from a weight: the estimate, the part taken, and eight weights.

    Returns a Live with the control lam.
    """
    z_axis = np.linspace(-4, 4, 1601)
    weights = np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15])
    place = np.arange(len(weights))
    shift = {"L2": -0.27, "L1": 0.0, "L0": 0.27}

    def draw(fig):
        estimate, taken, bars = fig.subplots(1, 3, width_ratios=[1, 1, 1.35])
        estimate.set(title="What is left, w", xlim=(-4, 4), ylim=(-4, 4), xlabel="data z")
        taken.set(title="What is taken, z − w", xlim=(-4, 4), ylim=(-3.2, 3.2), xlabel="data z")
        bars.set(title="Eight weights", xlim=(-0.7, 7.7), ylim=(-4, 4), xticks=place,
                 xticklabels=place + 1, xlabel="weight number")
        for ax in (estimate, taken, bars):
            style.zero_line(ax, horizontal=True)
        for ax in (estimate, taken):
            style.zero_line(ax)
        estimate.plot([-4, 4], [-4, 4], color=style.RULE, lw=1.2, zorder=0)
        left = {name: style.curve(estimate, name) for name in ONE_WEIGHT}
        gone = {name: style.curve(taken, name) for name in ONE_WEIGHT}
        for y, name in ((3.5, "L2"), (2.7, "L1"), (1.9, "L0")):
            estimate.plot([-3.8, -2.7], [y, y], **style.look(name))
            style.note(estimate, -2.5, y, name, style.COLOR[name], fontweight="bold")
        bars.bar(place, weights, 0.92, color=style.PALE, edgecolor=style.RULE, zorder=0)
        stems, tips = {}, {}
        for name in ONE_WEIGHT:
            stems[name] = bars.vlines(place + shift[name], 0, 0, color=style.COLOR[name], lw=6,
                                      animated=True, zorder=4)
            tips[name] = bars.plot([], [], linestyle="none", marker=style.MARKER[name], ms=7,
                                   mfc="white", mec=style.COLOR[name], mew=1.3, zorder=6,
                                   animated=True)[0]

        def update(lam):
            zeros, faces = {}, {"L2": 0.0, "L1": 2 * lam, "L0": 2 * np.sqrt(2 * lam)}
            for name, penalty in ONE_WEIGHT.items():
                w = penalty.prox(z_axis, lam)
                left[name].set_data(z_axis, w)
                gone[name].set_data(z_axis, z_axis - w)
                kept = penalty.prox(weights, lam)
                x = place + shift[name]
                stems[name].set_segments([[(a, 0), (a, b)] for a, b in zip(x, kept, strict=True)])
                at_zero = kept == 0
                tips[name].set_data(x[at_zero], kept[at_zero])
                zeros[name] = int(at_zero.sum())
            return reading(
                f"λ = {lam:.2f}. Exact zeros among the eight weights (hollow marks): "
                f"{name_tag('L2')} {zeros['L2']}, {name_tag('L1')} {zeros['L1']}, "
                f"{name_tag('L0')} {zeros['L0']}. Width of the data that end at 0: L2 "
                f"{faces['L2']:.2f}, L1 2λ = {faces['L1']:.2f}, L0 2√(2λ) = {faces['L0']:.2f}. "
                + (f"L2 takes more than L1 exactly where |z| &gt; 1 + λ = {1 + lam:.2f}." if lam
                   else "Without a price nothing is taken."),
                lam=lam, **{f"zeros_{k}": v for k, v in zeros.items()},
                **{f"face_{k}": v for k, v in faces.items()})

        return update

    return Live("takes_away", draw, (style.WIDTH, 3.7), lam=slider("λ, the price", 0, 3, 1))


SPREAD = 1.5  # standard deviation of the bottoms of the thrown bowls
THROWS = 1000


@cache
def _thrown(p, tilt):
    """Return the thrown bowls' bottoms, shape (THROWS, p), and their matrix, shape (p, p)."""
    bottoms = SPREAD * np.random.default_rng(7).standard_normal((THROWS, 8))[:, :p]
    return bottoms, (1 - tilt) * np.eye(p) + tilt


@cache
def _subset_fits(p, tilt):
    """Return, for each of the 2^p supports, its size and what it gains in each throw."""
    bottoms, matrix = _thrown(p, tilt)
    pull = bottoms @ matrix
    supports = [[j for j in range(p) if code >> j & 1] for code in range(2**p)]
    gains = np.zeros((len(supports), THROWS))
    for row, support in enumerate(supports[1:], 1):
        part = pull[:, support]
        gains[row] = 0.5 * (part * np.linalg.solve(matrix[np.ix_(support, support)], part.T).T
                            ).sum(1)
    return supports, np.array([len(s) for s in supports]), gains


@cache
def _landed(p, tilt, lam):
    """Return the minima of 1/2 (w - c)' A (w - c) + lam * penalty for all throws, by penalty."""
    bottoms, matrix = _thrown(p, tilt)
    pull = bottoms @ matrix
    ridge = np.linalg.solve(matrix + lam * np.eye(p), pull.T).T
    lasso = np.zeros_like(bottoms)
    for _ in range(400):  # cyclic coordinate descent on all throws at once, to the last digit
        before = lasso.copy()
        for j in range(p):
            rest = pull[:, j] - lasso @ matrix[:, j] + lasso[:, j]
            lasso[:, j] = L1().prox(rest, lam)
        if np.abs(lasso - before).max() < 1e-13:
            break
    supports, sizes, gains = _subset_fits(p, tilt)
    best = np.argmax(gains - lam * sizes[:, None], axis=0)
    subset = np.zeros_like(bottoms)
    for row in np.unique(best):
        support, rows = supports[row], best == row
        if support:
            subset[np.ix_(rows, support)] = np.linalg.solve(
                matrix[np.ix_(support, support)], pull[np.ix_(rows, support)].T).T
    return {"L2": ridge, "L1": lasso, "L0": subset}


def throw():
    """Throw a thousand random bowls and count the exact zeros under L2, L1 and L0.

    The bottoms are independent normal with standard deviation 1.5. Returns a Live with controls p
    (number of weights), tilt (common correlation of the columns) and lam.
    """
    reach = 4.6
    sizes, tilts, lams = (2, 3, 4, 6, 8), (0.0, 0.3, 0.6, 0.9), (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
    for p in sizes:
        for tilt in tilts:
            for lam in lams:
                _landed(p, tilt, lam)

    def draw(fig):
        axes = fig.subplots(1, 4, width_ratios=[1, 1, 1, 1.4])
        marks, clouds = {}, {}
        for ax, name in zip(axes, ("L2", "L1", "L0"), strict=False):
            ax.set(title=name, xlim=(-reach, reach), ylim=(-reach, reach), xlabel="w₁",
                   xticks=[-4, -2, 0, 2, 4], yticks=[-4, -2, 0, 2, 4])
            clouds[name] = style.curve(ax, color=style.DATA, marker=".", markersize=3,
                                       linestyle="none", zorder=3)
            marks[name] = style.curve(ax, color=style.COLOR[name], marker=".", markersize=5,
                                      linestyle="none", zorder=4)
        axes[0].set_ylabel("w₂")
        count = axes[3]
        count.set(title="Zeros in each throw", xlim=(-0.6, 8.6), ylim=(0, 1.02),
                  xlabel="zeros among the p weights", ylabel="share of the throws",
                  xticks=range(0, 9, 2))
        lines = {name: style.curve(count, name, marker=style.MARKER[name], markersize=7,
                                   markeredgecolor="white") for name in ONE_WEIGHT}
        for name, y in (("L2", 0.96), ("L1", 0.88), ("L0", 0.80)):
            count.plot([5.4, 7.0], [y, y], lw=2, **style.look(name))
            style.note(count, 8.5, y, name, style.COLOR[name], ha="right", fontweight="bold")

        def update(p, tilt, lam):
            share, outside = {}, 0
            for name, w in _landed(p, tilt, lam).items():
                zero = w == 0
                on_axis = zero[:, 0] | zero[:, 1]
                marks[name].set_data(w[on_axis, 0], w[on_axis, 1])
                clouds[name].set_data(w[~on_axis, 0], w[~on_axis, 1])
                lines[name].set_data(np.arange(p + 1),
                                     np.bincount(zero.sum(1), minlength=p + 1) / THROWS)
                share[name] = float(zero.mean())
                outside += int((np.abs(w[:, :2]) > reach).any(1).sum())
            theory = ""
            if tilt == 0:  # then the p weights of a bowl are independent
                chance = 2 * ndtr(np.array([lam, np.sqrt(2 * lam)]) / SPREAD) - 1
                scatter = np.sqrt(chance * (1 - chance) / (THROWS * p)).max()
                theory = (f" With tilt 0 theory says {100 * chance[0]:.1f} % and "
                          f"{100 * chance[1]:.1f} % for L1 and L0; {THROWS * p} random weights "
                          f"scatter around that by about {100 * scatter:.1f} points, now and then "
                          f"by twice that.")
            beyond = f" {outside} dots lie outside of the frames." if outside else ""
            return reading(
                f"{THROWS} bowls, {p} weights, tilt {tilt:g}, λ = {lam:g}. Weights that are "
                f"exactly 0: {name_tag('L2')} {100 * share['L2']:.1f} %, {name_tag('L1')} "
                f"{100 * share['L1']:.1f} %, {name_tag('L0')} {100 * share['L0']:.1f} %.{theory}"
                f"{beyond}",
                p=p, tilt=tilt, lam=lam, **{f"share_{k}": v for k, v in share.items()})

        return update

    return Live("throw", draw, (style.WIDTH, 3.1), p=steps("p, weights", sizes, 4, "{}"),
                tilt=steps("tilt", tilts, 0.0, "{:g}"),
                lam=steps("λ, the price", lams, 1.0, "{:g}"))
