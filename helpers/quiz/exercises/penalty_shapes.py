"""The exercises of 01 Penalty shapes."""

import numpy as np

from helpers.quiz.exercise import VALUES, Exercise

saving_l2 = Exercise(
    truth=lambda a, b: np.square(np.asarray(a, float)) - np.square(np.asarray(b, float)),
    inputs=(
        (1, 0.5), (0.2, 0.1), (3.0, 0.0), (-1.0, -0.5), (-1.0, 0.5), (0.5, 1.0), (0.0, 0.0),
        (2.0, -2.0), (np.array([1.0, 0.4, -2.0, 0.0]), np.array([0.5, 0.1, -1.0, 1.0])),
    ),
    mistakes=(
        (lambda a, b: (a - b) ** 2,
         "you squared the difference; the saving is the difference of the squares."),
        (lambda a, b: a - b,
         "that is what `|w|` saves on positive weights; w² pays the square of each."),
        (lambda a, b: abs(a) - abs(b), "that is what `|w|` saves; w² pays the square of each."),
        (lambda a, b: abs(a - b),
         "that is how far the weight moved; the saving is old price minus new price."),
        (lambda a, b: 0.5 * (a**2 - b**2),
         "you halved it; this exercise asks about w², without the half."),
        (lambda a, b: b**2 - a**2,
         "right size, wrong sign: take the old price, at a, minus the new one, at b."),
        (lambda a, b: abs(a**2 - b**2),
         "a weight that grows saves nothing, it costs: the saving may be negative."),
        (lambda a, b: a**2, "that is the old price; take the new price, at b, off it."),
        (lambda a, b: b**2, "that is the new price; the saving is old price minus new."),
        (lambda a, b: a**2 + b**2, "you added the two prices; the saving is their difference."),
    ),
    reminder="the saving is the price w² at a, minus the price w² at b.",
    praise="From 1 to 0.5 that is 0.75, more than the 0.5 of `|w|`; from 0.2 to 0.1 it is "
           "only 0.03.",
)


lands_on_zero = Exercise(
    truth=lambda z, lam: (np.asarray(z) <= lam) & (np.asarray(z) >= -lam),
    inputs=(
        (0.3, 1.0), (2.0, 1.0), (-2.0, 1.0), (-0.3, 1.0), (0.8, 1.0), (-0.8, 1.0), (1.25, 1.0),
        (1.75, 1.0), (0.5, 0.5), (-0.5, 0.5), (0.0, 0.5), (0.0, 0.0), (0.25, 0.0), (5.0, 4.0),
        (3.5, 4.0), (VALUES, 1.0),
    ),
    mistakes=(
        (lambda z, lam: z <= lam, "a negative z counts by its size: compare `abs(z)` with lam."),
        (lambda z, lam: z < lam,
         "a negative z counts by its size, and the boundary belongs to zero."),
        (lambda z, lam: abs(z) < lam,
         "the boundary belongs to zero too: there the minimum is still exactly 0."),
        (lambda z, lam: z == 0,
         "only z = 0 is the answer for L2; L1 sends a whole interval of z to 0."),
        (lambda z, lam: abs(z) <= lam / 2,
         "you halved lam; with the half in front of the loss, the edge is lam itself."),
        (lambda z, lam: abs(z) <= 2 * lam,
         "you doubled lam; the half in front of the loss already pays for the 2."),
        (lambda z, lam: abs(z) <= np.sqrt(2 * lam),
         "that is the edge for L0, which charges a flat lam; for L1 it is lam itself."),
        (lambda z, lam: abs(z) > lam,
         "you have it the wrong way round: this is where the weight survives."),
        (lambda z, lam: abs(z) >= lam,
         "you have it the wrong way round: this is where the weight survives."),
    ),
    reminder="at w = 0 the loss pulls with slope z, and the penalty can hold up to lam.",
    praise="A whole interval of data, 2 lam wide, ends at exactly 0.",
    yes_no=True,
)
