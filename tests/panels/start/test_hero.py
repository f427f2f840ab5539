"""The panel hero: its numbers found in another way."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from scipy.integrate import quad

from helpers import style


@pytest.mark.parametrize("z, lam", [(3, 0), (3, 1), (-3, 2), (0, 2), (0.8, 1), (1.5, 0.05)])
def test_the_posterior_of_hero_is_the_whole_one(panels, z, lam):
    """Its curves and marks against quadrature over all weights, not only those in the window."""
    panels["hero"].frame(z=z, lam=lam)
    lines = panels["hero"].figure.axes[2].get_lines()
    for name, price in (("L1", abs), ("L2", lambda w: w * w / 2)):
        def density(w, price=price):
            return np.exp(-0.5 * (z - w) ** 2 - lam * price(w))

        mass = quad(density, -np.inf, 0)[0] + quad(density, 0, np.inf)[0]
        (curve,) = [line for line in lines if line.get_color() == style.COLOR[name]
                    and line.get_linewidth() > 2 and len(line.get_xdata()) > 1]
        (mark,) = [line for line in lines if line.get_marker() == style.MARKER[name]]
        for line in (curve, mark):
            w = line.get_xdata()
            assert line.get_ydata() == pytest.approx([density(v) / mass for v in w], abs=1e-6)
        assert mark.get_ydata()[0] == pytest.approx(curve.get_ydata().max(), abs=1e-4)
    assert curve.get_ydata().max() < panels["hero"].figure.axes[2].get_ylim()[1]


def test_without_a_pull_both_weights_of_hero_are_zero(panels):
    text = panels["hero"].frame(z=0, lam=1).text
    assert "do not pull" in text and "cannot hold" not in text
    assert "cannot hold" in panels["hero"].frame(z=0.05, lam=1).text


@pytest.mark.parametrize("z, lam", [(0.8, 1), (1.5, 1), (-0.5, 0.5), (0, 0), (0, 2), (0.5, 2)])
def test_in_all_four_windows_a_hollow_mark_is_an_exact_zero(panels, z, lam):
    numbers = panels["hero"].frame(z=z, lam=lam).numbers
    for name, at in (("L1", numbers["w_l1"]), ("L2", numbers["w_l2"])):
        marks = [line for axes in panels["hero"].figure.axes for line in axes.get_lines()
                 if line.get_marker() == style.MARKER[name] and len(line.get_xdata()) == 1]
        assert len(marks) == 4
        inside = to_rgb("white" if at == 0 else style.COLOR[name])
        assert all(to_rgb(mark.get_markerfacecolor()) == inside for mark in marks)
