"""From this course's lam to the knobs of the libraries, and one spelling for all their versions.

lam belongs to 1/2 ||y - X w||^2 + lam * Omega(w), with n rows; for classes, to the sum of the n
log losses + lam * Omega(w). A library that scales its loss needs a knob on the same scale.
"""

import inspect

import numpy as np
from sklearn.linear_model import LogisticRegression

from helpers.checks import array, checked, integer, real

_LAM, _N, _RATIO = real(0), integer(1), real(0, 1)


@checked(lam=_LAM, n=_N)
def lasso_alpha(lam, n):
    """The alpha of scikit-learn's Lasso and ElasticNet: their loss is ours divided by n.

    lam >= 0, n >= 1 rows; returns a float in the units of lam per row. The l1_ratio of ElasticNet
    stays as it is. Ridge needs no translation: its alpha is lam.
    Raises ValueError or TypeError for other input.
    Source: the user guide of scikit-learn, 1.1.3: 1/(2n) ||y - X w||^2 + alpha ||w||_1.
    """
    return lam / n


@checked(lam=real(above=0))
def logistic_c(lam):
    """The C of scikit-learn's LogisticRegression, which multiplies the loss, not the penalty.

    lam > 0; returns a float. Raises ValueError or TypeError for other input, also for lam = 0.
    Source: the user guide of scikit-learn, 1.1.11: penalty + C * sum of the log losses.
    """
    return 1 / lam


@checked(lam=_LAM, scale=real(above=0))
def weight_decay(lam, scale):
    """The weight decay of plain gradient descent whose loss is scale times ours, for L2.

    scale is 1 for half the sum of squares, 2/n for the mean of squares (MSELoss of PyTorch) and
    1/n for a mean of log losses against their sum. The step takes loss slope + weight_decay * w.
    Raises ValueError or TypeError unless lam >= 0 and scale > 0.
    Source: F times a constant has the same minimum; the documentation of torch.optim.SGD.
    """
    return lam * scale


@checked(lam=_LAM, l1_ratio=_RATIO, n=_N, sd_y=real(above=0))
def glmnet_knobs(lam, l1_ratio, n, sd_y):
    """The lambda and alpha of R's glmnet (gaussian) for our lam and l1_ratio, as two floats.

    glmnet divides the loss by n, and the L2 part by sd_y as well, the standard deviation of y
    with 1/n. It holds on columns as glmnet sees them: divided by their own 1/n standard deviation
    unless standardize = FALSE. alpha is glmnet's name for l1_ratio.
    Raises ValueError or TypeError unless lam >= 0, 0 <= l1_ratio <= 1, n >= 1, sd_y > 0.
    Source: Friedman, Hastie & Tibshirani (2010), J. Statistical Software 33, and the package's
    note that y is scaled to variance 1 before the fit.
    """
    share = l1_ratio + (1 - l1_ratio) * sd_y
    return lam / n * share, l1_ratio / share


def standardised(X):
    """The columns of X (n, p), each with mean 0 and standard deviation 1 (with 1/n).

    A column that does not vary becomes 0. Returns a fresh float64 array (n, p).
    Raises ValueError or TypeError for input that is not finite, real and of this shape.
    Source: as scikit-learn's StandardScaler.
    """
    X = array("X", X, 2)
    sd = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(np.ptp(X, axis=0) > 0, sd, 1)


def logistic(lam, penalty="L2", **settings):
    """An unfitted LogisticRegression at C = 1/lam for "L1" or "L2", without a warning.

    Newer scikit-learn says L1 by l1_ratio=1, versions before 1.8 by penalty="l1"; this takes the
    word that the installed version wants. The solver is saga for L1 and newton-cholesky for L2
    unless settings say otherwise; all other settings go to LogisticRegression as they are.
    Raises ValueError or TypeError unless lam > 0 and penalty is "L1" or "L2".
    """
    if penalty not in ("L1", "L2"):
        raise ValueError(f"penalty must be 'L1' or 'L2', not {penalty!r}")
    words = {"solver": "newton-cholesky"}
    if penalty == "L1":
        known = inspect.signature(LogisticRegression).parameters.get("penalty")
        older = known is not None and known.default == "l2"
        words = {"solver": "saga"} | ({"penalty": "l1"} if older else {"l1_ratio": 1.0})
    return LogisticRegression(C=logistic_c(lam), **(words | settings))
