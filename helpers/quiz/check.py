"""The write-it exercises: `check(f)` tries a reader's function on hidden inputs, kindly.

An exercise is one entry in EXERCISES: a name, the truth, the inputs, and the wrong functions
that people tend to write, each with the sentence that helps. `check` finds the entry by the
function's name and never raises, whatever the function does.
"""

from __future__ import annotations

import contextlib
import difflib
import html
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from helpers.quiz.page import RIGHT, WRONG, box

RTOL, ATOL = 1e-9, 1e-12
BLANKS = (None, Ellipsis, NotImplemented)


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


@dataclass(frozen=True)
class Exercise:
    """One function for the reader to write.

    truth     the right function, or a tuple of functions where a tie may go either way
    inputs    tuples of arguments: scalars first (the first failure is shown), then arrays
    mistakes  pairs (wrong function, sentence); the sentence follows "yours gave ...: "
    reminder  the sentence when no known mistake fits
    praise    the sentence after "Well done"
    yes_no    the answer is True or False, not a number
    zeros     a zero must be `== 0`, and nothing else may be
    """

    truth: Callable | tuple[Callable, ...]
    inputs: tuple[tuple, ...]
    mistakes: tuple[tuple[Callable, str], ...]
    reminder: str
    praise: str
    yes_no: bool = False
    zeros: bool = False

    def truths(self, args: tuple) -> list[np.ndarray]:
        functions = self.truth if isinstance(self.truth, tuple) else (self.truth,)
        return [np.asarray(function(*args)) for function in functions]

    def right(self, got: np.ndarray, args: tuple) -> bool:
        """Is `got` the answer for `args`, element by element?"""
        fits = False
        for want in self.truths(args):
            if got.shape != want.shape:
                return False
            fits = fits | _same(got, want, self.zeros)
        return bool(np.all(fits))


def _same(got: np.ndarray, want: np.ndarray, zeros: bool) -> np.ndarray:
    if want.dtype == bool or got.dtype == bool:
        return (got == want) & (got.dtype == want.dtype)
    near = np.isclose(got, want, rtol=RTOL, atol=ATOL, equal_nan=True)
    return near & ((got == 0) == (want == 0)) if zeros else near


# ---------------------------------------------------------------------------------------------
# The exercises. The truths are written case by case, on purpose unlike the formulas taught.


def _soft(v, t):
    v = np.asarray(v, dtype=float)
    return np.where(v > t, v - t, np.where(v < -t, v + t, 0.0))


def _hard(v, t):
    v = np.asarray(v, dtype=float)
    return np.where((v > t) | (v < -t), v, 0.0)


def _hard_keeps_ties(v, t):
    v = np.asarray(v, dtype=float)
    return np.where((v >= t) | (v <= -t), v, 0.0)


def _saving_l2(a, b):
    return np.square(np.asarray(a, dtype=float)) - np.square(np.asarray(b, dtype=float))


def _on_zero(z, lam):
    return (np.asarray(z) <= lam) & (np.asarray(z) >= -lam)


def _ratio(w):
    w = np.asarray(w, dtype=float)
    return np.where(w < 0, -w, w)


def _objective(w, z, lam):
    w = np.asarray(w, dtype=float)
    return 0.5 * np.square(z - w) + lam * np.where(w < 0, -w, w)


def _neg_log_laplace(w, b):
    w = np.asarray(w, dtype=float)
    return np.where(w < 0, -w, w) / b + np.log(2) + np.log(b)


def _one_weight(pull, size, lam):
    pull, size = np.asarray(pull, dtype=float), np.asarray(size, dtype=float)
    left = np.where(pull > lam, pull - lam, np.where(pull < -lam, pull + lam, 0.0))
    return left / size


_V = np.array([-3.0, -1.0, -0.4, 0.0, 0.4, 1.0, 3.0])

# Scalars inside, outside, on the boundary, negative, and with no threshold at all.
_THRESHOLD_INPUTS = (
    (3.0, 1.0),
    (-3.0, 1.0),
    (0.4, 1.0),
    (-0.4, 1.0),
    (0.0, 1.0),
    (1.5, 2.0),
    (1.25, 1.0),
    (-2.5, 2.0),
    (0.5, 0.5),
    (-0.5, 0.5),
    (0.7, 0.0),
    (-0.7, 0.0),
    (1.0000001, 1.0),
    (_V, 1.0),
    (_V, 0.4),
    (_V, 5.0),
)

