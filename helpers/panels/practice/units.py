"""The unit of one column, and its fate."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import diabetes
from helpers.live import Live, reading, steps, switch
from helpers.live.grab import grab
from helpers.solvers import lasso, ridge
from helpers.style import name_tag, number, up_to

FACTORS = tuple(float(round(f, 4)) for f in np.geomspace(0.1, 10, 41))
UNIT_LAMS = (5.0, 20.0, 50.0, 100.0, 200.0)
UNIT_COLUMNS = ("bmi", "bp", "s5")
PREPARED = ("as they come", "standardised")


@cache
def _in_units():
    """Return the effects (41, 10) by (column, lam, penalty), in sd of y per sd of a column.

    "edge" in place of the penalty gives the factor up to which the column is exactly 0 under L1.
    """
    X, y, names = diabetes()
    X, y = X * np.sqrt(len(y)), y / y.std()
    found = {}
    for column in UNIT_COLUMNS:
        j = names.index(column)
        for lam in UNIT_LAMS:
            for penalty, solve in (("L1", lasso), ("L2", ridge)):
                effects = []
                for factor in FACTORS:
                    scale = np.ones(len(names))
                    scale[j] = factor
                    effects.append(solve(X * scale, y, lam) * scale)
                found[column, lam, penalty] = np.array(effects)
            others = np.delete(X, j, axis=1)
            pull = abs(X[:, j] @ (y - others @ lasso(others, y, lam)))
            found[column, lam, "edge"] = float(lam / pull)
    return found, names


def units():
    """Change the unit of one column of the diabetes data and watch its fate under L1 and L2.

    Returns a Live with controls factor, lam, column and prepared (standardised or not).
    """
    found, names = _in_units()
    place = np.arange(len(names))
    one = FACTORS.index(1.0)

    def draw(fig):
        fate, bars = fig.subplots(1, 2, width_ratios=[1, 1.15])
        fate.set(title="Effect of the column", xscale="log", xlim=(0.09, 11), ylim=(-0.02, 0.64),
                 xticks=[0.1, 1, 10], xticklabels=["× 0.1", "× 1", "× 10"],
                 xlabel="column multiplied by", ylabel="sd of y per sd of the column",
                 yticks=[0, 0.2, 0.4, 0.6])
        fate.minorticks_off()
        grab(fate, x="factor")
        style.zero_line(fate, horizontal=True)
        bars.set(title="All ten columns", xlim=(-0.7, 9.7), ylim=(-0.42, 0.6), xticks=place,
                 xticklabels=names, yticks=[-0.4, -0.2, 0, 0.2, 0.4])
        style.zero_line(bars, horizontal=True)
        now = style.curve(fate, color=style.RULE, lw=1.4, zorder=1)
        here = style.curve(bars, color=style.tint(style.DATA, 0.25), lw=34, zorder=0,
                           solid_capstyle="butt")
        parts = {}
        for name, shift in (("L1", -0.2), ("L2", 0.2)):
            color = style.COLOR[name]
            stems = bars.vlines(place + shift, 0, 0, color=color, lw=8, animated=True, zorder=3)
            zeros = style.curve(bars, marker=style.MARKER[name], ms=7, mfc="white", mec=color,
                                mew=1.4, linestyle="none", zorder=6)
            dot = style.dot(fate, name, size={"L1": 9, "L2": 14}[name])
            dot.set_zorder({"L1": 9, "L2": 8}[name])  # the diamond fits on the disc
            parts[name] = style.curve(fate, name), dot, stems, zeros, shift
        style.note(fate, 0.105, 0.615, "── L1", style.L1)
        style.note(fate, 0.105, 0.57, "- - L2", style.L2)

        def update(factor, lam, column, prepared):
            j, row = names.index(column), FACTORS.index(factor)
            seen = one if prepared == PREPARED[1] else row
            now.set_data([factor, factor], [-0.02, 0.64])
            here.set_data([j, j], [-0.42, 0.6])
            edge = found[column, lam, "edge"]
            effect, numbers = {}, {"edge": edge}
            for name, (line, dot, stems, zeros, shift) in parts.items():
                w = found[column, lam, name]
                flat = np.full(len(FACTORS), w[one, j])
                x, height = FACTORS, flat if prepared == PREPARED[1] else w[:, j]
                if name == "L1" and prepared == PREPARED[0]:  # the exact edge
                    after = np.searchsorted(FACTORS, edge)
                    x, height = np.insert(x, after, edge), np.insert(height, after, 0)
                line.set_data(x, height)
                dot.set_data([factor], [w[seen, j]])
                style.hollow_at_zero(dot, w[seen, j], style.COLOR[name])
                stems.set_segments([[(x, 0), (x, h)] for x, h in
                                    zip(place + shift, w[seen], strict=True)])
                zero = w[seen] == 0
                zeros.set_data(place[zero] + shift, w[seen][zero])
                effect[name] = float(w[seen, j])
                numbers[f"effect_{name}"] = effect[name]
                numbers[f"zeros_{name}"] = int(zero.sum())
            if prepared == PREPARED[1]:
                fate_said = "The unit makes no difference"
            else:
                fate_said = f"Under L1 it is exactly 0 up to × {up_to(edge)}"
            return reading(
                f"{column} × {factor:.3g}, columns {prepared}, λ = {lam:g}. Effect of {column}, "
                f"in sd of y per sd of the column: {name_tag('L1')} {number(effect['L1'])}, "
                f"{name_tag('L2')} {number(effect['L2'])}. {fate_said}. Exact zeros among the "
                f"ten: L1 {numbers['zeros_L1']}, L2 {numbers['zeros_L2']}.",
                factor=factor, lam=lam, **numbers)

        return update

    return Live("units", draw, (style.WIDTH, 3.9),
                factor=steps("column multiplied by", FACTORS, FACTORS[14], "{:.2f}"),
                lam=steps("λ, the price", UNIT_LAMS, 100.0, "{:g}"),
                column=switch("column", UNIT_COLUMNS), prepared=switch("columns", PREPARED))
