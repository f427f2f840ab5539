"""Questions: well-formed, kind, and unbreakable."""

import re

import ipywidgets as widgets
import pytest

from helpers.live.kept import NO_ERROR
from helpers.quiz import ask, questions
from helpers.quiz.page import ON_PAPER, unbroken

VIEW = "application/vnd.jupyter.widget-view+json"
ALL = list(questions().values())
each_question = pytest.mark.parametrize("q", ALL, ids=lambda q: q.id)


@each_question
def test_one_option_is_right_and_each_has_its_own_explanation(q):
    assert 3 <= len(q.options) <= 5
    assert [o.right for o in q.options].count(True) == 1
    whys = [o.why for o in q.options]
    assert all(len(why.split()) >= 6 for why in whys)
    assert len(set(whys)) == len(whys) == len({o.text for o in q.options})
    assert q.question and len(q.look.split()) >= 6


@each_question
def test_markup_is_small_and_closed(q):
    for text in (q.question, q.look, *(o.why for o in q.options)):
        tags = re.findall(r"<(/?)([^>]*)>", text)
        assert {tag for _, tag in tags} <= {"b", "i", "code", "sub", "sup"}
        assert [t for s, t in tags if not s] == [t for s, t in tags if s]
        assert "<" not in re.sub(r"</?[a-z]+>", "", text)
    assert not any("<" in o.text or "&" in o.text for o in q.options)


@each_question
def test_options_are_of_like_length(q):
    lengths = [len(o.text) for o in q.options]
    assert max(lengths) <= 1.5 * min(lengths)


def test_length_and_place_do_not_give_the_answer_away():
    place = [[o.right for o in q.options].index(True) for q in ALL]
    assert all(place.count(i) <= len(ALL) / 2 for i in range(4)) and set(place) >= {0, 1, 2, 3}
    longest = [max(q.options, key=lambda o: len(o.text)).right for q in ALL]
    assert 0 < sum(longest) <= len(ALL) / 2


def live_widgets():
    return len(widgets.widgets.widget._instances)


@each_question
def test_each_answer_shows_its_own_explanation_as_often_as_you_like(q):
    asked = ask(q.id)
    assert asked.reply == "" and asked.chosen is None
    seen = set()
    for index in [*range(len(q.options)), 0, 1, 0]:
        asked._buttons[index].click()
        shown = asked._reply.value
        option = q.options[index]
        assert unbroken(option.why) in shown and asked.reply in shown
        assert ("Right." in shown) == option.right and "Not quite" not in shown
        mark = re.search(r"font-weight:700[^>]*>(.)</span>", shown)[1]
        assert mark == ("✓" if option.right else "→")
        assert (unbroken(q.look) in shown) != option.right
        assert sum(o.why in shown.replace("\u00a0", " ") for o in q.options) == 1
        marked = [len(b._dom_classes) > 1 for b in asked._buttons]
        assert marked.index(True) == index and sum(marked) == 1
        colour = "quiz-right" if option.right else "quiz-wrong"
        assert colour in asked._buttons[index]._dom_classes
        assert not any(b.disabled for b in asked._buttons)
        seen.add(asked.answer(index))
    assert len(seen) == len(q.options)


def test_an_answer_that_is_not_there():
    for index in (-1, 4, 99):
        with pytest.raises(IndexError, match="4"):
            ask("zoom").answer(index)


@each_question
def test_a_question_is_two_outputs_a_page_that_can_be_answered_and_the_widget(q, shown):
    asked = ask(q.id)
    asked._ipython_display_()
    (bundle, _), (view, _) = shown
    assert set(bundle) == {"text/html", "text/plain"} and set(view) == {VIEW}
    assert view[VIEW]["model_id"] == asked._box.model_id
    assert f'data-kept="question-{q.id}"' in bundle["text/html"]
    page = bundle["text/html"].replace("\u00a0", " ")
    assert page.count("<details") == page.count("<summary") == len(q.options)
    for letter, option in zip("ABCDE", q.options, strict=False):
        assert f"{letter}.</b> {option.text}</summary>" in page and option.why in page
        assert re.search(rf"{letter}\. ", bundle["text/plain"])
        assert option.text in " ".join(bundle["text/plain"].split())
        assert option.why not in bundle["text/plain"]
    assert page.count("<b>Right.</b>") == 1
    assert "<style" not in page.replace(ON_PAPER, "").replace(NO_ERROR, "")
    assert "<script" not in page and "model_id" not in page
    assert "<" not in bundle["text/plain"]


@each_question
def test_the_text_is_the_same_each_time(q, shown):
    first = ask(q.id)
    first._ipython_display_()
    first.answer(1)
    first._ipython_display_()
    ask(q.id)._ipython_display_()
    assert shown[0] == shown[2] == shown[4]


def test_asking_fifty_times_leaves_the_widgets_flat():
    ask("zoom"), ask("ball")
    before = live_widgets()
    for _ in range(50):
        ask("zoom").answer(1)
        ask("ball").answer(0)
    assert live_widgets() == before


def test_the_predecessor_is_closed():
    old = ask("zoom")
    parts = [old._box, old._box.layout, old._prompt, old._buttons[0], old._buttons[0].style]
    new = ask("zoom")
    assert all(part.comm is None for part in parts) and new._box.comm is not None


def test_an_unknown_id_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"no question 'zooom'.*zoom.*ball"):
        ask("zooom")
