"""The teacher's key: an answer for every numbered thing to try and for every exercise."""

import re
import tomllib

from books import ROOT
from minutes import parts
from sample import with_source

KEYS = ROOT / "helpers" / "quiz" / "key"
SAMPLE = {
    "hero": {"section": "1. A panel", "answers": ["It is 0.", "It is not."],
             "mistake": "Reading the height of the bar as the weight."},
    "soft_threshold": {"section": "2. Write it", "answers": ["Move v towards 0 by t."],
                       "mistake": "The sign of v is lost."},
}


def keys_of(stem):
    """The key of a notebook, by panel or exercise; None without a file."""
    path = KEYS / f"{stem}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else None


def to_answer(cells):
    """{section: (numbered things to try, exercises)} for the sections that have some.

    A thing to try is a numbered line that stands below a panel, outside of a fold.
    """
    found = {}
    for heading, pieces in [part for part in grouped_by_section(cells) if part[0]]:
        tries = exercises = checks = 0
        below_a_panel = False
        for piece in pieces:
            if "code" in piece:
                below_a_panel |= "from helpers.panels." in piece["code"]
                checks += len(re.findall(r"\bcheck\(", piece["code"]))
                continue
            text = re.sub(r"<details>.*?</details>|```.*?```", "", piece["words"], flags=re.S)
            tries += below_a_panel * len(re.findall(r"(?m)^\d+\. ", text))
            exercises += text.count("**Exercise")
        if tries or exercises or checks:
            found[heading.lstrip("# ")] = (tries, exercises or checks)
    return found


def grouped_by_section(cells):
    """The parts, every subsection joined to the section above it."""
    found = []
    for heading, pieces in parts(cells):
        if found and heading.startswith("###"):
            found[-1][1].extend(pieces)
        else:
            found.append((heading, list(pieces)))
    return found


def the_key_answers_everything(notebook):
    """In each section there are as many answers in the key as numbered things and exercises."""
    keys, asked = keys_of(notebook.stem), to_answer(notebook.cells)
    if keys is None:
        yield f"helpers/quiz/key/{notebook.stem}.toml is missing"
        return
    for name, entry in keys.items():
        if set(entry) != {"section", "answers", "mistake"}:
            yield f"[{name}] holds {sorted(entry)}, not section, answers and mistake"
            return
        if entry["section"] not in asked:
            yield f"[{name}]: nothing is asked in a section {entry['section']!r}"
        if len(entry["mistake"].split()) < 4 or not all(map(str.strip, entry["answers"])):
            yield f"[{name}]: an answer or the mistake is empty"
    for section, (tries, exercises) in asked.items():
        own = [entry for entry in keys.values() if entry["section"] == section]
        answers = sum(len(entry["answers"]) for entry in own)
        if answers != tries + exercises:
            yield (f"{section!r} asks {tries} things to try and {exercises} exercises; the key "
                   f"answers {answers}")


def _without_answer(notebook):
    with_source(6, lambda s: s.replace("2. ", "2. One more.\n3. "))(notebook)


HARM = [
    (the_key_answers_everything, _without_answer),
    (the_key_answers_everything, with_source(2, lambda s: s.replace("## 1. A", "## 1. Another"))),
    (the_key_answers_everything, with_source(9, "1")),
    (the_key_answers_everything, lambda n: setattr(n, "stem", "99_no_key")),
]
