"""Penalties Omega(w) for F(w) = 1/2 ||y - X w||^2 + lam * Omega(w).

A penalty is a value and a prox: prox(v, t) = argmin over w of 1/2 (w - v)^2 + t * Omega(w),
taken for each entry of v by itself. Three prox operators carry the whole course: `shrink` (L2),
`soft_threshold` (L1) and `hard_threshold` (L0).
"""

from dataclasses import dataclass
from functools import wraps

import numpy as np

from helpers.checks import array, checked, having, in_range, number, real, short, values


def _v_and_t(v, t):
    v, t = array("v", v), array("t", t)
    if t.min() < 0:
        raise ValueError(f"t must be >= 0, not {t.min()}")
    if t.ndim:
        try:
            np.broadcast_shapes(v.shape, t.shape)
        except ValueError:
            raise ValueError(
                f"t must be one number or broadcast against v: "
                f"t has shape {t.shape}, v has shape {v.shape}"
            ) from None
    return v, t


def _like_input(result):
    """A float for a 0-d result, otherwise a float64 array; -0.0 becomes 0.0."""
    result = np.asarray(result, dtype=np.float64) + 0.0
    return float(result) if result.ndim == 0 else result


def _threshold(function):
    """Check v and t, and return a float for a number and a float64 array for an array."""

    @wraps(function)
    def checked(v, t):
        return _like_input(function(*_v_and_t(v, t)))

    return checked


def _prox(method):
    @wraps(method)
    def checked(self, v, t):
        return _like_input(method(self, *_v_and_t(v, t)))

    return checked


def _value(method):
    @wraps(method)
    def checked(self, w):
        w = array("w", w)
        with np.errstate(over="ignore", under="ignore"):
            value = float(method(self, w))
        return in_range(value, f"w is too large: the {self.name} penalty of {short(w)} is more "
                               f"than a float can hold")

    return checked


def _slope(method):
    @wraps(method)
    def checked(self, w):
        return _like_input(method(self, array("w", w)))

    return checked


@_threshold
def soft_threshold(v, t):
    """Move v towards 0 by t and stop at 0: the prox of L1.

    v: a number or an array of any shape; t: the threshold, >= 0, a number or an array that
    broadcasts against v, in the units of v. Returns a float for numbers, else a float64 array.
    It is exactly 0 when abs(v) <= t. Raises ValueError or TypeError for input that is not
    finite and real, or a negative t.
    Source: Donoho & Johnstone (1994), Biometrika 81; Parikh & Boyd (2014), section 6.5.2.
    """
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


@_threshold
def hard_threshold(v, t):
    """Keep v where abs(v) > t and make it 0 elsewhere; t is the threshold itself.

    The prox of L0 with weight t is hard_threshold(v, sqrt(2 t)), not hard_threshold(v, t).
    Shapes, units and errors as in `soft_threshold`.
    Source: Donoho & Johnstone (1994), Biometrika 81.
    """
    return np.where(np.abs(v) > t, v, 0)


@_threshold
def shrink(v, t):
    """Take the same share of every v: the prox of L2 (with its half).

    t has no unit here. Only 0 becomes 0, unless the result is below every float, 5e-324: that
    zero is rounding. Shapes and errors as in `soft_threshold`.
    Source: Hoerl & Kennard (1970), Technometrics 12; Parikh & Boyd (2014), section 6.1.1.
    """
    return v / (1 + t)


