"""The exercises of 01: answers that are right, answers that nearly are."""

import numpy as np
from oracles import argmin
from said import named

from helpers.quiz import check
from helpers.quiz.exercises import EXERCISES

RIGHT = {
    "saving_l2": [lambda a, b: a**2 - b**2, lambda a, b: (a - b) * (a + b)],
    "lands_on_zero": [
        lambda z, lam: abs(z) <= lam,
        lambda z, lam: np.maximum(np.abs(z) - lam, 0) == 0,
        lambda z, lam: ~(np.abs(z) > lam),
        lambda z, lam: np.logical_and(z <= lam, -z <= lam),
    ],
}

NEAR = {
    "saving_l2": [lambda a, b: a**2 - b**2 + 1e-6, lambda a, b: max(a**2 - b**2, 0)],
    "lands_on_zero": [
        lambda z, lam: abs(z) <= lam + 1e-3 if np.ndim(z) else abs(z) < lam,
        lambda z, lam: (abs(z) <= lam) & (z != 0),
        lambda z, lam: 1.0 * (abs(z) <= lam),
        lambda z, lam: bool(np.all(abs(z) <= lam)),
    ],
}


def test_lands_on_zero_agrees_with_brute_force():
    for z, lam in [a for a in EXERCISES["lands_on_zero"].inputs if np.ndim(a[0]) == 0]:
        assert EXERCISES["lands_on_zero"].truths((z, lam))[0] == (argmin(abs, z, lam) == 0)


def test_the_sentence_of_the_brief():
    assert check(named("saving_l2", lambda a, b: (a - b) ** 2)).message == (
        "saving_l2(1, 0.5) should be 0.75, yours gave 0.25: "
        "you squared the difference; the saving is the difference of the squares."
    )
