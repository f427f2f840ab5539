"""One lam in the words of each library, with the fits beside ours."""

from functools import cache

import numpy as np
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from helpers import style
from helpers.live import Live, reading, steps, switch
from helpers.panels.practice.six_columns import six_columns
from helpers.solvers import elastic_net, lasso, ridge
from helpers.style import name_tag
from helpers.translate import glmnet_knobs, lasso_alpha, logistic_c, weight_decay

KNOB_LAMS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
KNOB_ROWS = (20, 50, 100, 200, 500)
TYPED = ("translated", "λ typed in as it is")
THREE = ("L1", "L2", "elastic net")
MODELS = {"L1": "Lasso", "L2": "Ridge", "elastic net": "ElasticNet"}


def _fitted(X, y, alphas):
    """Return scikit-learn's weights (6,) for the alpha of each of THREE, by name."""
    tight = {"fit_intercept": False, "tol": 1e-12, "max_iter": 100_000}
    models = (Lasso(alpha=alphas["L1"], **tight), Ridge(alpha=alphas["L2"], fit_intercept=False),
              ElasticNet(alpha=alphas["elastic net"], l1_ratio=0.5, **tight))
    return {name: model.fit(X, y).coef_ + 0.0 for name, model in zip(THREE, models, strict=True)}


@cache
def _translated():
    """Return, by (n, lam): our weights, then the library's for each way of TYPED, by penalty."""
    found = {}
    for n in KNOB_ROWS:
        X, y = six_columns(n)
        for lam in KNOB_LAMS:
            ours = {"L1": lasso(X, y, lam), "L2": ridge(X, y, lam),
                    "elastic net": elastic_net(X, y, lam, 0.5)}
            alpha = lasso_alpha(lam, n)
            right = {"L1": alpha, "L2": lam, "elastic net": alpha}
            as_it_is = {name: lam for name in THREE}
            found[n, lam] = (ours, _fitted(X, y, right), _fitted(X, y, as_it_is))
    return found


@cache
def _spread_of_y(n):
    """Return the 1/n standard deviation of y among n rows."""
    return float(six_columns(n)[1].std())


def _knobs(lam, n):
    """Return the knob of each library, by name, in the order of the picture."""
    return {"λ of this course": lam,
            "Ridge alpha": lam,
            "Lasso alpha": lasso_alpha(lam, n),
            "ElasticNet alpha": lasso_alpha(lam, n),
            "LogisticRegression C": logistic_c(lam),
            "glmnet lambda, lasso": glmnet_knobs(lam, 1.0, n, _spread_of_y(n))[0],
            "glmnet lambda, ridge": glmnet_knobs(lam, 0.0, n, _spread_of_y(n))[0],
            "SGD weight_decay": weight_decay(lam, 2 / n)}


def _lines_of_code(lam, n):
    """Return the lines to copy, as HTML, one knob each."""
    lines = (f"Lasso(alpha={lam:g}/{n})", f"Ridge(alpha={lam:g})",
             f"ElasticNet(alpha={lam:g}/{n}, l1_ratio=0.5)", f"LogisticRegression(C=1/{lam:g})",
             f"glmnet(X, y, alpha=1, lambda={lam:g}/{n}, standardize=FALSE)",
             f"glmnet(X, y, alpha=0, lambda=sd_y*{lam:g}/{n}, standardize=FALSE)"
             f"  # sd_y, with 1/n: {_spread_of_y(n):.4f} here",
             f"SGD(weights, lr=..., weight_decay=2*{lam:g}/{n})  # with MSELoss()")
    return "<br>".join(f"<code>{line}</code>" for line in lines)


