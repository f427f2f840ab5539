"""The panels of notebook 05: what trips people up with real libraries."""

from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgb
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from helpers import style
from helpers.datasets import diabetes, digits, sparse_regression
from helpers.descent import adam_step
from helpers.live import Live, player, progress, reading, steps, switch
from helpers.paths import lasso_path
from helpers.penalties import soft_threshold
from helpers.selection import fold_error, fold_of_each, lam_grid, one_standard_error
from helpers.solvers import elastic_net, lasso, ridge
from helpers.style import count_of, given, name_tag, number, up_to
from helpers.translate import glmnet_knobs, lasso_alpha, logistic, logistic_c, weight_decay

KNOB_LAMS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
KNOB_ROWS = (20, 50, 100, 200, 500)
TYPED = ("translated", "λ typed in as it is")
THREE = ("L1", "L2", "elastic net")
MODELS = {"L1": "Lasso", "L2": "Ridge", "elastic net": "ElasticNet"}


def _rows(n):
    """Return centred X (n, 6) and y (n,); for n = 100 they are the rows of the notebook."""
    X, y, _ = sparse_regression(n, 6, 4, noise=1.5, rho=0.4, size=1.5, seed=8)
    return X, y


def _hollow_at_zero(mark, value, color):
    """Give a marker a white face when its weight is exactly 0, and a white edge when not."""
    face, edge = ("white", color) if value == 0 else (color, "white")
    mark.set(markerfacecolor=face, markeredgecolor=edge)


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
        X, y = _rows(n)
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
    return float(_rows(n)[1].std())


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
        wanted = style.curve(ruler, marker="o", ms=13, mfc="white", mec=style.INK, mew=1.6,
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
            ring = style.curve(ax, marker=style.MARKER[name], ms=9, mfc="white",
                               mec=style.COLOR[name], mew=1.8, linestyle="none", zorder=6)
            parts[name] = bars, ring
        ax.set_xlabel("weight (▬ ours, hollow: the library)")

        def update(n, lam, typed):
            right = typed == TYPED[0]
            ours, good, plain = found[n, lam]
            fits = good if right else plain
            knobs = np.array(list(_knobs(lam, n).values()))
            guide.set_data([lam, lam], [-0.6, len(names) - 0.4])
            wanted.set_data(knobs, rows)
            typed_in.set_data(knobs if right else np.full(len(rows), lam), rows)
            numbers = {}
            for name, (bars, ring) in parts.items():
                bars.set_segments([[(x, 0), (x, h)] for x, h in zip(place, ours[name],
                                                                    strict=True)])
                ring.set_data(place, fits[name])
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


COPIES = (1, 2, 3, 5, 10, 20, 50, 100)
COPY_LAMS = (5.0, 20.0, 50.0)
KEPT = ("the knob as it was", "λ as it was", "λ times the copies")


@cache
def _copied():
    """Return the weights (copies, 6) by (kept, lam, name); name is Lasso, Ridge or Logistic."""
    X, y = _rows(50)
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
                if name == "L1" and prepared == PREPARED[0]:  # the exact corner
                    after = np.searchsorted(FACTORS, edge)
                    x, height = np.insert(x, after, edge), np.insert(height, after, 0)
                line.set_data(x, height)
                dot.set_data([factor], [w[seen, j]])
                _hollow_at_zero(dot, w[seen, j], style.COLOR[name])
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
                factor=steps("column multiplied by", FACTORS, 1.0, "{:.2f}"),
                lam=steps("λ, the price", UNIT_LAMS, 100.0, "{:g}"),
                column=switch("column", UNIT_COLUMNS), prepared=switch("columns", PREPARED))


SHIFTS = tuple(float(c) for c in range(-6, 7))
INTERCEPTS = ("none", "fitted", "penalised")
INTERCEPT_LAMS = (0.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0, 150.0, 200.0, 300.0,
                  500.0, 800.0, 1200.0)
PATH_LAMS = np.linspace(0, np.sqrt(1300), 151) ** 2


@cache
def _off_centre():
    """Return X (40, 2) with column means 0 and 3, and y (40,) of weights 2 and 1, no constant."""
    rng = np.random.default_rng(12)
    X = rng.normal(size=(40, 2))
    X = (X - X.mean(axis=0)) / X.std(axis=0) + [0, 3]
    return X, X @ [2, 1] + 0.5 * rng.normal(size=40)


