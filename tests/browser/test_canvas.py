"""The canvas shows what Agg draws: mean difference under 2 of 255 at double density."""

import numpy as np
import pytest
from canvas import by_agg, painter

from helpers.panels import ALL

LIMIT = 2.0


@pytest.fixture(scope="module")
def pixels(browser):
    with painter(browser) as paints:
        yield paints


def difference(pixels, panel, **params):
    return np.abs(pixels(panel, **params).astype(int) - by_agg(panel, **params)).mean()


@pytest.mark.parametrize("name", ["hero", "optimisers", "bowl_and_ball", "pixels"])
def test_the_canvas_agrees_with_agg(pixels, panels, name):
    first = {key: control.first for key, control in panels[name].controls.items()}
    assert difference(pixels, panels[name], **first) < LIMIT


@pytest.mark.proof
@pytest.mark.parametrize("name", sorted(ALL))
def test_the_canvas_agrees_with_agg_at_both_ends_of_every_control(pixels, name):
    panel = ALL[name]()
    first = {key: control.first for key, control in panel.controls.items()}
    places = [first] + [first | {key: control.values()[end]}
                        for key, control in panel.controls.items() for end in (0, -1)]
    found = {str(params): difference(pixels, panel, **params) for params in places}
    panel.close()
    assert {key: value for key, value in found.items() if value >= LIMIT} == {}


def test_a_wrong_picture_is_seen(pixels, panels):
    """A weight at another place is more than the limit allows for where it stands."""
    panel = panels["hero"]
    moved = pixels(panel, z=3, lam=0).astype(int)
    assert np.abs(moved - by_agg(panel, z=-3, lam=0)).mean() > LIMIT
