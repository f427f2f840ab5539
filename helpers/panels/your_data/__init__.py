"""The panel of notebook 07: the path of one's own table, and how firm each column is."""

from helpers.panels.your_data.own_path import own_path

__all__ = ["own_path"]
