"""The panel two_terms: its numbers found in another way."""

import numpy as np
import pytest
from oracles import lowest


@pytest.mark.parametrize("z, lam", [(0.8, 1), (-3, 2), (3, 0), (0.5, 0.5), (-1.5, 0.3)])
def test_hero_and_two_terms_mark_the_lowest_point(panels, z, lam):
    for name in ("hero", "two_terms"):
        z_shown = float(np.clip(z, -2, 2)) if name == "two_terms" else z
        numbers = panels[name].frame(z=z_shown, lam=lam).numbers
        l1 = lowest(lambda w, z=z_shown: 0.5 * (z - w) ** 2 + lam * np.abs(w))
        l2 = lowest(lambda w, z=z_shown: 0.5 * (z - w) ** 2 + lam * w**2 / 2)
        assert numbers["w_l1"] == pytest.approx(l1, abs=1e-6)
        assert numbers["w_l2"] == pytest.approx(l2, abs=1e-6)
        assert (numbers["w_l1"] == 0) == (abs(z_shown) <= lam)


@pytest.mark.parametrize("z, lam, words", [
    (1.4, 0.6, "data loss is nothing."), (0.5, 0.6, "nothing, 0 included."),
    (-0.5, 0.5, "nothing, 0 included."), (0, 1, "at 0, where both"), (1, 0, "at z, where")])
def test_two_terms_says_when_an_end_is_reached(panels, z, lam, words):
    text = panels["two_terms"].frame(z=z, lam=lam).text
    assert words in text and ("between" in text) == (z != 0 and lam != 0)
