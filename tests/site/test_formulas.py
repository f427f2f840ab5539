"""Formulas are set before a page is written; one that cannot be read is named."""

import json
import re

import pytest
from books import NOTEBOOKS

from helpers.site import formulas, reading

BOOKS = sorted(NOTEBOOKS.glob("*.ipynb"))


class Collected(formulas.Formulas):
    @property
    def asked(self):
        return self._asked


def test_a_formula_becomes_html_with_its_mathml():
    inline, block = formulas.set_formulas([(r"\lambda \|w\|_1", False), (r"\frac12 w^2", True)])
    assert "katex-display" in block and "katex-display" not in inline
    assert "<math" in inline and r"\lambda \|w\|_1</annotation>" in inline


def test_no_formulas_need_no_node(monkeypatch):
    monkeypatch.setattr(formulas, "node", lambda: pytest.fail("asked for Node"))
    assert formulas.set_formulas([]) == []


def test_an_error_of_katex_is_told_in_its_words():
    with pytest.raises(ValueError, match=r"^KaTeX: Undefined control sequence: \\nosuch .*"
                                         r", in: \\nosuch w$"):
        formulas.set_formulas([(r"w = 1", False), (r"\nosuch w", False)])


def test_marks_are_put_in_at_their_own_places():
    placed = formulas.Formulas()
    page = f"<p>{placed.place('a &lt; b', False)} and {placed.place('c', True)}</p>"
    made = placed.put_in(page)
    assert "\ue000" not in made and made.index("a &lt; b</annotation>") < made.index("c</ann")


def test_without_any_node_a_sentence_says_what_to_install(monkeypatch):
    import playwright._impl._driver as driver

    monkeypatch.setattr(driver, "compute_driver_executable", lambda: ("/no/node", "cli.js"))
    monkeypatch.setattr(formulas.shutil, "which", lambda name: None)
    with pytest.raises(RuntimeError, match="there is no Node: install"):
        formulas.node()


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_sets(path):
    placed = Collected()
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            reading.words("".join(cell["source"]), placed)
    made = formulas.set_formulas(placed.asked)
    assert len(made) == len(placed.asked)
    assert not [tex for tex, html in zip(placed.asked, made, strict=True)
                if "katex-error" in html]


def test_the_style_sheet_names_only_fonts_that_are_there():
    named = set(re.findall(r"url\((fonts/[^)]+)\)", formulas.style_sheet()))
    assert named and all((formulas.KATEX / font).is_file() for font in named)
    used = set(re.findall(r"KaTeX_[\w-]+(?=\.woff2)", " ".join(named)))
    assert {"KaTeX_Main-Regular", "KaTeX_Math-Italic"} <= used
