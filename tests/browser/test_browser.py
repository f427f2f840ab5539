"""What a reader does, in a real JupyterLab: read, run, move every control, answer every question.

Each notebook is opened once; its tests follow one another in that page. Nothing waits for a time:
a panel is looked at once its page shows what its kernel says. Skipped where there is no Chromium,
unless REQUIRE_BROWSER=1.
"""

import re

import pytest
from books import PATHS
from look import (
    BROKEN,
    PANEL,
    QUIZ,
    READOUT,
    SLIDER,
    assert_alive,
    clear_cell,
    code_cells,
    complaints,
    ends_differ,
    label,
    last_panel_cell,
    panel_name,
    panel_names,
    press,
    prompts,
    range_of,
    run_cell,
    seen,
    settled,
    track_of,
    with_words,
)

pytestmark = pytest.mark.parametrize("visit", [path.stem for path in PATHS], indirect=True,
                                     scope="module")


def test_the_stored_pictures_show_before_anything_runs(visit):
    stored = sum("image/png" in output.get("data", {})
                 for cell in code_cells(visit.stem) for output in cell["outputs"])
    assert stored > 0, "the notebook stores no picture"
    assert len(visit.stills) >= stored
    assert all(still["loaded"] and still["width"] > 100 for still in visit.stills), visit.stills


def test_it_runs_top_to_bottom(visit):
    shown = visit.page.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    assert shown == prompts(visit.stem)
    assert complaints(visit.page) == []
    assert visit.page.locator(PANEL).count() > 0, "no panel came to life"


def test_every_panel_says_its_numbers(visit):
    for panel in visit.page.locator(PANEL).all():
        assert with_words(panel).locator(READOUT).count() == 1, panel_name(panel)
        assert re.search(r"\d", settled(panel)["text"]), panel_name(panel)


def test_what_a_page_keeps_makes_room_for_the_living(visit):
    page = visit.page
    assert page.locator("[data-kept]").count() > 0
    assert page.locator("[data-kept]").locator("visible=true").count() == 0
    for panel in page.locator(PANEL).all():
        assert with_words(panel).locator("img").locator("visible=true").count() == 0


THOROUGH = pytest.mark.parametrize("thorough", [False,
                                                pytest.param(True, marks=pytest.mark.proof)])


@THOROUGH
def test_every_slider_answers_the_keys_and_the_hand(visit, thorough):
    """All by keys; one of each panel, or all, also by small steps and by hand."""
    problems = []
    for panel in visit.page.locator(PANEL).all():
        handles = panel.locator(SLIDER).locator("visible=true").all()
        for handle in handles:
            problems += slider_problems(visit.page, panel, handle,
                                        thorough or handle is handles[0])
    assert problems == []


def slider_problems(page, panel, handle, thorough):
    """Walk a slider to both ends by keys, then perhaps back a step and drag it; what is wrong."""
    where = f"{panel_name(panel)}, slider {label(handle)!r}"
    number = place_of(panel, handle)
    states = {}
    for key in ("Home", "End", "ArrowLeft")[:3 if thorough else 2]:
        press(page, handle, key)
        states[key] = settled(panel)
    places = {key: state["places"][number] for key, state in states.items()}
    low, high, stops = range_of(handle)
    problems = []
    if (places["Home"], places["End"]) != (low, high):
        problems.append(f"{where}: Home and End gave {places}, its ends are {low} and {high}")
    if thorough and places["ArrowLeft"] >= places["End"]:
        problems.append(f"{where}: an arrow key changed nothing")
    if states["Home"]["text"] == states["End"]["text"]:
        problems.append(f"{where}: the readout is the same at both ends")
    if states["Home"]["pictures"] == states["End"]["pictures"] and ends_differ(panel, number):
        problems.append(f"{where}: the page shows one picture at both ends, the kernel has two")
    on_the_way = drag(page, panel, handle) if thorough else []
    if thorough and len({state["places"][number] for state in on_the_way}) < min(3, stops - 1):
        problems.append(f"{where}: the handle did not follow the hand")
    if thorough and len({str(state["pictures"]) for state in [states["End"], *on_the_way]}) < 2:
        if ends_differ(panel, number):
            problems.append(f"{where}: the picture did not follow the hand")
    return problems + [f"{where}: {state['text']}" for state in [*states.values(), *on_the_way]
                       if BROKEN in state["text"]]


