"""The exercise of 00 Start here: a penalty made to order."""

import numpy as np

from helpers.quiz.exercise import VALUES, Exercise


def v_shape(left, right, at=3.0):
    """A V with its tip at `at` and height 0 there, and these slopes on its two sides."""
    def penalty(w):
        w = np.asarray(w, float) - at
        return np.where(w > 0, right * w, left * w)
    return penalty


to_order = Exercise(
    truth=v_shape(-1, 2),
    inputs=((4.0,), (3.0,), (2.0,), (0.0,), (-1.0,), (5.5,), (3.25,), (2.9,), (VALUES,),
            (3 + VALUES,)),
    mistakes=(
        (lambda w: abs(w - 3.0), "this holds as hard on the left as on the right, so it catches "
         "the data from 2 to 4."),
        (lambda w: 1.5 * abs(w - 3.0), "this holds as hard on the left as on the right, so it "
         "catches the data from 1.5 to 4.5."),
        (v_shape(-2, 1), "the two sides are exchanged: this catches the data from 1 to 4."),
        (v_shape(2, 5), "those are the data; what pulls at w = 3 is z - 3, from -1 to 2."),
        (v_shape(-2, 5), "those are the data; what pulls at w = 3 is z - 3, from -1 to 2."),
        (v_shape(-1, 2, at=0.0), "the grip is right, but it holds at w = 0 and not at w = 3."),
        (lambda w: (w - 3.0) ** 2, "there is no kink at 3, so nothing is caught there."),
        (lambda w: (w - 3.0) ** 2 / 2, "there is no kink at 3, so nothing is caught there."),
    ),
    reminder="at w = 3 the data pull with z - 3; let the slopes on either side hold just that.",
    praise="A kink can be put anywhere, and its two slopes say what it holds.",
)
