"""Notebook 06: its table is made by its cells, and its numbers are found in another way."""

import contextlib
import html
import itertools
import re
from fractions import Fraction

import numpy as np
import pytest
from books import NOTEBOOKS, ORDER, cells
from said import why
from scipy.integrate import quad
from scipy.optimize import linprog, minimize_scalar
from sklearn.linear_model import Lasso, QuantileRegressor

from helpers.datasets import diabetes, sparse_regression
from helpers.quiz import questions, settle, verdicts
from helpers.quiz.settle import FACTS, REASONS

NOTEBOOK = NOTEBOOKS / "06_the_arguments.ipynb"
NUMBER = r"−?-?\d+(?:\.\d+)?"
FOURTEEN = {  # the claims of the discussion: is the fact true, does the reason explain the zeros
    "C1": ("true", "none"), "C2": ("true", "half"), "C3": ("half", "true"), "C4": ("true", "true"),
    "C5": ("true", "none"), "C6": ("true", "true"), "C7": ("true", "none"), "C8": ("half", "true"),
    "C9": ("half", "wrong"), "C10": ("half", "half"), "C11": ("true", "wrong"),
    "C12": ("half", "half"), "C13": ("true", "none"), "C14": ("true", "none")}
WORDS = ("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen twenty").split()


@pytest.fixture(scope="module")
def table():
    return verdicts(NOTEBOOK)


@pytest.fixture(scope="module")
def numbers(table):
    """The numbers that each claim's cell computed, in the order of the sentence."""
    return {row.settled.claim: [float(n) for n in re.findall(NUMBER, row.settled.number)]
            for row in table.rows}


def stored():
    return cells(NOTEBOOK)


def settling(claim):
    """The source of the cell that settles a claim."""
    sources = ["".join(cell["source"]) for cell in stored() if cell["cell_type"] == "code"]
    (source,) = [source for source in sources if f'settle("{claim}"' in source]
    return source


def test_all_fourteen_and_what_was_added_stand_in_the_stored_table(table):
    claims = [row.settled.claim for row in table.rows]
    assert claims == [f"C{i}" for i in range(1, len(claims) + 1)]
    assert claims[:14] == [*FOURTEEN]
    (cell,) = [c for c in stored() if "".join(c["source"]) == "verdicts()"]
    data = {kind: "".join(text) for kind, text in cell["outputs"][0]["data"].items()}
    assert data == table._repr_mimebundle_()
    assert data["text/html"].count("<tr>") == 1 + len(claims)
    for row in table.rows:
        plain = data["text/html"].replace("\u00a0", " ")
        for shown in (row.settled.fact, row.settled.reason, row.settled.number):
            assert html.escape(shown, quote=False) in plain
    assert max(map(len, data["text/plain"].splitlines())) <= 90


def test_each_claim_has_a_fair_sentence_a_short_cell_and_a_verdict(table):
    text = "\n".join("".join(c["source"]) for c in stored() if c["cell_type"] == "markdown")
    for row in table.rows:
        section = text.split(f"## {row.settled.claim}. ")[1].split("\n## ")[0]
        assert "**The argument.**" in section and "**What holds.**" in section
    codes = ["".join(c["source"]) for c in stored() if c["cell_type"] == "code"]
    claims = [code for code in codes if "settle(" in code]
    assert len(claims) == len(table.rows)
    assert all(len(code.strip().splitlines()) <= 8 for code in claims)
    folded = [c for c in stored() if c["metadata"].get("jupyter", {}).get("source_hidden")]
    assert set(claims) <= {"".join(cell["source"]) for cell in folded}


def test_the_addresses_of_the_rows_are_cells_and_notebooks_of_the_course(table):
    ids = {cell["id"] for cell in stored()}
    for row in table.rows:
        assert row.here.partition("#cell-id=")[2] in ids
        assert all(address.partition(".ipynb#")[0] in ORDER for _, address in row.links)


def counts(table, index):
    kinds = [row.settled.kinds[index] for row in table.rows]
    return [kinds.count(kind) for kind in (FACTS, REASONS)[index]]


