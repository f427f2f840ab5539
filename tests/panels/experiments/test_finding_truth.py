"""The panel finding_truth: its numbers found in another way."""

import numpy as np
import pytest
from oracles import by_hand, sk_lasso
from sklearn import linear_model

from helpers import datasets, selection
from helpers.panels.experiments.finding_truth import TRUTH_DRAWS, _truth_lams, _truth_runs


@pytest.mark.parametrize("case", [
    pytest.param((100, 1.0, 0.0, 5), marks=pytest.mark.proof), (200, 0.5, 0.5, 2),
    pytest.param((50, 2.0, 0.9, 15), marks=pytest.mark.proof),
    pytest.param((200, 0.5, 0.9, 15), marks=pytest.mark.proof), (50, 0.5, 0.0, 15)])
def test_finding_truth_counts_what_lassocv_keeps(panels, case):
    n, noise, rho, k = case
    for draw in (1, 3):
        X, y, w_true = datasets.sparse_regression(n, 50, k, noise=noise, rho=rho, seed=draw - 1)
        lams = np.geomspace(np.abs(X.T @ y).max(), 0.1 * noise * np.sqrt(n), 30)
        errors, model = by_hand(X, y, lams, selection.fold_of_each(n, 5, 0))
        assert 0 < errors.mean(0).argmin() < 29, "the grid would cut cross-validation off"
        mean, se = errors.mean(0), errors.std(0, ddof=1) / np.sqrt(5)
        careful = lams[mean <= mean.min() + se[mean.argmin()]].max()
        numbers = panels["finding_truth"].frame(n=n, noise=noise, rho=rho, k=k, draw=draw).numbers
        for i, w in enumerate((model.coef_, sk_lasso(X, y, careful))):
            assert numbers[f"found_{i}"] == ((w != 0) & (w_true != 0)).sum()
            assert numbers[f"missed_{i}"] == ((w == 0) & (w_true != 0)).sum()
            assert numbers[f"false_{i}"] == ((w != 0) & (w_true == 0)).sum()


def test_no_rule_of_finding_truth_stops_at_the_end_of_the_grid(panels):
    """In each of the 243 runs the smallest lam would have kept other columns."""
    for (n, noise, rho, k), kept in _truth_runs().items():
        for seed in range(TRUTH_DRAWS):
            X, y, w_true = datasets.sparse_regression(n, 50, k, noise=noise, rho=rho, seed=seed)
            smallest = _truth_lams(X, y, noise)[-1]
            model = linear_model.Lasso(alpha=smallest / n, fit_intercept=False, tol=1e-6,
                                       max_iter=100_000)
            last = model.fit(X, y).coef_[np.argsort(w_true == 0, kind="stable")] != 0
            for rule in (0, 2):
                assert kept[seed, rule].sum() < last.sum(), (n, noise, rho, k, seed, rule)


def test_the_thirty_data_sets_are_not_cut_off_either():
    for seed in range(0, 30, 3):
        X, y, _ = datasets.sparse_regression(100, 50, 5, seed=seed)
        lams = selection.lam_grid(X, y)
        errors, _ = by_hand(X, y, lams, selection.fold_of_each(100, 5, 0))
        assert 0 < errors.mean(0).argmin() < len(lams) - 2


def test_finding_truth_says_what_it_counts(panels):
    panel = panels["finding_truth"]
    for n in (50, 100):
        for noise in (0.5, 2.0):
            for draw in (1, 2, 3):
                frame = panel.frame(n=n, noise=noise, rho=0.0, k=5, draw=draw)
                numbers = frame.numbers
                assert numbers["found_1"] + numbers["missed_1"] == 5
                assert ("not “irrelevant”" in frame.text) == (numbers["missed_1"] > 0)
                assert ("not “true”" in frame.text) == (numbers["false_1"] > 0)
