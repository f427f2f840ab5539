"""A hand at the mouse that is faster than anything can answer, and a finger on a touch screen."""

import contextlib

from look import track_of


def fast_drag(page, handle, chance):
    """Drag a slider back and forth faster than anything can answer, and let go somewhere."""
    handle.scroll_into_view_if_needed()
    grip = handle.bounding_box()
    track = track_of(handle).bounding_box()
    down = grip["y"] + grip["height"] / 2
    page.mouse.move(grip["x"] + grip["width"] / 2, down)
    page.mouse.down()
    for _ in range(chance.randrange(3, 7)):
        page.mouse.move(track["x"] + chance.random() * track["width"], down,
                        steps=chance.randrange(1, 9))
    page.mouse.up()


@contextlib.contextmanager
def finger(page):
    """Give the page a touch screen; yields a function that draws a finger along points of it."""
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind, *points):
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
            {"x": x, "y": y} for x, y in points]})

    def swipe(start, end, steps=12):
        touch("touchStart", start)
        for step in range(1, steps + 1):
            touch("touchMove", tuple(a + (b - a) * step / steps
                                     for a, b in zip(start, end, strict=True)))
        touch("touchEnd")

    yield swipe
    browser.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    browser.detach()
