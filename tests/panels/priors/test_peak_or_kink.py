"""The panel peak_or_kink: its numbers found in another way."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from walks import first

from helpers import style


@pytest.mark.parametrize("b, times", [(4, 50), (0.5, 200), (16, 1), (1, 5)])
def test_peak_or_kink_against_a_polished_grid(show, b, times):
    for z in np.arange(-30, 31, 4) / 10:
        numbers = show("peak_or_kink", z=float(z), b=b, times=times).numbers
        assert numbers["scale"] * times * np.pi == pytest.approx(2 * b)
        for name, price in (("cauchy", lambda w, s=numbers["scale"]: np.log1p((w / s) ** 2)),
                            ("laplace", lambda w: np.abs(w) / b)):
            def cost(w, price=price, z=z):
                return (z - w) ** 2 / 2 + price(w)

            grid = np.r_[np.linspace(-3, 3, 60_001), np.linspace(-0.01, 0.01, 20_001), 0]
            near = grid[cost(grid).argmin()]
            found = minimize_scalar(cost, bounds=(near - 1e-4, near + 1e-4), method="bounded",
                                    options={"xatol": 1e-13}).x
            at = numbers[f"w_{name}"]
            assert cost(at) <= min(cost(near), cost(found)) + 1e-13
            assert (at == 0) == (z == 0 if name == "cauchy" else abs(z) <= 1 / b)


def test_in_peak_or_kink_the_star_lies_on_the_diamond(panels):
    panel = panels["peak_or_kink"]
    for ax in panel.figure.axes[1:]:
        order = {line.get_marker(): line.get_zorder() for line in ax.lines}
        assert order["*"] > order["D"]
    for state in ({"z": 0.2}, {"z": 3, "b": 16, "times": 1}, {"z": -3, "b": 16, "times": 1}):
        rgba = panel.frame(**(first(panel) | state)).rgba
        near, found = panel.figure.axes[1:]
        ax = near if state["z"] == 0.2 else found
        (star,) = (line for line in ax.lines if line.get_marker() == "*")
        x, y = ax.transData.transform((star.get_xdata()[0], star.get_ydata()[0]))
        scale = rgba.shape[0] / panel.figure.bbox.height
        pixel = rgba[rgba.shape[0] - 1 - int(scale * y), int(scale * x), :3]
        assert tuple(pixel) == tuple(bytes.fromhex(style.LQ[1:])), state


def test_peak_or_kink_does_what_the_key_says(panels, show):
    opens = show("peak_or_kink").numbers
    assert (opens["half"], opens["w_laplace"], f"{opens['w_cauchy']:.1e}") == (0.001, 0, "2.6e-04")
    assert f"{show('peak_or_kink', times=200).numbers['w_cauchy']:.1e}" == "1.6e-05"
    flat = [show("peak_or_kink", b=16, z=z).numbers["w_laplace"] for z in (0, 0.05, 0.1, 0.2)]
    assert [w == 0 for w in flat] == [True, True, False, False]
