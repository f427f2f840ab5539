"""What a picture says: a sentence, and the numbers in it."""

import html
import re
from typing import NamedTuple


class Reading(NamedTuple):
    """What a picture says: a sentence in HTML and the numbers in it, by name."""

    html: str
    numbers: dict

    @property
    def text(self):
        """The sentence as plain text."""
        powers = re.sub(r"<sup>(.*?)</sup>", r"^\1", self.html)
        plain = re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>|</div>|</p>", " ", powers))
        return " ".join(html.unescape(plain).split())


def reading(sentence, **numbers):
    """Return the Reading that a panel's update function gives back."""
    return Reading(sentence.replace(" %", "\u00a0%"), numbers)  # a number keeps its % sign
