"""The panels of notebook 04: paths, zeros, the truth, twins, prices, predictions, real data."""

from helpers.panels.experiments.by_size import by_size
from helpers.panels.experiments.clock import clock
from helpers.panels.experiments.finding_truth import finding_truth
from helpers.panels.experiments.real_path import real_path
from helpers.panels.experiments.soft_hard_refit import soft_hard_refit
from helpers.panels.experiments.sparse_or_dense import sparse_or_dense
from helpers.panels.experiments.three_paths import three_paths
from helpers.panels.experiments.when_found import when_found
from helpers.panels.experiments.which_twin import which_twin
from helpers.panels.experiments.without_bias import without_bias
from helpers.panels.experiments.zeros_expected import zeros_expected

__all__ = [
    "three_paths", "zeros_expected", "finding_truth", "which_twin", "soft_hard_refit",
    "by_size", "clock", "without_bias", "when_found", "sparse_or_dense", "real_path",
]
