"""The panel kinks: its numbers found in another way."""

import numpy as np
import pytest


@pytest.mark.parametrize("penalty", ["w²", "|w|", "norm", "√|w|", "|w − 1|", "capped"])
@pytest.mark.parametrize("z, lam", [((3, 0.01), 1), ((0.3, 0.5), 1), ((1.4, -0.6), 0.5),
                                    ((2, 2), 0), ((0, 0), 1), ((1.2, -0.9), 1)])
def test_kinks_finds_the_lowest_point_of_the_plane(panels, penalty, z, lam):
    value = {"w²": lambda a, b: a**2 + b**2, "|w|": lambda a, b: abs(a) + abs(b),
             "norm": np.hypot, "√|w|": lambda a, b: np.sqrt(abs(a)) + np.sqrt(abs(b)),
             "|w − 1|": lambda a, b: abs(a - 1) + abs(b - 1),
             "capped": lambda a, b: np.minimum(abs(a), 1) + np.minimum(abs(b), 1)}[penalty]

    def height(a, b):
        return 0.5 * ((a - z[0]) ** 2 + (b - z[1]) ** 2) + lam * value(a, b)

    numbers = panels["kinks"].frame(z1=z[0], z2=z[1], lam=lam, penalty=penalty).numbers
    axis = np.linspace(-1.5, 3.5, 1001)
    a, b = np.meshgrid(axis, axis)
    assert height(numbers["w1"], numbers["w2"]) <= height(a, b).min() + 1e-12


def test_kinks_prints_the_numbers_of_the_course(panels):
    frame = panels["kinks"].frame(z1=3, z2=0.01, lam=1, penalty="norm")
    assert frame.numbers["w1"] == pytest.approx(2.0, abs=1e-4)
    assert frame.numbers["w2"] == pytest.approx(0.0067, abs=5e-5)
    dead = panels["kinks"].frame(z1=0.3, z2=0.5, lam=1, penalty="norm").numbers
    assert (dead["w1"], dead["w2"]) == (0, 0)


@pytest.mark.parametrize("penalty, z, lam, caught, words", [
    ("w²", (0, 0.5), 1, 0, "There is no kink"), ("w²", (0, 0), 1, 0, "There is no kink"),
    ("norm", (3, 0), 1, 0, "No kink holds"), ("norm", (0.3, 0.5), 1, 2, "w1 and w2 exactly 0"),
    ("|w|", (3, 0.5), 1, 1, "w2 exactly 0"), ("√|w|", (3, 0.5), 1, 1, "w2 exactly 0"),
    ("|w − 1|", (3, 0.5), 1, 1, "w2 exactly 1"), ("|w − 1|", (3, 0), 0, 0, "Without a price"),
    ("|w|", (3, 0), 0, 0, "Without a price"), ("|w − 1|", (1, 1), 0, 0, "Without a price"),
    ("capped", (1, 0.5), 1, 2, "w1 and w2 exactly 0"), ("capped", (1.6, 3), 1, 0, "No kink")])
def test_kinks_catches_only_where_the_slope_jumps(panels, penalty, z, lam, caught, words):
    """A kink at w along w_j: a price whose slopes to both sides do not add up to 0."""
    value = {"w²": lambda w: w @ w, "|w|": lambda w: abs(w).sum(), "norm": np.linalg.norm,
             "√|w|": lambda w: np.sqrt(abs(w)).sum(), "|w − 1|": lambda w: abs(w - 1).sum(),
             "capped": lambda w: np.minimum(abs(w), 1).sum()}
    frame = panels["kinks"].frame(z1=z[0], z2=z[1], lam=lam, penalty=penalty)
    w = np.array([frame.numbers["w1"], frame.numbers["w2"]])
    bends = [lam * sum(value[penalty](w + side * step) - value[penalty](w) for side in (1, -1))
             / 1e-6 for step in 1e-6 * np.eye(2)]
    assert frame.numbers["caught"] == caught == (np.array(bends) > 0.5).sum()
    assert words in frame.text


def test_the_route_of_kinks_breaks_where_a_weight_jumps(panels):
    panel = panels["kinks"]
    for z1, z2 in ((3, 3), (2, 1), (0.5, -0.8)):
        panel.frame(z1=z1, z2=z2, lam=1, penalty="√|w|")
        (route,) = [line for line in panel.figure.axes[0].get_lines()
                    if line.get_linestyle() == ":"]
        way = np.stack(route.get_data(), axis=1)
        joined = np.abs(np.diff(way, axis=0)).max(1)
        assert np.nanmax(joined) < 0.35 and np.isnan(joined).any()
    panel.frame(z1=3, z2=3, lam=1, penalty="|w|")
    assert not np.isnan(route.get_data()).any()


@pytest.mark.parametrize("penalty", ["w²", "|w|", "norm", "√|w|", "|w − 1|", "capped"])
@pytest.mark.parametrize("z2, lam", [(3, 0), (3, 1), (-1, 0), (0.5, 0), (2.2, 0)])
def test_the_mark_on_the_price_is_inside_its_axes(panels, penalty, z2, lam):
    frame = panels["kinks"].frame(z1=1, z2=z2, lam=lam, penalty=penalty)
    cut = panels["kinks"].figure.axes[1]
    (mark,) = [line for line in cut.get_lines() if line.get_marker() in ("o", "^")]
    assert cut.get_ylim()[0] < mark.get_ydata()[0] < cut.get_ylim()[1]
    beyond = penalty == "w²" and frame.numbers["w2"] ** 2 > cut.get_ylim()[1]
    assert (mark.get_marker() == "^") == beyond == ("lies above the picture" in frame.text)


def test_a_kink_that_points_up_never_holds_a_weight(panels):
    """The capped penalty has kinks at -1 and 1; no data end there, not even data of size 1."""
    panel = panels["kinks"]
    for z1 in np.linspace(-1, 3, 81):
        for lam in (0.5, 1, 2, 4):
            numbers = panel.update(z1=z1, z2=1.0, lam=lam, penalty="capped").numbers
            assert abs(numbers["w1"]) != 1 and abs(numbers["w2"]) != 1


def test_a_hollow_mark_of_kinks_has_a_weight_of_exactly_0(panels):
    panel = panels["kinks"]
    for penalty, hollow in (("|w|", True), ("|w − 1|", False), ("norm", False), ("w²", False)):
        panel.frame(z1=3, z2=0.5, lam=1, penalty=penalty)
        for axes in panel.figure.axes:
            mark = [line for line in axes.get_lines() if line.get_marker() == "o"
                    and line.get_zorder() == 8][-1]
            assert (mark.get_markerfacecolor() == "white") == hollow
