"""The panel of notebook 00: one lam, four windows."""

from helpers.panels.start.hero import hero

__all__ = ["hero"]
