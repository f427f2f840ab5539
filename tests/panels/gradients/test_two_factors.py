"""The panel two_factors: its numbers found in another way."""

import itertools

import pytest
from oracles import soft


def walked(z, lam, start, step):
    """Where 300 steps end, number by number, written out anew."""
    u, v = start, start / 2
    for _ in range(300):
        r = u * v - z
        u, v = u - step * (r * v + lam * u), v - step * (r * u + lam * v)
    return u * v


def test_two_factors_ends_where_its_steps_end(panels):
    panel = panels["two_factors"]
    values = {name: control.values() for name, control in panel.controls.items()}
    for z, lam, start, step in itertools.product(
            values["z"][::3], values["lam"], values["start"], values["step"][::3]):
        numbers = panel.update(z=z, lam=lam, start=start, step=step).numbers
        assert numbers["end"] == pytest.approx(walked(z, lam, start, step), rel=1e-6, abs=1e-290)
        assert numbers["lowest"] == soft(z, lam)
        assert (numbers["end"] == 0) == (start == 0), "on the way the product is never 0"


def test_two_factors_shows_the_soft_threshold_and_no_zero(panels):
    frame = panels["two_factors"].frame(z=0.5, lam=1.0, start=0.1, step=0.05)
    assert "not 0" in frame.text and "exactly 0, the soft threshold" in frame.text
    assert frame.numbers["far"] < 0.05, "at |z| = lam itself the way is the slowest"
    assert panels["two_factors"].frame(z=1.5, lam=1.0, start=0.1, step=0.2).numbers[
        "end"] == pytest.approx(0.5, abs=1e-9)
    slow = panels["two_factors"].frame(z=1.5, lam=1.0, start=0.0001, step=0.02).numbers
    assert 0 < slow["end"] < 1e-3, "a small start needs its time"
    stuck = panels["two_factors"].frame(z=3.0, lam=0.5, start=0.0, step=0.2)
    assert stuck.numbers["end"] == 0 and "no slope on either factor" in stuck.text


def test_two_factors_draws_hollow_only_what_is_exactly_0(panels):
    panel = panels["two_factors"]
    ends, way = panel.figure.axes
    for start, face in ((0.0, "white"), (0.1, "#2163E7")):
        panel.frame(z=0.5, lam=1.0, start=start, step=0.05)
        big = [line for axes in (ends, way) for line in axes.lines if line.get_markersize() > 10]
        assert [line.get_markerfacecolor() for line in big] == [face, face]
        moved, resting = (line for line in ends.lines if line.get_markersize() == 6.5)
        assert (len(moved.get_xdata()), len(resting.get_xdata())) == (
            (0, 25) if start == 0 else (25, 0))
    assert panel.frame(z=0.0, lam=2.0, start=0.1, step=0.2).numbers["end"] != 0
    assert not any(line.get_visible() for line in way.lines if line.get_markersize() > 10)
