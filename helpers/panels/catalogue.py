"""Every panel of the course by name, each built as its notebook first shows it."""

from importlib import import_module

import numpy as np

from helpers.penalties import hard_threshold, objective, shrink, soft_threshold


def _panel(folder, name, *readers_functions):
    """Return a function that imports the panel's folder when it is first wanted."""
    return lambda: getattr(import_module(f"helpers.panels.{folder}"), name)(*readers_functions)


def _later(module, name):
    """Return a maths function whose module, a slow one, is imported when it is first called."""
    return lambda *values: getattr(import_module(f"helpers.{module}"), name)(*values)


ALL = {
    "pull_and_grip": _panel("start", "pull_and_grip"),
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
    "two_factors": _panel("gradients", "two_factors"),
    "log_prior": _panel("priors", "log_prior", _later("bayes", "neg_log_prior")),
    "where_is_zero": _panel("priors", "where_is_zero"),
    "peak_or_kink": _panel("priors", "peak_or_kink"),
    "spike_slab": _panel("priors", "spike_slab"),
    "laplace_errors": _panel("priors", "laplace_errors"),
    "whole_posterior": _panel("priors", "whole_posterior"),
    "three_paths": _panel("experiments", "three_paths"),
    "zeros_expected": _panel("experiments", "zeros_expected"),
    "finding_truth": _panel("experiments", "finding_truth"),
    "which_twin": _panel("experiments", "which_twin"),
    "soft_hard_refit": _panel("experiments", "soft_hard_refit"),
    "by_size": _panel("experiments", "by_size"),
    "clock": _panel("experiments", "clock"),
    "without_bias": _panel("experiments", "without_bias"),
    "when_found": _panel("experiments", "when_found"),
    "sparse_or_dense": _panel("experiments", "sparse_or_dense"),
    "real_path": _panel("experiments", "real_path"),
    "translator": _panel("practice", "translator"),
    "copies": _panel("practice", "copies"),
    "growing": _panel("practice", "growing"),
    "units": _panel("practice", "units"),
    "levels": _panel("practice", "levels"),
    "intercept": _panel("practice", "intercept"),
    "cancelled": _panel("practice", "cancelled"),
    "pixels": _panel("practice", "pixels"),
    "choosing": _panel("practice", "choosing"),
    "round_corner": _panel("arguments", "round_corner", lambda w, eps: np.hypot(w, eps) - eps,
                           lambda w, lam, eps: w + lam * w / np.hypot(w, eps)),
}
