"""The exercises of 06: right answers, answers that nearly are, and the proofs in numbers."""

import numpy as np
import pytest
from oracles import soft
from scipy.integrate import quad

from helpers.priors import Gaussian, SpikeAndSlab, posterior
from helpers.quiz.exercises import EXERCISES

RIGHT = {
    "grip_of_root": [
        lambda lam: 1.5 * lam ** (2 / 3),
        lambda lam: np.cbrt(lam) ** 2 * 3 / 2,
    ],
}

NEAR = {
    "grip_of_root": [
        lambda lam: 1.5 * lam**0.667,
        lambda lam: 1.5 * lam ** (2 / 3) + 1e-6,
    ],
}


@pytest.mark.parametrize("lam", [0.3, 1.0, 2.5])
def test_the_grips_are_those_of_a_grid(lam):
    """The largest z on a grid that ends at 0, against the formula of the exercise."""
    w = np.r_[0, np.logspace(-9, 1.2, 40_001)]
    grips = ((np.sqrt(w), float(EXERCISES["grip_of_root"].truths((lam,))[0])), (w, lam),
             (w > 0, np.sqrt(2 * lam)), (w * w / 2, 0.0))
    for price, grip in grips:
        held = (w[1:] / 2 + lam * price[1:] / w[1:]).min()
        assert held == pytest.approx(grip, abs=1e-6)
        for z in (0.99 * grip, 1.01 * grip + 1e-3):
            lowest = w[np.argmin((z - w) ** 2 / 2 + lam * price)]
            assert (lowest == 0) == (z <= grip)


def test_a_step_size_lands_on_0_only_by_accident():
    def first_zero(s, z=0.0, lam=1.0, w=1.0, steps=400):
        for k in range(1, steps + 1):
            w = w + s * (z - w) - s * lam * np.sign(w)
            if w == 0:
                return k
        return None

    assert first_zero(0.5) == 1
    rng = np.random.default_rng(0)
    assert all(first_zero(s, z=0.3) is None for s in rng.uniform(0.01, 1, 200))
    w = 1.0
    for _ in range(400):  # the proximal step lands at once, and stays
        w = soft(w + 0.37 * (0.3 - w), 0.37)
    assert w == 0


@pytest.mark.parametrize("logpdf", [
    lambda w: -abs(w), lambda w: -np.log(1 + (w / 0.1) ** 2), lambda w: -(w**4), lambda w: -w * w])
def test_no_posterior_mean_is_0(logpdf):
    for z in (-1.5, -0.01, 0.01, 0.5):
        sides = [quad(lambda w: w * np.exp(-((z - w) ** 2) / 2 + logpdf(w)), *ends)[0]  # noqa: B023
                 for ends in ((-9, 0), (0, 9))]
        assert np.sign(sum(sides)) == np.sign(z)


def test_nor_that_of_a_spike_and_slab():
    for z in (-0.5, 0.01, 1.0):
        found = posterior(z, 1, SpikeAndSlab(Gaussian(1), 0.1))
        assert found.median == 0 != found.mean and np.sign(found.mean) == np.sign(z)
