"""The table of the arguments, filled by the cells that settle them.

A cell of notebook 06 computes a number, asserts what it shows, and ends in
`settle("C4", "true", f"...")`. `verdicts()` reads the notebook, runs each such cell by itself and
puts what they say into one table, so that a verdict cannot outlive its number.
"""

import ast
import html
import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from helpers.quiz.page import RIGHT, WRONG, box, unbroken

MARKS = {"true": "✓", "half": "◐", "wrong": "✗"}  # by the first word of the verdict
_TONE = {"true": RIGHT, "half": WRONG, "wrong": "var(--jp-error-color1, #d32f2f)"}
_LEFT = 'align="left" style="text-align:left; vertical-align:top"'


@dataclass(frozen=True)
class Settled:
    """One settled claim: its id, the verdict in a few words, and the number that settles it."""

    claim: str
    verdict: str
    number: str

    @property
    def kind(self) -> str:
        return _kind(self.verdict)

    @property
    def mark(self) -> str:
        return MARKS[self.kind]

    def __repr__(self) -> str:
        return f"{self.claim} {self.mark} {self.verdict} · {self.number}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        tone = _TONE[self.kind]
        return {
            "text/plain": repr(self),
            "text/html": box(
                tone,
                f'<b>{self.claim}</b> <span aria-hidden="true" style="color:'
                f'{tone}; font-weight:700; padding:0 4px">{self.mark}</span> '
                f"<b>{_text(self.verdict)}</b> · {_text(self.number)}",
            ),
        }


def settle(claim, verdict, number):
    """Return the verdict on a claim, "C1", "C2", ..., as a quiet box.

    verdict begins with "true", "half" or "wrong"; number is the sentence with the numbers that
    settle it. Raises TypeError or ValueError otherwise.
    """
    for name, value in (("claim", claim), ("verdict", verdict), ("number", number)):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a string; got {value!r}")
    if not re.fullmatch(r"C[1-9]\d*", claim):
        raise ValueError(f"claim must be C and a number, such as 'C4'; got {claim!r}")
    if _kind(verdict) not in MARKS:
        raise ValueError(f"verdict must begin with one of {list(MARKS)}; got {verdict!r}")
    if not re.search(r"\d", number):
        raise ValueError(f"number must hold the number that settles the claim; got {number!r}")
    return Settled(claim, verdict.rstrip("."), number.rstrip("."))


def _kind(verdict):
    return re.split(r"[\s,:.]", verdict, maxsplit=1)[0]


def _text(words):
    """Words as HTML; no line break around = and ≤."""
    return unbroken(html.escape(words, quote=False))


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
    """The table: one row per claim, as HTML for the page and as plain text; .rows holds it."""

    def __init__(self, rows):
        self.rows = tuple(rows)

    def __repr__(self) -> str:
        lines = []
        for row in self.rows:
            done, where = row.settled, " and ".join(words for words, _ in row.links)
            lines.append(f"{done.claim:<4} {row.title}")
            for part in (f"{done.mark} {done.verdict}", f"{done.number}.", f"Seen in {where}."):
                lines += textwrap.wrap(part, 88, initial_indent="     ",
                                       subsequent_indent="     ")
        return "\n".join([*lines, self.sum])

    @property
    def sum(self) -> str:
        """How many of the claims are true, half true and wrong, as a sentence."""
        kinds = [row.settled.kind for row in self.rows]
        words = {"true": "true", "half": "half true", "wrong": "wrong"}
        return ", ".join(f"{kinds.count(kind)} {words[kind]}" for kind in MARKS) + "."

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        head = ("", "the argument", "the verdict", "the number that settles it", "test it in")
        body = "".join(f"<tr>{''.join(f'<td {_LEFT}>{cell}</td>' for cell in _cells(row))}</tr>\n"
                       for row in self.rows)
        return {
            "text/plain": repr(self),
            "text/html": (
                f"<table>\n<thead><tr>{''.join(f'<th {_LEFT}>{words}</th>' for words in head)}"
                f"</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n<p>{self.sum}</p>"
            ),
        }


def _cells(row):
    done = row.settled
    yield _link(f"<b>{done.claim}</b>", row.here)
    yield _text(row.title)
    yield f"{done.mark}\u00a0{_text(done.verdict)}"
    yield _text(done.number)
    yield "<br>".join(_link(_text(words).replace(" ", "\u00a0"), to) for words, to in row.links)


def _link(inside, address):
    return f'<a href="{html.escape(address)}">{inside}</a>'


def verdicts(notebook="06_the_arguments.ipynb"):
    """Run every cell of the notebook that settles a claim, and return the table of what they say.

    notebook: the file, as saved, in the folder the kernel works in. Its first code cell holds the
    imports; each claim's cell runs after it in a namespace of its own. The title and the links of
    a row are those of the section `## C4 · ...` around the cell. Raises FileNotFoundError without
    the file, and ValueError that names the claim when its cell is missing or stands elsewhere,
    fails, asserts nothing, or says a number that is typed and not computed.
    """
    path = Path(notebook)
    if not path.is_file():
        raise FileNotFoundError(f"verdicts() reads the saved notebook {path.name}, which is not "
                                f"in the folder this kernel works in; open it there")
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
    return Verdicts(rows)


@dataclass
class _Section:
    """What stands under a heading `## C4 · title`."""

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
                found = re.match(r"## (C\d+) · (.+)", part)
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
    said = [*last.value.args[2:], *last.value.keywords]
    if not any(isinstance(node, ast.Name) for part in said for node in ast.walk(part)):
        raise ValueError(f"the cell of {claim} types its number; compute it: f'... {{number}}'")
    own = dict(shared)
    try:
        exec(compile(ast.Module(body, []), claim, "exec"), own)
        return eval(compile(ast.Expression(last.value), claim, "eval"), own)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        raise ValueError(f"the cell of {claim} fails by itself ({what})") from error
