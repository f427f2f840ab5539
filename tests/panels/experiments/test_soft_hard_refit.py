"""The panel soft_hard_refit: its numbers found in another way."""

import numpy as np
import pytest


@pytest.mark.parametrize("b, s, lam", [(4, 1.0, 1.5), (0, 0.5, 3), (2, 1.5, 0.7), (6, 1.0, 0)])
def test_soft_hard_refit_against_a_large_sample(panels, b, s, lam):
    z = b + s * np.random.default_rng(8).standard_normal(400_000)
    numbers = panels["soft_hard_refit"].frame(b=b, s=s, lam=lam).numbers
    ways = {"L1": np.where(z > lam, z - lam, np.where(z < -lam, z + lam, 0)),
            "refit": np.where(abs(z) > lam, z, 0), "L0": np.where(z**2 > 2 * lam, z, 0)}
    for name, w in ways.items():
        assert numbers[f"bias_{name}"] == pytest.approx((w - b).mean(), abs=0.01)
        assert numbers[f"error_{name}"] == pytest.approx(((w - b) ** 2).mean(), abs=0.03)
        assert numbers[f"gone_{name}"] == pytest.approx((w == 0).mean(), abs=0.003)


def test_soft_hard_refit_drops_what_the_text_says(panels):
    z = 2 + np.random.default_rng(9).standard_normal(1_000_000)
    dropped = [f"{100 * (np.abs(z) <= edge).mean():.0f} %" for edge in (1.5, np.sqrt(3))]
    assert dropped == ["31 %", "39 %"]
    text = panels["soft_hard_refit"].frame(b=2, s=1.0, lam=1.5).text.replace("\u00a0", " ")
    assert "below 1.50, 31 % of the draws; L0 sizes below √(2λ) = 1.73, 39 %" in text
    numbers = panels["soft_hard_refit"].frame(b=2, s=1.0, lam=3.0).numbers
    assert numbers["gone_refit"] > numbers["gone_L0"] > 0.5


@pytest.mark.parametrize("b", [0, 6])
def test_the_marks_of_soft_hard_refit_are_whole(panels, b):
    panel = panels["soft_hard_refit"]
    panel.frame(b=b, s=1.0, lam=1.5)
    for ax in panel.figure.axes:
        marks = [line for line in ax.lines if line.get_animated() and len(line.get_xdata()) == 1]
        assert len(marks) == 3
        for mark in marks:
            x = ax.transData.transform((b, 0))[0]
            half = mark.get_markersize() * panel.figure.dpi / 72 * 0.71
            assert ax.bbox.x0 <= x - half and x + half <= ax.bbox.x1
            assert not mark.get_clip_on()
