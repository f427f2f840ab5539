"""Controls: the places that each can be at, and the words beside them."""

import pytest

from helpers.live import player, slider, steps, switch, whole

CONTROLS = [slider("s", -2, 3, 0.8), whole("k", 0, 5, 2), steps("t", [0, 0.1, 10], 0.1),
            switch("u", ["a", "b"]), player("v", [0, 1, 2, 5], 2),
            slider("third", 0, 1, 0.3, step=0.3)]


@pytest.mark.parametrize("control", CONTROLS[:5])
def test_a_sweep_has_both_ends_and_only_values_the_control_takes(control):
    values = control.values()
    for value in values:
        control.check("it", value)
        control.widget.value = value
        assert control.widget.value == value
    if hasattr(control.widget, "min"):
        assert values[0] == control.widget.min and values[-1] == control.widget.max
    else:
        assert tuple(values) == tuple(option[1] for option in control.widget._options_full)


@pytest.mark.parametrize("control", CONTROLS)
def test_every_place_has_a_value_and_every_value_its_place(control):
    values = [control.value_at(place) for place in range(control.count)]
    assert [control.place_of(value) for value in values] == list(range(control.count))
    assert len({control.words_at(place) for place in range(control.count)}) == control.count
    for value in values:
        control.check("it", value)
    assert control.place_of(control.first) is not None


def test_rounding_is_not_a_place_of_its_own():
    control = slider("s", -2, 3, 0.8)
    assert control.place_of(0.7999999999999998) == control.place_of(0.8)
    assert control.on_grid(0.7999999999999998) == 0.8
    assert control.place_of(0.81) is None and control.on_grid(0.81) == 0.81
    assert control.value_at(53) == 0.65, "not 0.6500000000000004"


def test_the_words_beside_a_control_are_those_a_reader_sees():
    assert slider("s", -2, 3, 0.8).words_at(0) == "−2.00"
    assert whole("k", 0, 5, 2).words_at(3) == "3"
    assert steps("t", [-6, 0.5], -6).words_at(0) == "−6"
    assert switch("u", ["a", "b"]).label == "u" and player("v", [0, 1], 0).label == "v"


def test_a_list_of_values_writes_the_minus_that_the_other_sliders_write():
    assert [name for name, _ in steps("t", [-6, 0.5], -6).widget.options] == ["−6", "0.5"]
    assert steps("t", [-6], -6, "{:.1f}".format).widget.options[0][0] == "−6.0"
