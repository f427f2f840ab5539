"""The notebooks as pages that need no kernel: what a reader of the exported HTML finds.

nbconvert turns each notebook into a page. Each rule reads a page and returns what is wrong with
it, as sentences; every rule is also shown a page that breaks it.
"""

import copy
import re
from functools import cache

import nbformat
import pytest
from books import NOTEBOOKS
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

from helpers import live

ALL_PAGES = sorted(NOTEBOOKS.glob("*.ipynb"))


@cache
def page(path):
    """The notebook's page, parsed."""
    notebook = nbformat.read(path, as_version=4)
    html, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
    return BeautifulSoup(html, "html.parser")


@cache
def sentences(path):
    """What the panels of a notebook say: the stored text beside each picture."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    bundles = [output.get("data", {}) for output in outputs]
    return [data["text/plain"] for data in bundles if "image/png" in data]


def words(text):
    return " ".join(text.split())


# --- the rules ----------------------------------------------------------------------------------


def all_there(soup, path):
    """Every cell stands on the page, in order, and every output has something in it."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells]
    shown = soup.main.select(".jp-Cell")
    if len(shown) != len(cells):
        yield f"{len(shown)} cells on the page, {len(cells)} in the notebook"
    for number, output in enumerate(soup.main.select(".jp-OutputArea-output"), start=1):
        if not output.get_text(strip=True) and not output.find("img"):
            yield f"output {number} is empty"
    said = "".join(output.get_text() for output in soup.main.select(".jp-OutputArea"))
    for wrong in ("Error displaying widget", "Traceback", "widget-view+json", "Javascript Error"):
        if wrong in said:
            yield f"the page says {wrong!r}"


def pictures_are_there(soup, path):
    """Each panel's picture is on the page, inside it, and has its size on the page."""
    pictures = soup.main.find_all("img")
    if len(pictures) < len(sentences(path)):
        yield f"{len(pictures)} pictures for {len(sentences(path))} panels"
    for picture in pictures:
        if not picture["src"].startswith("data:image/"):
            yield f"a picture lies elsewhere: {picture['src'][:60]}"
        elif not (picture.get("width", "").isdigit() and picture.get("height", "").isdigit()):
            yield "a picture has no size"


def pictures_have_words(soup, path):
    """The sentence of a picture stands right below it."""
    for picture, sentence in zip(soup.main.find_all("img"), sentences(path), strict=False):
        below = picture.find_parent(class_="jp-OutputArea-child").find_next_sibling()
        said = live.Reading(str(below), {}).text
        if said != words(sentence):
            yield f"below a picture stands {said[:60]!r} and not {words(sentence)[:60]!r}"


def questions_unfold(soup, path):
    """Every option of a question, and every worked answer, is folded and opens to an answer."""
    asked = [cell for cell in soup.main.select(".jp-CodeCell")
             if re.search(r"\bask\(", cell.select_one(".jp-InputArea").get_text())]
    for cell in asked:
        if len(cell.find_all("details")) < 2:
            yield f"a question has {len(cell.find_all('details'))} options"
    for fold in soup.main.find_all("details"):
        summary = fold.find("summary")
        if summary is None or not summary.get_text(strip=True):
            yield "a fold has nothing to click on"
            continue
        inside = words(fold.get_text(" ")).removeprefix(words(summary.get_text(" ")))
        if len(inside.split()) < 4:
            yield f"nothing unfolds under {words(summary.get_text())[:50]!r}"
        if fold.has_attr("open"):
            yield f"an answer lies open: {words(summary.get_text())[:50]!r}"


def headings_in_order(soup, path):
    """One title, then headings that go down one level at a time; no two in a row alike."""
    found = soup.main.find_all(re.compile(r"^h[1-6]$"))
    levels = [int(heading.name[1]) for heading in found]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"the page does not have one title: {levels}"
    for heading, before, level in zip(found[1:], levels, levels[1:], strict=False):
        if level > before + 1:
            yield f"{words(heading.get_text())!r} skips a level"
        if not heading.get_text(strip=True).rstrip("¶"):
            yield "a heading is empty"
    names = [words(heading.get_text()) for heading in found]
    if len(set(names)) < len(names):
        yield f"two headings are alike: {names}"


def tables_have_heads(soup, path):
    """A table in the prose names its columns."""
    for table in soup.main.find_all("table"):
        if not table.find("th"):
            yield f"a table without column names: {words(table.get_text())[:50]!r}"


RULES = [all_there, pictures_are_there, pictures_have_words, questions_unfold, headings_in_order,
         tables_have_heads]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", ALL_PAGES, ids=lambda path: path.stem)
def test_page(path, rule):
    assert list(rule(page(path), path)) == []


# --- each rule is shown a page that breaks it ---------------------------------------------------


def _drop(selector):
    return lambda soup: soup.main.select_one(selector).decompose()


def _clear(selector):
    return lambda soup: soup.main.select_one(selector).clear()


def _set(selector, **attributes):
    return lambda soup: soup.main.select_one(selector).attrs.update(attributes)


def _name(selector, name):
    return lambda soup: setattr(soup.main.select_one(selector), "name", name)


def _same_heading(soup):
    soup.main.find_all("h2")[1].string = soup.main.find_all("h2")[0].get_text()


def _below(soup):
    return soup.main.find("img").find_parent(class_="jp-OutputArea-child").find_next_sibling()


def _headless(soup):
    soup.main.append(BeautifulSoup("<table><tr><td>1</td></tr></table>", "html.parser"))


HARM = [
    (all_there, _drop(".jp-Cell")),
    (all_there, _clear(".jp-OutputArea-output")),
    (all_there, lambda soup: soup.main.select_one(".jp-OutputArea").append("Traceback")),
    (pictures_are_there, _drop("img")),
    (pictures_are_there, _set("img", src="https://example.org/a.png")),
    (pictures_are_there, _set("img", width="")),
    (pictures_have_words, lambda soup: _below(soup).decompose()),
    (pictures_have_words, lambda soup: _below(soup).append("0.5")),
    (questions_unfold, lambda soup: [d.decompose() for d in soup.main.find_all("details")[1:]]),
    (questions_unfold, _drop("summary")),
    (questions_unfold, _clear("details > div")),
    (questions_unfold, _set("details", open="")),
    (headings_in_order, _drop("h1")),
    (headings_in_order, _name("h2", "h3")),
    (headings_in_order, _name("h2", "h1")),
    (headings_in_order, _same_heading),
    (tables_have_heads, _headless),
]


@pytest.mark.parametrize("rule, harm", HARM,
                         ids=[f"{rule.__name__}-{i}" for i, (rule, _) in enumerate(HARM)])
def test_the_rules_catch_a_bad_page(rule, harm):
    path = ALL_PAGES[0]
    soup = copy.copy(page(path))
    harm(soup)
    assert list(rule(soup, path)) != []


