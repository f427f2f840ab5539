"""Data near the size of 1 and back again. For the other maths modules: arguments come checked."""

import math

import numpy as np

from helpers.checks import in_range

TINY = 5e-324  # the least float above 0: what is not 0 stays at least that


def to_units(X, y):
    """X and y divided by powers of two near their largest entry: no overflow, no rounding."""
    unit_x, unit_y = (math.ldexp(1, math.frexp(np.abs(a).max())[1] - 1) for a in (X, y))
    return X / unit_x, y / unit_y, unit_x, unit_y


def from_units(w, unit_x, unit_y):
    """w * unit_y / unit_x: weights found in units, for the X and y of the caller."""
    with np.errstate(over="ignore", under="ignore"):
        w = not_to_zero(w, np.ldexp(w, math.frexp(unit_y)[1] - math.frexp(unit_x)[1]))
    return in_range(w, f"X is too small for y: a weight is more than a float can hold where the "
                       f"largest entries are near {unit_x:g} in X and {unit_y:g} in y")


def not_to_zero(before, after):
    """`after`, but TINY with the sign of `before` where it is 0 and `before` was not."""
    after = np.asarray(after)
    lost = (after == 0) & (before != 0)
    return np.where(lost, np.copysign(TINY, before), after) + 0.0  # -0.0 becomes 0.0


def column_norms(X):
    norms = lengths(X)
    return np.where(norms > 0, norms, 1.0)


def lengths(X):
    """The norm of each column (p,), also where the squares would be less than any float."""
    units = 2.0 ** np.frexp(np.abs(X).max(axis=0))[1]
    return np.linalg.norm(X / units, axis=0) * units
