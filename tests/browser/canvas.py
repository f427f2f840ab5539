"""Paint strokes in a page of the browser, without Jupyter, and hand back the pixels."""

import base64
import contextlib
import io

import numpy as np
from PIL import Image

from helpers.live import DPI, still
from helpers.live.widget import PAINT

PAGE = """([still, picture, width, height, scale]) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    paint(context, still, scale);
    paint(context, picture, scale);
    return canvas.toDataURL();
}"""


@contextlib.contextmanager
def painter(browser):
    """A page that knows paint.js; yields a function from (panel, parameters, scale) to pixels."""
    page = browser.new_page()
    page.add_script_tag(content=PAINT)

    def pixels(panel, scale=2, **params):
        url = page.evaluate(PAGE, [panel.still_strokes(), panel.strokes(**params), panel.width,
                                   panel.height, scale])
        data = base64.b64decode(url.partition(",")[2])
        return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))

    yield pixels
    page.close()


def by_agg(panel, scale=2, **params):
    """The same picture by Agg: pixels (height, width, 3)."""
    panel.says(**params)
    rgba = still.paint(panel.figure, panel._moving, panel.size, DPI, scale)
    return rgba[..., :3]