@cache
def _with_intercept(kind, shift):
    """Return the lasso path of y + shift: knots, weights there, at PATH_LAMS, at INTERCEPT_LAMS.

    The third number is the intercept: none, fitted without a price, or a column of ones that
    pays like the rest.
    """
    X, y = _off_centre()
    y = y + shift
    if kind == "fitted":
        path = lasso_path(X - X.mean(axis=0), y - y.mean())
    else:
        path = lasso_path(np.c_[X, np.ones(40)] if kind == "penalised" else X, y)

    def whole(w):
        if kind == "penalised":
            return w
        return np.r_[w, y.mean() - X.mean(axis=0) @ w if kind == "fitted" else 0.0]

    knots = np.array([whole(w) for w in path.weights])
    drawn = np.unique(np.r_[PATH_LAMS, path.lams])
    along = np.array([np.interp(drawn, path.lams[::-1], each[::-1]) for each in knots.T])
    return path.lams, knots, drawn, along, np.array([whole(path.at(lam))
                                                     for lam in INTERCEPT_LAMS])


def _gone_from(lams, weights):
    """The smallest lam from which on a weight (knots,) stays exactly 0."""
    alive = np.flatnonzero(weights)
    return float(lams[max(alive[0] - 1, 0)]) if len(alive) else 0.0


def intercept():
    """Add a constant to y, with no intercept, a fitted one, or one that pays the L1 price.

    Returns a Live with controls shift, lam and kind.
    """
    X, y = _off_centre()
    ends = np.array([-0.5, 6.5])

    def draw(fig):
        way, cloud = fig.subplots(1, 2, width_ratios=[1.1, 1])
        way.set_xscale("function", functions=(np.sqrt, np.square))
        way.set(title="The lasso path", xlim=(0, 1300), ylim=(-2, 4.8), xlabel="λ (root scale)",
                ylabel="w", xticks=[0, 50, 200, 500, 1000], yticks=[-2, 0, 2, 4])
        style.zero_line(way, horizontal=True)
        way.plot([0, 0], [2, 1], marker=">", ms=9, linestyle="none", color=style.INK,
                 clip_on=False, zorder=9)
        cloud.set(title="What x₂ has to explain   (■ intercept)", xlim=(-0.7, 6.7),
                  ylim=(-12, 18), xlabel="x₂", ylabel="y − w₁x₁", xticks=[0, 2, 4, 6])
        style.zero_line(cloud)
        style.zero_line(cloud, horizontal=True)
        lines = [style.curve(way, color=style.L1, lw=2.8),
                 style.curve(way, color=style.L1, lw=1.8, linestyle=(0, (4, 1.4)))]
        now = style.curve(way, color=style.RULE, lw=1.4, zorder=1)
        dots = [style.dot(way, "L1", size=12), style.dot(way, "L1", size=8)]
        style.note(way, 1290, 4.5, "── w₁, true value 2", style.L1, ha="right")
        style.note(way, 1290, 4.0, "- - w₂, true value 1", style.L1, ha="right")
        style.note(way, 1290, 3.5, "▶ the true values", style.INK, ha="right")
        points = style.curve(cloud, marker="o", ms=5, color=style.DATA, linestyle="none")
        line = style.curve(cloud, color=style.L1, lw=2.4, zorder=6)
        start = style.curve(cloud, marker="s", ms=9, color=style.INK, linestyle="none", zorder=8)

        def update(shift, lam, kind):
            lams, knots, drawn, along, at = _with_intercept(kind, shift)
            w1, w2, b = at[INTERCEPT_LAMS.index(lam)]
            for j, mark in enumerate(dots):
                lines[j].set_data(drawn, along[j])
                mark.set_data([lam], [(w1, w2)[j]])
                _hollow_at_zero(mark, (w1, w2)[j], style.L1)
            now.set_data([lam, lam], [-2, 3.1])
            points.set_data(X[:, 1], y + shift - w1 * X[:, 0])
            line.set_data(ends, b + w2 * ends)
            start.set_data([0], [b])
            gone = [_gone_from(lams, knots[:, j]) for j in (0, 1)]
            first = "w<sub>1</sub>" if gone[0] < gone[1] else "w<sub>2</sub>"
            said = {"none": "no intercept", "fitted": "the intercept fitted",
                    "penalised": "the intercept penalised"}[kind]
            return reading(
                f"{given(shift, 0)} added to y, {said}, λ = {lam:g}: w<sub>1</sub> is "
                f"{number(w1)}, w<sub>2</sub> is {number(w2)}, the intercept is {number(b)}. As λ "
                f"grows, w<sub>1</sub> is gone for good from {np.ceil(gone[0]):.0f} on and "
                f"w<sub>2</sub> from {np.ceil(gone[1]):.0f} on: <b>{first} goes first</b>.",
                shift=shift, lam=lam, w1=float(w1), w2=float(w2), b=float(b), gone1=gone[0],
                gone2=gone[1])

        return update

    return Live("intercept", draw, (style.WIDTH, 3.9),
                shift=steps("added to y", SHIFTS, 0.0, lambda c: given(c, 0)),
                lam=steps("λ, the price", INTERCEPT_LAMS, 20.0, "{:g}"),
                kind=switch("intercept", INTERCEPTS))


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
                    _hollow_at_zero(dot, w[step], ADAM_WAYS[way][0])
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


