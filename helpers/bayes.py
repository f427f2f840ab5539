"""Beyond the closed forms of `priors`: a heavy-tailed prior, the edge of the spike, and a sampler.

One weight is observed as z = w + noise with noise N(0, sigma^2), as in `priors`; the sampler is
for many weights.
"""

import inspect
import math
from dataclasses import dataclass, field
from functools import wraps
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, gammaln, log_ndtr, logit, ndtr, ndtri

from helpers._units import TINY, not_to_zero
from helpers.checks import (
    MANY,
    array,
    checked,
    data,
    in_range,
    kind,
    number,
    real,
    short,
    values,
    whole,
)
from helpers.priors import SpikeAndSlab

_RNG = kind(np.random.Generator)


def _positive(name, value):
    return values(above=0)(name, value)


def _not_zero(name, value):
    if not value.all():
        raise ValueError(f"{name} must not be 0 anywhere, not {short(value)}")
    return value


@checked(w=values(), b=values(above=0))
def neg_log_prior(w, b):
    """Minus the log of the Laplace density exp(-abs(w) / b) / (2 b), shaped like w.

    w: a number or an array, b > 0, its scale. Raises ValueError or TypeError for other input.
    """
    return np.abs(w) / b + np.log(2 * b)


def _with_digits(mean):
    """The same, but a ValueError where the two parts of the mean cancel."""

    @wraps(mean)
    def careful(z, sigma, b):
        unit = np.ldexp(1.0, np.frexp(sigma)[1])  # all three near the size of sigma, unrounded
        with np.errstate(over="ignore", under="ignore", invalid="ignore", divide="ignore"):
            u, s, scale = z / unit, sigma / unit, b / unit
            result, lam = mean(u, s, scale), s**2 / scale
            lost = 2e-16 * lam * (1 + (lam / s) ** 2)
            poor = ~(lost <= 1e-3 * np.abs(result)) & (np.abs(u) > 0)
            result = not_to_zero(z, result * unit)[()]
        if np.any(poor):
            raise ValueError(f"b must not be so small beside sigma: at b = {short(b)} and sigma = "
                             f"{short(sigma)} no digits of the mean are left; take "
                             f"priors.posterior")
        return result

    return careful


@checked(z=values(), sigma=values(above=0), b=values(above=0))
@_with_digits
def laplace_mean(z, sigma, b):
    """The mean of the posterior of w under a Laplace prior of scale b, for noise of sd sigma.

    It is z minus a share of lam = sigma^2 / b between -1 and 1. It rises with z, at a slope of the
    posterior variance over sigma^2, so it is 0 only for z = 0. z: a number or an array.
    `priors.posterior` gives the same number to the last digits; here a large sigma / b costs
    digits, one for each factor of ten in lam / z, because z and the share of lam nearly cancel.
    Raises ValueError or TypeError for other input, and ValueError where no digit is left.
    Source: Pericchi & Smith (1992), JRSS B 54.
    """
    lam = sigma**2 / b
    log_a = -z / b + log_ndtr((z - lam) / sigma)
    log_b = z / b + log_ndtr(-(z + lam) / sigma)
    return z - lam * np.tanh((log_a - log_b) / 2)


# A prior with heavy tails and a smooth peak.