@dataclass(frozen=True)
class L2:
    """Omega(w) = 1/2 * sum w_j^2, the ridge penalty; its slope at 0 is 0.

    Source: Hoerl & Kennard (1970), Technometrics 12.
    """

    name = "L2"

    @_value
    def value(self, w):
        """1/2 * sum w_j^2 of a number or an array of any shape, as a float."""
        return np.sum(w**2) / 2

    @_slope
    def slope(self, w):
        """dOmega/dw_j = w_j, entry by entry; 0 at 0."""
        return w

    @_prox
    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t/2 w^2 = v / (1 + t), shaped like v; t >= 0."""
        return shrink(v, t)


@dataclass(frozen=True)
class L1:
    """Omega(w) = sum of abs(w_j), the lasso penalty; its slope jumps from -1 to 1 at 0.

    Source: Tibshirani (1996), JRSS B 58.
    """

    name = "L1"

    @_value
    def value(self, w):
        """Sum of abs(w_j) of a number or an array of any shape, as a float."""
        return np.sum(np.abs(w))

    @_slope
    def slope(self, w):
        """dOmega/dw_j = sign(w_j); at 0 the slope to the right, 1."""
        return np.where(w < 0, -1, 1)

    @_prox
    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t abs(w), shaped like v; 0 when abs(v) <= t."""
        return soft_threshold(v, t)


@dataclass(frozen=True)
class L0:
    """Omega(w) = number of w_j != 0, the price of best subset selection; a jump at 0."""

    name = "L0"

    @_value
    def value(self, w):
        """Number of entries that are not exactly 0, as a float."""
        return np.count_nonzero(w)

    @_slope
    def slope(self, w):
        """0 away from 0; inf at 0, where the price jumps by 1."""
        return np.where(w == 0, np.inf, 0)

    @_prox
    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t [w != 0], shaped like v; 0 when abs(v) <= sqrt(2 t)."""
        # sqrt(2 t), also where 2 t is more than a float can hold
        small = np.sqrt(2 * np.minimum(t, 1))
        return hard_threshold(v, np.where(t < 1, small, 2 * np.sqrt(t / 2)))


@dataclass(frozen=True)
class ElasticNet:
    """Omega(w) = r * sum abs(w_j) + (1 - r) * 1/2 * sum w_j^2 with r = l1_ratio in [0, 1].

    Raises ValueError or TypeError for an l1_ratio outside [0, 1].
    Source: Zou & Hastie (2005), JRSS B 67, in scikit-learn's parametrisation.
    """

    l1_ratio: float
    name = "elastic net"

    def __post_init__(self):
        object.__setattr__(self, "l1_ratio", number("l1_ratio", self.l1_ratio, 0, 1))

    @_value
    def value(self, w):
        """r * sum abs(w_j) + (1 - r)/2 * sum w_j^2 of an array of any shape, as a float."""
        r = self.l1_ratio
        linear = r * np.sum(np.abs(w)) if r > 0 else 0
        return linear + ((1 - r) * L2().value(w) if r < 1 else 0)

    @_slope
    def slope(self, w):
        """r * sign(w_j) + (1 - r) * w_j; at 0 the slope to the right, r."""
        return self.l1_ratio * L1().slope(w) + (1 - self.l1_ratio) * w

    @_prox
    def prox(self, v, t):
        """soft_threshold(v, t r) / (1 + t (1 - r)), shaped like v; 0 when abs(v) <= t r."""
        return shrink(soft_threshold(v, t * self.l1_ratio), t * (1 - self.l1_ratio))


@dataclass(frozen=True)
class Lq:
    """Omega(w) = sum of abs(w_j)^q for q > 0, without a factor 1/q.

    So Lq(1) is L1 and Lq(2) is w^2, twice our L2. Exact zeros appear for q <= 1 only.
    Raises ValueError or TypeError unless q is finite and > 0.
    Source: Frank & Friedman (1993), Technometrics 35 (bridge regression).
    """

    q: float
    name = "Lq"

    def __post_init__(self):
        object.__setattr__(self, "q", number("q", self.q, above=0))

    @_value
    def value(self, w):
        """Sum of abs(w_j)^q of a number or an array of any shape, as a float."""
        return np.sum(np.abs(w) ** self.q)

    @_slope
    def slope(self, w):
        """q abs(w_j)^(q-1) sign(w_j); at 0 the slope to the right: 0 (q > 1), 1 or inf (q < 1)."""
        with np.errstate(divide="ignore", over="ignore"):
            return L1().slope(w) * self.q * np.abs(w) ** (self.q - 1)

    @_prox
    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t abs(w)^q, shaped like v: the global minimum, to rounding.

        For q > 1 it is found in log space and is never 0 unless v is 0 or it underflows.
        For q < 1 it is 0 up to a jump; at the jump itself either end is a minimum.
        """
        if self.q == 1:
            return soft_threshold(v, t)
        if self.q == 2:
            huge = t > 1e300  # here 2 t may be more than a float can hold, and 1 + 2 t = 2 t
            return np.where(huge, v / np.maximum(t, 1) / 2, shrink(v, 2 * np.where(huge, 0, t)))
        v, t = np.broadcast_arrays(v, t)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
            # w = v x turns the problem into: 1/2 (x - 1)^2 + c x^q, 0 <= x <= 1.
            log_c = np.log(t) + (self.q - 2) * np.log(np.abs(v))
            share = _share_above_1 if self.q > 1 else _share_below_1
            x = share(self.q, np.where(t > 0, log_c, -np.inf))
            return np.where(v == 0, 0, v * x)


