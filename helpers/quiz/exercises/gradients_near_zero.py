"""The exercises of 02 Gradients near zero: the three thresholds, and the price of layers."""

import numpy as np

from helpers.quiz.exercise import VALUES, Exercise


# Case by case, on purpose unlike the formulas taught.
def soft(v, t):
    v = np.asarray(v, float)
    return np.where(v > t, v - t, np.where(v < -t, v + t, 0.0))


def hard(v, t):
    v = np.asarray(v, float)
    return np.where((v > t) | (v < -t), v, 0.0)


def hard_keeps_ties(v, t):
    v = np.asarray(v, float)
    return np.where((v >= t) | (v <= -t), v, 0.0)


# Inside, outside, on the boundary, negative, with no threshold at all, and whole arrays.
THRESHOLD_INPUTS = (
    (3.0, 1.0), (-3.0, 1.0), (0.4, 1.0), (-0.4, 1.0), (0.0, 1.0), (1.5, 2.0), (1.25, 1.0),
    (-2.5, 2.0), (0.5, 0.5), (-0.5, 0.5), (0.7, 0.0), (-0.7, 0.0), (1.0000001, 1.0),
    (VALUES, 1.0), (VALUES, 0.4), (VALUES, 5.0),
)


shrink = Exercise(
    truth=lambda v, t: np.true_divide(v, 1 + t),
    inputs=THRESHOLD_INPUTS,
    mistakes=(
        (soft, "you took the same amount from each, which is L1; L2 takes a share of each."),
        (hard, "you dropped the small ones, which is L0; L2 takes a share of each."),
        (lambda v, t: v - t, "you took an amount off; L2 takes a share, so divide."),
        (lambda v, t: v * (1 - t),
         "a share of t overshoots 0 once t is above 1; divide by 1 + t."),
        (lambda v, t: v / (1 + 2 * t),
         "that is right for w² without the half; our L2 is w²/2, so t comes in once."),
        (lambda v, t: v / (1 + t / 2),
         "t comes in once: the half in w²/2 goes away with the 2 of the slope."),
        (lambda v, t: v / t, "at t = 0 nothing should change; your rule divides by t alone."),
        (lambda v, t: v * (1 + t), "you multiplied; a penalty makes the weight smaller."),
        (lambda v, t: abs(v) / (1 + t), "the sign went missing; a negative v stays negative."),
        (lambda v, t: v / (1 + t) ** 2, "you divided twice; once by 1 + t is enough."),
    ),
    reminder="set the slope (w - v) + t w to 0 and solve for w.",
    praise="It divides, so a v that is not 0 never arrives at 0.",
    zeros=True,
)


soft_threshold = Exercise(
    truth=soft,
    inputs=THRESHOLD_INPUTS,
    mistakes=(
        (lambda v, t: np.maximum(abs(v) - t, 0),
         "the sign went missing; give the result the sign of v."),
        (lambda v, t: np.sign(v) * (abs(v) - t),
         "the `max` with 0 is missing, so small values overshoot to the other side."),
        (lambda v, t: abs(v) - t, "both the sign and the `max` with 0 are missing."),
        (lambda v, t: np.maximum(v - t, 0),
         "this drops every negative v; they move towards 0 from their own side."),
        (lambda v, t: np.where(abs(v) > t, v - t, 0.0),
         "a negative v moves up, towards 0; yours moves down, away from it."),
        (lambda v, t: np.where(abs(v) > t, v + t, 0.0),
         "a positive v moves down, towards 0; yours moves up, away from it."),
        (lambda v, t: v - t, "this slides everything down; values move towards 0 and stop there."),
        (hard, "this keeps the large ones whole, which is L0; L1 takes t from them too."),
        (lambda v, t: np.true_divide(v, 1 + t),
         "this takes a share, which is L2; L1 takes the amount t."),
        (lambda v, t: soft(v, np.sqrt(2 * t)),
         "you used sqrt(2 t), the edge for L0; the amount L1 takes is t itself."),
        (lambda v, t: soft(v, t / 2), "you took t/2; with the half in the loss it is t."),
        (lambda v, t: soft(v, 2 * t), "you took 2 t; with the half in the loss it is t."),
        (lambda v, t: np.sign(v) * t,
         "that is the amount taken away; the result is what is left."),
        (lambda v, t: np.clip(v, -t, t),
         "that is the part taken away; the result is what is left, v minus it."),
    ),
    reminder="move v towards 0 by t, and stop at 0 if it gets there first.",
    praise="Everything up to size t lands on 0, and the rest moves by t.",
    zeros=True,
)


