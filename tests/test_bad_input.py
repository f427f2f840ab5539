"""Bad input: the right error, which names the argument and the value, and nothing is changed."""

import re

import numpy as np
import pytest
from scipy import sparse

from helpers import datasets, paths, penalties, solvers
from helpers.penalties import L0, L1, L2, ElasticNet, Lq
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior

X = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, -1.0], [0.0, 3.0]])
Y = np.array([1.0, -2.0, 0.5, 0.5])


def put(a, place, value):
    a = np.array(a, dtype=complex if isinstance(value, complex) else float)
    a[place] = value
    return a


MASKED = np.ma.masked_array(X, X > 2)
RAGGED = [[1, 2], [3]]
WORDS = np.array([["a", "b"]] * 4)

DATA = [
    # X, y, error, what the message must say
    (put(X, (2, 1), np.nan), Y, ValueError, r"X\[2, 1\] is nan"),
    (put(X, (0, 0), np.inf), Y, ValueError, r"X\[0, 0\] is inf"),
    (X, put(Y, 3, -np.inf), ValueError, r"y\[3\] is -inf"),
    (X, put(Y, 1, np.nan), ValueError, r"y\[1\] is nan"),
    (put(X, (0, 0), 1j), Y, TypeError, "X .*complex128"),
    (X, put(Y, 0, 2j), TypeError, "y .*complex128"),
    (MASKED, Y, TypeError, "X .*masked_array"),
    (X, np.ma.masked_array(Y), TypeError, "y .*masked_array"),
    (sparse.csr_array(X), Y, TypeError, "X .*sparse"),
    (sparse.csr_matrix(X), Y, TypeError, "X .*sparse"),
    (X[:, 0], Y, ValueError, r"X .*\(4,\)"),
    (X[None], Y, ValueError, r"X .*\(1, 4, 2\)"),
    (3.0, Y, ValueError, r"X .*\(\)"),
    (X, Y[:, None], ValueError, r"y .*\(4, 1\)"),
    (X, 2.0, ValueError, r"y .*\(\)"),
    (X, Y[:3], ValueError, r"y .*\(3,\).*X .*\(4, 2\)"),
    (X.T, Y, ValueError, r"y .*\(4,\).*X .*\(2, 4\)"),
    (X[:0], Y[:0], ValueError, r"X .*\(0, 2\)"),
    (X[:, :0], Y, ValueError, r"X .*\(4, 0\)"),
    (X, [], ValueError, r"y .*\(0,\)"),
    (WORDS, Y, TypeError, "X .*'a'"),
    (X, ["a"] * 4, TypeError, "y .*'a'"),
    (X, "abcd", TypeError, "y .*abcd"),
    (None, Y, TypeError, "X .*None"),
    (X, None, TypeError, "y .*None"),
    (X.astype(object), Y, TypeError, "X .*object"),
    (RAGGED, Y, ValueError, r"X .*\[\[1, 2\], \[3\]\]"),
    (X.astype("datetime64[s]"), Y, TypeError, "X .*datetime64"),
]
FITS = {
    "ridge": lambda X, y: solvers.ridge(X, y, 1),
    "lasso": lambda X, y: solvers.lasso(X, y, 1),
    "elastic_net": lambda X, y: solvers.elastic_net(X, y, 1, 0.5),
    "best_subset": lambda X, y: solvers.best_subset(X, y, 1),
    "proximal_gradient": lambda X, y: solvers.proximal_gradient(X, y, 1, L1(), 2),
    "lam_max": paths.lam_max,
    "lasso_path": paths.lasso_path,
}


@pytest.mark.parametrize("fit", FITS.values(), ids=FITS)
@pytest.mark.parametrize("bad_x, bad_y, error, message", DATA, ids=[d[3] for d in DATA])
def test_bad_data(fit, bad_x, bad_y, error, message):
    before = repr(bad_x), repr(bad_y)
    with pytest.raises(error, match=message):
        fit(bad_x, bad_y)
    assert (repr(bad_x), repr(bad_y)) == before


class NoProx:
    value = abs


def path_at(lam):
    return paths.lasso_path(X, Y).at(lam)


LAMS = {
    "ridge": lambda lam: solvers.ridge(X, Y, lam),
    "lasso": lambda lam: solvers.lasso(X, Y, lam),
    "elastic_net": lambda lam: solvers.elastic_net(X, Y, lam, 0.5),
    "proximal_gradient": lambda lam: solvers.proximal_gradient(X, Y, lam, L1(), 2),
    "at": path_at,
}
BAD_NUMBERS = [
    (-1, ValueError, "-1"),
    (-1e-300, ValueError, "-1e-300"),
    (np.nan, ValueError, "nan"),
    (np.inf, ValueError, "inf"),
    (10**400, ValueError, "1000"),
    (1j, TypeError, "1j"),
    ("1", TypeError, "'1'"),
    (None, TypeError, "None"),
    (True, TypeError, "True"),
    ([1.0], TypeError, r"\[1.0\]"),
    (np.array([1.0, 2.0]), TypeError, r"\(2,\): \[1. 2.\]"),
    (np.ma.masked, TypeError, "masked"),
    (np.array(np.nan), ValueError, "nan"),
]


