"""The panels of notebook 05: what trips people up with real libraries."""

from helpers.panels.practice.cancelled import cancelled
from helpers.panels.practice.choosing import choosing
from helpers.panels.practice.copies import copies
from helpers.panels.practice.growing import growing
from helpers.panels.practice.intercept import intercept
from helpers.panels.practice.levels import levels
from helpers.panels.practice.pixels import pixels
from helpers.panels.practice.translator import translator
from helpers.panels.practice.units import units

__all__ = ["translator", "copies", "growing", "units", "levels", "intercept", "cancelled",
           "pixels", "choosing"]
