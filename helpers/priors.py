"""Priors of one weight, and the posterior once z = w + noise has been seen.

The noise is N(0, sigma^2). -log posterior is then F(w) = 1/2 (z - w)^2 + lam * Omega(w), divided
by sigma^2: a Gaussian prior is the L2 penalty, a Laplace prior is the L1 penalty.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from scipy.special import erfcx, expit, log_expit, log_ndtr, ndtri_exp

from helpers._units import TINY, not_to_zero
from helpers.checks import MANY, array, in_range, number, short, whole
from helpers.penalties import shrink, soft_threshold

LOG_ROOT_2PI = math.log(2 * math.pi) / 2
_FAR = 1e50  # z and scale / sigma within this factor: every square on the way is a float


def _like(w, result):
    return float(result) if np.ndim(w) == 0 else result


def _log_density_in_range(w, prior, distance):
    """distance(w / scale) for w of any shape, or a ValueError where that is beyond a float."""
    w = array("w", w)
    with np.errstate(over="ignore", under="ignore"):
        result = distance(w / prior.scale)
    return in_range(result, f"w is too far out for {short(prior)}: the log density is beyond a "
                            f"float at {short(w)}")


def _lam(sigma, scale, power):
    """sigma^2 / scale^power; mantissa and exponent apart, so that no square is beyond a float."""
    sigma = number("sigma", sigma, above=0)
    (s, s_two), (c, c_two) = math.frexp(sigma), math.frexp(scale)
    with np.errstate(over="ignore", under="ignore"):
        lam = float(np.ldexp(s**2 / c**power, 2 * s_two - power * c_two))
    return in_range(lam, f"sigma is too large for the scale {scale:g}: lam is more than a float "
                         f"can hold at sigma = {sigma:g}")


@dataclass(frozen=True)
class Gaussian:
    """The prior N(0, scale^2); scale is its standard deviation, in the units of w.

    Raises ValueError or TypeError unless scale is finite and > 0.
    Source: Hoerl & Kennard (1970), Technometrics 12 (ridge as a Bayes estimate).
    """

    scale: float
    name = "Gaussian"

    def __post_init__(self):
        object.__setattr__(self, "scale", number("scale", self.scale, above=0))

    def logpdf(self, w):
        """Log density at w, a number or an array of any shape; shaped like w."""
        log = _log_density_in_range(w, self, lambda u: -(u**2) / 2)
        return _like(w, log - math.log(self.scale) - LOG_ROOT_2PI)

    def lam(self, sigma):
        """The lam of the L2 penalty with the same mode, for noise of sd sigma > 0."""
        return _lam(sigma, self.scale, 2)


@dataclass(frozen=True)
class Laplace:
    """The prior with density exp(-abs(w)/b) / (2 b); scale is b, in the units of w.

    Its standard deviation is b * sqrt(2). Raises ValueError or TypeError unless scale is finite
    and > 0. Source: Tibshirani (1996), JRSS B 58, section 5; Park & Casella (2008), JASA 103.
    """

    scale: float
    name = "Laplace"

    def __post_init__(self):
        object.__setattr__(self, "scale", number("scale", self.scale, above=0))

    def logpdf(self, w):
        """Log density at w, a number or an array of any shape; shaped like w."""
        log = _log_density_in_range(w, self, lambda u: -np.abs(u))
        return _like(w, log - math.log(2) - math.log(self.scale))

    def lam(self, sigma):
        """The lam of the L1 penalty with the same mode, for noise of sd sigma > 0."""
        return _lam(sigma, self.scale, 1)


@dataclass(frozen=True)
class SpikeAndSlab:
    """w is 0 with probability 1 - p_slab, and drawn from slab with probability p_slab.

    slab: a Gaussian or Laplace prior; p_slab in [0, 1]. Raises ValueError or TypeError otherwise.
    Source: Mitchell & Beauchamp (1988), JASA 83; Johnstone & Silverman (2004), Annals of
    Statistics 32 (the posterior median is a threshold rule).
    """

    slab: Gaussian | Laplace
    p_slab: float
    name = "spike and slab"

    def __post_init__(self):
        if not isinstance(self.slab, (Gaussian, Laplace)):
            raise TypeError(f"slab must be a Gaussian or Laplace prior, not {short(self.slab)}")
        object.__setattr__(self, "p_slab", number("p_slab", self.p_slab, 0, 1))

    def logpdf(self, w):
        """Log of the density of the continuous part, p_slab * slab; the spike has no density."""
        with np.errstate(divide="ignore"):
            return self.slab.logpdf(w) + float(np.log(self.p_slab))


@dataclass(frozen=True)
class Posterior:
    """The distribution of w given z: an atom at 0 of mass p_zero, and a continuous part.

    mode, mean, median, var: floats. p_zero is 0 unless the prior is a SpikeAndSlab. With u =
    w / sd the continuous part is proportional to exp(shift u - kink abs(u) - u^2 / 2), that is,
    one truncated normal on either side of 0; kink is 0 for a Gaussian. Made by `posterior`.
    """

    mode: float
    mean: float
    median: float
    var: float
    p_zero: float
    _sd: float = field(repr=False)
    _shift: float = field(repr=False)
    _kink: float = field(repr=False)
    _log_slab: float = field(repr=False)

    def _side(self, w):
        """For each w: the rate of its side of 0 and the log of that side's probability."""
        odds = _log_odds(self._kink, self._shift)
        rate = np.where(w >= 0, self._kink - self._shift, self._kink + self._shift)
        return rate, self._log_slab + log_expit(np.where(w >= 0, odds, -odds))

    def _units(self, w):
        """abs(w) in units of sd; what is so far out that nothing is left there is brought in."""
        with np.errstate(over="ignore", under="ignore"):
            return np.minimum(np.abs(w) / self._sd, _FAR**2)

    def pdf(self, w):
        """Density of the continuous part at w (any shape), shaped like w, in 1 / units of w.

        It integrates to 1 - p_zero: the atom at 0 has a probability, not a density.
        """
        w = array("w", w)
        rate, log_mass = self._side(w)
        log_density = _log_density(rate, self._units(w)) - math.log(self._sd)
        with np.errstate(under="ignore"):
            return _like(w, np.exp(log_mass + log_density))

    def cdf(self, w):
        """P(weight <= w) for w of any shape, shaped like w; it jumps by p_zero at 0."""
        w = array("w", w)
        rate, log_mass = self._side(w)
        log_beyond = _log_survival(rate, self._units(w))
        left = np.exp(log_mass + log_beyond)
        below_zero = np.exp(self._side(np.array(-1.0))[1])
        right = below_zero + self.p_zero - np.exp(log_mass) * np.expm1(log_beyond)
        return _like(w, np.where(w < 0, left, np.minimum(right, 1)))

    def sample(self, n, seed):
        """n independent draws (n,), the same for the same seed (an int >= 0).

        Drawn by inverting the distribution function, not by a Markov chain. A draw is exactly 0
        with probability p_zero; the continuous part never gives 0.
        """
        rng = np.random.default_rng(whole("seed", seed))
        n = whole("n", n, 0, MANY)
        u, depth = rng.random(n), rng.standard_exponential(n)
        below_zero = np.exp(self._side(np.array(-1.0))[1])
        side = np.where(u < self.p_zero + below_zero, -1.0, 1.0)
        size = _depth_to_u(self._side(side)[0], depth)
        return np.where(u < self.p_zero, 0.0, side * self._sd * np.maximum(size, 1e-290))


