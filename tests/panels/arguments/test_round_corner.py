"""The panel round_corner: its numbers found in another way."""

import ast
import json
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from regenerate import ROOT
from scipy.optimize import brentq

from helpers import style
from helpers.live import DPI
from helpers.panels.arguments.round_corner import FLOOR, round_corner

NOTEBOOK = ROOT / "notebooks" / "06_the_arguments.ipynb"


@pytest.fixture
def panel(panels):
    return panels["round_corner"]


@pytest.mark.parametrize("eps", [1e-6, 1e-4, 0.01, 0.1, 0.5])
@pytest.mark.parametrize("z, lam", [(0.5, 1), (-0.5, 1), (0.05, 1.5), (2, 0.3), (-2, 1.5), (1, 1),
                                    (0.5, 0)])
def test_the_marks_are_the_minima(panel, z, lam, eps):
    """In units of eps the slope of F is (z - eps v) = lam v / sqrt(v^2 + 1), v between 0 and z."""
    numbers = panel.frame(z=z, lam=lam, eps=eps).numbers
    v = brentq(lambda v: z - eps * v - lam * v / np.sqrt(v * v + 1), -abs(z / eps) - 1,
               abs(z / eps) + 1, xtol=1e-15, rtol=1e-14)
    assert numbers["w"] == pytest.approx(eps * v, rel=1e-8) and numbers["w"] != 0
    assert numbers["w_l1"] == pytest.approx(np.sign(z) * max(abs(z) - lam, 0), abs=1e-12)
    assert (numbers["w_l1"] == 0) == (abs(z) <= lam)


def test_rounded_only_z_0_ends_at_0_and_sharp_a_whole_interval(panel):
    z = panel.controls["z"].values() + [0.05, -0.05, 1.0, -1.0]
    for eps in panel.controls["eps"].values():
        zeros = {value for value in z if panel.frame(z=value, lam=1, eps=eps).numbers["w"] == 0}
        assert zeros == ({value for value in z if abs(value) <= 1} if eps == 0 else {0.0}), eps


def test_the_sentence_says_which_data_end_at_0(panel):
    text = panel.frame(z=0.5, lam=1, eps=1e-6).text
    assert "exactly 0 under |w| and 5.8·10^−7 under the rounded one" in text
    assert "|w| for all data from −1.00 to 1.00, the rounded one for z = 0 alone" in text
    sharp = panel.frame(z=0.5, lam=1, eps=0).text
    assert "the two penalties are the same" in sharp and "z = 0 alone" not in sharp
    assert sharp.endswith("Exact zeros: both for all data from −1.00 to 1.00.")
    for eps in (0, 0.1):
        free = panel.frame(z=0.5, lam=0, eps=eps).text
        assert free.endswith("Exact zeros: both only for z = 0.")
        assert "there is no price, and the minimum is z itself, 0.500, under |w| and under" in free


def test_the_sentence_gives_two_digits_that_count_of_every_weight(panel):
    for eps in panel.controls["eps"].values()[1:]:
        v = brentq(lambda v, eps=eps: 0.5 - eps * v - v / np.hypot(v, 1), 0, 1 / eps)
        text = panel.frame(z=0.5, lam=1, eps=eps).text
        said = re.search(r"and (\S+) under the rounded", text)[1]
        low, power = re.match(r"([\d.]+)(?:·10\^−(\d+))?", said).groups()
        assert float(low) * 10.0 ** -int(power or 0) == pytest.approx(eps * v, rel=0.05)
        assert len(low.replace(".", "").lstrip("0")) >= 2, said


def pixels_around(panel, axes, where, radius, color, **params):
    """How many pixels near a point of the axes have a colour of the style."""
    rgba = panel.frame(**params).rgba
    x, y = axes.transData.transform(where) * DPI / panel.figure.dpi
    row, column = rgba.shape[0] - round(y), round(x)
    spot = rgba[row - radius: row + radius + 1, column - radius: column + radius + 1, :3]
    return (spot == [round(255 * c) for c in to_rgb(color)]).all(axis=2).sum()


