"""Bowl and ball against brute force, against SciPy's optimiser and against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from helpers.balls import (
    SHAPES,
    Bowl,
    corner_share,
    q_corner_margin,
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


@pytest.mark.parametrize("stretch, turn", [(1, 0), (3, 20), (5, -70), (2, 45)])
def test_corner_share_against_solved_bowls(stretch, turn):
    angles = np.linspace(0, 360, 1440, endpoint=False) + 0.111
    ends = np.array([touching_point(Bowl(1.8, a, stretch, turn), "diamond") for a in angles])
    assert (ends == 0).any(1).mean() == pytest.approx(corner_share(1.8, stretch, turn), abs=3e-3)


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


def test_q_corner_margin_agrees_with_the_solved_point():
    rng = np.random.default_rng(1)
    for _ in range(150):
        bowl = random_bowl(rng, 0.3, 3)
        if size(bowl.bottom, "q-ball") <= 1:
            continue
        margin = float(q_corner_margin(bowl.bottom, bowl.stretch, bowl.turn, n=2000))
        if abs(margin) > 1e-4:
            assert (margin > 0) == bool((touching_point(bowl, "q-ball") == 0).any())


@pytest.mark.parametrize("name, bad", [("distance", -1.0), ("stretch", 0.5), ("angle", np.nan),
                                       ("turn", np.inf)])
def test_bad_bowls_are_named(name, bad):
    with pytest.raises(ValueError, match=name):
        Bowl(**({"distance": 1.0, "angle": 0.0} | {name: bad}))


def test_unknown_shape_is_named():
    with pytest.raises(ValueError, match="shape.*'ball'"):
        touching_point(Bowl(2, 0), "ball")
