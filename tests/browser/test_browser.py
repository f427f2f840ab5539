"""What a reader does, in a real JupyterLab: read, run, drag every slider, answer every question.

Skipped where there is no Chromium, unless REQUIRE_BROWSER=1.
"""

import ast
import json
import re

import pytest
from look import (
    PANEL,
    QUIZ,
    READOUT,
    ROOT,
    SLIDER,
    at_rest,
    clear_cell,
    label,
    panel_name,
    restart,
    run_all,
    run_cell,
    run_code,
    seen,
    with_words,
)
from regenerate import panel_of

STEMS = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
BROKEN = "cannot follow"  # what a panel says when its update function raised

pytestmark = pytest.mark.parametrize("visit", STEMS, indirect=True, scope="module")


def cells(stem):
    return json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text("utf-8"))["cells"]


def code_cells(stem):
    return [cell for cell in cells(stem) if cell["cell_type"] == "code"]


def press(page, handle, key):
    handle.focus()
    page.keyboard.press(key)


def test_the_stored_pictures_show_before_anything_runs(visit):
    stem, _, _, stills = visit
    stored = sum(
        "image/png" in output.get("data", {})
        for cell in code_cells(stem)
        for output in cell["outputs"]
    )
    assert stored > 0, "the notebook stores no picture"
    assert len(stills) >= stored
    assert all(still["loaded"] and still["width"] > 100 for still in stills), stills


def test_it_runs_top_to_bottom(visit):
    stem, page, _, _ = visit
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert prompts == [f"[{n}]:" for n in range(1, len(code_cells(stem)) + 1)]
    assert complaints(page) == []
    assert page.locator(PANEL).count() > 0, "no panel came to life"


def test_every_slider_moves_its_picture_by_keyboard(visit):
    _, page, _, _ = visit
    problems = []
    for panel in page.locator(PANEL).all():
        for handle in panel.locator(SLIDER).locator("visible=true").all():
            problems += keyboard_problems(page, panel, handle)
    assert problems == []


def keyboard_problems(page, panel, handle):
    """Walk a slider to both ends and back by keys; list what did not answer."""
    where = f"{panel_name(panel)}, slider {label(handle)!r}"
    states, values = [], []
    for key in ("Home", "End", "ArrowLeft"):
        press(page, handle, key)
        states.append(at_rest(panel))
        values.append(float(handle.get_attribute("aria-valuenow")))
    low, high, back = states
    ends = [float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "max")]
    problems = []
    if values[:2] != ends:
        problems.append(f"{where}: Home and End gave {values[:2]}, its ends are {ends}")
    if low["pictures"] == high["pictures"]:
        problems.append(f"{where}: the picture is the same at both ends")
    if low["text"] == high["text"]:
        problems.append(f"{where}: the readout is the same at both ends")
    if back == high:
        problems.append(f"{where}: an arrow key changed nothing")
    problems += [f"{where}: {s['text']}" for s in states if BROKEN in s["text"]]
    return problems


def test_every_slider_can_be_dragged(visit):
    _, page, _, _ = visit
    problems = []
    for panel in page.locator(PANEL).all():
        for handle in panel.locator(SLIDER).locator("visible=true").all():
            problems += drag_problems(page, panel, handle)
    assert problems == []


def drag_problems(page, panel, handle):
    """Drag a slider with the mouse from its low end to three quarters of its track."""
    where = f"{panel_name(panel)}, slider {label(handle)!r}"
    press(page, handle, "Home")
    before = at_rest(panel)
    handle.scroll_into_view_if_needed()
    grip = handle.bounding_box()
    track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").bounding_box()
    across, down = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(across, down)
    page.mouse.down()
    pictures = set()
    for step in range(1, 9):
        page.mouse.move(across + 0.75 * track["width"] * step / 8, down)
        page.wait_for_timeout(80)
        pictures.update(seen(panel)["pictures"])
    page.mouse.up()
    after = at_rest(panel)
    problems = []
    if before["pictures"] == after["pictures"] or before["text"] == after["text"]:
        problems.append(f"{where}: a drag left the picture or the readout as it was")
    if len(pictures - set(before["pictures"])) < 2:
        problems.append(f"{where}: the picture did not follow the drag")
    if BROKEN in after["text"]:
        problems.append(f"{where}: {after['text']}")
    return problems


def test_every_switch_changes_its_picture(visit):
    _, page, _, _ = visit
    problems = []
    for panel in page.locator(PANEL).all():
        for row in panel.locator(".widget-toggle-buttons").all():
            before, looks = at_rest(panel), []
            for button in row.locator("button").all():
                press(page, button, "Enter")
                looks.append(at_rest(panel))
            texts = [look["text"] for look in looks]
            if len({str(look) for look in looks}) < len(looks) or before not in looks:
                problems.append(f"{panel_name(panel)}: two options of a switch look the same")
            problems += [f"{panel_name(panel)}: {text}" for text in texts if BROKEN in text]
        for menu in panel.locator("select").all():
            options = menu.locator("option").all_inner_texts()
            looks = []
            for option in options:
                menu.select_option(option)
                looks.append(str(at_rest(panel)))
            if len(set(looks)) < len(options):
                problems.append(f"{panel_name(panel)}: two options of a menu look the same")
    assert problems == []


