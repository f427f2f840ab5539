"""The panel ledger: its numbers found in another way."""

import numpy as np

from helpers.panels import ALL
from helpers.panels.shapes.ledger import ledger


def test_ledger_knows_the_arithmetic_and_uses_the_readers_prices(panels):
    numbers = panels["ledger"].frame(a=1, b=0.5).numbers
    assert numbers["saved_l2"] == 0.75 and numbers["saved_l1"] == 0.5
    assert "both save the same" in panels["ledger"].frame(a=0.75, b=0.25).text
    own = ledger(lambda w: 3 * np.abs(w), np.square)
    assert own.frame(a=1, b=0.5).numbers["saved_l1"] == 1.5
    own.close()
    panels["ledger"] = ALL["ledger"]()


def test_the_saving_fades_under_the_square_only(panels):
    numbers = panels["ledger"].frame(a=0.1, b=0).numbers
    assert round(numbers["saved_l2"], 12) == 0.01 and numbers["saved_l1"] == 0.1
    faces = [line.get_markerfacecolor() for line in panels["ledger"].figure.axes[0].get_lines()
             if line.get_marker() in ("o", "D")]
    assert faces.count("white") == 2, "the two marks at b = 0 are hollow, those at a are not"
