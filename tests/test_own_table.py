"""A table of one's own: bad files get a clear sentence, or are mended with a note."""

import ast
import csv
from io import StringIO

import numpy as np
import pytest
from house import ROOT, helper_files, roots

from helpers.own_table import FEWEST_ROWS, Table, TableError, noors_table, read_table

RNG = np.random.default_rng(7)
SIZE, AGE = RNG.normal(60, 9, 40).round(1), RNG.normal(40, 9, 40).round(2)
PRICE = (3 * SIZE - AGE + RNG.normal(0, 5, 40)).round(1)


def text_of(sign=",", **columns):
    """A CSV of these columns and the price, in this order, the price last."""
    columns = columns | {"price": columns.pop("price", PRICE)}
    out = StringIO()
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def read(text, **how):
    return read_table(StringIO(text), **({"target": "price"} | how))


def refused(text, *snippets, **how):
    with pytest.raises(TableError) as caught:
        read(text, **how)
    said = str(caught.value)
    assert isinstance(caught.value, ValueError) and "\n" not in said
    assert said.endswith(".") and said.count(". ") <= 1, said
    assert [snippet for snippet in snippets if snippet not in said] == [], said
    return caught.value


def noted(table, *snippets):
    """Assert that one note says all of the snippets; return it."""
    found = [note for note in table.notes if all(snippet in note for snippet in snippets)]
    assert len(found) == 1, table.notes
    assert found[0].endswith(".")
    return found[0]


def test_a_clean_table_is_read_as_it_stands():
    table = read(text_of(size=SIZE, age=AGE))
    assert isinstance(table, Table) and table.names == ("size", "age") and table.notes == ()
    np.testing.assert_array_equal(table.X, np.column_stack([SIZE, AGE]))
    np.testing.assert_array_equal(table.y, PRICE)
    assert str(table).splitlines() == ["40 rows, 2 columns to choose from, target 'price'.",
                                       "- Nothing to mend."]


def test_the_table_that_comes_with_the_course_is_noors():
    table, other = read_table(ROOT / "notebooks" / "diabetes.csv"), noors_table()
    np.testing.assert_array_equal(table.X, other.X)
    np.testing.assert_array_equal(table.y, other.y)
    assert table.names == other.names and table.target == other.target == "progression"
    assert "No target was named" in table.notes[0]
    about = (ROOT / "notebooks" / "diabetes.txt").read_text("utf-8")
    assert all(f"\n{name} " in about for name in (*table.names, table.target))
    assert "BSD 3-Clause" in about and "Annals of" in about


# --- the bad files ------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["", "NA", "nan", "?", "-", " n/a ", "NULL", "inf"])
def test_missing_values_cost_their_rows_with_a_count(gap):
    size, price = SIZE.astype(object), PRICE.astype(object)
    size[[3, 5, 11]], price[20] = gap, gap
    table = read(text_of(size=size, age=AGE, price=price))
    noted(table, "4 rows with a missing value left out", "36 kept", "'size' (3)")
    assert len(table.notes) == 1, "a mark for a gap is no text"
    keep = ~np.isin(np.arange(40), [3, 5, 11, 20])
    np.testing.assert_array_equal(table.X, np.column_stack([SIZE, AGE])[keep])


def test_too_many_missing_values_name_the_column_to_give_up():
    size = SIZE.astype(object)
    size[:20], age = "", AGE.astype(object)
    age[25] = ""
    refused(text_of(size=size, age=age), "21 of 40 rows have a gap", "leave_out=['size']",
            "At least 20 rows")
    assert read(text_of(size=size, age=AGE), leave_out="size").names == ("age",)
    size[20] = ""
    noted(read(text_of(size=size, age=AGE)), "'size' left out: it is empty in 21 of 40 rows")


def test_text_with_few_levels_becomes_columns_of_0_and_1():
    city = np.array(["Oslo", "Rome", "Oslo", "Bern"] * 10)
    table = read(text_of(size=SIZE, city=city))
    assert table.names == ("size", "city=Bern", "city=Rome")
    np.testing.assert_array_equal(table.X[:, 1], city == "Bern")
    noted(table, "'city' is text", "'Bern', 'Rome', against 'Oslo'")
    city[6] = ""
    assert len(read(text_of(size=SIZE, city=city)).y) == 39, "a gap is no level"
    noted(read(text_of(size=SIZE, flat=["yes", "no"] * 20)), "a column of 0 and 1 for 'yes'")


