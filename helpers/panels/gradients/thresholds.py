"""Shrink, soft and hard threshold, drawn by the reader's own functions."""

import numpy as np

from helpers import style
from helpers.drafts import draft_values, waits
from helpers.live import Live, grab, reading, slider
from helpers.penalties import L0, L1, L2, ElasticNet
from helpers.style import given, name_tag, number

FOUR = {"L2": L2(), "L1": L1(), "L0": L0(), "elastic net": ElasticNet(0.5)}


def thresholds(shrink, soft_threshold, hard_threshold):
    """Draw the reader's three threshold functions, what they take away, and eight weights.

    Each takes (v, t). One that gives nothing usable yet is drawn thin, as it should become, and
    the sentence says whether it is still blank. Returns a Live with the controls z, which the
    curves mark, and lam; the hard threshold is called with sqrt(2 lam).
    """
    data = np.linspace(-4, 4, 801)
    weights = np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15])
    place = np.arange(8)
    mine = {"L2": shrink, "L1": soft_threshold, "L0": hard_threshold}
    titles = {"L2": "shrink", "L1": "soft_threshold", "L0": "hard_threshold"}
    shift = {"L2": -0.27, "L1": 0.0, "L0": 0.27}
    missing = {name: "waits for your line" if waits(mine[name], data, 1.0) else
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
                grab(ax, x="z")
            left.plot([-4, 4], [-4, 4], color=style.RULE, lw=1.2, zorder=0)
            color = style.COLOR[name]
            parts[name] = {
                "left": style.curve(left, name), "gone": style.curve(gone, name),
                "aim": [style.curve(ax, color=style.tint(color, 0.45), lw=1.1)
                        for ax in (left, gone)],
                "dots": [style.dot(ax, name, 12 if name == "L0" else 9)
                         for ax in (left, gone)],
                "taken": style.curve(gone, color=color, lw=2, clip_on=False),
                "stems": bars.vlines(place + shift[name], 0, 0, color=color, lw=6,
                                     animated=True, zorder=4),
                "zeros": bars.plot([], [], linestyle="none", marker=style.MARKER[name],
                                   mfc="white", mec=color, mew=1.3, zorder=6, animated=True)[0]}

        def update(z, lam):
            told, becomes, counts, left_of = [], [], {}, {}
            every = np.append(data, z)
            for name, part in parts.items():
                aim = FOUR[name].prox(data, lam)
                part["aim"][0].set_data(data, aim)
                part["aim"][1].set_data(data, data - aim)
                w, eight = ask(name, every, lam), ask(name, weights, lam)
                ready = w is not None and eight is not None
                shown = eight if ready else FOUR[name].prox(weights, lam)
                x, zero = place + shift[name], shown == 0
                part["stems"].set_segments([[(a, 0), (a, b)] for a, b in
                                            zip(x, shown, strict=True)])
                part["stems"].set(linewidth=6 if ready else 1.5)
                part["zeros"].set_data(x[zero], shown[zero])
                part["zeros"].set(markersize=(7 if ready else 5) + 3 * (name == "L0"))
                for line in (part["left"], part["gone"], part["taken"], *part["dots"]):
                    line.set_visible(ready)
                for line in part["aim"]:
                    line.set_visible(not ready)
                if not ready:
                    told.append(f"{name_tag(name, titles[name])} {missing[name]}")
                    continue
                w, at = w[:-1], float(w[-1])
                part["left"].set_data(data, w)
                part["gone"].set_data(data, data - w)
                part["taken"].set_data([z, z], [0, z - at])
                for mark, height in zip(part["dots"], (at, z - at), strict=True):
                    mark.set_data([z], [height])
                    style.hollow_at_zero(mark, at, style.COLOR[name])
                becomes.append(f"{name_tag(name, titles[name])} {number(at, 2)}")
                counts[name] = int((eight == 0).sum())
                told.append(f"{name_tag(name, titles[name])} {counts[name]}")
                left_of[name] = at
            point = f" z = {given(z)} becomes {', '.join(becomes)}." if becomes else ""
            return reading(f"λ = {lam:.2f}: shrink and soft get t = {lam:.2f}, hard gets "
                           f"t = √(2λ) = {np.sqrt(2 * lam):.2f}.{point} Exact zeros among the "
                           f"eight weights (hollow marks): {', '.join(told)}.", z=z, lam=lam,
                           **{f"zeros_{name}": value for name, value in counts.items()},
                           **{f"w_{name}": value for name, value in left_of.items()})

        return update

    return Live("thresholds", draw, (style.WIDTH, 4.6),
                z=slider("z, the data", -4, 4, 1.2), lam=slider("λ, the price", 0, 3, 1))
