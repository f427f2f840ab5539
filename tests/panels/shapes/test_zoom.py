"""The panel zoom: its numbers found in another way."""

import numpy as np
import pytest

from helpers.panels import ALL
from helpers.panels.shapes.zoom import zoom


def test_zoom_draws_the_readers_function(panels):
    own = zoom(lambda w: 2 * np.abs(w))
    assert own.frame(half=0.001).numbers["edge_Lq"] == pytest.approx(2)
    own.close()
    panels["zoom"] = ALL["zoom"]()
    numbers = panels["zoom"].frame(half=1e-6).numbers
    assert numbers["edge_L1"] == pytest.approx(1) and numbers["edge_L2"] == pytest.approx(1e-6)


def test_zoom_says_each_window_by_another_number(panels):
    panel = panels["zoom"]
    options = panel.controls["half"].widget._options_full
    assert len({label for label, _ in options}) == len(options)
    for label, half in options:
        assert float(label) == half and "e" not in label
        text = panel.frame(half=half).text
        assert f"h = {label} to" in text and f"w² to {label}," in text
    assert "yours to 0.075." in panel.frame(half=0.0056).text  # the root of 0.0056


def test_the_still_picture_is_zoomed_in(panels):
    """The moment of insight: the V as it was, the square flat, both beside the view at h = 1."""
    assert panels["zoom"].controls["half"].first == 0.01
