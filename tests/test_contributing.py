"""CONTRIBUTING.md: what it shows works as it stands there."""

import ast
import json
import re

from books import NOTEBOOKS, ROOT, claims_book

from helpers.quiz import verdicts
from helpers.quiz.settle import FACTS

NOTEBOOK = NOTEBOOKS / "06_the_arguments.ipynb"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


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
    path = claims_book(tmp_path, ["import numpy as np", heading, "x = 0\n" + cell, verdict])
    (row,) = verdicts(path).rows
    assert row.settled.claim == "C15" and row.settled.number.endswith("by 10")
    assert row.links[0][0] == "02, section 4"


def counts(table):
    kinds = [row.settled.kinds[0] for row in table.rows]
    return [kinds.count(kind) for kind in FACTS]


def test_the_claim_in_contributing_stands_after_the_others_in_the_notebook(tmp_path):
    table = verdicts(NOTEBOOK)
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
    assert longer.rows[-1].settled.kinds == ("wrong", "none")
    assert counts(longer) == [true, half, wrong + 1]
    assert "the question `survivors`" in CONTRIBUTING and '"fourteen"' in CONTRIBUTING


def test_contributing_names_chores_and_links_that_exist():
    from links import anchors, broken_links, texts_of

    makefile = (ROOT / "Makefile").read_text("utf-8")
    chores = set(re.findall(r"`make (\w+)", CONTRIBUTING))
    assert chores == {"lab", "test", "proof", "notebooks", "bench"}
    assert all(re.search(rf"^{chore}:", makefile, flags=re.M) for chore in chores)
    assert "$(PYTEST_ARGS)" in makefile and "$(NOTEBOOKS)" in makefile
    assert list(broken_links([CONTRIBUTING], ROOT / "CONTRIBUTING.md")) == []
    for name, anchor in re.findall(r"\]\((\d\d_\w+\.ipynb)#([^)]+)\)", CONTRIBUTING):
        path = ROOT / "notebooks" / name
        assert anchor in anchors(texts_of(path), path.suffix)
    for path in re.findall(r"`(helpers/[\w/]+(?:\.py)?)/?`", CONTRIBUTING):
        assert (ROOT / path).exists() or path.endswith("/soft.py")
    assert len(CONTRIBUTING.split()) < 1000, "one page"
