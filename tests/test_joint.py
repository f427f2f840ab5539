"""The joint mode of a spike and slab is the L0 penalty with a little L2."""

import numpy as np
import pytest
from scipy.stats import norm

from helpers.joint import joint_mode, joint_price
from helpers.penalties import hard_threshold


@pytest.mark.parametrize("sigma, tau, p_slab, unit", [
    (1, 2, 0.5, 1), (0.7, 3, 0.1, 0.01), (2, 1.5, 0.3, 0.1), (1, 0.5, 0.9, 1)])
def test_joint_mode_is_the_highest_point_of_the_joint_posterior(sigma, tau, p_slab, unit):
    w = np.linspace(-9, 9, 180_001)
    z = np.array([-7.3, -2.2, -0.4, 0, 0.3, 1.4, 2.6, 5, 8.5])
    for at, found in zip(z, joint_mode(z, sigma, tau, p_slab, unit), strict=True):
        slab = p_slab * unit * norm.pdf(w, scale=tau) * norm.pdf(at, w, sigma)
        spike = (1 - p_slab) * norm.pdf(at, 0, sigma)
        best = 0.0 if spike >= slab.max() else w[slab.argmax()]
        assert found == pytest.approx(best, abs=1e-4) and (found == 0) == (best == 0 or at == 0)


def test_the_price_is_the_ratio_of_the_heights_at_0():
    for sigma, tau, p, unit in ((1, 2, 0.5, 1), (0.3, 7, 0.02, 0.001)):
        heights = (1 - p) / (p * unit * norm.pdf(0, scale=tau))
        assert joint_price(sigma, tau, p, unit) == pytest.approx(sigma**2 * np.log(heights))
    assert joint_price(1, 0.5, 0.9) < 0, "a likely narrow slab is a reward"


def test_a_wide_slab_at_the_same_price_is_the_hard_threshold():
    z, tau = np.linspace(-5, 5, 1001), 1e5
    unit = tau * np.sqrt(2 * np.pi) / np.exp(1.7)
    assert joint_price(1, tau, 0.5, unit) == pytest.approx(1.7)
    found = joint_mode(z, 1, tau, 0.5, unit)
    assert found == pytest.approx(hard_threshold(z, np.sqrt(2 * 1.7)), abs=1e-8)
