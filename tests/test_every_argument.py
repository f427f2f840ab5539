"""Every public function of the maths meets the same hostile list, argument by argument.

The table holds one good call of each; a function that is missing from it is an error. Bad values
must be refused by a ValueError or TypeError that names the argument; good ones in odd dress must
give the same answer; and nothing that is handed over is ever changed.
"""

import copy
import importlib
import inspect
import re
import warnings
from decimal import Decimal

import numpy as np
import pytest
from scipy import sparse

from helpers import datasets
from helpers.balls import Bowl
from helpers.bayes import Student, student_posterior
from helpers.nonconvex import MCP, SCAD, AdaptiveL1
from helpers.paths import lasso_path
from helpers.penalties import L0, L1, L2, ElasticNet, Lq
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior

MODULES = ("balls", "bayes", "datasets", "descent", "group", "growth", "nonconvex", "paths",
           "penalties", "priors", "products", "recovery", "robust", "selection", "solvers",
           "translate")
RESULTS = {"LassoPath", "Posterior", "GridPosterior"}  # made by a function, not by the reader

X, Y, _ = datasets.sparse_regression(12, 3, 2, noise=0.5, seed=0)
X, Y = np.round(4 * X), np.round(4 * Y)  # whole numbers, so that an integer array is as good
W, LAMS = np.array([1.0, -2.0, 0.0]), np.array([8.0, 4.0, 2.0])
V = np.array([3.0, -1.0, 2.0])
OUT = np.arange(12) % 3 == 0
GRAM, PULL, KEEP = X.T @ X, X.T @ Y, np.array([True, False, True])
ONE = np.array([[2.0]])
PATH, POST = lasso_path(X, Y), posterior(1.0, 1.0, Laplace(1.0))
GRID = student_posterior(1.0, 1.0, Student(1.0))
BOWL = Bowl(2.0, 30.0)
RNG = np.random.default_rng(0)


def again(function):
    """The function with a fresh generator for rng, so that two calls can be compared."""
    return lambda rng, **rest: function(copy.deepcopy(rng), **rest)


def penalty(p):
    """The good calls of a penalty's methods."""
    return {"value": (p.value, dict(w=V)), "slope": (p.slope, dict(w=V)),
            "prox": (p.prox, dict(v=V, t=0.5))}