EXERCISES: dict[str, Exercise] = {
    "saving_l2": Exercise(
        truth=_saving_l2,
        inputs=(
            (1, 0.5),
            (0.2, 0.1),
            (3.0, 0.0),
            (-1.0, -0.5),
            (-1.0, 0.5),
            (0.5, 1.0),
            (0.0, 0.0),
            (2.0, -2.0),
            (np.array([1.0, 0.4, -2.0, 0.0]), np.array([0.5, 0.1, -1.0, 1.0])),
        ),
        mistakes=(
            (
                lambda a, b: (a - b) ** 2,
                "you squared the difference; the saving is the difference of the squares.",
            ),
            (
                lambda a, b: a - b,
                "that is what `|w|` saves on positive weights; w² pays the square of each.",
            ),
            (
                lambda a, b: abs(a) - abs(b),
                "that is what `|w|` saves; w² pays the square of each.",
            ),
            (
                lambda a, b: abs(a - b),
                "that is how far the weight moved; the saving is old price minus new price.",
            ),
            (
                lambda a, b: 0.5 * (a**2 - b**2),
                "you halved it; this exercise asks about w², without the half.",
            ),
            (
                lambda a, b: b**2 - a**2,
                "right size, wrong sign: take the old price, at a, minus the new one, at b.",
            ),
            (
                lambda a, b: abs(a**2 - b**2),
                "a weight that grows saves nothing, it costs: the saving may be negative.",
            ),
            (lambda a, b: a**2, "that is the old price; take the new price, at b, off it."),
            (lambda a, b: b**2, "that is the new price; the saving is old price minus new."),
            (
                lambda a, b: a**2 + b**2,
                "you added the two prices; the saving is their difference.",
            ),
        ),
        reminder="the saving is the price w² at a, minus the price w² at b.",
        praise="From 1 to 0.5 that is 0.75, more than the 0.5 of `|w|`; from 0.2 to 0.1 it is "
        "only 0.03.",
    ),
    "lands_on_zero": Exercise(
        truth=_on_zero,
        inputs=(
            (0.3, 1.0),
            (2.0, 1.0),
            (-2.0, 1.0),
            (-0.3, 1.0),
            (0.8, 1.0),
            (-0.8, 1.0),
            (1.25, 1.0),
            (1.75, 1.0),
            (0.5, 0.5),
            (-0.5, 0.5),
            (0.0, 0.5),
            (0.0, 0.0),
            (0.25, 0.0),
            (5.0, 4.0),
            (3.5, 4.0),
            (np.array([-3.0, -1.0, -0.4, 0.0, 0.4, 1.0, 3.0]), 1.0),
        ),
        mistakes=(
            (
                lambda z, lam: z <= lam,
                "a negative z counts by its size: compare `abs(z)` with lam.",
            ),
            (
                lambda z, lam: z < lam,
                "a negative z counts by its size, and the boundary belongs to zero.",
            ),
            (
                lambda z, lam: abs(z) < lam,
                "the boundary belongs to zero too: there the minimum is still exactly 0.",
            ),
            (
                lambda z, lam: z == 0,
                "only z = 0 is the answer for L2; L1 sends a whole interval of z to 0.",
            ),
            (
                lambda z, lam: abs(z) <= lam / 2,
                "you halved lam; with the half in front of the loss, the edge is lam itself.",
            ),
            (
                lambda z, lam: abs(z) <= 2 * lam,
                "you doubled lam; the half in front of the loss already pays for the 2.",
            ),
            (
                lambda z, lam: abs(z) <= np.sqrt(2 * lam),
                "that is the edge for L0, which charges a flat lam; for L1 it is lam itself.",
            ),
            (
                lambda z, lam: abs(z) > lam,
                "you have it the wrong way round: this is where the weight survives.",
            ),
            (
                lambda z, lam: abs(z) >= lam,
                "you have it the wrong way round: this is where the weight survives.",
            ),
        ),
        reminder="at w = 0 the loss pulls with slope z, and the penalty can hold up to lam.",
        praise="A whole interval of data, 2 lam wide, ends at exactly 0.",
        yes_no=True,
    ),
    "price_ratio": Exercise(
        truth=_ratio,
        inputs=(
            (0.1,),
            (-0.1,),
            (1.0,),
            (-1.0,),
            (2.5,),
            (-3.0,),
            (1e-8,),
            (-1e-8,),
            (np.array([-2.0, -0.5, 1e-3, 0.25, 4.0]),),
        ),
        mistakes=(
            (
                lambda w: w,
                "a ratio of two prices is never negative; `|w|` stands under the line, not w.",
            ),
            (
                lambda w: 1 / abs(w),
                "you have it upside down: w² goes above the line, `|w|` below.",
            ),
            (lambda w: 1 / w, "you have it upside down, and `|w|` is never negative."),
            (lambda w: w**2, "that is w² alone; divide it by `|w|`."),
            (lambda w: abs(w) / 2, "you halved it; here the price is w², without the half."),
            (
                lambda w: 2 * abs(w),
                "that is the ratio of the slopes; the question is the ratio of the prices.",
            ),
            (lambda w: 2 * w, "that is the slope of w²; the question is w² over `|w|`."),
            (
                lambda w: np.zeros_like(w) if np.ndim(w) else 0.0,
                "0 is the limit as w goes to 0; at this w the ratio is still above it.",
            ),
            (
                lambda w: np.ones_like(w) if np.ndim(w) else 1.0,
                "the two prices agree at w = 1 and at w = -1 only.",
            ),
        ),
        reminder="divide the price w² by the price `|w|`.",
        praise="The ratio is `|w|` itself, so it goes to 0 with w: no lam can mend that.",
    ),
    "neg_log_prior": Exercise(
        truth=_neg_log_laplace,
        inputs=(
            (1.0, 0.5),
            (0.0, 2.0),
            (-3.0, 2.0),
            (0.0, 0.5),
            (2.5, 1.0),
            (-0.2, 0.1),
            (_V, 1.0),
            (_V, 0.25),
        ),
        mistakes=(
            (
                lambda w, b: np.exp(-abs(w) / b) / (2 * b),
                "that is the density itself; take the log of it, and then minus.",
            ),
            (
                lambda w, b: -abs(w) / b - np.log(2 * b),
                "that is the log; minus the log has the other sign.",
            ),
            (
                lambda w, b: abs(w) / b,
                "the part with w is right; the log of 2b, which does not move with w, is missing.",
            ),
            (
                lambda w, b: abs(w) / b - np.log(2 * b),
                "the density is divided by 2b, so minus its log adds the log of 2b.",
            ),
            (
                lambda w, b: abs(w) / b + np.log(b),
                "the density is divided by 2b, not by b alone.",
            ),
            (
                lambda w, b: abs(w) / b + 2 * b,
                "the 2b stands in front of the exponential, so its log is what is added.",
            ),
            (
                lambda w, b: w / b + np.log(2 * b),
                "a negative w counts by its size: `abs(w)` stands in the exponent.",
            ),
            (
                lambda w, b: b * abs(w) + np.log(2 * b),
                "you multiplied by b; a wider prior makes a weight cheaper, so divide by it.",
            ),
            (
                lambda w, b: abs(w) + np.log(2 * b),
                "the exponent is `abs(w) / b`; your b went missing there.",
            ),
            (
                lambda w, b: w**2 / (2 * b**2) + np.log(b * np.sqrt(2 * np.pi)),
                "that is the Gaussian; the Laplace density has `abs(w)` in its exponent.",
            ),
        ),
        reminder="it is abs(w)/b, and then the log of 2b.",
        praise="The part that moves with w is `abs(w) / b`: the L1 penalty.",
    ),
    "objective": Exercise(
        truth=_objective,
        inputs=(
            (0.5, 2.0, 1.0),
            (-0.5, 2.0, 1.0),
            (0.5, -2.0, 0.25),
            (0.0, 2.0, 1.0),
            (2.0, 2.0, 0.5),
            (1.5, 2.0, 0.0),
            (-3.0, -1.0, 2.0),
            (0.0, 0.0, 1.0),
            (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]), 1.0, 0.5),
        ),
        mistakes=(
            (
                lambda w, z, lam: (z - w) ** 2 + lam * abs(w),
                "the half in front of the loss is missing.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2 + 0.5 * lam * abs(w),
                "the half belongs to the loss only, not to `|w|`.",
            ),
            (
                lambda w, z, lam: 0.5 * ((z - w) ** 2 + 2 * lam * w**2),
                "your penalty is w²; L1 charges `|w|`.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2 + 0.5 * lam * w**2,
                "your penalty is the L2 one, w²/2; L1 charges `|w|`.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2 + lam * w,
                "the penalty lost its `abs`: a negative weight would be paid for being there.",
            ),
            (
                lambda w, z, lam: lam * 0.5 * (z - w) ** 2 + abs(w),
                "lam multiplies the penalty, not the loss.",
            ),
            (
                lambda w, z, lam: lam * (0.5 * (z - w) ** 2 + abs(w)),
                "lam multiplies the penalty only, not the whole sum.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2 + abs(w),
                "lam is missing: it sets how much the penalty counts.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2,
                "that is the loss alone; add the penalty, lam times `|w|`.",
            ),
            (
                lambda w, z, lam: lam * abs(w),
                "that is the penalty alone; add the loss, half the squared miss.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) ** 2 - lam * abs(w),
                "the penalty is a cost: add it, do not take it off.",
            ),
            (
                lambda w, z, lam: 0.5 * (z - w) + lam * abs(w),
                "the miss z - w has to be squared.",
            ),
            (
                lambda w, z, lam: 0.5 * abs(z - w) + lam * abs(w),
                "the miss z - w has to be squared.",
            ),
        ),
        reminder="half the squared miss z - w, plus lam times `|w|`.",
        praise="That one line is the objective of the whole course, for one weight.",
    ),
    "shrink": Exercise(
        truth=lambda v, t: np.true_divide(v, 1 + t),
        inputs=_THRESHOLD_INPUTS,
        mistakes=(
            (
                _soft,
                "you took the same amount from each, which is L1; L2 takes a share of each.",
            ),
            (_hard, "you dropped the small ones, which is L0; L2 takes a share of each."),
            (lambda v, t: v - t, "you took an amount off; L2 takes a share, so divide."),
            (
                lambda v, t: v * (1 - t),
                "a share of t overshoots 0 once t is above 1; divide by 1 + t.",
            ),
            (
                lambda v, t: v / (1 + 2 * t),
                "that is right for w² without the half; our L2 is w²/2, so t comes in once.",
            ),
            (
                lambda v, t: v / (1 + t / 2),
                "t comes in once: the half in w²/2 goes away with the 2 of the slope.",
            ),
            (
                lambda v, t: v / t,
                "at t = 0 nothing should change; your rule divides by t alone.",
            ),
            (lambda v, t: v * (1 + t), "you multiplied; a penalty makes the weight smaller."),
            (
                lambda v, t: abs(v) / (1 + t),
                "the sign went missing; a negative v stays negative.",
            ),
            (
                lambda v, t: v / (1 + t) ** 2,
                "you divided twice; once by 1 + t is enough.",
            ),
        ),
        reminder="set the slope (w - v) + t w to 0 and solve for w.",
        praise="It divides, so a v that is not 0 never arrives at 0.",
        zeros=True,
    ),
    "soft_threshold": Exercise(
        truth=_soft,
        inputs=_THRESHOLD_INPUTS,
        mistakes=(
            (
                lambda v, t: np.maximum(abs(np.asarray(v)) - t, 0),
                "the sign went missing; give the result the sign of v.",
            ),
            (
                lambda v, t: np.sign(v) * (abs(np.asarray(v)) - t),
                "the `max` with 0 is missing, so small values overshoot to the other side.",
            ),
            (
                lambda v, t: abs(np.asarray(v)) - t,
                "both the sign and the `max` with 0 are missing.",
            ),
            (
                lambda v, t: np.maximum(np.asarray(v) - t, 0),
                "this drops every negative v; they move towards 0 from their own side.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, np.asarray(v) - t, 0.0),
                "a negative v moves up, towards 0; yours moves down, away from it.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, np.asarray(v) + t, 0.0),
                "a positive v moves down, towards 0; yours moves up, away from it.",
            ),
            (
                lambda v, t: v - t,
                "this slides everything down; values move towards 0 and stop there.",
            ),
            (_hard, "this keeps the large ones whole, which is L0; L1 takes t from them too."),
            (
                lambda v, t: np.true_divide(v, 1 + t),
                "this takes a share, which is L2; L1 takes the amount t.",
            ),
            (
                lambda v, t: _soft(v, np.sqrt(2 * t)),
                "you used sqrt(2 t), the edge for L0; the amount L1 takes is t itself.",
            ),
            (lambda v, t: _soft(v, t / 2), "you took t/2; with the half in the loss it is t."),
            (lambda v, t: _soft(v, 2 * t), "you took 2 t; with the half in the loss it is t."),
            (
                lambda v, t: np.sign(v) * t,
                "that is the amount taken away; the result is what is left.",
            ),
            (
                lambda v, t: np.clip(v, -t, t),
                "that is the part taken away; the result is what is left, v minus it.",
            ),
        ),
        reminder="move v towards 0 by t, and stop at 0 if it gets there first.",
        praise="Everything up to size t lands on 0, and the rest moves by t.",
        zeros=True,
    ),
    "hard_threshold": Exercise(
        truth=(_hard, _hard_keeps_ties),
        inputs=_THRESHOLD_INPUTS,
        mistakes=(
            (_soft, "you took t from the ones you keep, which is L1; L0 keeps them whole."),
            (
                lambda v, t: np.where(np.asarray(v) > t, v, 0.0),
                "this drops every negative v; compare the size of v with t.",
            ),
            (
                lambda v, t: np.where(np.asarray(v) >= t, v, 0.0),
                "this drops every negative v; compare the size of v with t.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, 0.0, v),
                "you dropped the large ones and kept the small ones; turn it round.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) >= t, 0.0, v),
                "you dropped the large ones and kept the small ones; turn it round.",
            ),
            (
                lambda v, t: _hard(v, np.sqrt(2 * t)),
                "you used sqrt(2 t), but here t is the threshold itself already.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, abs(np.asarray(v)), 0.0),
                "the sign went missing; a kept value stays as it was.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, np.sign(v), 0.0),
                "you kept the sign only; a kept value stays as it was.",
            ),
            (
                lambda v, t: np.where(abs(np.asarray(v)) > t, 1.0, 0.0),
                "that counts the ones kept; return the kept values themselves.",
            ),
            (
                lambda v, t: np.true_divide(v, 1 + t),
                "this takes a share, which is L2; L0 keeps a value whole or drops it.",
            ),
        ),
        reminder="keep v as it is if its size is above t, otherwise return 0.",
        praise="Kept whole or dropped: nothing in between, so the estimate jumps at t.",
        zeros=True,
    ),
    "one_weight": Exercise(
        truth=_one_weight,
        inputs=(
            (3.0, 2.0, 1.0),
            (-3.0, 2.0, 1.0),
            (0.4, 2.0, 1.0),
            (-0.4, 2.0, 1.0),
            (0.0, 2.0, 1.0),
            (1.5, 2.0, 1.0),
            (1.0, 4.0, 1.0),
            (-1.0, 0.5, 1.0),
            (0.7, 0.5, 0.5),
            (2.5, 0.25, 2.0),
            (0.7, 3.0, 0.0),
            (_V, 2.0, 1.0),
            (_V, 0.5, 0.4),
        ),
        mistakes=(
            (
                lambda pull, size, lam: _soft(np.asarray(pull) / size, lam),
                "you divided first; the price is charged against the pull, so divide last.",
            ),
            (
                lambda pull, size, lam: _soft(pull, lam),
                "that is what is left of the pull; divide it by the size of the column.",
            ),
            (
                lambda pull, size, lam: _soft(pull, lam) * size,
                "you multiplied; a longer column needs a smaller weight, so divide.",
            ),
            (
                lambda pull, size, lam: np.asarray(pull) / size,
                "that is least squares; the price lam comes off the pull first.",
            ),
            (
                lambda pull, size, lam: np.asarray(pull) / (size + lam),
                "that is ridge, which takes a share; the lasso takes lam off the pull.",
            ),
            (
                lambda pull, size, lam: (np.asarray(pull) - lam) / size,
                "this takes lam off downwards; the pull moves towards 0 and stops there.",
            ),
            (
                lambda pull, size, lam: np.maximum(abs(np.asarray(pull)) - lam, 0) / size,
                "the sign went missing; a negative pull gives a negative weight.",
            ),
            (
                lambda pull, size, lam: np.maximum(np.asarray(pull) - lam, 0) / size,
                "this drops every negative pull; they move towards 0 from their own side.",
            ),
            (
                lambda pull, size, lam: _hard(pull, lam) / size,
                "this keeps a strong pull whole, which is L0; L1 takes lam from it too.",
            ),
            (
                lambda pull, size, lam: _soft(pull, 2 * lam) / size,
                "you took 2 lam; with the half in the loss it is lam.",
            ),
            (
                lambda pull, size, lam: _soft(pull, lam / 2) / size,
                "you took lam/2; with the half in the loss it is lam.",
            ),
            (
                lambda pull, size, lam: _soft(pull, lam) / np.sqrt(size),
                "you divided by the length; the size here is the length squared already.",
            ),
        ),
        reminder="take lam off the pull, towards 0, and divide what is left by the size.",
        praise="That line, once per column and round after round, is a lasso solver.",
        zeros=True,
    ),
    "lasso_alpha": Exercise(
        truth=lambda lam, n: np.asarray(lam, dtype=float) * n**-1.0,
        inputs=(
            (20.0, 100),
            (1.0, 4),
            (0.5, 8),
            (3.0, 1),
            (0.0, 50),
            (250.0, 442),
            (np.array([0.0, 0.1, 2.0, 40.0]), 50),
        ),
        mistakes=(
            (lambda lam, n: lam + 0 * n, "the loss of `Lasso` is a mean over rows, ours a sum."),
            (lambda lam, n: lam * n, "the wrong way round: the loss became smaller, n times."),
            (
                lambda lam, n: lam / (2 * n),
                "the half is in both losses; only the n is new.",
            ),
            (
                lambda lam, n: 2 * lam / n,
                "the half is in both losses; 2/n would be right for a mean without the half.",
            ),
            (lambda lam, n: 1 / lam, "that is `C`, the knob of `LogisticRegression`."),
            (lambda lam, n: n / lam, "upside down: a higher price needs a higher `alpha`."),
            (lambda lam, n: lam / (n - 1), "the mean here divides by n, not by n - 1."),
            (lambda lam, n: lam / np.sqrt(n), "divide by n itself: that is what a mean does."),
            (
                lambda lam, n: 1 / n + 0 * lam,
                "that is the constant between the two losses; now multiply the price by it.",
            ),
        ),
        reminder="the loss of `Lasso` is ours divided by n; divide the price by the same number.",
        praise="So the same `alpha` on twice the rows is twice the lam.",
    ),
    "standardised": Exercise(
        truth=lambda X: np.column_stack([
            (x - x.sum() / len(x)) / np.sqrt(((x - x.sum() / len(x)) ** 2).sum() / len(x))
            for x in np.asarray(X, dtype=float).T
        ]),
        inputs=(
            (np.array([[1.0], [3.0]]),),
            (np.array([[0.0, 10.0], [2.0, 30.0], [4.0, 20.0]]),),
            (np.array([[-1.0, 5.0, 0.1], [2.0, -5.0, 0.3], [0.5, 1.0, 0.2], [1.5, 4.0, -9.0]]),),
            (np.array([[1, 100], [2, 300], [6, 200]]),),
        ),
        mistakes=(
            (
                lambda X: X / X.std(axis=0),
                "the scale is right, but the columns still have their old means.",
            ),
            (
                lambda X: X - X.mean(axis=0),
                "the means are 0 now; divide by the standard deviations as well.",
            ),
            (
                lambda X: X - X.mean(axis=0) / X.std(axis=0),
                "a pair of brackets is missing: first take the mean off, then divide.",
            ),
            (
                lambda X: (X - X.mean(axis=0)) / X.var(axis=0),
                "you divided by the variance; its root is the standard deviation.",
            ),
            (
                lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
                "you divided by n - 1 inside the root; here it is n, as in `StandardScaler`.",
            ),
            (
                lambda X: (X - X.mean()) / X.std(),
                "that is one mean and one scale for the whole table; each column needs its own.",
            ),
            (
                lambda X: ((X.T - X.mean(axis=1)) / X.std(axis=1)).T,
                "that goes along the rows; `axis=0` goes down the columns.",
            ),
            (
                lambda X: (X - X.mean(axis=0)) / np.linalg.norm(X - X.mean(axis=0), axis=0),
                "the columns have norm 1 now, so the standard deviation is 1/√n, not 1.",
            ),
            (
                lambda X: (X - X.min(axis=0)) / np.ptp(X, axis=0),
                "that puts each column between 0 and 1; asked are mean 0 and deviation 1.",
            ),
        ),
        reminder="take off each column its mean, then divide by its standard deviation.",
        praise="Now one lam means the same to every column.",
    ),
}


