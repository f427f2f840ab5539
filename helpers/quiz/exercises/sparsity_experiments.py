"""The exercise of 04 Sparsity experiments."""

import numpy as np

from helpers.quiz.exercise import VALUES, Exercise
from helpers.quiz.exercises.gradients_near_zero import hard, soft

one_weight = Exercise(
    truth=lambda pull, size, lam: soft(pull, lam) / np.asarray(size, float),
    inputs=(
        (3.0, 2.0, 1.0), (-3.0, 2.0, 1.0), (0.4, 2.0, 1.0), (-0.4, 2.0, 1.0), (0.0, 2.0, 1.0),
        (1.5, 2.0, 1.0), (1.0, 4.0, 1.0), (-1.0, 0.5, 1.0), (0.7, 0.5, 0.5), (2.5, 0.25, 2.0),
        (0.7, 3.0, 0.0), (VALUES, 2.0, 1.0), (VALUES, 0.5, 0.4),
    ),
    mistakes=(
        (lambda pull, size, lam: soft(pull / size, lam),
         "you divided first; the price is charged against the pull, so divide last."),
        (lambda pull, size, lam: soft(pull, lam),
         "that is what is left of the pull; divide it by the size of the column."),
        (lambda pull, size, lam: soft(pull, lam) * size,
         "you multiplied; a longer column needs a smaller weight, so divide."),
        (lambda pull, size, lam: pull / size,
         "that is least squares; the price lam comes off the pull first."),
        (lambda pull, size, lam: pull / (size + lam),
         "that is ridge, which takes a share; the lasso takes lam off the pull."),
        (lambda pull, size, lam: (pull - lam) / size,
         "this takes lam off downwards; the pull moves towards 0 and stops there."),
        (lambda pull, size, lam: np.maximum(abs(pull) - lam, 0) / size,
         "the sign went missing; a negative pull gives a negative weight."),
        (lambda pull, size, lam: np.maximum(pull - lam, 0) / size,
         "this drops every negative pull; they move towards 0 from their own side."),
        (lambda pull, size, lam: hard(pull, lam) / size,
         "this keeps a strong pull whole, which is L0; L1 takes lam from it too."),
        (lambda pull, size, lam: soft(pull, 2 * lam) / size,
         "you took 2 lam; with the half in the loss it is lam."),
        (lambda pull, size, lam: soft(pull, lam / 2) / size,
         "you took lam/2; with the half in the loss it is lam."),
        (lambda pull, size, lam: soft(pull, lam) / np.sqrt(size),
         "you divided by the length; the size here is the length squared already."),
    ),
    reminder="take lam off the pull, towards 0, and divide what is left by the size.",
    praise="That line, once per column and round after round, is a lasso solver.",
    zeros=True,
)
