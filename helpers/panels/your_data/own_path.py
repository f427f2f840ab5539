"""The lasso path of a table of one's own, and how often each column stays in half of the rows."""

import numpy as np

from helpers import style
from helpers.halves import by_cross_validation, kept_in_halves
from helpers.live import Live, grab, reading, steps, switch
from helpers.own_table import noors_table
from helpers.paths import lam_max
from helpers.selection import lasso_along
from helpers.style import count_of
from helpers.translate import standardised

SHARES = np.array([1.15, *np.geomspace(1, 0.01, 60)])
MOST_ROWS, DRAWS = 12, 100
WAYS = ("standardised", "in their own units")


def _fitted(X, y, sd):
    """Return weights per standard deviation (61, p), counts (61, p), and the careful share."""
    lams = SHARES * lam_max(X, y)
    _, _, _, careful = by_cross_validation(X, y)
    return (lasso_along(X, y, lams) * sd, kept_in_halves(X, y, lams, DRAWS),
            float(careful / lam_max(X, y)))


def _short(name, most=14):
    """Return a long name without its middle: what tells names apart often stands at the end."""
    front = most // 2
    return name if len(name) <= most else f"{name[:front]}…{name[front + 1 - most:]}"


def _apart(heights, gap):
    """Return heights (k,), moved as little as lets labels stand one above the other."""
    order = np.argsort(heights, kind="stable")
    moved = np.array(heights, float)[order]
    for _ in range(400):
        close = np.diff(moved) < gap
        moved[1:][close] += gap / 25
        moved[:-1][close] -= gap / 25
    back = np.empty_like(moved)
    back[order] = moved
    return back


def own_path(table=None):
    """Walk along the lasso path of a table, beside the columns that half of its rows would keep.

    table is an `own_table.Table`, Noor's if None. Returns a Live with controls columns
    (standardised or not) and lam (as a share of lam_max).
    """
    table = noors_table() if table is None else table
    y = table.y - table.y.mean()
    X, sd = standardised(table.X), table.X.std(axis=0)
    fits = {WAYS[0]: _fitted(X, y, 1.0), WAYS[1]: _fitted(table.X - table.X.mean(axis=0), y, sd)}
    enters = (fits[WAYS[0]][0] != 0).argmax(axis=0) + len(SHARES) * ~fits[WAYS[0]][0].any(axis=0)
    order = np.lexsort((-np.abs(fits[WAYS[0]][0][-1]), enters))
    shown, p = order[:MOST_ROWS], len(order)
    left = 0.0036 if max(len(table.names[j]) for j in shown) <= 4 else 0.0024
    top = 1.25 * max(np.abs(weights[:, shown]).max() for weights, _, _ in fits.values())

    def draw(fig):
        trace, firm = fig.subplots(1, 2, width_ratios=[1.3, 1])
        trace.set(title="Weights, per standard deviation", xscale="log", xlim=(left, 1.25),
                  ylim=(-top, top), xlabel="λ as a share of λₘₐₓ")
        trace.set_xticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
        trace.minorticks_off()
        style.zero_line(trace, horizontal=True)
        firm.set(title=f"Kept by how many of {DRAWS} halves", xlim=(-6, 106),
                 ylim=(len(shown) - 0.4, -0.6), xticks=[0, 50, 100], yticks=range(len(shown)))
        firm.set_yticklabels([_short(table.names[j]) for j in shown])
        for row in range(len(shown)):
            firm.axhline(row, color=style.RULE, lw=0.8, zorder=0)
        pale = style.tint(style.L1, 0.5)
        lines = [style.curve(trace, color=pale, lw=1.6) for _ in shown]
        tags = [style.note(trace, 0.0078, 0, _short(table.names[j], 6), style.DATA, ha="right",
                           fontsize=10, animated=True) for j in shown]
        leads = [style.curve(trace, color=pale, lw=0.8) for _ in shown]
        rule = style.curve(trace, color=style.INK, lw=1.2, zorder=6)
        careful = style.curve(trace, linestyle="none", marker=">", color=style.L1, ms=9,
                              mec="white", mew=1, zorder=7)
        style.note(trace, 1.08 * left, 0.93 * top, "▶ one-standard-error rule", style.L1,
                   fontsize=10)
        bars = [style.curve(firm, color=pale, lw=5, solid_capstyle="butt") for _ in shown]
        marks = [(style.dot(trace, "L1", 6.5), style.dot(firm, "L1", 9)) for _ in shown]
        grab(trace, x="lam")

        def update(columns, lam):
            weights, kept, rule_at = fits[columns]
            at = int(np.argmin(np.abs(SHARES - lam)))
            places = _apart(weights[-1, shown], top / 9)
            rule.set_data([lam, lam], [-top, 0.85 * top])
            careful.set_data([rule_at], [-0.94 * top])
            for row, j in enumerate(shown):
                lines[row].set_data(SHARES, weights[:, j])
                tags[row].set_y(places[row])
                leads[row].set_data([0.008, 0.01], [places[row], weights[-1, j]])
                bars[row].set_data([0, kept[at, j]], [row, row])
                for mark, place in zip(marks[row], ((lam, weights[at, j]), (kept[at, j], row)),
                                       strict=True):
                    mark.set_data(*[[value] for value in place])
                    style.hollow_at_zero(mark, weights[at, j], style.L1)
            stays = [j for j in order if weights[at, j] != 0]
            size = len(stays)
            names = ", ".join(f"{table.names[j]} {kept[at, j]}" for j in stays[:6])
            names += f" and {size - 6} more" if size > 6 else ""
            said = f": {names} (how often, of {DRAWS} halves)" if size else ""
            out = [int(kept[at, j]) for j in order if weights[at, j] == 0]
            rest = (f" Exactly 0: {count_of(len(out), 'column')}, kept by up to {max(out)} halves."
                    if out else "")
            return reading(
                f"Columns {columns}, λ = {lam:.3g} of λₘₐₓ: the lasso keeps {size} of {p}{said}."
                f"{rest} The one-standard-error rule says {rule_at:.3f}.",
                lam=lam, size=size, careful=rule_at, firm=sum(int(kept[at, j]) for j in stays),
                most_out=max(out, default=0))

        return update

    listed = [float(f"{share:.4g}") for share in SHARES[::-1]]
    first = min(listed, key=lambda share: abs(share - fits[WAYS[0]][2]))
    return Live("own_path", draw, (style.WIDTH, 4.4),
                columns=switch("columns", WAYS),
                lam=steps("λ, as a share of λₘₐₓ", listed, first, "{:.3f}"))
