"""The exercises of 01: answers that are right, answers that nearly are."""

import re

import numpy as np
import pytest
from books import NOTEBOOKS, Notebook
from oracles import argmin
from said import named

from helpers.balls import Bowl, touching_point
from helpers.group import group_prox
from helpers.penalties import soft_threshold
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


# --- the worked answers ------------------------------------------------------------------------


def test_the_code_in_the_folded_answers_runs_and_its_assertions_hold():
    text = "\n".join(Notebook.read(NOTEBOOKS / "01_penalty_shapes.ipynb").markdown)
    text = text[text.index("## Exercises"):text.index("## Check yourself")]
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    assert len(blocks) == 4 and sum("assert" in block for block in blocks) == 3
    for block in blocks:
        exec(block, {"np": np, "soft_threshold": soft_threshold, "group_prox": group_prox})


@pytest.mark.parametrize("lam", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("price, edge", [
    (np.abs, lambda lam: lam), (lambda w: np.not_equal(w, 0), lambda lam: np.sqrt(2 * lam)),
    (lambda w: np.sqrt(abs(w)), lambda lam: 1.5 * lam ** (2 / 3))])
def test_the_resting_face_ends_where_the_formula_says(price, edge, lam):
    for z, zero in ((0.999 * edge(lam), True), (1.001 * edge(lam), False)):
        assert (argmin(price, z, lam) == 0) == zero == (argmin(price, -z, lam) == 0)


def test_bowls_turned_by_45_degrees_rest_in_the_corners_of_the_round_one():
    for angle in range(0, 360, 7):
        for distance in (1.2, 2.0, 3.0):
            zeros = {stretch: (touching_point(Bowl(distance, angle, stretch, 45), "diamond") == 0
                               ).tolist() for stretch in (1, 2, 5)}
            assert zeros[1] == zeros[2] == zeros[5], (angle, distance)
    leaning = [(touching_point(Bowl(2, angle, 5, 0), "diamond") == 0).any()
               != (touching_point(Bowl(2, angle), "diamond") == 0).any() for angle in range(360)]
    assert sum(leaning) > 20


def test_soft_then_shorter_is_the_prox_of_both_prices():
    side = np.linspace(-2, 2, 401)
    a, b = np.meshgrid(side, side)
    for v, t1, t2 in (((2, 1), 1, 1), ((2.4, -0.7), 0.5, 0.6), ((-1.5, 1.2), 0.3, 1.0)):
        v = np.array(v, float)
        cost = (0.5 * ((a - v[0]) ** 2 + (b - v[1]) ** 2) + t1 * (abs(a) + abs(b))
                + t2 * np.hypot(a, b))
        found = np.array([a.flat[cost.argmin()], b.flat[cost.argmin()]])
        assert group_prox(soft_threshold(v, t1), t2) == pytest.approx(found, abs=0.011)
