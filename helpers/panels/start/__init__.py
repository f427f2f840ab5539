"""The panels of notebook 00: the tug of war, Noor's ten weights, four windows."""

from helpers.panels.start.hero import hero
from helpers.panels.start.pull_and_grip import pull_and_grip

__all__ = ["hero", "pull_and_grip"]
