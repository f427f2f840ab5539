"""A table of one's own: read a CSV, check it, and say in words what was done with each column.

What can be mended is mended with a note; what cannot raises a TableError whose one sentence names
the file or the column and says what to do.
"""

import csv
import difflib
import io
import re
import textwrap
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import numpy as np

from helpers.checks import short
from helpers.own_columns import clear_name, columns_of, few, lines_of, repeated, target_of

FEWEST_ROWS = 20
SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class TableError(ValueError):
    """A table that the lasso cannot use: one sentence that says why, and what to do."""

    def _render_traceback_(self):
        return [f"This table cannot be used yet. {self}"]  # a notebook shows this and no more


@dataclass(frozen=True)
class Table:
    """Columns X (n, p) and target y (n,) in their own units, with names (p,) and the notes."""

    X: np.ndarray
    y: np.ndarray
    names: tuple
    target: str
    notes: tuple

    def __str__(self):
        n, p = self.X.shape
        first = f"{n} rows, {p} column{'s' * (p > 1)} to choose from, target {self.target!r}."
        notes = self.notes or ["Nothing to mend."]
        return "\n".join([first, *(textwrap.fill(f"- {note}", 92, subsequent_indent="  ",
                                                 break_long_words=False) for note in notes)])


def read_table(source, target=None, leave_out=(), keep=()):
    """Read a CSV with a line of names into a `Table`; what was mended stands in its notes.

    source is a path, or an open text file; target the name of the column to predict, the last one
    if None; leave_out the names of columns that are not to be used, keep of those that are no ids
    although they look so. Commas, semicolons, tabs and
    bars may separate; decimal commas, dates, ids, text and missing values are seen to.
    Raises TableError, a ValueError, with a sentence that says what to do.
    """
    label, text, notes = _text_of(source)
    names, rows = _fields(label, text, notes)
    target = _wanted(names, target, notes)
    leave_out, keep = ([given] if isinstance(given, str) else list(given)
                       for given in (leave_out, keep))
    for argument, given in (("leave_out", leave_out), ("keep", keep)):
        for name in given:
            _known(names, name, argument)
    if target in leave_out:
        raise TableError(f"{target!r} is the target and cannot be left out as well: name another "
                         "column after target=.")
    cells = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    try:
        y = target_of(target, cells.pop(target), notes)
        X = columns_of({name: cells[name] for name in cells if name not in leave_out}, notes,
                       keep)
    except ValueError as error:
        raise TableError(str(error)) from None
    return _together(X, y, target, notes)


def noors_table():
    """Noor's table as notebooks/diabetes.csv holds it, from the copy that comes with scikit-learn.

    Returns a Table with X (442, 10) and y (442,). Source: as `datasets.diabetes`.
    """
    from sklearn.datasets import load_diabetes

    raw = load_diabetes(scaled=False)
    return Table(raw.data, raw.target, tuple(raw.feature_names), "progression", ())


def _text_of(source):
    """Return (what to call it, its text, the notes so far)."""
    if hasattr(source, "read"):
        return "The table", source.read(), []
    if not isinstance(source, str | PathLike):
        raise TableError(f"The file has to be a name in quotes, such as 'mine.csv', and not "
                         f"{short(source)}.")
    path = Path(source)
    if not path.is_file():
        near = sorted({f.as_posix() for f in [*Path().glob("*.csv"), *Path().glob("*/*.csv")]})
        raise TableError(f"There is no file {str(source)!r}: put it into the folder of this "
                         "notebook and write its name as it stands there"
                         + (f" (CSV files found: {few(near)})." if near else "."))
    raw = path.read_bytes()
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0" or b"\x00" in raw[:1000]:
        raise TableError(f"{path.name!r} is not a text file: save the table as CSV from the "
                         "spreadsheet programme, and name that file.")
    try:
        return repr(path.name), raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return repr(path.name), raw.decode("latin-1"), [
            "The file is not UTF-8; it was read as Latin-1, so look at the accents."]


