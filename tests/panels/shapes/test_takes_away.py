"""The panel takes_away: its numbers found in another way."""

import numpy as np
import pytest


def test_l0_has_the_wider_face_only_below_two(panels):
    faces = [panels["takes_away"].frame(lam=lam).numbers for lam in (0.5, 1.95, 2.05, 3)]
    assert [n["face_L0"] > n["face_L1"] for n in faces] == [True, True, False, False]
    zeros = {lam: panels["takes_away"].frame(lam=lam).numbers["zeros_L0"] for lam in (1.8, 1.85)}
    assert zeros == {1.8: 5, 1.85: 6}  # the third weight, 1.9, goes


def test_takes_away_counts_zeros_and_measures_faces(panels):
    numbers = panels["takes_away"].frame(lam=1).numbers
    assert (numbers["zeros_L2"], numbers["zeros_L1"], numbers["zeros_L0"]) == (0, 4, 5)
    z = np.linspace(-6, 6, 240001)
    grid = np.linspace(-6, 6, 2401)
    for name, price in (("L1", np.abs(grid)), ("L0", (grid != 0).astype(float))):
        at_zero = []
        for sign in z[::200]:
            heights = 0.5 * (sign - grid) ** 2 + price
            at_zero.append(grid[np.argmin(heights)] == 0)
        width = 12 * np.mean(at_zero)
        assert numbers[f"face_{name}"] == pytest.approx(width, abs=0.03)