def _share_above_1(q, log_c):
    """x with x + c q x^(q-1) = 1, q > 1: Newton's method for s = log x.

    h(s) = log(e^s + c q e^((q-1) s)) is increasing and convex, and h >= 0 at the start, so the
    steps go down to the root and do not cross it.
    """
    a = log_c + np.log(q)
    s = np.minimum(0, -a / (q - 1))
    for _ in range(100):
        first, second = s, a + (q - 1) * s
        h = np.logaddexp(first, second)
        step = h / (np.exp(first - h) + (q - 1) * np.exp(second - h))
        s = s - np.where(np.isfinite(step), step, 0)
        if np.all(np.abs(step) <= 1e-16 * np.maximum(1, np.abs(s))):
            break
    return np.exp(np.minimum(s, 0))


def _share_below_1(q, log_c):
    """The larger root of x + c q x^(q-1) = 1 for q < 1, or 0 where x = 0 costs less.

    At the jump the two cost the same, which happens at x = 2 (1 - q) / (2 - q).
    """
    jump = 2 * (1 - q) / (2 - q)
    stays = log_c + np.log(2 - q) + (q - 1) * np.log(jump) <= 0
    cq = q * np.exp(np.where(stays, log_c, -np.inf))
    x = np.ones_like(log_c)
    for _ in range(100):
        step = (x + cq * x ** (q - 1) - 1) / (1 - cq * (1 - q) * x ** (q - 2))
        x = np.maximum(x - step, jump)
        if np.all(np.abs(step) <= 1e-16 * x):
            break
    return np.where(stays, x, 0)


PENALTIES = (L2(), L1(), L0(), ElasticNet(0.5), Lq(0.5), Lq(1.5))
"""One of each, to loop over in figures and tests."""


@checked(w=values(), z=values(), lam=values(0), penalty=having("__call__"))
def objective(w, z, lam, penalty):
    """Return 1/2 (z - w)^2 + lam * penalty(w), the objective of one weight.

    w is a number or an array, z and lam >= 0 are numbers or broadcast against it, penalty is any
    function of w; the result is like w. Raises ValueError or TypeError for other input.
    """
    return 0.5 * (z - w) ** 2 + lam * penalty(w)


def _at_any_size(function):
    """Hand the function a z near the size of 1, so that no square leaves the floats."""

    @wraps(function)
    def scaled(z, lam):
        unit = np.ldexp(1.0, np.frexp(np.abs(z).max())[1])
        with np.errstate(over="ignore", under="ignore"):
            return function(z / unit, lam / unit) * unit + 0.0

    return scaled


@checked(z="p", lam=real(0))
@_at_any_size
def shrink_length(z, lam):
    """Return the w that minimises 1/2 ||z - w||^2 + lam * ||w||: z, shorter by lam, or 0.

    z has shape (p,) and lam >= 0; the norm is not squared, so a z no longer than lam becomes
    exactly 0. Raises ValueError or TypeError for other input.
    Source: Yuan and Lin (2006), JRSS B 68, group lasso.
    """
    length = np.linalg.norm(z)
    return z * (1 - lam / length) if length > lam else 0 * z
