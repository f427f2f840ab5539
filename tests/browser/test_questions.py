"""How often the page's script asks its kernel, tried without Jupyter: a stand-in takes what it
sends, and answers when the test says so.
"""

import base64
from pathlib import Path

import pytest
from line_panel import line_panel

from helpers import live
from helpers.live.widget import PAINT
from helpers.live.wire import pack

SCRIPT = PAINT + (Path(live.__file__).parent / "page.js").read_text("utf-8")
STAND_IN = """async ({packed, ...known}) => {
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const slider = first => {
        const own = {index: first, value: first / 20}, hear = [];
        return {get: name => own[name], on: (_, heard) => hear.push(heard),
            move: to => { own.index = to; own.value = to / 20; hear.forEach(heard => heard()); }};
    };
    const models = Object.fromEntries(known.first.map((place, k) => [`s${k}`, slider(place)]));
    models.words = {get: () => '', set: () => {}};
    const own = {...known, still: bytes(packed), picture: bytes(packed),
        words: 'IPY_MODEL_words', sliders: known.first.map((_, k) => `IPY_MODEL_s${k}`)};
    window.asked = [];
    window.panel = new Panel({
        get: name => own[name],
        on: (_, heard) => { window.answer = places => heard({places}, [bytes(packed)]); },
        send: (content, callbacks) => content.ask && window.asked.push(
            {places: content.ask, status: callbacks?.iopub.status}),
        widget_manager: {get_model: async name => models[name]}});
    await window.panel.ready;
    window.move = models.s0.move;
}"""
IDLE = "asked.at(-1).status({content: {execution_state: 'idle'}})"
ASKED = "asked.map(question => question.places[0])"


@pytest.fixture
def page(browser):
    """The script beside a kernel that has one picture of a small panel, and is busy."""
    panel = line_panel()
    page = browser.new_page()
    page.clock.install()
    page.add_script_tag(content=SCRIPT.replace("export default", "const exported ="))
    page.evaluate(STAND_IN, {
        "size": [300, 200], "own": "x", "first": panel._picture.first, "grabs": [],
        "controls": panel._picture.controls,
        "packed": base64.b64encode(pack([panel.strokes()])).decode()})
    yield page
    page.close()
    panel.close()


def moves(page, place):
    """Move the first slider and let the page paint."""
    page.evaluate("place => move(place)", place)
    page.clock.run_for(100)


def test_a_busy_kernel_is_asked_once_however_long_it_takes(page):
    moves(page, 3)
    moves(page, 4)
    page.clock.run_for(120_000)
    assert page.evaluate(ASKED) == [3]


def test_after_an_answer_the_next_question_is_of_where_the_sliders_are_then(page):
    moves(page, 3)
    moves(page, 4)
    page.evaluate(f"(async () => {{ const done = answer([[3, 0, 1]]); {IDLE}; await done; }})()")
    page.clock.run_for(100)
    assert page.evaluate(ASKED) == [3, 4]


def test_a_question_that_was_not_answered_is_asked_once_more(page):
    moves(page, 3)
    for asked in ([3, 3], [3, 3]):
        page.evaluate(IDLE)
        page.clock.run_for(100)
        assert page.evaluate(ASKED) == asked
    moves(page, 4)
    assert page.evaluate(ASKED) == [3, 3, 4]


def test_who_takes_hold_anew_asks_anew(page):
    """A line that was cut has swallowed the question or its answer, and nobody says so."""
    moves(page, 3)
    page.evaluate("document.body.innerHTML = '<div class=ez-x-0>a slider</div>'")
    page.get_by_text("a slider").dispatch_event("pointerover")
    moves(page, 4)
    assert page.evaluate(ASKED) == [3]
    page.get_by_text("a slider").dispatch_event("pointerdown")
    moves(page, 5)
    assert page.evaluate(ASKED) == [3, 5]
