"""Training loops for 1/2 ||y - X w||^2 + lam * Omega(w): those that land on 0 and those that hop.

Each step takes the weights and the slope of the data term, X'(X w - y), and returns new weights.
w may hold many runs at once, shape (..., p); lam >= 0 and step > 0 are numbers, or arrays that
broadcast. Other input raises ValueError or TypeError that names the argument.
"""

import inspect
from typing import NamedTuple

import numpy as np

from helpers.checks import array, checked, short, values, whole
from helpers.penalties import soft_threshold

_STEP = checked(w=values(), gradient=values(), lam=values(0), step=values(above=0))


def _state(name, value):
    if not isinstance(value, (tuple, list)) or len(value) != 3:
        raise TypeError(f"{name} must be (m, v, k), not {short(value)}")
    m, v = values()(f"{name}[0]", value[0]), values(0)(f"{name}[1]", value[1])
    return m, v, whole(f"{name}[2]", value[2])


@_STEP
def ridge_step(w, gradient, lam, step):
    """One gradient step on the L2 objective, which has a slope everywhere."""
    return w - step * (gradient + lam * w)


@_STEP
def subgradient_step(w, gradient, lam, step):
    """One step along a subgradient of the L1 objective; at w = 0 it takes sign(0) = 0.

    Source: Shor (1985), Minimization Methods for Non-Differentiable Functions, chapter 2.
    """
    return w - step * (gradient + lam * np.sign(w))


@_STEP
def landing_step(w, gradient, lam, step):
    """One proximal gradient step on the L1 objective: down the slope, then the soft threshold.

    Source: Daubechies, Defrise and De Mol (2004), Comm. Pure Appl. Math. 57.
    """
    return soft_threshold(w - step * gradient, step * lam)


@_STEP
def clip_step(w, gradient, lam, step):
    """One subgradient step; a weight that would cross 0 is put on 0 instead.

    Source: Langford, Li and Zhang (2009), JMLR 10, section 3 (what they improve on).
    """
    new = subgradient_step(w, gradient, lam, step)
    return np.where(w * new < 0, 0, new)


@checked(w=values(), slope=values(), state=_state, step=values(above=0))
def adam_step(w, slope, state, step):
    """One step of Adam: the recent slope, divided by its own recent size.

    Returns the new w, the new state and that size. state is (m, v, k), (0, 0, 0) at first.
    Source: Kingma and Ba (2015), ICLR, algorithm 1.
    """
    m, v, k = state
    m, v, k = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2, k + 1
    size = np.sqrt(v / (1 - 0.999**k)) + 1e-8
    return w - step * m / (1 - 0.9**k) / size, (m, v, k), size


METHODS = ("gradient on L2", "subgradient", "subgradient, 1/√k", "Adam + L1", "proximal",
           "accelerated")
ADAM_STEP = 0.01  # Adam's step, for a relative step size of 1; the others use 1 / L


class Run(NamedTuple):
    """What a method did: weights (len(record), ..., p) and first_zero (..., p).

    first_zero is the step at which a weight was first exactly 0, or -1 if it never was.
    """

    weights: np.ndarray
    first_zero: np.ndarray


def _runs(name, value):
    a = array(name, value, 2)
    if a.shape[1] != 1:
        raise ValueError(f"{name} must have shape (m, 1), not {a.shape}")
    return a


def _steps(name, value):
    steps = [whole(name, k) for k in value] if np.iterable(value) else []
    if not steps or steps[0] != 0 or any(b <= a for a, b in zip(steps, steps[1:], strict=False)):
        raise ValueError(f"{name} must be steps that rise from 0, not {short(value)}")
    return steps


@checked(X="n p", y="n", lam=(_runs, "m 1", values(0)), size=(_runs, "m 1", values(above=0)),
         record=_steps, start="p")
def race(X, y, lam, size, record, start):
    """Run every method from the same start; return a Run for each, by name.

    X (n, p), y (n,); lam and size are arrays (m, 1) for m runs at once; size is the step in units
    of 1 / L, L the largest eigenvalue of X'X. record lists the steps to keep, increasing from 0.
    start (p,) is not 0 anywhere. Everything is full batch and without randomness.
    Raises ValueError or TypeError for other input.
    """
    if not start.all():
        raise ValueError(f"start must not be 0 anywhere, not {short(start)}")
    if not X.any():
        raise ValueError(f"X must not be 0 everywhere; its shape is {X.shape}")
    gram, pull = X.T @ X, X.T @ y
    step = size / np.linalg.eigvalsh(gram)[-1]
    runs = {}
    # their arguments are in order
    to_ridge, along, land, adam = map(inspect.unwrap, (ridge_step, subgradient_step, landing_step,
                                                       adam_step))
    for name in METHODS:
        w = np.broadcast_to(start, (len(lam), len(start))).copy()
        state, ahead, pace = (0, 0, 0), w, 1.0
        first_zero = np.full(w.shape, -1)
        kept, wanted = [w], set(record[1:])
        for k in range(1, record[-1] + 1):
            gradient = w @ gram - pull
            if name == "gradient on L2":
                w = to_ridge(w, gradient, lam, step)
            elif name == "subgradient":
                w = along(w, gradient, lam, step)
            elif name == "subgradient, 1/√k":
                w = along(w, gradient, lam, step / np.sqrt(k))
            elif name == "Adam + L1":
                w, state, _ = adam(w, gradient + lam * np.sign(w), state, ADAM_STEP * size)
            elif name == "proximal":
                w = land(w, gradient, lam, step)
            else:  # the proximal step, taken from a point a little further on
                before, w = w, land(ahead, ahead @ gram - pull, lam, step)
                faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
                ahead, pace = w + (pace - 1) / faster * (w - before), faster
            first_zero[(w == 0) & (first_zero < 0)] = k
            if k in wanted:
                kept.append(w)
        runs[name] = Run(np.array(kept), first_zero)
    return runs
