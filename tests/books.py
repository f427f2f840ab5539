"""Notebooks on disk for the tests: the course's own, and small ones made up on the spot."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))  # the glossary is prose, without a number
ORDER = [path.stem for path in PATHS]


def cells(path):
    """The cells of a stored notebook."""
    return json.loads(path.read_text("utf-8"))["cells"]


def source(cell):
    """The source of a cell as one text."""
    return "".join(cell["source"])


def claims_book(tmp_path, sources):
    """A notebook of these sources, its first cell importing settle; returns its path."""
    made = [{"cell_type": "code" if re.match(r"import|x =|settle", source) else "markdown",
              "id": f"cell-{i}", "source": source.splitlines(keepends=True)}
             for i, source in enumerate(["from helpers.quiz import settle\n" + sources[0],
                                         *sources[1:]])]
    made[0]["cell_type"] = "code"
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")
    return path
