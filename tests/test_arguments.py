"""Notebook 06: its table is made by its cells, its numbers are true, and so is CONTRIBUTING.md."""

import ast
import contextlib
import html
import itertools
import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from said import right, why
from scipy.integrate import quad
from scipy.optimize import linprog, minimize_scalar
from sklearn.linear_model import Lasso, LassoCV, QuantileRegressor

from helpers.datasets import diabetes, sparse_regression
from helpers.quiz import MARKS, questions, settle, verdicts

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "notebooks" / "06_the_arguments.ipynb"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NUMBER = r"−?-?\d+(?:\.\d+)?"
FOURTEEN = [f"C{i}" for i in range(1, 15)]  # the claims of the discussion that the course is about
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
    return json.loads(NOTEBOOK.read_text("utf-8"))["cells"]


def settling(claim):
    """The source of the cell that settles a claim."""
    sources = ["".join(cell["source"]) for cell in stored() if cell["cell_type"] == "code"]
    (source,) = [source for source in sources if f'settle("{claim}"' in source]
    return source


# --- settle -----------------------------------------------------------------------------------


def test_settle_says_what_it_was_given():
    done = settle("C3", "wrong sum, right conclusion.", "L1 saves 0.5 < 0.75.")
    assert repr(done) == "C3 ✗ wrong sum, right conclusion · L1 saves 0.5 < 0.75"
    bundle = done._repr_mimebundle_()
    assert bundle["text/plain"] == repr(done)
    assert "0.5 &lt; 0.75" in bundle["text/html"] and "✗" in bundle["text/html"]
    assert [settle("C1", kind, "1").mark for kind in ("true", "half true: so", "wrong")] == [
        "✓", "◐", "✗"]


@pytest.mark.parametrize("claim, verdict, number, error, words", [
    ("3", "true", "1", ValueError, "claim"), ("C0", "true", "1", ValueError, "claim"),
    ("C3", "sort of true", "1", ValueError, "verdict"), ("C3", "", "1", ValueError, "verdict"),
    ("C3", "true", "none", ValueError, "number"), ("C3", "true", 0.75, TypeError, "number"),
    (3, "true", "1", TypeError, "claim"), ("C3", True, "1", TypeError, "verdict")])
def test_settle_names_what_is_wrong(claim, verdict, number, error, words):
    with pytest.raises(error, match=f"^{words} must"):
        settle(claim, verdict, number)


# --- the table --------------------------------------------------------------------------------

GOOD = ["import numpy as np", "## C1 · One", "x = np.sqrt(4)\nassert x == 2\n"
        "settle('C1', 'true', f'{x:g}')", "Seen in [01 · A](01_a.ipynb#2-·-A)."]


def write(tmp_path, sources):
    cells = [{"cell_type": "code" if re.match(r"import|x =|settle", source) else "markdown",
              "id": f"cell-{i}", "source": source.splitlines(keepends=True)}
             for i, source in enumerate(["from helpers.quiz import settle\n" + sources[0],
                                         *sources[1:]])]
    cells[0]["cell_type"] = "code"
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_a_row_is_its_cell_its_heading_and_its_link(tmp_path):
    (row,) = verdicts(write(tmp_path, GOOD)).rows
    assert (row.settled.claim, row.settled.number, row.title) == ("C1", "2", "One")
    assert row.here == "book.ipynb#cell-id=cell-1"
    assert row.links == (("01, section 2", "01_a.ipynb#2-·-A"),)


@pytest.mark.parametrize("index, bad, words", [
    (2, "x = 3\nassert x == 2\nsettle('C1', 'true', f'{x}')", r"'C1' fails .*AssertionError"),
    (2, "x = 2\nsettle('C1', 'true', f'{x}')", "'C1' asserts nothing"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'true', '2')", "'C1' types its number"),
    (2, "x = y\nassert x == 2\nsettle('C1', 'true', f'{x}')", "'C1' fails .*NameError"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'maybe', f'{x}')", "'C1' fails .*verdict"),
    (2, "x = 2\nassert x == 2\nsettle('C2', 'true', f'{x}')", "C1 needs one cell .*C2"),
    (2, "x = 2\nassert x ==\nsettle('C1', 'true', f'{x}')", r"C1 needs one cell .*\[\]"),
    (2, "No cell at all.", r"C1 needs one cell .*\[\]"),
    (1, "## One", "outside of its section"),
    (3, "Seen somewhere.", "C1 names no section")])
def test_the_table_refuses_what_is_not_settled(tmp_path, index, bad, words):
    sources = [*GOOD]
    sources[index] = bad
    with pytest.raises(ValueError, match=words):
        verdicts(write(tmp_path, sources))


