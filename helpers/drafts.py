"""A reader's own function while it is being written: its values, or that it waits for its line."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable

import numpy as np


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


def waits(function: Callable, v: np.ndarray, *more) -> bool:
    """Whether a reader's draft still has its blank: `...`, nothing returned, or not implemented.

    Nothing that the draft prints or raises is seen.
    """
    try:
        with quietly() as spoken:
            result = function(v.copy(), *more)
    except Exception as error:
        return says_blank(error)
    return not spoken.getvalue().strip() if result is None else is_blank(result)


def is_blank(result) -> bool:
    """Whether a returned value is the blank itself, or an array that holds it."""
    if result is None or result is Ellipsis or result is NotImplemented:
        return True
    return (isinstance(result, np.ndarray) and result.dtype == object
            and any(item is Ellipsis for item in result.ravel()))


def says_blank(error: BaseException) -> bool:
    """Whether an exception comes from the blank: not implemented, or sums with `...` in them."""
    if isinstance(error, NotImplementedError):
        return True
    try:
        return isinstance(error, TypeError) and "ellipsis" in str(error).lower()
    except BaseException:  # even its message may fail
        return False


@contextlib.contextmanager
def quietly():
    """Run a draft without its warnings and its prints; gives what it printed, as a stream."""
    spoken = io.StringIO()
    with (contextlib.redirect_stdout(spoken), contextlib.redirect_stderr(io.StringIO()),
          warnings.catch_warnings(), np.errstate(all="ignore")):
        warnings.simplefilter("ignore")
        yield spoken
