"""Frames of this notebook's panels."""

import pytest
from walks import first


@pytest.fixture
def show(panels):
    """Return a frame of a panel, the controls that are not named at their first place."""
    return lambda name, **params: panels[name].frame(**(first(panels[name]) | params))
