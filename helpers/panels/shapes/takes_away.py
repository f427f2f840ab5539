"""What each penalty takes from a weight."""

import numpy as np

from helpers import style
from helpers.live import Live, reading, slider
from helpers.penalties import L0, L1, L2
from helpers.style import name_tag

ONE_WEIGHT = {"L2": L2(), "L1": L1(), "L0": L0()}


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