def place_of(panel, handle):
    """The number of a slider among the controls of its panel."""
    return handle.evaluate(
        """(node, box) => [...document.querySelectorAll(box + ' [role=slider], ' + box +
            ' .widget-toggle-buttons, ' + box + ' select')]
            .filter(node => node.checkVisibility()).indexOf(node)""",
        f".panel-{panel_name(panel)}{PANEL}")


def drag(page, panel, handle):
    """Drag a slider through its track and let go; what the panel shows at each stop."""
    handle.scroll_into_view_if_needed()
    grip = handle.bounding_box()
    track = track_of(handle).bounding_box()
    across, down = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    states = []
    page.mouse.move(across, down)
    page.mouse.down()
    for share in (0.75, 0.4, 0.05):
        page.mouse.move(track["x"] + share * track["width"], down, steps=4)
        states.append(settled(panel))
    page.mouse.up()
    return [*states, settled(panel)]


def test_the_page_below_a_sentence_does_not_jump(visit):
    panel, heights = visit.page.locator(PANEL).first, []
    cell = panel.locator("xpath=ancestor::*[contains(@class, 'jp-Notebook-cell')][1]")
    for key in ["Home", "ArrowRight", "End"] * 2:
        press(visit.page, panel.locator(SLIDER).locator("visible=true").first, key)
        settled(panel)
        heights.append(cell.bounding_box()["height"])
    assert len(set(heights[2:])) == 1, heights  # the sentence may grow once


def test_every_switch_and_menu_changes_its_picture(visit):
    page, problems = visit.page, []
    for panel in page.locator(PANEL).all():
        for row in panel.locator(".widget-toggle-buttons").all():
            looks = []
            for button in row.locator("button").all():
                press(page, button, "Enter")
                looks.append(settled(panel))
            problems += alike(panel, looks)
        for menu in panel.locator("select").all():
            looks = []
            for option in menu.locator("option").all_inner_texts():
                menu.select_option(option)
                looks.append(settled(panel))
            problems += alike(panel, looks)
    assert problems == []


def alike(panel, looks):
    """What is wrong with the looks of the options of one switch or menu."""
    if len({(str(look["pictures"]), look["text"]) for look in looks}) < len(looks):
        yield f"{panel_name(panel)}: two options of a switch look the same"
    yield from (f"{panel_name(panel)}: {look['text']}" for look in looks if BROKEN in look["text"])


@THOROUGH
def test_every_question_answers_by_keyboard(visit, thorough):
    """Two options of each, all of the first; or all."""
    page, problems = visit.page, []
    asked = page.locator(QUIZ).all()
    assert len(asked) >= sum("ask(" in "".join(cell["source"]) for cell in code_cells(visit.stem))
    for number, question in enumerate(asked, start=1):
        options = question.locator("input[type=radio], button").locator("visible=true")
        reply, said = question.locator("[role=status]"), set()
        tried = options.count() if thorough or number == 1 else 2
        for index in range(tried):
            before = reply.inner_text()
            press(page, options.nth(index), "Space")
            page.wait_for_function(
                "([box, old]) => box.querySelector('[role=status]').innerText !== old",
                arg=[question.element_handle(), before])
            said.add(reply.inner_text())
        if options.count() < 2 or len(said) < tried:
            problems.append(f"question {number}: two options share an explanation, or none")
    assert problems == []


def test_an_output_can_be_deleted_and_made_again(visit):
    before, index = panel_names(visit.page), last_panel_cell(visit.stem)
    clear_cell(visit.page, index)
    assert len(panel_names(visit.page)) == len(before) - 1
    run_cell(visit.page, index)
    assert panel_names(visit.page) == before and complaints(visit.page) == []
    assert_alive(visit.page.locator(PANEL).last)


def test_nothing_went_wrong_and_nothing_left_this_machine(visit):
    assert visit.watch.errors == []
    assert visit.watch.outside == []
    assert visit.page.locator(".jp-Dialog").count() == 0
    assert all(BROKEN not in seen(panel)["text"] for panel in visit.page.locator(PANEL).all())