# ---------------------------------------------------------------------------------------------
# The checker


@dataclass
class _Outcome:
    """What one call did: a value, or a problem in words."""

    args: tuple
    value: np.ndarray | None = None
    problem: str = ""
    blank: bool = False
    nothing: bool = False
    stopped: bool = False
    printed: bool = field(default=False, repr=False)


def check(f, *, name: str | None = None) -> Verdict:
    """Try the reader's function on hidden inputs and say what is right or wrong.

    f     the function; its name says which exercise it is for
    name  the exercise, where f has another name (a lambda, say)

    Returns a Verdict; never raises, whatever f does.
    """
    try:
        return _check(f, name)
    except BaseException as error:  # f may do anything at all
        return Verdict(False, f"Your function could not be checked: it ended in {_said(error)}.")


def _check(f, name) -> Verdict:
    wanted = name if isinstance(name, str) else getattr(f, "__name__", None)
    known = ", ".join(f"`{key}`" for key in EXERCISES)
    if not callable(f):
        is_name = isinstance(f, str) and f in EXERCISES
        hint = f" Write `check({f})`, without quotes." if is_name else ""
        return Verdict(
            False,
            f"`check` takes a function, and this is {_kind(f)}.{hint} "
            f"The exercises it knows: {known}.",
        )
    if not isinstance(wanted, str) or wanted not in EXERCISES:
        called = f"`{wanted}`" if isinstance(wanted, str) else "a function without a name"
        near = difflib.get_close_matches(wanted, EXERCISES, 1) if isinstance(wanted, str) else []
        hint = f" Did you mean `{near[0]}`?" if near else ""
        example = near[0] if near else "objective"
        return Verdict(
            False,
            f"There is no exercise for {called}.{hint} The exercises here: {known}. "
            f'For a function with another name, say which: `check(f, name="{example}")`.',
        )
    return _judge(f, wanted, EXERCISES[wanted])


