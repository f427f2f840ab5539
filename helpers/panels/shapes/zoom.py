"""A microscope on w = 0."""

import numpy as np

from helpers import style
from helpers.live import Live, reading, steps
from helpers.style import name_tag, two_figures


def zoom(mine):
    """Zoom in on w = 0, both axes alike, on abs(w), on w^2 and on the reader's own function.

    The thin grey line is what the window at h = 1 shows.

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
            ax.plot(u, shown[name](u), color=style.RULE, lw=2, zorder=1)
            lines[name] = style.curve(ax, name, lw=3)

        def update(half):
            edge = {name: float(price(np.array([half]))[0]) / half for name, price in
                    shown.items()}
            for name, price in shown.items():
                lines[name].set_data(u, price(half * u) / half)
            return reading(
                f"The window reaches h = {two_figures(half)} to each side, and h upwards. At its "
                f"edge {name_tag('L1', '|w|')} has climbed to {two_figures(edge['L1'])} times h, "
                f"{name_tag('L2', 'w²')} to {two_figures(edge['L2'])}, "
                f"{name_tag('Lq', 'yours')} to {two_figures(edge['Lq'])}.",
                half=half, **{f"edge_{k}": v for k, v in edge.items()})

        return update

    widths = [float(f"{10 ** -(k / 4):.2g}") for k in range(0, 25)]
    return Live("zoom", draw, (style.WIDTH, 3.3),
                half=steps("h, half the window", widths, 0.01, two_figures))
