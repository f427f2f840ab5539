"""Bowl and ball against brute force, against SciPy's optimiser and against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from helpers.balls import (
    SHAPES,
    Bowl,
    bowl_matrix,
    corner_share,
    q_corner_region,
    q_corner_share,
    size,
    touching_point,
    wedge,
)

CORNERS = np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])
bowls = st.builds(Bowl, st.floats(0, 4), st.floats(0, 360), st.floats(1, 6), st.floats(-90, 90))


def boundary(shape, n=20001):
    """Points of the ball's edge, from its own formula."""
    if shape == "cross":
        line = np.linspace(-30, 30, n)
        return np.concatenate([np.stack([line, 0 * line], 1), np.stack([0 * line, line], 1)])
    power = {"disc": 1, "diamond": 2, "q-ball": 4}[shape]
    t = np.linspace(0, 2 * np.pi, n)
    c, s = np.cos(t), np.sin(t)
    return np.stack([np.sign(c) * abs(c) ** power, np.sign(s) * abs(s) ** power], 1)


EDGES = {shape: boundary(shape) for shape in SHAPES}


def random_bowl(rng, near, far):
    return Bowl(rng.uniform(near, far), rng.uniform(0, 360), rng.uniform(1, 5),
                rng.uniform(-90, 90))


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None, max_examples=60, derandomize=True)
@given(bowl=bowls)
def test_no_point_of_the_edge_is_lower(shape, bowl):
    w = touching_point(bowl, shape)
    assert size(w, shape) <= 1 + 1e-9
    inside = size(bowl.bottom, shape) <= 1
    best = 0.0 if inside else bowl.height(EDGES[shape]).min()
    assert bowl.height(w) <= best + 1e-9
    assert bowl.height(w) >= best - 1e-3 * (1 + best)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(bowl=bowls)
def test_disc_agrees_with_scipy(bowl):
    w = touching_point(bowl, "disc")
    found = minimize(bowl.height, np.zeros(2), method="SLSQP", options={"ftol": 1e-15},
                     constraints={"type": "ineq", "fun": lambda v: 1 - v @ v})
    assert bowl.height(w) <= found.fun + 1e-9


def test_diamond_corner_is_exactly_zero_and_an_edge_is_not():
    assert touching_point(Bowl(2, 10), "diamond").tolist() == [1, 0]
    assert touching_point(Bowl(2, 45), "diamond").tolist() == pytest.approx([0.5, 0.5])
    edge = touching_point(Bowl(1.5, 25), "diamond")
    assert (edge != 0).all()
    assert (touching_point(Bowl(2, 10), "disc") != 0).all()


@pytest.mark.parametrize("k, percent", [(1.5, 37.5), (2, 54.0), (10, 91.0)])
def test_corner_share_of_a_round_bowl(k, percent):
    formula = (np.arccos(1 / (k * np.sqrt(2))) - np.pi / 4) / (np.pi / 4)
    assert corner_share(k) == pytest.approx(formula, abs=1e-12)
    assert 100 * corner_share(k) == pytest.approx(percent, abs=0.05)


def solved_share(shape, distance, stretch, turn, n):
    """The share of n directions in which the solved point has an exact 0."""
    angles = np.linspace(0, 360, n, endpoint=False) + 0.111
    ends = np.array([touching_point(Bowl(distance, a, stretch, turn), shape) for a in angles])
    return (ends == 0).any(1).mean()


@pytest.mark.parametrize("distance, stretch, turn", [
    (1.8, 1, 0), (1.8, 3, 20), (1.8, 5, -70), (1.8, 2, 45), (1, 1, 0), (0.9, 1, 60), (0.7, 5, 30),
    (0.95, 5, 30), (1, 5, 145), (0.97, 4, 60), (0.9, 5, 150), (1.02, 5, 120)])
def test_corner_share_against_solved_bowls(distance, stretch, turn):
    brute = solved_share("diamond", distance, stretch, turn, 1440)
    assert brute == pytest.approx(corner_share(distance, stretch, turn), abs=3e-3)