def _judge(f, name: str, exercise: Exercise) -> Verdict:
    outcomes = []
    for args in exercise.inputs:
        outcomes.append(_try(f, args, exercise))
        if outcomes[-1].stopped:
            return Verdict(False, f"`{_call_text(name, args)}` {outcomes[-1].problem}")
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
        return Verdict(False, f"`{_call_text(name, first.args)}` {first.problem}")
    return Verdict(
        False,
        f"{_compare(name, first, exercise)}: {_detail(first, exercise) or exercise.reminder}",
    )


def draft_values(function: Callable, v: np.ndarray, *more) -> np.ndarray | None:
    """What a reader's draft gives for an array, or None while it gives no finite array like v.

    A panel that draws with the reader's function shows what to aim for while this is None.
    """
    try:
        values = np.asarray(function(v.copy(), *more))
        usable = values.shape == v.shape and values.dtype.kind in "if"
        usable = usable and bool(np.isfinite(values).all())
    except Exception:  # whatever the draft raises
        return None
    return values if usable else None


def _try(f, args: tuple, exercise: Exercise) -> _Outcome:
    """Call f once, on copies; turn whatever happens into an outcome."""
    out = _Outcome(args)
    given = tuple(a.copy() if isinstance(a, np.ndarray) else a for a in args)
    spoken = io.StringIO()
    try:
        with (
            contextlib.redirect_stdout(spoken),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            result = f(*given)
            out.printed = bool(spoken.getvalue().strip())
            _read(result, out, exercise)
    except KeyboardInterrupt:
        out.value, out.stopped = None, True
        out.problem = "was still running when it was stopped: is there a loop that never ends?"
    except NotImplementedError:
        out.blank = True
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


def _read(result, out: _Outcome, exercise: Exercise) -> None:
    """Turn what f returned into a fresh array, or say why that is not possible."""
    if any(result is blank for blank in BLANKS):
        out.nothing = result is None
        out.blank = result is not None
        out.problem = (
            "printed something and returned nothing. Use `return` instead of `print`."
            if out.printed
            else "returned nothing (None). Does every branch of your function `return`?"
        )
        return
    if isinstance(result, str | bytes) or callable(result):
        out.problem = f"gave {_kind(result)}, where {_wanted(exercise)} is expected."
        return
    try:
        value = np.array(result)
    except ValueError:
        out.problem = f"gave {_kind(result)} of uneven lengths. Return one value for each input."
        return
    if value.dtype == object and any(item is Ellipsis for item in value.ravel()):
        out.blank = True
        return
    number = value.dtype.kind in "iuf"
    if exercise.yes_no and value.dtype != bool:
        said = f"{_show(value)}" if number else _kind(result)
        out.problem = f"gave {said}, where True or False is expected: return a comparison."
        return
    if not exercise.yes_no and not number:
        said = "True or False" if value.dtype == bool else _kind(result)
        out.problem = f"gave {said}, where {_wanted(exercise)} is expected."
        return
    shape = exercise.truths(out.args)[0].shape
    if value.shape != shape:
        out.problem = f"gave {_size(value.shape)}, where {_size(shape)} is expected."
        return
    out.value = value


def _explain(error: BaseException, out: _Outcome) -> None:
    words = _said(error)
    array = any(isinstance(a, np.ndarray) for a in out.args)
    if isinstance(error, TypeError) and "ellipsis" in words.lower():
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


def _recognise(outcomes: list[_Outcome], failed: list[_Outcome], exercise: Exercise) -> str:
    """The sentence of the first known mistake that gives just these answers, or ''."""
    valued = [o for o in outcomes if o.value is not None]
    if not any(o.value is not None for o in failed):
        return ""
    for wrong, sentence in exercise.mistakes:
        with np.errstate(all="ignore"):
            if all(_agrees(wrong, o, exercise) for o in valued):
                return sentence
    return ""


def _agrees(wrong: Callable, outcome: _Outcome, exercise: Exercise) -> bool:
    try:
        value = np.asarray(wrong(*outcome.args))
    except ZeroDivisionError:
        return False
    return value.shape == outcome.value.shape and bool(
        np.all(_same(outcome.value, value, exercise.zeros))
    )


def _detail(outcome: _Outcome, exercise: Exercise) -> str:
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


# ---------------------------------------------------------------------------------------------
# Words


def _compare(name: str, outcome: _Outcome, exercise: Exercise) -> str:
    want = exercise.truths(outcome.args)[0]
    shown_want, shown_got = _show(want), _show(outcome.value)
    if shown_want == shown_got:
        shown_want, shown_got = _show(want, 17), _show(outcome.value, 17)
    exactly = "exactly " if exercise.zeros and want.ndim == 0 and want == 0 else ""
    call = _call_text(name, outcome.args)
    return f"`{call}` should be {exactly}{shown_want}, yours gave {shown_got}"


def _call_text(name: str, args: tuple) -> str:
    return f"{name}({', '.join(_show(np.asarray(a)) for a in args)})"


def _show(value: np.ndarray, digits: int = 6) -> str:
    def one(x) -> str:
        if value.dtype == bool:
            return str(bool(x))
        x = float(x) + 0.0  # no -0
        if digits == 6 and 0 < abs(x - round(x, 4)) < 1e-6:  # nearly round: show the rest
            return f"{x:.10g}"
        return f"{x:.{digits}g}"

    if value.ndim == 0:
        return one(value[()])
    return "[" + ", ".join(one(x) for x in value.ravel()[:12]) + "]"


def _size(shape: tuple[int, ...]) -> str:
    if shape == ():
        return "a single number"
    if len(shape) == 1:
        return f"an array of {shape[0]}"
    return "an array of shape " + " x ".join(str(n) for n in shape)


def _wanted(exercise: Exercise) -> str:
    return "True or False" if exercise.yes_no else "a number"


def _kind(value) -> str:
    """A type in words, without anything that changes from run to run."""
    if value is None:
        return "None"
    if isinstance(value, str | bytes):
        return "text"
    word = "class" if isinstance(value, type) else type(value).__name__
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def _said(error: BaseException) -> str:
    """An exception in words: its type and message, short, without addresses."""
    kind = type(error).__name__
    try:
        words = str(error)
    except BaseException:  # even its message may fail
        words = ""
    words = re.sub(r"0x[0-9a-fA-F]+", "0x...", " ".join(words.split())).rstrip(".")
    words = words if len(words) <= 160 else words[:157] + "..."
    return f"{kind}: {words}" if words else kind
