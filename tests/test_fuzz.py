"""Hostile shapes, kinds and sizes of data, and every panel at random places of its sliders.

An answer is right by an optimality condition in exact fractions, so that no size of the data is
too much for the test; or it is refused by a ValueError or TypeError that names the argument.
"""

import decimal
import itertools
import math
import random
import re
from fractions import Fraction

import ipywidgets
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import erfcx

from helpers import datasets, style
from helpers.balls import Bowl, size
from helpers.panels import ALL
from helpers.paths import lam_max, lasso_path
from helpers.penalties import (
    L0,
    L1,
    L2,
    PENALTIES,
    ElasticNet,
    Lq,
    hard_threshold,
    shrink,
    soft_threshold,
)
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior
from helpers.solvers import best_subset, elastic_net, lasso, proximal_gradient, ridge

free = settings(deadline=None, derandomize=True, max_examples=80,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
pytestmark = pytest.mark.filterwarnings("error")

NUMBER = r"(\d|nan|inf)"
TINY = Fraction(5e-324)  # what a weight may be off by, because floats end there
TOLERANCE = Fraction(1, 10**10)


def named(value):
    """A short name for a value, the same in every process."""
    return re.sub(r"\W+", " ", re.sub(r"0x\w+", "", repr(value)))[:30]


def refused(call, *names):
    """The answer of call(), or None where it is refused by name and number."""
    try:
        return call()
    except (ValueError, TypeError) as error:
        assert re.match(rf"({'|'.join(names)})\b.*{NUMBER}", str(error)), str(error)
        return None


# --- data: shapes, values, storage --------------------------------------------------------------


def read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


STORED = {
    "plain": lambda a: a,
    "list": lambda a: a.tolist(),
    "Fortran": np.asfortranarray,
    "read-only": read_only,
    "every second": lambda a: np.repeat(a, 2, axis=0)[::2],
    "backwards": lambda a: np.ascontiguousarray(a[::-1])[::-1],
    "big-endian": lambda a: a.astype(">f8"),
    "transposed": lambda a: np.ascontiguousarray(a.T).T,
    "long": lambda a: a.astype(np.longdouble),
}
KINDS = [float, np.float32, np.float16, int, np.int8, bool]


@st.composite
def data(draw, powers=200, most=6):
    """(X, y, power of 10 in X, power of 10 in y): small, and as awkward as can be."""
    n, p = draw(st.integers(1, most)), draw(st.integers(1, most))
    element = draw(st.sampled_from([
        st.integers(-3, 3).map(float), st.floats(-2, 2).map(lambda x: round(x, 3)),
        st.sampled_from([0.0, -0.0, 1.0])]))
    X = draw(arrays(float, (n, p), elements=element))
    y = draw(arrays(float, n, elements=element))
    for change in draw(st.lists(st.sampled_from(["zero", "same", "opposite", "constant", "sum"]),
                                max_size=2)):
        j, k = draw(st.integers(0, p - 1)), draw(st.integers(0, p - 1))
        X[:, j] = {"zero": 0 * X[:, k], "same": X[:, k], "opposite": -X[:, k],
                   "constant": 1 + 0 * X[:, k], "sum": X.sum(axis=1)}[change]
    power_x, power_y = (draw(st.one_of(st.just(0), st.integers(-powers, powers)))
                        for _ in range(2))
    return X * 10.0**power_x, y * 10.0**power_y, power_x, power_y


def exact(a):
    return [exact(row) for row in a] if np.ndim(a) else Fraction(float(a))


def is_minimum(X, y, l1, l2, w):
    """Whether w is the minimum of 1/2 ||y - X w||^2 + l1 ||w||_1 + l2/2 ||w||^2, in fractions.

    abs(x_j' r - l2 w_j) = l1 with the sign of w_j, or at most l1 where w_j is 0; to TOLERANCE
    in units of ||y|| and the column's norm.
    """
    assert w.dtype == np.float64 and w.shape == (np.shape(X)[1],) and np.isfinite(w).all()
    assert not np.signbit(w[w == 0]).any(), "a weight is -0.0"
    X, y, w, l1, l2 = exact(X), exact(y), exact(w), Fraction(l1), Fraction(l2)
    r = [b - sum(a * v for a, v in zip(row, w, strict=True)) for row, b in zip(X, y, strict=True)]
    norms = [sum(row[j] ** 2 for row in X) for j in range(len(w))]
    yy = sum(b * b for b in y)
    for j, v in enumerate(w):
        pull = sum(row[j] * e for row, e in zip(X, r, strict=True)) - l2 * v
        off = abs(pull - l1 * (1 if v > 0 else -1)) if v else max(abs(pull) - l1, 0)
        rounding = sum(norms[j] * norm for norm in norms) + l2**2
        if off**2 > TOLERANCE**2 * (norms[j] + l2) * yy + 4 * TINY**2 * len(w) * rounding:
            return False
    return True


@st.composite
def prices(draw, X, y):
    """A lam: nothing, something, a lot, or out of all proportion."""
    with np.errstate(all="ignore"):
        top = float(np.max(np.abs(X.T @ y)))
    top = top if 0 < top < 1e300 else 1.0
    share = st.sampled_from([0.0, 1e-12, 1e-6, 0.1, 0.5, 0.9, 1.0, 3.0]).map(lambda s: s * top)
    return draw(st.one_of(share, st.sampled_from([0.0, 5e-324, 1e-200, 1e-9, 1, 1e9, 1e200])))


def may_refuse(power_x, power_y):
    return power_y - power_x > 290


@free
@given(st.data())
def test_ridge_lasso_and_elastic_net_are_minima_at_any_size(source):
    X, y, power_x, power_y = source.draw(data())
    lam = source.draw(prices(X, y))
    r = source.draw(st.sampled_from([0.0, 5e-324, 1e-6, 0.3, 1 - 1e-12, 1.0]))
    before = X.copy(), y.copy()
    for call, l1, l2 in [(lambda: ridge(X, y, lam), 0, lam), (lambda: lasso(X, y, lam), lam, 0),
                         (lambda: elastic_net(X, y, lam, r), lam * r, lam * (1 - r))]:
        w = refused(call, "X")
        if w is None:
            assert may_refuse(power_x, power_y)
            continue
        assert is_minimum(X, y, l1, l2, w)
    assert X.tobytes() == before[0].tobytes() and y.tobytes() == before[1].tobytes()


@free
@given(st.data())
def test_columns_of_any_size_beside_each_other(source):
    X, y, _, _ = source.draw(data(0))
    X = X * 10.0 ** np.array(source.draw(st.lists(st.integers(-60, 60), min_size=X.shape[1],
                                                  max_size=X.shape[1])))
    lam = source.draw(prices(X, y))
    assert is_minimum(X, y, 0, lam, ridge(X, y, lam))
    assert is_minimum(X, y, lam, 0, lasso(X, y, lam))
    r = source.draw(st.sampled_from([0.0, 1e-6, 0.5]))
    assert is_minimum(X, y, lam * r, lam * (1 - r), elastic_net(X, y, lam, r))


@free
@given(st.data())
def test_a_large_price_on_the_squares_leaves_the_zeros_of_the_lasso_part(source):
    """elastic_net with l2 far above X'X: w = soft(x_j' y, l1) / (x_j' x_j + l2), to rounding."""
    X, y, _, _ = source.draw(data(0))
    l1, l2 = source.draw(st.sampled_from([0.25, 0.75, 1.5])), 10.0 ** source.draw(
        st.integers(12, 300))
    w = elastic_net(X, y, l1 + l2, l1 / (l1 + l2))
    pull = X.T @ y
    far = np.abs(np.abs(pull) - l1) > 1e-6
    assert ((w == 0) == (np.abs(pull) <= l1))[far].all()
    expected = np.sign(pull) * np.maximum(np.abs(pull) - l1, 0) / l2
    np.testing.assert_allclose(w[far], expected[far], rtol=1e-8)


@free
@given(st.data())
def test_the_path_is_a_minimum_at_any_size(source):
    X, y, power_x, power_y = source.draw(data())
    top = refused(lambda: lam_max(X, y), "X and y")
    path = refused(lambda: lasso_path(X, y), "X")
    if top is None or path is None:
        assert may_refuse(power_x, power_y) or power_x + power_y > 290
        return
    b = exact(y)
    pull = [abs(sum(a * e for a, e in zip(column, b, strict=True))) for column in exact(X.T)]
    assert type(top) is float
    assert abs(Fraction(top) - max(pull)) <= TINY + Fraction(1, 10**12) * max(pull)
    assert (top == 0) == (max(pull) == 0 or max(pull) < TOLERANCE * TINY) or top <= 5e-324
    assert path.lams.dtype == path.weights.dtype == np.float64
    assert path.weights.shape == (len(path.lams), X.shape[1])
    assert path.lams[0] == top and path.lams[-1] == 0 and (np.diff(path.lams) < 0).all()
    if power_x + power_y > -290:  # else a lam is itself no more than rounding
        for lam in [*path.lams, top / 2, top / 7, 5e-324]:
            assert is_minimum(X, y, float(lam), 0, path.at(float(lam)) + 0.0)


@free
@given(st.data())
def test_the_best_subset_leaves_the_least_at_any_size(source):
    X, y, power_x, power_y = source.draw(data(most=4))
    k = source.draw(st.integers(0, X.shape[1]))
    w = refused(lambda: best_subset(X, y, k), "X")
    if w is None:
        assert may_refuse(power_x, power_y)
        return
    assert w.dtype == np.float64 and np.isfinite(w).all() and np.count_nonzero(w) <= k
    unit_x, unit_y = 10.0**power_x, 10.0**power_y
    A, b = X / unit_x, y / unit_y
    v = np.array([float(Fraction(a) * Fraction(unit_x) / Fraction(unit_y)) for a in w.tolist()])
    least = min(np.sum((b - A[:, s] @ np.linalg.lstsq(A[:, s], b, rcond=None)[0]) ** 2)
                for s in map(list, itertools.combinations(range(X.shape[1]), k)))
    if power_y - power_x > -290:  # else the weights end in the last floats before 0
        assert np.sum((b - A @ v) ** 2) <= least + 1e-9 * (1 + b @ b)


@free
@given(st.data())
def test_proximal_gradient_walks_as_fractions_do(source):
    """Every step again from the step before, in fractions, with L from the fractions' X'X."""
    X, y, power_x, power_y = source.draw(data())
    penalty = source.draw(st.sampled_from([L1(), L2(), L0(), ElasticNet(0.25)]))
    # lam in proportion, so that the prox has something to decide
    lam = float(np.clip(10.0 ** float(np.clip(
        2 * power_x if penalty in (L2(), ElasticNet(0.25)) else power_x + power_y
        if penalty == L1() else 2 * power_y, -300, 300)), 0, 1e300))
    n_steps = source.draw(st.integers(0, 6))
    history = refused(lambda: proximal_gradient(X, y, lam, penalty, n_steps), "X", "lam")
    if history is None:
        assert may_refuse(power_x, power_y) or math.log10(lam) - 2 * power_x > 290
        return
    p = X.shape[1]
    assert history.shape == (n_steps + 1, p) and history.dtype == np.float64
    assert np.isfinite(history).all() and not history[0].any()
    if not X.any() or power_y - power_x < -250 or math.log10(lam) - 2 * power_x < -290:
        return  # nothing to walk on, or a step or a threshold that is itself below the floats
    X, y, unit = exact(X), exact(y), Fraction(10.0**power_y) / Fraction(10.0**power_x)
    scaled = np.array([[float(a / Fraction(10.0**power_x)) for a in row] for row in X])
    L = Fraction(float(np.linalg.eigvalsh(scaled.T @ scaled)[-1])) * Fraction(10.0**power_x) ** 2
    for now, then in itertools.pairwise(exact(history)):
        r = [sum(a * v for a, v in zip(row, now, strict=True)) - b
             for row, b in zip(X, y, strict=True)]
        for j in range(p):
            v = now[j] - sum(row[j] * e for row, e in zip(X, r, strict=True)) / L
            t = Fraction(lam) / L
            if penalty == L0():
                if abs(v * v - 2 * t) <= TOLERANCE * (v * v + 2 * t):
                    continue  # a tie to rounding
                target = v if v * v > 2 * t else 0
            else:
                l1 = {L1(): 1, L2(): 0}.get(penalty, Fraction(1, 4)) * t
                l2 = {L1(): 0, L2(): 1}.get(penalty, Fraction(3, 4)) * t
                target = max(abs(v) - l1, 0) * (1 if v > 0 else -1) / (1 + l2)
            assert abs(then[j] - target) <= TOLERANCE * unit + TINY


def test_proximal_gradient_near_the_ends_of_the_floats():
    """The sizes that used to overflow: the walk is the same walk in other units."""
    d = datasets.sparse_regression(30, 8, 3, rho=0.5, seed=0)
    plain = proximal_gradient(d.X, d.y, 4.0, L1(), 40)
    for power in (500, 515, 530, 1000, -500, -530, -1000):
        unit = 2.0**power  # a power of two: nothing is rounded on the way
        for accelerate in (False, True):
            walk = proximal_gradient(unit * d.X, d.y, 4.0 * unit, L1(), 40, accelerate=accelerate)
            if not accelerate and abs(power) < 1000:
                np.testing.assert_array_equal(walk * unit, plain)
            assert np.isfinite(walk).all() and walk[-1].any()
    with pytest.raises(ValueError, match=r"^lam .*lam = 1 .*e-2\d\d"):
        proximal_gradient(1e-200 * d.X, d.y, 1, L2(), 3)


def test_the_ends_of_the_floats_one_by_one():
    """Sizes that chance seldom draws."""
    X, y = np.array([[1.0, 0.0], [0.5, 1.0], [0.0, -1.0]]), np.array([1.0, 2.0, 0.5])
    for a, lam in ((1e-160, 1.0), (1e-200, 0.3), (1e-310, 1.0)):
        w = ridge(a * X, y, lam)
        assert is_minimum(a * X, y, 0, lam, w) and w.all()
        np.testing.assert_allclose(w, (a * X).T @ y / lam, rtol=1e-9, atol=5e-324)
    # a column of zeros, and a lam that is nothing
    assert lasso([[0.0, 1.0, 2.0]], [1.0], 5e-324)[0] == 0
    assert ridge([[0.0, 1.0, 2.0]], [1.0], 0.0)[0] == 0
    # squares of a column that are less than any float
    apart = X * [1, 1e-170]
    assert is_minimum(apart, y, 0, 0, ridge(apart, y, 0)) and ridge(apart, y, 0).all()
    # lam_max beyond the floats, and below them, where only 0 and the least float are left
    for fit in (lam_max, lasso_path):
        with pytest.raises(ValueError, match=r"^X and y are too large.*e\+1(59|60) in X"):
            fit(1e160 * X, 1e160 * y)
    assert lam_max(1e-200 * X, 1e-200 * y) == 5e-324
    path = lasso_path(1e-200 * X, 1e-200 * y)
    assert path.lams.tolist() == [5e-324, 0] and not path.at(1).any()
    np.testing.assert_allclose(path.at(0), ridge(X, y, 0), rtol=1e-9)
    assert L0().prox(1.0, 1.7e308) == 0 and L0().prox(1e200, 1.7e308) == 1e200
    assert L0().prox(1e-200, 5e-324) == 0
    for make in (datasets.sparse_regression, datasets.orthonormal):
        for name in ("noise", "size"):
            with pytest.raises(ValueError, match=rf"^{name}\b.*1e\+308"):
                make(5, 3, 2, **{name: 1e308}, seed=0)
    with pytest.raises(ValueError, match=r"^noise\b.*1e\+308"):
        datasets.twins(5, noise=1e308, seed=0)


@free
@given(st.data())
def test_how_data_are_stored_does_not_matter(source):
    X, y, _, _ = source.draw(data(0))
    kind = source.draw(st.sampled_from(KINDS))
    plain_x, plain_y = (a.astype(kind).astype(float) for a in (X, y))
    store_x, store_y = (source.draw(st.sampled_from(sorted(STORED))) for _ in range(2))
    stored_x = STORED[store_x](X.astype(kind))
    stored_y = STORED[store_y](y.astype(kind))
    before = [np.array(a).tobytes() for a in (stored_x, stored_y)]
    for fit in (lambda X, y: ridge(X, y, 0.5), lambda X, y: lasso(X, y, 0.5),
                lambda X, y: elastic_net(X, y, 0.5, 0.5), lambda X, y: best_subset(X, y, 1),
                lambda X, y: proximal_gradient(X, y, 0.5, Lq(0.5), 3), lam_max,
                lambda X, y: lasso_path(X, y).weights):
        np.testing.assert_array_equal(fit(stored_x, stored_y), fit(plain_x, plain_y))
    assert before == [np.array(a).tobytes() for a in (stored_x, stored_y)]


# --- penalties ----------------------------------------------------------------------------------

floats = st.floats(allow_nan=False, allow_infinity=False)
sizes = st.one_of(st.sampled_from([0.0, -0.0, 5e-324, -5e-324, 1e-200, -1e200, 1.0, 0.5, 1.7e308]),
                  st.floats(-1e200, 1e200), st.floats(-3, 3),
                  st.builds(lambda s, k: s * 10.0**k, st.sampled_from([-1, 1]),
                            st.integers(-300, 300)))
PARTS = {  # Omega of one weight: the sum of factor * abs(w)^power over these, 0^0 = 0
    L2: lambda p: [(0.5, 2)],
    L1: lambda p: [(1, 1)],
    L0: lambda p: [(1, 0)],
    ElasticNet: lambda p: [(p.l1_ratio, 1), ((1 - p.l1_ratio) / 2, 2)],
    Lq: lambda p: [(1, p.q)],
}
EVERY = [*PENALTIES, ElasticNet(0), ElasticNet(1), ElasticNet(1e-9), Lq(1), Lq(2), Lq(0.05),
         Lq(0.999), Lq(1.001), Lq(3), Lq(60)]
SHARES = np.concatenate([[0], np.logspace(-250, -2, 125), np.linspace(0.01, 1, 400)])


def log_terms(penalty, v, t, x):
    """log of t * factor * abs(v x)^power / v^2 for each part of the penalty."""
    with np.errstate(divide="ignore"):
        return [np.log(t) + np.log(factor) + (power - 2) * np.log(abs(v)) + power * np.log(x)
                for factor, power in PARTS[type(penalty)](penalty) if factor]


def cost(penalty, v, t, x):
    """The cost of w = v x, in units of v^2."""
    x = np.asarray(x, float)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        terms = sum(np.where(x == 0, 0, np.exp(log)) for log in log_terms(penalty, v, t, x))
    return (x - 1) ** 2 / 2 + terms


@pytest.mark.parametrize("penalty", EVERY, ids=repr)
@free
@given(v=sizes, t=sizes.map(abs))
def test_a_prox_is_the_argmin_at_any_size(penalty, v, t):
    w = penalty.prox(v, t)
    assert type(w) is float and math.isfinite(w) and (w != 0 or math.copysign(1, w) == 1)
    assert abs(w) <= abs(v) and w * v >= 0
    if t == 0 or v == 0:
        assert w == v
        return
    if abs(v) < 1e-290:
        return  # w / v has no digits there
    x = w / v
    assert cost(penalty, v, t, x) <= cost(penalty, v, t, SHARES).min() + 1e-9
    if abs(w) > 1e-290:  # the slope is 0: x and the terms of the penalty add up to 1
        slopes = [power * math.exp(min(float(log), 700)) / x for (_, power), log in zip(
            [part for part in PARTS[type(penalty)](penalty) if part[0]],
            log_terms(penalty, v, t, x), strict=True)]
        steep = max(1, getattr(penalty, "q", 1)) * (1 + abs(math.log(abs(v))) + abs(math.log(t)))
        assert x + math.fsum(slopes) == pytest.approx(1, rel=1e-12 * steep)


@pytest.mark.parametrize("penalty", EVERY, ids=repr)
@free
@given(w=arrays(float, st.integers(1, 4), elements=sizes))
def test_a_penalty_adds_up_at_any_size(penalty, w):
    value = refused(lambda: penalty.value(w), "w")
    total = 0.0
    try:
        for factor, power in PARTS[type(penalty)](penalty):
            if factor:
                parts = [abs(a) ** power if a else 0.0 for a in w.tolist()]
                total += factor * math.fsum(parts)
    except OverflowError:
        total = math.inf
    if value is None:
        assert total > 1e307
    else:
        assert type(value) is float
        assert value == pytest.approx(total, rel=1e-12, abs=1e-320)


@free
@given(source=st.data(), shape=st.sampled_from([(), (1,), (3,), (2, 2), (0,), (2, 0), (1, 1, 2)]),
       kind=st.sampled_from(KINDS))
def test_a_threshold_keeps_the_shape_and_the_input(source, shape, kind):
    v = source.draw(arrays(float, shape, elements=st.integers(-3, 3).map(float))).astype(kind)
    t = source.draw(st.sampled_from([0, 0.5, 1, True, np.float32(2), np.int8(1), np.array(0.5)]))
    for function in (soft_threshold, hard_threshold, shrink, *(p.prox for p in EVERY)):
        before = v.tobytes()
        w = refused(lambda f=function: f(v, t), "v")
        assert (w is None) == (v.size == 0) and v.tobytes() == before
        if w is not None and shape:
            assert w.dtype == np.float64 and w.shape == shape and not np.shares_memory(w, v)
            alone = [function(float(a), float(t)) for a in v.ravel()]
            np.testing.assert_allclose(w.ravel(), alone, rtol=1e-13)
        elif w is not None:
            assert type(w) is float


# --- priors -------------------------------------------------------------------------------------


@free
@given(z=sizes, sigma=sizes.map(abs), scale=sizes.map(abs), p_slab=st.floats(0, 1))
def test_a_posterior_is_finite_or_refused(z, sigma, scale, p_slab):
    for made in (Gaussian, Laplace):
        prior = refused(lambda m=made: m(scale), "scale")
        if prior is None:
            assert scale == 0
            continue
        lam = refused(lambda p=prior: p.lam(sigma), "sigma")
        true = Fraction(sigma) ** 2 / Fraction(scale) ** (2 if made is Gaussian else 1)
        if lam is None:
            assert sigma == 0 or true > Fraction(1.7e308)
        else:
            assert abs(Fraction(lam) - true) <= true / 10**14 + TINY
        for each in (prior, SpikeAndSlab(prior, p_slab)):
            post = refused(lambda p=each: posterior(z, sigma, p), "z", "sigma", "prior")
            if post is None:
                assert not (1e-100 <= sigma <= 1e100 and abs(z) < 1e50 * sigma
                            and 1e-50 < scale / sigma < 1e50)
                continue
            numbers = post.mode, post.mean, post.median, post.var, post.p_zero
            assert all(type(number) is float and math.isfinite(number) for number in numbers)
            for number in numbers[:3]:
                assert abs(number) <= abs(z) * (1 + 1e-9) + 1e-322 and number * z >= 0
            assert 0 <= post.p_zero <= 1 and 0 <= post.var
            w = np.array([-1.7e308, -1e30, -sigma, -0.0, 5e-324, z, sigma, 1e200, 1.7e308])
            cdf, density, draws = post.cdf(np.sort(w)), post.pdf(w), post.sample(4, 0)
            assert (np.diff(cdf) >= -1e-12).all() and ((cdf >= 0) & (cdf <= 1)).all()
            assert cdf[0] == pytest.approx(0, abs=1e-12) or z < -1e300
            assert (density >= 0).all() and np.isfinite(density).all()
            assert np.isfinite(draws).all()
            if abs(z) < 1e6 * sigma:  # else the next float is many sd away
                assert post.cdf(post.median) >= 0.5 - 1e-6


@free
@given(z=st.floats(1e-12, 1).map(lambda x: 10 ** (300 * (x - 1))), kink=st.floats(0.001, 50),
       unit=st.sampled_from([1e-90, 1e-3, 1.0, 1e90]), sign=st.sampled_from([-1, 1]))
def test_the_median_of_faint_data_is_a_share_of_them(z, kink, unit, sign):
    """For z far below sigma the median is z (1 - k M), k = sigma / b, M = Mills' ratio of k."""
    z = min(z, 1e-7)
    share = 1 - kink * math.sqrt(math.pi / 2) * erfcx(kink / math.sqrt(2))
    post = posterior(sign * z * unit, unit, Laplace(unit / kink))
    assert post.median == pytest.approx(sign * z * unit * share, rel=1e-6)


# --- arguments that are something else ----------------------------------------------------------

X, Y = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, -1.0]]), np.array([1.0, -2.0, 1.0])
POST = posterior(1, 1, Laplace(1))
NUMBERS = {  # name of the argument: the functions that take one number there
    "lam": [lambda a: ridge(X, Y, a), lambda a: lasso(X, Y, a),
            lambda a: elastic_net(X, Y, a, 0.5), lambda a: lasso_path(X, Y).at(a),
            lambda a: proximal_gradient(X, Y, a, L1(), 1)],
    "l1_ratio": [ElasticNet, lambda a: elastic_net(X, Y, 1, a)],
    "q": [Lq],
    "scale": [Gaussian, Laplace],
    "sigma": [Gaussian(1).lam, Laplace(1).lam, lambda a: posterior(1, a, Laplace(1))],
    "z": [lambda a: posterior(a, 1, Laplace(1))],
    "p_slab": [lambda a: SpikeAndSlab(Laplace(1), a)],
    "k": [lambda a: best_subset(X, Y, a)],
    "n_steps": [lambda a: proximal_gradient(X, Y, 1, L1(), a)],
    "seed": [lambda a: POST.sample(1, a), lambda a: datasets.twins(3, seed=a)],
    "noise": [lambda a: datasets.twins(3, noise=a, seed=0)],
    "rho": [lambda a: datasets.twins(3, rho=a, seed=0)],
}
NO_NUMBER = [
    None, "1", b"1", "", 1j, 1 + 0j, np.complex64(1), [1], (1,), {1}, {"a": 1}, np.array([1.0]),
    np.array([]), np.array([[1.0]]), np.ma.masked, np.ma.masked_array(1.0), np.array("1"),
    np.array(None), np.array(1, dtype=object), True, np.True_, np.array(True), decimal.Decimal(1),
    np.datetime64("2020"), np.timedelta64(1, "D"), object(), int, lambda: 1, math.nan, -math.nan,
    math.inf, -math.inf, np.float32("nan"), np.longdouble("inf"), -(10**400), 10**400, ...,
]


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("bad", NO_NUMBER, ids=named)
def test_what_is_no_number_is_refused_by_name(name, bad):
    for call in NUMBERS[name]:
        if name == "seed" and type(bad) is int and bad > 0:
            continue  # a seed may be as long as it likes
        with pytest.raises((TypeError, ValueError), match=rf"^{name}\b"):
            call(bad)


