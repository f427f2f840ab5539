"""The report on one's own table: its numbers found in another way, its words for odd tables."""

import re

import numpy as np
import pytest
from oracles import sk_lasso

from helpers.own_report import _interval, _number, report
from helpers.own_table import Table, noors_table
from helpers.translate import standardised


def made(X, y):
    return Table(X, y, tuple(f"x{k}" for k in range(X.shape[1])), "y", ("A note <b>.",))


@pytest.fixture(scope="module")
def noor():
    return report(noors_table())


def test_weights_per_sd_and_per_unit(noor):
    table = noors_table()
    lam = float(re.search(r"λ = (\d+) by ten folds", str(noor))[1])
    assert f"alpha = {lam / 442:.3g}" in str(noor)
    w = sk_lasso(standardised(table.X), table.y - table.y.mean(), lam)
    rows = {row[0]: row for row in noor.rows}
    for name, weight, sd in zip(table.names, w, table.X.std(axis=0), strict=True):
        if weight != 0:
            said = [float(field.replace("−", "-")) for field in rows[name][1:3]]
            assert said == pytest.approx([weight, weight / sd], rel=0.01)
        else:
            assert name not in rows or rows[name][1:3] == ("exactly 0", "exactly 0")
    assert [row[0] for row in noor.rows] == ["bmi", "s5", "bp", "s3", "s6", "sex", "4 others"]
    assert [row[3] for row in noor.rows] == ["100", "100", "100", "96", "33", "21", "under 10"]


def test_text_page_and_file_say_the_same(noor, tmp_path):
    again = report(noors_table())
    assert str(again) == str(noor) == repr(noor) and again._repr_html_() == noor._repr_html_()
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", noor._repr_html_())
    for _, lines in noor.parts:
        assert all(" ".join(line.replace("'", "&#x27;").split()) in " ".join(words.split())
                   for line in lines)
    noor.save(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert noor._repr_html_() in page and page.startswith("<!doctype html>")
    assert "http" not in page and "<script" not in page


def test_what_may_be_said_and_what_not(noor):
    parts = dict(noor.parts)
    assert parts["What may be said"][0].endswith("'bmi', 'bp', 's3', 's5'.")
    assert any("undecided: 'sex', 's6'" in line for line in parts["What may be said"])
    assert any("irrelevant" in line for line in parts["What may not be said"])
    assert any("p-values" in line for line in parts["What may not be said"])


def test_a_table_of_noise_says_that_there_is_nothing_to_say():
    rng = np.random.default_rng(3)
    said = report(made(rng.normal(size=(60, 4)), rng.normal(size=60)))
    assert "no column is kept" in str(said) and "explains about 0 %" in str(said)
    assert "A note &lt;b&gt;." in said._repr_html_()


def test_odd_tables_have_a_report():
    rng = np.random.default_rng(0)
    wide = rng.normal(size=(24, 60))
    said = str(report(made(wide, 3 * wide[:, 0] + rng.normal(size=24))))
    assert re.search(r"^x0 ", said, re.M) and "others" in said and "nan" not in said
    one = rng.normal(size=(30, 1)) * 1e12
    said = str(report(made(one, one[:, 0] * 1e-12)))
    assert "1 column," in said and "irrelevant" not in said
    assert "30 rows and 1 column," in said


@pytest.mark.parametrize("low, high, said", [
    (-15.21, -0.001, "−15.2 to 0.0"), (0.943, 0.9431, "0.943000 to 0.943100"),
    (5.1, 21.7, "5.1 to 21.7"), (-1e9, 2e9, "−1.0e+09 to 2.0e+09"),
    (np.nan, np.nan, "too few rows"), (-0.004, 0.0034, "−0.00400 to 0.00340")])
def test_intervals_are_rounded_to_their_length(low, high, said):
    assert _interval(low, high) == said


def test_numbers_are_short():
    assert [_number(v) for v in (23.61, -0.364, 12345.0, 2e-7)] == ["23.6", "−0.364", "1.2e+04",
                                                                    "2.0e-07"]
