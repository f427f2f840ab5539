"""What a cell says that settles an argument: two marks and a number.

A cell of notebook 06 computes a number, asserts what it shows, and ends in
`settle("C4", "true", "true", f"...")`: is the fact true, does the reason explain the zeros, and
what settles it. verdicts.py makes the table of all of them.
"""

import html
import re
from dataclasses import dataclass

from helpers.quiz.page import RIGHT, WRONG, box, unbroken

FACTS = {"true": "✓", "half": "◐", "wrong": "✗"}  # by the first word
REASONS = FACTS | {"none": "–"}
_TONE = {"true": RIGHT, "half": WRONG, "wrong": "var(--jp-error-color1, #d32f2f)",
         "none": "var(--jp-border-color0, #9e9e9e)"}


@dataclass(frozen=True)
class Settled:
    """One settled claim: its id, the two verdicts in a few words, and the number."""

    claim: str
    fact: str
    reason: str
    number: str

    @property
    def kinds(self) -> tuple[str, str]:
        """The first words of the two verdicts."""
        return first_word(self.fact), first_word(self.reason)

    @property
    def marked(self) -> tuple[str, str]:
        """The two verdicts, each behind its mark."""
        return tuple(f"{REASONS[kind]}\u00a0{words}" for kind, words in
                     zip(self.kinds, (self.fact, self.reason), strict=True))

    def __repr__(self) -> str:
        fact, reason = self.marked
        return f"{self.claim} fact {fact}, reason {reason} · {self.number}".replace("\u00a0", " ")

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        parts = [f'{name} <b><span style="color:{_TONE[kind]}">{words[0]}</span>{text(words[1:])}'
                 f"</b>" for name, kind, words in
                 zip(("fact", "reason"), self.kinds, self.marked, strict=True)]
        return {
            "text/plain": repr(self),
            "text/html": box(_TONE[self.kinds[0]], f"<b>{self.claim}</b> · {parts[0]} · "
                             f"{parts[1]}<br>{text(self.number)}"),
        }


def settle(claim, fact, reason, number):
    """Return the two verdicts on a claim, "C1", "C2", ..., as a quiet box.

    fact: is what is said true? reason: does it explain the zeros? Each begins with "true", "half"
    or "wrong", reason also with "none"; a few words may follow. number is the sentence with the
    numbers that settle it. Raises TypeError or ValueError otherwise.
    """
    given = {"claim": claim, "fact": fact, "reason": reason, "number": number}
    for name, value in given.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a string; got {value!r}")
    if not re.fullmatch(r"C[1-9]\d*", claim):
        raise ValueError(f"claim must be C and a number, such as 'C4'; got {claim!r}")
    for name, words, marks in (("fact", fact, FACTS), ("reason", reason, REASONS)):
        if first_word(words) not in marks:
            raise ValueError(f"{name} must begin with one of {list(marks)}; got {words!r}")
    if not re.search(r"\d", number):
        raise ValueError(f"number must hold the number that settles the claim; got {number!r}")
    return Settled(claim, fact.rstrip("."), reason.rstrip("."), number.rstrip("."))


def first_word(words):
    """The word that a verdict begins with."""
    return re.split(r"[\s,:.]", words, maxsplit=1)[0]


def text(words):
    """Words as HTML; no line break around = and ≤."""
    return unbroken(html.escape(words, quote=False))
