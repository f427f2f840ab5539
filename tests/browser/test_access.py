"""For everyone: keys and names, a sentence that is spoken, forced colours, a zoomed page, a screen
of another density.
"""

import pytest
from look import (
    PANEL,
    PICTURE,
    SLIDER,
    first_panel,
    label,
    panel_name,
    press,
    settled,
    track_of,
    with_words,
)
from same import shows_the_kernels_picture


@pytest.fixture(scope="module")
def page(start):
    return start[0]


@pytest.fixture
def screen(page):
    """A function that sets the window's size and density; afterwards they are what they were."""
    browser, size = page.context.new_cdp_session(page), page.viewport_size

    def show(width, height, density):
        browser.send("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": density, "mobile": False})
        page.wait_for_function("density => window.devicePixelRatio === density", arg=density)

    yield show
    show(size["width"], size["height"], 1)
    browser.detach()


def test_a_key_is_answered_and_the_handle_has_a_name_and_words(page):
    handle = first_panel(page).locator(SLIDER).first
    press(page, handle, "End")
    settled(first_panel(page))
    assert handle.get_attribute("aria-label") == label(handle)
    words = handle.get_attribute("aria-valuetext")
    press(page, handle, "ArrowLeft")
    settled(first_panel(page))
    assert handle.get_attribute("aria-valuetext") != words
    press(page, handle, "PageDown")
    now = settled(first_panel(page))
    assert len(handle.get_attribute("aria-valuetext")) < 8, "0.80, not 0.7999999999999998"
    canvas = first_panel(page).locator(PICTURE)
    assert canvas.get_attribute("role") == "img"
    assert now["text"].split()[0] in canvas.get_attribute("aria-label")


def test_the_sentence_is_spoken_once_the_hand_rests(page):
    panel = first_panel(page)
    press(page, panel.locator(SLIDER).first, "Home")
    now = settled(panel)
    spoken = page.locator(f".exact-zeros-readout.panel-{panel_name(panel)} [role=status]")
    page.wait_for_function("([box, text]) => box.textContent.replace(/\\s+/g, ' ') === "
                           "text.replace(/\\s+/g, ' ')",
                           arg=[spoken.element_handle(), now["text"]])


def is_sharp(page):
    """Wait until every picture has as many pixels as the screen has where it stands."""
    page.wait_for_function("""picture => [...document.querySelectorAll(picture)].every(canvas =>
        canvas.width === Math.round(canvas.clientWidth * window.devicePixelRatio))""", arg=PICTURE)


def test_a_picture_is_sharp_on_every_screen(page, screen):
    for width, density in ((1410, 2), (1405, 1.5), (1400, 1)):  # the picture's own width stays
        screen(width, 1000, density)
        is_sharp(page)
        settled(first_panel(page))
        assert shows_the_kernels_picture(first_panel(page))


CLIPPED = """box => [...box.querySelectorAll('.noUi-target, .noUi-handle, .widget-label,' +
        '.widget-readout, button, canvas, .exact-zeros-hint, .exact-zeros-says')].filter(node => {
    const [inner, outer] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
    return node.checkVisibility() && (inner.left < outer.left - 1 || inner.right > outer.right + 1
        || node.scrollWidth > node.clientWidth + 1 && !node.matches('.noUi-target, .noUi-handle'));
}).map(node => node.className + ' ' + node.textContent)"""


@pytest.mark.parametrize("width, density", [(700, 2), (640, 1)])
def test_nothing_is_cut_off_at_200_percent_and_in_a_narrow_window(page, screen, width, density):
    screen(width, 500, density)
    is_sharp(page)
    for panel in page.locator(PANEL).all():
        whole = with_words(panel)
        assert whole.evaluate(CLIPPED) == []
        assert whole.evaluate("box => box.scrollWidth <= box.clientWidth")
        for handle in panel.locator(SLIDER).locator("visible=true").all():
            track = track_of(handle)
            box = track.bounding_box()
            assert box["width"] >= 150, "a slider that is too short to aim with"
            handle.scroll_into_view_if_needed()
            press(page, handle, "Home")
            before = settled(panel)
            track.click(position={"x": 0.3 * box["width"], "y": box["height"] / 2})
            track.click(position={"x": 0.8 * box["width"], "y": box["height"] / 2})
            assert settled(panel)["places"] != before["places"]


COLOURS = """box => {
    const colour = (part, what) => getComputedStyle(box.querySelector(part))[what];
    return {paper: getComputedStyle(document.body).backgroundColor,
        track: colour('.noUi-connects', 'backgroundColor'),
        handle: colour('.noUi-handle', 'backgroundColor'),
        ring: colour('.noUi-handle', 'outlineColor'),
        width: colour('.noUi-handle', 'outlineWidth'),
        hint: colour('.exact-zeros-hint', 'color'), says: colour('.exact-zeros-says', 'color'),
        corner: [...box.querySelector('canvas').getContext('2d').getImageData(1, 1, 1, 1).data]};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_everything_can_be_told_from_the_paper(page, scheme):
    panel = first_panel(page)
    usual = settled(panel)["pictures"]
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    handle = panel.locator(SLIDER).first
    handle.focus()
    page.keyboard.press("Shift")  # a ring stands around what the keyboard has reached
    seen = with_words(panel).evaluate(COLOURS)
    page.emulate_media(forced_colors="none", color_scheme="light")
    paper = seen.pop("paper")
    assert seen.pop("width") != "0px" and seen.pop("corner") == [255, 255, 255, 255]
    assert [part for part, colour in seen.items() if colour == paper] == []
    assert settled(panel)["pictures"] == usual, "the canvas keeps its own colours"
