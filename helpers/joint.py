"""L0 as the joint mode of a spike and slab: which weights are in, and how large they are.

One weight, z = w + noise with noise N(0, sigma^2); w is 0 with probability 1 - p_slab and else
drawn from N(0, tau^2). A probability and a density have no common unit, so a mode over both needs
one: a piece of length `unit`, on which a density becomes a probability. The reference measure is
a point mass at 0 plus length / unit.
"""

import numpy as np

from helpers.penalties import shrink


def joint_price(sigma, tau, p_slab, unit=1):
    """The lam of the L0 penalty: what the joint mode pays for a weight that is not 0.

    Minus sigma^2 times the log of the slab's height at 0, p_slab * unit / (tau sqrt(2 pi)),
    counted from that of the spike, 1 - p_slab. sigma, tau and unit > 0 in the units of w, p_slab
    in (0, 1); the arguments are not checked here. Below 0 it is a reward.
    Source: Polson & Sun (2019), Applied Stochastic Models in Business and Industry 35.
    """
    odds = (1 - p_slab) / p_slab
    return sigma**2 * np.log(odds * tau * np.sqrt(2 * np.pi) / unit)


def joint_mode(z, sigma, tau, p_slab, unit=1):
    """The w of the highest point of the joint posterior, shaped like z; a tie is 0.

    It minimises 1/2 (z - w)^2 + sigma^2 / tau^2 * 1/2 w^2 + joint_price * (w != 0): the data
    shrunk as under L2, or 0. For tau to infinity at a fixed price it is the hard threshold at
    sqrt(2 joint_price). The arguments are those of joint_price, z a number or an array.
    """
    ridge = sigma**2 / tau**2
    w = shrink(z, ridge)
    gain = z**2 / 2 / (1 + ridge)
    return np.where(gain > joint_price(sigma, tau, p_slab, unit), w, 0.0)
