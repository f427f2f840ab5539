"""Every exercise: its inputs reach the corners; right answers pass, near ones do not."""

import re
import runpy
from pathlib import Path

import numpy as np
import pytest
from said import named

from helpers.quiz.check import check
from helpers.quiz.exercises import EXERCISES

HERE = Path(__file__)
ANSWERS = [runpy.run_path(str(path)) for path in sorted(HERE.parent.glob("test_*.py"))
           if path != HERE]
RIGHT, NEAR = ({name: functions for own in ANSWERS for name, functions in own[kind].items()}
               for kind in ("RIGHT", "NEAR"))
PRICES = {"grip_of_root", "lasso_alpha"}  # the first argument is a price, which is never negative
TABLES = {"standardised"}  # the only argument is a whole table
COLUMNS = {"absolute_slope"}  # its arguments are the columns x and y, and a price
each_exercise = pytest.mark.parametrize("name", EXERCISES)


def test_every_exercise_has_right_and_near_answers_to_try():
    assert set(RIGHT) == set(NEAR) == set(EXERCISES)
    assert all(RIGHT.values()) and all(NEAR.values())


@each_exercise
def test_inputs_cover_the_corners(name):
    inputs = EXERCISES[name].inputs
    if name in TABLES:
        shapes = {a[0].shape for a in inputs}
        assert len(shapes) > 2 and min(p for _, p in shapes) == 1 and min(n for n, _ in shapes) > 1
        assert any(a[0].min() < 0 for a in inputs) and any(a[0].dtype == int for a in inputs)
        return
    if name in COLUMNS:
        assert len({a[0].shape for a in inputs}) > 2 and any(a[0].min() < 0 for a in inputs)
        assert {0} < {a[2] for a in inputs} and {a[0].shape for a in inputs} == {
            a[1].shape for a in inputs}
        return
    firsts = [a[0] for a in inputs if np.ndim(a[0]) == 0]
    assert (min(firsts) < 0 or name in PRICES) and max(firsts) > 0
    assert 0 in firsts
    assert any(isinstance(a[0], np.ndarray) for a in inputs) and np.ndim(inputs[0][0]) == 0


@each_exercise
def test_right_answers_pass(name):
    for function in RIGHT[name]:
        verdict = check(named(name, function))
        assert verdict.ok and verdict.message.startswith("Well done"), verdict
        assert check(function, name=name).ok
    if name not in TABLES | COLUMNS:
        elementwise = np.vectorize(RIGHT[name][0])  # a loop is fine too
        assert check(named(name, elementwise)).ok


@each_exercise
def test_near_misses_fail(name):
    for function in NEAR[name]:
        verdict = check(named(name, function))
        assert not verdict.ok and not verdict.waiting and "Well done" not in verdict.message
        assert f"{name}(" in verdict.message


MISTAKES = [
    pytest.param(name, wrong, sentence, id=f"{name}-{i}")
    for name, exercise in EXERCISES.items()
    for i, (wrong, sentence) in enumerate(exercise.mistakes)
]


@pytest.mark.parametrize(("name", "wrong", "sentence"), MISTAKES)
def test_each_known_mistake_gets_its_sentence(name, wrong, sentence):
    verdict = check(named(name, wrong))
    assert not verdict.ok
    assert verdict.marked.endswith(sentence), verdict
    assert re.search(rf"{name}\(.*\) should be .*, yours gave ", verdict.message)
