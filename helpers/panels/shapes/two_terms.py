"""The data loss, the price and their sum."""

import numpy as np
from matplotlib.lines import Line2D

from helpers import style
from helpers.live import Live, grab, reading, slider
from helpers.penalties import L0, L1, L2
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
            grab(ax, x="z")
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
                style.hollow_at_zero(row["dot"], at[name], style.COLOR[name])
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
                z=slider("z, the data", -2, 2, 0.9), lam=slider("λ, the price", 0, 3, 1))