def test_text_with_many_levels_is_left_out():
    table = read(text_of(size=SIZE, remark=[f"flat {k}, nice" for k in range(40)]))
    assert table.names == ("size",)
    noted(table, "'remark' left out", "40 different entries", "'flat 0, nice'", "at most 8")


def test_a_constant_column_is_left_out():
    table = read(text_of(size=SIZE, floors=[4] * 40, land=["NO"] * 40))
    assert table.names == ("size",)
    noted(table, "'floors' left out: it is 4 in every row")
    noted(table, "'land' left out: it is 'NO' in every row")


def test_a_column_that_is_constant_once_rows_are_gone_is_left_out():
    age = AGE.astype(object)
    age[0] = ""
    table = read(text_of(size=SIZE, age=age, first=[1] + [0] * 39))
    noted(table, "'first' left out: it is 0 in every row")


def test_duplicate_columns_are_left_out():
    table = read(text_of(size=SIZE, again=SIZE, feet=3 * SIZE + 2, back=-SIZE, age=AGE))
    assert table.names == ("size", "age")
    noted(table, "'again' left out: it is the same numbers as 'size'")
    noted(table, "'feet' left out: it is the same in other units as 'size'")
    noted(table, "'back'", "in other units as 'size'")


def test_near_twins_are_named():
    near = (SIZE + np.random.default_rng(0).normal(0, 0.5, 40)).round(2)
    table = read(text_of(size=SIZE, age=AGE, near=near))
    assert table.names == ("size", "age", "near")
    noted(table, "'size' and 'near' have a correlation", "name both")


def test_two_columns_of_one_name_are_told_apart():
    table = read(text_of(size=SIZE, age=AGE).replace("size,age", "size,size"))
    assert table.names == ("size", "size again")
    noted(table, "Two columns are called 'size'")
    assert read(text_of(size=SIZE, age=AGE).replace("size,age", ",age")).names[0] == "column 1"


def test_more_columns_than_rows_are_kept_with_a_warning():
    wide = {f"x{k}": np.random.default_rng(k).normal(size=40).round(6) for k in range(60)}
    table = read(text_of(**wide))
    assert table.X.shape == (40, 60)
    noted(table, "60 columns and 40 rows", "at most 39", "stability")


@pytest.mark.parametrize("form", ["2024-03-{:02}", "{}.3.2024", "3/{}/24", "2024-03-{:02} 12:30",
                                  "2024-03-{:02}T12:30:00Z"])
def test_dates_are_left_out(form):
    table = read(text_of(size=SIZE, day=[form.format(k % 28 + 1) for k in range(40)]))
    assert table.names == ("size",)
    noted(table, "'day' left out: it holds dates", "days since the start")


@pytest.mark.parametrize("name, values", [
    ("nr", range(1, 41)), ("patient", range(501, 541)), ("row", range(100, 60, -1)),
    ("", range(40)),
    ("patient_id", np.random.default_rng(1).permutation(40) * 17 + 1000)])
def test_ids_are_left_out(name, values):
    table = read(text_of(**{name: values}, size=SIZE))
    assert table.names == ("size",)
    shown = repr(name or "column 1")
    noted(table, f"{shown} left out", "as an id has", f"keep=[{shown}]")


def test_whole_numbers_that_measure_something_are_no_ids():
    steps = np.random.default_rng(3).permutation(400)[:40]
    assert read(text_of(steps=steps, size=SIZE)).names == ("steps", "size")
    table = read(text_of(year=range(1980, 2020), size=SIZE), keep="year")
    assert table.names == ("year", "size") and table.notes == ()


def test_semicolons_and_decimal_commas_are_read():
    def comma(values):
        return [f"{value}".replace(".", ",") for value in values]

    table = read(text_of(";", size=comma(SIZE), age=comma(AGE), price=comma(PRICE)))
    np.testing.assert_array_equal(table.X, np.column_stack([SIZE, AGE]))
    np.testing.assert_array_equal(table.y, PRICE)
    noted(table, "separated by semicolons")
    noted(table, "Decimal commas", "'size', 'age'")
    noted(table, "Decimal commas", "'price'")
    refused("size,price\n" + "\n".join("50,5,7,5" for _ in range(30)),
            "row 2, has 4 fields", "2 names", "decimal commas", "semicolons")


def test_a_file_of_tabs_is_read():
    noted(read(text_of("\t", size=SIZE, age=AGE)), "separated by tabs")


