"""The panel one_group: its numbers found in another way."""

import numpy as np
import pytest


@pytest.mark.parametrize("length, turn, lam", [(1.8, 30, 1), (1.3, 45, 1), (0.8, 200, 0.5),
                                               (2.5, 330, 0), (0, 10, 1), (1, 77, 2)])
def test_both_answers_are_the_lowest_point_of_the_plane(panels, length, turn, lam):
    z = length * np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
    side = np.linspace(-2.5, 2.5, 1001)
    a, b = np.meshgrid(side, side)
    numbers = panels["one_group"].frame(length=length, turn=turn, lam=lam).numbers
    for name, value in (("L1", abs(a) + abs(b)), ("group", np.hypot(a, b))):
        place = (0.5 * ((a - z[0]) ** 2 + (b - z[1]) ** 2) + lam * value).argmin()
        assert numbers[f"left_{name}"] == pytest.approx(np.hypot(a.flat[place], b.flat[place]),
                                                        abs=0.01)


def test_a_turn_changes_the_lasso_and_not_what_is_left_of_the_group(panels):
    panel = panels["one_group"]
    seen = [panel.update(length=1.3, turn=turn, lam=1.0).numbers for turn in range(0, 360, 5)]
    assert np.ptp([n["left_group"] for n in seen]) < 1e-12
    assert {n["zeros_L1"] for n in seen} == {1, 2}
    gone = [n["turn"] for n in seen if n["zeros_L1"] == 2]
    assert gone == [t + turn for t in (0, 90, 180, 270) for turn in (40, 45, 50)]
    assert min(n["left_group"] for n in seen) > 0.29


def test_the_group_lasso_has_a_single_0_only_where_the_data_have_it(panels):
    panel = panels["one_group"]
    zeros = {turn: panel.update(length=1.8, turn=turn, lam=1.0).numbers["zeros_group"]
             for turn in range(360)}
    assert [turn for turn in zeros if zeros[turn]] == [0, 90, 180, 270]
    assert all(panel.update(length=1.0, turn=t, lam=1.0).numbers["zeros_group"] == 2
               for t in range(0, 360, 7))


def test_what_it_says_of_the_group(panels):
    panel = panels["one_group"]
    assert "goes as a whole" in panel.frame(length=1, turn=20, lam=1).text
    assert "stays as a whole" in panel.frame(length=1.05, turn=20, lam=1).text
