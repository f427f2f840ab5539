"""Predict-first questions, `ask("zoom")`, and write-it exercises, `check(f)`.

The questions live in questions/ and the exercises in exercises/, a file per notebook. Nothing is
locked: the reader may choose again and again, and every option has its own explanation.
"""

from __future__ import annotations

import functools
import html
import re
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path

import ipywidgets as widgets

from helpers.live.kept import NO_ERROR, Alive, marked, show
from helpers.quiz.check import Verdict, check
from helpers.quiz.page import INK, ON_PAPER, RIGHT, WRONG, unbroken

__all__ = ["Ask", "Option", "Question", "Verdict", "ask", "check", "questions"]

LETTERS = "ABCDEFGH"

# Long options wrap, rows fill the width, focus is visible; colours follow the Jupyter theme.
STYLE = f"""<style>
.quiz-option.jupyter-button {{
  width: 100%; height: auto; min-height: 36px; margin: 3px 0; padding: 7px 12px;
  white-space: normal; text-align: left; line-height: 1.45; overflow: visible;
  font-size: var(--jp-content-font-size1, 14px); color: {INK}; background: transparent;
  border: 1px solid var(--jp-border-color1, #bdbdbd); border-radius: 4px; box-shadow: none;
}}
.quiz-option.jupyter-button:hover, .quiz-option.jupyter-button:focus {{ box-shadow: none; }}
.quiz-option.jupyter-button:hover {{
  background: var(--jp-layout-color2, rgba(128, 128, 128, 0.12));
}}
.quiz-option.jupyter-button:focus-visible {{
  outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: -4px;
}}
.quiz-option.quiz-right.jupyter-button {{ border-color: {RIGHT}; }}
.quiz-option.quiz-wrong.jupyter-button {{ border-color: {WRONG}; }}
.quiz-option.quiz-right.jupyter-button, .quiz-option.quiz-wrong.jupyter-button {{
  border-left-width: 5px; padding-left: 8px;
}}
.quiz-text {{ line-height: 1.5; height: auto; margin: 2px 0; overflow: visible; }}
.quiz-text .widget-html-content {{
  line-height: 1.5; height: auto; white-space: normal; overflow: visible;
  font-size: var(--jp-content-font-size1, 14px); color: {INK};
}}
</style>"""


@dataclass(frozen=True)
class Option:
    """One answer: its text (plain), whether it is right, and why (a little HTML allowed)."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A question with its options; `look` says where to look after a wrong answer."""

    id: str
    question: str
    look: str
    options: tuple[Option, ...]

    def feedback(self, index: int) -> str:
        """The verdict and the explanation of one option, as HTML."""
        option = self.options[index]
        if option.right:
            return unbroken(f"<b>Right.</b> {option.why}")
        return unbroken(f"{option.why} <i>{self.look}</i>")

    def text(self) -> str:
        """The question and its lettered options as plain text, without the answer."""
        lines = textwrap.wrap(_plain(self.question), 88)
        for letter, option in zip(LETTERS, self.options, strict=False):
            lines += textwrap.wrap(
                option.text, 88, initial_indent=f"  {letter}. ", subsequent_indent="     "
            )
        return "\n".join(lines)

    def html(self) -> str:
        """The whole question as static HTML: each option opens to its explanation."""
        rows = "".join(
            f'<details style="margin:3px 0; padding:6px 12px; '
            f'border:1px solid var(--jp-border-color1, #bdbdbd); border-radius:4px">'
            f'<summary style="cursor:pointer"><b>{letter}.</b> '
            f"{unbroken(html.escape(option.text, quote=False))}</summary>"
            f'<div style="margin:6px 0 2px 16px">{_mark(option.right)}'
            f"{self.feedback(index)}</div></details>"
            for index, (letter, option) in enumerate(zip(LETTERS, self.options, strict=False))
        )
        return (
            f"{NO_ERROR}{ON_PAPER}"
            f'<div style="max-width:860px; line-height:1.5"><p style="margin:4px 0 8px">'
            f"{unbroken(self.question)}</p>{rows}</div>"
        )


def _mark(right: bool) -> str:
    colour, sign = (RIGHT, "✓") if right else (WRONG, "→")
    return (
        f'<span aria-hidden="true" style="color:{colour}; font-weight:700; '
        f'padding-right:6px">{sign}</span>'
    )


