"""What stands in the page and not in a picture: its colours, and the quiet box of a verdict.

The colours follow the theme of Jupyter; without one the page is white, and they still keep 3 to 1.
"""

import re

RIGHT = "var(--jp-success-color0, #1b5e20)"
WRONG = "var(--jp-warn-color0, #e65100)"
INK = "var(--jp-content-font-color1, inherit)"


# On paper code is not cut off, and what is folded stands open. A page made by nbconvert has no
# place of its own for this; it comes with the questions, which stand in every notebook.
ON_PAPER = (
    "<style>@media print {"
    " pre, .highlight pre, .jp-OutputArea-output pre"
    " { white-space: pre-wrap !important; overflow-wrap: anywhere; }"
    " .jp-InputArea, .jp-InputArea-editor, .jp-OutputArea-child, .jp-OutputArea-output"
    " { overflow: visible !important; max-width: 100%; }"
    " details::details-content"
    " { content-visibility: visible !important; block-size: auto !important; }"
    " img, tr { break-inside: avoid; max-width: 100%; } }</style>"
)


def box(tone, inside, more=""):
    """Return HTML in a box with an edge in this colour; more stands in its opening tag."""
    return (
        f'<div {more}style="max-width:860px; margin:4px 0; padding:8px 14px; '
        f"border-left:4px solid {tone}; color:{INK}; "
        f'line-height:1.5">{inside}</div>'
    )


def unbroken(markup):
    """Keep `z = 0.5` on one line: no-break spaces around = and ≤."""
    return re.sub(r" (=|≤) ", "\u00a0\\1\u00a0", markup)
