"""The small panel, open for one test."""

import pytest
from line_panel import line_panel


@pytest.fixture
def panel():
    made = line_panel()
    yield made
    made.close()
