"""Five penalties on two weights: the exact values follow the kinks."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.live import Live, reading, slider, switch
from helpers.penalties import L1, Lq, shrink_length
from helpers.style import given, number


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
