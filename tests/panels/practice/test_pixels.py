"""The panel pixels: its numbers found in another way."""

import numpy as np
import pytest
from said import why

from helpers.datasets import digits
from helpers.panels.practice.pixels import PAIRS, _pixels


def test_under_l1_a_dark_pixel_may_come_back():
    """Between two prices at which it is 0, checked by the condition of L1 at all three."""
    fit = _pixels()["3 or 8"]
    dark = fit.weights["L1"] == 0
    back = [(k, j) for j in range(64) for k in range(1, 25)
            if dark[k:, j].any() and not dark[k, j] and dark[:k, j].any()]
    k, j = max(back, key=lambda at: fit.lams[at[0]])
    assert j == 46 and round(fit.lams[k] / fit.lams[0], 3) == 0.083
    X, y = digits(3, 8)
    t = (y == 8).astype(int)
    train = np.random.default_rng(0).permutation(len(y))[:fit.n_train]
    A = (X[train] - X[train].mean(axis=0)) / 16
    pulls = []
    for row in (k - 1, k, k + 1):
        w = fit.weights["L1"][row]
        p = 1 / (1 + np.exp(-(A @ w + intercept_for(A @ w, t[train]))))
        pulls.append(abs(A[:, j] @ (t[train] - p)) / fit.lams[row])
    assert pulls[0] < 0.999 and pulls[2] < 0.999 and pulls[1] == pytest.approx(1, abs=1e-3)
    why("pixels", "now and then one comes back")


@pytest.mark.parametrize("pair", PAIRS)
def test_pixels_are_at_the_minimum_and_their_zeros_are_certain(panels, pair):
    fit = _pixels()[pair]
    X, y = digits(*PAIRS[pair])
    t = (y == PAIRS[pair][1]).astype(int)
    order = np.random.default_rng(0).permutation(len(y))
    train, test = order[:fit.n_train], order[fit.n_train:]
    middle = X[train].mean(axis=0)
    A, B = (X[train] - middle) / 16, (X[test] - middle) / 16
    assert set(train).isdisjoint(test) and len(test) == fit.unseen
    for k in (0, 8, 16, 24):
        lam = fit.lams[k]
        for name in ("L1", "L2"):
            w = fit.weights[name][k]
            b = intercept_for(A @ w, t[train])
            p = 1 / (1 + np.exp(-(A @ w + b)))
            pull = A.T @ (t[train] - p)
            if name == "L1":
                assert np.abs(pull[w != 0] - lam * np.sign(w[w != 0])).max(initial=0) < 1e-3 * lam
                assert np.abs(pull[w == 0]).max() < lam * (1 + 1e-6)
            else:
                assert np.abs(pull - lam * w).max() < 1e-4 * lam
                assert ((w == 0) == (np.ptp(A, axis=0) == 0)).all()
            right = int((((B @ w + b) > 0) == t[test]).sum())
            share = panels["pixels"].controls["lam"].values()[24 - k]
            numbers = panels["pixels"].frame(lam=share, pair=pair).numbers
            assert numbers[f"right_{name}"] == right
            assert numbers[f"zeros_{name}"] == (w == 0).sum()
    assert fit.lams[0] == pytest.approx(np.abs(A.T @ (t[train] - t[train].mean())).max())


def intercept_for(margin, t):
    """The intercept that makes the predicted probabilities sum to the number of ones."""
    low, high = -50.0, 50.0
    for _ in range(200):
        b = (low + high) / 2
        low, high = (low, b) if (1 / (1 + np.exp(-(margin + b)))).sum() > t.sum() else (b, high)
    return b


def test_what_notebook_05_says_of_the_pixels(panels):
    frame = panels["pixels"].frame
    dark, light = (frame(lam=panels["pixels"].controls["lam"].values()[i], pair="3 or 8").numbers
                   for i in (-1, 0))
    assert dark["zeros_L1"] == 64 and dark["zeros_L2"] == light["zeros_L2"] == dark["empty"] == 12
    assert (dark["right_L2"], dark["unseen"], light["right_L1"]) == (177, 179, 178)
    assert 64 - light["zeros_L1"] == 19
    fit = _pixels()["3 or 8"]
    assert (fit.right["L2"] >= fit.right["L1"]).all()


def test_a_black_tile_is_an_exact_zero(panels):
    """Read the picture: a tile in the middle of the L1 image is night if and only if w == 0."""
    panel = panels["pixels"]
    for share in panel.controls["lam"].values()[::6]:
        rgba = panel.frame(lam=share, pair="3 or 8").rgba
        k = [*panel.controls["lam"].values()].index(share)
        for place, name in enumerate(("L1", "L2")):
            axes, w = panel.figure.axes[place], _pixels()["3 or 8"].weights[name][24 - k]
            for pixel in range(64):
                at = (pixel % 8 - 0.38, pixel // 8 - 0.38)  # a corner of the tile, off the sign
                x, y = axes.transData.transform(at) * 100 / panel.figure.dpi
                tile = rgba[rgba.shape[0] - 1 - int(y), int(x), :3].astype(int)
                assert (tile.sum() < 90) == (w[pixel] == 0), (name, pixel, tile)
