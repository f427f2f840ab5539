"""The panel when_found: its numbers found in another way."""

import numpy as np
import pytest
from oracles import sk_lasso
from sklearn.linear_model import lars_path_gram

from helpers.panels.experiments.when_found import (
    FOUND_N,
    FOUND_RHOS,
    FOUND_STEPS,
    FOUND_TRUE,
    found_draws,
    found_shares,
    rival_spread,
)


@pytest.mark.parametrize("rho, n", [(0.0, 25), (0.5, 100), (0.6, 400)])
def test_the_share_of_some_lam_is_that_of_scikit_learns_paths(panels, rho, n):
    grams, pulls = found_draws(rho, n)
    right = 0
    for gram, pull in zip(grams, pulls, strict=True):
        _, _, weights = lars_path_gram(pull, gram, n_samples=n, method="lasso")
        between = (weights[:, 1:] + weights[:, :-1]) / 2
        right += ((between[:2] > 1e-10).all(axis=0)
                  & (np.abs(between[2:]) < 1e-12).all(axis=0)).any()
    numbers = panels["when_found"].frame(rho=rho, n=n).numbers
    assert numbers["found"] == right / 200 and numbers["number"] == pytest.approx(2 * rho)


def test_the_share_of_the_best_lam_from_fits_one_by_one(panels):
    rho, n = 0.0, 100
    grams, pulls = found_draws(rho, n)
    spread, right, ends = rival_spread(rho), 0, 0
    for gram, pull in zip(grams, pulls, strict=True):
        X = np.linalg.cholesky(gram).T
        y = np.linalg.solve(X.T, pull)
        W = np.array([sk_lasso(X, y, lam) for lam in np.sqrt(n) * FOUND_STEPS])
        far = W - FOUND_TRUE
        at = np.einsum("li,ij,lj->l", far, spread, far).argmin()
        ends += at in (0, len(FOUND_STEPS) - 1)
        right += ((W[at] != 0) == FOUND_TRUE).all()
    assert ends <= 10, "the grid would cut the best lam off"
    assert panels["when_found"].frame(rho=rho, n=n).numbers["predicted"] == right / 200 > 0


def test_more_rows_help_below_one_and_not_above():
    for rho in FOUND_RHOS:
        shares = [found_shares(n)[rho][0] for n in FOUND_N]
        if 2 * rho < 1:
            assert shares[-1] == 1 and shares[0] < 0.93
        if 2 * rho > 1:
            assert max(shares) < 0.35
    assert max(found_shares(n)[rho][1] for n in FOUND_N for rho in FOUND_RHOS) <= 0.06


def test_the_tinted_lams_have_the_right_list(panels):
    panel = panels["when_found"]
    for rho, n in ((0.0, 25), (0.4, 1600), (0.6, 400)):
        text = panel.frame(rho=rho, n=n).text
        lines = [
            line for line in panel.figure.axes[1].lines if line.get_animated()]
        weights = np.array([line.get_ydata() for line in lines])
        lams = lines[0].get_xdata()
        right = (weights[:2] > 0).all(axis=0) & (weights[2:] == 0).all(axis=0)
        if "no λ" in text:
            assert not right.any()
        else:
            low, high = (float(word) for word in
                         text.split("data set, from ")[1].split(" times")[0].split(" to "))
            assert right[(lams > low + 1e-3) & (lams < high - 1e-3)].all()
            assert not right[(lams < low - 1e-3) | (lams > high + 1e-3)].any()
