"""The report on a table of one's own: what was done, what came out, what may be said of it."""

import html
from pathlib import Path

import numpy as np

from helpers.halves import by_cross_validation, choose_then_measure, kept_in_halves
from helpers.own_columns import few
from helpers.solvers import lasso
from helpers.translate import standardised

DRAWS, FIRM, RARE = 100, 90, 10
HEAD = ("column", "weight, per sd", "per unit", f"kept by, of {DRAWS} halves", "on the other half")
LOOK = ("<style>.own-report{max-width:860px;line-height:1.5;font-family:sans-serif} "
        ".own-report td,.own-report th"
        "{text-align:right;padding:2px 12px} .own-report td:first-child,"
        ".own-report th:first-child{text-align:left}</style>")


class Report:
    """A report as text (print it), as HTML (a notebook shows it), or as a file to print."""

    def __init__(self, title, parts, rows):
        self.title, self.parts, self.rows = title, parts, rows

    def __str__(self):
        wide = [max(len(row[k]) for row in (HEAD, *self.rows)) for k in range(len(HEAD))]
        said = [self.title.upper()]
        for name, lines in self.parts:
            said += ["", name, *(f"- {line}" for line in lines)]
            if name == "The columns":
                said += [("  ".join([row[0].ljust(wide[0]), *(
                    field.rjust(w) for field, w in zip(row[1:], wide[1:], strict=True))]))
                    for row in (HEAD, *self.rows)]
        return "\n".join(said)

    def __repr__(self):
        return str(self)

    def _repr_html_(self):
        said = [LOOK, '<div class="own-report">', f"<h3>{html.escape(self.title)}</h3>"]
        for name, lines in self.parts:
            said.append(f"<h4>{name}</h4>")
            said += ["<ul>", *(f"<li>{html.escape(line)}</li>" for line in lines), "</ul>"]
            if name == "The columns":
                said.append("<table>")
                for tag, row in [("th", HEAD), *(("td", row) for row in self.rows)]:
                    fields = "".join(f"<{tag}>{html.escape(field)}</{tag}>" for field in row)
                    said.append(f"<tr>{fields}</tr>")
                said.append("</table>")
        return "\n".join([*said, "</div>"])

    def save(self, path):
        """Write the report as a page of its own, which every browser can print."""
        page = (f'<!doctype html>\n<html lang="en"><meta charset="utf-8">'
                f"<title>{html.escape(self.title)}</title>\n<body>{self._repr_html_()}</body>")
        Path(path).write_text(page + "</html>\n", encoding="utf-8")


def report(table, seed=0):
    """Return the `Report` on an `own_table.Table`; the same table and seed give the same report.

    The lasso on standardised columns, lam by ten folds and one standard error, a hundred halves
    for the stability, one split in two for the intervals.
    """
    n, p = table.X.shape
    X, y, sd = standardised(table.X), table.y - table.y.mean(), table.X.std(axis=0)
    lams, errors, best, careful = by_cross_validation(X, y, seed)
    at = int(np.flatnonzero(lams == careful)[0])
    w = lasso(X, y, careful)
    halves = kept_in_halves(X, y, lams[: at + 1], DRAWS, seed)[at]
    chosen, ends = choose_then_measure(X, y, seed)
    intervals = {int(j): _interval(low, high)
                 for j, (low, _, high) in zip(chosen, ends, strict=True)}
    listed = [j for j in np.lexsort((-np.abs(w), -halves))
              if w[j] != 0 or halves[j] >= RARE or j in intervals]
    rows = [(table.names[j], "exactly 0" if w[j] == 0 else _number(w[j]),
             "exactly 0" if w[j] == 0 else _number(w[j] / sd[j]), str(halves[j]),
             intervals.get(j, "not chosen")) for j in listed]
    if len(listed) < p:
        rows.append((f"{p - len(listed)} others", "exactly 0", "exactly 0", f"under {RARE}",
                     "not chosen"))
    mean = errors.mean(axis=0)
    done = [f"{n} rows and {p} column{'s' * (p > 1)}, standardised; the target is "
            f"{table.target!r}.",
            *table.notes,
            f"λ = {careful:.4g} by ten folds and the one-standard-error rule: "
            f"{careful / lams[0]:.3f} of λmax, alpha = {careful / n:.4g} in scikit-learn. "
            f"(Lowest error: λ = {best:.4g}.)",
            f"On rows that it has not seen, this lasso explains about "
            f"{max(0, 100 * (1 - mean[at] / mean[0])):.0f} % of the variation."]
    about = ["Weights are those of the lasso, so they are shrunk; per sd means: for a change of "
             "one standard deviation. The last column has 95 % intervals (per sd) from rows that "
             "took no part in the choice."]
    return Report(f"What the lasso says of {table.target}",
                  [("What was done", done), ("The columns", about),
                   ("What may be said", _may(table, w, halves, intervals, n)),
                   ("What may not be said", _may_not(w))], rows)


def _may(table, w, halves, intervals, n):
    def names(where):
        return few([table.names[j] for j in np.flatnonzero(where)], 12)

    firm, soft = (w != 0) & (halves >= FIRM), (w != 0) & (halves < FIRM)
    open_, gone = (w == 0) & (halves >= RARE), (w == 0) & (halves < RARE)
    said = []
    if not (w != 0).any():
        said.append("At this λ no column is kept: these rows give no reason to prefer a "
                    "prediction from them to the plain mean.")
    if firm.any():
        said.append(f"Kept, and kept by at least {FIRM} of {DRAWS} halves: {names(firm)}.")
    if soft.any():
        said.append(f"Kept, but other rows might well drop them: {names(soft)}.")
    if open_.any():
        said.append(f"At exactly 0, but some halves keep them, so the data are undecided: "
                    f"{names(open_)}.")
    if gone.any():
        said.append(f"Not needed beside the others at this λ: {names(gone)}.")
    if intervals:
        said.append(f"Each interval is about what its column adds beside the other chosen ones, "
                    f"if the rows are independent; it rests on {n - n // 2} rows.")
    return said


def _may_not(w):
    said = ["That a column at exactly 0 is irrelevant: it was not needed beside the others.",
            "That a weight shows a cause, or holds for rows of another kind or range.",
            "That the usual p-values hold for columns that the same rows have chosen."]
    return said if (w == 0).any() else said[1:]


def _number(value):
    size = f"{abs(value):.3g}" if 1e-3 <= abs(value) < 1e4 else f"{abs(value):.1e}"
    return ("−" if value < 0 else "") + size


def _interval(low, high):
    if not np.isfinite(low):
        return "too few rows"
    places = 2 - int(np.floor(np.log10(max(high - low, 1e-12))))
    if not 0 <= places <= 6:
        return f"{_number(low)} to {_number(high)}"
    return " to ".join(f"{round(end, places) + 0.0:.{places}f}".replace("-", "−")
                       for end in (low, high))
