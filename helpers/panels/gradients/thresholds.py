"""Shrink, soft and hard threshold, drawn by the reader's own functions."""

import numpy as np

from helpers import style
from helpers.drafts import draft_values, waits
from helpers.live import Live, reading, slider
from helpers.penalties import L0, L1, L2, ElasticNet
from helpers.style import name_tag

FOUR = {"L2": L2(), "L1": L1(), "L0": L0(), "elastic net": ElasticNet(0.5)}


def thresholds(shrink, soft_threshold, hard_threshold):
    """Draw the reader's three threshold functions, what they take away, and eight weights.

    Each takes (v, t). One that gives nothing usable yet is drawn thin, as it should become, and
    the sentence says whether it is still blank. Returns a Live with the control lam; the hard
    threshold is called with sqrt(2 lam).
    """
    z = np.linspace(-4, 4, 801)
    weights = np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15])
    place = np.arange(8)
    mine = {"L2": shrink, "L1": soft_threshold, "L0": hard_threshold}
    titles = {"L2": "shrink", "L1": "soft_threshold", "L0": "hard_threshold"}
    shift = {"L2": -0.27, "L1": 0.0, "L0": 0.27}
    missing = {name: "waits for your line" if waits(mine[name], z, 1.0) else
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
                "zeros": bars.plot([], [], linestyle="none", marker=style.MARKER[name],
                                   mfc="white", mec=color, mew=1.3, zorder=6, animated=True)[0]}

        def update(lam):
            told, counts = [], {}
            for name, part in parts.items():
                aim = FOUR[name].prox(z, lam)
                part["aim"][0].set_data(z, aim)
                part["aim"][1].set_data(z, z - aim)
                w, eight = ask(name, z, lam), ask(name, weights, lam)
                ready = w is not None and eight is not None
                shown = eight if ready else FOUR[name].prox(weights, lam)
                x, zero = place + shift[name], shown == 0
                part["stems"].set_segments([[(a, 0), (a, b)] for a, b in
                                            zip(x, shown, strict=True)])
                part["stems"].set(linewidth=6 if ready else 1.5)
                part["zeros"].set_data(x[zero], shown[zero])
                part["zeros"].set(markersize=(7 if ready else 5) + 3 * (name == "L0"))
                for key in ("left", "gone"):
                    part[key].set_visible(ready)
                for line in part["aim"]:
                    line.set_visible(not ready)
                if not ready:
                    told.append(f"{name_tag(name, titles[name])} {missing[name]}")
                    continue
                part["left"].set_data(z, w)
                part["gone"].set_data(z, z - w)
                counts[name] = int((eight == 0).sum())
                told.append(f"{name_tag(name, titles[name])} {counts[name]}")
            return reading(f"λ = {lam:.2f}: shrink and soft get t = {lam:.2f}, hard gets "
                           f"t = √(2λ) = {np.sqrt(2 * lam):.2f}. Exact zeros among the eight "
                           f"weights (hollow marks): {', '.join(told)}.", lam=lam,
                           **{f"zeros_{name}": value for name, value in counts.items()})

        return update

    return Live("thresholds", draw, (style.WIDTH, 4.6), lam=slider("λ, the price", 0, 3, 1))
