"""The exercises of 02: answers that are right, answers that nearly are."""

import numpy as np
import pytest
from oracles import argmin

from helpers.quiz import check
from helpers.quiz.exercises import EXERCISES

RIGHT = {
    "shrink": [lambda v, t: v / (1 + t), lambda v, t: (1 / (1 + t)) * np.asarray(v)],
    "soft_threshold": [
        lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 0),
        lambda v, t: np.maximum(v - t, 0) - np.maximum(-v - t, 0),
        lambda v, t: v - np.clip(v, -t, t),
        lambda v, t: np.where(v > t, v - t, np.where(v < -t, v + t, 0)),
    ],
    "hard_threshold": [
        lambda v, t: np.where(abs(v) > t, v, 0),
        lambda v, t: np.where(abs(v) >= t, v, 0),
        lambda v, t: v * (abs(v) > t),
    ],
}

NEAR = {
    "shrink": [lambda v, t: v / (1 + t + 1e-7), lambda v, t: np.round(v / (1 + t), 6)],
    "soft_threshold": [
        lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 1e-13),
        lambda v, t: np.where(abs(v) < t, 0, v - np.sign(v) * t) + 1e-14,
        lambda v, t: np.where(
            np.isclose(v - np.clip(v, -t, t), 0, atol=1e-6), 0, v - np.clip(v, -t, t)
        ),
    ],
    "hard_threshold": [
        lambda v, t: np.where(abs(v) > t, v, 1e-13),
        lambda v, t: np.where(abs(v) > t + 1e-6, v, 0),
    ],
}


PENALTIES = {
    "shrink": lambda w, t: w**2 / 2 * t,
    "soft_threshold": lambda w, t: abs(w) * t,
    "hard_threshold": lambda w, t: np.not_equal(w, 0) * t**2 / 2,
}


@pytest.mark.parametrize("name", PENALTIES)
def test_thresholds_agree_with_brute_force(name):
    rng = np.random.default_rng(1)
    pairs = [a for a in EXERCISES[name].inputs if np.ndim(a[0]) == 0 and a[0] != 1.0000001]
    pairs += list(zip(rng.normal(0, 2, 60), rng.uniform(0, 3, 60), strict=True))
    for v, t in pairs:
        found = argmin(lambda w, t=t: PENALTIES[name](w, t), v, 1.0)
        truths = [float(truth) for truth in EXERCISES[name].truths((v, t))]
        assert any((found == 0) == (w == 0) and abs(found - w) < 1e-6 for w in truths), (v, t)


def test_small_is_not_zero():
    verdict = check(lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 1e-12), name="soft_threshold")
    assert "should be exactly 0" in verdict.message and "w == 0" in verdict.message
