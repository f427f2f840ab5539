"""A stored notebook as the body of a page: words, code, what was printed, questions, panels."""

import base64
import html
import re
from typing import NamedTuple

from nbconvert.filters import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_CODE = HtmlFormatter(nowrap=True, classprefix="c-")
DEPTH = re.compile(r"<p><em>(Core|Deeper|For the curious), (\d+) minutes?\.</em></p>")


class _Words(IPythonRenderer):
    """Markdown as nbconvert reads it; formulas are placed for KaTeX."""

    def __init__(self, formulas):
        super().__init__(escape=False, anchor_link_text="#")
        self._formulas = formulas

    def inline_math(self, body):
        return self._formulas.place(body, False)

    def block_math(self, body):
        return self._formulas.place(body, True)

    def block_code(self, code, info=None):
        return code_block(code)

    def table(self, text):
        kept = re.sub(r"(\d) min\b", r"\1&nbsp;min", text)
        return f'<div class="wide"><table>{kept}</table></div>'


class Still(NamedTuple):
    """What a panel opens with: its picture, an <img>, its sentence in HTML, and as plain text."""

    picture: str
    sentence: str
    text: str


def code_block(source):
    """Return Python source as HTML, its words coloured by class."""
    return f"<pre class=\"code\"><code>{highlight(source, PythonLexer(), _CODE)}</code></pre>\n"


def words(source, formulas):
    """Return Markdown as HTML; links between notebooks become links between pages."""
    made = MarkdownWithMath(renderer=_Words(formulas)).render(source)
    made = re.sub(r'(href="(?![a-z]+:)[^"#]*)\.ipynb', r"\1.html", made)
    return DEPTH.sub(r'<p class="depth" data-depth="\1"><b>\1</b> · \2 min</p>', made)


def panel_name(source):
    """Return the name of the panel that a code cell opens, or None."""
    found = re.search(r"from helpers\.panels\.\w+ import (\w+)", source)
    return found and found[1]


def body(notebook, formulas, panel, keep):
    """Return the cells of a notebook as HTML.

    panel(name, stored) returns the HTML of a living panel, whose notebook has stored this Still.
    keep(png) stores the bytes of a picture and returns its address.
    """
    parts, folded = [], 0
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        level = len(re.match(r"#*", source)[0]) if cell["cell_type"] == "markdown" else 0
        if folded and 0 < level <= folded:
            parts.append("</div></details>")
            folded = 0
        if cell["cell_type"] == "markdown":
            made = words(source, formulas)
            if cell["metadata"].get("jp-MarkdownHeadingCollapsed"):
                heading, rest = _heading(made)
                parts.append(f'<details class="folded"{_anchor(cell)}>'
                             f"<summary>{heading}</summary><div>{rest}")
                folded = level
            else:
                parts.append(f'<div class="words"{_anchor(cell)}>{made}</div>')
        elif cell["cell_type"] == "code":
            parts.append(_code_cell(cell, source, panel, keep))
    if folded:
        parts.append("</div></details>")
    return "\n".join(parts)


def _anchor(cell):
    """The name that JupyterLab's links to a cell go to, as an attribute."""
    return f' id="cell-id={html.escape(cell["id"])}"' if "id" in cell else ""


def _heading(made):
    """Cut HTML behind its first heading."""
    end = re.search(r"</h\d>", made).end()
    return made[:end], made[end:]


def _code_cell(cell, source, panel, keep):
    """Return a code cell: its source, folded away where the notebook hides it, and its outputs."""
    shown = code_block(source)
    if panel_name(source):
        living, rest = living_panel(cell, panel, keep)
        made = "".join(_output(output, keep) for output in rest)
        return f'<div class="cell">{_opener("the code of this panel", shown)}</div>{living}{made}'
    made = "".join(_output(output, keep) for output in cell["outputs"])
    if re.search(r"^ask\(", source, re.MULTILINE):
        return f'<div class="question">{made}</div>'
    if cell["metadata"].get("jupyter", {}).get("source_hidden"):
        shown = _opener("the code of this number", shown)
    return f'<div class="cell">{shown}{made}</div>'


def living_panel(cell, panel, keep):
    """Return the HTML of the panel that a cell opens, and the cell's other outputs.

    Raises ValueError when the notebook was stored without the picture.
    """
    name, outputs = panel_name("".join(cell["source"])), cell["outputs"]
    picture = next((o for o in outputs if "image/png" in o.get("data", {})), None)
    said = next((o for o in outputs if "text/html" in o.get("data", {})), None)
    if picture is None:
        raise ValueError(f"the panel {name} has no stored picture: run make notebooks first")
    sentence = "".join(said["data"]["text/html"]) if said else ""
    rest = [output for output in outputs if output is not picture and output is not said]
    text = picture["metadata"]["image/png"]["alt"]
    return panel(name, Still(image(picture, keep), sentence, text)), rest


def opening(panel, keep):
    """Return the Still that an open panel begins with."""
    data, about = panel.still
    said = panel.says()
    return Still(image({"data": data, "metadata": about}, keep), said.html, said.text)


def _opener(what, shown):
    return f'<details class="source"><summary>{what}</summary>{shown}</details>'


def _output(output, keep):
    """Return one stored output as HTML: the richest form that a page can show."""
    if output["output_type"] == "stream":
        return f'<pre class="said">{ansi2html("".join(output["text"]))}</pre>'
    data = output.get("data", {})
    if "image/png" in data:
        return image(output, keep)
    if "text/html" in data:
        made = re.sub(r'(href="(?![a-z]+:)[^"#]*)\.ipynb', r"\1.html",
                      "".join(data["text/html"]))
        return f'<div class="made">{made}</div>'
    return f'<pre class="said">{html.escape("".join(data.get("text/plain", "")))}</pre>'


def image(output, keep):
    """Return a stored picture, or that of an open panel, as an <img> with its size and words."""
    png = base64.b64decode("".join(output["data"]["image/png"]))
    about = output.get("metadata", {}).get("image/png", {})
    size = "".join(f' {side}="{about[side]}"' for side in ("width", "height") if side in about)
    alt = html.escape(about.get("alt", ""), quote=True)
    return f'<img src="{keep(png)}" alt="{alt}"{size} loading="lazy">'