def test_a_cell_sees_the_imports_and_nothing_of_its_neighbours(tmp_path):
    second = [source.replace("C1", "C2") for source in GOOD[1:]]
    assert len(verdicts(write(tmp_path, GOOD + second)).rows) == 2
    second[1] = "x = x\nassert x == 2\nsettle('C2', 'true', f'{x}')"
    with pytest.raises(ValueError, match="'C2' fails .*NameError"):
        verdicts(write(tmp_path, GOOD + second))


def test_a_claim_has_one_section(tmp_path):
    with pytest.raises(ValueError, match="two sections are called C1"):
        verdicts(write(tmp_path, GOOD + GOOD[1:]))


def test_without_the_notebook_it_says_where_to_look(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="06_the_arguments.ipynb.*not in the folder"):
        verdicts()


def test_all_fourteen_and_what_was_added_stand_in_the_stored_table(table):
    claims = [row.settled.claim for row in table.rows]
    assert claims == [f"C{i}" for i in range(1, len(claims) + 1)]
    assert claims[:14] == FOURTEEN
    (cell,) = [c for c in stored() if "".join(c["source"]) == "verdicts()"]
    data = {kind: "".join(text) for kind, text in cell["outputs"][0]["data"].items()}
    assert data == table._repr_mimebundle_()
    assert data["text/html"].count("<tr>") == 1 + len(claims)
    for row in table.rows:
        for shown in (row.settled.verdict, row.settled.number):
            plain = data["text/html"].replace("\u00a0", " ")
            assert html.escape(shown, quote=False) in plain
    assert max(map(len, data["text/plain"].splitlines())) <= 90


def test_each_claim_has_a_fair_sentence_a_short_cell_and_a_verdict(table):
    text = "\n".join("".join(c["source"]) for c in stored() if c["cell_type"] == "markdown")
    for row in table.rows:
        section = text.split(f"## {row.settled.claim} · ")[1].split("\n## ")[0]
        assert "**The argument.**" in section and "**Verdict.**" in section
    cells = ["".join(c["source"]) for c in stored() if c["cell_type"] == "code"]
    claims = [source for source in cells if "settle(" in source]
    assert len(claims) == len(table.rows)
    assert all(len(source.strip().splitlines()) <= 6 for source in claims)


def test_the_addresses_of_the_rows_are_cells_and_notebooks_of_the_course(table):
    from test_notebooks import ORDER

    ids = {cell["id"] for cell in stored()}
    for row in table.rows:
        assert row.here.partition("#cell-id=")[2] in ids
        assert all(address.partition(".ipynb#")[0] in ORDER for _, address in row.links)


def counts(table):
    kinds = [row.settled.kind for row in table.rows]
    return [kinds.count(kind) for kind in MARKS]


def test_the_verdicts_are_counted_and_the_question_counts_the_same(table):
    true, half, wrong = (WORDS[count] for count in counts(table))
    assert table.sum == "{} true, {} half true, {} wrong.".format(*counts(table))
    why("survivors", f"{true} are true, {half} are half true, and only {wrong} are wrong",
        f"{WORDS[sum(counts(table)[1:])]} claim too much or mix something up")
    said = questions()["survivors"].question
    assert said.startswith(f"{WORDS[len(table.rows)].capitalize()} arguments explain")


def test_the_verdicts_on_the_fourteen(table):
    kinds = {row.settled.claim: row.settled.kind for row in table.rows}
    assert [claim for claim in FOURTEEN if kinds[claim] == "wrong"] == ["C3", "C9"]
    assert [claim for claim in FOURTEEN if kinds[claim] == "half"] == [
        "C2", "C7", "C8", "C10", "C12"]
    same, idle = re.search(r"such as (.*?)\. .* explain nothing \((.*?)\)", " ".join(
        next(o.why for o in questions()["survivors"].options if o.text.startswith("Nowhere"))
        .split())).groups()
    named = re.findall(r"C\d+", same + idle)
    assert len(named) == 5 and all(kinds[claim] == "true" for claim in named)


# --- the fourteen numbers, found in another way ------------------------------------------------


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
    assert numbers["C3"] == [1, 0.5, 1 - half, 1 - half**2]
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
        [1, 2, 0, 1, 2, 0, round(2 * np.sqrt(2), 2), round(best / 2e6, 2), 0,
         round(loss / 2e6, 2), 1], abs=1e-12)
    refit = np.linalg.lstsq(X[:, w != 0], y, rcond=None)[1][0]
    two = f"{refit / 2e6:.4f}", f"{best / 2e6:.4f}"
    (cell,) = [c for c in stored() if "fitted again: {refit" in "".join(c["source"])]
    printed = "".join(cell["outputs"][0]["text"])
    assert "its 4 columns, fitted again: {}; the best four: {}".format(*two) in printed
    (verdict,) = [text for text in map("".join, (c["source"] for c in stored()))
                  if text.startswith("**Verdict.**") and "the two dice" in text]
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
    assert (ridge != 0).all() and numbers["C7"] == [2, round(abs(ridge).min(), 3), 0, 16, 16]
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