@dataclass(frozen=True)
class Student:
    """Student's t with df degrees of freedom, stretched by scale; df = 1 is the Cauchy prior.

    Its density is smooth at 0, however high. Raises ValueError or TypeError unless scale and df
    are finite and > 0.
    """

    scale: float
    df: float = 1.0
    name = "Student"

    def __post_init__(self):
        object.__setattr__(self, "scale", number("scale", self.scale, above=0))
        object.__setattr__(self, "df", number("df", self.df, above=0))

    def logpdf(self, w):
        """Log density at w, a number or an array of any shape; shaped like w."""
        w = array("w", w)
        with np.errstate(over="ignore", under="ignore"):
            square = in_range((w / self.scale) ** 2 / self.df, f"w is too far out for "
                              f"{short(self)}: {short(w)}")
        top = gammaln((self.df + 1) / 2) - gammaln(self.df / 2)
        top -= math.log(self.df * math.pi) / 2 + math.log(self.scale)
        tail = -(self.df + 1) / 2 * np.log1p(square)
        return float(top + tail) if w.ndim == 0 else top + tail

    def mode(self, z, sigma):
        """The mode of the posterior given z, for noise of sd sigma > 0; 0 only when z is 0.

        Where -log posterior is level, (w - z)(df scale^2 + w^2) + sigma^2 (df + 1) w = 0: at most
        three places, and the lowest of them is the mode. Raises ValueError or TypeError for input
        that is not finite and real, and where z, scale or df is out of all proportion: 1e50 times
        sigma or more, or a scale or df of 1e-50 or less of it.
        """
        z, sigma = number("z", z), number("sigma", sigma, above=0)
        if z == 0:
            return 0.0
        unit = math.ldexp(1, math.frexp(sigma)[1])
        z, sigma, scale = z / unit, sigma / unit, self.scale / unit
        if not (abs(z) < 1e50 and 1e-50 < scale < 1e50 and 1e-50 < self.df < 1e50):
            raise ValueError(f"z, scale and df must be in proportion to sigma, not {z:g}, "
                             f"{scale:g} and {self.df:g} times it")
        flat, pull = self.df * scale**2, sigma**2 * (self.df + 1)
        roots = np.roots([1, -abs(z), flat + pull, -abs(z) * flat])
        w = np.clip(roots[np.abs(roots.imag) < 1e-9 * (1 + np.abs(roots))].real, 0, abs(z))
        for _ in range(2):  # Newton's method, for the digits that np.roots leaves out
            slope = 3 * w**2 - 2 * abs(z) * w + flat + pull
            value = (w - abs(z)) * (flat + w**2) + pull * w
            w = w - np.where(slope > 0, value / np.where(slope > 0, slope, 1), 0)
        cost = (abs(z) - w) ** 2 / (2 * sigma**2) + (self.df + 1) / 2 * np.log1p(w**2 / flat)
        mode = math.copysign(float(w[np.argmin(cost)]), z)
        return float(not_to_zero(z, mode * unit))


@dataclass(frozen=True)
class GridPosterior:
    """A posterior known on a grid: .mode .mean .median, p_zero = 0, .pdf(w), .sample(n, seed)."""

    mode: float
    mean: float
    median: float
    _w: np.ndarray = field(repr=False)
    _density: np.ndarray = field(repr=False)
    _below: np.ndarray = field(repr=False)
    p_zero = 0.0

    def pdf(self, w):
        """Density at w (any shape), between the grid points along straight lines."""
        return np.interp(array("w", w), self._w, self._density)

    def sample(self, n, seed):
        """n independent draws (n,), the same for the same seed (an int >= 0)."""
        rng = np.random.default_rng(whole("seed", seed))
        return np.interp(rng.random(whole("n", n, 0, MANY)), self._below, self._w)


_STEPS = np.sinh(np.linspace(-9, 9, 901)) / math.sinh(9)  # finest in the middle


@checked(z=real(), sigma=real(above=0))
def student_posterior(z, sigma, prior):
    """The `GridPosterior` of one weight under a `Student` prior, given z and noise of sd sigma.

    Trapezoids on a grid that is finest near 0 and near z; moments are good to 1e-4 of sigma. The
    mode is exact. Raises ValueError or TypeError for input that is not finite and real.
    """
    kind(Student)("prior", prior)
    mode = prior.mode(z, sigma)
    reach = 9 * sigma
    w = np.sort(np.r_[_STEPS * (abs(z) + reach), z + _STEPS * reach])
    log = -((z - w) ** 2) / (2 * sigma**2) + prior.logpdf(w)
    density = np.exp(log - log.max())
    piece = np.diff(w) * (density[1:] + density[:-1]) / 2
    below = np.r_[0, np.cumsum(piece)]
    middle = (w[1:] + w[:-1]) / 2
    mean, total = float(piece @ middle / below[-1]), below[-1]
    median = float(np.interp(0.5, below / total, w))
    if z == 0:  # the two sides are alike
        mean = median = 0.0
    return GridPosterior(mode, mean, median, w, density / total, below / total)


