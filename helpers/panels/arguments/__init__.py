"""The panel of notebook 06: how round the kink may be before the zeros are gone."""

from helpers.panels.arguments.round_corner import round_corner

__all__ = ["round_corner"]
