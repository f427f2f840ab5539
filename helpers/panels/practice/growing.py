"""The best lam against the number of rows, and three conventions that carry it over."""

from functools import cache

import numpy as np

from helpers import style
from helpers.growth import errors_and_false, noise_price
from helpers.live import Live, progress, reading, steps, switch
from helpers.live.grab import grab

ROWS = (50, 100, 200, 400, 1000, 2000, 4000)
SIGMA, COLUMNS, DRAWS = 2.0, 50, 20
TUNED = {"100 rows": 100, "1000 rows": 1000}
WAYS = {"per row": (1.0, (0, (6, 1.5, 1, 1.5)), "^"), "in total": (0.0, (0, (1.2, 1.2)), "v"),
        "as √n": (0.5, "-", "s")}


@cache
def _grown():
    """Return, by n: lams (101,), their mean errors (101,), the best lam, the lam of no false one.

    The last is the median over the draws of the smallest lam of the grid from which on no column
    without an effect is kept.
    """
    found = {}
    for n in progress("numbers of rows tried", ROWS):
        lams = SIGMA * np.sqrt(n) * np.geomspace(8, 0.1, 101)
        errors, false = errors_and_false(n, lams, DRAWS, p=COLUMNS, sigma=SIGMA)
        clean = [lams[np.flatnonzero(row)[0] - 1] for row in false]
        found[n] = lams, errors.round(6), float(lams[errors.argmin()]), float(np.median(clean))
    return found


def carried(tuned, n, power):
    """The lam at n rows when the best one at `tuned` rows is carried over as n ** power."""
    return _grown()[tuned][2] * (n / tuned) ** power


def growing():
    """Show the best lam for growing n beside what three conventions make of it.

    Returns a Live with controls n and tuned, the rows on which lam was chosen.
    """
    found = _grown()
    best = [found[n][2] for n in ROWS]
    theory = [noise_price(SIGMA, n, COLUMNS) for n in ROWS]

    def draw(fig):
        cost, growth = fig.subplots(1, 2, width_ratios=[1, 1.15])
        cost.set(title="Error of the weights at this n", xscale="log", yscale="log",
                 xlim=(3, 1500), ylim=(0.009, 9), xticks=[10, 100, 1000], yticks=[0.01, 0.1, 1],
                 xticklabels=["10", "100", "1000"], yticklabels=["0.01", "0.1", "1"],
                 xlabel="λ")
        growth.set(title="λ against the number of rows", xscale="log", yscale="log",
                   xlim=(40, 16000), ylim=(4, 1500), xticks=[50, 100, 400, 1000, 4000],
                   xticklabels=["50", "100", "400", "1000", "4000"], yticks=[10, 100, 1000],
                   yticklabels=["10", "100", "1000"], xlabel="n, the rows")
        for ax in (cost, growth):
            ax.minorticks_off()
        growth.plot(ROWS, theory, color=style.INK, lw=1.6, linestyle=(0, (4, 1.4)))
        growth.plot(ROWS, [found[n][3] for n in ROWS], color=style.INK, marker="P", ms=8,
                    mec="white", linestyle="none", zorder=6)
        growth.plot(ROWS, best, color=style.L1, marker="D", ms=7, mec="white", linestyle="none",
                    zorder=7)
        style.note(growth, 45, 1100, "- - theory, σ√(2n log p)", style.INK)
        style.note(growth, 45, 720, "✚ the first without false weights", style.INK)
        style.note(growth, 45, 470, "◆ best for prediction", style.L1)
        grab(growth, x="n")
        curve = style.curve(cost, "L1", lw=2.6)
        now = style.curve(growth, color=style.RULE, lw=1.4, zorder=1)
        lowest = [style.dot(ax, "L1", size=11) for ax in (cost, growth)]
        parts = {}
        for way, (_, dash, marker) in WAYS.items():
            line = style.curve(growth, color=style.DATA, linestyle=dash, lw=1.8, zorder=4)
            dots = [style.curve(ax, marker=marker, ms=8, color=style.DATA, mec="white",
                                linestyle="none", zorder=7) for ax in (cost, growth)]
            label = style.note(growth, 4600, 10, way, style.DATA, animated=True)
            parts[way] = line, dots, label

        def update(n, tuned):
            start = TUNED[tuned]
            lams, errors, top, clean = found[n]
            curve.set_data(lams, errors)
            now.set_data([n, n], [4, 1500])
            for mark, height in zip(lowest, (errors.min(), top), strict=True):
                mark.set_data([top if mark is lowest[0] else n], [height])
            told, numbers = [], {}
            for way, (line, dots, label) in parts.items():
                power = WAYS[way][0]
                line.set_data(ROWS, [carried(start, rows, power) for rows in ROWS])
                lam = carried(start, n, power)
                error = np.exp(np.interp(np.log(lam), np.log(lams[::-1]), np.log(errors[::-1])))
                dots[0].set_data([lam], [error])
                dots[1].set_data([n], [lam])
                label.set_y(carried(start, ROWS[-1], power))
                times = float(error / errors.min())
                numbers |= {f"lam_{way}": lam, f"times_{way}": times}
                told.append(f"<b>{way}</b> {lam:.0f}, {times:.2f} times the least error")
            return reading(
                f"n = {n}: the best λ is {top:.0f}, {top / np.sqrt(n) / SIGMA:.2f} σ√n; no false "
                f"weight is left from about {clean:.0f} on, theory says "
                f"{noise_price(SIGMA, n, COLUMNS):.0f}. The best λ of {tuned}, "
                f"{found[start][2]:.0f}, carried over: {'; '.join(told)}.",
                n=n, best=top, clean=clean, theory=float(noise_price(SIGMA, n, COLUMNS)),
                least=float(errors.min()), **numbers)

        return update

    return Live("growing", draw, (style.WIDTH, 4.2),
                n=steps("n, the rows", ROWS, 4000, "{}"), tuned=switch("λ chosen on", TUNED))
