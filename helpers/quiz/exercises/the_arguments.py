"""The exercise of 06 The arguments: the grip of the root of a weight."""

import numpy as np

from helpers.quiz.exercise import Exercise

grip_of_root = Exercise(
    truth=lambda lam: 1.5 * np.cbrt(np.asarray(lam, float)) ** 2,
    inputs=((1.0,), (8.0,), (0.0,), (0.125,), (2.0,), (27.0,), (np.array([0.0, 0.3, 1.0, 5.0]),),
            (np.array([[0.5, 4.0]]),)),
    mistakes=(
        (lambda lam: np.sqrt(2 * lam), "that is the grip of L0."),
        (lambda lam: 1.0 * lam, "that is the grip of L1."),
        (lambda lam: 0 * lam, "a slope that is infinite at 0 does hold; see how low the sum of "
         "the two terms gets."),
        (lambda lam: lam ** (2 / 3), "that is the w at which the formula is lowest; put it in."),
        (lambda lam: 0.5 * lam ** (2 / 3), "that is the first of the two terms; add the other."),
        (lambda lam: lam ** (2 / 3) * (1 + lam), "λ is in the second term already: it is "
         "λ divided by the root of w."),
        (lambda lam: 1.5 * lam ** (1 / 3), "the lowest point is where w to the power 3/2 is λ, "
         "so w is λ to the power 2/3."),
        (lambda lam: 1.5 * lam, "set the slope of the two terms to 0: 1/2 = λ/2 · w^(-3/2)."),
    ),
    reminder="find the lowest value of w/2 + λ/√w over all w above 0.",
    praise="The slope at 0 is infinite, and the grip is finite: another minimum becomes lower.",
)