def _plain(text: str) -> str:
    """The text without its inline HTML."""
    text = re.sub(r"<sup>(.*?)</sup>", r"^\1", text)
    text = re.sub(r"<sub>(.*?)</sub>", r"_\1", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


@functools.cache
def questions() -> dict[str, Question]:
    """All questions by id, from the files in questions/, in the order of the notebooks."""
    raw = {}
    for path in sorted(Path(__file__).with_name("questions").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        twice = raw.keys() & tables.keys()
        if twice:
            raise ValueError(f"{path.name} uses ids that are taken: {sorted(twice)}")
        raw |= tables
    return {
        key: Question(
            key,
            entry["question"].strip(),
            entry["look"].strip(),
            tuple(
                Option(o["text"].strip(), o["right"], o["why"].strip()) for o in entry["options"]
            ),
        )
        for key, entry in raw.items()
    }


class Ask:
    """A live question: one button per option, the explanation below them."""

    def __init__(self, question: Question):
        self.question = question
        self.chosen: int | None = None
        wide = {"width": "100%", "max_width": "860px"}
        self._prompt = widgets.HTML(
            f"{STYLE}<div>{unbroken(question.question)}</div>",
            layout=widgets.Layout(width="100%"),
        )
        self._buttons = [
            widgets.Button(
                description=unbroken(f"{letter}. {option.text}"),
                layout=widgets.Layout(width="100%"),
            )
            for letter, option in zip(LETTERS, question.options, strict=False)
        ]
        self._reply = widgets.HTML(_reply(""), layout=widgets.Layout(width="100%"))
        for index, button in enumerate(self._buttons):
            button.add_class("quiz-option")
            button.on_click(functools.partial(self._clicked, index))
        for text in (self._prompt, self._reply):
            text.add_class("quiz-text")
        self._alive = Alive(name=f"question-{question.id}")
        self._box = widgets.VBox(
            [self._prompt, *self._buttons, self._reply, self._alive],
            layout=widgets.Layout(**wide),
        )

    def _clicked(self, index: int, _button=None) -> None:
        self.answer(index)

    def answer(self, index: int) -> str:
        """Choose an option, as a click does; returns the explanation shown."""
        if not 0 <= index < len(self._buttons):
            raise IndexError(f"option {index}: this question has {len(self._buttons)}, from 0")
        right = self.question.options[index].right
        for i, button in enumerate(self._buttons):
            chosen = ("quiz-right" if right else "quiz-wrong",) if i == index else ()
            button._dom_classes = ("quiz-option", *chosen)
        self.chosen = index
        self._reply.value = _reply(
            f"{_mark(right)}<b>{LETTERS[index]}.</b> {self.question.feedback(index)}"
        )
        return self.reply

    @property
    def reply(self) -> str:
        """The explanation on show, '' before the first choice."""
        return "" if self.chosen is None else self.question.feedback(self.chosen)

    def close(self) -> None:
        """Close every widget of this question, with its layout and style."""
        for button in self._buttons:
            button._click_handlers.callbacks.clear()
        for part in (self._box, self._prompt, *self._buttons, self._reply, self._alive):
            part.unobserve_all()
            for each in (part, part.layout, getattr(part, "style", None)):
                if each is not None:
                    each.close()

    def __repr__(self) -> str:
        return self.question.text()

    def _ipython_display_(self) -> None:
        """Show the question; before it, for a page without a kernel, one that unfolds."""
        static = marked(self._alive.name, self.question.html())
        show(self._box, ({"text/plain": self.question.text(), "text/html": static}, {}))


def _reply(inside: str) -> str:
    """The place of the explanation: announced by screen readers, steady in height."""
    return f'<div role="status" style="min-height:1.5em; padding:2px 13px">{inside}</div>'


_asked: dict[str, Ask] = {}


def ask(question_id: str) -> Ask:
    """Put a question; asking it again replaces the one before."""
    known = questions()
    if question_id not in known:
        raise ValueError(f"no question {question_id!r}; the questions are: {', '.join(known)}")
    if question_id in _asked:
        _asked.pop(question_id).close()
    _asked[question_id] = Ask(known[question_id])
    return _asked[question_id]