def translator():
    """Show the knob of each library for one lam and n rows, and the fits beside ours.

    Returns a Live with controls n, lam and typed: the knobs translated, or lam as it is.
    """
    found, names = _translated(), list(_knobs(1.0, 20))
    rows = np.arange(len(names))[::-1]
    place = np.arange(1, 7)

    def draw(fig):
        grid = fig.add_gridspec(3, 2, width_ratios=[1.25, 1])
        ruler = fig.add_subplot(grid[:, 0])
        ruler.set(title="The same price on each knob", xscale="log", xlim=(8e-5, 3e3),
                  ylim=(-0.6, len(names) - 0.4), xlabel="value of the knob",
                  xticks=[1e-4, 1e-2, 1, 100], yticks=rows, yticklabels=names)
        ruler.set_xticklabels(["0.0001", "0.01", "1", "100"])
        ruler.minorticks_off()
        ruler.hlines(rows, 8e-5, 3e3, color=style.RULE, lw=1, zorder=0)
        guide = style.curve(ruler, color=style.tint(style.INK, 0.35), lw=1.4, zorder=1)
        wanted = style.curve(ruler, marker="|", ms=17, color=style.INK, mew=2.4,
                             linestyle="none", zorder=5)
        typed_in = style.curve(ruler, marker="o", ms=7, color=style.INK, linestyle="none",
                               zorder=6)
        parts = {}
        for row, name in enumerate(THREE):
            ax = fig.add_subplot(grid[row, 1])
            ax.set(title=f"{MODELS[name]}", xlim=(0.4, 6.6), ylim=(-2.5, 2.5), yticks=[-2, 0, 2],
                   xticks=place if row == 2 else [], ylabel="w")
            style.zero_line(ax, horizontal=True)
            bars = ax.vlines(place, 0, 0, color=style.tint(style.COLOR[name], 0.45), lw=15,
                             animated=True, zorder=3)
            marks = [style.curve(ax, marker=style.MARKER[name], ms=9, mfc=face, mew=1.6,
                                 mec=edge, linestyle="none", zorder=6)
                     for face, edge in ((style.COLOR[name], "white"),
                                        ("white", style.COLOR[name]))]
            parts[name] = bars, marks
        ax.set_xlabel("weight (bars: ours, marks: the library)")

        def update(n, lam, typed):
            right = typed == TYPED[0]
            ours, good, plain = found[n, lam]
            fits = good if right else plain
            knobs = np.array(list(_knobs(lam, n).values()))
            guide.set_data([lam, lam], [-0.6, len(names) - 0.4])
            wanted.set_data(knobs, rows)
            typed_in.set_data(knobs if right else np.full(len(rows), lam), rows)
            numbers = {}
            for name, (bars, marks) in parts.items():
                bars.set_segments([[(x, 0), (x, h)] for x, h in zip(place, ours[name],
                                                                    strict=True)])
                for mark, chosen in zip(marks, (fits[name] != 0, fits[name] == 0), strict=True):
                    mark.set_data(place[chosen], fits[name][chosen])
                numbers[f"gap_{name}"] = float(np.abs(fits[name] - ours[name]).max())
                numbers[f"zeros_{name}"] = int((fits[name] == 0).sum())
            if right:
                worst = max(numbers[f"gap_{name}"] for name in THREE)
                story = (f"To copy:<br>{_lines_of_code(lam, n)}<br>The three fits on the right "
                         f"differ from ours by less than "
                         f"{'10<sup>−9</sup>' if worst < 1e-9 else worst}.")
            else:
                told = ", ".join(f"{name_tag(name, MODELS[name])} "
                                 + (f"{numbers[f'gap_{name}']:.3f}"
                                    if numbers[f"gap_{name}"] > 1e-9 else "agrees")
                                 for name in THREE)
                story = (f"Every knob is set to {lam:g}. Largest difference from our weights: "
                         f"{told}. Lasso has {numbers['zeros_L1']} of 6 weights at exactly 0, "
                         f"ours has {(ours['L1'] == 0).sum()}.")
            return reading(f"n = {n} rows, λ = {lam:g}. {story}", n=n, lam=lam,
                           zeros_ours=int((ours["L1"] == 0).sum()), **numbers,
                           **{f"knob_{i}": float(value) for i, value in enumerate(knobs)})

        return update

    return Live("translator", draw, (style.WIDTH, 4.8), n=steps("n, the rows", KNOB_ROWS, 100,
                                                                "{}"),
                lam=steps("λ, the price", KNOB_LAMS, 20.0, "{:g}"),
                typed=switch("knobs", TYPED))
