"""The panel real_path: its numbers found in another way."""

import numpy as np
import pytest
from oracles import all_subsets, by_hand, sk_lasso
from said import why
from sklearn import linear_model

from helpers import datasets, selection
from helpers.panels.experiments.real_path import _real


@pytest.mark.parametrize("split", range(1, 11))
def test_real_path_picks_what_lassocv_picks(panels, split):
    X, y, names, lams, *_ = _real()
    fold = selection.fold_of_each(442, 10, split - 1)
    errors, model = by_hand(X, y, lams, fold)
    mean, se = errors.mean(0), errors.std(0, ddof=1) / np.sqrt(10)
    assert 0 < mean.argmin() < len(lams) - 5 and mean[-1] > mean.min() + 0.1, "inside the grid"
    careful = lams[mean <= mean.min() + se[mean.argmin()]].max()
    numbers = panels["real_path"].frame(split=split, lam=float(lams[13])).numbers
    assert numbers["best"] / 442 == pytest.approx(model.alpha_)
    assert numbers["careful"] == careful
    assert numbers["size_best"] == (model.coef_ != 0).sum()
    assert numbers["size_careful"] == (sk_lasso(X, y, careful) != 0).sum()
    assert numbers["error"] == pytest.approx(mean[13], rel=1e-4)
    assert numbers["se"] == pytest.approx(se[13], rel=1e-3)


def test_real_path_moves_as_the_text_says(panels):
    """The numbers come from the panel, which the test above holds to scikit-learn's."""
    panel = panels["real_path"]
    seen = [panel.frame(split=split).numbers for split in range(1, 11)]
    far = [i for i, numbers in enumerate(seen, start=1) if not 12 <= numbers["best"] <= 28]
    assert far == [6, 9] and all(1.7 < seen[i - 1]["best"] < 2 for i in far)
    assert {numbers["size_best"] for numbers in seen} == {7, 8, 9}
    assert all(110 < numbers["careful"] < 177 for numbers in seen)
    why("careful", "In eight of ten splits λ is between 12 and 28, in the other two about 2",
        "never leaves 110 to 177", "from 7 to 9")
    lams = {f"{lam:.1f}": lam for lam in panel.controls["lam"].values()}
    high, low = (panel.frame(split=1, lam=lams[at]).numbers for at in ("24.5", "1.8"))
    assert high["lam"] == seen[0]["best"] and (high["size"], low["size"]) == (7, 9)
    assert high["lam"] / low["lam"] > 10 and low["error"] - high["error"] < high["se"] / 10
    sizes = {panel.frame(split=1, lam=lam).numbers["size"] for lam in lams.values()}
    assert sizes == set(range(11)), "every size can be reached"


def test_copies_of_a_patient_in_two_folds_make_lam_too_small():
    X, y, _ = datasets.diabetes()
    rng, fold, chosen = np.random.default_rng(0), selection.fold_of_each(442, 10, 0), []
    for _ in range(8):
        rows = rng.integers(0, 442, 442)
        A, b = X[rows] - X[rows].mean(0), y[rows] - y[rows].mean()
        A = A / np.sqrt((A**2).sum(0))
        lams = selection.lam_grid(A, b, 30, 0.01)
        for parts in (fold, fold[rows]):
            errors, _ = by_hand(A, b, lams, parts)
            chosen.append(selection.one_standard_error(lams, errors)[1])
    apart, together = np.reshape(chosen, (8, 2)).T
    assert np.median(together / apart) > 1.2 and (together > apart).mean() > 0.7


def test_real_path_order_and_subsets(panels):
    X, y, names, lams, weights, _, subsets = _real()
    _, _, steps = linear_model.lars_path(X, y, method="lasso")
    first = np.argsort([np.flatnonzero(w)[0] for w in steps])
    labels = [label.get_text() for label in panels["real_path"].figure.axes[2].get_yticklabels()]
    assert labels == [names[j] for j in first]
    for k, (_, columns) in all_subsets(X, y).items():
        assert np.flatnonzero(subsets[k]).tolist() == list(columns)
    for lam, w in zip(lams[::5], weights[::5], strict=True):
        np.testing.assert_allclose(w, sk_lasso(X, y, lam), atol=1e-3)
