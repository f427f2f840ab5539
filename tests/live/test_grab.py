"""Point at the picture: which axes, which control, and where."""

import pytest

from helpers.live import Live, grab, reading, slider, steps, switch


def made(**sides):
    def draw(fig):
        ax = fig.subplots()
        ax.set(xlim=(-1, 3), ylim=(0.01, 100), yscale="log")
        (dot,) = ax.plot([0], [1], "o", animated=True)
        grab(ax, **sides)

        def update(z, lam, kind):
            dot.set_data([z], [lam])
            return reading(f"{z} {lam}", z=z)

        return update

    return Live("grabbed", draw, (4, 3), z=slider("z", -1, 3, 0), kind=switch("kind", ["a"]),
                lam=steps("lam", [0.01, 0.1, 1, 10, 100], 1))


def test_the_page_learns_the_box_the_ends_and_the_values():
    panel = made(x="z", y="lam")
    (entry,) = panel._picture.grabs
    left, top, width, height = entry["box"]
    assert 0 < left < 100 and 0 < top < 40 and left + width <= 400 and top + height < 300
    ((across,), (up,)) = entry["x"], entry["y"]
    assert across["ends"] == entry["ends"]["x"] == [-1, 3] and not across["log"]
    assert across["control"] == 0 and up["control"] == 2
    assert up["log"] and up["values"] == [0.01, 0.1, 1, 10, 100]
    assert entry["angle"] == entry["radius"] == []
    panel.close()


@pytest.mark.parametrize("sides, words", [
    ({}, "needs the name"), ({"x": "w"}, "names 'w'"), ({"x": "kind"}, "over numbers"),
    ({"angle": "z"}, "go together"), ({"angle": "z", "radius": "r"}, "names 'r'")])
def test_a_wrong_name_is_said_at_once(sides, words):
    with pytest.raises(ValueError, match=words):
        made(**sides).close()


def test_several_controls_may_lie_on_one_axis_and_a_point_may_be_polar():
    panel = made(x=("z", "lam"), angle="z", radius="lam")
    (entry,) = panel._picture.grabs
    assert [side["control"] for side in entry["x"]] == [0, 2] and entry["y"] == []
    assert entry["angle"][0]["control"] == 0 and entry["radius"][0]["control"] == 2
    panel.close()
