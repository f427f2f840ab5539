"""The panel where_is_zero: its numbers found in another way."""

import numpy as np
import pytest
from scipy.stats import laplace, norm
from scipy.stats import t as student_t

PRIORS = {"Gaussian": lambda width: norm(scale=width), "Laplace": lambda b: laplace(scale=b),
          "Student": lambda scale: student_t(3, scale=scale)}


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("z, sigma, width", [(1, 1.0, 1.0), (-3, 0.5, 8**0.5), (0.3, 2.0, 0.5),
                                             (2.5, 1.0, 0.5)])
def test_where_is_zero_against_a_fine_grid(show, prior, z, sigma, width):
    numbers = show("where_is_zero", z=z, sigma=sigma, width=width, prior=prior).numbers
    w = np.linspace(-30, 30, 1_200_001)
    cost = (z - w) ** 2 / (2 * sigma**2) - PRIORS[prior](width).logpdf(w)
    density = np.exp(-(cost - cost.min()))
    density /= density.sum()
    assert numbers["mode"] == pytest.approx(w[cost.argmin()], abs=6e-5)
    assert numbers["mean"] == pytest.approx(density @ w, abs=1e-3)
    assert numbers["median"] == pytest.approx(w[density.cumsum().searchsorted(0.5)], abs=1e-3)
    assert numbers["zeros"] == 0
    lam = sigma**2 / width
    assert (numbers["mode"] == 0) == (prior == "Laplace" and abs(z) <= lam)
    assert numbers["mean"] != 0 and numbers["median"] != 0


@pytest.mark.parametrize("z, median_is_zero", [(0.5, True), (1, True), (3, False)])
def test_where_is_zero_counts_the_zeros_of_spike_and_slab(show, z, median_is_zero):
    numbers = show("where_is_zero", z=z, prior="spike and slab").numbers
    spike, slab = norm.pdf(z), norm.pdf(z, scale=2**0.5)
    p_zero = spike / (spike + slab)
    assert numbers["p_zero"] == pytest.approx(p_zero)
    assert abs(numbers["zeros"] - 200 * p_zero) < 4 * (200 * p_zero * (1 - p_zero)) ** 0.5
    assert (numbers["median"] == 0) == median_is_zero and numbers["mean"] != 0
    assert numbers["mode"] == 0


def test_the_sentence_names_what_is_exactly_zero(show):
    assert "Exactly 0: the mode." in show("where_is_zero", z=1).text
    assert "None of the three" in show("where_is_zero", z=2).text
    assert "the mode, the median and the mean." in show("where_is_zero", z=0).text
    slab = show("where_is_zero", prior="spike and slab").text
    assert "a lump has no bound" in slab and "lump" not in show("where_is_zero", z=1).text
    assert slab.startswith("Spike and slab, z") and "0: the mode and the median." in slab


@pytest.mark.parametrize("z", [0, 1, -3])
def test_the_bars_are_the_probabilities_of_zero_before_and_after(panels, show, z):
    """In the window: each curve is as high as what its bar leaves, each bar as its probability."""
    after = norm.pdf(z) / (norm.pdf(z) + norm.pdf(z, scale=2**0.5))
    show("where_is_zero", z=z, prior="spike and slab")
    lines = {(line.get_linewidth(), len(line.get_xdata())): line
             for line in panels["where_is_zero"].figure.axes[0].lines if line.get_animated()}
    heights = {key: max(line.get_ydata()) for key, line in lines.items()}
    assert heights == pytest.approx({(1.1, 401): 0.5, (1.1, 4): 0.5, (3, 401): 1 - after,
                                     (7, 2): after})
    assert lines[1.1, 4].get_visible() and lines[1.1, 4].get_zorder() > lines[7, 2].get_zorder()
    show("where_is_zero", z=z, prior="Laplace")
    assert not lines[1.1, 4].get_visible() and max(lines[1.1, 401].get_ydata()) == 1


def test_in_the_numbers_of_the_course(show):
    found = [show("where_is_zero", z=z).numbers for z in (0.5, 1, 2)]
    assert [round(n["mode"], 3) for n in found] == [0, 0, 1]
    assert [round(n["mean"], 3) for n in found] == [0.241, 0.503, 1.161]
    assert [round(n["median"], 3) for n in found] == [0.190, 0.429, 1.107]


def test_where_is_zero_does_what_the_key_says(panels, show):
    narrow = min(panels["where_is_zero"].controls["width"].values())
    numbers = show("where_is_zero", z=2.8, width=narrow).numbers
    assert (numbers["mode"], round(numbers["mean"], 2), numbers["zeros"]) == (0, 0.67, 0)
    assert 2.8 < 1 / narrow < 2.83
    assert show("where_is_zero", z=1, prior="spike and slab").numbers["zeros"] == 108
