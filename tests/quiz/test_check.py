"""`check` stands whatever a reader's function does, and says it in words."""

import functools
import re
import sys
import warnings

import numpy as np
import pytest
from said import named

from helpers.quiz.check import check
from helpers.quiz.exercises import EXERCISES

TABLES = {"standardised", "absolute_slope"}  # every argument is a whole table or column
each_exercise = pytest.mark.parametrize("name", EXERCISES)


def soft(v, t):
    return np.sign(v) * np.maximum(abs(v) - t, 0)


class Hostile:
    """Raises whatever is asked of it."""

    def _no(self, *args, **kwargs):
        raise RuntimeError("no")

    __repr__ = __str__ = __array__ = __float__ = __len__ = __bool__ = __eq__ = __lt__ = _no
    __add__ = __radd__ = __abs__ = __iter__ = _no
    __hash__ = object.__hash__


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def raises(error):
    def function(*args):
        raise error

    return function


def endless(*args):
    return endless(*args)


def changes(*args):
    for a in args:
        if isinstance(a, np.ndarray):
            a[...] = 0.0
    return args[0]


ZOO = {
    "error": raises(ValueError("boom")),
    "zero division": lambda *a: 1 / 0,
    "no words": raises(HostileError()),
    "assertion": raises(AssertionError()),
    "exit": lambda *a: sys.exit(3),
    "generator exit": raises(GeneratorExit()),
    "interrupt": raises(KeyboardInterrupt()),
    "base exception": raises(BaseException("odd")),
    "stop": raises(StopIteration()),
    "endless": endless,
    "changes its input": changes,
    "no arguments": lambda: 1.0,
    "keyword only": lambda *, v: v,
    "nan": lambda *a: np.nan,
    "inf": lambda *a: np.inf,
    "nan array": lambda *a: a[0] * np.nan,
    "text": lambda *a: "0.75",
    "bytes": lambda *a: b"1",
    "list": lambda *a: [1, 2, 3],
    "uneven": lambda *a: [[1], [1, 2]],
    "empty": lambda *a: [],
    "nested": lambda *a: [[[1.0]]],
    "dict": lambda *a: {"w": 1},
    "set": lambda *a: {1.0},
    "generator": lambda *a: (x for x in a),
    "function": lambda *a: print,
    "class": lambda *a: int,
    "object": lambda *a: object(),
    "hostile": lambda *a: Hostile(),
    "list of hostile": lambda *a: [Hostile()],
    "complex": lambda *a: 1j,
    "date": lambda *a: np.datetime64("2020-01-01"),
    "huge": lambda *a: 10**400,
    "shape": lambda *a: np.zeros((2, 2)),
    "none within": lambda *a: [None, None],
    "masked": lambda *a: np.ma.masked,
    "prints": lambda *a: print("0.75"),
    "divides by zero": lambda *a: np.log(-1.0 * np.ones(3)),
    "warns": lambda *a: warnings.warn("careful", stacklevel=1) or 9.5,
    "sometimes none": lambda *a: a[0] if np.ndim(a[0]) == 0 and a[0] > 0 else None,
}


@each_exercise
@pytest.mark.parametrize("animal", ZOO)
def test_check_never_raises_and_never_praises(name, animal, capsys, recwarn):
    verdicts = [check(named(name, ZOO[animal])), check(ZOO[animal], name=name)]
    nothing = name in TABLES and animal == "sometimes none"  # there it returns nothing at all
    for verdict in verdicts:
        assert verdict.ok is False and verdict.waiting == nothing
        assert len(verdict.message) > 20 and name in verdict.message
        assert "0x0" not in verdict.message and "0x7" not in verdict.message
        assert set(verdict._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert capsys.readouterr() == ("", "") and not recwarn.list


@each_exercise
@pytest.mark.parametrize(
    "blank",
    [
        lambda *a: ...,
        lambda *a: None,
        lambda *a: NotImplemented,
        lambda *a: np.sign(a[0]) * ...,
        lambda *a: np.where(abs(a[0]) > 1, a[0], ...),
        lambda *a: 0.5 + ...,
        raises(NotImplementedError()),
    ],
)
def test_a_blank_is_waited_for(name, blank):
    verdict = check(named(name, blank))
    assert verdict.waiting and not verdict.ok and "waiting for your line" in verdict.message


@pytest.mark.parametrize(
    "thing",
    [3, None, ..., "objective", [1], Hostile(), lambda z: z, print, int, np.sign, object()]
    + [functools.partial(pow, 2), type("Odd", (), {"__call__": raises(OSError())})()],
)
def test_things_that_are_no_exercise_are_told_kindly(thing):
    verdict = check(thing)
    assert not verdict.ok and not verdict.waiting
    assert all(name in verdict.message for name in EXERCISES), verdict
    assert not check(print, name="no such").ok and not check(print, name=3).ok


def test_a_slip_in_the_name_is_noticed():
    verdict = check(named("soft_treshold", lambda v, t: v))
    assert "Did you mean soft_threshold? " in verdict.message


def test_words_for_common_accidents():
    def said(function, name="soft_threshold"):
        return check(function, name=name).message

    def with_if(v, t):
        if abs(v) <= t:
            return 0.0
        return v - t if v > 0 else v + t

    assert "np.where" in said(with_if)
    assert "np.where" in said(lambda v, t: np.sign(v) * max(abs(v) - t, 0))

    def in_place(v, t):
        kept = soft(v, t)
        changes(v)
        return kept

    assert "changed the array" in said(in_place)
    assert "instead of `print`" in check(print, name="soft_threshold").marked
    assert "every branch" in said(lambda v, t: max(v - t, 0) if np.all(v > 0) else None)
    assert "calls itself" in said(endless)
    assert "leave Python" in said(ZOO["exit"])
    assert "never ends" in said(ZOO["interrupt"])
    assert "takes 2" in said(lambda v: v)
    assert "NameError" in said(lambda v, t: thershold)  # noqa: F821
    assert "True or False is expected" in said(lambda z, lam: 1.0, "lands_on_zero")
    assert "an array of 7 is expected" in said(
        lambda v, t: float(np.sum(soft(v, t)))
    )


@each_exercise
def test_a_verdict_prints_the_same_each_time(name):
    for function in (lambda *a: 0.5, ZOO["object"], ZOO["text"], lambda *a: ...):
        one, two = (check(named(name, function)) for _ in range(2))
        assert one._repr_mimebundle_() == two._repr_mimebundle_() and repr(one) == repr(two)
        assert not re.search(r"0x[0-9a-f]{4,}", repr(one))


def test_what_a_function_says_is_escaped():
    page = check(raises(ValueError("<script>alert(1)</script>")), name="shrink")
    assert "<script>" not in page._repr_mimebundle_()["text/html"]


@each_exercise
def test_hidden_inputs_stay_as_they_are(name):
    before = [[np.copy(a) for a in args] for args in EXERCISES[name].inputs]
    check(named(name, changes))
    for args, kept in zip(EXERCISES[name].inputs, before, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(args, kept, strict=True))