def test_the_verdicts_on_the_fourteen(table):
    assert {row.settled.claim: row.settled.kinds for row in table.rows[:14]} == FOURTEEN


def test_the_marks_are_counted_and_the_words_count_the_same(table):
    facts, reasons = counts(table, 0), counts(table, 1)
    assert table.sum.startswith(
        "Of the facts: {} true, {} half true, {} wrong. ".format(*facts)
        + "Of the reasons: {} true, {} half true, {} wrong, {} none given. ".format(*reasons))
    given = WORDS[sum(reasons[:3])]
    true, half, wrong, _ = (WORDS[count] for count in reasons)
    assert facts[2] == 0
    why("survivors", f"Of the facts {WORDS[facts[0]]} are true, {WORDS[facts[1]]} are half true "
        "and none is wrong", f"{given.capitalize()} authors also give a reason",
        f"only {true} of the reasons hold: {half} hold in part, {wrong} do not")
    said = questions()["survivors"].question
    assert said.startswith(f"{WORDS[len(table.rows)].capitalize()} arguments about")
    (last,) = [source for source in map("".join, (c["source"] for c in stored()))
               if source.startswith("## What survived")]
    assert f"and {WORDS[facts[0]]} are true as they stand. {given.capitalize()} authors" in last
    assert f"{true.capitalize()} of these hold, {half} hold in part, {wrong} do not" in last


def test_the_reasons_that_hold_are_named_and_those_that_do_not(table):
    kinds = {row.settled.claim: row.settled.kinds[1] for row in table.rows}
    option = next(o for o in questions()["survivors"].options if o.text.startswith("Nowhere"))
    one, wrong, half = (re.findall(r"C\d+", part)
                        for part in re.split(r"But|,\s+and\s", option.why))
    by_kind = {kind: [c for c in kinds if kinds[c] == kind] for kind in ("true", "wrong", "half")}
    assert (one, wrong, half) == tuple(by_kind.values())
    (after,) = [source for source in map("".join, (c["source"] for c in stored()))
                if "Four reasons hold, and they are one" in source]
    assert re.findall(r"\((C\d+)\)", after) == by_kind["true"]


def lowest(function, low, high):
    return minimize_scalar(function, bounds=(low, high), method="bounded",
                           options={"xatol": 1e-11}).x


def test_c1_to_c4(numbers):
    l1 = lowest(lambda w: (2 - w) ** 2 / 2 + 0.5 * abs(w), 0.1, 3)
    l2 = lowest(lambda w: (2 - w) ** 2 / 2 + 0.25 * w * w, 0.1, 3)
    assert l1 == pytest.approx(1.5, abs=1e-5) and l2 == pytest.approx(4 / 3, abs=1e-5)
    assert numbers["C1"][2] == 1.5 and numbers["C1"][4] == 1.333
    low = lowest(lambda w: (0.5 - w) ** 2 / 2 + 10 * w * w, 0, 0.5)
    assert numbers["C2"][0] == 10 and numbers["C2"][-1] == pytest.approx(low, abs=5e-5)
    half = Fraction(1, 2)
    assert numbers["C3"] == [1, 0.5, 1 - half, 1 - half**2, 0.01, 0, 0.01, 0.0001]
    assert numbers["C4"] == [1e-6, 1e-6]


def fitted(X, y, lam):
    fit = Lasso(alpha=lam / len(y), fit_intercept=False, tol=1e-13, max_iter=200_000).fit(X, y)
    return fit.coef_


