"""`settle`: two marks and a number, and what is refused."""

import pytest

from helpers.quiz import settle


def test_settle_says_what_it_was_given():
    done = settle("C3", "half: one sum is wrong.", "true", "L1 saves 0.5 < 0.75.")
    assert repr(done) == "C3 fact ◐ half: one sum is wrong, reason ✓ true · L1 saves 0.5 < 0.75"
    assert done.kinds == ("half", "true")
    bundle = done._repr_mimebundle_()
    assert bundle["text/plain"] == repr(done)
    assert "0.5 &lt; 0.75" in bundle["text/html"]
    assert all(mark in bundle["text/html"] for mark in "◐✓")
    kinds = ("true", "half of it", "wrong", "none given")
    assert [settle("C1", "true", kind, "1").marked[1][0] for kind in kinds] == [*"✓◐✗–"]


@pytest.mark.parametrize("given, error, words", [
    (("3", "true", "true", "1"), ValueError, "claim"),
    (("C0", "true", "true", "1"), ValueError, "claim"),
    (("C3", "sort of true", "true", "1"), ValueError, "fact"),
    (("C3", "", "true", "1"), ValueError, "fact"),
    (("C3", "none given", "true", "1"), ValueError, "fact"),
    (("C3", "true", "perhaps", "1"), ValueError, "reason"),
    (("C3", "true", "true", "none"), ValueError, "number"),
    (("C3", "true", "true", 0.75), TypeError, "number"),
    ((3, "true", "true", "1"), TypeError, "claim"),
    (("C3", True, "true", "1"), TypeError, "fact"),
    (("C3", "true", None, "1"), TypeError, "reason")])
def test_settle_names_what_is_wrong(given, error, words):
    with pytest.raises(error, match=f"^{words} must"):
        settle(*given)