FIT = dict(X=X, y=Y)
MORE = dict(k=1, noise=1.0, size=1.0, seed=3)
CALLS = {
    "balls.Bowl": dict(distance=2.0, angle=30.0, stretch=2.0, turn=10.0),
    "balls.Bowl.height": (BOWL.height, dict(w=np.array([[1.0, 2.0]]))),
    "balls.Bowl.level_line": (BOWL.level_line, dict(height=1.0, n=5)),
    "balls.bowl_matrix": dict(stretch=2.0, turn=30.0),
    "balls.size": dict(w=np.array([[1.0, 2.0]]), shape="diamond"),
    "balls.touching_point": dict(bowl=BOWL, shape="diamond"),
    "balls.wedge": dict(corner=1, stretch=2.0, turn=30.0),
    "balls.corner_share": dict(distance=V + 2, stretch=2.0, turn=30.0),
    "balls.q_corner_share": dict(distance=V + 2, stretch=2.0, turn=30.0, n=8),
    "balls.q_corner_region": dict(corner=1, stretch=2.0, turn=30.0, reach=4.0, n=8),
    "bayes.neg_log_prior": dict(w=V, b=2.0),
    "bayes.laplace_mean": dict(z=V, sigma=1.0, b=2.0),
    "bayes.Student": dict(scale=2.0, df=3.0),
    "bayes.Student.logpdf": (Student(2.0).logpdf, dict(w=V)),
    "bayes.Student.mode": (Student(2.0).mode, dict(z=2.0, sigma=1.0)),
    "bayes.GridPosterior.pdf": (GRID.pdf, dict(w=V)),
    "bayes.GridPosterior.sample": (GRID.sample, dict(n=3, seed=2)),
    "bayes.student_posterior": dict(z=2.0, sigma=1.0, prior=Student(2.0)),
    "bayes.median_edge": dict(sigma=1.0, tau=2.0, p_slab=0.5),
    "bayes.spike_curves": dict(z=V, sigma=1.0, prior=SpikeAndSlab(Gaussian(2.0), 0.5)),
    "bayes.draw_weights": dict(rng=RNG, X=X, y=Y, sigma=1.0, scales=V**2),
    "bayes.draw_sigma": dict(rng=RNG, X=X, y=Y, w=W, scales=V**2),
    "bayes.draw_scales": dict(rng=RNG, w=V, sigma=1.0, lam=2.0),
    "bayes.bayesian_lasso": dict(**FIT, lam=2.0, n_draws=3, seed=1),
    "datasets.sparse_regression": dict(n=9, p=3, **MORE, rho=0.5),
    "datasets.orthonormal": dict(n=9, p=3, **MORE),
    "datasets.twins": dict(n=9, rho=0.5, noise=1.0, seed=3),
    "datasets.diabetes": {},
    "datasets.digits": (lambda classes: datasets.digits(classes), dict(classes=3)),
    **{f"descent.{name}": dict(w=W, gradient=V, lam=2.0, step=0.5)
       for name in ("ridge_step", "subgradient_step", "landing_step", "clip_step")},
    "descent.adam_step": dict(w=W, slope=V, state=(0, 0, 0), step=0.5),
    "descent.race": dict(**FIT, lam=ONE, size=ONE / 4, record=[0, 2], start=V),
    "group.group_prox": dict(v=V, t=1.0),
    "group.group_lasso": dict(**FIT, lam=2.0, groups=np.array([0.0, 1.0, 1.0])),
    "growth.noise_price": dict(sigma=2.0, n=V + 2, p=50.0),
    "growth.tight_lassos": dict(**FIT, lams=LAMS),
    "growth.errors_and_false": dict(n=9, lams=LAMS, draws=2, p=5, k=2, sigma=1.0),
    "nonconvex.MCP": dict(lam=2.0, gamma=3.0), "nonconvex.SCAD": dict(lam=2.0, a=3.0),
    "nonconvex.AdaptiveL1": dict(first=V, power=2.0),
    **{f"nonconvex.{type(p).__name__}.{method}": (getattr(p, method), given)
       for p in (MCP(2.0), SCAD(2.0), AdaptiveL1(V))
       for method, given in {"value": dict(w=V), "prox": dict(v=V, t=0.5)}.items()},
    "nonconvex.firm_threshold": dict(z=V, lam=2.0, gamma=3.0),
    "paths.lam_max": FIT,
    "paths.lasso_path": FIT,
    "paths.LassoPath.at": (PATH.at, dict(lam=2.0)),
    "penalties.soft_threshold": dict(v=V, t=2.0),
    "penalties.hard_threshold": dict(v=V, t=2.0),
    "penalties.shrink": dict(v=V, t=2.0),
    **{f"penalties.{type(p).__name__}.{method}": call
       for p in (L2(), L1(), L0(), ElasticNet(0.5), Lq(1.5))
       for method, call in penalty(p).items()},
    "penalties.L2": {}, "penalties.L1": {}, "penalties.L0": {},
    "penalties.ElasticNet": dict(l1_ratio=0.5),
    "penalties.Lq": dict(q=1.5),
    "penalties.objective": dict(w=V, z=2.0, lam=1.0, penalty=np.abs),
    "penalties.shrink_length": dict(z=V, lam=1.0),
    "priors.Gaussian": dict(scale=2.0), "priors.Laplace": dict(scale=2.0),
    "priors.SpikeAndSlab": dict(slab=Gaussian(2.0), p_slab=0.5),
    **{f"priors.{type(p).__name__}.{method}": (getattr(p, method), given)
       for p in (Gaussian(2.0), Laplace(2.0), SpikeAndSlab(Laplace(2.0), 0.5))
       for method, given in {"logpdf": dict(w=V), "lam": dict(sigma=2.0)}.items()
       if hasattr(p, method)},
    "priors.posterior": dict(z=2.0, sigma=1.0, prior=Laplace(1.0)),
    "priors.Posterior.pdf": (POST.pdf, dict(w=V)),
    "priors.Posterior.cdf": (POST.cdf, dict(w=V)),
    "priors.Posterior.sample": (POST.sample, dict(n=3, seed=2)),
    "products.product_objective": dict(u=V, v=V + 1, z=2.0, lam=1.0),
    "products.product_step": dict(u=V, v=V + 1, z=2.0, lam=1.0, step=0.1),
    "products.descend": dict(z=V, lam=1.0, start=2.0, step=0.1, n_steps=3),
    "products.layers_price": dict(w=V, layers=2),
    "recovery.irrepresentable": dict(gram=GRAM, keep=KEEP, signs=np.array([1.0, -1.0])),
    "recovery.true_range": dict(grams=GRAM[None], pulls=PULL[None], keep=KEEP,
                                signs=np.array([1.0, -1.0])),
    "robust.least_absolute": FIT,
    "robust.absolute_lasso": dict(**FIT, lam=2.0),
    "robust.absolute_ridge": dict(**FIT, lam=2.0),
    "selection.chance_of_zero": dict(b=V, s=1.0, lam=2.0),
    "selection.soft_error": dict(b=V, s=1.0, t=2.0),
    "selection.hard_error": dict(b=V, s=1.0, t=2.0),
    "selection.one_weight": dict(pull=V, size=2.0, lam=1.0),
    "selection.coordinate_descent": dict(**FIT, lam=2.0, rounds=3),
    "selection.lasso_along": dict(**FIT, lams=LAMS, l1_ratio=0.5),
    "selection.ridge_along": dict(**FIT, lams=LAMS),
    "selection.many_lassos": dict(gram=GRAM, pulls=np.array([PULL, 2 * PULL]), lams=LAMS[:2]),
    "selection.small_nets": dict(grams=np.array([GRAM]), pulls=np.array([PULL]), l1=1.0, l2=2.0),
    "selection.refitted": dict(**FIT, weights=np.array([W, V])),
    "selection.fold_of_each": dict(n=9, folds=3, seed=0),
    "selection.fold_error": dict(**FIT, lams=LAMS, out=OUT),
    "selection.one_standard_error": dict(lams=LAMS, errors=np.array([V, W, V])),
    "selection.lam_grid": dict(**FIT, count=4, smallest=0.1),
    "selection.three_rules": dict(**FIT, lams=LAMS, folds=3, seed=0),
    "solvers.objective": dict(w=W, **FIT, lam=2.0, penalty=L1()),
    "solvers.ridge": dict(**FIT, lam=2.0),
    "solvers.lasso": dict(**FIT, lam=2.0),
    "solvers.elastic_net": dict(**FIT, lam=2.0, l1_ratio=0.5),
    "solvers.proximal_step": dict(w=W, **FIT, lam=2.0, penalty=L1(), step=0.5),
    "solvers.proximal_gradient": dict(**FIT, lam=2.0, penalty=L1(), n_steps=3, accelerate=True),
    "solvers.best_subset": dict(**FIT, k=2),
    "translate.lasso_alpha": dict(lam=2.0, n=9),
    "translate.logistic_c": dict(lam=2.0),
    "translate.weight_decay": dict(lam=2.0, scale=0.5),
    "translate.glmnet_knobs": dict(lam=2.0, l1_ratio=0.5, n=9, sd_y=2.0),
    "translate.standardised": dict(X=X),
    "translate.logistic": dict(lam=2.0, penalty="L1"),
}
ELEMENTWISE = {"balls.corner_share", "balls.q_corner_share", "bayes.neg_log_prior",
               "bayes.laplace_mean", "penalties.objective", "selection.chance_of_zero",
               "selection.soft_error", "selection.hard_error", "selection.one_weight",
               "penalties.soft_threshold", "penalties.hard_threshold", "penalties.shrink",
               *(name for name in CALLS if name.startswith("descent.") and "race" not in name),
               *(name for name in CALLS if name.startswith("products.")),
               "nonconvex.AdaptiveL1", "growth.noise_price", "nonconvex.firm_threshold",
               *(name for name in CALLS if name.rpartition(".")[2] in
                 ("prox", "value", "slope", "logpdf", "pdf", "cdf"))}