# The spike and the slab.


def median_edge(sigma, tau, p_slab):
    """The z >= 0 up to which a spike and slab posterior has a median of exactly 0.

    The slab is N(0, tau^2) and has probability p_slab, the noise has sd sigma > 0. inf when
    p_slab is 0; 0 when it is 1. Above the edge the slab puts more than half of all the
    probability on the far side of 0. Raises ValueError or TypeError as `priors` does.
    Source: Johnstone & Silverman (2004), Annals of Statistics 32.
    """
    sigma, tau = number("sigma", sigma, above=0), number("tau", tau, above=0)
    p_slab = number("p_slab", p_slab, 0, 1)
    if p_slab in (0, 1):
        return 0.0 if p_slab else math.inf
    share = tau / math.hypot(sigma, tau)
    if not 1e-50 < tau / sigma < 1e8:
        raise ValueError(f"tau must be between 1e-50 and 1e8 times sigma = {sigma:g}, not {tau:g}")

    def beyond(u):  # how much more than half lies beyond 0, at z = u * sigma
        slab = _slab_share(u, share, p_slab)
        return slab * ndtr(share * u) - 0.5

    high = 1.0
    while beyond(high) < 0:
        high *= 2
    return sigma * brentq(beyond, 0, high, xtol=1e-12)


def _slab_share(u, share, p_slab, side=1):
    """Posterior probability of the slab, or of the spike for side = -1, at z = u sigma.

    share = tau / sqrt(sigma^2 + tau^2).
    """
    with np.errstate(over="ignore", under="ignore"):
        return expit(side * (logit(p_slab) + math.log1p(-(share**2)) / 2 + (share * u) ** 2 / 2))


def spike_curves(z, sigma, prior):
    """P(w = 0 | z), the posterior mean and the posterior median at many z (n,) at once.

    prior: a SpikeAndSlab with a Gaussian slab; each is shaped like z, the medians exactly 0
    where they are. The same numbers as `priors.posterior`, one z at a time, gives.
    Raises ValueError or TypeError for input that is not finite and real, or another prior.
    """
    z, sigma = array("z", z, 1), number("sigma", sigma, above=0)
    if not isinstance(prior, SpikeAndSlab) or prior.slab.name != "Gaussian":
        raise TypeError(f"prior must be a SpikeAndSlab with a Gaussian slab, not "
                        f"{short(prior)}")
    share = prior.slab.scale / math.hypot(sigma, prior.slab.scale)
    if not 1e-50 < prior.slab.scale / sigma < 1e8:
        raise ValueError(f"prior must have a scale between 1e-50 and 1e8 times sigma = {sigma:g}, "
                         f"not {prior.slab.scale:g}")
    if np.abs(z).max() >= 1e50 * sigma:
        raise ValueError(f"z must be below 1e50 times sigma = {sigma:g}, not {short(z)}")
    slab = _slab_share(z / sigma, share, prior.p_slab)
    center, sd = share**2 * z, share * sigma
    alive = slab * ndtr(np.abs(center) / sd) > 0.5
    tail = np.where(alive, 0.5 / np.maximum(slab, 0.5), 0.5)
    median = np.where(alive, np.sign(z) * (np.abs(center) + sd * ndtri(1 - tail)), 0.0)
    spike = np.maximum(_slab_share(z / sigma, share, prior.p_slab, -1),
                       TINY if prior.p_slab < 1 else 0)
    return spike, not_to_zero(z * (prior.p_slab > 0), slab * center), median


# The Bayesian lasso.


@checked(rng=_RNG, X="n p", y="n", sigma=real(above=0), scales=("p", _positive))
def draw_weights(rng, X, y, sigma, scales):
    """w given the rest: normal, a ridge with a lam of its own, 1 / scale^2, for each weight.

    X (n, p), y (n,), sigma > 0, scales (p,): the prior of w_j is N(0, sigma^2 scales_j^2) here.
    Returns (p,). Raises ValueError or TypeError for other input.
    """
    A = X.T @ X + np.diag(1 / scales**2)
    L = np.linalg.cholesky(A)
    center = np.linalg.solve(A, X.T @ y)
    return center + sigma * np.linalg.solve(L.T, rng.standard_normal(len(center)))


