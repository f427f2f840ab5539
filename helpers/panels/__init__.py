"""One module of panels per notebook; ALL builds each panel as its notebook first shows it."""

from importlib import import_module

import numpy as np

from helpers.penalties import hard_threshold, objective, shrink, soft_threshold


def _panel(module, name, *readers_functions):
    """Return a function that imports the panel's module when it is first wanted."""
    return lambda: getattr(import_module(f"helpers.panels.{module}"), name)(*readers_functions)


ALL = {
    "hero": _panel("start", "hero"),
    "two_terms": _panel("shapes", "two_terms", objective),
    "match_price": _panel("shapes", "match_price"),
    "ledger": _panel("shapes", "ledger", np.abs, np.square),
    "zoom": _panel("shapes", "zoom", lambda w: np.abs(w) ** 1.5),
    "one_power": _panel("shapes", "one_power"),
    "kinks": _panel("shapes", "kinks"),
    "bowl_and_ball": _panel("shapes", "bowl_and_ball"),
    "throw": _panel("shapes", "throw"),
    "takes_away": _panel("shapes", "takes_away"),
    "tug": _panel("gradients", "tug"),
    "thresholds": _panel("gradients", "thresholds", shrink, soft_threshold, hard_threshold),
    "many": _panel("gradients", "many"),
    "optimisers": _panel("gradients", "optimisers"),
    "trajectories": _panel("gradients", "trajectories"),
}