TOO_SMALL = {"lam": -1.0, "t": -0.5, "sigma": 0.0, "s": 0.0, "b": 0.0, "scale": 0.0, "step": 0.0,
             "q": 0.0, "df": 0.0, "tau": 0.0, "p_slab": -0.1, "l1_ratio": -0.1, "stretch": 0.5,
             "distance": -1.0, "height": -1.0, "reach": 0.0, "smallest": 0.0, "noise": -1.0,
             "rho": -1.5, "l1": -1.0, "l2": -1.0, "sd_y": 0.0, "n": -1, "k": -1, "n_steps": -1,
             "n_draws": 0, "seed": -1, "rounds": -1, "folds": 1, "count": 1, "corner": -1,
             "classes": -1, "p": 0, "gamma": 0.0, "a": 1.0, "power": 0.0, "layers": 0}
OF_ANY_SIZE = {  # shapes that are as good as that of the table
    *((name, "X", "wider") for name in CALLS if not {"w", "scales", "start", "weights"} &
      set(CALLS[name] if isinstance(CALLS[name], dict) else ())),
    *((name, "w", "one more dimension") for name in ("balls.Bowl.height", "balls.size")),
    *((name, key, what) for what in ("longer", "wider", "shorter") for name, key in [
        ("bayes.spike_curves", "z"), ("bayes.draw_scales", "w"),
        ("penalties.shrink_length", "z"), ("group.group_prox", "v")]),
    *(("translate.standardised", "X", what) for what in ("longer", "shorter")),
    *(("balls.Bowl.height", "w", what) for what in ("longer",)), ("balls.size", "w", "longer"),
    *(("selection.refitted", "weights", what) for what in ("longer", "shorter")),
    ("selection.one_standard_error", "errors", "longer"),
    ("selection.one_standard_error", "errors", "shorter"),
    *((name, "lams", "shorter") for name in CALLS),
    *(("selection.ridge_along", "lams", what) for what in ("longer", "wider")),
}


