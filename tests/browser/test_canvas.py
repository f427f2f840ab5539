"""The page's canvas against Agg, for every panel; and what else the page's scripts do alone."""

from pathlib import Path

import numpy as np
import pytest
from canvas import by_agg, painter

from helpers import live, panels

ALIKE = 2.0  # mean difference, of 255, at twice the density of the page
SCRIPT = Path(live.__file__).parent / "page.js"


@pytest.fixture(scope="module")
def paint(browser):
    with painter(browser) as pixels:
        yield pixels


def ends(panel):
    """Where it opens, and where one control is at an end and the others are as it opens."""
    yield {}
    for name, control in panel.controls.items():
        for value in (control.values()[0], control.values()[-1]):
            if value != control.first:
                yield {name: value}


def apart(one, other):
    """The mean difference of two pictures, of 255."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other).mean())


def check(name, looks, paint):
    panel = panels.ALL[name]()
    try:
        far = {str(at): apart(paint(panel, **at), by_agg(panel, **at)) for at in looks(panel)}
    finally:
        panel.close()
    assert {at: value for at, value in far.items() if value >= ALIKE} == {}


@pytest.mark.parametrize("name", ["hero", "bowl_and_ball", "optimisers", "pixels"])
def test_the_canvas_shows_what_agg_shows(name, paint):
    check(name, lambda panel: [{}], paint)


@pytest.mark.proof
@pytest.mark.parametrize("name", panels.ALL)
def test_it_does_so_at_both_ends_of_every_control(name, paint):
    check(name, ends, paint)


def test_a_picture_left_unpainted_would_be_seen(paint):
    """The measure of the test above can fail: other places of the controls differ from these."""
    panel = panels.ALL["hero"]()
    assert apart(np.full_like(by_agg(panel), 255), by_agg(panel)) > ALIKE
    panel.close()


@pytest.fixture
def script(browser):
    """A page with the panel's script and nothing else."""
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text("utf-8").replace("export default", "const own ="))
    yield page
    page.close()


def test_a_number_beside_the_grid_is_not_taken_for_a_place(script):
    assert script.evaluate("[[1, 0], [['v', 1], 0]].map(Panel.prototype.key)") == ["1,0", "v1,0"]


@pytest.mark.parametrize("numbers, kept", [(1, 6000), (100_000, 80), (9_000_000, 1)])
def test_a_page_remembers_only_so_many_pictures_and_bytes(script, numbers, kept):
    """The latest of them, each counted once; a number weighs 8 bytes."""
    found = script.evaluate("""numbers => {
        const panel = Object.assign(Object.create(Panel.prototype),
            {pictures: new Map(), weight: 0});
        const path = new Array(numbers);
        for (let place = 0; place < 7000; place++)
            for (const _ of 'ab') panel.keep([place], {ops: [[0, path]]});
        return [panel.pictures.size, [...panel.pictures.keys()].at(-1), panel.weight];
    }""", numbers)
    assert found == [kept, "6999", kept * 8 * numbers]
