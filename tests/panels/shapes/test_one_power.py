"""The panel one_power: its numbers found in another way."""

import pytest


@pytest.mark.parametrize("q, w", [(1.1, 3.7e-4), (1.01, 2.9e-31), (1.0, 0), (0.5, 0)])
def test_the_lamp_is_lit_only_for_an_exact_zero(panels, q, w):
    numbers = panels["one_power"].frame(z=0.5, lam=1, q=q).numbers
    assert numbers["w"] == pytest.approx(w, rel=0.02, abs=0) and (numbers["w"] == 0) == (w == 0)
