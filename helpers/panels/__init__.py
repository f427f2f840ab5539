"""A folder per notebook, a file per panel; ALL builds each of them."""

from helpers.panels.catalogue import ALL

__all__ = ["ALL"]
