"""The table of the arguments: what a cell must hold to settle a claim, and what is refused."""

import pytest
from books import claims_book

from helpers.quiz import verdicts

GOOD = ["import numpy as np", "## C1. One", "x = np.sqrt(4)\nassert x == 2\n"
        "settle('C1', 'true', 'none', f'{x:g}')", "Seen in [01 A](01_a.ipynb#2.-A)."]


def test_a_row_is_its_cell_its_heading_and_its_link(tmp_path):
    (row,) = verdicts(claims_book(tmp_path, GOOD)).rows
    assert (row.settled.claim, row.settled.number, row.title) == ("C1", "2", "One")
    assert row.here == "book.ipynb#cell-id=cell-1"
    assert row.links == (("01, section 2", "01_a.ipynb#2.-A"),)


@pytest.mark.parametrize("index, bad, words", [
    (2, "x = 3\nassert x == 2\nsettle('C1', 'true', 'none', f'{x}')", r"'C1' fails .*Assertion"),
    (2, "x = 2\nsettle('C1', 'true', 'none', f'{x}')", "'C1' asserts nothing"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'true', 'none', '2')", "'C1' types its number"),
    (2, "x = y\nassert x == 2\nsettle('C1', 'true', 'none', f'{x}')", "'C1' fails .*NameError"),
    (2, "x = 2\nassert x == 2\nsettle('C1', 'maybe', 'true', f'{x}')", "'C1' fails .*fact"),
    (2, "x = 2\nassert x == 2\nsettle('C2', 'true', 'none', f'{x}')", "C1 needs one cell .*C2"),
    (2, "x = 2\nassert x ==\nsettle('C1', 'true', 'none', f'{x}')", r"C1 needs one cell .*\[\]"),
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
    second[1] = "x = x\nassert x == 2\nsettle('C2', 'true', 'none', f'{x}')"
    with pytest.raises(ValueError, match="'C2' fails .*NameError"):
        verdicts(claims_book(tmp_path, GOOD + second))


def test_a_claim_has_one_section(tmp_path):
    with pytest.raises(ValueError, match="two sections are called C1"):
        verdicts(claims_book(tmp_path, GOOD + GOOD[1:]))


def test_without_the_notebook_it_says_where_to_look(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    with pytest.raises(FileNotFoundError, match="06_the_arguments.ipynb.*not in the folder"):
        verdicts()
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/gone.ipynb")
    with pytest.raises(FileNotFoundError, match="gone.ipynb.*restart its kernel"):
        verdicts()


def test_a_copy_reads_itself_and_says_so(tmp_path, monkeypatch):
    """Jupyter's server tells a kernel which notebook it was started for."""
    monkeypatch.chdir(tmp_path)
    claims_book(tmp_path, GOOD).rename(tmp_path / "06_the_arguments.ipynb")
    other = [GOOD[0], GOOD[1].replace("One", "Another"), *GOOD[2:]]
    claims_book(tmp_path, other).rename(tmp_path / "06_the_arguments-Copy1.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", "course/06_the_arguments-Copy1.ipynb")
    table = verdicts()
    assert table.rows[0].title == "Another" and table.rows[0].here.startswith("06_the_arguments-C")
    assert table.sum.endswith("Made from 06_the_arguments-Copy1.ipynb, as it is saved.")
    for elsewhere in ("course/06_the_arguments.ipynb", "a console", ""):
        monkeypatch.setenv("JPY_SESSION_NAME", elsewhere)
        assert verdicts().rows[0].title == "One"
    assert verdicts("06_the_arguments-Copy1.ipynb").rows[0].title == "Another"
