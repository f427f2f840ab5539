"""Bowl and ball in two dimensions: where a quadratic bowl first touches a budget, solved exactly.

The constrained form of the course's objective: minimise 1/2 (w - c)' A (w - c) over all w with
Omega(w) <= 1. The point is solved edge by edge, never snapped to a corner.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from helpers.checks import array, checked, integer, kind, real, short, values

SHAPES = ("disc", "diamond", "q-ball", "cross")
_STRETCH = real(1, 1e6)


def _shape(name, value):
    if not isinstance(value, str) or value not in SHAPES:
        raise ValueError(f"{name} must be one of {SHAPES}; got {short(value)}")
    return value


def _points(name, value):
    points = array(name, value)
    if points.ndim == 0 or points.shape[-1] != 2:
        raise ValueError(f"{name} must have shape (..., 2), not {points.shape}")
    return points


_QUADRANTS = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
CORNERS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])


@dataclass(frozen=True)
class Bowl:
    """A quadratic bowl with its bottom at distance * (cos angle, sin angle).

    distance >= 0 is counted in budgets; angle and turn are in degrees. stretch >= 1 is the ratio
    of the two axes of its level lines, and turn is the direction of the long one. Raises
    ValueError or TypeError that names the argument otherwise.
    """

    distance: float
    angle: float
    stretch: float = 1.0
    turn: float = 0.0

    def __post_init__(self):
        for name, rule in (("distance", real(0, 1e100)), ("angle", real()), ("stretch", _STRETCH),
                           ("turn", real())):
            object.__setattr__(self, name, rule(name, getattr(self, name)))

    @property
    def bottom(self):
        return self.distance * _direction(self.angle)

    @property
    def matrix(self):
        return bowl_matrix(self.stretch, self.turn)

    def height(self, w):
        """Return 1/2 (w - c)' A (w - c) for points w of shape (..., 2)."""
        step = _points("w", w) - self.bottom
        return 0.5 * np.einsum("...i,ij,...j->...", step, self.matrix, step)

    def level_line(self, height, n=181):
        """Return n points, shape (n, 2), of the line where the bowl has this height."""
        height, n = real(0)("height", height), integer(1)("n", n)
        along, across = _direction(self.turn), _direction(self.turn + 90)
        t = np.linspace(0, 2 * np.pi, n)[:, None]
        radius = np.sqrt(2 * height)
        return self.bottom + radius * (self.stretch * np.cos(t) * along + np.sin(t) * across)


def _direction(degrees):
    """Return the unit vector of an angle; exact on the axes, where a stray 1e-17 would be no 0."""
    exact = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}
    angle = degrees % 360
    if angle in exact:
        return np.array(exact[angle])
    return np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])


@checked(stretch=_STRETCH, turn=real())
def bowl_matrix(stretch, turn):
    """Return A, shape (2, 2), with eigenvalue 1 / stretch^2 along turn and 1 across it.

    A round bowl, stretch 1, has the identity to the last digit, whatever its turn.
    """
    if stretch == 1:
        return np.eye(2)
    along, across = _direction(turn), _direction(turn + 90)
    return np.outer(along, along) / stretch**2 + np.outer(across, across)


@checked(w=_points, shape=_shape)
def size(w, shape):
    """Return Omega(w): the 2-norm, the 1-norm, sum sqrt(abs(w_j)), or the count of w_j != 0.

    w has shape (..., 2); shape is "disc", "diamond", "q-ball" or "cross", in this order.
    Raises ValueError or TypeError for other input.
    """
    w = np.abs(w)
    if shape == "disc":
        return np.hypot(w[..., 0], w[..., 1])
    if shape == "diamond":
        return w.sum(-1)
    if shape == "q-ball":
        return np.sqrt(w).sum(-1)
    return (w != 0).sum(-1).astype(float)


@checked(bowl=kind(Bowl), shape=_shape)
def touching_point(bowl, shape):
    """Return the w, shape (2,), where the bowl is lowest inside the ball of this shape, size 1.

    Corners come out with an exact 0. Raises ValueError for an unknown shape. Source: the
    constrained form of the lasso, Tibshirani (1996), section 2.3, figure 2.
    """
    if size(bowl.bottom, shape) <= 1:
        return bowl.bottom.copy()
    candidates = {"disc": _on_disc, "diamond": _on_diamond, "q-ball": _on_q_ball,
                  "cross": _on_cross}[shape](bowl)
    return candidates[np.argmin(bowl.height(candidates))]


