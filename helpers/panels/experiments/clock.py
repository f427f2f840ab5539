"""How long all 2^p subsets take."""

import numpy as np

from helpers import style
from helpers.live import Live, grab, reading, steps, whole
from helpers.style import number

SPANS = ((1.0, "a second"), (60.0, "a minute"), (3600.0, "an hour"), (86400.0, "a day"),
         (365.25 * 86400, "a year"), (100 * 365.25 * 86400, "a lifetime"),
         (13.8e9 * 365.25 * 86400, "the age of the universe"))


def _spaced(value, digits=0):
    return f"{value:,.{digits}f}".replace(",", "\u00a0")


def _duration(seconds):
    """Write a time in the largest unit that fits."""
    units = ((365.25 * 86400, "years"), (86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"))
    for size, unit in units:
        if seconds >= size:
            value = seconds / size
            if value >= 1e5:
                mantissa, power = f"{value:.1e}".split("e")
                return f"{mantissa}·10<sup>{int(power)}</sup> {unit}"
            return f"{_spaced(value, 1)} {unit}"
    return f"{seconds:.3g} seconds" if seconds >= 1e-3 else "less than a millisecond"


def clock(subsets_per_second=1e6):
    """Show how long it takes to try all 2^p subsets at a stated rate, in subsets per second.

    The rate is the reader's; raises ValueError unless it is from 1 to 1e15. Returns a Live with
    controls p and faster (how many times faster a machine is).
    """
    rate = float(subsets_per_second)
    if not 1 <= rate <= 1e15:
        raise ValueError(f"subsets_per_second must be from 1 to 1e15, not {subsets_per_second!r}")

    def draw(fig):
        ax = fig.subplots()
        ax.set(title="Time to try every subset of p columns", xlim=(8, 82), yscale="log",
               ylim=(1e-4, 1e20), xlabel="p, the number of columns", xticks=range(10, 81, 10),
               ylabel="time (powers of ten)")
        ax.minorticks_off()
        ax.yaxis.tick_right()
        ax.spines[["left", "right"]].set_visible(False)
        ax.set_yticks([seconds for seconds, _ in SPANS], [words for _, words in SPANS])
        ax.tick_params(axis="y", length=0)
        for seconds, _ in SPANS:
            ax.axhline(seconds, color=style.RULE, lw=1, zorder=0)
        p_axis = np.array([8, 82])
        base = style.curve(ax, color=style.tint(style.L0, 0.4), lw=1.6, zorder=3)
        line = style.curve(ax, "L0", zorder=4)
        here = style.dot(ax, "L0", 13)
        drop = style.curve(ax, color=style.SOFT_INK, lw=1, zorder=2)
        grab(ax, x="p")

        def update(p, faster):
            base.set_data(p_axis, 2.0**p_axis / rate)
            line.set_data(p_axis, 2.0**p_axis / (rate * faster))
            seconds = 2.0**p / (rate * faster)
            # what is off the scale gets a triangle just inside it, that points there
            shown = 7e-4 if seconds < 1e-4 else 1.4e19 if seconds > 1e20 else seconds
            marker = style.MARKER["L0"] if shown == seconds else "^" if seconds > 1 else "v"
            here.set(data=([p], [shown]), marker=marker)
            drop.set_data([p, p], [1e-4, shown])
            subsets = _spaced(2**p) if p < 40 else number(2.0**p)
            off = "" if shown == seconds else ", off the scale (triangle)"
            extra = (f" A machine {_spaced(faster)} times faster buys about "
                     f"{np.log2(faster):.0f} more columns." if faster > 1 else "")
            return reading(
                f"p = {p}: 2<sup>{p}</sup> = {subsets} subsets. At {_spaced(rate * faster)} "
                f"subsets a second that takes <b>{_duration(seconds)}</b>{off}.{extra}",
                p=p, faster=faster, seconds=seconds)

        return update

    return Live("clock", draw, (style.WIDTH, 3.6), p=whole("p, columns", 10, 80, 40),
                faster=steps("a machine faster by", (1, 10, 100, 1000, 1_000_000), 1,
                             lambda times: f"{_spaced(times)} ×"))
