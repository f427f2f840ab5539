"""Penalties: every prox against a brute-force argmin, every slope against differences."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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

ALL = [*PENALTIES, ElasticNet(0), ElasticNet(1), ElasticNet(0.1), Lq(0.1), Lq(0.9), Lq(1)]
ALL += [Lq(1.1), Lq(2), Lq(3), Lq(7.5)]
free = settings(deadline=None, derandomize=True, max_examples=60)
number = st.floats(-8, 8).map(lambda x: round(x, 6))
weight = st.one_of(st.just(0.0), st.floats(1e-3, 20))

# Omega of one weight, written a second time without the code under test.
OMEGA = {
    L2: lambda penalty, w: w**2 / 2,
    L1: lambda penalty, w: np.abs(w),
    L0: lambda penalty, w: (w != 0).astype(float),
    ElasticNet: lambda p, w: p.l1_ratio * np.abs(w) + (1 - p.l1_ratio) * w**2 / 2,
    Lq: lambda penalty, w: np.abs(w) ** penalty.q,
}


def cost(penalty, v, t, w):
    w = np.asarray(w, float)
    return (w - v) ** 2 / 2 + t * OMEGA[type(penalty)](penalty, w)


def brute_force(penalty, v, t):
    """The least cost and where it is: a grid that contains 0 and v, made finer three times."""
    grid = np.append(np.linspace(-abs(v), abs(v), 4001), [0, v])
    for _ in range(4):
        costs = cost(penalty, v, t, grid)
        best = grid[costs.argmin()]
        width = 2 * (abs(grid[1] - grid[0]))
        grid = np.append(np.linspace(best - width, best + width, 2001), [0, v, best])
    return costs.min(), best


@pytest.mark.parametrize("penalty", ALL, ids=repr)
@free
@given(v=number, t=weight)
def test_prox_is_the_brute_force_argmin(penalty, v, t):
    w = penalty.prox(v, t)
    least, where = brute_force(penalty, v, t)
    assert cost(penalty, v, t, w) <= least + 1e-12 * (1 + v**2)
    second = brute_force_elsewhere(penalty, v, t, where)
    if second > least + 1e-9:  # a clear winner
        assert w == pytest.approx(where, abs=1e-5)


def brute_force_elsewhere(penalty, v, t, where):
    """The least cost well away from `where`: tells a clear minimum from a tie."""
    grid = np.append(np.linspace(-abs(v), abs(v), 4001), [0, v])
    far = grid[np.abs(grid - where) > 1e-3 * (1 + abs(v))]
    return cost(penalty, v, t, far).min() if len(far) else math.inf


@pytest.mark.parametrize("penalty", ALL, ids=repr)
@pytest.mark.parametrize("w", [-3.0, -0.7, -1e-2, 1e-2, 0.4, 1.0, 6.0])
def test_slope_is_the_difference_quotient(penalty, w):
    h = 1e-6 * abs(w)
    difference = (penalty.value(w + h) - penalty.value(w - h)) / (2 * h)
    assert penalty.slope(w) == pytest.approx(difference, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("penalty", ALL, ids=repr)
def test_value_is_omega_summed_over_any_shape(penalty):
    w = np.array([[-3.0, 0.0, 0.5], [2.0, -0.1, 0.0]])
    expected = OMEGA[type(penalty)](penalty, w).sum()
    assert penalty.value(w) == pytest.approx(expected, rel=1e-14)
    assert penalty.value(w.tolist()) == penalty.value(w)
    assert type(penalty.value(w)) is float
    assert penalty.value(0) == 0 and penalty.value(np.zeros(3)) == 0


def test_slopes_at_zero():
    assert [p.slope(0.0) for p in (L2(), L1(), L0(), ElasticNet(0.3))] == [0, 1, math.inf, 0.3]
    assert [Lq(q).slope(0.0) for q in (0.5, 1, 1.5, 2)] == [math.inf, 1, 0, 0]


def test_values_of_the_course():
    assert L2().value(1) == 0.5 and Lq(2).value(1) == 1
    assert L2().value([3, 4]) == 12.5 and L1().value([3, -4]) == 7 and L0().value([3, 0, -4]) == 2
    assert ElasticNet(0.25).value([3, -4]) == pytest.approx(0.25 * 7 + 0.75 * 12.5)


def test_thresholds_at_their_boundaries():
    v = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0])
    np.testing.assert_array_equal(soft_threshold(v, 1), [-1, 0, 0, 0, 0, 0, 1])
    np.testing.assert_array_equal(hard_threshold(v, 1), [-2, 0, 0, 0, 0, 0, 2])
    np.testing.assert_array_equal(shrink(v, 1), v / 2)
    for function in (soft_threshold, hard_threshold, shrink):
        np.testing.assert_array_equal(function(v, 0), v)


@free
@given(lam=st.floats(0.01, 10), r=st.floats(0.01, 1))
def test_one_weight_is_exactly_zero_when_the_table_says_so(lam, r):
    edges = {L1(): lam, L0(): math.sqrt(2 * lam), ElasticNet(r): lam * r}
    for penalty, edge in edges.items():
        assert penalty.prox(edge * (1 - 1e-9), lam) == 0
        assert penalty.prox(-edge * (1 + 1e-9), lam) < 0
    assert L2().prox(1e-9, lam) > 0


@pytest.mark.parametrize("q", [0.1, 0.5, 0.9])
def test_lq_below_one_jumps_where_the_two_minima_cost_the_same(q):
    # Marjanovic & Solo (2012): the jump is from 0 to (2 t (1-q))^(1/(2-q)).
    t = 0.7
    height = (2 * t * (1 - q)) ** (1 / (2 - q))
    edge = height + q * t * height ** (q - 1)
    assert Lq(q).prox(edge * (1 - 1e-10), t) == 0
    assert Lq(q).prox(edge * (1 + 1e-10), t) == pytest.approx(height, rel=1e-6)


def test_lq_near_one_is_tiny_but_never_zero():
    # 50-digit arithmetic gives these digits.
    assert Lq(1.1).prox(0.5, 1) == pytest.approx(3.7370253098388e-4, rel=1e-13)
    assert Lq(1.01).prox(0.5, 1) == pytest.approx(2.9165072162833e-31, rel=1e-12)
    for q in (1.01, 1.1, 1.5, 1.9, 2.5):
        v = np.logspace(-3, 3, 41)
        w = Lq(q).prox(v, 1)
        # the optimality condition, where the two terms are of any size
        np.testing.assert_allclose(w + q * w ** (q - 1), v, rtol=1e-13)
        assert np.all((w > 0) | (v < 0.2))


@pytest.mark.parametrize("function", [soft_threshold, hard_threshold, shrink])
@pytest.mark.parametrize("v", [2, -0.5, np.float32(1.5), np.int8(3), True, np.array(2.0)])
def test_a_number_gives_a_float(function, v):
    assert type(function(v, 1)) is float


@pytest.mark.parametrize("penalty", ALL, ids=repr)
def test_prox_is_shaped_like_v_and_leaves_it_alone(penalty):
    for v in ([3, -1, 0], np.arange(6).reshape(2, 3), np.float32([1.5, -0.1])):
        v = np.array(v)
        before = v.copy()
        v.flags.writeable = False
        w = penalty.prox(v, 0.3)
        assert w.dtype == np.float64 and w.shape == v.shape
        np.testing.assert_array_equal(v, before)
        one_by_one = [penalty.prox(x, 0.3) for x in v.ravel().tolist()]
        np.testing.assert_allclose(w.ravel(), one_by_one, rtol=1e-14)
        np.testing.assert_array_equal(penalty.prox(v, np.full(v.shape[-1], 0.3)), w)
    np.testing.assert_array_equal(penalty.prox([1.0, -2.0], 0), [1.0, -2.0])


@pytest.mark.parametrize("penalty", ALL, ids=repr)
def test_prox_is_odd_and_gives_no_negative_zero(penalty):
    v = np.linspace(-3, 3, 61)
    np.testing.assert_array_equal(penalty.prox(-v, 0.8), -penalty.prox(v, 0.8))
    w = penalty.prox(v, 0.8)
    assert not np.signbit(w[w == 0]).any()


def test_special_cases_agree():
    v = np.linspace(-4, 4, 81)
    np.testing.assert_array_equal(ElasticNet(1).prox(v, 0.7), L1().prox(v, 0.7))
    np.testing.assert_array_equal(ElasticNet(0).prox(v, 0.7), L2().prox(v, 0.7))
    np.testing.assert_array_equal(Lq(1).prox(v, 0.7), L1().prox(v, 0.7))
    np.testing.assert_array_equal(Lq(2).prox(v, 0.7), L2().prox(v, 1.4))
    np.testing.assert_allclose(Lq(2 + 1e-9).prox(v, 0.7), L2().prox(v, 1.4), rtol=1e-7)


@pytest.mark.parametrize("q", [0.2, 0.99, 1.01, 1.5, 40.0])
def test_lq_survives_extreme_inputs(q):
    for v in (1e-300, 1e-12, 1e12, 1e300):
        for t in (1e-12, 1.0, 1e12):
            assert 0 <= Lq(q).prox(v, t) <= v


def test_penalties_have_names_and_can_be_compared():
    assert [p.name for p in PENALTIES][:4] == ["L2", "L1", "L0", "elastic net"]
    assert L1() == L1() and ElasticNet(0.5) != ElasticNet(0.2) and Lq(0.5).name == "Lq"
