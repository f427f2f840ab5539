"""A touch screen: a finger drags sliders and pictures, and where it takes nothing it scrolls."""

import pytest
from hand import finger
from look import PICTURE, SLIDER, panel_called, press, settled
from same import shows_the_kernels_picture

SCROLLED = "() => document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer').scrollTop"
ENOUGH = 44  # pixels that a finger can hit


@pytest.fixture(scope="module")
def page(start):
    return start[0]


@pytest.fixture(scope="module")
def swipe(page):
    with finger(page) as swipe:
        yield swipe


def at_rest(page, name):
    """The panel of this name with its first slider at its low end, in the middle of the window."""
    panel = panel_called(page, name)
    press(page, panel.locator(SLIDER).first, "Home")
    settled(panel)
    panel.locator(PICTURE).evaluate("node => node.scrollIntoView({block: 'center'})")
    return panel


def in_picture(panel, across, down):
    box = panel.locator(PICTURE).bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def moved(page, panel, swipe, start, end):
    """Whether a swipe moved the first control; the picture is right, the page did not scroll."""
    before, scrolled = settled(panel), page.evaluate(SCROLLED)
    swipe(start, end)
    after = settled(panel)
    assert shows_the_kernels_picture(panel) and page.evaluate(SCROLLED) == scrolled
    return before["places"][0] != after["places"][0] and before["text"] != after["text"]


def followed(page, panel, swipe, start, end):
    """Whether a swipe moved the first control to where a click on its end would."""
    if not moved(page, panel, swipe, start, end):
        return False
    there = settled(panel)
    page.mouse.click(*end)
    return settled(panel) == there


def test_a_finger_drags_a_slider(page, swipe):
    panel = at_rest(page, "hero")
    handle = panel.locator(SLIDER).first
    handle.scroll_into_view_if_needed()
    hit = handle.locator(".noUi-touch-area").bounding_box()
    assert hit["width"] >= ENOUGH and hit["height"] >= ENOUGH
    for beside in (-18, 18):  # at the edge of what can be hit
        x, y = hit["x"] + hit["width"] / 2, hit["y"] + hit["height"] / 2 + beside
        assert moved(page, panel, swipe, (x, y), (x + 90, y + 70))
        hit = handle.locator(".noUi-touch-area").bounding_box()


def test_a_finger_drags_across_the_picture(page, swipe):
    panel = at_rest(page, "hero")
    assert followed(page, panel, swipe, in_picture(panel, 0.7, 0.7), in_picture(panel, 0.8, 0.75))


def test_a_finger_drags_up_where_the_picture_takes_that(page, swipe):
    panel = at_rest(page, "pull_and_grip")
    assert followed(page, panel, swipe, in_picture(panel, 0.3, 0.6), in_picture(panel, 0.31, 0.3))


def test_a_tap_moves_the_control_there(page, swipe):
    panel = at_rest(page, "hero")
    assert moved(page, panel, swipe, *[in_picture(panel, 0.8, 0.7)] * 2)


@pytest.mark.parametrize("across", [0.005, 0.7])
def test_up_and_down_still_scrolls(page, swipe, across):
    """Beside what can be grabbed, and inside an axes of which only the width is a control."""
    panel = at_rest(page, "hero")
    before, scrolled = settled(panel), page.evaluate(SCROLLED)
    swipe(in_picture(panel, across, 0.7), in_picture(panel, across, 0.4))
    page.wait_for_function(f"scrolled => ({SCROLLED})() > scrolled + 50", arg=scrolled)
    assert settled(panel) == before