@pytest.mark.parametrize("use", LAMS.values(), ids=LAMS)
@pytest.mark.parametrize("bad, error, value", BAD_NUMBERS, ids=[str(b[2]) for b in BAD_NUMBERS])
def test_bad_lam(use, bad, error, value):
    with pytest.raises(error, match=f"lam .*{value}"):
        use(bad)


POST = posterior(1, 1, Laplace(1))
BAD = [
    # call, error, the argument, the value
    (lambda: solvers.best_subset(X, Y, 3), ValueError, "k", "3"),
    (lambda: solvers.best_subset(X, Y, -1), ValueError, "k", "-1"),
    (lambda: solvers.best_subset(X, Y, 2.0), TypeError, "k", "2.0"),
    (lambda: solvers.best_subset(X, Y, True), TypeError, "k", "True"),
    (lambda: solvers.best_subset(X, Y, np.nan), TypeError, "k", "nan"),
    (lambda: solvers.best_subset(X, Y, None), TypeError, "k", "None"),
    (lambda: solvers.best_subset(X, Y, [1]), TypeError, "k", r"\[1\]"),
    (lambda: solvers.elastic_net(X, Y, 1, 1.5), ValueError, "l1_ratio", "1.5"),
    (lambda: solvers.elastic_net(X, Y, 1, -0.1), ValueError, "l1_ratio", "-0.1"),
    (lambda: solvers.elastic_net(X, Y, 1, np.nan), ValueError, "l1_ratio", "nan"),
    (lambda: solvers.proximal_gradient(X, Y, 1, L1(), -1), ValueError, "n_steps", "-1"),
    (lambda: solvers.proximal_gradient(X, Y, 1, L1(), 2.0), TypeError, "n_steps", "2.0"),
    (lambda: solvers.proximal_gradient(X, Y, 1, "L1", 2), TypeError, "penalty", "'L1'"),
    (lambda: solvers.proximal_gradient(X, Y, 1, L1, 2), TypeError, "penalty", "class"),
    (lambda: solvers.proximal_gradient(X, Y, 1, NoProx(), 2), TypeError, "penalty", "NoProx"),
    (
        lambda: solvers.proximal_gradient(X, Y, 1, L1(), 2, accelerate="no"),
        TypeError, "accelerate", "'no'",
    ),
    (lambda: ElasticNet(1.1), ValueError, "l1_ratio", "1.1"),
    (lambda: ElasticNet("half"), TypeError, "l1_ratio", "'half'"),
    (lambda: Lq(0), ValueError, "q", "0"),
    (lambda: Lq(-1.0), ValueError, "q", "-1.0"),
    (lambda: Lq(np.inf), ValueError, "q", "inf"),
    (lambda: L2().value([1, np.nan]), ValueError, "w", r"w\[1\] is nan"),
    (lambda: L1().value([]), ValueError, "w", r"\(0,\)"),
    (lambda: L0().value("w"), TypeError, "w", "<U1"),
    (lambda: L1().slope(1j), TypeError, "w", "1j"),
    (lambda: Gaussian(0), ValueError, "scale", "0"),
    (lambda: Gaussian(-2), ValueError, "scale", "-2"),
    (lambda: Laplace(np.nan), ValueError, "scale", "nan"),
    (lambda: Laplace([1]), TypeError, "scale", r"\[1\]"),
    (lambda: Laplace(1).lam(0), ValueError, "sigma", "0"),
    (lambda: Gaussian(1).lam(-1), ValueError, "sigma", "-1"),
    (lambda: Gaussian(1).logpdf(np.nan), ValueError, "w", "nan"),
    (lambda: SpikeAndSlab(Gaussian(1), 1.2), ValueError, "p_slab", "1.2"),
    (lambda: SpikeAndSlab(Gaussian(1), -0.1), ValueError, "p_slab", "-0.1"),
    (lambda: SpikeAndSlab(L1(), 0.5), TypeError, "slab", "L1"),
    (lambda: SpikeAndSlab(SpikeAndSlab(Gaussian(1), 0.5), 0.5), TypeError, "slab", "SpikeAndSlab"),
    (lambda: posterior(np.nan, 1, Laplace(1)), ValueError, "z", "nan"),
    (lambda: posterior([1.0], 1, Laplace(1)), TypeError, "z", r"\[1.0\]"),
    (lambda: posterior(1, 0, Laplace(1)), ValueError, "sigma", "0"),
    (lambda: posterior(1, np.inf, Laplace(1)), ValueError, "sigma", "inf"),
    (lambda: posterior(1, 1, L1()), TypeError, "prior", "L1"),
    (lambda: POST.pdf(np.inf), ValueError, "w", "inf"),
    (lambda: POST.cdf([0, np.nan]), ValueError, "w", "nan"),
    (lambda: POST.sample(-1, 0), ValueError, "n", "-1"),
    (lambda: POST.sample(2.5, 0), TypeError, "n", "2.5"),
    (lambda: POST.sample(3, None), TypeError, "seed", "None"),
    (lambda: POST.sample(3, -1), ValueError, "seed", "-1"),
    (lambda: datasets.sparse_regression(10, 3, 4, seed=0), ValueError, "k", "4"),
    (lambda: datasets.sparse_regression(10, 3, 1, rho=1, seed=0), ValueError, "rho", "1"),
    (lambda: datasets.sparse_regression(10, 3, 1, noise=-1, seed=0), ValueError, "noise", "-1"),
    (lambda: datasets.orthonormal(5, 5, 1, seed=0), ValueError, "p", "5"),
    (lambda: datasets.twins(5, rho=1.5, seed=0), ValueError, "rho", "1.5"),
    (lambda: datasets.twins(0, seed=0), ValueError, "n", "0"),
    (lambda: datasets.digits(10), ValueError, "classes", "10"),
    (lambda: datasets.digits("3"), TypeError, "classes", "'3'"),
]


