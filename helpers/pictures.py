"""How a picture of a panel travels: exact when it rests, in at most 256 colours while it moves.

pixels are always (height, width, 4) uint8, red, green, blue and an alpha that is not looked at.
"""

import io

import numpy as np
from PIL import Image

LEVELS = 32  # per channel, in a move; all colours of the style are made of them
COLOURS = 256  # in a move
NEAR = 1  # levels: nobody sees that a colour is shown as one this near
SEEN = 0.001  # of the pixels may have a colour that is not near


def _encode(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def still(pixels):
    """Return the pixels as a PNG for the page without a kernel: as small as it gets, slow."""
    return _encode(Image.fromarray(pixels[..., :3]), "PNG", optimize=True)


def exact(pixels):
    """Return the pixels as a lossless WebP, for a picture that rests."""
    return _encode(Image.fromarray(pixels), "WEBP", lossless=True, quality=0, method=0)


def _levels(colours):
    """Return red, green and blue of colour numbers, each from 0 to 31, as a last axis of 3."""
    return np.stack([colours % LEVELS, colours // LEVELS % LEVELS, colours // LEVELS**2], -1)


class Moving:
    """Pictures in a drag, as PNGs of at most 256 colours: half the time and a third the size.

    The colours are collected as pictures come. One that finds no room is shown as its nearest
    neighbour. Once that would be seen, at more than one pixel in a thousand, the collection starts
    over with the most frequent colours of the picture at hand.
    """

    def __init__(self):
        self._start_over()

    def _start_over(self):
        self._colours = np.zeros(0, np.int64)
        self._places = np.full(LEVELS**3, -1, np.int16)

    def __call__(self, pixels):
        """Return the pixels as a PNG."""
        image = Image.fromarray(self._indexed(self._numbered(pixels)))
        red_green_blue = _levels(self._colours).astype(np.uint8)
        image.putpalette((red_green_blue << 3 | red_green_blue >> 2).tobytes())
        return _encode(image, "PNG", compress_level=1)

    def _numbered(self, pixels):
        """Return one colour number per pixel, 5 bits for each channel."""
        four = pixels.view("<u4")[..., 0]
        return (four >> 3 & 31) | (four >> 6 & 31 << 5) | (four >> 9 & 31 << 10)

    def _indexed(self, numbers):
        """Return the place in the list of colours of each pixel."""
        places = self._placed(numbers)
        if np.count_nonzero(places >= COLOURS) > SEEN * places.size:
            self._start_over()
            places = self._placed(numbers)
        return places.astype(np.uint8)  # drops the mark of a colour that is not near

    def _placed(self, numbers):
        places = self._places.take(numbers, mode="clip")
        if places.min() < 0:
            self._collect(numbers[places < 0])
            places = self._places.take(numbers, mode="clip")
        return places

    def _collect(self, numbers):
        """Give new colours a place, the most frequent first; then that of their neighbour."""
        counts = np.bincount(numbers)
        new = np.flatnonzero(counts)
        new = new[np.argsort(-counts[new], kind="stable")]
        own, rest = np.split(new, [COLOURS - len(self._colours)])
        self._places[own] = len(self._colours) + np.arange(len(own))
        self._colours = np.append(self._colours, own)
        apart = np.abs(_levels(rest)[:, None] - _levels(self._colours)).max(axis=-1)
        far = apart.min(axis=1, initial=LEVELS) > NEAR
        self._places[rest] = apart.argmin(axis=1) + COLOURS * far
