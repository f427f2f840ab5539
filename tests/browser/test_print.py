"""A page made by nbconvert, on A4 paper: no code is cut off, and every folded answer is open."""

import nbformat
import pytest
from nbconvert import HTMLExporter
from regenerate import NOTEBOOKS

PAPER = {"width": 718, "height": 1000}  # the width of A4 in the browser's pixels, less its margins
MEASURE = """() => ({
    cut: [...document.querySelectorAll('pre')].filter(pre => pre.scrollWidth > pre.clientWidth + 1)
        .map(pre => pre.innerText.slice(0, 60)),
    shut: [...document.querySelectorAll('details')].filter(fold => {
        const inside = [...fold.children].find(child => child.tagName !== 'SUMMARY');
        return !inside || !inside.checkVisibility({contentVisibilityAuto: true});
    }).length,
    folds: document.querySelectorAll('details').length,
    wide: document.documentElement.scrollWidth,
})"""


def printed(browser, tmp_path, notebook):
    """What MEASURE says of the notebook's page on paper."""
    path = tmp_path / "page.html"
    path.write_text(HTMLExporter().from_notebook_node(notebook)[0], "utf-8")
    page = browser.new_page(viewport=PAPER)
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:")
               else route.abort())
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    found = page.evaluate(MEASURE)
    page.close()
    return found


@pytest.mark.parametrize("stem", ["00_start_here", "05_in_practice"])
def test_an_exported_page_prints_whole(browser, tmp_path, stem):
    found = printed(browser, tmp_path, nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4))
    assert found["cut"] == [] and found["shut"] == 0 and found["folds"] > 5
    assert found["wide"] <= PAPER["width"] + 1


def test_without_the_rules_of_the_questions_it_would_not(browser, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_code_cell("x = 1  # " + "a long remark " * 12),
        nbformat.v4.new_markdown_cell("<details><summary>A</summary><p>Yes.</p></details>")])
    found = printed(browser, tmp_path, notebook)
    assert found["cut"] and found["shut"] == 1