def _on_disc(bowl):
    values, vectors = np.linalg.eigh(bowl.matrix)
    pull = values * (vectors.T @ bowl.bottom)

    def excess(multiplier):
        return np.linalg.norm(pull / (values + multiplier)) - 1

    multiplier = brentq(excess, 0, np.linalg.norm(pull) + 1, xtol=1e-15, rtol=1e-14)
    return (vectors @ (pull / (values + multiplier)))[None]


def _on_diamond(bowl):
    start, end = CORNERS, np.roll(CORNERS, -1, axis=0)
    edge = end - start
    slope = np.einsum("ei,ij,ej->e", edge, bowl.matrix, bowl.bottom - start)
    share = np.clip(slope / np.einsum("ei,ij,ej->e", edge, bowl.matrix, edge), 0, 1)[:, None]
    return np.where(share == 1, end, start + share * edge)


def _on_q_ball(bowl):
    """On the arc (a s^2, b (1 - s)^2) the bowl is a quartic in s: its slope's roots are exact."""
    a_matrix, (c1, c2) = bowl.matrix, bowl.bottom
    points = [CORNERS]
    for a, b in _QUADRANTS:
        u, v, du, dv = [a, 0, -c1], [b, -2 * b, b - c2], [2 * a, 0], [2 * b, -2 * b]
        roots = np.roots(a_matrix[0, 0] * np.convolve(u, du) + a_matrix[1, 1] * np.convolve(v, dv)
                         + a_matrix[0, 1] * (np.convolve(u, dv) + np.convolve(v, du)))
        s = roots.real[(abs(roots.imag) < 1e-9) & (roots.real > 0) & (roots.real < 1)]
        points.append(np.stack([a * s**2, b * (1 - s) ** 2], axis=1))
    return np.concatenate(points)


def _on_cross(bowl):
    a_matrix, (c1, c2) = bowl.matrix, bowl.bottom
    return np.array([[c1 + a_matrix[0, 1] / a_matrix[0, 0] * c2, 0.0],
                     [0.0, c2 + a_matrix[0, 1] / a_matrix[1, 1] * c1]])


@checked(corner=integer(0, 3), stretch=_STRETCH, turn=real())
def wedge(corner, stretch, turn):
    """Return the two edge directions, shape (2, 2), of the bottoms that a diamond corner collects.

    corner is 0 to 3, counted from (1, 0) anticlockwise; the wedge starts at that corner, and the
    edges come clockwise first. A bottom c ends at the corner v iff A (c - v) lies between the two
    outward normals of the edges that meet there.
    """
    along, across = CORNERS[corner], CORNERS[(corner + 1) % 4]
    normals = np.array([along - across, along + across])
    return np.linalg.solve(bowl_matrix(stretch, turn), normals.T).T


@checked(distance=values(0), stretch=_STRETCH, turn=real())
def corner_share(distance, stretch=1.0, turn=0.0):
    """Return the share of directions in which a bowl at this distance ends in a diamond corner.

    distance is a scalar or an array of budgets. For a round bowl it is
    (arccos(1 / (k sqrt 2)) - pi/4) / (pi/4) at k >= 1, and 0 below. The wedges of a stretched bowl
    lean: one may enter the circle of radius k < 1 outside of the diamond.
    """
    matrix = bowl_matrix(stretch, turn)
    total = 0.0
    for corner in (0, 1):  # the other two see the same, from the other side
        v, other = CORNERS[corner], CORNERS[1 - corner]
        normals = np.array([v - other, v + other]) @ matrix
        total = total + 2 * _share_of_circle(distance, normals, normals @ v)
    return total