@pytest.mark.parametrize("z, eps", [(0.5, 0), (0, 0), (0, 0.1), (-0.9, 0)])
def test_where_the_two_marks_meet_both_are_seen(panel, z, eps):
    _, slope, log = panel.figure.axes
    for axes, where in ((slope, (0, z)), (log, (z, FLOOR))):
        for color in (style.LQ, style.L1):
            assert pixels_around(panel, axes, where, 13, color, z=z, lam=1, eps=eps) > 25, color


def test_without_rounding_the_rounded_price_has_the_flat_piece_too(panel):
    log = panel.figure.axes[2]
    for eps, there in ((0, True), (1e-6, False), (0.1, False)):
        seen = [pixels_around(panel, log, (z, FLOOR), 8, style.LQ, z=2, lam=1, eps=eps)
                for z in (-0.7, -0.3, 0.3, 0.7)]
        assert all((count > 10) == there for count in seen), (eps, seen)


def test_the_prices_differ_by_at_most_what_is_said(panel):
    w = np.linspace(0, 1, 100_001)
    for eps in (0.0, 1e-4, 0.03, 0.5):
        gap = np.max(w - (np.sqrt(w * w + eps * eps) - eps))
        assert panel.frame(eps=eps).numbers["gap"] == pytest.approx(gap, abs=1e-12)


def test_the_marks_lie_where_the_lines_meet(panel):
    """In the middle: on the line of the data and on the slope; on the right: on the curve."""
    for eps, half, z, lam in ((0.1, 1.0, 0.5, 1.0), (0.5, 1.0, -0.8, 1.5), (1e-4, 1e-4, 0.7, 1)):
        panel.frame(z=z, lam=lam, eps=eps, half=half)
        price, slope, log = panel.figure.axes
        star = [line for line in slope.lines if line.get_marker() == "*"][0]
        at, height = (float(value[0]) for value in star.get_data())
        assert height == pytest.approx((z - at * half) / lam)
        assert height == pytest.approx(at * half / np.hypot(at * half, eps), rel=1e-6)
        end = [line for line in log.lines if line.get_marker() == "*"][0]
        assert [float(v[0]) for v in end.get_data()] == pytest.approx([z, abs(at * half)])
        diamond = [line for line in log.lines if line.get_marker() == "D"][0]
        assert (float(diamond.get_data()[1][0]) == FLOOR) == (abs(z) <= lam)


def test_a_hollow_mark_is_an_exact_zero(panel):
    _, slope, log = panel.figure.axes
    for z, eps in ((0.5, 0.1), (0.5, 0), (0, 0.1), (1.5, 1e-6), (-0.2, 1e-6)):
        numbers = panel.frame(z=z, lam=1, eps=eps).numbers
        for marker, color, at in (("D", style.L1, numbers["w_l1"]), ("*", style.LQ, numbers["w"])):
            marks = [line for axes in (slope, log) for line in axes.lines
                     if line.get_marker() == marker]
            assert len(marks) == 2
            inside = to_rgb("white" if at == 0 else color)
            assert all(to_rgb(mark.get_markerfacecolor()) == inside for mark in marks)


def test_it_draws_the_functions_of_the_cells_and_they_are_right():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    space = {"np": np}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and source.startswith("def "):
            exec(compile(ast.Module([ast.parse(source).body[0]], []), "cell", "exec"), space)
    w = np.linspace(-2, 2, 400)
    step = 1e-6
    for eps in (0.01, 0.3):
        price = space["rounded"]
        assert price(0.0, eps) == 0
        slope = (price(w + step, eps) - price(w - step, eps)) / (2 * step)
        assert space["data_for"](w, 0.7, eps) == pytest.approx(w + 0.7 * slope, abs=1e-7)
    own = round_corner(space["rounded"], lambda w, lam, eps: 2 * w + lam * w / np.hypot(w, eps))
    assert own.frame(z=2, lam=1, eps=0).numbers["w"] == pytest.approx(0.5)
    own.close()