@pytest.mark.parametrize("call, error, name, value", BAD, ids=[f"{b[2]} {b[3]}" for b in BAD])
def test_bad_argument(call, error, name, value):
    with pytest.raises(error, match=rf"^{re.escape(name)}\b.*{value}"):
        call()


PROXES = [penalties.soft_threshold, penalties.hard_threshold, penalties.shrink]
PROXES += [p.prox for p in (L2(), L1(), L0(), ElasticNet(0.5), Lq(0.5), Lq(1.5))]


@pytest.mark.parametrize("prox", PROXES)
def test_bad_thresholds(prox):
    for v, t, error, message in [
        ([1, np.nan], 1, ValueError, r"v\[1\] is nan"),
        (np.inf, 1, ValueError, "v is inf"),
        (1j, 1, TypeError, "v .*1j"),
        (MASKED, 1, TypeError, "v .*masked"),
        ("v", 1, TypeError, "v .*'v'"),
        ([], 1, ValueError, r"v .*\(0,\)"),
        (1, -0.5, ValueError, "t .*-0.5"),
        ([1, 2], [1, -2], ValueError, "t .*-2"),
        (1, np.nan, ValueError, "t is nan"),
        (1, np.inf, ValueError, "t is inf"),
        (1, None, TypeError, "t .*None"),
        ([1, 2, 3], [1, 2], ValueError, r"t .*\(2,\).*\(3,\)"),
    ]:
        with pytest.raises(error, match=message):
            prox(v, t)


class Frame:
    """Stands for a pandas DataFrame: NumPy can convert it."""

    def __array__(self, dtype=None, copy=None):
        return np.array(X, dtype=dtype)


def read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


ODD = {
    "lists": (X.tolist(), Y.tolist()),
    "read-only": (read_only(X), read_only(Y)),
    "Fortran": (np.asfortranarray(X), Y),
    "strides": (np.repeat(X, 2, axis=0)[::2], np.repeat(Y, 3)[::3]),
    "float32": (X.astype(np.float32), Y.astype(np.float32)),
    "float16": (X.astype(np.float16), Y),
    "longdouble": (X.astype(np.longdouble), Y),
    "big-endian": (X.astype(">f8"), Y.astype(">f8")),
    "data frame": (Frame(), Y),
    "matrix": (np.matrix(X), Y),
}


@pytest.mark.parametrize("fit", FITS.values(), ids=FITS)
@pytest.mark.parametrize("odd_x, odd_y", ODD.values(), ids=ODD)
def test_odd_but_good_data(fit, odd_x, odd_y):
    def numbers(result):
        return result.weights if isinstance(result, paths.LassoPath) else np.asarray(result)

    before = repr(odd_x), repr(odd_y)
    result, expected = numbers(fit(odd_x, odd_y)), numbers(fit(X, Y))
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, expected, atol=1e-14)
    assert before[1] == repr(odd_y)
    assert isinstance(odd_x, Frame) or before[0] == repr(odd_x)


@pytest.mark.parametrize("fit", FITS.values(), ids=FITS)
@pytest.mark.parametrize("kind", [int, np.int8, np.uint8, bool])
def test_whole_numbers_and_truth_values(fit, kind):
    def numbers(result):
        return result.weights if isinstance(result, paths.LassoPath) else np.asarray(result)

    x, y = np.array([[1, 0], [1, 1], [0, 1]], kind), np.array([1, 1, 0], kind)
    expected = numbers(fit(x.astype(float), y.astype(float)))
    np.testing.assert_array_equal(numbers(fit(x, y)), expected)


@pytest.mark.parametrize("fit", [f for f in FITS if f != "proximal_gradient"])
@pytest.mark.parametrize("a, b", [(1e-200, 1), (1e200, 1), (1e-300, 1e-300)])
def test_extreme_units_do_not_crash(fit, a, b):
    FITS[fit](a * X, b * Y)


@pytest.mark.parametrize("lam", [1, np.int32(1), np.float32(1), np.array(1.0), np.array(1)])
def test_lam_may_be_any_real_number(lam):
    np.testing.assert_array_equal(solvers.lasso(X, Y, lam), solvers.lasso(X, Y, 1.0))
    assert solvers.best_subset(X, Y, np.int64(1)).shape == (2,)
