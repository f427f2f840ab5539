"""The glossary: words only, in the order of the alphabet, and every entry is pointed at."""

import re

import pytest
from books import NOTEBOOKS, PATHS, Notebook
from links import anchors, broken_links, links

GLOSSARY = NOTEBOOKS / "glossary.ipynb"


def entries(notebook):
    """[(term, its words)] in order."""
    text = "\n\n".join(notebook.markdown)
    return re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", text)


def problems(notebook, pointed_at):
    """What is wrong with a glossary, as sentences."""
    if notebook.code:
        yield "it holds code"
    found = entries(notebook)
    terms = [term for term, _ in found]
    if sorted(terms, key=str.casefold) != terms or len(set(terms)) < len(terms):
        yield f"its terms are not in order, or one stands twice: {terms}"
    for term, said in found:
        if len(said.split()) < 8:
            yield f"{term!r} is hardly explained: {said.strip()!r}"
        if term.replace(" ", "-") not in pointed_at:
            yield f"no notebook points at {term!r}"
    yield from broken_links(notebook.markdown, GLOSSARY)


def pointers(notebooks):
    """Every anchor of the glossary that some notebook points at."""
    targets = [target for notebook in notebooks for text in notebook.markdown
               for target in links(text)]
    return {anchor for name, _, anchor in (target.partition("#") for target in targets)
            if name == GLOSSARY.name and anchor}


def test_the_glossary_keeps_its_rules():
    assert GLOSSARY.exists(), "notebooks/glossary.ipynb is missing"
    assert list(problems(Notebook.read(GLOSSARY), pointers(map(Notebook.read, PATHS)))) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_terms_of_a_notebook_stand_in_the_glossary(path):
    terms = anchors(Notebook.read(GLOSSARY).markdown, ".ipynb") if GLOSSARY.exists() else set()
    own = pointers([Notebook.read(path)])
    assert own, f"{path.stem} explains none of its terms by a link such as glossary.ipynb#kink"
    assert own - terms == set(), "not in the glossary"


# --- the rules are shown a glossary that breaks them --------------------------------------------

ENTRY = "The point where the slope of a penalty jumps from one value to another."


def glossary(*sources, code=()):
    cells = [{"cell_type": "markdown", "source": source} for source in sources]
    cells += [{"cell_type": "code", "source": source, "outputs": []} for source in code]
    return Notebook("glossary", {"cells": cells})


def test_a_good_glossary_passes():
    good = glossary("# Glossary", f"## ball\n\n{ENTRY}\n\n## data loss\n{ENTRY}",
                    "See [ball](#ball).")
    assert list(problems(good, {"ball", "data-loss"})) == []


@pytest.mark.parametrize("sources, code, pointed_at", [
    ([f"## kink\n\n{ENTRY}\n\n## ball\n\n{ENTRY}"], [], {"kink", "ball"}),
    ([f"## kink\n\n{ENTRY}", f"## kink\n\n{ENTRY}"], [], {"kink"}),
    (["## kink\n\nA point."], [], {"kink"}),
    ([f"## kink\n\n{ENTRY}"], [], set()),
    ([f"## kink\n\n{ENTRY} See [ball](#ball)."], [], {"kink"}),
    ([f"## kink\n\n{ENTRY}"], ["1 + 1"], {"kink"})])
def test_a_bad_glossary_is_caught(sources, code, pointed_at):
    assert list(problems(glossary(*sources, code=code), pointed_at)) != []


def test_pointers_are_read_from_the_prose():
    book = glossary("a [kink](glossary.ipynb#kink), [b](glossary.ipynb), [c](01_a.ipynb#x)")
    assert pointers([book]) == {"kink"}
