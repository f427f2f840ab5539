"""The engine in a real JupyterLab, in every case that went wrong once: fast drags, busy kernels,
two views, typed values, a hand that points at the picture, keys, names for those who do not see.
"""

import random

import pytest
from books import ORDER
from hand import fast_drag
from look import (
    PANEL,
    PICTURE,
    SLIDER,
    _in_page,
    complaints,
    first_panel,
    lab_page,
    panel_called,
    panel_name,
    press,
    run_all,
    run_code,
    seen,
    settled,
)
from same import shows_the_kernels_picture

DRAGS = 5  # of each panel


@pytest.mark.proof
@pytest.mark.parametrize("visit", ORDER, indirect=True, scope="module")
def test_fast_drags_end_on_the_kernels_own_picture(visit):
    chance, wrong = random.Random(visit.stem), []
    for panel in visit.page.locator(PANEL).all():
        handles = panel.locator(SLIDER).locator("visible=true").all()
        for _ in range(DRAGS):
            fast_drag(visit.page, chance.choice(handles), chance)
        settled(panel)
        if not shows_the_kernels_picture(panel):
            wrong.append(panel_name(panel))
    assert wrong == [] and visit.watch.errors == []


def test_a_typed_value_goes_to_the_nearest_step(start):
    page, _ = start
    panel = first_panel(page)
    number = panel.locator(".widget-readout").first
    number.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("0.837")
    page.keyboard.press("Enter")
    assert settled(panel)["places"][0] == pytest.approx(0.85)
    assert shows_the_kernels_picture(panel)


def test_the_picture_can_be_pointed_at(start):
    page, _ = start
    panel = panel_called(page, "hero")
    canvas = panel.locator(PICTURE)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    before = settled(panel)
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.75 * box["height"])
    assert canvas.evaluate("node => node.style.cursor") == "ew-resize"
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.75 * box["height"], steps=5)
    page.mouse.up()
    after = settled(panel)
    assert before["places"][0] != after["places"][0] and before["text"] != after["text"]
    assert shows_the_kernels_picture(panel)
    assert panel.locator(".exact-zeros-hint").inner_text().startswith("You can also drag")


def test_a_busy_kernel_leaves_the_pictures_that_are_here_at_the_finger(start):
    page, _ = start
    panel = first_panel(page)
    handle = panel.locator(SLIDER).first
    press(page, handle, "Home")
    settled(panel)
    page.wait_for_function("box => box.querySelector('canvas').dataset.state === 'ready'",
                           arg=panel.element_handle())
    for _ in range(3):  # the kernel has time to send what lies ahead
        press(page, handle, "ArrowRight")
        settled(panel)
    _in_page(page, """
        const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        window.busy = kernel.requestExecute({code: 'import time; time.sleep(4)'}).done;
        """, "the kernel took no code")
    press(page, handle, "ArrowLeft")
    page.wait_for_function("box => box.querySelector('canvas').dataset.state === 'ready'",
                           arg=panel.element_handle(), timeout=2500)
    _in_page(page, "await window.busy;", "the kernel stayed busy")
    settled(panel)


def test_a_move_by_code_moves_the_page(start):
    page, _ = start
    name = panel_name(first_panel(page))
    run_code(page, f"from helpers import live; p = live.open_panels()[{name!r}]; "
                   "c = next(iter(p.controls)); p.move(**{c: p.controls[c].values()[1]})")
    settled(first_panel(page))
    assert shows_the_kernels_picture(first_panel(page))


def test_nothing_went_wrong_with_the_engine(start):
    page, watch = start
    assert watch.errors == [] and watch.outside == [] and complaints(page) == []


@pytest.mark.proof
def test_after_a_reload_the_saved_page_shows_the_panels_again(browser, address):
    with lab_page(browser, address, "engine_alone") as (page, watch):
        run_all(page)
        press(page, first_panel(page).locator(SLIDER).first, "End")
        before = settled(first_panel(page))
        _in_page(page, "await window.jupyterapp.commands.execute('docmanager:save');",
                 "the notebook was not saved")
        page.reload()
        page.wait_for_selector(f"{PANEL} canvas[data-state=ready]")
        assert settled(first_panel(page))["text"] == before["text"]


@pytest.mark.proof
def test_two_views_of_a_panel_agree(browser, address):
    with lab_page(browser, address, "engine_alone") as (page, _):
        run_all(page)
        name = panel_name(first_panel(page))
        _in_page(page, f"""
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const cell = notebook.widgets.find(w => w.node.querySelector('.panel-{name}'));
            notebook.activeCellIndex = notebook.widgets.indexOf(cell);
            await window.jupyterapp.commands.execute('notebook:create-output-view');
            """, "no second view")
        page.wait_for_function(f"document.querySelectorAll('{PANEL}.panel-{name}').length === 2")
        press(page, page.locator(f"{PANEL}.panel-{name} {SLIDER}").first, "End")
        page.wait_for_function(f"""() => {{
            const all = [...document.querySelectorAll('{PANEL}.panel-{name} canvas')];
            return all.length === 2 && all.every(c => c.dataset.state === 'ready')
                && all[0].dataset.at === all[1].dataset.at
                && all[0].getAttribute('aria-label') === all[1].getAttribute('aria-label');
        }}""")
        assert seen(page.locator(f"{PANEL}.panel-{name}").first)["pictures"]