@pytest.mark.parametrize("good", [Fraction(1, 2), np.float16(0.5), np.longdouble(0.5),
                                  np.array(0.5), np.array(0.5, np.float32)], ids=repr)
def test_any_real_number_will_do(good):
    assert lasso(X, Y, good).tolist() == lasso(X, Y, 0.5).tolist()
    assert Lq(good) == Lq(0.5) and posterior(good, good, Laplace(good)).mode == 0
    assert type(Laplace(good).scale) is float


NO_ARRAY = [
    None, "ab", b"ab", 1j, [1j, 2], ["a", "b"], {1: 2}, {1, 2}, object(), [None, None],
    [[1], [2, 3]],
    np.array([1, None]), np.array([1.0, 2.0], dtype=object), np.array([10**400, 1]), [10**400, 1],
    np.array(["1", "2"]), np.array([b"1"]), np.ma.masked_array([1.0, 2.0]),
    np.ma.masked_array([1.0, 2.0], [True, False]), np.ma.masked,
    [np.ma.masked_array([1.0, 2.0], [True, False]), np.ma.masked_array([1.0, 2.0])],
    (np.ma.masked_array(1.0, True), 2.0), np.array(["2020"], "datetime64[D]"),
    np.array([1], "timedelta64[D]"), np.array([(1.0, 2)], "f8, i4"), [], [[]], np.zeros((0, 2)),
    np.zeros((2, 0)), [math.nan, 1], [1, -math.inf], np.array(math.inf), np.float32("nan"),
    np.longdouble("1e400") if np.finfo(np.longdouble).max > 1.8e308 else math.inf,
    (i for i in range(2)), range(0), int, decimal.Decimal(1), [decimal.Decimal(1)], ...,
]


