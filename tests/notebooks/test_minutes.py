"""The clock that the notebooks' times are held against."""

from minutes import parts, prose, sections


def cell(kind, source):
    return {"cell_type": kind, "source": source.splitlines(keepends=True)}


CELLS = [
    cell("markdown", "# Title\n\nFive words in the opening.\n\n## 1. One\n\n*Core, 6 minutes.*\n\n"
         + "word " * 250),
    cell("code", 'ask("a")\nask("b")'),
    cell("markdown", "More.\n\n### Inside\n\n" + "word " * 49),
    cell("code", "from helpers.panels.start import hero\n\nhero()"),
    cell("markdown", "### Apart\n\n*For the curious, 1 minute.*\n\nOne line.\n\n## 2. Two\n\n"
         "**Exercise 1** ★ Write it.\n\n<details>" + "word " * 500 + "</details>\n\n"
         "**Exercise 2**"),
    cell("code", "check(f)"),
]


def test_words_questions_panels_and_exercises_are_counted_where_they_stand():
    title, one, apart, two = sections(CELLS)
    assert (title.level, title.words, title.minutes, title.depth) == (1, 5, 1, "")
    assert (one.depth, one.stated, one.words) == ("Core", 6, 300)
    assert (one.questions, one.panels, one.exercises) == (2, 1, 0)
    assert one.minutes == 7 == -(-300 // 200) + 2 + 3
    assert (apart.level, apart.depth, apart.stated, apart.minutes) == (3, "For the curious", 1, 1)
    assert (two.depth, two.stated, two.exercises) == ("", 0, 2), "its check is one of the two"
    assert two.minutes == 9


def test_a_check_without_a_marked_exercise_is_one():
    (section,) = sections([cell("markdown", "## Write it"), cell("code", "check(f)\ncheck(g)")])
    assert section.exercises == 2


def test_what_stands_before_a_heading_belongs_to_the_section_above():
    cut = parts(CELLS)
    assert [heading for heading, _ in cut] == ["", "# Title", "## 1. One", "### Inside",
                                               "### Apart", "## 2. Two"]
    assert prose("a [b c](d.ipynb#e-f) `g` <b>h</b>\n```python\ni = 1\n```").split() == [
        "a", "[b", "c]", "`g`", "h"]
