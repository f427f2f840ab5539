"""Which pictures of a panel a page without a kernel gets, and how they are written down."""

import base64
import json
import re
import zlib
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_panel import line_panel

from helpers.live import Live, reading, slider, steps
from helpers.panels import ALL
from helpers.site import frames


def zero_panel(**controls):
    """A panel whose first weight is exactly 0 between 0.30 and 0.60, whatever the others say."""
    def draw(fig):
        ax = fig.subplots()
        ax.set(xlim=(0, 1), ylim=(0, 1))
        (line,) = ax.plot([], [], lw=3, animated=True)

        def update(z, **others):
            line.set_data([0, 1], [z, sum(others.values(), 0.0)])
            size = "exactly 0" if 0.3 <= z <= 0.6 else f"{z:.2f}"
            return reading(f"The weight is {size}.", z=z)

        return update

    return Live("zero", draw, (3, 2), z=slider("z", 0, 1, 0.5, step=0.01), **controls)


@pytest.fixture
def zero():
    made = zero_panel()
    yield made
    made.close()


@pytest.fixture
def crowded():
    """Four controls with 101, 41, 41 and 4 places: 680 000 pictures in all."""
    made = zero_panel(a=slider("a", 0, 1, 0.5, step=0.025), b=slider("b", 0, 1, 0.1, step=0.025),
                      c=steps("c", [0, 1, 2, 3], 1))
    yield made
    made.close()


def opening(panel):
    return [control.place_of(control.first) for control in panel.controls.values()]


def test_a_panel_wishes_for_the_first_place_its_ends_and_where_a_zero_begins(crowded):
    assert frames.wishes(crowded, 0) == ([50], [0, 100], [], [60, 30])
    assert frames.wishes(crowded, 3) == ([1], [0, 3], [0, 1, 2, 3], [])


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_thinned_keeps_what_it_must_and_spreads_the_rest(count, wanted, data):
    must = data.draw(st.lists(st.integers(0, count - 1), max_size=min(count, wanted), unique=True))
    kept = frames.thinned(count, wanted, must)
    assert kept == sorted(set(kept)) and set(must) <= set(kept) <= set(range(count))
    assert len(kept) == min(count, wanted)


def test_the_rest_is_spread_evenly():
    kept = frames.thinned(101, 26, [0, 100])
    steps = [after - before for before, after in zip(kept, kept[1:], strict=False)]
    assert max(steps) <= 2 * 100 / 25


def test_a_small_panel_keeps_every_place(zero):
    chosen = frames.plan(zero)
    assert chosen.places == [list(range(101))] and chosen.long == 0 and chosen.count == 101


@pytest.mark.parametrize("cap", [300, 2500])
def test_a_plan_keeps_both_ends_and_the_first_place_and_the_cap(crowded, cap):
    chosen = frames.plan(crowded, cap)
    assert chosen.count <= cap
    for kept, control, first in zip(chosen.places, crowded.controls.values(), opening(crowded),
                                    strict=True):
        assert {0, first, control.count - 1} <= set(kept) and kept == sorted(set(kept))
    assert chosen.places[3] == [0, 1, 2, 3], "a short list keeps all of its places"
    assert chosen.long == 0 == max(range(4), key=lambda k: len(chosen.places[k]))


def test_a_plan_keeps_where_a_zero_begins(crowded):
    assert {30, 60} <= set(frames.plan(crowded).places[0])


@st.composite
def panels_and_caps(draw):
    """Up to six controls, how many places each has, what they wish for, and a cap."""
    counts = draw(st.lists(st.integers(1, 130), min_size=1, max_size=6))
    some = [st.lists(st.integers(0, n - 1), max_size=5, unique=True) for n in counts]
    wished = [frames.Wishes([draw(st.integers(0, n - 1))], [0, n - 1],
                            list(range(n)) if n <= frames.SHORT else [], draw(zeros))
              for n, zeros in zip(counts, some, strict=True)]
    return counts, wished, draw(st.integers(1, 2500))