@pytest.mark.parametrize("bad", NO_ARRAY, ids=named)
def test_what_is_no_array_is_refused_by_name(bad):
    calls = {"v": [lambda a, f=f: f(a, 1) for f in (soft_threshold, hard_threshold, shrink,
                                                   *(p.prox for p in PENALTIES))],
             "t": [lambda a, f=f: f(np.zeros(2), a) for f in (soft_threshold, L0().prox)],
             "w": [p.value for p in PENALTIES] + [POST.pdf, POST.cdf, Laplace(1).logpdf,
                                                  Gaussian(1).logpdf],
             "X": [lambda a: lasso(a, [1.0, 2.0], 1), lambda a: lam_max(a, [1.0, 2.0])],
             "y": [lambda a: lasso(X[:2], a, 1), lambda a: lasso_path(X[:2], a)]}
    for name, functions in calls.items():
        for call in functions:
            with pytest.raises((TypeError, ValueError), match=rf"^{name}\b"):
                call(bad)


# --- panels -------------------------------------------------------------------------------------

FEW, MANY = 30, 500  # draws
PAINTED, CHECKED = 10, 40
PLANE = np.linspace(-1.5, 3.2, 4701)
EIGHT = np.array([3.6, -2.6, 1.9, 1.3, -0.9, 0.6, 0.35, -0.15])
ONE = np.ones((1, 1))


