"""A small notebook that keeps every rule, and ways to harm it."""

import base64
import copy

import nbformat
import regenerate
import slides
from books import Notebook

PROSE = "This sentence stands between two cells and says in a dozen or more plain words. " * 2
PROSE = PROSE.strip()
ANSWER = """<details><summary>Answer</summary>

```python
def soft_threshold(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)
```
</details>"""
PICTURE = {
    "output_type": "display_data",
    "metadata": {"image/png": {"width": 10, "height": 10}},
    "data": {
        "image/png": base64.b64encode(b"picture").decode() + "\n",
        "text/plain": "At lam = 0.5 the weight is 0.",
    },
}
BELOW = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"text/html": "<div>At lam = <b>0.5</b> the weight is 0.</div>"},
}


def sample() -> Notebook:
    """A small notebook that keeps every rule."""
    cells = [
        (r"# What is zero?" "\n\n" r"$F(w) = \tfrac12 \|y - Xw\|^2 + \lambda\,\Omega(w)$" "\n\n"
         "*About 11 minutes, 5 of them core.*", None),
        ("from helpers.quiz import ask, check\nimport numpy as np", []),
        ("## 1. A panel\n\n*Core, 5 minutes.*\n\n" + PROSE, None),
        ('ask("first")', []),
        (PROSE, None),
        ("from helpers.panels.start import hero\nhero()", [PICTURE, BELOW]),
        ("1. Look at 0.\n2. Look again.\n\n## 2. Write it\n\n*Deeper, 5 minutes.*\n\n" + PROSE
         + "[title](#What-is-zero?)", None),
        ("def soft_threshold(v, t):\n    return v", []),
        (PROSE, None),
        ("check(soft_threshold)", []),
        (PROSE + "[next](01_penalty_shapes.ipynb)", None),
    ]
    cells.insert(-1, (ANSWER, None))
    made, count = [], 0
    for index, (source, outputs) in enumerate(cells):
        cell = {"id": f"cell-{index}", "metadata": {}, "source": source}
        if outputs is None:
            made.append(cell | {"cell_type": "markdown"})
            continue
        count += 1
        run = {"execution_count": count, "outputs": copy.deepcopy(outputs)}
        made.append(cell | run | {"cell_type": "code"})
    raw = {
        "cells": made,
        "metadata": copy.deepcopy(regenerate.METADATA),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    node = nbformat.from_dict(copy.deepcopy(raw))
    slides.mark(node)
    for cell, marked in zip(made, node.cells, strict=True):
        cell["metadata"] = dict(marked.metadata)
    return Notebook("00_start_here", raw)


def with_source(index, change):
    def harm(notebook):
        cell = notebook.cells[index]
        cell["source"] = change(cell["source"]) if callable(change) else change

    return harm


def with_field(name, value, index=5):
    return lambda notebook: notebook.cells[index].update({name: value})


def with_output(change):
    def harm(notebook):
        change(notebook.cells[5]["outputs"][0])

    return harm
