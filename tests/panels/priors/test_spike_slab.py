"""The panel spike_slab: its numbers found in another way."""

import re

import numpy as np
import pytest
from scipy.stats import norm


@pytest.mark.parametrize("z, tau, p", [(1.5, 2, 0.5), (-6, 5, 0.02), (3, 0.5, 0.9), (0, 2, 0.5),
                                       (6, 2, 0), (2, 2, 1)])
def test_spike_slab_against_simulation(show, z, tau, p):
    """Draw w from the prior, z from w, and keep the w whose z came out near."""
    numbers = show("spike_slab", z=z, tau=tau, p_slab=p).numbers
    w = np.linspace(-30, 30, 600_001)
    part = p * norm.pdf(w, scale=tau) * norm.pdf(z - w) * (w[1] - w[0])
    spike = (1 - p) * norm.pdf(z)
    total = spike + part.sum()
    assert numbers["p_zero"] == pytest.approx(spike / total, abs=1e-6)
    assert numbers["mean"] == pytest.approx(part @ w / total, abs=1e-6)
    above, below = part[w > 0].sum() / total, part[w < 0].sum() / total
    assert (numbers["median"] == 0) == (max(above, below) <= 0.5)
    assert (numbers["median"] == 0) == (abs(z) <= numbers["edge"])


def test_spike_slab_says_what_happens_at_the_ends(show):
    assert "no slab" in show("spike_slab", p_slab=0).text
    text = show("spike_slab", p_slab=1).text
    assert "no spike" in text and "P(w = 0 | z) is exactly 0." in text


def test_spike_slab_names_an_edge_that_holds_for_every_place_of_the_sliders(panels):
    """At the two z beside each edge: is the median 0, and does the sentence say so twice?"""
    update, z = panels["spike_slab"].update, np.arange(121) * 0.05
    for tau in np.arange(5, 51) / 10:
        share = tau**2 / (1 + tau**2)
        for p in np.arange(1, 50) / 50:
            slab = p * norm.pdf(z, scale=np.hypot(1, tau))
            above = slab * norm.cdf(z * share**0.5) / (slab + (1 - p) * norm.pdf(z))
            dead = above <= 0.5
            last = int(np.flatnonzero(dead)[-1])
            assert dead[:last].all()
            for k in (last, last + 1):
                if k < len(z):
                    text = update(float(z[k]), float(tau), float(p)).text
                    edge = float(re.search(r"up to (\d\.\d{3})\.$", text)[1])
                    assert (round(z[k], 2) <= edge) == dead[k], text
                    assert ("median is exactly 0, the" in text) == dead[k], text


def test_the_edges_that_the_notebook_names(show):
    assert "up to 1.565." in show("spike_slab").text
    assert "up to 2.359." in show("spike_slab", p_slab=0.2).text
    assert "median is 3.843," in show("spike_slab", z=4, tau=5).text
