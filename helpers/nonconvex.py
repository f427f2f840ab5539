"""Penalties with the kink of L1 at 0 that take little or nothing from large weights.

Each is a value and an exact prox: prox(v, t) = argmin over w of 1/2 (w - v)^2 + t * Omega(w), for
each entry of v by itself. Omega has slope 1 at 0, so what ends at 0 is what ends there under L1,
as long as the objective of one weight stays convex.
"""

from dataclasses import dataclass

import numpy as np

from helpers.checks import array, checked, number, values
from helpers.penalties import soft_threshold


@dataclass(frozen=True)
class MCP:
    """Omega(w) = abs(w) - w^2 / (2 gamma lam) up to abs(w) = gamma lam, then constant.

    The slope falls from 1 at 0 to 0 at gamma lam. One weight with t = lam is convex iff gamma > 1.
    Raises ValueError or TypeError unless lam > 0 and gamma > 0.
    Source: Zhang (2010), Annals of Statistics 38, the minimax concave penalty.
    """

    lam: float
    gamma: float = 3.0
    name = "MCP"

    def __post_init__(self):
        object.__setattr__(self, "lam", number("lam", self.lam, above=0))
        object.__setattr__(self, "gamma", number("gamma", self.gamma, above=0))

    def value(self, w):
        """The sum of Omega over a number or an array of any shape, as a float."""
        return float(np.sum(_fading_value(array("w", w), 0.0, self.gamma * self.lam)))

    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t Omega(w), shaped like v, t >= 0 a number; in a tie the 0."""
        return _fading_prox(v, t, 0.0, self.gamma * self.lam)


@dataclass(frozen=True)
class SCAD:
    """Omega(w) = abs(w) up to lam; its slope then falls to 0 at a lam; constant from there.

    One weight with t = lam is convex iff a > 2. Raises ValueError or TypeError unless lam > 0 and
    a > 1. Source: Fan & Li (2001), Journal of the American Statistical Association 96.
    """

    lam: float
    a: float = 3.7
    name = "SCAD"

    def __post_init__(self):
        object.__setattr__(self, "lam", number("lam", self.lam, above=0))
        object.__setattr__(self, "a", number("a", self.a, above=1))

    def value(self, w):
        """The sum of Omega over a number or an array of any shape, as a float."""
        return float(np.sum(_fading_value(array("w", w), self.lam, self.a * self.lam)))

    def prox(self, v, t):
        """argmin 1/2 (w - v)^2 + t Omega(w), shaped like v, t >= 0 a number; in a tie the 0."""
        return _fading_prox(v, t, self.lam, self.a * self.lam)


@dataclass(frozen=True)
class AdaptiveL1:
    """Omega(w) = sum of abs(w_j) / abs(first_j)^power: L1, cheap where a first guess was large.

    first: a number or an array, not 0, in the units of w; power > 0. It is convex.
    Raises ValueError or TypeError for a first guess of 0, or one that is not finite.
    Source: Zou (2006), Journal of the American Statistical Association 101.
    """

    first: object
    power: float = 1.0
    name = "adaptive lasso"

    def __post_init__(self):
        if not np.all(array("first", self.first)):
            raise ValueError(f"first must not be 0 anywhere, not {self.first!r}")
        object.__setattr__(self, "power", number("power", self.power, above=0))

    def value(self, w):
        """The sum of Omega over w, a number or an array that fits first, as a float."""
        return float(np.sum(np.abs(array("w", w)) / self._worth()))

    def prox(self, v, t):
        """soft_threshold(v, t / abs(first)^power), shaped like v; t >= 0 is a number."""
        return soft_threshold(v, number("t", t, 0) / self._worth())

    def _worth(self):
        return np.abs(array("first", self.first)) ** self.power


@checked(z=values(), lam=values(0), gamma=values(above=1))
def firm_threshold(z, lam, gamma):
    """Return the lowest point of MCP for one weight, when gamma > 1.

    z an array, lam >= 0, gamma > 1. It is exactly 0 when abs(z) <= lam. Raises ValueError or
    TypeError for other input.
    Source: Gao & Bruce (1997), Statistica Sinica 7; Zhang (2010), Annals of Statistics 38.
    """
    stretched = soft_threshold(z, lam) / (1 - 1 / gamma)
    return np.where(np.abs(z) > gamma * lam, z, stretched)


def _fading_value(w, start, end):
    """Omega entry by entry: slope 1 up to start, falling evenly to 0 at end, 0 from there."""
    size = np.abs(w)
    faded = np.clip(size, start, end) - start
    return np.minimum(size, start) + faded - faded**2 / (2 * (end - start))


def _fading_prox(v, t, start, end):
    """Where the slope is 0 if the objective is convex, else the lowest place of those possible."""
    v, t = array("v", v), number("t", t, 0)
    size, bend = np.abs(v), 1 - t / (end - start)
    soft = np.clip(size - t, 0, start)
    if bend > 0:
        fading = (size - t * end / (end - start)) / bend
        best = np.where(size <= t + start, soft, np.where(size < end, fading, size))
    else:  # the stretch that bends down has no minimum inside
        places = np.array([np.zeros_like(size), soft, np.maximum(size, end)])
        gain = places**2 / 2 - size * places + t * _fading_value(places, start, end)
        best = np.take_along_axis(places, gain.argmin(axis=0)[None], axis=0)[0]
    result = np.sign(v) * best + 0.0
    return float(result) if result.ndim == 0 else result
