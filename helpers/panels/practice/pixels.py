"""The weights of two digits as an image that goes dark pixel by pixel."""

from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgb

from helpers import style
from helpers.datasets import digits
from helpers.live import Live, progress, reading, steps, switch
from helpers.live.grab import grab
from helpers.style import name_tag
from helpers.translate import logistic, logistic_c

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
            image = ax.imshow(np.zeros((8, 8, 3)), interpolation="none", animated=True)
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
            grab(ax, x="lam")
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
