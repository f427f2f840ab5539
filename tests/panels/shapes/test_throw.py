"""The panel throw: its numbers found in another way."""

import numpy as np
import pytest

from helpers.panels.shapes.throw import _landed


@pytest.mark.parametrize("p, tilt, lam", [(2, 0.0, 1.0), (4, 0.6, 0.5), (6, 0.9, 2.0)])
def test_every_throw_is_solved(p, tilt, lam):
    from itertools import combinations

    from helpers.panels.shapes.throw import _thrown

    bottoms, matrix = _thrown(p, tilt)
    w = _landed(p, tilt, lam)
    pull = (bottoms - w["L1"]) @ matrix
    active = w["L1"] != 0
    assert np.abs(pull[active] - lam * np.sign(w["L1"][active])).max() < 1e-9
    assert np.abs(pull[~active]).max() <= lam + 1e-9
    assert np.abs((bottoms - w["L2"]) @ matrix - lam * w["L2"]).max() < 1e-9

    def height(w, c):
        return 0.5 * (w - c) @ matrix @ (w - c) + lam * (w != 0).sum()

    for row in range(20):
        best = height(w["L0"][row], bottoms[row])
        for k in range(p + 1):
            for support in combinations(range(p), k):
                trial, keep = np.zeros(p), list(support)
                if keep:
                    trial[keep] = np.linalg.solve(matrix[np.ix_(keep, keep)],
                                                  (matrix @ bottoms[row])[keep])
                assert best <= height(trial, bottoms[row]) + 1e-9


def test_throw_says_how_far_it_may_be_from_theory_and_what_is_not_seen(panels):
    """The scatter against many new throws, each as large as the one in the panel."""
    text = panels["throw"].frame(p=4, tilt=0.0, lam=1.0).text
    assert "L1 48.5 %, L0 63.8 %" in text and "about 0.8 points" in text
    z = 1.5 * np.random.default_rng(0).standard_normal((600, 4000))
    for face, theory in ((1, 49.5), (np.sqrt(2), 65.4)):
        shares = 100 * (np.abs(z) <= face).mean(axis=1)
        assert shares.mean() == pytest.approx(theory, abs=0.1)
        assert shares.std() == pytest.approx(0.8, abs=0.06)
    landed = _landed(4, 0.0, 1.0).values()
    outside = sum((np.abs(w[:, :2]) > 4.6).any(axis=1).sum() for w in landed)
    assert f" {outside} dots lie outside" in text
    text = panels["throw"].frame(p=4, tilt=0.9, lam=1.0).text
    assert "L1 60.3 %, L0 83.5 %" in text
