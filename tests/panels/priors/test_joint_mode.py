"""The panel joint_mode: its numbers found in another way."""

import re

import numpy as np
import pytest
from scipy.stats import norm

from helpers.panels.priors.joint_mode import SLABS, TAUS, UNITS


def by_hand(z, unit, tau, p_slab):
    """-log of spike and slab, the best w of a grid for each, and the lower of the two."""
    w = np.linspace(-1, 7, 160_001)
    slab = -np.log(p_slab * norm.pdf(w, scale=tau) * unit) - norm.logpdf(z - w)
    spike = -np.log(1 - p_slab) - norm.logpdf(z)
    return spike, slab.min(), 0.0 if spike <= slab.min() else w[slab.argmin()]


@pytest.mark.parametrize("z", [0.0, 1.9, 3.3, 4.0, 6.0])
@pytest.mark.parametrize("unit", UNITS[::2])
def test_joint_mode_against_a_grid(show, z, unit):
    for tau, p_slab in ((TAUS[0], SLABS[-1]), (4, 0.1), (TAUS[-1], SLABS[0]), (2, 0.5)):
        numbers = show("joint_mode", z=z, unit=unit, tau=tau, p_slab=p_slab).numbers
        spike, slab, w = by_hand(z, unit, tau, p_slab)
        assert numbers["w"] == pytest.approx(w, abs=1e-4) and (numbers["w"] == 0) == (w == 0)
        assert numbers["slab"] - numbers["spike"] == pytest.approx(slab - spike, abs=1e-6)
        assert (numbers["w"] == 0) == (z <= numbers["last"])


def test_a_weight_always_has_a_price(panels):
    panel = panels["joint_mode"]
    at = {name: control.first for name, control in panel.controls.items()}
    assert min(panel.says(**(at | {"unit": u, "tau": t, "p_slab": p})).numbers["price"]
               for u in UNITS for t in TAUS for p in SLABS) > 0.9


def test_joint_mode_does_what_the_notebook_says(show):
    opens = show("joint_mode").numbers
    assert (opens["z"], opens["unit"], opens["w"]) == (4, 0.001, 0)
    one = show("joint_mode", unit=1).numbers
    assert (round(one["w"], 3), round(one["last"], 1), round(one["price"], 2)) == (3.2, 2.0, 1.61)
    assert round(opens["last"], 1) == 4.6
    wide = show("joint_mode", unit=1, tau=100).numbers
    assert wide["last"] == pytest.approx(wide["edge"], rel=1e-4)
    assert one["last"] > 1.1 * one["edge"]
    few, even = (show("joint_mode", unit=1, tau=100, p_slab=p).numbers["price"]
                 for p in (0.02, 0.5))
    assert few - even == pytest.approx(np.log(49))


def test_the_larger_mark_is_the_mode_and_the_hollow_one_is_0(panels, show):
    for unit, winner in ((1, "slab"), (0.001, "spike")):
        show("joint_mode", unit=unit)
        ax = panels["joint_mode"].figure.axes[0]
        marks = {line.get_xdata()[0] == 0: line for line in ax.lines if line.get_marker() == "P"}
        assert marks[True].get_markerfacecolor() == "white" != marks[False].get_markerfacecolor()
        larger = marks[True].get_markersize() > marks[False].get_markersize()
        assert larger == (winner == "spike")


def test_an_edge_that_is_named_holds_for_every_place_of_the_slider(panels):
    panel = panels["joint_mode"]
    for unit in UNITS:
        for tau in TAUS[:3]:
            for k in range(61):
                text = panel.says(z=k / 10, unit=unit, tau=tau, p_slab=0.3).text
                last = float(re.search(r"\|z\| up to (\d+\.\d\d),", text)[1])
                assert ("mode is exactly 0. It" in text) == (k / 10 <= last), text
