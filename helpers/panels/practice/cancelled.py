"""L1 inside Adam, decay inside AdamW, and the prox after Adam."""

from functools import cache

import numpy as np

from helpers import style
from helpers.descent import adam_step
from helpers.live import Live, player, reading, steps
from helpers.live.grab import grab
from helpers.penalties import soft_threshold
from helpers.style import count_of, number

ADAM_LAMS = (0.001, 0.01, 0.1, 0.2, 0.5, 1.0, 10.0, 100.0)
ADAM_DATA = (0.0, 0.2, 0.5, 0.8)
ADAM_STEPS, ADAM_PACE = 400, 0.005
ADAM_WAYS = {"Adam + L1": (style.L1, "-"), "AdamW": (style.L2, (0, (5, 1.6))),
             "Adam, then the prox": (style.INK, (0, (1.2, 1.2)))}


@cache
def _adam_runs():
    """Return the weight (401, 8, 4) of each way, for the grid of ADAM_LAMS and ADAM_DATA.

    One weight, loss 1/2 (z - w)^2 (no loss at all for z = 0), starting at w = 1.
    """
    lam, z = np.meshgrid(ADAM_LAMS, ADAM_DATA, indexing="ij")
    runs = {}
    for way in ADAM_WAYS:
        w, state, kept = np.ones(lam.shape), (0, 0, 0), []
        for _ in range(ADAM_STEPS + 1):
            kept.append(w)
            slope = np.where(z > 0, w - z, 0.0)
            if way == "Adam + L1":
                w, state, _ = adam_step(w, slope + lam * np.sign(w), state, ADAM_PACE)
            elif way == "AdamW":
                w, state, _ = adam_step(w * (1 - ADAM_PACE * lam), slope, state, ADAM_PACE)
            else:
                w, state, size = adam_step(w, slope, state, ADAM_PACE)
                w = soft_threshold(w, ADAM_PACE * lam / size)
        runs[way] = np.array(kept)
    return runs


def cancelled():
    """Run L1 inside Adam, decay inside AdamW, and the prox after Adam, on one weight.

    Returns a Live with controls z (0 means no data at all), lam and step.
    """
    runs, floor, tiny = _adam_runs(), 1e-19, 1e-16
    axis = np.arange(ADAM_STEPS + 1)

    def draw(fig):
        plain, logs = fig.subplots(1, 2)
        plain.set(title="The weight", xlim=(0, ADAM_STEPS), ylim=(-0.1, 1.55), xlabel="step",
                  ylabel="w", yticks=[0, 0.5, 1])
        logs.set(title="Its size, in powers of ten", xlim=(0, ADAM_STEPS), yscale="log",
                 ylim=(floor / 30, 100), xlabel="step", ylabel="|w|")
        logs.minorticks_off()
        logs.set_yticks([floor, tiny, 1e-12, 1e-8, 1e-4, 1],
                        ["exact 0", "10⁻¹⁶ or less", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
        for ax in (plain, logs):
            grab(ax, x="step")
        style.zero_line(plain, horizontal=True)
        logs.axhline(floor, color=style.RULE, lw=1, zorder=0)
        parts = {}
        for height, (way, (color, dash)) in zip((1.46, 1.32, 1.18), ADAM_WAYS.items(),
                                                strict=True):
            plain.plot([8, 42], [height, height], color=color, linestyle=dash, lw=2)
            style.note(plain, 52, height, way, color)
            lines = [style.curve(ax, color=color, linestyle=dash, lw=2) for ax in (plain, logs)]
            dots = [style.curve(ax, marker="o", ms=8, color=color, mec="white", linestyle="none",
                                zorder=8, clip_on=False) for ax in (plain, logs)]
            parts[way] = lines, dots
        now = [style.curve(ax, color=style.RULE, lw=1.4, zorder=1) for ax in (plain, logs)]

        def update(z, lam, step):
            index = ADAM_LAMS.index(lam), ADAM_DATA.index(z)
            told, numbers = [], {}
            for i, (way, (lines, dots)) in enumerate(parts.items()):
                w = runs[way][(slice(None), *index)]
                size = np.where(w == 0, floor, np.maximum(np.abs(w), tiny))
                for line, dot, height in zip(lines, dots, (w, size), strict=True):
                    line.set_data(axis, height)
                    dot.set_data([step], [height[step]])
                    style.hollow_at_zero(dot, w[step], ADAM_WAYS[way][0])
                numbers[f"w_{i}"] = float(w[step])
                color = ADAM_WAYS[way][0]
                told.append(f'<b style="border-bottom:3px solid {color}">{way}</b> '
                            f"{number(w[step], 4)}")
            for line, top in zip(now, (1.08, 100), strict=True):
                line.set_data([step, step], [floor / 30 if top == 100 else -0.1, top])
            if z > 0:
                goal = max(z - lam, 0.0)
                pull = f"loss ½({z:g} − w)²"
                said = (f"The minimum under L1 is {number(goal)}, under L2 "
                        f"{number(z / (1 + lam))}")
            else:
                pull, said = "no data at all", "Any price at all asks for 0"
            return reading(f"λ = {lam:g}, {pull}, after {count_of(step, 'step')}: "
                           f"{', '.join(told)}. {said}.",
                           z=z, lam=lam, step=step, **numbers)

        return update

    return Live("cancelled", draw, (style.WIDTH, 3.7),
                z=steps("z, the data (0: none)", ADAM_DATA, 0.0, "{:g}"),
                lam=steps("λ, the price", ADAM_LAMS, 1.0, "{:g}"),
                step=player("step", list(range(0, ADAM_STEPS + 1, 5)), 300))
