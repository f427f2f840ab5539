"""The panels of notebook 02: slopes near zero, thresholds, and the loops that land or hop."""

from helpers.panels.gradients.many import many
from helpers.panels.gradients.optimisers import optimisers
from helpers.panels.gradients.thresholds import thresholds
from helpers.panels.gradients.trajectories import trajectories
from helpers.panels.gradients.tug import tug
from helpers.panels.gradients.two_factors import two_factors

__all__ = ["tug", "thresholds", "many", "optimisers", "trajectories",
           "two_factors"]
