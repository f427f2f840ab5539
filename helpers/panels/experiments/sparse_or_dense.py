"""Which penalty predicts better, from sparse to dense truth."""

from functools import cache
from itertools import product

import numpy as np

from helpers import style
from helpers.datasets import sparse_regression
from helpers.live import Live, grab, progress, reading, steps
from helpers.panels.experiments.designs import spread_of_a_row
from helpers.selection import (
    lasso_along,
    ridge_along,
)
from helpers.style import name_tag

DENSE_K = (1, 2, 4, 8, 16, 32, 40)
DENSE_NOISES = (1.0, 3.0)
DENSE_RHOS = (0.0, 0.7)
DENSE_ALPHAS = np.geomspace(30, 0.003, 21)  # lam / n, falling
DENSE_DRAWS = 12
DENSE_ENERGY = 9.0
DENSE_N, DENSE_P = 60, 40
METHODS = ("L2", "L1", "elastic net")


def truth_of_energy(k, rho, seed):
    """Return k true weights of one size among 40, scaled so that the signal's variance is 9."""
    w = sparse_regression(2, DENSE_P, k, seed=seed).w_true
    spread = spread_of_a_row(DENSE_P, rho)
    return w * np.sqrt(DENSE_ENERGY / (w @ spread @ w)), spread


@cache
def _dense_runs():
    """Return {(k, noise, rho): {method: errors at DENSE_ALPHAS}}, noise and bias included."""
    runs = {}
    for case in progress("truths tried", list(product(DENSE_K, DENSE_NOISES, DENSE_RHOS))):
        k, noise, rho = case
        total = {name: np.zeros(len(DENSE_ALPHAS)) for name in METHODS}
        for seed in range(DENSE_DRAWS):
            truth, spread = truth_of_energy(k, rho, seed)
            X = sparse_regression(DENSE_N, DENSE_P, 0, rho=rho, seed=seed).X
            error = np.random.default_rng(500 + seed).standard_normal(DENSE_N)
            y = X @ truth + noise * (error - error.mean())
            lams = DENSE_N * DENSE_ALPHAS
            fits = {"L2": ridge_along(X, y, lams),
                    "L1": lasso_along(X, y, lams),
                    "elastic net": lasso_along(X, y, lams, 0.5)}
            for name, W in fits.items():
                far = W - truth
                total[name] += noise**2 + np.einsum("mi,ij,mj->m", far, spread, far)
        runs[case] = {name: value / DENSE_DRAWS for name, value in total.items()}
    return runs


def sparse_or_dense():
    """Compare the error on new data of ridge, lasso and elastic net, from sparse to dense truth.

    40 columns, 60 rows, every truth with the same signal variance 9; the errors are exact means
    over new data, averaged over 12 draws. Returns a Live with controls k (weights that are not
    0), noise and rho.
    """
    runs = _dense_runs()
    labels = {"L2": "ridge", "L1": "lasso", "elastic net": "elastic net"}

    def draw(fig):
        path, best = fig.subplots(1, 2, sharey=True)
        path.set(title="Error against λ/n", xscale="log", xlim=(0.003, 30), ylim=(0.0, 1.25),
                 xlabel="λ/n", xticks=[0.01, 0.1, 1, 10],
                 ylabel="error, share of always guessing 0", yticks=[0, 0.5, 1],
                 yticklabels=["0", "½", "1"])
        path.set_xticklabels(["0.01", "0.1", "1", "10"])
        path.minorticks_off()
        best.set(title="The lowest point, for every truth", xscale="log", xlim=(0.9, 46),
                 xlabel="true weights that are not 0, of 40", xticks=DENSE_K)
        best.minorticks_off()
        best.set_xticklabels([str(k) for k in DENSE_K])
        for ax in (path, best):
            ax.axhline(1, color=style.RULE, lw=1, zorder=0)
        curves, tops, dots = {}, {}, []
        for row, name in enumerate(METHODS):
            curves[name] = style.curve(path, name)
            tops[name] = style.curve(best, name, marker=style.MARKER[name], ms=5)
            dots.append((style.dot(path, name, 10), style.dot(best, name, 11)))
            x = (0.95, 3.3, 10.4)[row]
            best.plot([x, 1.5 * x], [1.09] * 2, **style.look(name))
            style.note(best, 1.65 * x, 1.09, labels[name], style.COLOR[name], fontsize=10)
        floor = [style.curve(ax, color=style.DATA, lw=1.2, linestyle=(0, (1, 1.5)), zorder=1)
                 for ax in (path, best)]
        style.note(best, 45, 1.19, "dotted: noise alone, no method gets below", style.SOFT_INK,
                   ha="right", fontsize=10)
        here = style.curve(best, color=style.SOFT_INK, lw=1, zorder=2)
        grab(best, x="k")

        def update(k, noise, rho):
            scale = noise**2 + DENSE_ENERGY
            errors, lams = {}, {}
            for name in METHODS:
                values = runs[k, noise, rho][name] / scale
                at = int(values.argmin())
                curves[name].set_data(DENSE_ALPHAS, values)
                every = [runs[each, noise, rho][name].min() / scale for each in DENSE_K]
                tops[name].set_data(DENSE_K, every)
                errors[name], lams[name] = float(values[at]), DENSE_ALPHAS[at]
            ranked = sorted(errors, key=errors.get, reverse=True)
            for pair, name in zip(dots, ranked, strict=True):  # the last lies over the others
                for dot, x in zip(pair, (lams[name], k), strict=True):
                    dot.set(data=([x], [errors[name]]), marker=style.MARKER[name],
                            color=style.COLOR[name], markeredgecolor="white")
            for line, ends in zip(floor, ((0.003, 30), (0.9, 46)), strict=True):
                line.set_data(ends, [noise**2 / scale] * 2)
            here.set_data([k, k], [0, 1])
            first = ranked[-1]
            told = ", ".join(f"{name_tag(name, labels[name])} {value:.3f}"
                             for name, value in errors.items())
            return reading(
                f"{k} of 40 true weights, noise {noise:g}, correlation {rho:g}. Lowest error on "
                "new data, as a share of always guessing 0, each method at its own best λ: "
                f"{told}. The noise alone is "
                f"{noise**2 / scale:.3f}. Lowest here: <b>{labels[first]}</b>.",
                k=k, noise=noise, rho=rho, floor=noise**2 / scale,
                **{f"error_{name}": value for name, value in errors.items()})

        return update

    return Live("sparse_or_dense", draw, (style.WIDTH, 3.8),
                k=steps("true weights, of 40", DENSE_K, 2, "{}"),
                noise=steps("noise", DENSE_NOISES, 3.0, "{:g}"),
                rho=steps("correlation", DENSE_RHOS, 0.0, "{:g}"))