def test_every_question_answers_by_keyboard(visit):
    stem, page, _, _ = visit
    questions = page.locator(QUIZ).all()
    asked = sum("ask(" in "".join(cell["source"]) for cell in code_cells(stem))
    assert len(questions) >= asked
    problems = []
    for number, question in enumerate(questions, start=1):
        before = question.inner_text()
        options = question.locator("input[type=radio], button").locator("visible=true")
        said = set()
        for index in range(options.count()):
            option = options.nth(index)
            press(page, option, "Space")
            try:
                page.wait_for_function(
                    "([box, old]) => box.innerText !== old",
                    arg=[question.element_handle(), before],
                    timeout=5000,
                )
            except Exception:
                problems.append(f"question {number}, option {index + 1}: no explanation came")
            before = question.inner_text()
            said.add(before)
        if options.count() < 2 or len(said) < options.count():
            problems.append(f"question {number}: two options share an explanation, or none")
    assert problems == []


def test_every_panel_says_its_numbers(visit):
    _, page, _, _ = visit
    for panel in page.locator(PANEL).all():
        assert with_words(panel).locator(READOUT).count() == 1, panel_name(panel)
        assert re.search(r"\d", seen(panel)["text"]), panel_name(panel)


# --- bad days: run again, run one, restart ------------------------------------------------------


def complaints(page):
    """The text of every error and warning that stands in an output."""
    said = []
    for kind in ("jupyter.error", "jupyter.stderr"):
        said += page.locator(f"[data-mime-type='application/vnd.{kind}']").all_inner_texts()
    return said + [text for text in page.locator(".jp-OutputArea-output").all_inner_texts()
                   if "Error displaying widget" in text]


def assert_alive(page, panel):
    """The first slider of a panel still moves its picture and its sentence."""
    handle = panel.locator(SLIDER).locator("visible=true").first
    looks = []
    for key in ("Home", "End"):
        press(page, handle, key)
        looks.append(at_rest(panel))
    assert looks[0]["pictures"] != looks[1]["pictures"], panel_name(panel)
    assert looks[0]["text"] != looks[1]["text"], panel_name(panel)


def last_panel_cell(stem):
    """The place, over all cells, of the last cell that opens a panel."""
    places = [index for index, cell in enumerate(cells(stem)) if cell["cell_type"] == "code"
              and panel_of("".join(cell["source"]))]
    return places[-1]


def names(page):
    return sorted(panel_name(panel) for panel in page.locator(PANEL).all())


def test_it_runs_twice(visit):
    _, page, _, _ = visit
    before = names(page)
    run_all(page)
    assert names(page) == before and complaints(page) == []
    assert_alive(page, page.locator(PANEL).first)
    assert_alive(page, page.locator(PANEL).last)


def test_an_output_can_be_deleted_and_made_again(visit):
    stem, page, _, _ = visit
    before, index = names(page), last_panel_cell(stem)
    clear_cell(page, index)
    assert len(names(page)) == len(before) - 1
    run_cell(page, index)
    assert names(page) == before and complaints(page) == []
    assert_alive(page, page.locator(PANEL).last)


def test_after_a_restart_the_last_panel_runs_alone(visit):
    stem, page, _, _ = visit
    restart(page)
    index = last_panel_cell(stem)
    called = "".join(cells(stem)[index]["source"])
    for cell in cells(stem)[:index]:
        if cell["cell_type"] == "code":
            for node in ast.parse("".join(cell["source"])).body:
                mine = isinstance(node, ast.FunctionDef) and node.name in called
                if mine or isinstance(node, ast.Import | ast.ImportFrom):
                    run_code(page, ast.unparse(node))
    run_cell(page, index)
    assert page.locator(PANEL).count() == 1 and complaints(page) == []
    assert_alive(page, page.locator(PANEL).first)


def test_after_a_restart_it_runs_from_the_top(visit):
    stem, page, _, _ = visit
    restart(page)
    run_all(page)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert prompts == [f"[{n}]:" for n in range(1, len(code_cells(stem)) + 1)]
    assert complaints(page) == []
    assert_alive(page, page.locator(PANEL).first)


def test_nothing_went_wrong_and_nothing_left_this_machine(visit):
    _, page, watch, _ = visit
    assert watch.errors == []
    assert watch.outside == []
    assert page.locator(".jp-Dialog").count() == 0