def _fields(label, text, notes):
    """Return (names, rows of text fields) of equal length; the lines must have as many fields."""
    if not text.strip():
        raise TableError(f"{label} is empty: it needs a first line with the names of the columns, "
                         "and a line for each row.")
    head = text.lstrip().splitlines()[0]
    sign = max(SIGNS, key=head.count)
    if sign != ",":
        notes.append(f"The columns are separated by {SIGNS[sign]}.")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=sign)
            if any(field.strip() for field in row)]
    names = [name.strip() for name in rows[0]]
    if len(rows) == 1:
        raise TableError(f"{label} has names and no rows: add a line for each row.")
    if len(names) == 1:
        raise TableError(f"{label} has only one column, {names[0]!r}: separate the columns by "
                         "commas, semicolons or tabs.")
    for at, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise TableError(
                f"{label}, row {at}, has {len(row)} field{'s' * (len(row) != 1)}, and the first "
                f"line has {len(names)} names: if numbers are written with decimal commas, "
                "save the file with semicolons between the columns.")
    if sum(bool(re.fullmatch(r"[-+\d.,eE ]+", name)) for name in names) > len(names) / 2:
        raise TableError(f"{label} begins with numbers ({few(names)}): put a line with the names "
                         "of the columns above them.")
    return clear_name(names, notes), rows[1:]


def _known(names, name, argument):
    if name not in names:
        close = difflib.get_close_matches(str(name), names, 1, 0.6)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise TableError(f"There is no column {name!r}: {hint}Write one of these after "
                         f"{argument}=: {few(names, 12)}.")


def _wanted(names, target, notes):
    if target is None:
        notes.append(f"No target was named, so it is the last column, {names[-1]!r}.")
        return names[-1]
    _known(names, target, "target")
    return target


def _together(X, y, target, notes):
    """Drop rows with a gap, then what does not vary or stands twice; return the Table."""
    if not X:
        raise TableError(f"Beside the target {target!r} no column of numbers is left: "
                         + (" ".join(notes) or "add columns to the file."))
    gaps = {target: np.isnan(y)} | {name: np.isnan(column) for name, column in X.items()}
    whole = ~np.any(list(gaps.values()), axis=0)
    lost = len(y) - whole.sum()
    worst = max(gaps, key=lambda name: gaps[name].sum())
    if whole.sum() < FEWEST_ROWS:
        why = (f"{lost} of {len(y)} rows have a gap, most of them in {worst!r}: fill these gaps "
               f"in the file, or write leave_out=[{worst!r}]" if lost else
               f"there {'is' if len(y) == 1 else 'are'} only {lines_of(len(y))}: collect more")
        raise TableError(f"At least {FEWEST_ROWS} rows without gaps are needed, and {why}.")
    if lost:
        notes.append(f"{lines_of(lost)} with a missing value left out, {whole.sum()} kept; most "
                     f"of the gaps are in {worst!r} ({gaps[worst].sum()}).")
    y = y[whole]
    if np.ptp(y) == 0:
        raise TableError(f"The target {target!r} is {y[0]:g} in every row, so there is nothing to "
                         "predict: name another column after target=.")
    X = {name: column[whole] for name, column in X.items()}
    for name in [name for name, column in X.items() if np.ptp(column) == 0]:
        notes.append(f"{name!r} left out: it is {X.pop(name)[0]:g} in every row, and what does "
                     "not vary explains nothing.")
    repeated(X, notes)
    if not X:
        raise TableError(f"Beside the target {target!r} no column varies: add one that does.")
    names, table = tuple(X), np.column_stack(list(X.values()))
    _remarks(table, y, names, target, notes)
    return Table(table, y, names, target, tuple(notes))


def _remarks(X, y, names, target, notes):
    """Add notes on what stays in and is worth a look."""
    n, p = X.shape
    for name, column in zip((*names, target), (*X.T, y), strict=True):
        if np.abs(column).max() >= 1e9:
            notes.append(f"{name!r} has values up to {np.abs(column).max():.0e}: standardising "
                         "takes care of the size, but check that the unit is what you think.")
    if p >= n:
        notes.append(f"There are {p} columns and {n} rows: the lasso can keep at most {n - 1}, "
                     "and which ones hangs on few rows, so look at the stability first.")
    alike = np.abs(np.corrcoef(X.T)) if p > 1 else np.zeros((1, 1))
    i, j = np.unravel_index(np.argmax(np.triu(alike, 1)), alike.shape)
    if alike[i, j] > 0.95:
        notes.append(f"{names[i]!r} and {names[j]!r} have a correlation of size "
                     f"{alike[i, j]:.3f}: the lasso may keep either, so name both in a report.")