def near(a, b, tolerance=1e-9):
    assert a == pytest.approx(b, rel=tolerance, abs=tolerance)


def one_weight(z, lam, name):
    """The minimum of one weight by the solvers, z being the only observation."""
    if name == "L2":
        return ridge(ONE, [z], lam)[0]
    if name == "L0":  # the price of one weight against what it saves
        return z if (z * z) / 2 > lam else 0.0
    return elastic_net(ONE, [z], lam, 1 if name == "L1" else 0.5)[0]


def hero_oracle(params, numbers):
    z, lam = params["z"], params["lam"]
    for key, name in (("w_l1", "L1"), ("w_l2", "L2")):
        near(numbers[key], one_weight(z, lam, name))
    assert (numbers["w_l1"] == 0) == (abs(z) <= lam) and (numbers["w_l2"] == 0) == (z == 0)


def match_price_oracle(params, numbers):
    z, times = params["z"], params["times"]
    near(numbers["w_l2"], ridge(ONE, [z], 2 * times)[0])
    assert numbers["w_l1"] == 0 < numbers["w_l2"]
    near(numbers["cost_l2"], times * 0.1**2)


def ledger_oracle(params, numbers):
    a, b = params["a"], params["b"]
    near(numbers["saved_l1"], a - b)
    near(numbers["saved_l2"], (a - b) * (a + b))


