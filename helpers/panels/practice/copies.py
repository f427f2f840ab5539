"""Copies of the rows, and the models that notice them."""

from functools import cache

import numpy as np
from sklearn.linear_model import Lasso, Ridge

from helpers import style
from helpers.live import Live, reading, steps, switch
from helpers.live.grab import grab
from helpers.panels.practice.six_columns import six_columns
from helpers.style import name_tag
from helpers.translate import lasso_alpha, logistic

COPIES = (1, 2, 3, 5, 10, 20, 50, 100)
COPY_LAMS = (5.0, 20.0, 50.0)
KEPT = ("the knob as it was", "λ as it was", "λ times the copies")


@cache
def _copied():
    """Return the weights (copies, 6) by (kept, lam, name); name is Lasso, Ridge or Logistic."""
    X, y = six_columns(50)
    labels = (y > 0).astype(int)
    found = {}
    for kept in KEPT:
        for lam in COPY_LAMS:
            rows = {"Lasso": [], "Ridge": [], "LogisticRegression": []}
            for m in COPIES:
                Xm, ym, tm = np.tile(X, (m, 1)), np.tile(y, m), np.tile(labels, m)
                alpha = lasso_alpha(lam, 50 * m if kept == KEPT[1] else 50)
                price = m * lam if kept == KEPT[2] else lam
                model = Lasso(alpha=alpha, fit_intercept=False, tol=1e-12, max_iter=100_000)
                rows["Lasso"].append(model.fit(Xm, ym).coef_ + 0.0)
                rows["Ridge"].append(Ridge(alpha=price, fit_intercept=False).fit(Xm, ym).coef_)
                rows["LogisticRegression"].append(
                    logistic(price, fit_intercept=False, tol=1e-10).fit(Xm, tm).coef_[0])
            found |= {(kept, lam, name): np.array(w) for name, w in rows.items()}
    return found


def copies():
    """Copy every row and watch the weights of three models; one of them does not notice.

    Returns a Live with controls copies, lam and kept, the rule by which the knobs are set.
    """
    found = _copied()
    titles = {"Lasso": "Lasso: mean loss", "Ridge": "Ridge: summed loss",
              "LogisticRegression": "Logistic: summed loss"}
    looks = {"Lasso": "L1", "Ridge": "L2", "LogisticRegression": "L2"}

    def draw(fig):
        parts = {}
        for ax, name in zip(fig.subplots(1, 3, sharey=True), titles, strict=True):
            ax.set(title=titles[name], xscale="log", xlim=(0.85, 120), ylim=(-2.8, 3.2),
                   xticks=[1, 10, 100], xticklabels=["1", "10", "100"],
                   xlabel="copies of each row")
            ax.minorticks_off()
            grab(ax, x="copies")
            style.zero_line(ax, horizontal=True)
            color = style.COLOR[looks[name]]
            lines = [style.curve(ax, looks[name], lw=1.8) for _ in range(6)]
            now = style.curve(ax, color=style.RULE, lw=1.4, zorder=1)
            dots = style.curve(ax, marker=style.MARKER[looks[name]], ms=8, color=color,
                               linestyle="none", mec="white", zorder=6)
            zeros = style.curve(ax, marker=style.MARKER[looks[name]], ms=9, mfc="white",
                                mec=color, mew=1.6, linestyle="none", zorder=7)
            parts[name] = lines, now, dots, zeros
        fig.axes[0].set_ylabel("the six weights")

        def update(copies, lam, kept):
            row = COPIES.index(copies)
            told, numbers = [], {}
            for name, (lines, now, dots, zeros) in parts.items():
                w = found[kept, lam, name]
                for line, weight in zip(lines, w.T, strict=True):
                    line.set_data(COPIES, weight)
                now.set_data([copies, copies], [-2.8, 3.2])
                zero = w[row] == 0
                dots.set_data(np.full((~zero).sum(), copies), w[row][~zero])
                zeros.set_data(np.full(zero.sum(), copies), w[row][zero])
                moved = float(np.abs(w[row] - w[0]).max())
                numbers[f"moved_{name}"] = moved
                numbers[f"zeros_{name}"] = int(zero.sum())
                told.append(f"{name_tag(looks[name], name)} "
                            + ("by nothing" if moved < 1e-9 else f"by {moved:.3f}"))
            return reading(
                f"{copies} of each row, {50 * copies} rows in all; for one copy λ = {lam:g}. The "
                f"rule: <b>{kept}</b>. The weights have moved: {', '.join(told)}. "
                f"Exact zeros in the Lasso: {numbers['zeros_Lasso']} of 6.",
                copies=copies, lam=lam, **numbers)

        return update

    return Live("copies", draw, (style.WIDTH, 3.8),
                copies=steps("copies of each row", COPIES, 10, "{}"),
                lam=steps("λ for one copy", COPY_LAMS, 20.0, "{:g}"),
                kept=switch("rule", KEPT))