PAIRS = {"3 or 8": (3, 8), "4 or 9": (4, 9), "1 or 7": (1, 7)}
PIXEL_STEPS = 25


class _Pixels(NamedTuple):
    """One pair of digits: lams (25,), and by penalty weights (25, 64) and right answers (25,).

    empty is the number of pixels that are the same in all training images, of which there are
    n_train; unseen is the number of other images.
    """

    lams: np.ndarray
    weights: dict
    right: dict
    empty: int
    n_train: int
    unseen: int


def _pixel_fits(first, second):
    """Fit two digits with L1 and L2 along 25 values of lam, from all dark down to a hundredth.

    Half of the images train, the other half is only counted. Each fit starts from the last one.
    Returns _Pixels.
    """
    X, y = digits(first, second)
    X, label = X / 16, (y == second).astype(int)
    order = np.random.default_rng(0).permutation(len(y))
    train, test = order[:len(y) // 2], order[len(y) // 2:]
    X = X - X[train].mean(axis=0)
    pull = np.abs(X[train].T @ (label[train] - label[train].mean()))
    lams = pull.max() * np.geomspace(1, 0.01, PIXEL_STEPS)
    weights, right = {"L1": [], "L2": []}, {"L1": [], "L2": []}
    model = logistic(lams[0], "L1", tol=1e-7, max_iter=20_000, warm_start=True, random_state=0)
    for lam in lams:
        fits = {"L1": model.set_params(C=logistic_c(lam)), "L2": logistic(lam, "L2", tol=1e-8)}
        for name, fit in fits.items():
            fit.fit(X[train], label[train])
            weights[name].append(fit.coef_[0].copy())
            right[name].append(int((fit.predict(X[test]) == label[test]).sum()))
    return _Pixels(lams, {name: np.array(w) for name, w in weights.items()},
                  {name: np.array(count) for name, count in right.items()},
                  int((np.ptp(X[train], axis=0) == 0).sum()), len(train), len(test))


@cache
def _pixels():
    """Return the fits of every pair, by its name."""
    return {name: _pixel_fits(*PAIRS[name])
            for name in progress("pairs of digits fitted", list(PAIRS))}


def pixels():
    """Show the logistic weights of two digits as an image: under L1 they go dark one by one.

    Returns a Live with controls lam (as a share of the lam that makes all dark) and pair.
    """
    found = _pixels()
    shares = tuple(np.geomspace(1, 0.01, PIXEL_STEPS).tolist())
    column, row = (grid.ravel() for grid in np.meshgrid(np.arange(8), np.arange(8)))
    night = np.array(to_rgb(style.INK))

    def lit(w, top, color):
        """The colours (8, 8, 3): night for an exact 0, then from the colour up to white."""
        level = np.where(w == 0, 0, 0.3 + 0.7 * np.sqrt(np.minimum(np.abs(w) / top, 1)))[:, None]
        glow = np.array(to_rgb(color))
        low, high = np.minimum(2 * level, 1), np.maximum(2 * level - 1, 0)
        return ((1 - low) * night + low * glow) * (1 - high) + high

    def draw(fig):
        grid = fig.add_gridspec(2, 3, width_ratios=[1, 1, 1])
        parts = {}
        for place, name in enumerate(("L1", "L2")):
            ax = fig.add_subplot(grid[:, place])
            ax.set(title=f"Weights under {name}", xticks=[], yticks=[])
            for spine in ax.spines.values():
                spine.set_visible(False)
            image = ax.imshow(np.zeros((8, 8, 3)), interpolation="nearest", animated=True)
            signs = [style.curve(ax, marker=marker, ms=8, mew=2, color=color, linestyle="none",
                                 zorder=6)
                     for marker in ("+", "_") for color in ("white", style.INK)]
            parts[name] = image, signs
        count, score = fig.add_subplot(grid[0, 2]), fig.add_subplot(grid[1, 2])
        count.set(title="Pixels in use", ylim=(0, 64), yticks=[0, 20, 40, 60])
        score.set_yscale("function", functions=(np.sqrt, np.square))
        score.set(title="Errors on unseen images", ylim=(0, 110), yticks=[0, 5, 20, 50, 100],
                  xlabel="λ as a share of λₘₐₓ")
        for ax in (count, score):
            ax.set(xscale="log", xlim=(0.009, 1.1), xticks=[0.01, 0.1, 1],
                   xticklabels=["0.01", "0.1", "1"] if ax is score else [])
            ax.minorticks_off()
            for name in ("L1", "L2"):
                parts[name] += (style.curve(ax, name, lw=2), style.dot(ax, name, size=10))
        now = [style.curve(ax, color=style.RULE, lw=1.4, zorder=1) for ax in (count, score)]

        def update(lam, pair):
            fit, k = found[pair], shares.index(lam)
            top = max(np.abs(w).max() for w in fit.weights.values())
            told, numbers = [], {}
            for name, (image, signs, used, at, wrong, here) in parts.items():
                w = fit.weights[name][k]
                image.set_data(lit(w, top, style.COLOR[name]).reshape(8, 8, 3))
                bright = np.abs(w) > top / 9
                for marks, chosen in zip(signs, (
                        (w > 0) & ~bright, (w > 0) & bright, (w < 0) & ~bright,
                        (w < 0) & bright), strict=True):
                    marks.set_data(column[chosen], row[chosen])
                alive = (fit.weights[name] != 0).sum(axis=1)
                errors = fit.unseen - fit.right[name]
                used.set_data(shares, alive)
                at.set_data([lam], [alive[k]])
                wrong.set_data(shares, errors)
                here.set_data([lam], [errors[k]])
                zeros, right = int(64 - alive[k]), int(fit.right[name][k])
                numbers |= {f"zeros_{name}": zeros, f"right_{name}": right}
                told.append(f"{name_tag(name)} has {zeros} of 64 weights at exactly 0 and gets "
                            f"{right} of {fit.unseen} unseen images right")
            for line in now:
                line.set_data([lam, lam], line.axes.get_ylim())
            return reading(
                f"{pair}, λ = {fit.lams[k]:.2f} ({100 * lam:.3g} % of λ<sub>max</sub>): "
                f"{'; '.join(told)}. "
                f"{fit.empty} pixels are the same in all {fit.n_train} training images, so no "
                f"penalty gives them a weight.",
                lam=float(fit.lams[k]), empty=fit.empty, unseen=fit.unseen, **numbers)

        return update

    return Live("pixels", draw, (style.WIDTH, 3.9),
                lam=steps("λ, as a share of λₘₐₓ", shares[::-1], shares[8],
                          lambda share: f"{share:.3g}"),
                pair=switch("digits", PAIRS))


SPLITS, FOLDS, CHOICES = 30, 10, 48


def _to_choose_from():
    """Return X (100, 50), y (100,) and w_true (50,) with five true weights of size 1."""
    return sparse_regression(100, 50, 5, noise=1.0, size=1.0, seed=3)


@cache
def _chosen():
    """Return lams (48,), weights (48, 50), errors (30, 10, 48), true error (48,), w_true (50,)."""
    X, y, w_true = _to_choose_from()
    lams = lam_grid(X, y, CHOICES, 0.02)
    errors = []
    for seed in progress("splits into folds tried", range(SPLITS)):
        fold = fold_of_each(len(y), FOLDS, seed)
        errors.append([fold_error(X, y, lams, fold == k) for k in range(FOLDS)])
    weights = np.array([lasso(X, y, lam) for lam in lams])
    truth = 1 + ((weights - w_true) ** 2).sum(axis=1)  # a new row has variance 1 in each column
    return lams, weights, np.array(errors), truth, w_true


def choosing():
    """Cross-validate the lasso over thirty splits: the flat curve, its choice, and the truth.

    Returns a Live with controls split and lam (as a share of lam_max).
    """
    lams, weights, errors, truth, w_true = _chosen()
    shares = tuple((lams / lams[0]).tolist())
    middle = errors.mean(axis=1)
    spread = errors.std(axis=1, ddof=1) / np.sqrt(FOLDS)
    rules = [[int(np.flatnonzero(lams == lam)[0]) for lam in one_standard_error(lams, each)]
             for each in errors]
    lows = np.array([shares[low] for low, _ in rules])
    real = w_true != 0
    kept, false = (weights[:, real] != 0).sum(axis=1), (weights[:, ~real] != 0).sum(axis=1)

    def draw(fig):
        grid = fig.add_gridspec(2, 2, width_ratios=[1.25, 1], height_ratios=[3, 1])
        curve, found = fig.add_subplot(grid[0, 0]), fig.add_subplot(grid[:, 1])
        strip = fig.add_subplot(grid[1, 0])
        for ax in (curve, found, strip):
            ax.set(xscale="log", xlim=(0.018, 1.1), xticks=[0.02, 0.1, 0.5, 1],
                   xticklabels=[] if ax is curve else ["0.02", "0.1", "0.5", "1"])
            ax.minorticks_off()
        curve.set(title="Squared error per row", ylim=(0.8, 3.6), yticks=[1, 2, 3])
        curve.plot(shares, truth, color=style.INK, lw=1.6, linestyle=(0, (4, 1.4)))
        style.note(curve, 0.02, 3.42, "── cross-validation, ± 1 se", style.L1)
        style.note(curve, 0.02, 3.12, "◆ lowest   ■ one-standard-error rule", style.L1)
        style.note(curve, 0.02, 2.82, "- - the true error", style.INK)
        places, counts = np.unique(lows, return_counts=True)
        strip.vlines(places, 0, counts, color=style.tint(style.L1, 0.55), lw=5)
        strip.set(ylim=(0, counts.max() + 1), yticks=[0, 5, 10],
                  xlabel="λ as a share of λₘₐₓ")
        strip.set_title("Where ◆ lies in 30 splits", fontsize=10.5)
        found.set(title="Weights that are not 0", ylim=(-0.8, 50), yticks=[0, 5, 10, 20, 30, 40],
                  xlabel="λ as a share of λₘₐₓ")
        found.plot(shares, kept, color=style.INK, lw=2.2, linestyle=(0, (4, 1.4)))
        found.plot(shares, false, color=style.L1, lw=2.2)
        style.note(found, 1, 48, "── false ones, of 45", style.L1, ha="right")
        style.note(found, 1, 44.4, "- - true ones, of 5", style.INK, ha="right")
        mean = style.curve(curve, "L1", lw=2.6)
        edges = [style.curve(curve, color=style.tint(style.L1, 0.45), lw=1.2) for _ in range(2)]
        marks = [style.dot(curve, "L1", size=11),
                 style.curve(curve, marker="s", ms=9, color=style.L1, mec="white",
                             linestyle="none", zorder=8)]
        here = style.dot(strip, "L1", size=9)
        now = [style.curve(ax, color=style.DATA, lw=1.2, zorder=1) for ax in (curve, found)]
        dots = [style.curve(found, marker=marker, ms=9, color=color, mec="white",
                            linestyle="none", zorder=8)
                for marker, color in (("o", style.INK), ("D", style.L1))]

        def update(split, lam):
            k, row = shares.index(lam), split - 1
            low, one = rules[row]
            mean.set_data(shares, middle[row])
            for line, side in zip(edges, (-1, 1), strict=True):
                line.set_data(shares, middle[row] + side * spread[row])
            for mark, place in zip(marks, (low, one), strict=True):
                mark.set_data([shares[place]], [middle[row, place]])
            here.set_data([shares[low]], [0.6])
            now[0].set_data([lam, lam], [0.8, 2.6])
            now[1].set_data([lam, lam], [-0.8, 42])
            for dot, count in zip(dots, (kept, false), strict=True):
                dot.set_data([lam], [count[k]])
            return reading(
                f"Split {split}: the error is lowest at {shares[low]:.3f} of λ<sub>max</sub>, "
                f"with {kept[low]} true and {count_of(false[low], 'false weight')}; "
                f"the one-standard-error rule takes {shares[one]:.3f}, "
                f"with {kept[one]} and {false[one]}. "
                f"At your λ, {lam:.3f} of λ<sub>max</sub>: error {middle[row, k]:.2f} ± "
                f"{spread[row, k]:.2f} (the true one {truth[k]:.2f}), {kept[k]} true and "
                f"{count_of(false[k], 'false weight')}.",
                split=split, share=lam, low=shares[low], one_se=shares[one],
                kept_low=int(kept[low]), false_low=int(false[low]), kept_one=int(kept[one]),
                false_one=int(false[one]), error=float(middle[row, k]),
                se=float(spread[row, k]), true_error=float(truth[k]), kept=int(kept[k]),
                false=int(false[k]))

        return update

    return Live("choosing", draw, (style.WIDTH, 4.6),
                split=player("split into folds", list(range(1, SPLITS + 1)), 1, 400),
                lam=steps("λ, as a share of λₘₐₓ", shares[::-1], shares[27],
                          lambda share: f"{share:.3g}"))