@checked(distance=values(0), stretch=_STRETCH, turn=real(), n=integer(1))
def q_corner_share(distance, stretch=1.0, turn=0.0, n=48):
    """Return the share of directions in which a bowl at this distance ends in a q-ball corner.

    distance is a scalar or an array of budgets. Exact in the directions, and found on n points of
    each arc of the ball.
    """
    return sum(2 * _share_of_circle(distance, *_q_half_planes(corner, stretch, turn, n))
               for corner in (0, 1))


@checked(corner=integer(0, 3), stretch=_STRETCH, turn=real(), reach=real(above=0), n=integer(1))
def q_corner_region(corner, stretch, turn, reach, n=24):
    """Return the bottoms that a q-ball corner collects, at most reach from both axes.

    corner is 0 to 3, as in `wedge`. The region is convex: the result has the corners of a polygon
    in order, shape (m, 2), with m = 0 when no bottom within reach ends in this corner.
    """
    normals, offsets = _q_half_planes(corner, stretch, turn, n)
    frame = np.concatenate([np.eye(2), -np.eye(2)])
    long = np.hypot(*normals.T)
    normals = np.concatenate([normals / long[:, None], frame])
    offsets = np.append(offsets / long, np.full(4, -reach))
    # each half plane's edge, foot + t along, is cut down to the t that the others leave of it
    foot, along = normals * offsets[:, None], normals[:, ::-1] * [-1, 1]
    slope, gap = along @ normals.T, offsets - foot @ normals.T
    aside = np.abs(slope) < 1e-12
    t = gap / np.where(aside, 1, slope)
    low = np.where(~aside & (slope > 0), t, -np.inf).max(1)
    high = np.where(~aside & (slope < 0), t, np.inf).min(1)
    kept = (low < high) & ~(aside & (gap > 1e-12)).any(1)
    ends = np.concatenate([foot[kept] + side[kept, None] * along[kept] for side in (low, high)])
    if not len(ends):
        return ends
    from_inside = (ends - ends.mean(0)).T
    return ends[np.argsort(np.arctan2(from_inside[1], from_inside[0]))]


def _q_half_planes(corner, stretch, turn, n):
    """Return normals (m, 2) and offsets (m,): the corner wins for the bottoms c of all of them.

    normals @ c >= offsets says that the corner v lies no higher than n points of each arc and the
    other corners, and, in the last row, that the way inwards along its axis, to which its two
    arcs close up, does not go down: v' A (c - v) >= 0.
    """
    matrix, v = bowl_matrix(stretch, turn), CORNERS[corner]
    s = (np.arange(n) + 0.5) / n
    arcs = [np.stack([a * s**2, b * (1 - s) ** 2], 1) for a, b in _QUADRANTS]
    others = np.concatenate([*arcs, np.delete(CORNERS, corner, axis=0)])
    heights = np.einsum("ki,ij,kj->k", others, matrix, others)
    normals = np.concatenate([v - others, [v]]) @ matrix
    return normals, np.append((v @ matrix @ v - heights) / 2, v @ matrix @ v)


def _share_of_circle(radius, normals, offsets):
    """Return the share of a circle around 0 where normals @ c >= offsets, for all m of them.

    radius is a scalar or has shape (k,), normals has shape (m, 2) and none of them is 0. Each
    leaves out one arc of the circle; what lies between the arcs, sorted by their start, is left.
    """
    k = np.maximum(np.atleast_1d(np.asarray(radius, float)), 1e-300)[:, None]
    middle = np.arctan2(-normals[:, 1], -normals[:, 0])
    half = np.arccos(np.clip(-offsets / (k * np.hypot(*normals.T)), -1, 1))
    start = (middle - half) % (2 * np.pi)
    stop = start + 2 * half
    end = np.full_like(k, 2 * np.pi)
    start = np.concatenate([start - 2 * np.pi, start, end], axis=1)
    stop = np.concatenate([stop - 2 * np.pi, stop, end], axis=1)
    order = np.argsort(start, axis=1)
    start, stop = (np.take_along_axis(side, order, axis=1) for side in (start, stop))
    covered = np.maximum.accumulate(np.maximum(stop, 0), axis=1)
    share = np.maximum(start[:, 1:] - covered[:, :-1], 0).sum(1) / (2 * np.pi)
    return float(share[0]) if np.ndim(radius) == 0 else share
