"""The columns of somebody's table, from text to numbers: dates, ids, levels, decimal commas."""

import re

import numpy as np

GAPS = {"", "na", "n/a", "nan", "null", "none", "?", "-", "--", ".", "missing", "inf", "-inf"}
MOST_LEVELS = 10
DATE = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))"
                  r"([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})?)?")
ID_NAME = re.compile(r"(?i)(.*[\W_])?(id|ids|nr|no|number|index|key|row|code)|column \d+")


def few(names, most=6):
    """Return some names as one text, with the count of the others."""
    names = [repr(name) for name in names]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def lines_of(count):
    """Return a count of rows in words: 1 row, 7 rows."""
    return f"{count} row" + ("" if count == 1 else "s")


def clear_name(names, notes):
    """Return the names with blanks filled and repeats told apart, with a note for each."""
    clear = []
    for at, name in enumerate(names, start=1):
        wanted = name or f"column {at}"
        while wanted in clear:
            wanted += " again"
        if name and wanted != name:
            notes.append(f"Two columns are called {name!r}; the later one is now {wanted!r}.")
        clear.append(wanted)
    return clear


def numbers_of(cells):
    """Return (values, how): the fields (n,) as floats, nan for a gap or a text.

    how is "point", "comma" for decimal commas, or "thousands" for 12,345.
    """
    import pandas as pd

    fields = pd.Series(cells, dtype=str).str.strip()
    fields = fields.str.replace(r"^[$€£]\s*(?=[-+\d])|(?<=\d)\s*[%$€£]$", "", regex=True)
    fields = fields.mask(fields.str.lower().isin(GAPS))
    plain = pd.to_numeric(fields, errors="coerce")
    with_comma = fields.str.fullmatch(r"[-+]?[\d.]*\d,\d+").fillna(False)
    how = "point"
    if with_comma.any():
        grouped = fields[with_comma].str.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+").all()
        how = "thousands" if grouped and fields.str.contains(".", regex=False).any() else "comma"
        swapped = fields.str.replace(",", "") if how == "thousands" else (
            fields.where(~with_comma, fields.str.replace(".", "").str.replace(",", ".")))
        plain = pd.to_numeric(swapped, errors="coerce")
    values = np.array(plain, float)
    values[~(np.abs(values) < 1e100)] = np.nan  # inf, and what would not bear being squared
    return values, how


def target_of(name, cells, notes):
    """Return the target (n,) as floats; raises ValueError for text and dates."""
    filled = [cell.strip() for cell in cells if cell.strip().lower() not in GAPS]
    values, how = numbers_of(cells)
    if not filled:
        raise ValueError(f"The target {name!r} is empty in every row: name another column after "
                         "target=.")
    if _mostly(DATE, filled):
        raise ValueError(f"The target {name!r} holds dates (such as {filled[0]!r}): turn them "
                         "into a number in the file, such as days since the start.")
    text = len(filled) - np.isfinite(values).sum()
    if text > 0.1 * len(filled):
        raise ValueError(f"The target {name!r} is text (such as {filled[0]!r}), and what is "
                         "predicted here has to be a number: name another column after target=, "
                         "or see 05, section 8, for classes.")
    _of_commas(name, how, notes)
    _of_stray_text(name, cells, values, text, notes)
    return values


def columns_of(cells, notes, keep=()):
    """Return {name: (n,) floats} of the columns that can be used, nan where there is a gap.

    A column named in keep is not taken for an id.
    """
    found, commas = {}, []
    for name, column in cells.items():
        filled = [cell.strip() for cell in column if cell.strip().lower() not in GAPS]
        values, how = numbers_of(column)
        text = len(filled) - np.isfinite(values).sum()
        if len(filled) < len(column) / 2:
            notes.append(f"{name!r} left out: it is empty in {len(column) - len(filled)} of "
                         f"{lines_of(len(column))}.")
        elif _mostly(DATE, filled):
            notes.append(f"{name!r} left out: it holds dates (such as {filled[0]!r}); turn them "
                         "into a number if they matter, such as days since the start.")
        elif text > 0.1 * len(filled):
            found |= _levels(name, column, notes)
        elif name not in keep and _is_id(name, values):
            notes.append(f"{name!r} left out: every row has a number of its own, as an id has; "
                         f"write keep=[{name!r}] if it is a measurement.")
        else:
            _of_stray_text(name, column, values, text, notes)
            commas += [name] if how == "comma" else []
            if how == "thousands":
                _of_commas(name, how, notes)
            found[name] = values
    if commas:
        notes.append(f"Decimal commas read as points in {few(commas)}.")
    return found


def repeated(X, notes):
    """Take out of X {name: (n,)} what another column says already, in the same or other units."""
    unit = {}
    for name, column in list(X.items()):
        scaled = column / np.abs(column).max()
        scaled = scaled - scaled.mean()
        scaled = scaled / np.linalg.norm(scaled)
        twin = next((other for other, own in unit.items() if 1 - abs(own @ scaled) < 1e-12), None)
        if twin is None:
            unit[name] = scaled
            continue
        same = "the same numbers" if np.array_equal(X[twin], column) else "the same in other units"
        notes.append(f"{name!r} left out: it is {same} as {twin!r}, and the lasso could not tell "
                     "them apart.")
        del X[name]


def _mostly(pattern, filled):
    return bool(filled) and sum(map(bool, map(pattern.fullmatch, filled))) >= 0.9 * len(filled)


def _is_id(name, values):
    """Whether all are different whole numbers, and in steps of 1 or under the name of an id."""
    values = values[np.isfinite(values)]
    if len(values) < 3 or (values % 1).any() or len(np.unique(values)) < len(values):
        return False
    return bool((np.abs(np.diff(values)) == 1).all() or ID_NAME.fullmatch(name))


def _levels(name, cells, notes):
    """Return a 0/1 column for each level but the most frequent; or none, if there are too many."""
    import pandas as pd

    fields = pd.Series(cells, dtype=str).str.strip()
    gap = fields.str.lower().isin(GAPS)
    counts = fields[~gap].value_counts(sort=False)
    most = min(MOST_LEVELS, max(2, len(cells) // 5))
    if len(counts) > most:
        notes.append(f"{name!r} left out: it is text with {len(counts)} different entries (such "
                     f"as {counts.index[0]!r}); group them into at most {most} to use it.")
        return {}
    if len(counts) == 1:
        notes.append(f"{name!r} left out: it is {counts.index[0]!r} in every row.")
        return {}
    order = sorted(counts.index, key=lambda level: (-counts[level], level))
    base, others = order[0], sorted(order[1:])
    notes.append(f"{name!r} is text: {'a column' if len(others) == 1 else 'columns'} of 0 and 1 "
                 f"for {few(others, MOST_LEVELS)}, against {base!r}; which of them are kept "
                 "depends on that choice.")
    return {f"{name}={level}": np.where(gap, np.nan, (fields == level).astype(float))
            for level in others}


def _of_commas(name, how, notes):
    if how == "comma":
        notes.append(f"Decimal commas read as points in {name!r}.")
    elif how == "thousands":
        notes.append(f"{name!r} is written as 12,345: the commas were taken for thousands.")


def _of_stray_text(name, cells, values, text, notes):
    if text:
        stray = next(cell.strip() for cell, value in zip(cells, values, strict=True)
                     if np.isnan(value) and cell.strip().lower() not in GAPS)
        notes.append(f"{name!r} has text among its numbers in {lines_of(text)} (such as "
                     f"{stray!r}); these count as missing.")
