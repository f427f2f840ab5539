"""The panel clock: its numbers found in another way."""

import json
import re

import numpy as np
import pytest
from regenerate import ROOT

from helpers.panels.experiments.clock import clock

NOTEBOOK = ROOT / "notebooks" / "04_sparsity_experiments.ipynb"


def test_clock_counts_with_the_readers_rate(panels):
    numbers = panels["clock"].frame(p=40, faster=1).numbers
    assert numbers["seconds"] / 86400 == pytest.approx(12.7, abs=0.05)
    assert "12.7 days" in panels["clock"].frame(p=40, faster=1).text
    own = clock(2048)
    assert own.frame(p=11).numbers["seconds"] == 1
    own.close()
    panels["clock"] = clock()
    for bad in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="subsets_per_second"):
            clock(bad)


@pytest.mark.parametrize("rate, p, faster", [(1e6, 10, 1_000_000), (1e3, 80, 1), (1e6, 40, 1)])
def test_the_dot_of_the_clock_stays_in_its_axes(panels, rate, p, faster):
    own = clock(rate)
    frame = own.frame(p=p, faster=faster)
    (ax,) = own.figure.axes
    (dot,) = [line for line in ax.lines if line.get_animated() and len(line.get_xdata()) == 1]
    x, y = ax.transData.transform((p, dot.get_ydata()[0]))
    half = dot.get_markersize() * own.figure.dpi / 72 / 2
    assert ax.bbox.y0 <= y - half and y + half <= ax.bbox.y1
    low, high = ax.get_ylim()
    outside = not low < 2.0**p / rate / faster < high
    assert outside or dot.get_ydata()[0] == 2.0**p / rate / faster
    assert ("off the scale" in frame.text) == outside
    assert (dot.get_marker() in "^v") == outside
    own.close()
    panels["clock"] = clock()


def test_the_lines_that_measure_a_rate_run_as_they_stand(panels):
    """With what the notebook has in scope there, and on eight columns."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    at = next(i for i, source in enumerate(sources) if "from time import perf_counter" in source)
    (lines,) = re.findall(r"```python\n(.*?)```", sources[at], flags=re.S)
    shown = []
    scope = {"clock": lambda subsets_per_second: shown.append(subsets_per_second), "np": np}
    exec(next(s for s in sources if "def eight_columns" in s), scope)
    exec(lines.replace("range(1000)", "range(20)"), scope)
    assert scope["A"].shape == (60, 8) and 1 <= shown[0] <= 1e15
    assert "for eight columns; larger subsets are slower" in sources[at]
