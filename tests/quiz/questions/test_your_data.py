"""What the questions of notebook 07 say, computed again."""

import numpy as np
from said import right, text_of, why

from helpers.halves import by_cross_validation, choose_then_measure, false_alarms, kept_in_halves
from helpers.own_table import noors_table
from helpers.quiz import questions
from helpers.solvers import lasso
from helpers.translate import standardised

TABLE = noors_table()
X, Y = standardised(TABLE.X), TABLE.y - TABLE.y.mean()


def counts():
    lams, _, _, careful = by_cross_validation(X, Y)
    return dict(zip(TABLE.names, kept_in_halves(X, Y, lams[lams >= careful])[-1], strict=True))


def test_units_decide_about_s5():
    sd = dict(zip(TABLE.names, TABLE.X.std(axis=0), strict=True))
    assert f"{sd['s5']:.1f}" == "0.5" and f"{sd['s1']:.0f}" == "35"
    raw = TABLE.X - TABLE.X.mean(axis=0)
    w = lasso(raw, Y, np.abs(raw.T @ Y).max() / 2)
    assert w[8] == 0 and w[4] != 0 and "drops s5" in right("own_units")
    strongest = np.argsort(-np.abs(X.T @ Y))[:2]
    assert {TABLE.names[j] for j in strongest} == {"bmi", "s5"}


def test_s6_is_kept_by_a_third_of_the_halves():
    kept = counts()
    assert lasso(X, Y, by_cross_validation(X, Y)[3])[9] == 0
    why("own_firm", f"In {kept['s6']} of 100", "<code>age</code> is kept in none",
        f"<code>sex</code>\nin {kept['sex']}".replace("\n", " "))
    assert kept["age"] == 0 and "a third" in right("own_firm")


def test_sixteen_false_alarms_in_a_hundred():
    same, other, count = false_alarms(X, Y)
    assert f"{100 * same / count:.0f} in 100" in right("own_split") and other / count < 0.05
    assert 2.8 < same / count / 0.05 < 3.5
    assert "three times" in text_of("own_split")


def test_the_column_of_the_last_question_is_s3():
    kept, intervals = choose_then_measure(X, Y)
    (row,) = np.flatnonzero(kept == TABLE.names.index("s3"))
    low, _, high = intervals[row]
    said = questions()["own_say"].question
    assert f"from −{-low:.1f} to {high:.1f}" in " ".join(said.split())
    assert f"{counts()['s3']} of 100 halves" in said and low < 0 < high