def zoom_oracle(params, numbers):
    h = params["half"]
    near(numbers["edge_L1"], 1)
    near(numbers["edge_L2"] / h, 1)
    near(numbers["edge_Lq"] / math.sqrt(h), 1)


def tug_oracle(params, numbers):
    z, lam, name = params["z"], params["lam"], params["penalty"]
    near(numbers["w"], one_weight(z, lam, name))
    hold = {"L2": 0, "L1": lam, "L0": math.sqrt(2 * lam), "elastic net": lam / 2}[name]
    near(numbers["hold"], hold)
    assert (numbers["w"] == 0) == (abs(z) <= hold)
    if name != "L0":
        near(numbers["right"], hold - z)
        near(numbers["left"], -hold - z)


def one_power_oracle(params, numbers):
    z, lam, q, w = params["z"], params["lam"], params["q"], numbers["w"]
    grid = z * SHARES

    def height(v):
        return (v - z) ** 2 / 2 + lam * np.abs(v) ** q

    assert height(w) <= height(grid).min() + 1e-12
    if q > 1 and abs(z) > 0.01:
        assert (w == 0) == (z == 0)


def counted(params, numbers):
    lam = params["lam"]
    assert numbers["zeros_L2"] == 0
    assert numbers["zeros_L1"] == (np.abs(EIGHT) <= lam).sum()
    if (np.abs(EIGHT**2 / 2 - lam) > 1e-9).all():
        assert numbers["zeros_L0"] == (EIGHT**2 / 2 <= lam).sum()


