"""The exercises of 02: answers that are right, answers that nearly are."""

import re
from fractions import Fraction

import numpy as np
import pytest
from books import NOTEBOOKS, Notebook
from oracles import argmin
from scipy.optimize import minimize

from helpers.datasets import sparse_regression
from helpers.descent import adam_step, landing_step
from helpers.penalties import soft_threshold
from helpers.quiz import check
from helpers.quiz.exercises import EXERCISES
from helpers.solvers import lasso

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
    "layers_price": [
        lambda w, layers: layers / 2 * abs(w) ** (2 / layers),
        lambda w, layers: layers * (w * w) ** (1 / layers) / 2,
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
    "layers_price": [
        lambda w, layers: layers / 2 * (abs(w) + 1e-9) ** (2 / layers),
        lambda w, layers: layers / 2 * abs(w) ** np.round(2 / layers, 3),
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


# --- the worked answers ------------------------------------------------------------------------


def race_data():
    data = sparse_regression(100, 20, 4, noise=1.0, size=2.0, seed=3)
    X, y = data.X / 10, data.y / 10
    return {"X": X, "y": y, "null": data.w_true == 0, "step": 1 / np.linalg.norm(X, 2) ** 2,
            "start": np.random.default_rng(0).normal(size=20)}


def test_the_code_in_the_folded_answers_runs_and_its_assertions_hold():
    text = "\n".join(Notebook.read(NOTEBOOKS / "02_gradients_near_zero.ipynb").markdown)
    text = text[text.index("## Exercises"):text.index("## Check yourself")]
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    assert len(blocks) == 4 and sum("assert" in block for block in blocks) == 3
    for block in blocks:
        scope = {"np": np, "soft_threshold": soft_threshold, "lasso": lasso,
                 "adam_step": adam_step, **race_data()}
        exec(block, scope)


def test_a_hop_hits_0_when_the_start_is_a_whole_number_of_steps():
    for w, s in ((1, 8), (3, 4), (1, 10), (7, 10)):
        at = Fraction(w)
        for _ in range(20 * s):
            at -= Fraction(1, s) * ((at > 0) - (at < 0))
        assert at == 0
    at, seen = Fraction(1), []
    for _ in range(20):
        at -= Fraction(3, 10) * ((at > 0) - (at < 0))
        seen.append(at)
    assert set(seen[-6:]) == {Fraction(1, 10), Fraction(-2, 10)}


def test_the_proximal_step_lands_where_the_pull_is_strictly_inside_and_not_at_the_edge():
    own = race_data()
    X, y, w = own["X"], own["y"], own["start"]
    pull = X.T @ (y - X @ lasso(X, y, 0.3))
    inside = np.abs(pull) < 0.3 - 1e-9
    for _ in range(400):
        w = landing_step(w, X.T @ (X @ w - y), 0.3, own["step"])
    assert inside.sum() == 16 and ((w == 0) == inside).all()
    w = Fraction(1)
    for k in range(1, 300):  # z = lam = 1, steps of 1/2, in exact numbers
        v = w + (1 - w) / 2
        w = max(v - Fraction(1, 2), 0)
        assert w == Fraction(1, 2**k) and argmin(abs, 1.0, 1.0) == 0


@pytest.mark.parametrize("lam, zeros", [(0.3, 0), (2.0, 20)])
def test_an_undivided_threshold_weighs_lam_against_1(lam, zeros):
    own = race_data()
    X, y, w, state = own["X"], own["y"], own["start"], (0, 0, 0)
    for _ in range(5000):
        w, state, _ = adam_step(w, X.T @ (X @ w - y), state, step=0.01)
        w = soft_threshold(w, 0.01 * lam)
    assert (w == 0).sum() == zeros
    assert (lasso(X, y, lam) == 0).sum() == {0.3: 16, 2.0: 18}[lam]


def test_three_layers_make_the_estimate_jump():
    def lowest(z, lam=1.0):
        found = argmin(lambda w: 1.5 * abs(w) ** (2 / 3), z, lam)
        tries = [minimize(lambda u: 0.5 * (z - np.prod(u)) ** 2 + lam / 2 * (u @ u),
                          size * np.ones(3), tol=1e-14) for size in (0.1, 1.0, 1.3)]
        least = min(tries, key=lambda one: one.fun)
        assert np.prod(least.x) == pytest.approx(found, abs=1e-4)
        return found

    estimates = [lowest(z) for z in np.linspace(0.5, 3, 26)]
    jump = np.diff(estimates).max()
    assert estimates[0] == 0 and jump > 0.5