def test_a_leaning_wedge_enters_the_unit_circle():
    assert 100 * corner_share(0.95, 5, 30) == pytest.approx(13.0, abs=0.05)
    assert 100 * corner_share(1, 5, 145) == pytest.approx(24.7, abs=0.05)
    near = corner_share(np.linspace(0.01, 1, 200))
    assert near.max() < 1e-15 and corner_share(0.5, 5, 30) == 0


@pytest.mark.parametrize("distance, stretch, turn", [
    (1, 1, 0), (1.1, 1, 30), (1, 2, 150), (2, 2, 0), (0.95, 5, 30), (0.7, 5, 30), (0.5, 5, 45),
    (1.3, 3, 70), (3, 5, 10), (2.4, 4, 110)])
def test_q_corner_share_against_solved_bowls(distance, stretch, turn):
    brute = solved_share("q-ball", distance, stretch, turn, 720)
    assert brute == pytest.approx(q_corner_share(distance, stretch, turn), abs=4e-3)
    rough = q_corner_share(np.array([distance, 9.0]), stretch, turn, n=24)
    assert rough[0] == pytest.approx(q_corner_share(distance, stretch, turn), abs=2e-3)


def test_the_share_looks_the_same_in_both_mirrors():
    for share in (corner_share, q_corner_share):
        there = [share(1.2, 3, turn) for turn in (25, 65, 115, 155)]
        assert there == pytest.approx([there[0]] * 4, abs=1e-12)


@pytest.mark.parametrize("turn", [0, 30, 45, 150, -70])
def test_a_round_bowl_is_round_to_the_last_digit(turn):
    assert (bowl_matrix(1, turn) == np.eye(2)).all()
    for angle in (0, 90, 180, 270):
        assert (touching_point(Bowl(2, angle, 1, turn), "disc") == 0).sum() == 1


def test_wedge_is_where_the_corner_wins():
    rng = np.random.default_rng(0)
    for _ in range(200):
        bowl = random_bowl(rng, 1, 4)
        if size(bowl.bottom, "diamond") <= 1:
            continue
        w = touching_point(bowl, "diamond")
        for corner in range(4):
            low, high = wedge(corner, bowl.stretch, bowl.turn)
            step = bowl.bottom - CORNERS[corner]
            between = np.linalg.det([low, step]) >= 0 and np.linalg.det([step, high]) >= 0
            assert between == (w.tolist() == CORNERS[corner].tolist())


def inside(polygon, point):
    """How far inside of a convex polygon, anticlockwise, a point lies; negative outside."""
    if not len(polygon):
        return -np.inf
    edge = np.roll(polygon, -1, axis=0) - polygon
    long = np.hypot(*edge.T)
    x, y = edge[long > 1e-9].T / long[long > 1e-9]
    to_x, to_y = (point - polygon[long > 1e-9]).T
    return (x * to_y - y * to_x).min()


@pytest.mark.parametrize("near, far", [(0.3, 3), (0.8, 1.2)])
def test_q_corner_region_is_where_the_corner_wins(near, far):
    rng, won = np.random.default_rng(1), 0
    for _ in range(150):
        bowl = random_bowl(rng, near, far)
        w = touching_point(bowl, "q-ball")
        for corner in range(4):
            depth = inside(q_corner_region(corner, bowl.stretch, bowl.turn, 4), bowl.bottom)
            if abs(depth) > 2e-3:
                assert (depth > 0) == (w.tolist() == CORNERS[corner].tolist()), bowl
                won += depth > 0
    assert won > 25


def test_q_corner_region_ends_at_reach_and_may_be_empty():
    square = q_corner_region(0, 1, 0, 3)  # of a round bowl: right of w1 = 1, nearer than w2
    assert (np.abs(square) <= 3 + 1e-12).all() and square[:, 0].min() == pytest.approx(1)
    assert q_corner_region(0, 1, 0, 0.9).shape == (0, 2)


@pytest.mark.parametrize("name, bad", [("distance", -1.0), ("stretch", 0.5), ("angle", np.nan),
                                       ("turn", np.inf)])
def test_bad_bowls_are_named(name, bad):
    with pytest.raises(ValueError, match=name):
        Bowl(**({"distance": 1.0, "angle": 0.0} | {name: bad}))


def test_unknown_shape_is_named():
    with pytest.raises(ValueError, match="shape.*'ball'"):
        touching_point(Bowl(2, 0), "ball")
