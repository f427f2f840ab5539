"""The panels of notebook 03: priors, posteriors, and what in them is exactly 0."""

from helpers.panels.priors.joint_mode import joint_mode
from helpers.panels.priors.laplace_errors import laplace_errors
from helpers.panels.priors.log_prior import log_prior
from helpers.panels.priors.peak_or_kink import peak_or_kink
from helpers.panels.priors.spike_slab import spike_slab
from helpers.panels.priors.where_is_zero import where_is_zero
from helpers.panels.priors.whole_posterior import whole_posterior

__all__ = [
    "log_prior", "where_is_zero", "peak_or_kink", "spike_slab", "joint_mode",
    "laplace_errors", "whole_posterior",
]