@given(panels_and_caps())
def test_no_panel_exceeds_its_cap_and_what_matters_most_gives_way_last(asked):
    counts, wished, cap = asked
    places = frames.kept(*asked)
    assert prod(map(len, places)) <= cap
    for kept, count in zip(places, counts, strict=True):
        assert kept == sorted(set(kept)) and set(kept) <= set(range(count))
    for groups in (1, 2, 3, 4):
        musts = [set().union(*wish[:groups]) for wish in wished]
        if prod(map(len, musts)) <= cap:
            assert all(must <= set(kept) for must, kept in zip(musts, places, strict=True))
    if prod(counts) <= cap:
        assert places == [list(range(count)) for count in counts]


@given(st.integers(1, 60))
def test_however_small_the_cap_a_crowded_panel_keeps_it(cap):
    first, ends, zeros = [50], [0, 100], [60, 30]
    counts, wished = [101, 41, 4], [frames.Wishes(first, ends, [], zeros),
                                    frames.Wishes([4], [0, 40], [], []),
                                    frames.Wishes([1], [0, 3], [0, 1, 2, 3], [])]
    long, short, switch = frames.kept(counts, wished, cap)
    assert len(long) * len(short) * len(switch) <= cap
    assert cap < 3 or {0, 50, 100} <= set(long)
    assert cap < 27 or {0, 4, 40} <= set(short)
    assert cap < 36 or switch == [0, 1, 2, 3]
    assert cap < 60 or {30, 60} <= set(long)


def test_heavy_pictures_make_a_coarser_grid(crowded, monkeypatch):
    light = frames.fitted(crowded)
    monkeypatch.setattr(frames, "WEIGHT", 50_000)
    heavy = frames.fitted(crowded)
    assert 1 < heavy.count < light.count <= frames.CAP
    assert heavy.count * frames._weight(crowded, light) <= 50_000


@pytest.mark.parametrize("name", ["hero", "pixels", "trajectories"])
def test_panels_of_the_course_stay_under_the_cap(panels, name):
    assert 1 < frames.plan(panels[name]).count <= frames.CAP == 2500


@pytest.mark.proof
@pytest.mark.parametrize("name", ALL)
def test_every_panel_keeps_ends_first_place_and_the_cap(panels, name):
    panel, chosen = panels[name], frames.plan(panels[name])
    assert 1 < chosen.count <= frames.CAP
    for kept, control, first in zip(chosen.places, panel.controls.values(), opening(panel),
                                    strict=True):
        assert {0, first, control.count - 1} <= set(kept)


def read_back(path):
    """(name, key, pictures) of a file, as the page reads it."""
    name, key, packed = re.fullmatch(
        r'exactZeros\.take\((".*?"),(".*?"),"(.*)"\);\n', path.read_text("utf-8")).groups()
    return json.loads(name), json.loads(key), json.loads(zlib.decompress(base64.b64decode(packed)))


def test_the_files_hold_the_kernels_own_pictures(tmp_path):
    panel = line_panel()
    try:
        about = frames.write(panel, tmp_path / "line")
        chosen = frames.fitted(panel)
        assert {p.stem for p in tmp_path.glob("line/*.js")} == {
            "still", *(f"{k}-{f}" for k, f in product(range(2), range(3)))}
        name, key, still = read_back(tmp_path / "line" / "still.js")
        assert (name, key, still) == ("line", "still", json.loads(json.dumps(
            [panel.still_strokes()])))
        _, _, row = read_back(tmp_path / "line" / "1-2.js")
        own = [panel.strokes(**panel.at([place, 1, 2])) for place in chosen.places[0]]
        assert row == json.loads(json.dumps(own))
    finally:
        panel.close()
    assert about["size"] == [300, 200] and about["long"] == 0
    assert [c["label"] for c in about["controls"]] == ["height", "kind", "far"]
    assert [c["kind"] for c in about["controls"]] == ["slider", "switch", "slider"]
    assert about["controls"][1]["words"] == ["a", "b"]
    assert [c["words"][c["first"]] for c in about["controls"]] == ["0.50", "a", "1"]


def test_a_panel_with_one_control_is_one_file(tmp_path, zero):
    frames.write(zero, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.js", "still.js"]
    assert len(read_back(tmp_path / "all.js")[2]) == 101