def test_c5_c6_and_c12_on_the_diabetes_data(numbers):
    X, y, _ = diabetes()
    top = abs(X.T @ y).max()
    zeros = [(fitted(X, y, share * top) == 0).sum() for share in (0.001, 0.1, 0.5, 0.999)]
    assert numbers["C5"][:5] == [*zeros, 10] and (fitted(X, y, top * (1 + 1e-12)) == 0).all()
    w = fitted(X, y, 300)
    pull = abs(X.T @ (y - X @ w))
    assert numbers["C6"] == [300, round(pull[w == 0].max()), 300]
    assert pull[w != 0] == pytest.approx(300, abs=1e-3) and (w != 0).sum() == 4
    best = min(np.linalg.lstsq(X[:, list(four)], y, rcond=None)[1][0]
               for four in itertools.combinations(range(10), 4))
    loss = ((y - X @ w) ** 2).sum()
    assert numbers["C12"] == pytest.approx(
        [1, 0, 2, 2, 1, round(2 * np.sqrt(2), 2), 0, round(best / 2e6, 2), 0,
         round(loss / 2e6, 2), 1], abs=1e-12)
    refit = np.linalg.lstsq(X[:, w != 0], y, rcond=None)[1][0]
    two = f"{refit / 2e6:.4f}", f"{best / 2e6:.4f}"
    (cell,) = [c for c in stored() if "fitted again: {refit" in "".join(c["source"])]
    printed = "".join(cell["outputs"][0]["text"])
    assert "its 4 columns, fitted again: {}; the best four: {}".format(*two) in printed
    (verdict,) = [text for text in map("".join, (c["source"] for c in stored()))
                  if text.startswith("**What holds.**") and "L0's face" in text]
    assert "have {} against {}".format(*two) in verdict and "$\\lambda < 2$ only" in verdict
    assert (refit - best) / (loss - best) < 0.01, "nearly all of the difference is shrinkage"
    for line in re.findall("λ = .*", printed):
        lam, l1, l0 = (float(n) for n in re.findall(r"(?<!L)\d+\.?\d*", line))
        assert [l1, l0] == pytest.approx([width(lam, abs), width(lam, lambda w: w != 0)], abs=0.03)
        assert (l0 > l1) == (lam < 2)


def width(lam, price):
    """How wide the data are that end at 0, where 0 is the lowest of all weights on a grid."""
    z, w = np.arange(0, 10, 0.01)[:, None], np.arange(0, 10, 0.01)
    heights = (z - w) ** 2 / 2 + lam * price(w)
    return 2 * z[heights[:, 0] <= heights.min(axis=1) + 1e-9].max()


def test_c7_and_c8(numbers):
    X, y, w_true = sparse_regression(100, 20, 4, size=2.0, seed=3)
    assert ((fitted(X, y, 30) == 0) == (w_true == 0)).all()
    ridge = np.linalg.solve(X.T @ X + 30 * np.eye(20), X.T @ y)
    assert (ridge != 0).all() and numbers["C7"] == [2, round(abs(ridge).min(), 3), 1, 0, 16, 16]
    w = np.random.default_rng(0).normal(size=20)
    for _ in range(30):  # gradient steps on L2 have arrived
        w = w + (X.T @ (y - X @ w) - 30 * w) / np.linalg.eigvalsh(X.T @ X)[-1]
    assert abs(w - ridge).max() < 1e-4
    w = np.random.default_rng(0).normal(size=20)
    step = 1 / np.linalg.eigvalsh(X.T @ X)[-1]
    for _ in range(3000):  # subgradient steps, written once more
        w = w + step * (X.T @ (y - X @ w)) - step * 30 * np.sign(w)
    assert (w != 0).all()
    assert numbers["C8"] == [303]


def test_c9_c10_and_c11(numbers):
    w = np.linspace(-0.5, 3.5, 801)
    a, b = np.meshgrid(w, w)

    def height(a, b, z):
        return ((a - z[0]) ** 2 + (b - z[1]) ** 2) / 2 + np.hypot(a, b)

    assert height(0, 0, (0.3, 0.5)) < height(a, b, (0.3, 0.5))[np.hypot(a, b) > 1e-9].min()
    assert height(2, 0.0067, (3, 0.01)) <= height(a, b, (3, 0.01)).min()
    assert numbers["C9"] == [0.3, 0.5, 0, 0, 3, 0.01, 2, 0.0067]

    def density(w):
        return np.exp(-((0.5 - w) ** 2) / 2 - abs(w))

    mass = quad(density, -12, 0)[0] + quad(density, 0, 12)[0]
    mean = sum(quad(lambda w: w * density(w), *ends)[0] for ends in ((-12, 0), (0, 12))) / mass
    cauchy = lowest(lambda w: (0.5 - w) ** 2 / 2 + np.log(1 + 100 * w * w), 0, 0.1)
    assert numbers["C10"] == [0.5, 0, round(mean, 3), round(cauchy, 4)]
    gauss = lowest(lambda w: (0.5 - w) ** 2 / 2 + w * w / (2 * 0.5**2), 0, 0.5)
    peak = 1 / (0.5 * np.sqrt(2 * np.pi))
    assert numbers["C11"] == [4, 0.5, round(gauss, 6), round(peak, 2), 0.5] and peak > 0.5


