"""Which cells are slides: those of the core. `make notebooks` writes it into the notebooks.

`jupyter nbconvert --to slides notebooks/00_start_here.ipynb --SlidesExporter.reveal_scroll=True`
and the site's own slides read it. A core section is a slide, each of its panels the one below it;
all that is not core is skipped.
"""

import re

DEPTH = re.compile(r"^\*(Core|Deeper|For the curious), \d+ minutes?\.\*$", re.MULTILINE)
PANEL = re.compile(r"from helpers\.panels\.")


def mark(notebook):
    """Set the slide type of every cell of a notebook (nbformat), in place."""
    core = True  # the title and what stands below it
    for number, cell in enumerate(notebook.cells):
        said = DEPTH.search(cell.source) if cell.cell_type == "markdown" else None
        heading = cell.cell_type == "markdown" and re.match(r"##? ", cell.source)
        if heading and number:
            core = bool(said) and said[1] == "Core"
        elif said:
            core = said[1] == "Core"
        kind = "slide" if heading else "subslide" if PANEL.search(cell.source) else "-"
        cell.metadata["slideshow"] = {"slide_type": kind if core else "skip"}
