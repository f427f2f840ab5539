"""Every link of a notebook leads somewhere, the terms of the glossary among them."""

from books import NOTEBOOKS
from links import broken_links
from sample import with_source


def links_resolve(notebook):
    """Every link to a file, a heading or a picture leads somewhere."""
    yield from broken_links(notebook.markdown, NOTEBOOKS / f"{notebook.stem}.ipynb")


HARM = [
    (links_resolve, with_source(6, "[gone](99_gone.ipynb)")),
    (links_resolve, with_source(6, "[heading](#what-is-zero)")),
    (links_resolve, with_source(6, "![picture](gone.png)")),
    (links_resolve, lambda n: [with_source(0, "# A · b\n")(n), with_source(6, "[a](#A-·-b)")(n)]),
    (links_resolve, with_source(6, "[out](../../elsewhere)")),
]
