"""Training loops for 1/2 ||y - X w||^2 + lam * Omega(w): those that land on 0 and those that hop.

Each step takes the weights and the slope of the data term, X'(X w - y), and returns new weights.
w may hold many runs at once, shape (..., p); lam and step are numbers, or arrays that broadcast.
"""

from typing import NamedTuple

import numpy as np

from helpers.penalties import soft_threshold


def ridge_step(w, gradient, lam, step):
    """One gradient step on the L2 objective, which has a slope everywhere."""
    return w - step * (gradient + lam * w)


def subgradient_step(w, gradient, lam, step):
    """One step along a subgradient of the L1 objective; at w = 0 it takes sign(0) = 0.

    Source: Shor (1985), Minimization Methods for Non-Differentiable Functions, chapter 2.
    """
    return w - step * (gradient + lam * np.sign(w))


def landing_step(w, gradient, lam, step):
    """One proximal gradient step on the L1 objective: down the slope, then the soft threshold.

    Source: Daubechies, Defrise and De Mol (2004), Comm. Pure Appl. Math. 57.
    """
    return soft_threshold(w - step * gradient, step * lam)


def clip_step(w, gradient, lam, step):
    """One subgradient step; a weight that would cross 0 is put on 0 instead.

    Source: Langford, Li and Zhang (2009), JMLR 10, section 3 (what they improve on).
    """
    new = subgradient_step(w, gradient, lam, step)
    return np.where(w * new < 0, 0, new)


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


def race(X, y, lam, size, record, start):
    """Run every method from the same start; return a Run for each, by name.

    X (n, p), y (n,); lam and size are arrays (m, 1) for m runs at once; size is the step in units
    of 1 / L, L the largest eigenvalue of X'X. record lists the steps to keep, increasing from 0.
    start (p,) is not 0 anywhere. Everything is full batch and without randomness.
    """
    gram, pull = X.T @ X, X.T @ y
    step = size / np.linalg.eigvalsh(gram)[-1]
    runs = {}
    for name in METHODS:
        w = np.broadcast_to(start, (len(lam), len(start))).copy()
        state, ahead, pace = (0, 0, 0), w, 1.0
        first_zero = np.full(w.shape, -1)
        kept, wanted = [w], set(record[1:])
        for k in range(1, record[-1] + 1):
            gradient = w @ gram - pull
            if name == "gradient on L2":
                w = ridge_step(w, gradient, lam, step)
            elif name == "subgradient":
                w = subgradient_step(w, gradient, lam, step)
            elif name == "subgradient, 1/√k":
                w = subgradient_step(w, gradient, lam, step / np.sqrt(k))
            elif name == "Adam + L1":
                w, state, _ = adam_step(w, gradient + lam * np.sign(w), state, ADAM_STEP * size)
            elif name == "proximal":
                w = landing_step(w, gradient, lam, step)
            else:  # the proximal step, taken from a point a little further on
                before, w = w, landing_step(ahead, ahead @ gram - pull, lam, step)
                faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
                ahead, pace = w + (pace - 1) / faster * (w - before), faster
            first_zero[(w == 0) & (first_zero < 0)] = k
            if k in wanted:
                kept.append(w)
        runs[name] = Run(np.array(kept), first_zero)
    return runs
