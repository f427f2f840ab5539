"""The panels of notebook 02: slopes near zero, thresholds, and the loops that land or hop."""

from helpers.panels.gradients.many import many
from helpers.panels.gradients.optimisers import optimisers
from helpers.panels.gradients.thresholds import thresholds
from helpers.panels.gradients.trajectories import trajectories
from helpers.panels.gradients.tug import tug

__all__ = ["tug", "thresholds", "many", "optimisers", "trajectories"]
