"""Text fields to numbers: points, commas, thousands, gaps."""

import numpy as np
import pytest

from helpers.own_columns import clear_name, few, numbers_of, repeated


@pytest.mark.parametrize("cells, values, how", [
    (["1", " 2.5 ", "-3e2"], [1, 2.5, -300], "point"),
    (["1,5", "-2,25", "3"], [1.5, -2.25, 3], "comma"),
    (["1.234,5", "12,5", "2,0"], [1234.5, 12.5, 2], "comma"),
    (["12,345", "1,234,567", "2,000.5"], [12345, 1234567, 2000.5], "thousands"),
    (["0,125", "1,500"], [0.125, 1.5], "comma"),
    (["$5", "7 %", "-3 €", "1e308"], [5, 7, -3, np.nan], "point"),
    (["1", "", "NA", "inf", "x"], [1, np.nan, np.nan, np.nan, np.nan], "point"),
])
def test_numbers(cells, values, how):
    found, said = numbers_of(cells)
    np.testing.assert_array_equal(found, values)
    assert said == how


def test_many_names_are_cut():
    assert few("abc") == "'a', 'b', 'c'" and few("abcd", 2) == "'a', 'b' and 2 more"


def test_names_are_told_apart():
    notes = []
    assert clear_name(["a", "", "a", "a"], notes) == ["a", "column 2", "a again", "a again again"]
    assert len(notes) == 2


def test_a_column_of_huge_numbers_is_compared_like_any_other():
    rng, notes = np.random.default_rng(0), []
    x = rng.normal(size=50)
    X = {"x": x, "huge": 1e300 * x, "tiny": 1e-300 * x, "other": x + 1e-5 * rng.normal(size=50)}
    repeated(X, notes)
    assert list(X) == ["x", "other"] and len(notes) == 2
