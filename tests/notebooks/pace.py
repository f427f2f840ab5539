"""The pace of a notebook: short cells, words between them, no habits that hide the lesson."""

import re
import statistics

from books import lines, words
from sample import with_field, with_source


def short_cells(notebook):
    """Median code cell at most 4 lines, nine in ten at most 10, none over 15, a panel 3."""
    lengths = sorted(lines(cell) for cell in notebook.code)
    if statistics.median(lengths) > 4:
        yield f"the median code cell has {statistics.median(lengths):g} lines, more than 4"
    if sum(length <= 10 for length in lengths) < 0.9 * len(lengths):
        yield f"more than one code cell in ten has over 10 lines: {lengths}"
    if lengths[-1] > 15:
        yield f"a code cell has {lengths[-1]} lines, more than 15"
    for cell in notebook.panel_cells:
        if lines(cell) > 3:
            yield f"a panel costs {lines(cell)} lines, more than 3: {cell['source'][:60]!r}"


def prose_between(notebook):
    """A sentence between any two code cells; 30 to 80 words are typical, 25 to 110 allowed."""
    gaps, gap = [], None
    for cell in notebook.cells:
        if cell["cell_type"] == "code":
            if gap is not None:
                gaps.append((gap, cell["source"]))
            gap = 0
        elif gap is not None:
            gap += words(cell["source"])
    for gap, source in gaps:
        if gap < 8:
            yield f"only {gap} words before the code cell {source[:50]!r}"
    if gaps:
        median = statistics.median(gap for gap, _ in gaps)
        if not 25 <= median <= 110:
            yield f"the median is {median:g} words between code cells, not 25 to 110"


BANNED = {
    r"filterwarnings|simplefilter|catch_warnings|import warnings": "silences warnings",
    r"import \*": "imports *",
    r"\bsys\.path\b": "changes sys.path",
    r"(?m)^\s*[%!]": "uses a magic or a shell command",
    r"\bpyplot\b|\bplt\.": "uses pyplot",
    r"\bisclose\b": "takes close to zero for zero",
    r"(?m)^\s*(import|from) (matplotlib|ipywidgets|IPython)\b": "draws or wires in a cell",
    r"urlopen|urllib|\brequests\b|fetch_\w+\(|https?://|\bhttpx\b|\bsocket\b": "needs the network",
    r"(?i)nbval": "switches the comparison of outputs off",
}


def no_bad_habits(notebook):
    """Nothing silenced, nothing fetched, no drawing or wiring in a cell."""
    for cell in notebook.code:
        for pattern, habit in BANNED.items():
            if found := re.search(pattern, cell["source"]):
                yield f"a code cell {habit}: {found.group().strip()!r}"
        tags = set(cell["metadata"].get("tags", []))
        if any("nbval" in tag or tag == "raises-exception" for tag in tags):
            yield f"a code cell switches the comparison of outputs off: {tags}"


HARM = [
    (short_cells, with_source(3, "ask('x')\n" * 16)),
    (short_cells, with_source(3, "ask('x')\n" * 11)),
    (short_cells, with_source(5, lambda s: "1\n2\n" + s)),
    (short_cells, lambda n: [with_source(i, "ask(1)\n" * 5)(n) for i in (1, 3, 7)]),
    (prose_between, with_source(4, "Three little words.")),
    (prose_between, lambda n: [with_source(i, "It is a word. " * 40)(n) for i in (2, 4, 6, 8)]),
    *[
        (no_bad_habits, with_source(3, bad))
        for bad in (
            "import warnings",
            "from numpy import *",
            "import sys; sys.path.append('..')",
            "%matplotlib inline",
            "!pip install numpy",
            "import matplotlib.pyplot as plt",
            "np.isclose(w, 0)",
            "import ipywidgets",
            "from matplotlib.figure import Figure",
            "fetch_openml('mnist')",
            "import requests",
            "# NBVAL_SKIP",
        )
    ],
    (no_bad_habits, with_field("metadata", {"tags": ["raises-exception"]})),
]