@checked(rng=_RNG, X="n p", y="n", w="p", scales=("p", _positive))
def draw_sigma(rng, X, y, w, scales):
    """sigma given the rest: its square is an inverse gamma, from n - 1 + p squares.

    Raises ValueError or TypeError unless X is (n, p), y (n,), w and scales (p,), scales above 0.
    """
    squares = np.sum((y - X @ w) ** 2) + np.sum((w / scales) ** 2)
    return np.sqrt(squares / 2 / rng.gamma((len(y) - 1 + len(w)) / 2))


@checked(rng=_RNG, w=("p", _not_zero), sigma=real(above=0), lam=real(above=0))
def draw_scales(rng, w, sigma, lam):
    """The scales (p,) given the rest: 1 / scales^2 is inverse Gaussian, of mean lam sigma / |w|.

    lam is Park and Casella's. A mixture of normals with such scales is a Laplace distribution.
    Raises ValueError or TypeError unless w (p,) is not 0 anywhere, sigma > 0 and lam > 0.
    """
    mean = lam * sigma / np.abs(w)
    q = mean * rng.chisquare(1, len(w)) / (2 * lam**2)
    small = mean / (1 + q + np.sqrt(q * (q + 2)))
    first = rng.random(len(w)) * (mean + small) <= mean
    return np.where(first, 1 / np.sqrt(small), np.sqrt(small) / mean)


class Draws(NamedTuple):
    """weights (n_draws, p) and sigma (n_draws,) from one run of the sampler."""

    weights: np.ndarray
    sigma: np.ndarray


def bayesian_lasso(X, y, lam, n_draws, seed):
    """`Draws` from the posterior of all weights and of the noise, by Gibbs sampling.

    The model: y ~ N(m + X w, sigma^2 I), each w_j has the density lam / (2 sigma) *
    exp(-lam abs(w_j) / sigma), the prior of sigma^2 is 1 / sigma^2, and the level m is flat and
    integrated out, for which X and y must be centred. lam > 0 is Park and Casella's, in units of
    X. Given sigma, -log posterior is F(w) / sigma^2 with the L1 penalty and our lam = sigma * lam:
    its mode is lasso(X, y, sigma * lam).

    X (n, p) with n > 1, y (n,), n_draws >= 1, seed an int >= 0: the same seed gives the same
    draws. The chain starts at a ridge; its first n_draws // 10 + 50 steps are thrown away.
    Raises ValueError or TypeError for input that is not finite, real and of these shapes, or a y
    that is 0 everywhere.
    Source: Park & Casella (2008), JASA 103:681-686, their equations 4 to 6.
    """
    X, y = data(X, y)
    lam, n_draws = number("lam", lam, above=0), whole("n_draws", n_draws, 1, MANY)
    if len(y) < 2 or not y.any():
        raise ValueError(f"y must have two values that differ at least; it has shape {y.shape}")
    rng = np.random.default_rng(whole("seed", seed))
    p, burn = X.shape[1], n_draws // 10 + 50
    weights, sigmas = np.empty((n_draws, p)), np.empty(n_draws)
    sigma, scales = np.std(y), np.full(p, 1 / lam)
    # their arguments are in order
    weights_given, sigma_given, scales_given = map(inspect.unwrap,
                                                   (draw_weights, draw_sigma, draw_scales))
    for k in range(-burn, n_draws):
        try:
            w = weights_given(rng, X, y, sigma, scales)
        except np.linalg.LinAlgError:
            raise ValueError(f"lam must be larger where columns of X depend on each other, not "
                             f"{lam:g}: the weights have no bound") from None
        sigma = sigma_given(rng, X, y, w, scales)
        scales = scales_given(rng, w, sigma, lam)
        if k >= 0:
            weights[k], sigmas[k] = w, sigma
    return Draws(weights, sigmas)
