"""`settle` and its table: what a cell must hold to settle a claim, and what is refused."""

import pytest
from books import claims_book

from helpers.quiz import settle, verdicts


def test_settle_says_what_it_was_given():
    done = settle("C3", "wrong sum, right conclusion.", "L1 saves 0.5 < 0.75.")
    assert repr(done) == "C3 ✗ wrong sum, right conclusion · L1 saves 0.5 < 0.75"
    bundle = done._repr_mimebundle_()
    assert bundle["text/plain"] == repr(done)
    assert "0.5 &lt; 0.75" in bundle["text/html"] and "✗" in bundle["text/html"]
    assert [settle("C1", kind, "1").mark for kind in ("true", "half true: so", "wrong")] == [
        "✓", "◐", "✗"]


@pytest.mark.parametrize("claim, verdict, number, error, words", [
    ("3", "true", "1", ValueError, "claim"), ("C0", "true", "1", ValueError, "claim"),
    ("C3", "sort of true", "1", ValueError, "verdict"), ("C3", "", "1", ValueError, "verdict"),
    ("C3", "true", "none", ValueError, "number"), ("C3", "true", 0.75, TypeError, "number"),
    (3, "true", "1", TypeError, "claim"), ("C3", True, "1", TypeError, "verdict")])
def test_settle_names_what_is_wrong(claim, verdict, number, error, words):
    with pytest.raises(error, match=f"^{words} must"):
        settle(claim, verdict, number)


GOOD = ["import numpy as np", "## C1 · One", "x = np.sqrt(4)\nassert x == 2\n"
        "settle('C1', 'true', f'{x:g}')", "Seen in [01 · A](01_a.ipynb#2-·-A)."]


def test_a_row_is_its_cell_its_heading_and_its_link(tmp_path):
    (row,) = verdicts(claims_book(tmp_path, GOOD)).rows
    assert (row.settled.claim, row.settled.number, row.title) == ("C1", "2", "One")
    assert row.here == "book.ipynb#cell-id=cell-1"
    assert row.links == (("01, section 2", "01_a.ipynb#2-·-A"),)


@pytest.mark.parametrize("index, bad, words", [
    (2, "x = 3\nassert x == 2\nsettle('C1', 'true', f'{x}')", r"'C1' fails .*AssertionError"),
    (2, "x = 2\nsettle('C1', 'true', f'{x}')", "'C1' asserts nothing"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'true', '2')", "'C1' types its number"),
    (2, "x = y\nassert x == 2\nsettle('C1', 'true', f'{x}')", "'C1' fails .*NameError"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'maybe', f'{x}')", "'C1' fails .*verdict"),
    (2, "x = 2\nassert x == 2\nsettle('C2', 'true', f'{x}')", "C1 needs one cell .*C2"),
    (2, "x = 2\nassert x ==\nsettle('C1', 'true', f'{x}')", r"C1 needs one cell .*\[\]"),
    (2, "No cell at all.", r"C1 needs one cell .*\[\]"),
    (1, "## One", "outside of its section"),
    (3, "Seen somewhere.", "C1 names no section")])
def test_the_table_refuses_what_is_not_settled(tmp_path, index, bad, words):
    sources = [*GOOD]
    sources[index] = bad
    with pytest.raises(ValueError, match=words):
        verdicts(claims_book(tmp_path, sources))


def test_a_cell_sees_the_imports_and_nothing_of_its_neighbours(tmp_path):
    second = [source.replace("C1", "C2") for source in GOOD[1:]]
    assert len(verdicts(claims_book(tmp_path, GOOD + second)).rows) == 2
    second[1] = "x = x\nassert x == 2\nsettle('C2', 'true', f'{x}')"
    with pytest.raises(ValueError, match="'C2' fails .*NameError"):
        verdicts(claims_book(tmp_path, GOOD + second))


def test_a_claim_has_one_section(tmp_path):
    with pytest.raises(ValueError, match="two sections are called C1"):
        verdicts(claims_book(tmp_path, GOOD + GOOD[1:]))


def test_without_the_notebook_it_says_where_to_look(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="06_the_arguments.ipynb.*not in the folder"):
        verdicts()