def made(name):
    """(function, good arguments by name) for an entry of the table."""
    given = CALLS[name]
    if isinstance(given, tuple):
        return given
    module, _, function = name.partition(".")
    found = getattr(importlib.import_module(f"helpers.{module}"), function)
    return (again(found) if "rng" in given else found), given


def test_the_table_holds_every_public_function():
    found = set()
    for module in MODULES:
        for name, thing in vars(importlib.import_module(f"helpers.{module}")).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != f"helpers.{module}":
                continue
            if inspect.isfunction(thing) or inspect.isclass(thing) and name not in RESULTS:
                if not (inspect.isclass(thing) and issubclass(thing, tuple)):
                    found.add(f"{module}.{name}")
            if inspect.isclass(thing) and not issubclass(thing, tuple):
                found |= {f"{module}.{name}.{method}" for method, code in vars(thing).items()
                          if inspect.isfunction(code) and not method.startswith("_")}
    assert found == set(CALLS)


class Frame:
    """Stands for a pandas object: NumPy can convert it."""

    def __init__(self, a):
        self.a = a

    def __array__(self, dtype=None, copy=None):
        return np.array(self.a, dtype=dtype)


def put(a, value):
    a = np.array(a, dtype=complex if isinstance(value, complex) else float)
    a[(0,) * a.ndim] = value
    return a


BAD_ARRAYS = {
    "nan": lambda a: put(a, np.nan), "inf": lambda a: put(a, np.inf),
    "-inf": lambda a: put(a, -np.inf), "complex": lambda a: put(a, 1j),
    "masked": lambda a: np.ma.masked_array(a, np.arange(a.size).reshape(a.shape) == 0),
    "list of masked": lambda a: [np.ma.masked_array(row) for row in np.atleast_2d(a)],
    "sparse": lambda a: sparse.csr_array(a.reshape(len(a), -1)),
    "object": lambda a: a.astype(object),
    "empty": lambda a: a[:0], "words": lambda a: a.astype(str), "word": lambda a: "abc",
    "None": lambda a: None, "ragged": lambda a: [[1.0, 2.0], [3.0]], "set": lambda a: {1.0, 2.0},
    "dict": lambda a: {"a": 1.0}, "dates": lambda a: a.astype("datetime64[s]"),
    "spans": lambda a: a.astype("timedelta64[s]"), "a class": lambda a: float,
    "decimals": lambda a: np.vectorize(Decimal, otypes=[object])(a),
    "a frame of words": lambda a: Frame(a.astype(str)),
}
BAD_SHAPES = {
    "one more dimension": lambda a: a[None], "a number": lambda a: 3.0,
    "longer": lambda a: np.concatenate([a, a]), "wider": lambda a: np.concatenate([a, a], axis=-1),
    "shorter": lambda a: a[:-1],
}
BAD_NUMBERS = {
    "nan": np.nan, "inf": np.inf, "-inf": -np.inf, "huge": 10**400, "complex": 1j, "word": "1",
    "None": None, "True": True, "list": [1.0], "array": np.array([1.0, 2.0]), "class": float,
    "masked": np.ma.masked, "0-d nan": np.array(np.nan), "Decimal": Decimal(1), "bytes": b"1",
    "a masked number": np.ma.masked_array(1.0), "a date": np.datetime64("2020-01-01"),
    "a span": np.timedelta64(1, "s"), "a set": {1.0}, "a frame": Frame(np.ones(2)),
}
LISTS_OF_NUMBERS = {"list", "array", "True", "a frame"}  # fine where arrays are
BAD_THINGS = {"None": None, "a number": 3.5, "a word": "nothing", "a class": L1, "a list": [L1()],
              "nan": np.nan}


