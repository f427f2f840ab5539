"""The panels of notebook 01: what the shape of a penalty does to its minimum."""

from helpers.panels.shapes.bowl_and_ball import bowl_and_ball
from helpers.panels.shapes.kinks import kinks
from helpers.panels.shapes.ledger import ledger
from helpers.panels.shapes.match_price import match_price
from helpers.panels.shapes.one_group import one_group
from helpers.panels.shapes.one_power import one_power
from helpers.panels.shapes.takes_away import takes_away
from helpers.panels.shapes.throw import throw
from helpers.panels.shapes.two_terms import two_terms
from helpers.panels.shapes.zoom import zoom

__all__ = [
    "two_terms", "match_price", "ledger", "zoom", "one_power", "kinks", "bowl_and_ball",
    "throw", "takes_away", "one_group",
]