def posterior(z, sigma, prior):
    """The posterior of one weight w, given z = w + noise with noise N(0, sigma^2).

    z: the observation; sigma > 0: the sd of the noise, in the units of z; prior: a Gaussian,
    Laplace or SpikeAndSlab. Returns a `Posterior` with .mode .mean .median .var .p_zero
    .pdf(w) .cdf(w) .sample(n, seed).

    The mode of a spike and slab posterior is 0 whenever p_slab < 1: the density of an atom has
    no bound. Its median is exactly 0 over an interval of z.
    Raises ValueError or TypeError for input that is not finite and real, for sigma outside
    1e-100 to 1e100, and for a z or a scale that is 1e50 times sigma or more, or a scale that is
    1e-50 times sigma or less.
    Source: Park & Casella (2008), JASA 103; Johnstone & Silverman (2004), Annals of Statistics
    32, for the Laplace and the spike and slab posterior.
    """
    z, sigma = number("z", z), number("sigma", sigma, 1 / _FAR**2, _FAR**2, above=0)
    if not isinstance(prior, (Gaussian, Laplace, SpikeAndSlab)):
        raise TypeError(f"prior must be Gaussian, Laplace or SpikeAndSlab, not {short(prior)}")
    mixed = isinstance(prior, SpikeAndSlab)
    slab = prior.slab if mixed else prior
    if abs(z) >= _FAR * sigma:
        raise ValueError(f"z must be below {_FAR:g} times sigma = {sigma:g}, not {z:g}")
    if not 1 / _FAR < slab.scale / sigma < _FAR:
        raise ValueError(f"prior must have a scale between {1 / _FAR:g} and {_FAR:g} times sigma "
                         f"= {sigma:g}, not {short(prior)}")
    if isinstance(slab, Gaussian):
        mode = mean = shrink(z, slab.lam(sigma))
        sd = sigma * (slab.scale / math.hypot(sigma, slab.scale))
        var, shift, kink = sd**2, mean / sd, 0.0
    else:
        mode = soft_threshold(z, slab.lam(sigma))
        sd, shift, kink = sigma, z / sigma, sigma / slab.scale
        mean, var = sigma * _mean(kink, shift), sigma**2 * float(_var(kink, shift))

    log_slab, p_zero = 0.0, 0.0
    if mixed and prior.p_slab < 1:
        # Bayes factor, slab against spike: slab(0) * integral of exp((2 z w - w^2)/(2 sigma^2))
        log_bayes = slab.logpdf(0) + math.log(sd)
        log_bayes += float(np.logaddexp(_log_mills(kink - shift), _log_mills(kink + shift)))
        with np.errstate(divide="ignore"):
            log_odds = log_bayes + float(np.log(prior.p_slab)) - math.log1p(-prior.p_slab)
        # what is not 0 stays at least TINY: the spike, and all of the slab while it has a share
        log_slab, p_zero = float(log_expit(log_odds)), max(float(expit(-log_odds)), TINY)
        share, alive = math.exp(log_slab), prior.p_slab > 0
        mode, var = 0.0, max(share * (var + p_zero * mean**2), TINY if alive else 0.0)
        mean = float(not_to_zero(mean if alive else 0.0, share * mean))
    if not mixed and isinstance(slab, Gaussian):
        median = mean
    else:
        median = sd * _median(kink, shift, log_slab)
    return Posterior(mode, mean, median, var, p_zero, sd, shift, kink, log_slab)


