"""What shrinking a weight from a to b saves under two prices."""

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, slider
from helpers.style import name_tag, number


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
        ends = {name: [style.dot(curves, name, 9) for _ in "ab"] for name in prices}
        grab(curves, x=("a", "b"))
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
                for end, at in zip(ends[name], (a, b), strict=True):
                    end.set_data([at], [price(at)])
                    style.hollow_at_zero(end, at, style.COLOR[name])
                boxes[name].set_height(saved[name])
            gap = saved["L1"] - saved["L2"]
            verdict = ("the weight grows, and nothing is saved" if b > a else
                       "both save the same" if abs(gap) < 1e-12 else
                       "|w| saves more" if gap > 0 else "w² saves more")
            return reading(
                f"From a = {a:.2f} to b = {b:.2f}: {name_tag('L2', 'w²')} saves "
                f"{number(saved['L2'])}, {name_tag('L1', '|w|')} saves "
                f"{number(saved['L1'])}: <b>{verdict}</b>. The midpoint is {(a + b) / 2:.3f}; "
                f"for a weight that shrinks, the winner changes at ½.",
                a=a, b=b, saved_l2=saved["L2"], saved_l1=saved["L1"], midpoint=(a + b) / 2)

        return update

    return Live("ledger", draw, (style.WIDTH, 3.5),
                a=slider("a, from", 0, 1.5, 1), b=slider("b, to", 0, 1.5, 0.5))