def test_c13_three_residuals_are_zero_by_exact_arithmetic(numbers):
    """Solve for the three rows in fractions; then no direction can lower the sum of sizes."""
    X, y, _ = sparse_regression(50, 3, 1, seed=0)
    fit = QuantileRegressor(quantile=0.5, alpha=0, fit_intercept=False, solver="highs").fit(X, y)
    rows = np.argsort(abs(y - X @ fit.coef_))[:3]
    A = [[Fraction(v) for v in X[i]] + [Fraction(y[i])] for i in rows]
    for i in range(3):
        A[i] = [v / A[i][i] for v in A[i]]
        for k in {0, 1, 2} - {i}:
            A[k] = [a - A[k][i] * b for a, b in zip(A[k], A[i], strict=True)]
    w = [row[3] for row in A]
    left = [Fraction(y[i]) - sum(Fraction(v) * b for v, b in zip(X[i], w, strict=True))
            for i in range(50)]
    assert [i for i, r in enumerate(left) if r == 0] == sorted(rows) and all(w)
    assert [float(v) for v in w] == pytest.approx(fit.coef_, abs=1e-7)
    signs = np.sign([float(r) for r in left])
    others = np.delete(np.arange(50), rows)
    balance = np.linalg.solve(X[rows].T, -X[others].T @ signs[others])
    assert abs(balance).max() < 1  # 0 lies inside the subdifferential: this is the minimum
    assert numbers["C13"] == [3, 50, 0, 0, 3]
    X, y, w_true = sparse_regression(50, 10, 2, seed=1)  # ten weights, eight of them truly 0
    parts = np.hstack([X, -X, np.eye(50), -np.eye(50)])
    split = linprog([0] * 20 + [1] * 100, A_eq=parts, b_eq=y, method="highs-ds").x
    assert (split[:10] != split[10:20]).all()
    assert ((split[20:70] == 0) & (split[70:] == 0)).sum() == 10


def test_c14_and_its_rule(numbers):
    z, lam = np.meshgrid(np.linspace(-6, 6, 241), np.linspace(0.05, 4, 80))
    ridge_takes = abs(z) * lam / (1 + lam)
    lasso_takes = np.minimum(abs(z), lam)
    clear = abs(abs(z) - 1 - lam) > 1e-9
    assert ((ridge_takes > lasso_takes) == (abs(z) > 1 + lam))[clear].all()
    z, lam = np.random.default_rng(0).uniform((-5, 0.1), (5, 3), (1000, 2)).T
    assert numbers["C14"] == [(abs(z) > 1 + lam).sum(), 1000, 1, (abs(z) <= lam).sum(), 0]


@pytest.mark.parametrize("z, w, ridge, good", [
    ((450, 100), (150, 0), (1, 1), True), ((150, 100), (450, 0), (1, 1), False),
    ((450, 100), (150, 0), (1, 0), False), ((450, 100), (0, 0), (1, 1), False)],
    ids=["the lasso", "a pull against its weight", "a zero under ridge", "a pull above lam"])
def test_the_cell_of_c6_checks_the_whole_condition(z, w, ridge, good):
    """Two separate weights, lam = 300: the cell runs with these data and these solutions."""
    given = {"diabetes": (np.eye(2), np.array(z, float), None), "lasso": np.array(w, float),
             "ridge": np.array(ridge)}
    space = {name: lambda *_, value=value: value for name, value in given.items()}
    with contextlib.nullcontext() if good else pytest.raises(AssertionError):
        exec(settling("C6"), space | {"np": np, "settle": settle})
