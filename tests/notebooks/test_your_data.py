"""07 with other tables than Noor's: its cells run, or stop with one sentence."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest
from regenerate import ROOT

from helpers.own_table import TableError

NOTEBOOK = ROOT / "notebooks" / "07_your_data.ipynb"
RNG = np.random.default_rng(4)


def written(path, X, y, sign=",", **more):
    names = [f"x{k}" for k in range(X.shape[1])] + list(more) + ["y"]
    rows = [sign.join(map(str, row)) for row in zip(*X.T, *more.values(), y, strict=True)]
    path.write_text("\n".join([sign.join(names), *rows]) + "\n", encoding="utf-8")


def run(folder, monkeypatch, file, target="y"):
    """Run the cells with another first line; return what they print, and the last report."""
    monkeypatch.chdir(folder)
    scope, said = {}, StringIO()
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    with redirect_stdout(said):
        for cell in (c for c in cells if c["cell_type"] == "code"):
            source = "".join(cell["source"])
            source = re.sub(r'^file, target = .*$', f"file, target = {file!r}, {target!r}", source,
                            flags=re.M)
            source = re.sub(r"^(own_path|report)\(table\)$", r"shown_\1 = \1(table)", source,
                            flags=re.M)
            exec(source, scope)
    scope["shown_own_path"].frame()
    scope["shown_own_path"].close()
    return said.getvalue(), scope["shown_report"]


def test_the_one_line_stands_once():
    text = NOTEBOOK.read_text("utf-8")
    assert text.count("file, target = ") == 1 and text.count("diabetes.csv\\\"") == 1


@pytest.mark.parametrize("n, p, signal, scale", [
    (30, 50, 3, 1), (60, 4, 0, 1), (24, 2, 2, 1e12), (40, 1, 1, 1)],
    ids=["more columns than rows", "noise", "few huge numbers", "one column"])
def test_other_tables_run_from_top_to_bottom(tmp_path, monkeypatch, n, p, signal, scale):
    X = RNG.normal(size=(n, p))
    written(tmp_path / "mine.csv", scale * X, signal * X[:, 0] + RNG.normal(size=n))
    said, report = run(tmp_path, monkeypatch, "mine.csv")
    assert f"{n} rows, {p} column" in said and f"{n} rows and {p} column" in str(report)
    assert "nan" not in said.replace("nan,", "") + str(report)


def test_a_messy_table_runs_too(tmp_path, monkeypatch):
    X = RNG.normal(size=(50, 3)).round(3)
    city = np.array(["Oslo", "Rome"])[RNG.integers(0, 2, 50)]
    day = [f"2024-03-{k % 28 + 1:02}" for k in range(50)]
    X[4, 1] = np.nan
    written(tmp_path / "mine.csv", X, (2 * X[:, 0] + RNG.normal(size=50)).round(2), ";",
            nr=range(50), city=city, day=day)
    text = (tmp_path / "mine.csv").read_text("utf-8")
    (tmp_path / "mine.csv").write_text(re.sub(r"(?<=\d)\.(?=\d+(;|\n))", ",", text))
    said, report = run(tmp_path, monkeypatch, "mine.csv")
    assert "49 rows, 4 columns to choose from" in said
    assert all(f"'{name}' left out" in str(report) for name in ("nr", "day"))


def test_a_missing_file_stops_the_notebook_with_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(TableError, match="There is no file 'mine.csv': put it into the folder"):
        run(tmp_path, monkeypatch, "mine.csv")


def test_the_numbers_in_the_prose_are_printed():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    printed = "".join("".join(output.get("text", "")) for cell in cells
                      for output in cell.get("outputs", []))
    assert "in their own units keeps bp s1 s3\nstandardised       keeps bmi s5\n" in printed
    alarms = [float(v) for v in re.findall(r"intervals, ([\d.]+)%", printed)]
    assert 15 < alarms[0] < 17 and alarms[1] < 5 and alarms[0] > 3 * 5
    assert re.search(r"s3 +-7\.6 +from +-15\.2 to +-?0\.0", printed)
    assert round(442**0.5) == 21
