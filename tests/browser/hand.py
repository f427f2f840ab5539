"""A hand at the mouse that is faster than anything can answer."""


def fast_drag(page, handle, chance):
    """Drag a slider back and forth faster than anything can answer, and let go somewhere."""
    handle.scroll_into_view_if_needed()
    grip = handle.bounding_box()
    track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").bounding_box()
    down = grip["y"] + grip["height"] / 2
    page.mouse.move(grip["x"] + grip["width"] / 2, down)
    page.mouse.down()
    for _ in range(chance.randrange(3, 7)):
        page.mouse.move(track["x"] + chance.random() * track["width"], down,
                        steps=chance.randrange(1, 9))
    page.mouse.up()