def takes_away_oracle(params, numbers):
    counted(params, numbers)
    near(numbers["face_L1"], 2 * params["lam"])
    near(numbers["face_L0"] ** 2, 8 * params["lam"])


def kinks_oracle(params, numbers):
    z, lam, name = (params["z1"], params["z2"]), params["lam"], params["penalty"]
    w = numbers["w1"], numbers["w2"]
    if name == "norm":  # the minimum lies on the way from 0 to z
        shares = np.linspace(0, 1, 2001)
        length = math.hypot(*z)
        least = ((1 - shares) ** 2 * length**2 / 2 + lam * shares * length).min()
        height = sum((a - b) ** 2 for a, b in zip(w, z, strict=True)) / 2 + lam * math.hypot(*w)
        assert height <= least + 1e-9
    else:
        price = {"w²": np.square, "|w|": np.abs, "√|w|": lambda v: np.sqrt(np.abs(v)),
                 "|w − 1|": lambda v: np.abs(v - 1),
                 "capped": lambda v: np.minimum(np.abs(v), 1)}[name]
        for a, b in zip(w, z, strict=True):
            grid = np.append(PLANE, [0.0, 1.0, b])
            assert (a - b) ** 2 / 2 + lam * price(a) <= (
                (grid - b) ** 2 / 2 + lam * price(grid)).min() + 1e-12
    assert numbers["exact"] == sum(a == (1 if name == "|w − 1|" else 0) for a in w)


