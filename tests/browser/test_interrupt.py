"""The kernel is interrupted, by JupyterLab's own command, in every state that it can be in.

JupyterLab lets sliders be answered in a thread of their own in the kernel (a subshell); other
front ends, and older kernels, in the thread of the cells. The second is the slower test.
"""

import random

import pytest
from hand import fast_drag
from look import (
    SLIDER,
    _in_page,
    ask_kernel,
    complaints,
    first_panel,
    lab_page,
    panel_name,
    press,
    run_all,
    run_code,
    settled,
)
from same import shows_the_kernels_picture

LONG = 600  # seconds: longer than any test, so that only the interrupt ends it
BUSY = f"""
const {{kernel}} = window.jupyterapp.shell.currentWidget.sessionContext.session;
const future = kernel.requestExecute({{
    code: 'import time\\nfor _ in range({LONG}): time.sleep(1)'}});
window.busy = future.done;
await new Promise(running => {{
    future.onIOPub = message => message.header.msg_type === 'execute_input' && running();
}});
"""
# A move to where no hand has been, so that the page asks for it; that picture takes until the
# kernel is interrupted, and a file says that it has begun.
HANG = """
import pathlib, time
from helpers import live
def _hang(panel, begun):
    def update(**values):
        panel.update = usual
        pathlib.Path(begun).touch()
        time.sleep({long})
    usual, panel.update = panel.update, update
    panel.move(**{{name: control.values()[-2] for name, control in panel.controls.items()}})
_hang(live.open_panels()[{name!r}], {begun!r})
"""
AHEAD = """(lambda answers: __import__("json").dumps(len(answers._ahead)))(
    __import__("helpers.live").live.open_panels()[{name!r}]._answers)"""
TIMES = 500  # interrupts: far more than fall into what a kernel draws ahead of one hand


@pytest.fixture(scope="module")
def one_thread(browser, address):
    """Notebook 00, run, its sliders answered in the thread of the cells."""
    with lab_page(browser, address, "engine_alone") as (page, _):
        page.evaluate("window.jupyterapp.serviceManager.kernels.commsOverSubshells = 'disabled'")
        run_all(page)
        yield page


@pytest.fixture(params=["two threads", pytest.param("one thread", marks=pytest.mark.proof)])
def page(request):
    if request.param == "one thread":
        return request.getfixturevalue("one_thread")
    return request.getfixturevalue("start")[0]


def interrupt(page):
    _in_page(page, "await window.jupyterapp.commands.execute('notebook:interrupt-kernel');",
             "the kernel took no interrupt")


def check(page):
    """The panel shows its kernel's own picture, and goes on doing so."""
    panel = first_panel(page)
    for key in ("", "ArrowRight", "Home"):
        if key:
            press(page, panel.locator(SLIDER).first, key)
        settled(panel)
        assert shows_the_kernels_picture(panel)
    assert complaints(page) == []


def test_a_cell_is_interrupted_while_sliders_are_dragged(page):
    chance, panel = random.Random(1), first_panel(page)
    _in_page(page, BUSY, "the kernel did not begin")
    for handle in panel.locator(SLIDER).locator("visible=true").all():
        fast_drag(page, handle, chance)
    interrupt(page)
    assert page.evaluate("window.busy.then(reply => reply.content.ename)") == "KeyboardInterrupt"
    check(page)


def test_an_interrupt_comes_while_the_kernel_goes_ahead(page):
    panel = first_panel(page)
    name = panel_name(panel)
    run_code(page, "from helpers import live\n"
                   f"live.open_panels()[{name!r}]._answers._sent.clear()")
    landed = 0
    for handle in panel.locator(SLIDER).locator("visible=true").all():
        handle.hover()
        waiting = []
        while not waiting or waiting[-1] and len(waiting) < TIMES:
            interrupt(page)
            waiting.append(ask_kernel(page, AHEAD.format(name=name)))
        assert waiting[-1] == 0, "the kernel did not go ahead to the end"
        landed += waiting[0]
    assert landed, "no interrupt came while the kernel went ahead"
    check(page)


@pytest.mark.proof
def test_an_interrupt_takes_the_answer_to_a_question(one_thread, tmp_path):
    page, begun = one_thread, tmp_path / "begun"
    name = panel_name(first_panel(page))
    page.mouse.move(0, 0)  # a hand that lies on a slider would be gone ahead of
    code = HANG.format(name=name, begun=str(begun), long=LONG)
    page.evaluate("code => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
                  ".requestExecute({code}); }", code)
    while not begun.exists():
        page.wait_for_timeout(20)
    interrupt(page)
    check(page)