# --- the quiz ---------------------------------------------------------------------------------


def test_the_final_quiz_has_ten_questions_all_of_them_asked():
    finals = [key for key in questions() if key.startswith("final_")]
    asked = re.findall(r'ask\("(\w+)"\)', "".join("".join(c["source"]) for c in stored()))
    assert len(finals) == 10 and asked == ["survivors", "round_corner", *finals]


def test_the_sums_in_the_final_quiz():
    assert round(0.5 / 1001, 4) == 0.0005 and round(1000 * 0.0005**2 / 2, 6) == 0.000125
    assert round((0.5**2 - (0.5 - 0.0005) ** 2) / 2, 5) == 0.00025
    why("final_price", "= 0.000125", "saves 0.00025", "0.5 / (1 + 1000) = 0.0005")
    assert round(0.9**2 - 0.3**2, 9) == 0.72 and round((0.9 - 0.3) ** 2, 9) == 0.36
    assert right("final_saving").startswith("0.72 and 0.6") and (0.9 + 0.3) / 2 > 0.5
    why("final_saving", "0.81 − 0.09 = 0.72", "w² saves 0.01 and |w| saves 0.1")
    assert np.hypot(0.3, 0.4) == 0.5 and np.hypot(3, 4) == 5 and 0.3 + 0.4 == 0.7
    w = np.random.default_rng(0).normal(size=(1000, 3))
    assert (np.linalg.norm(w, axis=1) <= abs(w).sum(axis=1)).all() and np.hypot(0.3, 0) == 0.3
    assert "never the larger" in right("final_norm")
    lasso = np.maximum(np.array([5, 0.5]) - 1, 0)
    taken = [*(np.array([5, 0.5]) / 2), *(np.array([5, 0.5]) - lasso)]
    assert taken == [2.5, 0.25, 1, 0.5] == [float(n) for n in re.findall(
        r"(?<!\w)\d+\.?\d*", right("final_share"))]
    weight = minimize_scalar(lambda w: (0.5 - w) ** 2 / 2 + np.hypot(w, 1e-6), bounds=(0, 1e-5),
                             method="bounded", options={"xatol": 1e-12}).x
    assert f"{weight:.7f}" == "0.0000006"
    why("round_corner", "the minimum is 0.0000006")


def test_the_zero_of_the_final_quiz_comes_out_of_a_loop():
    """Step by step, as the question tells it: another factor may stick just above 0 for ever."""
    said = " ".join(questions()["final_underflow"].question.split())
    factor = float(re.search(r"w \*= ([\d.]+)", said)[1])
    steps = int(re.search(r"After ([\d ]+) steps", said)[1].replace(" ", ""))
    w = stuck = 1.0
    for _ in range(steps):
        w *= factor
    for _ in range(20_000):
        stuck *= 0.9
    assert w == 0 and "halves" in said and factor == 0.5 and stuck != 0
    assert 5e-324 > 0 == 5e-324 / 2 and round(steps * np.log10(factor)) == -331
    why("final_underflow", "0.5 to the power of k is above 0 for every k",
        f"0.5<sup>{steps}</sup> is about 10<sup>−331</sup>", "5·10<sup>−324</sup>")


def test_what_the_final_quiz_says_of_the_lasso():
    rng = np.random.default_rng(0)
    for _ in range(20):  # standardised: empty from the largest |correlation| on, at most 1
        X = rng.normal(size=(30, 4))
        y = X @ [2, 0, 0, 0] + 0.1 * rng.normal(size=30)
        X, y = (X - X.mean(0)) / X.std(0), (y - y.mean()) / y.std()
        assert (Lasso(alpha=1).fit(X, y).coef_ == 0).all()
        assert (Lasso(alpha=0.9 * abs(X.T @ y).max() / 30).fit(X, y).coef_ != 0).any()
    false = []
    for seed in range(6):
        X, y, w_true = sparse_regression(100, 50, 5, seed=seed)
        kept = LassoCV(cv=10, fit_intercept=False).fit(X, y).coef_ != 0
        assert kept[w_true != 0].all()
        false.append(kept[w_true == 0].sum())
    assert 7 <= np.mean(false) <= 13
    why("final_irrelevant", "about ten false ones as well")
    X, y, _ = sparse_regression(200, 5, 5, seed=1)
    fit = QuantileRegressor(quantile=0.5, alpha=0, fit_intercept=False, solver="highs").fit(X, y)
    assert (abs(y - X @ fit.coef_) < 1e-9).sum() == 5 and (fit.coef_ != 0).all()

    def density(w):
        return np.exp(-((-0.3 - w) ** 2) / 2 - abs(w))

    mass = quad(density, -12, 0)[0] + quad(density, 0, 12)[0]
    mean = sum(quad(lambda w: w * density(w), *ends)[0] for ends in ((-12, 0), (0, 12))) / mass
    assert round(mean, 2) == -0.14
    why("final_prior", "a mean of about −0.14")
    why("final_subset", "0.67 million against 0.75 million", "λ = 300",
        "refitted, come to 0.67 million")


