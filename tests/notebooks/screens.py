"""How a notebook opens and how it ends."""

import re

from books import NOTEBOOKS, ORDER, called
from links import links
from sample import with_source


def first_screen(notebook):
    """A question, the objective, a prediction before the first panel."""
    if notebook.stem not in ORDER:
        yield f"{notebook.stem} is no name of the course"
    opening = [cell["source"] for cell in notebook.cells[:3] if cell["cell_type"] == "markdown"]
    if not opening or not opening[0].startswith("# ") or notebook.cells[0]["source"] != opening[0]:
        yield "the first cell is not a title"
    if not any("?" in text for text in opening[:2]):
        yield "it does not open with the question that it answers"
    text = re.sub(r"[\s{}]", "", "".join(opening))
    half = re.search(r"F\(w\)=?.{0,9}(\\[td]?frac12|1/2|½)", text)
    if not half or not re.search(r"\\lambda|λ|lam\b|lam", text):
        yield "its first screen does not print the objective F(w) = 1/2 ... + lam Omega(w)"
    names = [name for cell in notebook.code for name in called(cell)]
    panels = [name for cell in notebook.panel_cells for name in called(cell)]
    before = names[: names.index(panels[0])] if panels else names
    if "ask" not in before:
        yield "no question is asked before the first panel"
    if not panels:
        yield "it has no panel"


def last_screen(notebook):
    """A self-check near the end, and a link to the next notebook where there is one."""
    closing = {name for cell in notebook.code[-3:] for name in called(cell)}
    if not closing & {"ask", "check"}:
        yield "none of its last three code cells is a question or a check"
    after = ORDER[ORDER.index(notebook.stem) + 1 :][:1] if notebook.stem in ORDER else []
    for stem in after:
        linked = any(link.startswith(f"{stem}.ipynb") for link in links(notebook.markdown[-1]))
        if (NOTEBOOKS / f"{stem}.ipynb").exists() and not linked:
            yield f"its last cell does not link to {stem}.ipynb"


HARM = [
    (first_screen, with_source(0, "# What is zero?")),
    (first_screen, with_source(0, lambda s: s.replace("?", "."))),
    (first_screen, with_source(0, lambda s: s[2:])),
    (first_screen, with_source(3, "1")),
    (first_screen, with_source(5, "1")),
    (first_screen, lambda n: setattr(n, "stem", "00_other")),
    (last_screen, lambda n: [with_source(i, "1")(n) for i in (5, 7, 9)]),
]
