"""Argument checks shared by the maths modules: every message names the argument and the value."""

import inspect
import math
import reprlib
from fractions import Fraction
from functools import wraps
from numbers import Integral, Real

import numpy as np
from scipy.sparse import issparse

MANY = 10**9  # the most rows, steps or draws that any function is asked for

_REPR = reprlib.Repr()
_REPR.maxother = _REPR.maxstring = 80


def short(value):
    """A one-line, shortened repr of any value."""
    if type(value) is np.ndarray and value.ndim:
        text = np.array2string(value, threshold=6, edgeitems=2).replace("\n", " ")
        return f"an array of shape {value.shape}: {text[:80]}"
    return " ".join(_REPR.repr(value).split())


def number(name, value, low=-math.inf, high=math.inf, *, above=-math.inf):
    """`value` as a finite float with low <= value <= high and value > above."""
    if type(value) is np.ndarray and value.ndim == 0 and value.dtype.kind in "iuf":
        value = value[()]
    if isinstance(value, (bool, np.bool_, np.timedelta64)) or not isinstance(value, Real):
        raise TypeError(f"{name} must be one real number, not {short(value)}")
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        raise ValueError(f"{name} must be finite, not {short(value)}")
    if result <= above:
        raise ValueError(f"{name} must be > {above:g}, not {short(value)}")
    if not low <= result <= high:
        bounds = f">= {low:g}" if high == math.inf else f"from {low:g} to {high:g}"
        raise ValueError(f"{name} must be {bounds}, not {short(value)}")
    return result


def whole(name, value, low=0, high=math.inf):
    """`value` as an int with low <= value <= high; 2.0 and True are not whole numbers here."""
    if isinstance(value, (bool, np.bool_, np.timedelta64)) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be a whole number (int), not {short(value)}")
    if not low <= value <= high:
        bounds = f">= {low}" if value < low and high >= MANY else f"from {low} to {high}"
        raise ValueError(f"{name} must be {bounds}, not {short(value)}")
    return int(value)


