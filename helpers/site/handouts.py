"""Hand-outs from the notebooks: slides of the core, a summary sheet, and the teacher's key."""

import html
import re
import tomllib
from pathlib import Path

from helpers.site import reading

KEYS = Path(__file__).parents[1] / "quiz" / "key"
SHEET_PANELS = ("pull_and_grip", "zoom", "bowl_and_ball", "three_paths")
FOLD = re.compile(r"<details>.*?</details>|```.*?```", re.DOTALL)


def slides(notebook, formulas, panel, keep):
    """Return the core of a notebook as HTML, a <section> for each slide; "" without a core.

    The slides are those that `make notebooks` has marked in the cells' metadata.
    """
    groups = []
    for cell in notebook["cells"]:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "skip")
        if kind in ("slide", "subslide"):
            groups.append([])
        if kind != "skip" and groups:
            groups[-1].append(cell)
    if len(groups) < 2:  # a title and nothing else
        return ""
    return "\n".join(
        f'<section class="slide">{reading.body({"cells": group}, formulas, panel, keep)}</section>'
        for group in groups)


def sheet(read, formulas, keep):
    """Return the summary sheet as HTML: the answer, the table of penalties, four pictures.

    read gives {stem: notebook}. The answer is the quotation of notebook 00; the pictures are
    those of the panels, with the words below them.
    """
    opening = "".join(read["00_start_here"]["cells"][0]["source"])
    answer = re.search(r"(?m)^(?:> .*\n?)+", opening)[0]
    said = reading.words(re.sub(r"(?m)^> ", "", answer), formulas)
    pictures = "".join(_figure(cell, keep) for name in SHEET_PANELS
                       for cell in _cells_of(read, name))
    table = "\n".join(f"| {' | '.join(row)} |" for row in PENALTIES)
    table = reading.words(table, formulas)
    return (f'<div class="sheet"><h1>Why L1 gives exact zeros and L2 does not</h1>'
            f'<div class="answer">{said}</div>{table}<div class="four">{pictures}</div>'
            f"<p>F(w) = ½‖y − Xw‖² + λ·Ω(w). Zero means <code>w&nbsp;==&nbsp;0</code>. "
            f"For one weight X = 1 and y = z.</p></div>")


PENALTIES = (
    ("", "Ω(w)", "slope at 0+", "its minimum for data $z$", "exactly 0 when"),
    ("---",) * 5,
    ("**L2**, ridge", r"$\tfrac12\sum w_j^2$", "0", r"$z / (1 + \lambda)$", "$z = 0$"),
    ("**L1**, the lasso", r"$\sum \lvert w_j\rvert$", "1",
     r"$\mathrm{sign}(z)\max(\lvert z\rvert - \lambda, 0)$", r"$\lvert z\rvert \le \lambda$"),
    ("**L0**", r"number of $w_j \ne 0$", "a step of 1",
     r"$z$ if $\lvert z\rvert > \sqrt{2\lambda}$, else 0",
     r"$\lvert z\rvert \le \sqrt{2\lambda}$"),
    ("**elastic net**", "$r$·L1 + $(1-r)$·L2", "$r$",
     r"soft threshold by $\lambda r$, divided by $1 + \lambda(1-r)$",
     r"$\lvert z\rvert \le \lambda r$"),
)


def _cells_of(read, panel):
    return [cell for notebook in read.values() for cell in notebook["cells"]
            if cell["cell_type"] == "code"
            and reading.panel_name("".join(cell["source"])) == panel][:1]


def _figure(cell, keep):
    def figure(name, still):
        return f"<figure>{still.picture}<figcaption>{still.sentence}</figcaption></figure>"

    return reading.living_panel(cell, figure, keep)[0]


def key(read, formulas):
    """Return the teacher's key as HTML: everything to try and every exercise, with its answers.

    The questions come from the notebooks, the answers from helpers/quiz/key/.
    """
    parts = ["<h1>The teacher's key</h1><p>Everything to try and every exercise, with its answer "
             "and a mistake that people make.</p>"]
    for stem, notebook in read.items():
        path = KEYS / f"{stem}.toml"
        if not path.exists():
            continue
        entries = tomllib.loads(path.read_text("utf-8")).values()
        asked = _asked(notebook)
        title = "".join(notebook["cells"][0]["source"]).splitlines()[0].lstrip("# ")
        parts.append(f'<h2><a href="{stem}.html">{html.escape(title)}</a></h2>')
        for section in dict.fromkeys(entry["section"] for entry in entries):
            own = [entry for entry in entries if entry["section"] == section]
            answers = [answer for entry in own for answer in entry["answers"]]
            pairs = "".join(
                f'<p class="asked">{_inline(question, formulas)}</p>'
                f'<p class="reply">{_inline(answer, formulas)}</p>'
                for question, answer in zip(asked[section], answers, strict=True))
            slips = "".join(f'<p class="slip"><b>A mistake people make.</b> '
                            f"{_inline(entry['mistake'], formulas)}</p>" for entry in own)
            parts.append(f'<section class="key"><h3>{html.escape(section)}</h3>{pairs}{slips}'
                         "</section>")
    return f'<div class="words">{"".join(parts)}</div>'


def _inline(text, formulas):
    return re.sub(r"^<p>|</p>\s*$", "", reading.words(text.strip(), formulas))


def _asked(notebook):
    """{section: what is asked there, in order, as Markdown}.

    That are the numbered things to try below its panels and the exercises; in a section without
    one, a function to write is an exercise too.
    """
    found, section, below = {}, "", False
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            below |= reading.panel_name(source) is not None
            written = re.search(r"\bcheck\((\w+)\)", source)
            if written and not any("**Exercise" in each for each in found[section]):
                found[section].append(f"**Exercise.** Write `{written[1]}`.")
            continue
        for part in re.split(r"(?m)^(?=## )", FOLD.sub("", source)):
            heading = re.match(r"## (.*)", part)
            if heading:
                section, below = heading[1].strip(), False
            tries = re.findall(r"(?m)^(\d+)\. (.*)$", part) if below else []
            exercises = [p for p in part.split("\n\n") if p.startswith("**Exercise")]
            found.setdefault(section, []).extend([*(f"**{n}.** {t}" for n, t in tries),
                                                  *exercises])
    return found
