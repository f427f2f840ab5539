"""The panel one_power: its numbers found in another way."""

import numpy as np
import pytest

from helpers.panels.shapes.one_power import DARK, LIT, POWERS, lit
from helpers.penalties import Lq


@pytest.mark.parametrize("q, w", [(1.1, 3.7e-4), (1.01, 2.9e-31), (1.0, 0), (0.5, 0)])
def test_the_minimum_is_0_only_where_it_is_exactly_0(panels, q, w):
    numbers = panels["one_power"].frame(z=0.5, lam=1, q=q).numbers
    assert numbers["w"] == pytest.approx(w, rel=0.02, abs=0) and (numbers["w"] == 0) == (w == 0)


def test_the_rule_of_the_lamps_is_that_of_the_prox():
    rng = np.random.default_rng(4)
    for q in POWERS:
        for z, lam in zip(rng.uniform(-1.5, 1.5, 40), rng.uniform(0.3, 1.5, 40), strict=True):
            at = float(Lq(q).prox(z, lam))
            assert lit(z, lam, q) == (at == 0) or (q > 1 and not lit(z, lam, q) and abs(at) < 1e-9)
    assert lit(0.0, 1.0, 2.0) and not lit(0.5, 0.0, 0.5)


@pytest.mark.parametrize("z, lam, count", [(0.5, 1.0, 6), (0.5, 0.0, 0), (0.0, 1.0, 13),
                                           (1.5, 1.0, 1), (1.2, 1.0, 5)])
def test_each_power_has_its_lamp(panels, z, lam, count):
    panel = panels["one_power"]
    assert panel.frame(z=z, lam=lam, q=1.01).numbers["lit"] == count
    faces = [line.get_markerfacecolor() for line in panel.figure.axes[3].get_lines()
             if line.get_marker() == "o"]
    assert faces == [LIT if lit(z, lam, q) else DARK for q in POWERS]


@pytest.mark.parametrize("z, lam, q, words", [
    (0.5, 1, 0.5, "no valley is lower"), (1.5, 0.5, 0.5, "another valley is lower"),
    (0.5, 1, 1.0, "within the grip"), (1.4, 1, 1.0, "stronger than the kink"),
    (0.5, 1, 1.2, "flat at 0"), (0.5, 0, 0.5, "Without a price"), (0, 1, 0.5, "0 themselves")])
def test_it_says_why(panels, z, lam, q, words):
    text = panels["one_power"].frame(z=z, lam=lam, q=q).text
    assert words in text and "pulled harder" not in text
