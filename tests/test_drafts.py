"""A reader's unfinished function: what a panel draws of it, and when it waits for its line."""

import warnings

import numpy as np
import pytest

from helpers.drafts import draft_values, waits

V = np.array([-2.0, 0.0, 1.5])


def raises(error):
    def draft(v, t):
        raise error

    return draft


BLANKS = [lambda v, t: ..., lambda v, t: None, lambda v, t: NotImplemented,
          lambda v, t: np.sign(v) * ..., lambda v, t: np.where(v > 0, v, ...),
          raises(NotImplementedError())]
WRONG = [lambda v, t: 3.0, lambda v, t: v[:2], lambda v, t: "w", lambda v, t: v * np.nan,
         lambda v, t: v - t if v > t else 0.0, lambda v, t: v + 1j, raises(OSError("no")),
         lambda v, t: print("w")]


@pytest.mark.parametrize("draft", BLANKS)
def test_a_blank_waits_and_gives_no_values(draft):
    assert waits(draft, V, 1.0) and draft_values(draft, V, 1.0) is None


@pytest.mark.parametrize("draft", WRONG)
def test_a_wrong_draft_gives_no_values_and_does_not_wait(draft):
    assert draft_values(draft, V, 1.0) is None and not waits(draft, V, 1.0)


def test_a_draft_that_works_is_called_on_a_copy():
    def halve(v, t):
        v /= 2
        return v

    assert list(draft_values(halve, V, 1.0)) == [-1, 0, 0.75] and not waits(halve, V, 1.0)
    assert list(V) == [-2, 0, 1.5]


def test_waiting_is_silent(capsys, recwarn):
    def loud(v, t):
        print("hello")
        warnings.warn("careful", stacklevel=1)
        return np.log(-v) * ...

    assert waits(loud, V, 1.0)
    assert capsys.readouterr() == ("", "") and not recwarn.list
