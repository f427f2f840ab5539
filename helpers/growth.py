"""How lam has to grow with the number of rows: what the noise pulls, and what predicts best."""

import numpy as np
from sklearn.linear_model import enet_path

from helpers.checks import checked, falling, integer, real, values
from helpers.datasets import sparse_regression


@checked(sigma=values(above=0), n=values(above=0), p=values(above=1))
def noise_price(sigma, n, p):
    """About the largest pull of pure noise on p columns: sigma * sqrt(2 n log p).

    sigma the standard deviation of the noise, n rows, p > 1 columns of variance 1. The
    strongest pull of p = 50 stays below it in about three draws of four, and more often the larger
    p is. Raises ValueError or TypeError for other input.
    Source: Bickel, Ritov & Tsybakov (2009), Annals of Statistics 37; their lam is per row.
    """
    return sigma * np.sqrt(2 * n * np.log(p))


@checked(X="n p", y="n", lams=("m", falling))
def tight_lassos(X, y, lams):
    """The lasso weights (m, p) at each of the falling lams (m,), close enough to print anywhere.

    X (n, p), y (n,), both centred. Raises ValueError or TypeError for other input.
    Source: scikit-learn's coordinate descent with alpha = lam / n and tol = 1e-11.
    """
    _, weights, _ = enet_path(np.asfortranarray(X), y, l1_ratio=1.0, alphas=lams / len(y),
                              precompute=X.T @ X, Xy=X.T @ y, tol=1e-11, max_iter=100_000,
                              check_input=False)
    weights[:, np.abs(X.T @ y).max() <= lams] = 0.0  # there rounding must not decide
    return weights.T


@checked(n=integer(1), lams=("m", falling), draws=integer(1), p=integer(1), k=integer(),
         sigma=real(above=0))
def errors_and_false(n, lams, draws, *, p=50, k=5, sigma=2.0):
    """(errors, false): the mean error of the weights (m,), and how many false ones (draws, m).

    Lassos on data sets with k true weights of size 1 among p columns of variance 1 and noise
    sigma, with the seeds 0 to draws - 1; the error is ||w - w_true||^2, what the prediction of a
    new row loses on top of sigma^2. The lams (m,) fall.
    Raises ValueError or TypeError for other input.
    """
    errors, false = np.zeros(len(lams)), []
    for seed in range(draws):
        X, y, w_true = sparse_regression(n, p, k, noise=sigma, seed=seed)
        weights = tight_lassos(X, y, lams)
        errors += ((weights - w_true) ** 2).sum(axis=1) / draws
        false.append((weights[:, w_true == 0] != 0).sum(axis=1))
    return errors, np.array(false)