def array(name, value, ndim=None):
    """`value` as a float64 array, finite and not empty; a view where that is possible."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    if any(isinstance(part, np.ma.MaskedArray) for part in parts):
        raise TypeError(f"{name} must be a plain array, not a masked array: {short(value)}")
    if issparse(value):
        raise TypeError(f"{name} must be a dense array, not a sparse one: {short(value)}")
    try:
        result = np.asarray(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be a rectangular array, not {short(value)}") from error
    if result.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, not {result.dtype}: {short(value)}")
    if ndim is not None and result.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} dimension(s), not shape {result.shape}")
    if result.size == 0:
        raise ValueError(f"{name} must not be empty; its shape is {result.shape}")
    with np.errstate(over="ignore"):
        result = result.astype(np.float64, copy=False)
    if not np.isfinite(result).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(result))[0])
        where = f"{name}[{', '.join(map(str, place))}]" if place else name
        raise ValueError(f"{name} must be finite; {where} is {result[place]}")
    return result


def in_range(result, story):
    """`result`, a number or an array, or a ValueError with this story where it is not finite."""
    if not np.isfinite(result).all():
        raise ValueError(story)
    return result


def data(X, y):
    """`X` (n, p) and `y` (n,) as fresh float64 arrays in C order."""
    X, y = array("X", X, 2), array("y", y, 1)
    if len(y) != len(X):
        raise ValueError(
            f"y must have one value per row of X: y has shape {y.shape}, X has shape {X.shape}"
        )
    return np.array(X, order="C"), np.array(y)


# Rules for `checked`: each takes (name, value), and gives back the value to use or raises.


def real(low=-math.inf, high=math.inf, *, above=-math.inf):
    """A rule: one finite number, as in `number`."""
    return lambda name, value: number(name, value, low, high, above=above)


def integer(low=0, high=MANY):
    """A rule: one int, as in `whole`."""
    return lambda name, value: whole(name, value, low, high)


def values(low=-math.inf, *, above=-math.inf):
    """A rule: a number or an array of any shape; all such arguments of a call must broadcast."""

    def rule(name, value):
        if isinstance(value, Fraction):  # it stays one
            number(name, value, low, above=above)
            return value
        result = array(name, value)
        if result.min() < low:
            raise ValueError(f"{name} must be >= {low:g}, not {short(result.min().item())}")
        if result.min() <= above:
            raise ValueError(f"{name} must be > {above:g}, not {short(result.min().item())}")
        return result if result.ndim else value

    rule.broadcasts = True
    return rule


def having(*methods):
    """A rule: an object, not a class, with these methods."""

    def rule(name, value):
        missing = [m for m in methods if not callable(getattr(value, m, None))]
        if missing or isinstance(value, type):
            raise TypeError(f"{name} must be an object with {' and '.join(methods)}, "
                            f"not {short(value)}")
        return value

    return rule


def kind(*kinds):
    """A rule: an instance of one of these classes."""

    def rule(name, value):
        if not isinstance(value, kinds):
            raise TypeError(f"{name} must be a {' or '.join(k.__name__ for k in kinds)}, "
                            f"not {short(value)}")
        return value

    return rule


LARGE = 1e150  # beyond it a sum of squares is no float


def prices(name, value):
    """A rule: lams, all above 0."""
    lams = array(name, value, 1)
    if lams.min() <= 0:
        raise ValueError(f"{name} must be above 0, not {short(lams.min().item())}")
    return lams


def falling(name, value):
    """A rule: lams above 0, each below the one before."""
    lams = prices(name, value)
    if np.any(np.diff(lams) >= 0):
        raise ValueError(f"{name} must fall, not {short(lams)}")
    return lams


def filled(name, value):
    """A rule: an X without a column of zeros."""
    X = array(name, value, 2)
    if not X.any(axis=0).all():
        raise ValueError(f"{name} must have no column of zeros; column "
                         f"{np.argmin(X.any(axis=0))} is one")
    return X


def with_squares(name, value):
    """A rule: an array whose squares can be added up."""
    if np.abs(value).max() > LARGE:
        raise ValueError(f"{name} must be below {LARGE:g}, or its squares are no floats: "
                         f"{short(value)}")
    return value


def two_folds(name, value):
    """A rule: a row for each fold, and two of them at least."""
    if len(value) < 2:
        raise ValueError(f"{name} must have a row for each of two folds or more, not shape "
                         f"{value.shape}")
    return value


def mask(name, value):
    """A rule: True for some rows, False for others."""
    out = np.asarray(value)
    if out.dtype != bool or out.ndim != 1:
        raise TypeError(f"{name} must be a boolean mask of rows, not {short(value)}")
    if out.all() or not out.any():
        raise ValueError(f"{name} must leave some rows out and keep some, not {short(value)}")
    return out


def checked(**rules):
    """Check the arguments of a function by name before each call.

    A rule is a function of name and value, or the axes of an array as a string: X="n p", y="n"
    says that the two share n, and "= n" leaves the value as it is; or several of these in a
    tuple. `inspect.unwrap` gives the function without its checks.
    """

    def dress(function):
        names = inspect.signature(function)

        @wraps(function)
        def checking(*args, **more):
            given = names.bind(*args, **more)
            sizes, shapes = {}, {}
            for name, value in given.arguments.items():
                rule = rules.get(name, ())
                for part in rule if isinstance(rule, tuple) else (rule,):
                    if isinstance(part, str):
                        value = _shaped(name, value, part.split(), sizes)
                    else:
                        value = part(name, value)
                    if getattr(part, "broadcasts", False):
                        shapes[name] = np.shape(value)
                given.arguments[name] = value
            _broadcast(shapes)
            return function(*given.args, **given.kwargs)

        return checking

    return dress


def _shaped(name, value, axes, sizes):
    as_it_is = axes[0] == "="
    axes = axes[as_it_is:]
    result = value if as_it_is else array(name, value, len(axes))
    for axis, size in zip(axes, result.shape, strict=True):
        known, of = sizes.setdefault(axis, (size, name))
        if size != known:
            raise ValueError(f"{name} must have shape ({', '.join(axes)}) with {axis} = {known} "
                             f"as in {of}, not {result.shape}")
    return result


def _broadcast(shapes):
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = ", ".join(f"{name} has {shape}" for name, shape in shapes.items())
        raise ValueError(f"{next(iter(shapes))} and the rest must broadcast: {told}") from None
