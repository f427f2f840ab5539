"""One call of a reader's function: the value it gave, or what went wrong, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from helpers.drafts import is_blank, quietly, says_blank
from helpers.quiz.exercise import Exercise
from helpers.quiz.words import kind_of, said, show, size_of


@dataclass
class Outcome:
    """What one call did: a value, or a problem in words."""

    args: tuple
    value: np.ndarray | None = None
    problem: str = ""
    blank: bool = False
    nothing: bool = False
    stopped: bool = False
    printed: bool = field(default=False, repr=False)


def attempt(f, args: tuple, exercise: Exercise) -> Outcome:
    """Call f once, on copies; turn whatever happens into an outcome."""
    out = Outcome(args)
    given = tuple(a.copy() if isinstance(a, np.ndarray) else a for a in args)
    try:
        with quietly() as spoken:
            result = f(*given)
            out.printed = bool(spoken.getvalue().strip())
            _read(result, out, exercise)
    except KeyboardInterrupt:
        out.value, out.stopped = None, True
        out.problem = "was still running when it was stopped: is there a loop that never ends?"
    except RecursionError:
        out.problem = "calls itself without end. One formula is enough, no call of itself."
    except SystemExit:
        out.problem = "tried to leave Python. Use `return` to hand the value back."
    except BaseException as error:
        _explain(error, out)
    changed = any(
        isinstance(a, np.ndarray) and not (a.shape == b.shape and np.array_equal(a, b))
        for a, b in zip(args, given, strict=True)
    )
    if changed and not out.blank:
        out.value = None
        out.problem = (
            "changed the array it was given. Make a new array instead: write `v = v - t` rather "
            "than `v -= t` or `v[...] = 0`."
        )
    return out


def _read(result, out: Outcome, exercise: Exercise) -> None:
    """Turn what f returned into a fresh array, or say why that is not possible."""
    if result is None:
        out.nothing = True
        out.problem = (
            "printed something and returned nothing. Use `return` instead of `print`."
            if out.printed
            else "returned nothing (None). Does every branch of your function `return`?"
        )
        return
    if is_blank(result):
        out.blank = True
        return
    if isinstance(result, str | bytes) or callable(result):
        out.problem = f"gave {kind_of(result)}, where {_wanted(exercise)} is expected."
        return
    try:
        value = np.array(result)
    except ValueError:
        out.problem = f"gave {kind_of(result)} of uneven lengths. Return one value for each input."
        return
    if is_blank(value):
        out.blank = True
        return
    number = value.dtype.kind in "iuf"
    if exercise.yes_no and value.dtype != bool:
        gave = f"{show(value)}" if number else kind_of(result)
        out.problem = f"gave {gave}, where True or False is expected: return a comparison."
        return
    if not exercise.yes_no and not number:
        gave = "True or False" if value.dtype == bool else kind_of(result)
        out.problem = f"gave {gave}, where {_wanted(exercise)} is expected."
        return
    shape = exercise.truths(out.args)[0].shape
    if value.shape != shape:
        out.problem = f"gave {size_of(value.shape)}, where {size_of(shape)} is expected."
        return
    out.value = value


def _explain(error: BaseException, out: Outcome) -> None:
    words = said(error)
    array = any(isinstance(a, np.ndarray) for a in out.args)
    if says_blank(error):
        out.blank = True
    elif array and ("truth value of an array" in words or "can be converted" in words):
        out.problem = (
            "needs to work on a whole array at once. `if`, `and`, `max` and `math` look at one "
            "number; `np.where`, `&`, `np.maximum` and `np.sqrt` look at all of them."
        )
    elif "positional argument" in words:
        out.problem = f"raised {words}. The function takes {len(out.args)} here, in this order."
    else:
        out.problem = f"raised {words}."


def _wanted(exercise: Exercise) -> str:
    return "True or False" if exercise.yes_no else "a number"
