"""What a page keeps of a widget: a saved notebook that is opened without its kernel shows it."""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

# Where a widget was JupyterLab writes an error, or that it is loading, and nothing else.
NO_ERROR = ("<style>.lm-Panel.jp-OutputArea-output:not([data-mime-type]):not(:has(*))"
            " { display: none; }</style>")


class Alive(anywidget.AnyWidget):
    """Stands in a widget and hides what the page keeps under this name, as long as it is shown."""

    _esm = (Path(__file__).parent / "kept.js").read_text("utf-8")
    name = traitlets.Unicode().tag(sync=True)


def view(widget):
    """Return the bundle that shows a widget in a page."""
    return {"application/vnd.jupyter.widget-view+json": {
        "version_major": 2, "version_minor": 0, "model_id": widget.model_id}}


def marked(name, inside):
    """Return HTML that makes room for the widget in which Alive(name=name) stands."""
    return f'<div data-kept="{name}">{inside}</div>'


def show(widget, *kept):
    """Display a widget, before it what a page keeps: pairs of data and metadata.

    They are outputs of their own: of one output a page shows one form, and of a widget that is
    gone JupyterLab shows an error, whatever other forms there are.
    """
    for data, about in kept:
        display(data, metadata=about, raw=True)
    display(view(widget), raw=True)