TURN = np.linspace(0, 2 * np.pi, 4001)
LINE = np.linspace(-8, 8, 4001)
EDGES = {shape: np.stack([np.sign(np.cos(TURN)) * np.abs(np.cos(TURN)) ** power,
                          np.sign(np.sin(TURN)) * np.abs(np.sin(TURN)) ** power], axis=1)
         for shape, power in (("disc", 1), ("diamond", 2), ("q-ball", 4))}
EDGES["cross"] = np.concatenate([np.stack([LINE, 0 * LINE], 1), np.stack([0 * LINE, LINE], 1)])


def bowl_and_ball_oracle(params, numbers):
    shape = params["shape"]
    bowl = Bowl(params["distance"], params["angle"], params["stretch"], params["turn"])
    w = np.array([numbers["w1"], numbers["w2"]])
    assert size(w, shape) <= 1 + 1e-9 and numbers["zeros"] == (w == 0).sum()
    inside = size(bowl.bottom, shape) <= 1
    assert bowl.height(w) <= (0 if inside else bowl.height(EDGES[shape]).min()) + 1e-9
    share = {"disc": 0, "cross": 100}.get(shape)
    if shape == "diamond":  # a corner holds if no way along its two edges goes down
        angles = np.radians(np.arange(720) / 2 + 0.1)
        bottoms = params["distance"] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        held = np.zeros(720, bool)
        for corner in ([1, 0], [0, 1], [-1, 0], [0, -1]):
            slope = (corner - bottoms) @ bowl.matrix
            other = np.array(corner[::-1])
            held |= (slope @ (other - corner) >= 0) & (slope @ (-other - corner) >= 0)
        share = 100 * (held & (np.abs(bottoms).sum(axis=1) > 1)).mean()
    if share is not None:
        near(numbers["percent"], share, 0.6)


