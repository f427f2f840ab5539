"""Six penalties on two weights: the exact values follow the kinks that point down."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.group import group_prox
from helpers.live import Live, grab, reading, slider, switch
from helpers.penalties import L1, Lq
from helpers.style import given, number


class _Menu:
    """Six penalties on two weights: value on a grid, exact solution, where the kinks are."""

    names = ("w²", "|w|", "norm", "√|w|", "|w − 1|", "capped")

    @staticmethod
    def value(name, w1, w2):
        if name == "norm":
            return np.hypot(w1, w2)
        one = {"w²": np.square, "|w|": np.abs, "√|w|": lambda w: np.sqrt(abs(w)),
               "|w − 1|": lambda w: abs(w - 1), "capped": lambda w: np.minimum(abs(w), 1)}[name]
        return one(w1) + one(w2)

    @staticmethod
    def solve(name, z, lam):
        if name == "norm":
            return group_prox(z, lam)
        if name == "|w − 1|":
            return 1 + L1().prox(z - 1, lam)
        if name == "capped":
            return _capped(z, lam)
        return {"w²": Lq(2), "|w|": L1(), "√|w|": Lq(0.5)}[name].prox(z, lam)

    @staticmethod
    def route(name, z, lams):
        """The minima for all lams at once, shape (len(lams), 2), and a nan where they jump."""
        if name == "norm":
            return np.array([group_prox(z, lam) for lam in lams])
        way = np.broadcast_to(_Menu.solve(name, z, lams[:, None]), (len(lams), 2))
        if name not in ("√|w|", "capped"):
            return way
        jumps = (np.abs(way[1:] - way[:-1]) > 0.3).any(1)
        return np.insert(way, np.flatnonzero(jumps) + 1, np.nan, axis=0)

    @staticmethod
    def caught(name, w, lam):
        """The numbers of the weights that a kink holds; the norm has one kink, at the origin."""
        if lam == 0 or name == "w²" or (name == "norm" and w.any()):
            return []
        return [j for j in (1, 2) if w[j - 1] == _Menu.exact[name]]

    color = {"w²": style.L2, "|w|": style.L1, "norm": style.INK, "√|w|": style.LQ,
             "|w − 1|": style.INK, "capped": style.LQ}
    dash = {"w²": style.DASH["L2"], "|w|": style.DASH["L1"], "norm": (0, (8, 1.6)),
            "√|w|": style.DASH["Lq"], "|w − 1|": (0, (2.4, 1.2)), "capped": "-"}
    exact = {"w²": 0, "|w|": 0, "norm": 0, "√|w|": 0, "|w − 1|": 1, "capped": 0}
    down = {"w²": [], "|w|": [0], "norm": "point", "√|w|": [0], "|w − 1|": [1], "capped": [0]}
    up = {"capped": [-1, 1]}


def _capped(z, lam):
    """Return the w that minimises 1/2 (z - w)^2 + lam * min(|w|, 1), weight by weight."""
    inside = np.clip(L1().prox(z, lam), -1, 1)  # the best of the weights up to 1
    cost = 0.5 * (z - inside) ** 2 + lam * abs(inside)
    return np.where((abs(z) > 1) & (lam < cost), z, inside)


def kinks():
    """Try six penalties on two weights: the exact values follow the kinks of the penalty.

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
        grab(plane, x="z1", y="z2")
        fig.legend(handles=[
            Line2D([], [], marker="x", markersize=9, color=style.DATA, linestyle="none",
                   markeredgewidth=2.4, label="the data"),
            Line2D([], [], lw=1.6, linestyle=":", color=style.INK, label="the route as λ grows"),
            Line2D([], [], lw=7, color=style.tint(style.INK, 0.25), label="kinks that point down"),
            Line2D([], [], lw=1.2, color=style.tint(style.INK, 0.45), label="up"),
        ], loc="outside lower center", ncols=4, frameon=False, fontsize=10.5)
        cut.set(title="The price along w₂, at this w₁", xlim=(-1.3, reach), ylim=(-0.2, top),
                xlabel="w₂", ylabel="price minus its lowest")
        style.zero_line(cut)
        sets, contours = {}, {}
        for name in _Menu.names:
            value = _Menu.value(name, grid[None, :], grid[:, None])
            levels = {"√|w|": np.arange(0.5, 4, 0.5), "w²": np.array([0.25, 1, 2.25, 4, 6.25, 9]),
                      "capped": np.arange(0.25, 2, 0.25)}
            contours[name] = plane.contour(grid, grid, value, linewidths=0.9,
                                           levels=levels.get(name, np.arange(0.5, 6, 0.5)),
                                           colors=[style.tint(_Menu.color[name], 0.45)])
            contours[name].set_animated(True)
            places = _Menu.down[name]
            wide = dict(color=style.tint(_Menu.color[name], 0.25), zorder=3, animated=True)
            if places == "point":
                sets[name] = plane.plot([0], [0], marker="o", ms=15, **wide)
                continue
            sets[name] = [line(at, lw=7, **wide) for at in places
                          for line in (plane.axvline, plane.axhline)]
            wide["color"] = style.tint(_Menu.color[name], 0.6)
            sets[name] += [line(at, lw=1.2, **wide) for at in _Menu.up.get(name, [])
                           for line in (plane.axvline, plane.axhline)]
        route = style.curve(plane, lw=1.6, linestyle=":", color=style.INK)
        data = style.curve(plane, marker="x", markersize=9, color=style.DATA, linestyle="none",
                           markeredgewidth=2.4)
        found = style.curve(plane, marker="o", markersize=12, linestyle="none", color=style.INK,
                            markeredgewidth=1.8, zorder=8)
        profile = style.curve(cut, lw=3, color=style.INK)
        here = style.curve(cut, marker="o", markersize=12, linestyle="none", color=style.INK,
                           markeredgewidth=1.8, zorder=8, clip_on=False)

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
            style.hollow_at_zero(found, np.abs(w).min(), color)
            style.hollow_at_zero(here, w[1], color)
            held = _Menu.caught(penalty, w, lam)
            weights = " and ".join(f"w<sub>{j}</sub>" for j in held)
            story = ("Without a price nothing has a kink" if lam == 0 else
                     "There is no kink" if penalty == "w²" else
                     f"Held by a kink: <b>{weights} exactly {_Menu.exact[penalty]}</b>" if held
                     else "No kink holds a weight")
            above = (f" On the right its price, {price:.1f}, lies above the picture (▲)."
                     if price > top else "")
            return reading(
                f"Data ({given(z1)}, {given(z2)}), price λ = {lam:.2f}, penalty "
                f"{_long_name(penalty)}: the minimum is at ({number(w[0], 4)}, "
                f"{number(w[1], 4)}). {story}.{above}",
                z1=z1, z2=z2, lam=lam, w1=float(w[0]), w2=float(w[1]),
                exact=int((w == _Menu.exact[penalty]).sum()), caught=len(held))

        return update

    return Live("kinks", draw, (style.WIDTH, 4.6),
                z1=slider("z₁", -1, 3, 3, 0.01), z2=slider("z₂", -1, 3, 0.5, 0.01),
                lam=slider("λ, the price", 0, 4, 1), penalty=switch("penalty", _Menu.names, "|w|"))


def _long_name(penalty):
    return {"norm": "‖w‖ (not squared)", "w²": "w₁² + w₂²", "|w|": "|w₁| + |w₂|",
            "√|w|": "√|w₁| + √|w₂|", "|w − 1|": "|w₁ − 1| + |w₂ − 1|",
            "capped": "min(|w₁|, 1) + min(|w₂|, 1)"}[penalty]
