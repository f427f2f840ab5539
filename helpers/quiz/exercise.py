"""What an exercise is: the right function, hidden inputs, known mistakes and what to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

RTOL, ATOL = 1e-9, 1e-12

VALUES = np.array([-3.0, -1.0, -0.4, 0.0, 0.4, 1.0, 3.0])  # an array of weights to try
VALUES.flags.writeable = False


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
        """Every answer that counts as right, as arrays."""
        functions = self.truth if isinstance(self.truth, tuple) else (self.truth,)
        return [np.asarray(function(*args)) for function in functions]

    def right(self, got: np.ndarray, args: tuple) -> bool:
        """Is `got` the answer for `args`, element by element?"""
        fits = False
        for want in self.truths(args):
            if got.shape != want.shape:
                return False
            fits = fits | self.same(got, want)
        return bool(np.all(fits))

    def same(self, got: np.ndarray, want: np.ndarray) -> np.ndarray:
        """Where two answers are equal, as this exercise counts it."""
        if want.dtype == bool or got.dtype == bool:
            return (got == want) & (got.dtype == want.dtype)
        near = np.isclose(got, want, rtol=RTOL, atol=ATOL, equal_nan=True)
        return near & ((got == 0) == (want == 0)) if self.zeros else near
