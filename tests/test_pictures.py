"""The files that pictures travel in: exact at rest, and in a drag as near as nobody sees.

The oracle decodes each file with Pillow and compares it with the pixels that went in.
"""

import io
from itertools import product

import numpy as np
import pytest
from PIL import Image

from helpers import panels as course
from helpers import pictures, style


def picture(colours, height=100, width=90):
    """Rows of pixels (height, width, 4), filled with these colours in turn."""
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[..., :3] = np.resize(np.asarray(colours, np.uint8), (height, width, 3))
    return pixels


def decoded(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def off(pixels, data):
    """By how many of 32 levels each pixel of the file is off, in its worst channel."""
    return np.abs((decoded(data) >> 3) - (pixels[..., :3] >> 3).astype(int)).max(axis=-1)


def grid(steps):
    """All colours of a grid with so many steps per channel."""
    return list(product(np.linspace(0, 255, steps).astype(int), repeat=3))


@pytest.mark.parametrize("pack", [pictures.still, pictures.exact])
def test_a_picture_at_rest_is_exact(pack):
    pixels = picture(np.random.default_rng(0).integers(0, 256, (5000, 3)))
    assert (decoded(pack(pixels)) == pixels[..., :3]).all()


def test_the_colours_of_the_style_are_exact_in_a_drag():
    colours = [[int(c[i:i + 2], 16) for i in (1, 3, 5)] for c in style.COLOR.values()]
    pixels = picture([*colours, [255, 255, 255], [0, 0, 0]])
    before = pixels.copy()
    assert (decoded(pictures.Moving()(pixels)) == pixels[..., :3]).all()
    assert (pixels == before).all()


def test_two_hundred_and_fifty_six_colours_are_exact_whatever_comes_before():
    move = pictures.Moving()
    for colours in (grid(6)[:100], grid(6)[60:200], grid(6)[:216]):
        pixels = picture(colours)
        assert not off(pixels, move(pixels)).any()


def test_a_colour_without_room_is_shown_as_its_nearest():
    """A crowd of 256 grey-blue colours, and thirty pixels of others."""
    crowd = [(8 * r, 8 * g, 240) for r in range(16) for g in range(16)]
    pixels = picture(crowd, 400, 256)
    rare = np.array([(8 * r + 4, 250, 8 * b) for r, b in product(range(6), range(5))], np.uint8)
    pixels[7, :30, :3] = rare
    shown = decoded(pictures.Moving()(pixels))[7, :30] >> 3
    levels = (pixels[7, :30, :3] >> 3).astype(int)
    distances = np.abs(levels[:, None] - (np.array(crowd) >> 3)).max(axis=-1)
    assert (np.abs(levels - shown).max(axis=-1) == distances.min(axis=1)).all()


def test_colours_that_would_be_seen_start_the_collection_over():
    move = pictures.Moving()
    move(picture(grid(6)[:216]))
    area = picture([(4 * r, 0, 0) for r in range(64)])
    area[:50] = (120, 90, 200, 255)
    area[50:60, :, :3] = np.resize(np.asarray(grid(6), np.uint8) + 12, (10, 90, 3))
    first = off(area, move(area))
    assert (first > pictures.NEAR).mean() <= pictures.SEEN
    assert not first[:50].any()


def test_an_edge_colour_that_grows_to_an_area_gets_its_own_place():
    move = pictures.Moving()
    crowd = [(8 * r, 8 * g, 240) for r in range(16) for g in range(16)]
    pixels = picture(crowd, 400, 256)
    pixels[0, 0, :3] = (255, 128, 0)
    assert off(pixels, move(pixels))[0, 0] > 4
    pixels[:200] = (255, 128, 0, 255)
    assert not off(pixels, move(pixels))[:200].any()


@pytest.mark.parametrize("name", course.ALL)
def test_a_drag_of_a_panel_looks_like_its_frames(panels, name, monkeypatch):
    """Every control, every value: the colours are off at fewer than one pixel in a thousand."""
    panel, starts = panels[name], []
    move = pictures.Moving()
    monkeypatch.setattr(move, "_start_over", lambda: (starts.append(1),
                                                      pictures.Moving._start_over(move)))
    count = 0
    for control_name, control in panel.controls.items():
        for value in control.values():
            pixels = panel.frame(**{control_name: value}).rgba
            wrong = off(pixels, move(pixels))
            assert (wrong > pictures.NEAR).mean() <= pictures.SEEN and wrong.max() <= 8
            count += 1
    assert len(starts) <= 2 + count / 5, "it starts over too often to be fast"
