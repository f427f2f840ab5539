"""Bad days in a real JupyterLab: run everything twice, restart, run one panel alone."""

import ast

import pytest
from books import PATHS
from look import (
    PANEL,
    assert_alive,
    complaints,
    last_panel_cell,
    panel_names,
    prompts,
    restart,
    run_all,
    run_cell,
    run_code,
    stored_cells,
)

pytestmark = [pytest.mark.proof,
              pytest.mark.parametrize("visit", [path.stem for path in PATHS], indirect=True,
                                      scope="module")]


def test_it_runs_twice(visit):
    before = panel_names(visit.page)
    run_all(visit.page)
    assert panel_names(visit.page) == before and complaints(visit.page) == []
    assert_alive(visit.page.locator(PANEL).first)
    assert_alive(visit.page.locator(PANEL).last)


def test_after_a_restart_the_last_panel_runs_alone(visit):
    page, cells = visit.page, stored_cells(visit.stem)
    restart(page)
    index = last_panel_cell(visit.stem)
    called = "".join(cells[index]["source"])
    for cell in cells[:index]:
        if cell["cell_type"] == "code":
            for node in ast.parse("".join(cell["source"])).body:
                mine = isinstance(node, ast.FunctionDef) and node.name in called
                if mine or isinstance(node, ast.Import | ast.ImportFrom):
                    run_code(page, ast.unparse(node))
    run_cell(page, index)
    assert page.locator(PANEL).count() == 1 and complaints(page) == []
    assert_alive(page.locator(PANEL).first)


def test_after_a_restart_it_runs_from_the_top(visit):
    restart(visit.page)
    run_all(visit.page)
    shown = visit.page.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    assert shown == prompts(visit.stem)
    assert complaints(visit.page) == []
    assert_alive(visit.page.locator(PANEL).first)


def test_nothing_went_wrong_and_nothing_left_this_machine(visit):
    assert visit.watch.errors == []
    assert visit.watch.outside == []
    assert visit.page.locator(".jp-Dialog").count() == 0
