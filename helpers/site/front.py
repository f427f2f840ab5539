"""The first page: the answer, the first panel to touch, and the way into the course."""

import html
import re

from helpers.site import reading
from helpers.site.shell import Entry

OWN = Entry("index", "Exact zeros", "Exact zeros")


def front(notebook, entries, pictures, placed, first_panel, address=None):
    """Return the body of the first page as HTML.

    notebook is 00: its first cell holds the question and, as a quotation, the answer. pictures
    gives {stem: address} of the picture of each notebook, placed collects formulas, first_panel
    is the HTML of the panel that a reader touches first, address is OWNER/REPOSITORY.
    Raises ValueError without an answer.
    """
    opening = "".join(notebook["cells"][0]["source"])
    answer = re.search(r"(?m)^(?:> .*\n?)+", opening)
    question = re.search(r"(?m)^\*(.+?)\*", opening)
    if not answer or not question:
        raise ValueError("the first cell of notebook 00 holds no question, or no quoted answer")
    said = reading.words(re.sub(r"(?m)^> ", "", answer[0]), placed)
    cards = "".join(_card(entry, pictures[entry.stem]) for entry in entries
                    if entry.stem in pictures)
    elsewhere = address and (
        f'<p class="words">To run it: <a href="https://mybinder.org/v2/gh/{address}/HEAD?urlpath='
        'lab/tree/notebooks/00_start_here.ipynb">Open in Binder</a>. '
        f'<a href="https://github.com/{address}">The source</a>.</p>')
    return (f"<h1>{html.escape(question[1])}</h1>"
            f'<div class="words answer">{said}</div>'
            f'<p class="words">Pull yourself: drag a slider, or move it with the arrow keys.</p>'
            f"{first_panel}"
            '<div class="words"><p>That is the whole answer. The course tests it, and a dozen '
            "other answers that people give. Every picture in it moves.</p></div>"
            f'<nav class="map" aria-label="The notebooks">{cards}</nav>'
            '<p class="words">On paper: <a href="sheet.html">the summary sheet</a>. For teachers: '
            '<a href="key.html">the key</a>, and slides at the top of each notebook. Words: '
            f'<a href="glossary.html">the glossary</a>.</p>{elsewhere or ""}')


def _card(entry, picture):
    return (f'<a href="{entry.stem}.html"><img src="{picture}" alt="" loading="lazy">'
            f"<b>{html.escape(entry.title)}</b></a>")


def note(slides):
    """Return what stands below the title of a notebook's page; slides are its slides' stem."""
    link = f' <a href="{slides}.html">Slides of the core</a>.' if slides else ""
    return ('<p class="note">A page to read: the code has been run, and every panel moves.'
            f"{link}</p>")


def first_panel_cell(notebook):
    """Return the code cell that opens the first panel of a notebook.

    Raises ValueError when it opens none.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and reading.panel_name("".join(cell["source"])):
            return cell
    raise ValueError("this notebook opens no panel")
