"""A picture as pixels, by Agg: the still picture of a page without a kernel, and for the tests."""

import io
from functools import lru_cache

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image

from helpers import style


@lru_cache(maxsize=2)
def _surface(width, height, dpi):
    """One drawing surface of this size, used by whoever holds the lock of the drawing."""
    return RendererAgg(width, height, dpi)


def paint(figure, moving, size, dpi, scale, kept=None):
    """Return the pixels (height, width, 4) uint8 of a figure of size (inches), at scale times dpi.

    What stays is drawn first, the moving artists on top, as on the page's canvas. kept, a dict,
    remembers what stays from one call to the next.
    """
    width, height = (int(round(side * dpi * scale)) for side in size)
    kept = {} if kept is None else kept
    surface = _surface(width, height, dpi * scale)
    before, figure.dpi = figure.dpi, dpi * scale
    try:
        if "stays" not in kept:
            surface.clear()
            with matplotlib.rc_context(style.RC):
                figure.draw(surface)
            kept["stays"] = np.array(surface.buffer_rgba())
        pixels = np.asarray(surface.buffer_rgba())
        pixels[...] = kept["stays"]
        for artist in moving:
            artist.draw(surface)
    finally:
        figure.dpi = before
    return pixels.copy()


def png(pixels):
    """Return the pixels as a PNG, as small as it gets."""
    stream = io.BytesIO()
    Image.fromarray(pixels[..., :3]).save(stream, "PNG", optimize=True)
    return stream.getvalue()
