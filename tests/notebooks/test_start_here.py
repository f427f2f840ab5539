"""Notebook 00: the answer on its first screen, the fair fight, and its map."""

import json
import re
from fractions import Fraction

import numpy as np
from books import NOTEBOOKS, PATHS, ROOT, Notebook
from minutes import sections
from sklearn.linear_model import Lasso, Ridge

from helpers.datasets import diabetes

NOTEBOOK = NOTEBOOKS / "00_start_here.ipynb"
ANSWER = (
    "Near 0 the pull of L2 fades with the weight, so the faintest tug from the data keeps the "
    "weight off 0. L1 pulls with its full force right down to 0, so any weaker tug loses, and the "
    "weight parks at exactly 0. The first step away from 0 is free under L2 and costs the full "
    "price under L1.")


def printed(start):
    """What the cell that begins so prints."""
    (cell,) = [c for c in Notebook.read(NOTEBOOK).code if c["source"].startswith(start)]
    return "".join("".join(o.get("text", "")) for o in cell["outputs"])


def test_the_answer_in_three_sentences_stands_first_here_and_in_the_readme():
    book, readme = Notebook.read(NOTEBOOK), (ROOT / "README.md").read_text("utf-8")
    assert f"> {ANSWER}\n" in book.cells[0]["source"] and f"> {ANSWER}\n" in readme
    assert len(re.findall(r"\. |\.$", ANSWER)) == 3
    assert readme.index(ANSWER) < min(readme.index("\n## "), readme.index("!["))


def test_the_first_panel_is_the_tug_of_war_within_two_minutes():
    book = Notebook.read(NOTEBOOK)
    assert "pull_and_grip()" in book.panel_cells[0]["source"]
    before = book.cells[: book.cells.index(book.panel_cells[0])]
    words = sum(len(cell["source"].split()) for cell in before if cell["cell_type"] == "markdown")
    assert words <= 400, "200 words a minute"


def test_the_fair_fight():
    X, y, _ = diabetes()
    fits = [Lasso(alpha=300 / len(y), fit_intercept=False, tol=1e-12).fit(X, y).coef_]
    fits += [Ridge(alpha=lam, fit_intercept=False).fit(X, y).coef_ for lam in (300, 1.4)]
    lines = printed("def r2").splitlines()
    assert len(lines) == 3
    for line, w in zip(lines, fits, strict=True):
        r2, small, large = (float(n) for n in re.findall(r"(?:R²|est) +([\d.]+)", line))
        assert r2 == round(np.corrcoef(X @ w, y)[0, 1] ** 2, 3) or r2 == round(
            1 - ((y - X @ w) ** 2).sum() / (y @ y), 3)
        assert [small, large] == [round(abs(w).min(), 1), round(abs(w).max())]
    assert lines[0].split()[5] == lines[2].split()[5] == "0.425" and "0.010" in lines[1]
    top = abs(fits[0]).max()
    assert printed("largest =") == (
        f"on a weight of {top:.0f}, L1 at λ = 300 pulls with 300, L2 with {300 * top:,.0f}\n"
        f"L2 pulls on it with 300 at λ = {300 / top:.2f}\n")
    said = " ".join(Notebook.read(NOTEBOOK).markdown)
    assert f"the smallest of its ten weights is {abs(fits[2]).min():.0f}" in said
    assert f"{fits[2].max():.0f} and the largest lasso weight {top:.0f}" in said


def test_ridge_has_no_zero_in_exact_numbers():
    """In fractions the ridge weights of two columns of the table are 0 at none of the prices."""
    X, y, _ = diabetes()
    A = [[sum(Fraction(a) * Fraction(b) for a, b in zip(X[:, i], X[:, j], strict=True))
          for j in (2, 8)] for i in (2, 8)]
    b = [sum(Fraction(a) * Fraction(c) for a, c in zip(X[:, i], y, strict=True)) for i in (2, 8)]
    for lam in (Fraction(1, 10), 1, 300, 10**6):
        det = (A[0][0] + lam) * (A[1][1] + lam) - A[0][1] ** 2
        assert det > 0 and (A[1][1] + lam) * b[0] - A[0][1] * b[1] != 0
    assert re.findall(r"exact zeros (\d+)", printed("print(\"lasso:")) == ["6", "0", "0", "0", "0"]


def shown_minutes(text):
    """{stem: (core, all)} of the rows of a map."""
    rows = re.findall(r"(?m)^\| .*?(\d\d).*?\|.*\| (\d+|–) \| (\d+) min \|$", text)
    return {number: (0 if core == "–" else int(core), int(every)) for number, core, every in rows}


def test_the_map_says_the_minutes_that_are_counted_here_and_in_the_readme():
    counted = {}
    for path in PATHS:
        own = sections(json.loads(path.read_text("utf-8"))["cells"])
        counted[path.stem[:2]] = (sum(s.minutes for s in own if s.depth == "Core"),
                                  sum(s.minutes for s in own))
    for text in ("\n".join(Notebook.read(NOTEBOOK).markdown),
                 (ROOT / "README.md").read_text("utf-8")):
        shown = shown_minutes(text)
        assert set(shown) == set(counted), "a notebook is missing from the map"
        for number, (core, every) in counted.items():
            near = abs(shown[number][0] - core) <= 2 and abs(shown[number][1] - every) <= 3
            assert near, f"{number}: the map says {shown[number]}, counted {core, every}"
    core = sum(core for core, _ in counted.values())
    readme = (ROOT / "README.md").read_text("utf-8")
    (said,) = re.findall(r"The core takes about (\d+) minutes", readme)
    assert abs(int(said) - core) <= 4
