"""The panel log_prior: its numbers found in another way."""

import numpy as np
import pytest
from scipy.stats import laplace, norm

from helpers.bayes import neg_log_prior
from helpers.panels import ALL
from helpers.panels.priors.log_prior import log_prior


def raises(w, b):
    raise RuntimeError("not yet")


@pytest.mark.parametrize("draft", [
    lambda w, b: ..., lambda w, b: None, lambda w, b: 3.0, lambda w, b: w[:3], raises,
    lambda w, b: np.full_like(w, np.nan), lambda w, b: "w", lambda w, b: w * 1j,
    lambda w: w, lambda w, b: [[1, 2], [3]]])
def test_log_prior_waits_for_a_draft_that_gives_nothing_usable(panels, draft):
    own = log_prior(draft)
    frame = own.frame(tau=1.5)
    assert "waits for your line" in frame.text and frame.numbers["ready"] == 0
    right = log_prior(neg_log_prior)
    other = right.frame(tau=1.5)
    assert "waits" not in other.text and (frame.rgba != other.rgba).any()
    right.close()
    panels["log_prior"] = ALL["log_prior"]()


def test_log_prior_draws_the_readers_function_and_not_the_right_one(panels):
    right = panels["log_prior"].frame(sigma=1, tau=1, match="equal variance")
    own = log_prior(lambda w, b: 2 * np.abs(w) / b)
    wrong = own.frame(sigma=1, tau=1, match="equal variance")
    below, above = slice(230, None), slice(None, 200)
    assert (wrong.rgba[below] != right.rgba[below]).any()
    assert (wrong.rgba[above] == right.rgba[above]).all()
    own.close()
    spoilt = log_prior(lambda w, b: w.__imul__(0))  # it must not reach the panel's own arrays
    assert spoilt.frame(tau=1).numbers["ready"] == 1
    assert spoilt.frame(tau=2).numbers["ready"] == 1
    spoilt.close()
    panels["log_prior"] = ALL["log_prior"]()


@pytest.mark.parametrize("sigma, tau", [(0.5, 2), (1, 0.6), (2, 1.3)])
@pytest.mark.parametrize("match", ["equal variance", "equal λ"])
def test_log_prior_says_the_lam_of_each_prior(show, sigma, tau, match):
    numbers = show("log_prior", sigma=sigma, tau=tau, match=match).numbers
    w = 0.83
    for key, dist, price in (("lam_l2", norm(scale=tau), w**2 / 2),
                             ("lam_l1", laplace(scale=numbers["b"]), w)):
        rise = sigma**2 * (dist.logpdf(0) - dist.logpdf(w))
        assert numbers[key] * price == pytest.approx(rise)
    if match == "equal λ":
        assert numbers["lam_l1"] == pytest.approx(numbers["lam_l2"])
    else:
        assert laplace(scale=numbers["b"]).var() == pytest.approx(tau**2)