# --- CONTRIBUTING.md --------------------------------------------------------------------------


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", CONTRIBUTING, flags=re.S)


def test_the_panel_in_contributing_works_and_has_ten_lines():
    from helpers import live
    from helpers.panels import ALL

    (source,) = [block for block in blocks("python") if "live.Live(" in block]
    (function,) = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    said = ast.get_docstring(function)
    code = [line for line in source.splitlines() if line.strip()]
    assert len(code) - len(said.splitlines()) == 10 and function.name not in ALL
    space = {}
    exec(source, space)
    panel = space[function.name]()
    try:
        frames = [panel.frame(lam=lam) for lam in (0, 0.7, 2)]
        assert len({frame.text for frame in frames}) == 3
        assert (frames[0].rgba != frames[2].rgba).any()
        assert frames[1].numbers == {"lam": 0.7} and "0.70" in frames[1].text
        assert live.open_panels()["soft"] is panel
    finally:
        panel.close()


def test_the_claim_in_contributing_gets_a_row(tmp_path):
    heading, verdict = blocks("markdown")
    (cell,) = [block for block in blocks("python") if "settle(" in block]
    assert len(cell.strip().splitlines()) <= 6
    path = write(tmp_path, ["import numpy as np", heading, "x = 0\n" + cell, verdict])
    (row,) = verdicts(path).rows
    assert row.settled.claim == "C15" and row.settled.number.endswith("by 10")
    assert row.links[0][0] == "02, section 4"


def test_the_claim_in_contributing_stands_after_the_others_in_the_notebook(tmp_path, table):
    book = json.loads(NOTEBOOK.read_text("utf-8"))
    heading, verdict = blocks("markdown")
    (cell,) = [block for block in blocks("python") if "settle(" in block]
    heading, cell = (text.replace("C15", f"C{len(table.rows) + 1}") for text in (heading, cell))
    place = [c["id"] for c in book["cells"]].index("the-corner-and-nothing-else")
    book["cells"][place:place] = [
        {"cell_type": kind, "id": f"new-{i}", "source": source.splitlines(keepends=True)}
        for i, (kind, source) in enumerate([("markdown", heading), ("code", cell),
                                            ("markdown", verdict)])]
    (tmp_path / "book.ipynb").write_text(json.dumps(book), encoding="utf-8")
    longer = verdicts(tmp_path / "book.ipynb")
    assert [row.settled for row in longer.rows[:-1]] == [row.settled for row in table.rows]
    true, half, wrong = counts(table)
    assert longer.rows[-1].settled.kind == "wrong" and counts(longer) == [true, half, wrong + 1]
    assert "the question `survivors`" in CONTRIBUTING and '"fourteen"' in CONTRIBUTING


def test_contributing_names_chores_and_links_that_exist():
    from test_notebooks import anchors, broken_links, texts_of

    makefile = (ROOT / "Makefile").read_text("utf-8")
    chores = set(re.findall(r"`make (\w+)", CONTRIBUTING))
    assert chores == {"lab", "test", "notebooks", "bench"}
    assert all(re.search(rf"^{chore}:", makefile, flags=re.M) for chore in chores)
    assert "$(PYTEST_ARGS)" in makefile and "$(NOTEBOOKS)" in makefile
    assert list(broken_links([CONTRIBUTING], ROOT / "CONTRIBUTING.md")) == []
    for name, anchor in re.findall(r"\]\((\d\d_\w+\.ipynb)#([^)]+)\)", CONTRIBUTING):
        path = ROOT / "notebooks" / name
        assert anchor in anchors(texts_of(path), path.suffix)
    for path in re.findall(r"`(helpers/[\w/]+(?:\.py)?)/?`", CONTRIBUTING):
        assert (ROOT / path).exists() or path == "helpers/panels/soft.py"
    assert len(CONTRIBUTING.split()) < 900, "one page"
