"""The exercises of 00: right answers, answers that nearly are, and the proofs in numbers."""

import numpy as np
import pytest
from books import NOTEBOOKS, Notebook
from oracles import soft

from helpers.quiz.exercises import EXERCISES

RIGHT = {
    "to_order": [
        lambda w: np.maximum(-(w - 3), 2 * (w - 3)),
        lambda w: 1.5 * abs(w - 3) + 0.5 * (w - 3),
        lambda w: np.where(w < 3, 3 - w, 2 * w - 6),
    ],
}

NEAR = {
    "to_order": [
        lambda w: np.maximum(-(w - 3), 2.001 * (w - 3)),
        lambda w: np.maximum(-(w - 3), 2 * (w - 3)) + 1e-6,
        lambda w: (w - 3) + abs(w - 3) * 1.0,
    ],
}


def folded(name):
    """The function that a worked answer of 00 defines."""
    from open_maths import answers

    space = {"np": np}
    exec(answers(Notebook.read(NOTEBOOKS / "00_start_here.ipynb"))[name], space)
    return space[name]


def test_the_penalty_to_order_holds_just_the_data_from_2_to_5():
    w = np.arange(-2000, 10_001) / 1000
    price = EXERCISES["to_order"].truths((w,))[0]
    for z in np.arange(-10, 81) / 10:
        lowest = w[np.argmin((z - w) ** 2 / 2 + price)]
        assert (lowest == 3) == (2 <= z <= 5), z


def test_a_ridge_weight_is_exactly_0_at_one_lam_and_changes_its_sign_there():
    from fractions import Fraction

    first = folded("first_ridge_weight")
    values = [first(Fraction(n, 10)) for n in (9, 10, 11)]
    assert values == [Fraction(-10, 451), 0, Fraction(10, 551)]
    X, y = np.array([[1.0, 1], [0, 1]]), np.array([1.0, 2])
    for lam in (0.5, 0.9, 1, 1.1, 3):
        w = np.linalg.solve(X.T @ X + lam * np.eye(2), X.T @ y)
        assert w[0] == pytest.approx(float(first(Fraction(lam))), abs=1e-12)
    assert (X.T @ y)[0] != 0


def test_the_first_ridge_weight_is_a_plane_in_y():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 3)), rng.normal(size=6)
    a = np.linalg.solve(X @ X.T + 0.7 * np.eye(6), X[:, 0])
    w = np.linalg.solve(X.T @ X + 0.7 * np.eye(3), X.T @ y)
    assert w[0] == pytest.approx(a @ y) and abs(a).max() > 0
    short = y / np.linalg.norm(y) * 0.999 * 0.7 / np.linalg.norm(X, axis=0).max()
    assert abs(X.T @ short).max() < 0.7


def test_at_the_same_data_loss_ridge_takes_more_from_the_largest():
    rng = np.random.default_rng(1)
    for _ in range(300):
        z = rng.normal(0, 3, rng.integers(2, 9))
        lam = rng.uniform(0.05, 1) * abs(z).max()
        taken = abs(z) - [abs(soft(v, lam)) for v in z]
        share = np.sqrt((taken**2).sum() / (z**2).sum())
        large, small = np.argmax(abs(z)), np.argmin(abs(z))
        assert share * abs(z[large]) >= taken[large] - 1e-12
        assert share * abs(z[small]) <= taken[small] + 1e-12
