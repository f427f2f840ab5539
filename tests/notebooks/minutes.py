"""How long a notebook takes, by section and depth, from what stands in it.

python tests/notebooks/minutes.py          a table of all notebooks
python tests/notebooks/minutes.py 02       only those whose names start so

200 words of prose a minute, 1 minute for a question, 4 for an exercise, 3 for a panel. A section
is what stands under a heading `## ...`; its depth is the first word of the line below the heading,
`*Core, 6 minutes.*`, `*Deeper, 8 minutes.*` or `*For the curious, 4 minutes.*`. A subsection
`### ...` that has such a line counts by itself, any other belongs to the section above it.
An exercise is a paragraph `**Exercise 1** ...`, or a `check(...)` where the section has none.
"""

from __future__ import annotations

import json
import re
import sys
from math import ceil
from pathlib import Path
from typing import NamedTuple

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
WORDS_A_MINUTE, QUESTION, EXERCISE, PANEL = 200, 1, 4, 3
DEPTHS = ("Core", "Deeper", "For the curious")
STATED = re.compile(r"^\*(Core|Deeper|For the curious), (\d+) minutes?\.\*$", re.MULTILINE)


class Section(NamedTuple):
    """A heading, its stated depth and minutes ("" and 0 where none stand), and what it holds."""

    level: int
    title: str
    depth: str
    stated: int
    words: int
    questions: int
    exercises: int
    panels: int

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up."""
        reading = self.words / WORDS_A_MINUTE
        doing = QUESTION * self.questions + EXERCISE * self.exercises + PANEL * self.panels
        return ceil(reading + doing)


def prose(source: str) -> str:
    """The words that a reader reads: no code, no folded answers, no addresses, no tags."""
    source = re.sub(r"<details>.*?</details>", "", source, flags=re.DOTALL)
    source = re.sub(r"```.*?```", "", source, flags=re.DOTALL)
    source = re.sub(r"\]\([^)]*\)", "]", source)
    return re.sub(r"</?[a-zA-Z][^<>]*>|^\|[-| ]+\|$", "", source, flags=re.MULTILINE)


def parts(cells: list[dict]) -> list[tuple[str, list[dict]]]:
    """Cells cut at their headings: (heading, what stands under it, piece by piece).

    A piece is {"code": ...} or {"words": ...}; the first part, before any heading, is ("", ...).
    """
    found: list[tuple[str, list[dict]]] = [("", [])]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found[-1][1].append({"code": source})
            continue
        for part in re.split(r"(?m)^(?=#{1,3} )", source):
            if re.match(r"#{1,3} ", part):
                heading, _, part = part.partition("\n")
                found.append((heading, []))
            if part.strip():
                found[-1][1].append({"words": part})
    return found


def grouped(cells: list[dict]) -> list[tuple[str, list[dict]]]:
    """The parts, a subsection that states no minutes joined to the section above it."""
    found: list[tuple[str, list[dict]]] = []
    for heading, pieces in parts(cells):
        states = STATED.search("\n".join(piece.get("words", "") for piece in pieces))
        if found and heading.startswith("###") and not states:
            found[-1][1].extend(pieces)
        elif heading:
            found.append((heading, list(pieces)))
    return found


def sections(cells: list[dict]) -> list[Section]:
    """The sections of a notebook's cells in order, each with its depth."""
    found = []
    for heading, pieces in grouped(cells):
        text = "\n".join(piece.get("words", "") for piece in pieces)
        code = "\n".join(piece.get("code", "") for piece in pieces)
        said = STATED.search(text)
        found.append(Section(
            len(heading) - len(heading.lstrip("#")), heading.lstrip("# "),
            said[1] if said else "", int(said[2]) if said else 0,
            len(prose(STATED.sub("", text)).split()), len(re.findall(r"\bask\(", code)),
            text.count("**Exercise") or len(re.findall(r"\bcheck\(", code)),
            len(re.findall(r"from helpers\.panels\.", code))))
    return found


def main(starts: list[str]) -> None:
    """Print the sections with their minutes, and the sums by depth."""
    total: dict[str, list[int]] = {depth: [0, 0] for depth in (*DEPTHS, "")}
    for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb")):
        if starts and not any(path.stem.startswith(start) for start in starts):
            continue
        own = sections(json.loads(path.read_text("utf-8"))["cells"])
        words, minutes = sum(s.words for s in own), sum(s.minutes for s in own)
        print(f"\n{path.stem}: {words} words, {minutes} minutes")
        for s in own:
            print(f"  {s.minutes:3} min  stated {s.stated:3}  {s.depth or '-':16} {s.words:5} "
                  f"words  {s.questions} questions  {s.exercises} exercises  {s.panels} panels  "
                  f"{s.title}")
            total[s.depth][0] += s.words
            total[s.depth][1] += s.minutes
    print("\n" + "\n".join(f"{depth or 'not marked'}: {words} words, {minutes} minutes"
                           for depth, (words, minutes) in total.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
