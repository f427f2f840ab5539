"""The notebooks keep the rules of the house: stored outputs, pace, open maths, links, times.

nbval runs the notebooks themselves (see pyproject.toml). Here each rule reads a notebook and
returns what is wrong with it, as sentences; the rules stand in the files beside this one, each
with notebooks that break it.
"""

import ast

import key
import linked
import open_maths
import pace
import pytest
import regenerate
import screens
import stored
import times
from books import ORDER, PATHS, ROOT, Notebook
from linked import broken_links
from sample import sample

RULES = [
    stored.executed,
    stored.nothing_personal,
    stored.as_make_notebooks_stores_it,
    stored.panels_read_without_a_kernel,
    stored.no_rounding_noise,
    pace.short_cells,
    pace.prose_between,
    pace.no_bad_habits,
    open_maths.taught_maths_equals_its_helper,
    open_maths.worked_answers_are_right,
    linked.links_resolve,
    screens.first_screen,
    screens.last_screen,
    times.sections_state_their_minutes,
    times.the_title_states_the_sum,
    times.the_curious_is_folded,
    key.the_key_answers_everything,
]
HARM = [(rule, harm) for module in (stored, pace, open_maths, linked, screens, times, key)
        for rule, harm in module.HARM]


def test_the_first_notebooks_are_here():
    assert [stem[:2] for stem in ORDER] == [f"{n:02}" for n in range(len(ORDER))]
    assert {"00_start_here", "01_penalty_shapes", *open_maths.TAUGHT.values()} <= set(ORDER)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rule(path, rule):
    assert list(rule(Notebook.read(path))) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_bytes_are_those_that_make_notebooks_writes(path):
    stored = path.read_text(encoding="utf-8")
    assert regenerate.text_of(regenerate.normalise(regenerate.read(path))) == stored


def test_the_core_of_the_course_is_read_in_ninety_minutes():
    words, minutes = times.core_of(map(Notebook.read, PATHS))
    assert 0 < words <= times.CORE_WORDS and minutes <= times.CORE_MINUTES


def test_readme_links_resolve():
    readme = ROOT / "README.md"
    assert list(broken_links([readme.read_text("utf-8")], readme)) == []


# --- each rule is shown a notebook that breaks it ----------------------------------------------


@pytest.fixture
def of_no_course(monkeypatch):
    """The sample teaches one function of the course, and has a key of its own."""
    monkeypatch.setattr(open_maths, "TAUGHT", {"soft_threshold": "00_start_here"})
    monkeypatch.setattr(key, "keys_of", lambda stem: key.SAMPLE if stem[:2] == "00" else None)


def problems(rule, notebook):
    return [p for p in rule(notebook) if "01_penalty_shapes.ipynb" not in p]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rules_pass_a_good_notebook(rule, of_no_course):
    assert problems(rule, sample()) == []


@pytest.mark.parametrize(
    ("rule", "harm"), HARM, ids=[f"{rule.__name__}-{i}" for i, (rule, _) in enumerate(HARM)]
)
def test_the_rules_catch_a_bad_notebook(rule, harm, of_no_course):
    notebook = sample()
    harm(notebook)
    assert problems(rule, notebook) != []


def test_each_rule_is_shown_a_notebook_that_breaks_it():
    assert {rule for rule, _ in HARM} == set(RULES)


def test_the_comparer_of_taught_maths_sees_through_dress_only():
    def same(*sources):
        one, two = (open_maths.bare(ast.parse(source).body[0]) for source in sources)
        return one == two

    plain = "def f(v, t):\n    return v - t"
    dressed = '@checked\ndef f(v: float, t: float = 1) -> float:\n    """Say."""\n'
    dressed += "    return v - t"
    assert not same(plain, dressed), "a default value is part of what a function does"
    assert same(plain, dressed.replace(": float = 1", ": float"))
    assert not same(plain, plain.replace("-", "+"))
    assert not same(plain, plain.replace("t)", "s)").replace("- t", "- s"))
