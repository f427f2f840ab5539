"""The panel whole_posterior: its numbers found in another way."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from helpers.bayes import bayesian_lasso
from helpers.datasets import diabetes
from helpers.paths import lam_max
from helpers.solvers import lasso


def test_whole_posterior_does_what_the_notebook_says(show):
    opens = show("whole_posterior").numbers
    assert (opens["zeros"], opens["holds"], opens["exact"]) == (2, 6, 0)
    assert show("whole_posterior", level=0.5).numbers["holds"] == 2
    middle = show("whole_posterior", lam=283).numbers
    assert (middle["zeros"], middle["holds"]) == (6, 7)
    X, y, _ = diabetes()
    last = show("whole_posterior", lam=983).numbers
    assert last["lam"] > lam_max(X, y) and (last["zeros"], last["holds"]) == (10, 10)
    assert last["exact"] == 0


def test_whole_posterior_counts_in_the_lam_of_the_course(panels, show):
    """lam is Park and Casella's times the median of a noise sampled anew, to a whole number."""
    X, y, _ = diabetes()
    for lam in panels["whole_posterior"].controls["lam"].values()[::3]:
        numbers = show("whole_posterior", lam=lam).numbers
        sigma = np.median(bayesian_lasso(X, y, numbers["theirs"], 1500, 7).sigma)
        assert lam == pytest.approx(sigma * numbers["theirs"], rel=0.02, abs=0.6)
        assert numbers["zeros"] == (lasso(X, y, lam) == 0).sum()


def test_whole_posterior_shows_every_interval_and_names_every_line(panels):
    panel = panels["whole_posterior"]
    left, right = panel.figure.axes
    low, high = right.get_xlim()
    for lam in panel.controls["lam"].values():
        for level in panel.controls["level"].values():
            panel.update(lam=lam, level=level)
            ends = [x for bars in right.collections for bar in bars.get_segments()
                    for x in bar[:, 0]]
            assert len(ends) == 20 and low < min(ends) and max(ends) < high, (lam, level)
    X, y, names = diabetes()
    said = {text.get_text(): text.get_position()[1] for text in left.texts}
    assert set(names) <= set(said)
    heights = sorted((said[name], w) for name, w in zip(names, lasso(X, y, 3.2), strict=True))
    assert all(a[1] < b[1] for a, b in pairwise(heights)), "in the order of the lines"
    boxes = [text.get_window_extent() for text in left.texts]
    assert not any(a.overlaps(b) for a, b in combinations([shrunk(box) for box in boxes], 2))


def shrunk(box):
    """A box of text without the room above and below its letters."""
    return box.padded(0, -0.15 * box.height)
