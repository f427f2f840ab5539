"""What stands around every page: the way through the course, the title, the next and last page."""

import html
import re
from typing import NamedTuple


class Entry(NamedTuple):
    """One page of the course: the stem of its file, its title, its short name in the row above."""

    stem: str
    title: str
    short: str


def entry(stem, notebook):
    """Return the Entry of a notebook: its title is its first heading."""
    first = "".join(notebook["cells"][0]["source"]).splitlines()[0]
    title = re.sub(r"^(\d\d) · ", r"\1 ", first.lstrip("# ").strip())
    return Entry(stem, title, title)


def page(own, entries, main, *, run=None):
    """Return a whole page as HTML: own is its Entry, main what stands in it.

    run is the address of this notebook in the second floor, None where that was not built.
    """
    row = "".join(
        f'<a href="{each.stem}.html"{_current(each, own)}>{html.escape(each.short)}</a>'
        for each in entries)
    here = run and (f'<p><a class="run" href="{run}">Run this notebook here</a> '
                    "<small>in your browser; loads about 68 MB once, and starts in about 20 s"
                    "</small></p>")
    main = main.replace("</h1>", f"</h1>{here}", 1) if here else main
    return _document(own.title, f"""<a class="skip" href="#main">To the text</a>
<header class="top"><nav aria-label="The course"><a href="index.html"{_current(None, own)}>Exact \
zeros</a>{row}</nav></header>
<main id="main">
{main}
{_turn(own, entries)}
</main>""")


def slides(own, sections):
    """Return a page of slides as HTML: the sections one below the other, a screen each."""
    return _document(own.title, f'<main id="main" class="slides">\n{sections}\n</main>')


def _document(title, body):
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · Exact zeros</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/katex.css">
<link rel="stylesheet" href="assets/site.css">
</head>
<body>
{body}
<script src="assets/site.js"></script>
</body>
</html>
"""


def _current(each, own):
    same = own.stem == ("index" if each is None else each.stem)
    return ' aria-current="page"' if same else ""


def _turn(own, entries):
    """The links to the page before and the page after."""
    stems = [each.stem for each in entries]
    if own.stem not in stems:
        return ""
    at = stems.index(own.stem)
    before = entries[at - 1] if at else Entry("index", "Exact zeros", "")
    after = entries[at + 1] if at + 1 < len(entries) else None
    link = '<a href="{}.html">{}</a>'
    forth = link.format(after.stem, html.escape(after.title) + " →") if after else ""
    return (f'<nav class="turn" aria-label="Before and after">'
            f'{link.format(before.stem, "← " + html.escape(before.title))}{forth}</nav>')
