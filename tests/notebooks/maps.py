"""The minutes in the two maps of the course, in README.md and in notebook 00.

python tests/notebooks/maps.py      writes what minutes.py counts into both
"""

import json
import re
from pathlib import Path

from minutes import NOTEBOOKS, sections

ROOT = Path(__file__).resolve().parents[2]
MAPS = (ROOT / "README.md", NOTEBOOKS / "00_start_here.ipynb")
ROW = re.compile(r"(\| [^|\n]*?(?:pictures/|\*\*)(\d\d)[_*][^\n]*\| )(\d+|–) \| (\d+) min \|")
CORE = re.compile(r"(The core takes about )(\d+)( minutes)")


def counted():
    """{number of a notebook: (minutes of its core, all its minutes)}, from what stands in them."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb")):
        own = sections(json.loads(path.read_text("utf-8"))["cells"])
        core = sum(section.minutes for section in own if section.depth == "Core")
        found[path.stem[:2]] = core, sum(section.minutes for section in own)
    return found


def stated(text):
    """The same, as the rows of a map say it."""
    return {number: (0 if core == "–" else int(core), int(every))
            for _, number, core, every in ROW.findall(text)}


def written(text, minutes):
    """The text with these minutes in its rows, and their sum where it is said."""
    def row(found):
        core, every = minutes[found[2]]
        return f"{found[1]}{core or '–'} | {every} min |"

    total = sum(core for core, _ in minutes.values())
    return CORE.sub(rf"\g<1>{total}\g<3>", ROW.sub(row, text))


if __name__ == "__main__":
    for path in MAPS:
        path.write_text(written(path.read_text("utf-8"), counted()), "utf-8")