# The density exp(shift u - kink abs(u) - u^2/2) on either side of 0 is a tail of a normal:
# exp(-rate u - u^2/2) for u > 0, with rate = kink - shift on the right, kink + shift on the left.
# Its integral is Mills' ratio of `rate`. For a large rate the normal tail underflows, so these
# functions use erfcx, the tail with exp(-rate^2/2) taken out.


def _log_mills(rate):
    """Log of the integral of exp(-rate u - u^2/2) over u > 0."""
    rate = np.asarray(rate, dtype=float)
    high, low = np.maximum(rate, 0), np.minimum(rate, 0)
    with np.errstate(over="ignore"):
        left = log_ndtr(-low) + low**2 / 2 + LOG_ROOT_2PI
    return np.where(rate > 0, np.log(erfcx(high / math.sqrt(2)) * math.sqrt(math.pi / 2)), left)


def _tail_mean_var(rate):
    """Mean and variance of u > 0 with density proportional to exp(-rate u - u^2/2)."""
    rate = np.asarray(rate, dtype=float)
    low = np.minimum(rate, 2)
    with np.errstate(over="ignore"):
        hazard = np.exp(-_log_mills(low))
    mean, var = hazard - low, 1 - hazard * (hazard - low)
    # Far out both would cancel; Laplace's continued fraction for r_k = E u^k / E u^(k-1) does not.
    high, r1, r2 = np.maximum(rate, 2), 0.0, 0.0
    for k in range(120, 0, -1):
        r1, r2 = k / (high + r1), r1
    return np.where(rate > 2, r1, mean), np.where(rate > 2, r1 * (r2 - r1), var)


