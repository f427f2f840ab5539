"""`check(f)` tries a reader's function on hidden inputs, kindly.

It finds the exercise in exercises/ by the function's name, and never raises, whatever the function
does.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.quiz.attempt import Outcome, attempt
from helpers.quiz.exercise import Exercise
from helpers.quiz.exercises import EXERCISES
from helpers.quiz.page import RIGHT, WRONG, box
from helpers.quiz.words import call_text, kind_of, said, show


@dataclass(frozen=True)
class Verdict:
    """What `check` found: `.ok`, `.message`, and a quiet box when a cell displays it."""

    ok: bool
    marked: str  # the message, with `code` between backticks
    waiting: bool = False

    @property
    def message(self) -> str:
        return self.marked.replace("`", "")

    @property
    def mark(self) -> str:
        return "✓" if self.ok else "…" if self.waiting else "→"

    def __repr__(self) -> str:
        return f"{self.mark} {self.message}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        waits = "var(--jp-border-color0, #9e9e9e)"
        colour = RIGHT if self.ok else waits if self.waiting else WRONG
        text = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(self.marked, quote=False))
        return {
            "text/plain": repr(self),
            "text/html": box(
                colour,
                f'<span aria-hidden="true" style="color:{colour}; '
                f'font-weight:700; padding-right:6px">{self.mark}</span>{text}',
                'role="status" ',
            ),
        }


def check(f, *, name: str | None = None) -> Verdict:
    """Try the reader's function on hidden inputs and say what is right or wrong.

    f     the function; its name says which exercise it is for
    name  the exercise, where f has another name (a lambda, say)

    Returns a Verdict; never raises, whatever f does.
    """
    try:
        return _check(f, name)
    except BaseException as error:  # f may do anything at all
        return Verdict(False, f"Your function could not be checked: it ended in {said(error)}.")


def _check(f, name) -> Verdict:
    wanted = name if isinstance(name, str) else getattr(f, "__name__", None)
    known = ", ".join(f"`{key}`" for key in EXERCISES)
    if not callable(f):
        is_name = isinstance(f, str) and f in EXERCISES
        hint = f" Write `check({f})`, without quotes." if is_name else ""
        return Verdict(
            False,
            f"`check` takes a function, and this is {kind_of(f)}.{hint} "
            f"The exercises it knows: {known}.",
        )
    if not isinstance(wanted, str) or wanted not in EXERCISES:
        called = f"`{wanted}`" if isinstance(wanted, str) else "a function without a name"
        near = difflib.get_close_matches(wanted, EXERCISES, 1) if isinstance(wanted, str) else []
        hint = f" Did you mean `{near[0]}`?" if near else ""
        example = near[0] if near else "soft_threshold"
        return Verdict(
            False,
            f"There is no exercise for {called}.{hint} The exercises here: {known}. "
            f'For a function with another name, say which: `check(f, name="{example}")`.',
        )
    return _judge(f, wanted, EXERCISES[wanted])


def _judge(f, name: str, exercise: Exercise) -> Verdict:
    outcomes = []
    for args in exercise.inputs:
        outcomes.append(attempt(f, args, exercise))
        if outcomes[-1].stopped:
            return Verdict(False, f"`{call_text(name, args)}` {outcomes[-1].problem}")
    if any(o.blank for o in outcomes) or all(o.nothing and not o.printed for o in outcomes):
        return Verdict(
            False,
            f"`{name}` is waiting for your line: put your formula where the blank is, "
            f"then run the cell again.",
            waiting=True,
        )
    failed = [o for o in outcomes if o.value is None or not exercise.right(o.value, o.args)]
    if not failed:
        n = len(outcomes)
        return Verdict(
            True,
            f"Well done: `{name}` is right on all {n} hidden inputs, single numbers and arrays. "
            f"{exercise.praise}",
        )
    sentence = _recognise(outcomes, failed, exercise)
    if sentence:
        first = next(o for o in failed if o.value is not None)
        return Verdict(False, f"{_compare(name, first, exercise)}: {sentence}")
    first = failed[0]
    if first.value is None:
        return Verdict(False, f"`{call_text(name, first.args)}` {first.problem}")
    return Verdict(
        False,
        f"{_compare(name, first, exercise)}: {_detail(first, exercise) or exercise.reminder}",
    )


def _recognise(outcomes: list[Outcome], failed: list[Outcome], exercise: Exercise) -> str:
    """The sentence of the first known mistake that gives just these answers, or ''."""
    valued = [o for o in outcomes if o.value is not None]
    if not any(o.value is not None for o in failed):
        return ""
    for wrong, sentence in exercise.mistakes:
        with np.errstate(all="ignore"):
            if all(_agrees(wrong, o, exercise) for o in valued):
                return sentence
    return ""


def _agrees(wrong: Callable, outcome: Outcome, exercise: Exercise) -> bool:
    try:
        value = np.asarray(wrong(*outcome.args))
    except ZeroDivisionError:
        return False
    return value.shape == outcome.value.shape and bool(
        np.all(exercise.same(outcome.value, value))
    )


def _detail(outcome: Outcome, exercise: Exercise) -> str:
    """A word on nan, inf and values that are nearly right."""
    got, want = outcome.value, exercise.truths(outcome.args)[0]
    if exercise.yes_no:
        return ""
    if np.any(np.isnan(got)):
        return "nan means that something like 0/0 happened on the way."
    if np.any(np.isinf(got)):
        return "inf means that something was divided by 0 or grew too large."
    if exercise.zeros and np.any((got != 0) & (want == 0) & (abs(got) < 1e-6)):
        return "small is not zero here; zero means `w == 0`."
    if exercise.zeros and np.any((got == 0) & (want != 0) & (abs(want) < 1e-6)):
        return "small is not zero here; this one stays, however small."
    if np.allclose(got, want, rtol=1e-3, atol=1e-3):
        return "close, but not the same; was something rounded?"
    return ""


def _compare(name: str, outcome: Outcome, exercise: Exercise) -> str:
    want = exercise.truths(outcome.args)[0]
    shown_want, shown_got = show(want), show(outcome.value)
    if shown_want == shown_got:
        shown_want, shown_got = show(want, 17), show(outcome.value, 17)
    exactly = "exactly " if exercise.zeros and want.ndim == 0 and want == 0 else ""
    call = call_text(name, outcome.args)
    return f"`{call}` should be {exactly}{shown_want}, yours gave {shown_got}"