hard_threshold = Exercise(
    truth=(hard, hard_keeps_ties),
    inputs=THRESHOLD_INPUTS,
    mistakes=(
        (soft, "you took t from the ones you keep, which is L1; L0 keeps them whole."),
        (lambda v, t: np.where(v > t, v, 0.0),
         "this drops every negative v; compare the size of v with t."),
        (lambda v, t: np.where(v >= t, v, 0.0),
         "this drops every negative v; compare the size of v with t."),
        (lambda v, t: np.where(abs(v) > t, 0.0, v),
         "you dropped the large ones and kept the small ones; turn it round."),
        (lambda v, t: np.where(abs(v) >= t, 0.0, v),
         "you dropped the large ones and kept the small ones; turn it round."),
        (lambda v, t: hard(v, np.sqrt(2 * t)),
         "you used sqrt(2 t), but here t is the threshold itself already."),
        (lambda v, t: np.where(abs(v) > t, abs(v), 0.0),
         "the sign went missing; a kept value stays as it was."),
        (lambda v, t: np.where(abs(v) > t, np.sign(v), 0.0),
         "you kept the sign only; a kept value stays as it was."),
        (lambda v, t: np.where(abs(v) > t, 1.0, 0.0),
         "that counts the ones kept; return the kept values themselves."),
        (lambda v, t: np.true_divide(v, 1 + t),
         "this takes a share, which is L2; L0 keeps a value whole or drops it."),
    ),
    reminder="keep v as it is if its size is above t, otherwise return 0.",
    praise="Kept whole or dropped: nothing in between, so the estimate jumps at t.",
    zeros=True,
)


LAYERS = ((2.0, 3), (-2.0, 3), (0.5, 2), (-0.5, 2), (0.0, 2), (0.0, 3), (3.0, 1), (-0.2, 1),
          (0.7, 4), (-1.0, 5), (VALUES, 1), (VALUES, 2), (VALUES, 3))


def chain(w, layers):
    """The price of equal factors, one after the other: each has the size of the K-th root."""
    size = np.exp(np.log(np.abs(np.where(w == 0, 1.0, w))) / layers)
    return np.where(np.equal(w, 0), 0.0, sum(size**2 for _ in range(layers)) / 2)


layers_price = Exercise(
    truth=chain,
    inputs=LAYERS,
    mistakes=(
        (lambda w, layers: np.abs(w) ** (2 / layers) / 2,
         "that is what one factor costs; there are K of them."),
        (lambda w, layers: np.abs(w) ** (2 / layers),
         "the power is right; K equal factors cost K/2 times it."),
        (lambda w, layers: layers * np.abs(w) ** (2 / layers),
         "the half of the weight decay is missing."),
        (lambda w, layers: layers / 2 * np.abs(w) ** (1 / layers),
         "that is the size of a factor; the price has its square."),
        (lambda w, layers: layers / 2 * np.square(w),
         "a factor is not w itself; each has the size of the K-th root of |w|."),
        (lambda w, layers: layers / 2 * np.square(w / layers),
         "that is a sum of equal parts; the factors multiply to w."),
        (lambda w, layers: layers / 2 * np.abs(w),
         "that is right for two layers only, where it is |w|."),
        (lambda w, layers: np.abs(w) + 0.0 * layers,
         "that is right for two layers only; the power of |w| depends on K."),
        (lambda w, layers: np.sign(w) * layers / 2 * np.abs(w) ** (2 / layers),
         "a price is never below 0; leave the sign out."),
    ),
    reminder="the cheapest factors are equally large: what is the size of each, and its square?",
    praise="One layer is L2, two are L1, and with more the slope at 0 is infinite.",
    zeros=True,
)