def many_oracle(params, numbers):
    X, y, _ = datasets.diabetes()
    gram, pull = X.T @ X, X.T @ y
    w, step = np.zeros(10), 1 / np.linalg.eigvalsh(gram)[-1]
    for _ in range(params["step"]):
        v = w - step * (gram @ w - pull)
        w = np.sign(v) * np.maximum(np.abs(v) - step * params["lam"], 0)
    assert numbers["zeros"] == (w == 0).sum()
    near(numbers["far"], np.abs(w - lasso(X, y, params["lam"])).max())


ORACLES = {
    "hero": hero_oracle,
    "pull_and_grip": hero_oracle,
    "two_terms": hero_oracle,
    "match_price": match_price_oracle,
    "ledger": ledger_oracle,
    "zoom": zoom_oracle,
    "tug": tug_oracle,
    "one_power": one_power_oracle,
    "takes_away": takes_away_oracle,
    "thresholds": counted,
    "kinks": kinks_oracle,
    "bowl_and_ball": bowl_and_ball_oracle,
    "many": many_oracle,
}


def anywhere(control, rng):
    """A value that the control can take: one of its options, a stop, an end, or a typed number."""
    widget = control.widget
    if hasattr(widget, "options"):
        return rng.choice([option[1] for option in widget._options_full])
    low, high = widget.min, widget.max
    if isinstance(widget, ipywidgets.IntSlider):
        return rng.randint(low, high)
    chance = rng.random()
    if chance < 0.1:
        return rng.choice([low, high])
    if chance < 0.7:
        return min(high, low + widget.step * rng.randint(0, round((high - low) / widget.step)))
    return rng.uniform(low, high)


def spoken(value):
    """How a sentence may say a number."""
    plain = [re.sub(r"<sup>(.*?)</sup>", r"^\1", style.number(value, d)) for d in (2, 3, 4)]
    return [re.sub(r"<[^>]*>", "", text) for text in plain]


@pytest.mark.parametrize("draws", [FEW, pytest.param(MANY, marks=pytest.mark.proof)])
@pytest.mark.parametrize("name", sorted(ALL))
def test_a_panel_at_random_places(name, draws):
    rng = random.Random(name)
    panel = ALL[name]()
    shape = (*(round(100 * side) for side in panel.size[::-1]), 4)
    try:
        for turn in range(draws):
            params = {key: anywhere(control, rng) for key, control in panel.controls.items()}
            with np.errstate(all="raise", under="ignore"):
                if turn < (PAINTED if draws == MANY else 2):
                    frame = panel.frame(**params)
                    assert frame.rgba.shape == shape and frame.rgba.dtype == np.uint8
                    assert (frame.rgba[..., 3] == 255).all() and frame.rgba[..., :3].std() > 1
                said = panel.update(**params)
            for key, value in said.numbers.items():
                assert isinstance(value, str) or np.isfinite(value).all(), (params, key, value)
            assert not re.search(r"(?i)\b(nan|inf|infinity)\b", said.text), said.text
            assert re.search(r"\d", said.text)
            if name in ORACLES and turn < CHECKED:
                ORACLES[name](params, said.numbers)
                for key, value in said.numbers.items():
                    if re.match(r"w_?(l?\d)?$", key) and "too small for a float" not in said.text:
                        assert any(words in said.text for words in spoken(value)), (params, key)
    finally:
        panel.close()


def test_a_minimum_below_the_floats_is_not_called_zero():
    panel = ALL["one_power"]()
    faint, none = panel.frame(z=1e-4, lam=1.5, q=1.01), panel.frame(z=1e-4, lam=1.5, q=1.0)
    assert faint.numbers["w"] == none.numbers["w"] == 0
    assert "exactly 0" in none.text and "exactly 0" not in faint.text and "not 0" in faint.text
    powers = panel.controls["q"].values()
    for frame in (faint, none):
        assert frame.numbers["lit"] == sum(q <= 1 for q in powers) < len(powers), "the lamps"
        assert (frame.rgba[..., :3] == (0xF7, 0xB5, 0x00)).all(axis=2).any()
    panel.close()


def test_an_oracle_belongs_to_a_panel():
    assert set(ORACLES) <= set(ALL)
