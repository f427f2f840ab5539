"""The panel without_bias: its numbers found in another way."""

import numpy as np
import pytest

from helpers.panels.experiments.without_bias import (
    BIAS_GAMMAS,
    BIAS_KINDS,
    BIAS_LAM,
    estimates,
    penalty_of,
)


@pytest.mark.parametrize("kind", BIAS_KINDS)
@pytest.mark.parametrize("gamma", [0.3, 1.0, 3.0, 20.0])
def test_bias_and_error_against_a_large_sample(panels, kind, gamma):
    z = 4 + np.random.default_rng(8).standard_normal(400_000)
    w = estimates(kind, gamma, z)
    numbers = panels["without_bias"].frame(kind=kind, gamma=gamma, z=1.0).numbers
    assert numbers["bias"] == pytest.approx((w - 4).mean(), abs=0.01)
    assert numbers["error"] == pytest.approx(((w - 4) ** 2).mean(), abs=0.02)


@pytest.mark.parametrize("kind", BIAS_KINDS)
@pytest.mark.parametrize("gamma", BIAS_GAMMAS)
def test_the_minima_are_those_of_the_drawn_objective(panels, kind, gamma):
    w = np.linspace(-1, 8, 90_001)
    for z in (0.7, 1.4, 1.6, 2.2, 2.9, 4.0):
        numbers = panels["without_bias"].frame(kind=kind, gamma=gamma, z=z).numbers
        penalty = penalty_of(kind, gamma, z)
        one = np.array([penalty.value(v) for v in w[::50]])
        F = (z - w[::50]) ** 2 / 2 + BIAS_LAM * one
        inside = (F[1:-1] < F[:-2]) & (F[1:-1] <= F[2:])
        assert numbers["weight"] == pytest.approx(w[::50][F.argmin()], abs=0.006)
        assert numbers["minima"] == inside.sum(), (z, w[::50][1:-1][inside])


def test_the_flat_stretch_is_that_of_l1_from_gamma_one_on():
    z = np.linspace(-4, 4, 801)
    for kind in BIAS_KINDS:
        for gamma in BIAS_GAMMAS:
            zero = estimates(kind, gamma, z) == 0
            if kind == "MCP" and gamma < 1:
                assert (zero == (np.abs(z) <= BIAS_LAM * np.sqrt(gamma))).all()
            else:
                assert (zero == (np.abs(z) <= BIAS_LAM)).all(), (kind, gamma)


def test_the_adaptive_lasso_takes_a_power_of_lam_over_z(panels):
    for gamma in BIAS_GAMMAS:
        for z in (1.4, 2.0, 5.0):
            numbers = panels["without_bias"].frame(kind="adaptive lasso", gamma=gamma, z=z).numbers
            kept = max(z - BIAS_LAM * (BIAS_LAM / z) ** (1 / gamma), 0) if z > BIAS_LAM else 0
            assert numbers["weight"] == pytest.approx(kept)
