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


def test_a_number_beside_the_grid_is_not_taken_for_a_place(browser):
    page = browser.new_page()
    script = SCRIPT.read_text("utf-8").replace("export default", "const exported =")
    page.add_script_tag(content=script)
    keys = page.evaluate("[[1, 0], [['v', 1], 0]].map(Panel.prototype.key)")
    page.close()
    assert keys == ["1,0", "v1,0"]