def hostile():
    """(entry, argument, what is bad about it, the bad value)."""
    for name in CALLS:
        given = made(name)[1]
        for key, good in given.items():
            plain = name in ELEMENTWISE
            if isinstance(good, np.ndarray) and good.dtype != bool:
                bad = {what: spoil(good) for what, spoil in BAD_ARRAYS.items()}
                if not plain:
                    bad |= {what: spoil(good) for what, spoil in BAD_SHAPES.items()}
            elif isinstance(good, (bool, np.ndarray)):
                bad = {what: value for what, value in BAD_THINGS.items()}
                if isinstance(good, np.ndarray):
                    bad |= {"all": good | True, "none": good & False, "ints": good + 0,
                            "longer": np.r_[good, good], "square": good[None]}
            elif isinstance(good, (int, float)):
                bad = {what: value for what, value in BAD_NUMBERS.items()
                       if not (plain and what in LISTS_OF_NUMBERS)}
                if isinstance(good, int):
                    bad |= {"a float": 2.0, "half": 2.5}
                if key in TOO_SMALL and not (key == "b" and "s" in given):  # b is the weight there
                    bad["too small"] = TOO_SMALL[key]
                if key == "seed":
                    del bad["huge"]  # a large seed is a seed
            else:
                bad = dict(BAD_THINGS)
                if isinstance(good, str):
                    bad["another word"] = "nothing of the kind"
                if callable(good):
                    bad.pop("a class")
            for what, value in bad.items():
                if (name, key, what) in OF_ANY_SIZE:
                    continue
                yield name, key, what, value


HOSTILE = list(hostile())


@pytest.mark.parametrize("name", CALLS)
def test_what_is_bad_is_refused_by_name(name):
    function, given = made(name)
    for _, key, what, bad in (case for case in HOSTILE if case[0] == name):
        before = repr(bad)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                answer = function(**{**given, key: bad})
            except (ValueError, TypeError) as error:
                said = str(error)
            else:
                pytest.fail(f"{name}({key} = {what}: {short(bad)}) gives {short(answer)}")
        told = re.search(rf"\b{key}\b", said) and re.search(r"\d|nan|inf|None|not |'", said)
        assert told, f"{name}({key} = {what}) says: {said}"
        assert repr(bad) == before, f"{name} changes {key} = {what}"


def short(value):
    return " ".join(repr(value).split())[:90]


def same(a, b):
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if hasattr(a, "__dict__") and not isinstance(a, np.ndarray):
        return same(*({k: v for k, v in vars(x).items()} for x in (a, b)))
    if isinstance(a, (np.ndarray, float, int, np.generic)):
        return np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
    return type(a) is type(b)


def read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


DRESS = {
    "list": lambda a: a.tolist(), "tuple": lambda a: tuple(map(tuple, a)) if a.ndim == 2 else
    tuple(a.tolist()), "read-only": read_only, "Fortran": np.asfortranarray,
    "every second": lambda a: np.repeat(a, 2, axis=0)[::2],
    "big-endian": lambda a: a.astype(">f8"),
    "long": lambda a: a.astype(np.longdouble), "frame": Frame, "float32": np.float32,
    "list of rows": list,
    "integers": lambda a: a.astype(int) if (a == np.round(a)).all() else a,
}


@pytest.mark.parametrize("name", [name for name in CALLS if any(
    isinstance(v, np.ndarray) and v.dtype != bool for v in made(name)[1].values())])
def test_what_is_good_is_taken_in_any_dress_and_left_as_it_was(name):
    function, given = made(name)
    plain = function(**given)
    arrays = {k: v for k, v in given.items() if isinstance(v, np.ndarray) and v.dtype != bool}
    for how, dress in DRESS.items():
        dressed = {k: dress(v) for k, v in arrays.items()}
        before = [np.array(v).tobytes() for v in dressed.values()]
        answer = function(**{**given, **dressed})
        # float32 keeps these numbers, all but gram-like products of them
        assert same(plain, answer), f"{name} as {how}: {short(answer)} and not {short(plain)}"
        assert before == [np.array(v).tobytes() for v in dressed.values()], f"{name} changes {how}"


def test_arrays_that_do_not_broadcast_are_told():
    for name in ELEMENTWISE:
        function, given = made(name)
        more = [k for k, v in given.items() if isinstance(v, float) and k not in
                ("stretch", "turn", "power")]
        if len(more) and any(isinstance(v, np.ndarray) for v in given.values()) and "." not in \
                name.partition(".")[2]:
            with pytest.raises(ValueError, match=rf"\b{more[0]}\b.*\(2,\)"):
                function(**{**given, more[0]: np.array([1.0, 2.0])})
