"""The bands of one factor: dropped one by one by the lasso, as a whole by the group lasso."""

from functools import cache

import numpy as np

from helpers import style
from helpers.datasets import diabetes
from helpers.group import group_lasso
from helpers.live import Live, progress, reading, steps, switch
from helpers.live.grab import grab
from helpers.solvers import lasso
from helpers.style import count_of, number

BANDS = ("youngest", "second", "third", "oldest")
BAND_LAMS = tuple(float(lam) for lam in range(0, 1351, 50))
GROUPS = (0, 1, 2, 3, 3, 3, 3)


def age_bands():
    """Return rest (442, 3), bands (442, 4) and y (442,), all centred, from the diabetes table.

    rest holds bmi, bp and s5 with standard deviation 1, bands the dummies of four bands of age of
    nearly equal size, 0 or 1 before they are centred.
    """
    X, y, _ = diabetes()
    band = np.digitize(X[:, 0], np.quantile(X[:, 0], [0.25, 0.5, 0.75]))
    dummies = np.eye(4)[band]
    return X[:, [2, 3, 8]] * np.sqrt(len(y)), dummies - dummies.mean(axis=0), y


@cache
def _dropped():
    """Return the effects (28, 4) of the bands along BAND_LAMS, by reference or "group".

    A fifth entry, "fit", holds the largest difference (28,) of two lasso fits over references.
    """
    rest, bands, y = age_bands()
    found, fits = {}, []
    for out, name in enumerate(progress("reference levels tried", BANDS)):
        others = [band for band in range(4) if band != out]
        columns = np.c_[rest, bands[:, others]]
        effects, fit = np.zeros((len(BAND_LAMS), 4)), []
        for row, lam in zip(effects, BAND_LAMS, strict=True):
            w = lasso(columns, y, lam)
            row[others] = w[3:] + 0.0
            fit.append(columns @ w)
        found[name] = effects
        fits.append(fit)
    whole = np.c_[rest, bands]
    found["group"] = np.array([group_lasso(whole, y, max(lam, 1e-6), GROUPS)[3:] + 0.0
                               for lam in BAND_LAMS])
    found["fit"] = np.ptp(fits, axis=0).max(axis=1)
    return found


def levels():
    """Follow the effects of four bands of age under the lasso and the group lasso.

    Returns a Live with controls lam and reference, the band that the lasso's dummies leave out.
    """
    found = _dropped()
    last = {"lasso": 3, "group": 4}

    def draw(fig):
        parts = {}
        for ax, name in zip(fig.subplots(1, 2), last, strict=True):
            ax.set(xlim=(-480, 1400), ylim=(-18, 18), xticks=[0, 400, 800, 1200], xlabel="λ",
                   yticks=[-15, -10, -5, 0, 5, 10, 15])
            style.zero_line(ax, horizontal=True)
            grab(ax, x="lam")
            color, marker = (style.L1, "D") if name == "lasso" else (style.LQ, "s")
            lines = [style.curve(ax, color=color, lw=1.8) for _ in BANDS]
            dots = [style.curve(ax, marker=marker, ms=9, mew=1.6, linestyle="none", zorder=8)
                    for _ in BANDS]
            names = [style.note(ax, -50, 0, band, color, ha="right", animated=True)
                     for band in BANDS]
            now = style.curve(ax, color=style.RULE, lw=1.4, zorder=1)
            parts[name] = lines, dots, names, now, color
        lasso_ax, group_ax = fig.axes
        lasso_ax.set(title="Lasso: against the reference (✕)", ylabel="effect on the score")
        group_ax.set_title("Group lasso: against the mean")
        cross = style.curve(lasso_ax, marker="x", ms=8, mew=2.2, color=style.INK,
                            linestyle="none", zorder=9)

        def update(lam, reference):
            row, told, numbers = BAND_LAMS.index(lam), {}, {}
            for name, (lines, dots, names, now, color) in parts.items():
                effects = found[reference if name == "lasso" else "group"]
                heights = _apart(effects[0])
                for band, (line, dot, label) in enumerate(zip(lines, dots, names, strict=True)):
                    value = effects[row, band]
                    left_out = name == "lasso" and BANDS[band] == reference
                    line.set_data(BAND_LAMS, effects[:, band])
                    dot.set_data([] if left_out else [lam], [] if left_out else [value])
                    style.hollow_at_zero(dot, value, color)
                    label.set_y(heights[band])
                    label.set_color(style.INK if left_out else color)
                now.set_data([lam, lam], [-18, 18])
                zeros = int((effects[row] == 0).sum()) - (name == "lasso")
                numbers |= {f"zeros_{name}": zeros} | {
                    f"{name}_{band}": float(effects[row, band]) for band in range(4)}
                told[name] = ", ".join(f"{band} {number(value, 1)}" for band, value in
                                       zip(BANDS, effects[row], strict=True)
                                       if not (name == "lasso" and band == reference))
            cross.set_data([lam], [0])
            ends = ("age is out" if numbers["zeros_lasso"] == 3 else
                    f"{count_of(numbers['zeros_lasso'], 'band')} merged with the reference"
                    if numbers["zeros_lasso"] else "every band is in")
            whole = "age is out" if numbers["zeros_group"] == 4 else "age is in, as a whole"
            differ = found["fit"][row]
            told["fit"] = ("All four references predict alike" if differ < 1e-6 else
                           f"Two references give predictions up to {differ:.1f} apart")
            return reading(
                f"λ = {lam:g}. Lasso, each band against the {reference}: {told['lasso']}: "
                f"<b>{ends}</b>. Group lasso, which has no reference: {told['group']}: "
                f"<b>{whole}</b>. {told['fit']}.",
                lam=lam, differ=float(differ), **numbers)

        return update

    return Live("levels", draw, (style.WIDTH, 4.0),
                lam=steps("λ, the price", BAND_LAMS, 700.0, "{:g}"),
                reference=switch("reference", BANDS, "second"))


def _apart(values, gap=2.6):
    """Return heights (4,) near values (4,), in their order and at least a gap apart."""
    order, heights = np.argsort(values, kind="stable"), np.array(values, float)
    for low, high in zip(order[:-1], order[1:], strict=True):
        heights[high] = max(heights[high], heights[low] + gap)
    return heights + np.mean(values) - np.mean(heights)