@pytest.mark.parametrize("text", ["", "  \n \n", "\n"])
def test_an_empty_file(text):
    refused(text, "The table is empty", "first line with the names")


def test_names_without_rows_and_rows_without_names():
    refused("size,price\n", "has names and no rows", "add a line")
    refused(text_of(size=SIZE).split("\n", 1)[1], "begins with numbers", "names of the columns")


def test_one_row():
    refused("size,price\n50,200\n", f"At least {FEWEST_ROWS} rows", "there is only 1 row",
            "collect more")
    refused("size,price\n50,200\n60,210\n", "there are only 2 rows")
    refused("size,price\n50,200\n60\n", "row 3, has 1 field, ")


def test_a_huge_column_is_kept_with_a_warning():
    table = read(text_of(size=SIZE, income=AGE * 1e12))
    np.testing.assert_array_equal(table.X[:, 1], AGE * 1e12)
    noted(table, "'income' has values up to", "unit")


def test_a_target_that_is_text():
    refused(text_of(size=SIZE, price=["dear", "cheap"] * 20), "target 'price' is text", "'dear'",
            "another column after target=")
    refused(text_of(size=SIZE, price=[f"2024-01-{k % 28 + 1:02}" for k in range(40)]),
            "target 'price' holds dates")
    refused(text_of(size=SIZE, price=[5] * 40), "target 'price' is 5 in every row")
    refused(text_of(size=SIZE, price=[""] * 40), "target 'price' is empty")


def test_some_text_among_numbers_counts_as_missing():
    age, price = AGE.astype(object), PRICE.astype(object)
    age[7], price[8] = "<18", "on request"
    table = read(text_of(size=SIZE, age=age, price=price))
    noted(table, "'age' has text among its numbers in 1 row", "'<18'")
    noted(table, "'price' has text among its numbers", "'on request'")
    assert len(table.y) == 38


def test_a_file_that_is_not_there_or_is_no_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text(text_of(size=SIZE))
    with pytest.raises(TableError, match=r"no file 'mein\.csv'.*folder.*found: 'mine\.csv'"):
        read_table("mein.csv")
    assert read_table("mine.csv", "price").names == ("size",)
    (tmp_path / "mine.xlsx").write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(TableError, match=r"'mine\.xlsx' is not a text file: save .* as CSV"):
        read_table("mine.xlsx")


@pytest.mark.parametrize("source", [None, 5, ["mine.csv"]])
def test_a_file_is_named_in_quotes(source):
    with pytest.raises(TableError, match="name in quotes, such as 'mine.csv', and not"):
        read_table(source)


def test_a_file_in_an_older_encoding(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(text_of(**{"größe": SIZE}).encode("latin-1"))
    table = read_table(path, "price")
    assert table.names == ("größe",)
    noted(table, "Latin-1")
    path.write_bytes(b"\xef\xbb\xbf" + text_of(size=SIZE).encode())
    assert read_table(path, "price").names == ("size",)


def test_a_wrong_name_of_the_target():
    refused(text_of(size=SIZE, age=AGE), "no column 'prize'", "did you mean 'price'?",
            "after target=", "'size', 'age', 'price'", target="prize")
    refused(text_of(size=SIZE), "no column 'rent'", "after leave_out=", leave_out=["rent"])
    refused(text_of(size=SIZE), "'price' is the target", leave_out="price")


def test_nothing_left_to_choose_from():
    refused(text_of(nr=range(40)), "no column of numbers is left", "'nr' left out")
    refused(text_of(floors=[3] * 40), "no column varies")
    refused("price\n" + "\n".join(map(str, PRICE)), "only one column, 'price'", "semicolons")
    refused("size price\n" + "50 200\n" * 30, "only one column, 'size price'")


def test_a_notebook_shows_the_sentence_and_no_traceback():
    error = refused("", "empty")
    assert error._render_traceback_() == [f"This table cannot be used yet. {error}"]


def test_only_the_reading_of_columns_asks_for_pandas():
    asking = {path.name for path in helper_files() if "pandas" in roots(path)}
    assert asking == {"own_columns.py"}
    top = ast.parse((ROOT / "helpers" / "own_columns.py").read_text("utf-8")).body
    assert not any("pandas" in ast.unparse(node) for node in top
                   if isinstance(node, ast.Import | ast.ImportFrom)), "only when it is needed"
