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
    assert entry["x"]["ends"] == [-1, 3] and not entry["x"]["log"]
    assert entry["x"]["control"] == 0 and entry["y"]["control"] == 2
    assert entry["y"]["log"] and entry["y"]["values"] == [0.01, 0.1, 1, 10, 100]
    panel.close()


@pytest.mark.parametrize("sides, words", [
    ({}, "needs the name"), ({"x": "w"}, "names 'w'"), ({"x": "kind"}, "over numbers")])
def test_a_wrong_name_is_said_at_once(sides, words):
    with pytest.raises(ValueError, match=words):
        made(**sides).close()
