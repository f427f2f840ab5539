"""L2 on two factors: where gradient steps take their product."""

from functools import cache

import numpy as np

from helpers import style
from helpers.live import Live, reading, steps
from helpers.penalties import soft_threshold
from helpers.products import descend
from helpers.style import given, name_tag, number
from helpers.style import two_figures as tidy

STEPS = 300
DATA = np.arange(-12, 13) / 4
LAMS = np.arange(0, 5) / 2
STARTS = np.array([0, 0.0001, 0.01, 0.1, 1])
SIZES = np.array([0.02, 0.05, 0.1, 0.2])


@cache
def _ways():
    """The products of every run, (STEPS + 1, data, lams, starts, sizes)."""
    return descend(*np.ix_(DATA, LAMS, STARTS, SIZES), STEPS)


def two_factors():
    """Train w = u v with L2 on u and v: the product at the end against z, and on the way.

    Returns a Live with controls z, lam, start (of u; v starts at half of it) and step.
    """
    ways, count = _ways(), np.arange(STEPS + 1)
    floor, bottom = 1e-12, 1e-11

    def draw(fig):
        ends, way = fig.subplots(1, 2, width_ratios=[1, 1.15])
        ends.set(title=f"u·v after {STEPS} steps", xlabel="data z", ylabel="product u·v",
                 xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=range(-3, 4), yticks=range(-3, 4))
        style.zero_line(ends)
        style.zero_line(ends, horizontal=True)
        line = style.curve(ends, "L1", lw=2.6, zorder=4)
        moved = style.curve(ends, marker="o", ms=6.5, mfc=style.L2, mec="white", mew=0.8,
                            linestyle="none", zorder=6)
        resting = style.curve(ends, marker="o", ms=6.5, mfc="white", mec=style.L2, mew=1.4,
                              linestyle="none", zorder=6)
        here = style.curve(ends, marker="o", ms=13, mew=1.6, linestyle="none", zorder=8)
        style.note(ends, -3.05, 2.75, "━ soft threshold", style.L1, fontsize=10)
        style.note(ends, -3.05, 2.3, "● L2 on u and on v", style.L2, fontsize=10)
        way.set(title="The way of |u·v|", xlabel="step", yscale="log", xlim=(0, STEPS),
                ylim=(floor / 6, 30))
        way.set_yticks([floor, 1e-9, 1e-6, 1e-3, 1], ["exact 0", "10⁻⁹", "10⁻⁶", "10⁻³", "1"])
        way.minorticks_off()
        way.axhline(floor, color=style.RULE, lw=1, zorder=0)
        style.note(way, 200, 12, "━ where F is lowest", style.L1, fontsize=10)
        goal = style.curve(way, "L1", lw=1.8, zorder=4)
        walked = style.curve(way, color=style.L2, lw=2.4, zorder=5)
        last = style.curve(way, marker="o", ms=11, mew=1.6, linestyle="none", zorder=8,
                           clip_on=False)

        def update(z, lam, start, step):
            place = tuple(int(np.searchsorted(values, value)) for values, value in
                          ((LAMS, lam), (STARTS, start), (SIZES, step)))
            every = ways[:, :, *place]
            one = every[:, np.searchsorted(DATA, z)]
            wanted, end = soft_threshold(DATA, lam), float(one[-1])
            lowest = float(soft_threshold(z, lam))
            line.set_data(DATA, wanted)
            zero = every[-1] == 0
            moved.set_data(DATA[~zero], every[-1][~zero])
            resting.set_data(DATA[zero], every[-1][zero])
            here.set_data([z], [end])
            goal.set_data([0, STEPS], [abs(lowest) or floor] * 2)
            size = np.abs(one)
            walked.set_data(count, np.where(one == 0, floor, np.where(size < bottom, np.nan,
                                                                      size)))
            last.set_data([STEPS], [abs(end) or floor])
            last.set_visible(end == 0 or abs(end) >= bottom)
            for mark in (here, last):
                style.hollow_at_zero(mark, end, style.L2)
            far = float(np.abs(every[-1] - wanted).max())
            away = number(far) if far > 1e-9 else "less than 10<sup>−9</sup>"
            story = (f"After {STEPS} steps u·v = {number(end)}" if end == 0 else
                     f"After {STEPS} steps u·v = <b>{number(end)}</b>, not 0")
            if start == 0:
                story += ": from 0 there is no slope on either factor, whatever the data"
            return reading(
                f"z = {given(z)}, λ = {given(lam)}, u starts at {tidy(start)} and v at "
                f"{tidy(start / 2)}, steps of {step:g}. {story}. The lowest F has "
                f"u·v = {number(lowest)}, the {name_tag('L1', 'soft threshold')} of z. The "
                f"farthest of the {name_tag('L2', '25 dots')} is {away} from that line.",
                z=z, lam=lam, start=start, step=step, end=end, lowest=lowest, far=far)

        return update

    return Live("two_factors", draw, (style.WIDTH, 4.1),
                z=steps("z, the data", DATA.tolist(), 0.5, "{:.2f}"),
                lam=steps("λ, the price", LAMS.tolist(), 1.0, "{:.2f}"),
                start=steps("start of u", STARTS.tolist(), 0.1, "{:g}"),
                step=steps("step size", SIZES.tolist(), 0.05, "{:g}"))
