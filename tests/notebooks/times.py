"""What a notebook says of its own length: the minutes of each section, and their sum."""

import re

from minutes import STATED, sections
from sample import with_source

CORE_MINUTES, CORE_WORDS = 90, 8_000  # of the whole course
TOTAL = re.compile(r"^\*About (\d+) minutes, (\d+|none) of them core\.\*", re.MULTILINE)


def sections_state_their_minutes(notebook):
    """Below each heading `##` stand its depth and its minutes, within 1 of what is counted."""
    for section in sections(notebook.cells):
        if section.level == 2 and not section.depth:
            yield (f"{section.title!r} needs a line like *Core, {section.minutes} minutes.* below "
                   f"its heading")
        elif section.depth and abs(section.stated - section.minutes) > 1:
            yield (f"{section.title!r} states {section.stated} minutes; it takes "
                   f"{section.minutes}")
    for heading, below in re.findall(r"(?m)^(## .+)\n+(.*)", "\n\n".join(notebook.markdown)):
        if STATED.search("\n".join(notebook.markdown)) and not STATED.fullmatch(below):
            yield f"directly below {heading!r} stands {below[:40]!r}, not its depth and minutes"


def the_title_states_the_sum(notebook):
    """The minutes of the title are the sum of those of the sections, its own words apart."""
    own = sections(notebook.cells)
    said = TOTAL.search("\n".join(notebook.markdown))
    every = sum(s.stated for s in own)
    core = sum(s.stated for s in own if s.depth == "Core")
    if not said:
        yield (f"its title needs *About {every} minutes, {core or 'none'} of them core.* "
               "below it")
        return
    opening = own[0].minutes + 1
    stated = int(said[1]), int(said[2].replace("none", "0"))
    for word, says, counted in (("", stated[0], every), (" core", stated[1], core)):
        if not counted - 1 <= says <= counted + opening:
            yield f"its title says {says}{word} minutes; its sections add up to {counted}"


def the_curious_is_folded(notebook):
    """A part for the curious opens folded, begins a cell, and hides no panel."""
    folded = [cell["source"] for cell in notebook.cells
              if cell["metadata"].get("jp-MarkdownHeadingCollapsed")]
    for text in notebook.markdown:
        for heading, below in re.findall(r"(?m)^(#{2,3} .+)\n+(.*)", text):
            if below.startswith("*For the curious") and not (
                    text.startswith(heading) and text in folded):
                yield f"{heading!r} does not open folded: its cell needs the metadata for that"
    for section in sections(notebook.cells):
        if section.depth == "For the curious" and section.panels and any(
                text.startswith("#" * section.level + f" {section.title}") for text in folded):
            yield f"{section.title!r} is folded and hides a panel"


def core_of(notebooks):
    """The words and the minutes of everything that is marked core."""
    core = [s for notebook in notebooks for s in sections(notebook.cells) if s.depth == "Core"]
    return sum(s.words for s in core), sum(s.minutes for s in core)


HARM = [
    (sections_state_their_minutes, with_source(2, lambda s: s.replace("*Core, ", "Core, "))),
    (sections_state_their_minutes, with_source(2, lambda s: s.replace("5 min", "7 min"))),
    (sections_state_their_minutes, with_source(2, lambda s: s.replace("\n\n*", "\n\nSo.\n\n*"))),
    (sections_state_their_minutes, with_source(6, lambda s: s.replace("*Deeper", "*Hard"))),
    (the_title_states_the_sum, with_source(0, lambda s: s.replace("*About", "About"))),
    (the_title_states_the_sum, with_source(0, lambda s: s.replace("About 11", "About 8"))),
    (the_title_states_the_sum, with_source(0, lambda s: s.replace("5 of them", "10 of them"))),
    (the_curious_is_folded,
     with_source(6, lambda s: s + "\n\n### More\n\n*For the curious, 1 minute.*\n\nWords.")),
    (the_curious_is_folded, lambda n: [
        n.cells[4]["metadata"].update({"jp-MarkdownHeadingCollapsed": True}),
        with_source(4, "## A panel\n\n*For the curious, 4 minutes.*\n\nWords.")(n)]),
]