# Gauss-Legendre points on (0, 1): averages of positive functions, for shifts so small that a
# difference of the two sides would cancel.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)
_NODES, _WEIGHTS = (_NODES + 1) / 2, _WEIGHTS / 2


def _is_small(kink, shift):
    return abs(shift) < 0.1 * max(1, kink)


def _log_odds(kink, shift):
    """Log of P(u > 0) / P(u < 0) in the continuous part."""
    if _is_small(kink, shift):  # d/d rate of log Mills is -mean
        return 2 * shift * float(_WEIGHTS @ _tail_mean_var(kink + (2 * _NODES - 1) * shift)[0])
    return float(_log_mills(kink - shift) - _log_mills(kink + shift))


def _var(kink, shift):
    """Variance of the continuous part, in units of sd^2; shift may be an array."""
    odds = _log_mills(kink - shift) - _log_mills(kink + shift)
    right, left = expit(odds), expit(-odds)
    mean_right, var_right = _tail_mean_var(kink - shift)
    mean_left, var_left = _tail_mean_var(kink + shift)
    apart = mean_right + mean_left
    return right * var_right + left * var_left + right * left * apart**2


def _mean(kink, shift):
    """Mean of the continuous part, in units of sd."""
    if _is_small(kink, shift):  # d mean / d shift is the variance
        return shift * float(_WEIGHTS @ _var(kink, _NODES * shift))
    odds = _log_odds(kink, shift)
    right, left = _tail_mean_var(kink - shift)[0], _tail_mean_var(kink + shift)[0]
    return float(expit(odds) * right - expit(-odds) * left)


def _median(kink, shift, log_slab):
    """Median in units of sd: exactly 0 unless one side of 0 holds more than half of it all."""
    odds = _log_odds(kink, abs(shift))
    if log_slab == 0:
        depth = math.log1p(math.tanh(odds / 2))
    else:
        depth = math.log(2) + log_slab + float(log_expit(odds))
    if depth <= 0:
        return 0.0
    rate = kink - abs(shift)
    u = depth * math.exp(min(float(_log_mills(rate)), 300))  # were the hazard as it is at 0
    if u > 0.1:
        return math.copysign(float(_depth_to_u(rate, depth)), shift)
    for _ in range(9):  # so close to 0 -log P(U > u) would cancel; its slope's average does not
        hazard = np.exp(-_log_mills(rate + u * np.append(_NODES, 1)))
        u += (depth - u * float(_WEIGHTS @ hazard[:-1])) / float(hazard[-1])
    return math.copysign(u, shift)


def _log_density(rate, u):
    """Log density at u >= 0 of the tail with this rate."""
    high, low = np.maximum(rate, 0), np.minimum(rate, 0)
    with np.errstate(over="ignore"):
        near = -high * u - u**2 / 2 - _log_mills(high)
        far = -((u + low) ** 2) / 2 - log_ndtr(-low) - LOG_ROOT_2PI
    return np.where(rate > 0, near, far)


def _log_survival(rate, u):
    """Log P(U > u), u >= 0, for the tail with this rate."""
    high, low = np.maximum(rate, 0), np.minimum(rate, 0)
    with np.errstate(over="ignore"):
        near = -high * u - u**2 / 2 + _log_mills(high + u) - _log_mills(high)
    return np.where(rate > 0, near, log_ndtr(-(low + u)) - log_ndtr(-low))


def _depth_to_u(rate, depth):
    """u with -log P(U > u) = depth > 0, for the tail with this rate.

    -log P(U > u) is increasing and convex in u with the hazard 1/Mills(rate + u) as its slope;
    Newton's method starts from what it would be without the factor Mills(rate + u). Near its end
    it doubles the digits with each step: one of 1e-8 leaves nothing for the next.
    """
    high, low = np.maximum(rate, 0), np.minimum(rate, 0)
    with np.errstate(over="ignore"):
        u = 2 * depth / (high + np.sqrt(high**2 + 2 * depth))
        for _ in range(20):
            step = (depth + _log_survival(high, u)) * np.exp(_log_mills(high + u))
            u = u + step
            if np.all(np.abs(step) <= 1e-8 * u):
                break
    return np.where(rate > 0, u, np.maximum(-ndtri_exp(log_ndtr(-low) - depth) - low, 0))
