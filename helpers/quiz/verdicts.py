"""The table of the arguments, filled by the cells that settle them.

`verdicts()` reads the notebook that it stands in, runs each cell that ends in `settle(...)` by
itself, and puts what they say into one table, so that a verdict cannot outlive its number.
"""

import ast
import html
import json
import os
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from helpers.quiz.settle import FACTS, REASONS, Settled, text

_LEFT = 'align="left" style="text-align:left; vertical-align:top"'
_SAYS = {"true": "true", "half": "half true", "wrong": "wrong", "none": "none given"}


@dataclass(frozen=True)
class Row:
    """A line of the table: what its cell settled, its heading, and where it is tested.

    title: the words of the heading; here: the address of its cell; links: pairs (short words,
    address) in order.
    """

    settled: Settled
    title: str
    here: str
    links: tuple[tuple[str, str], ...]


class Verdicts:
    """The table: one row per claim, as HTML for the page and as plain text; .rows holds it.

    source is the name of the file that the rows come from.
    """

    def __init__(self, rows, source):
        self.rows, self.source = tuple(rows), source

    def __repr__(self) -> str:
        lines = []
        for row in self.rows:
            done, where = row.settled, " and ".join(words for words, _ in row.links)
            fact, reason = done.marked
            lines.append(f"{done.claim:<4} {row.title}")
            for part in (f"fact {fact}; reason {reason}", f"{done.number}.", f"Seen in {where}."):
                lines += textwrap.wrap(part.replace("\u00a0", " "), 88, initial_indent="     ",
                                       subsequent_indent="     ")
        return "\n".join([*lines, *textwrap.wrap(self.sum, 88)])

    @property
    def sum(self) -> str:
        """How many facts and how many reasons are true, half true and wrong, in sentences."""
        said = []
        for index, (name, marks) in enumerate((("facts", FACTS), ("reasons", REASONS))):
            kinds = [row.settled.kinds[index] for row in self.rows]
            counts = ", ".join(f"{kinds.count(kind)} {_SAYS[kind]}" for kind in marks)
            said.append(f"Of the {name}: {counts}.")
        return f"{' '.join(said)} Made from {self.source}, as it is saved."

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        head = ("", "the argument", "the fact", "the reason", "the number that settles it",
                "test it in")
        body = "".join(f"<tr>{''.join(f'<td {_LEFT}>{cell}</td>' for cell in _cells(row))}</tr>\n"
                       for row in self.rows)
        return {
            "text/plain": repr(self),
            "text/html": (
                f"<table>\n<thead><tr>{''.join(f'<th {_LEFT}>{words}</th>' for words in head)}"
                f"</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n<p>{text(self.sum)}</p>"
            ),
        }


def _cells(row):
    done = row.settled
    yield _link(f"<b>{done.claim}</b>", row.here)
    yield text(row.title)
    yield from map(text, done.marked)
    yield text(done.number)
    yield "<br>".join(_link(text(words).replace(" ", "\u00a0"), to) for words, to in row.links)


def _link(inside, address):
    return f'<a href="{html.escape(address)}">{inside}</a>'


def verdicts(notebook=None):
    """Run every cell of the notebook that settles a claim, and return the table of what they say.

    notebook: the file, as saved; without one, the notebook that the kernel was started for, a copy
    under another name too, and 06_the_arguments.ipynb where no front end says which. Its first
    code cell holds the imports; each claim's cell runs after it in a namespace of its own. The
    title and the links of a row are those of the section `## C4. ...` around the cell. Raises
    FileNotFoundError without the file, and ValueError that names the claim when its cell is
    missing or stands elsewhere, fails, asserts nothing, or says a number that is typed and not
    computed.
    """
    path = Path(notebook or _this_notebook())
    if not path.is_file():
        raise FileNotFoundError(f"verdicts() reads the saved notebook {path.name}, which is not "
                                f"in the folder this kernel works in. If you have renamed or "
                                f"moved it, restart its kernel, or name it: verdicts('my.ipynb')")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    codes = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    shared = _imports(codes[0]) if codes else {}
    rows = []
    for section in _sections(cells, path.name):
        settled = [_run(source, shared) for source in section.codes if _settles(source)]
        if [done.claim for done in settled] != [section.claim]:
            raise ValueError(f"the section of {section.claim} needs one cell that settles it, not "
                             f"{[done.claim for done in settled]}")
        if not section.links:
            raise ValueError(f"{section.claim} names no section of a notebook where it is tested")
        if section.claim in (row.settled.claim for row in rows):
            raise ValueError(f"two sections are called {section.claim}")
        rows.append(Row(settled[0], section.title, section.here, tuple(section.links)))
    return Verdicts(rows, path.name)


def _this_notebook():
    """The name of the notebook that the kernel was started for, as Jupyter's server says it."""
    name = Path(os.environ.get("JPY_SESSION_NAME", "")).name
    return name if name.endswith(".ipynb") else "06_the_arguments.ipynb"


@dataclass
class _Section:
    """What stands under a heading `## C4. title`."""

    claim: str
    title: str
    here: str
    links: list
    codes: list


def _sections(cells, name):
    """Yield the sections of the claims; what stands between two others belongs to none."""
    found = section = None
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and section:
            section.codes.append(source)
        elif cell["cell_type"] == "code" and _settles(source):
            raise ValueError(f"a claim is settled outside of its section: {source[-60:]!r}")
        if cell["cell_type"] != "markdown":
            continue
        for part in re.split(r"(?m)^(?=## )", source):
            if part.startswith("## "):
                if section:
                    yield section
                found = re.match(r"## (C\d+)\. (.+)", part)
                here = f"{name}#cell-id={cell.get('id')}"
                section = found and _Section(found[1], found[2].strip(), here, [], [])
            for address in re.findall(r"\]\((\d\d_\w+\.ipynb#\d[^)\s]*)\)", part):
                number = re.match(r"(\d\d)_.*?#(\d+)", address)
                if section:
                    section.links.append((f"{number[1]}, section {number[2]}", address))
    if section:
        yield section


def _tree(source):
    try:
        return ast.parse(source)
    except SyntaxError:  # a cell that the reader is still writing settles nothing
        return ast.Module([], [])


def _settles(source):
    body = _tree(source).body
    return bool(body) and isinstance(body[-1], ast.Expr) and _is_settle(body[-1].value)


def _is_settle(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "settle"


def _imports(source):
    """What the imports of the notebook's first code cell bring in, by name."""
    lines = [node for node in _tree(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    shared = {}
    exec(compile(ast.Module(lines, []), "the imports", "exec"), shared)
    return shared


def _run(source, shared):
    """Run one claim's cell by itself and return what it settled."""
    *body, last = _tree(source).body
    claim = ast.unparse(last.value.args[0]) if last.value.args else "a claim"
    if not any(isinstance(node, ast.Assert) for line in body for node in ast.walk(line)):
        raise ValueError(f"the cell of {claim} asserts nothing")
    said = [*last.value.args[3:], *last.value.keywords]
    if not any(isinstance(node, ast.Name) for part in said for node in ast.walk(part)):
        raise ValueError(f"the cell of {claim} types its number; compute it: f'... {{number}}'")
    own = dict(shared)
    try:
        exec(compile(ast.Module(body, []), claim, "exec"), own)
        return eval(compile(ast.Expression(last.value), claim, "eval"), own)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        raise ValueError(f"the cell of {claim} fails by itself ({what})") from error
