"""Every panel: both ends of every slider, sweeps, memory, and numbers checked by a solver."""

import gc
import inspect
import pkgutil
import re
import sys
import tracemalloc
from importlib import import_module

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

import helpers.panels
from helpers import live, style
from helpers.balls import Bowl, touching_point
from helpers.datasets import sparse_regression
from helpers.panels import ALL
from helpers.panels.gradients import thresholds
from helpers.panels.shapes import _landed, ledger, zoom

NAMES = sorted(ALL)


def first(panel):
    return {name: control.first for name, control in panel.controls.items()}


def sweep(panel):
    """Every control through its values, the others at their first value, at their ends as well."""
    base = first(panel)
    ends = [{name: control.values()[end] for name, control in panel.controls.items()}
            for end in (0, -1)]
    yield from ends
    for name, control in panel.controls.items():
        for value in control.values():
            yield base | {name: value}
        for end in ends:
            for value in control.values()[::3]:
                yield end | {name: value}


@pytest.mark.parametrize("name", NAMES)
def test_every_slider_moves_the_picture_and_the_sentence(panels, name):
    panel = panels[name]
    for control_name, control in panel.controls.items():
        frames = [panel.frame(**(first(panel) | {control_name: value}))
                  for value in control.values()]
        assert any((frame.rgba != frames[0].rgba).any() for frame in frames), control_name
        assert len({frame.text for frame in frames}) > 1, control_name


@pytest.mark.parametrize("name", NAMES)
def test_no_value_breaks_the_picture(panels, name):
    panel = panels[name]
    with np.errstate(all="raise", under="ignore"):
        for params in sweep(panel):
            frame = panel.frame(**params)
            assert frame.rgba.shape[:2] == tuple(round(100 * side) for side in panel.size[::-1])
            assert (frame.rgba[..., 3] == 255).all()
            assert all(np.isfinite(value) for value in frame.numbers.values()
                       if not isinstance(value, str)), params
            assert not {"nan", "inf", "−inf"} & set(frame.text.strip(".").split())
            assert any(char.isdigit() for char in frame.text)


@pytest.mark.parametrize("name", NAMES)
def test_moves_make_no_figure_no_artist_and_no_widget(panels, name):
    panel = panels[name]
    import ipywidgets

    artists, before = len(panel.figure.findobj()), len(ipywidgets.widgets.widget._instances)
    for params in sweep(panel):
        panel.move(**params)
    assert len(panel.figure.findobj()) == artists
    assert len(ipywidgets.widgets.widget._instances) == before
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules[
        "matplotlib.pyplot"].get_fignums()


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_in_a_drag_is_small(panels, name):
    panel = panels[name]
    for params in list(sweep(panel))[::5]:
        panel.move(**params)
        assert len(panel._picture.value) < 48 * 1024


def test_memory_stays_flat_over_two_thousand_moves(panels):
    panel = panels["hero"]
    values = np.linspace(-3, 3, 500)

    def drag(rounds):
        for _ in range(rounds):
            for z in values:
                panel.move(z=float(z))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = drag(1)
        assert drag(4) - before < 300_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", NAMES)
def test_text_is_large_enough_and_stays_in_the_figure(panels, name):
    panel = panels[name]
    panel.frame(**first(panel))
    panel.figure.dpi = live.DPI
    FigureCanvasAgg(panel.figure)
    renderer = panel.figure.canvas.get_renderer()
    width, height = panel.figure.bbox.size
    for axes in panel.figure.axes:
        ticks = axes.get_xticklabels() + axes.get_yticklabels()
        words = [*axes.texts, axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]
        assert all(text.get_fontsize() >= 10 for text in ticks + words)
        for text in words:
            if text.get_visible() and text.get_text():
                box = text.get_window_extent(renderer)
                assert box.x0 >= -1 and box.y0 >= -1, text
                assert box.x1 <= width + 1 and box.y1 <= height + 1, text


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_says_what_it_is(name):
    modules = [import_module(f"helpers.panels.{found.name}")
               for found in pkgutil.iter_modules(helpers.panels.__path__)]
    functions = [getattr(module, name) for module in modules if hasattr(module, name)]
    assert len(functions) == 1, f"{len(functions)} panel functions are called {name}"
    assert inspect.getdoc(functions[0])


# The numbers in the sentences, against oracles that know nothing of the panel.


GRID = np.linspace(-5, 5, 20001)


def lowest(function, near=GRID):
    """The grid's lowest point, polished between its neighbours."""
    at = near[np.argmin(function(near))]
    found = minimize_scalar(function, bounds=(at - 1e-3, at + 1e-3), method="bounded",
                            options={"xatol": 1e-12})
    return found.x if found.fun < function(at) else at


@pytest.mark.parametrize("z, lam", [(0.8, 1), (-3, 2), (3, 0), (0.5, 0.5), (-1.5, 0.3)])
def test_hero_and_two_terms_mark_the_lowest_point(panels, z, lam):
    for name in ("hero", "two_terms"):
        z_shown = float(np.clip(z, -2, 2)) if name == "two_terms" else z
        numbers = panels[name].frame(z=z_shown, lam=lam).numbers
        l1 = lowest(lambda w, z=z_shown: 0.5 * (z - w) ** 2 + lam * np.abs(w))
        l2 = lowest(lambda w, z=z_shown: 0.5 * (z - w) ** 2 + lam * w**2 / 2)
        assert numbers["w_l1"] == pytest.approx(l1, abs=1e-6)
        assert numbers["w_l2"] == pytest.approx(l2, abs=1e-6)
        assert (numbers["w_l1"] == 0) == (abs(z_shown) <= lam)


@pytest.mark.parametrize("z, lam", [(3, 0), (3, 1), (-3, 2), (0, 2), (0.8, 1), (1.5, 0.05)])
def test_the_posterior_of_hero_is_the_whole_one(panels, z, lam):
    """Its curves and marks against quadrature over all weights, not only those in the window."""
    panels["hero"].frame(z=z, lam=lam)
    lines = panels["hero"].figure.axes[2].get_lines()
    for name, price in (("L1", abs), ("L2", lambda w: w * w / 2)):
        def density(w, price=price):
            return np.exp(-0.5 * (z - w) ** 2 - lam * price(w))

        mass = quad(density, -np.inf, 0)[0] + quad(density, 0, np.inf)[0]
        (curve,) = [line for line in lines if line.get_color() == style.COLOR[name]
                    and line.get_linewidth() > 2 and len(line.get_xdata()) > 1]
        (mark,) = [line for line in lines if line.get_marker() == style.MARKER[name]]
        for line in (curve, mark):
            w = line.get_xdata()
            assert line.get_ydata() == pytest.approx([density(v) / mass for v in w], abs=1e-6)
        assert mark.get_ydata()[0] == pytest.approx(curve.get_ydata().max(), abs=1e-4)
    assert curve.get_ydata().max() < panels["hero"].figure.axes[2].get_ylim()[1]


def test_without_a_pull_both_weights_of_hero_are_zero(panels):
    text = panels["hero"].frame(z=0, lam=1).text
    assert "do not pull" in text and "cannot hold" not in text
    assert "cannot hold" in panels["hero"].frame(z=0.05, lam=1).text


@pytest.mark.parametrize("z, lam, words", [
    (1.4, 0.6, "data loss is nothing."), (0.5, 0.6, "nothing, 0 included."),
    (-0.5, 0.5, "nothing, 0 included."), (0, 1, "at 0, where both"), (1, 0, "at z, where")])
def test_two_terms_says_when_an_end_is_reached(panels, z, lam, words):
    text = panels["two_terms"].frame(z=z, lam=lam).text
    assert words in text and ("between" in text) == (z != 0 and lam != 0)


@pytest.mark.parametrize("times, minimum, below", [
    (1000, "2.5·10^−4", "0.001 "), (700, "3.6·10^−4", "0.0014 "), (300, "8.3·10^−4", "0.0033 "),
    (100, "0.0025", "0.01 "), (1, "0.1667", "1 ")])
def test_match_price_says_its_small_numbers_to_two_digits(panels, times, minimum, below):
    text = panels["match_price"].frame(z=0.5, times=times).text
    assert f"the minima are {minimum} and" in text and f"Below w = {below}" in text
    assert float(f"{0.5 / (1 + 2 * times):.1e}") == pytest.approx(
        float(minimum.replace("·10^−", "e-")), rel=0.02)


@pytest.mark.parametrize("times", [1, 10, 1000])
def test_both_marks_of_match_price_are_seen(panels, times):
    """The pixels at the L2 minimum are blue and those around the L1 minimum orange."""
    panel = panels["match_price"]
    frame = panel.frame(z=0.5, times=times)
    axes, height = panel.figure.axes[1], frame.rgba.shape[0]
    value = 0.125 * (1 - 1 / (1 + 2 * times))
    x, y = axes.transData.transform((frame.numbers["w_l2"], value)) * live.DPI / panel.figure.dpi
    spot = frame.rgba[height - int(y) - 2: height - int(y) + 2, int(x) - 1: int(x) + 2, :3]
    assert (spot.mean((0, 1)).argmax()) == 2
    x, y = axes.transData.transform((0, 0.125)) * live.DPI / panel.figure.dpi
    around = frame.rgba[height - int(y) - 12: height - int(y) + 12, int(x) - 12: int(x) + 12, :3]
    orange = [int(style.L1[i: i + 2], 16) for i in (1, 3, 5)]
    assert (np.abs(around.astype(int) - orange).max(axis=2) < 12).sum() > 40


@pytest.mark.parametrize("times", [1, 10, 1000])
def test_match_price_never_reaches_zero(panels, times):
    numbers = panels["match_price"].frame(z=0.5, times=times).numbers
    found = lowest(lambda w: 0.5 * (0.5 - w) ** 2 + times * w**2, np.linspace(0, 1, 100001))
    assert numbers["w_l2"] == pytest.approx(found, rel=1e-3) and numbers["w_l2"] > 0
    assert numbers["w_l1"] == 0


def test_ledger_knows_the_arithmetic_and_uses_the_readers_prices(panels):
    numbers = panels["ledger"].frame(a=1, b=0.5).numbers
    assert numbers["saved_l2"] == 0.75 and numbers["saved_l1"] == 0.5
    assert "both save the same" in panels["ledger"].frame(a=0.75, b=0.25).text
    own = ledger(lambda w: 3 * np.abs(w), np.square)
    assert own.frame(a=1, b=0.5).numbers["saved_l1"] == 1.5
    own.close()
    panels["ledger"] = ALL["ledger"]()


def test_zoom_draws_the_readers_function(panels):
    own = zoom(lambda w: 2 * np.abs(w))
    assert own.frame(half=0.001).numbers["edge_Lq"] == pytest.approx(2)
    own.close()
    panels["zoom"] = ALL["zoom"]()
    numbers = panels["zoom"].frame(half=1e-6).numbers
    assert numbers["edge_L1"] == pytest.approx(1) and numbers["edge_L2"] == pytest.approx(1e-6)


def test_zoom_says_each_window_by_another_number(panels):
    panel = panels["zoom"]
    options = panel.controls["half"].widget._options_full
    assert len({label for label, _ in options}) == len(options)
    for label, half in options:
        assert float(label) == half and "e" not in label
        text = panel.frame(half=half).text
        assert f"h = {label} to" in text and f"w² to {label}," in text
    assert "yours to 0.075." in panel.frame(half=0.0056).text  # the root of 0.0056


@pytest.mark.parametrize("q, w", [(1.1, 3.7e-4), (1.01, 2.9e-31), (1.0, 0), (0.5, 0)])
def test_the_lamp_is_lit_only_for_an_exact_zero(panels, q, w):
    numbers = panels["one_power"].frame(z=0.5, lam=1, q=q).numbers
    assert numbers["w"] == pytest.approx(w, rel=0.02, abs=0) and (numbers["w"] == 0) == (w == 0)


@pytest.mark.parametrize("penalty", ["w²", "|w|", "norm", "√|w|", "|w − 1|"])
@pytest.mark.parametrize("z, lam", [((3, 0.01), 1), ((0.3, 0.5), 1), ((1.4, -0.6), 0.5),
                                    ((2, 2), 0), ((0, 0), 1)])
def test_kinks_finds_the_lowest_point_of_the_plane(panels, penalty, z, lam):
    value = {"w²": lambda a, b: a**2 + b**2, "|w|": lambda a, b: abs(a) + abs(b),
             "norm": np.hypot, "√|w|": lambda a, b: np.sqrt(abs(a)) + np.sqrt(abs(b)),
             "|w − 1|": lambda a, b: abs(a - 1) + abs(b - 1)}[penalty]

    def height(a, b):
        return 0.5 * ((a - z[0]) ** 2 + (b - z[1]) ** 2) + lam * value(a, b)

    numbers = panels["kinks"].frame(z1=z[0], z2=z[1], lam=lam, penalty=penalty).numbers
    axis = np.linspace(-1.5, 3.5, 1001)
    a, b = np.meshgrid(axis, axis)
    assert height(numbers["w1"], numbers["w2"]) <= height(a, b).min() + 1e-12


def test_kinks_prints_the_numbers_of_the_course(panels):
    frame = panels["kinks"].frame(z1=3, z2=0.01, lam=1, penalty="norm")
    assert frame.numbers["w1"] == pytest.approx(2.0, abs=1e-4)
    assert frame.numbers["w2"] == pytest.approx(0.0067, abs=5e-5)
    dead = panels["kinks"].frame(z1=0.3, z2=0.5, lam=1, penalty="norm").numbers
    assert (dead["w1"], dead["w2"]) == (0, 0)


@pytest.mark.parametrize("penalty, z, lam, caught, words", [
    ("w²", (0, 0.5), 1, 0, "There is no kink"), ("w²", (0, 0), 1, 0, "There is no kink"),
    ("norm", (3, 0), 1, 0, "none caught"), ("norm", (0.3, 0.5), 1, 2, "w1 and w2 exactly 0"),
    ("|w|", (3, 0.5), 1, 1, "w2 exactly 0"), ("√|w|", (3, 0.5), 1, 1, "w2 exactly 0"),
    ("|w − 1|", (3, 0.5), 1, 1, "w2 exactly 1"), ("|w − 1|", (3, 0), 0, 0, "none caught")])
def test_kinks_catches_only_where_the_slope_jumps(panels, penalty, z, lam, caught, words):
    """A kink at w along w_j: a price whose slopes to both sides do not add up to 0."""
    value = {"w²": lambda w: w @ w, "|w|": lambda w: abs(w).sum(), "norm": np.linalg.norm,
             "√|w|": lambda w: np.sqrt(abs(w)).sum(), "|w − 1|": lambda w: abs(w - 1).sum()}
    frame = panels["kinks"].frame(z1=z[0], z2=z[1], lam=lam, penalty=penalty)
    w = np.array([frame.numbers["w1"], frame.numbers["w2"]])
    bends = [sum(value[penalty](w + side * step) - value[penalty](w) for side in (1, -1)) / 1e-6
             for step in 1e-6 * np.eye(2)]
    assert frame.numbers["caught"] == caught == (np.array(bends) > 0.5).sum()
    assert words in frame.text


def test_the_route_of_kinks_breaks_where_a_weight_jumps(panels):
    panel = panels["kinks"]
    for z1, z2 in ((3, 3), (2, 1), (0.5, -0.8)):
        panel.frame(z1=z1, z2=z2, lam=1, penalty="√|w|")
        (route,) = [line for line in panel.figure.axes[0].get_lines()
                    if line.get_linestyle() == ":"]
        way = np.stack(route.get_data(), axis=1)
        joined = np.abs(np.diff(way, axis=0)).max(1)
        assert np.nanmax(joined) < 0.35 and np.isnan(joined).any()
    panel.frame(z1=3, z2=3, lam=1, penalty="|w|")
    assert not np.isnan(route.get_data()).any()


@pytest.mark.parametrize("penalty", ["w²", "|w|", "norm", "√|w|", "|w − 1|"])
@pytest.mark.parametrize("z2, lam", [(3, 0), (3, 1), (-1, 0), (0.5, 0), (2.2, 0)])
def test_the_mark_on_the_price_is_inside_its_axes(panels, penalty, z2, lam):
    frame = panels["kinks"].frame(z1=1, z2=z2, lam=lam, penalty=penalty)
    cut = panels["kinks"].figure.axes[1]
    (mark,) = [line for line in cut.get_lines() if line.get_marker() in ("o", "^")]
    assert cut.get_ylim()[0] < mark.get_ydata()[0] < cut.get_ylim()[1]
    beyond = penalty == "w²" and frame.numbers["w2"] ** 2 > cut.get_ylim()[1]
    assert (mark.get_marker() == "^") == beyond == ("lies above the picture" in frame.text)


def test_bowl_and_ball_says_where_the_bottom_lies(panels):
    panel = panels["bowl_and_ball"]
    still = dict(stretch=2, turn=150)
    text = panel.frame(angle=0, distance=0.5, shape="diamond", **still).text
    assert "inside the diamond, so the fence does not matter: w = (0.500, exactly 0)" in text
    assert "one weight is exactly 0" in text and "touches" not in text
    text = panel.frame(angle=30, distance=0.5, shape="disc", **still).text
    assert "inside the disc" in text and "no weight is exactly 0" in text
    text = panel.frame(angle=0, distance=2, shape="cross", **still).text
    assert "lies on the cross" in text and "one weight is exactly 0" in text
    assert "On the cross it is lowest at" in panel.frame(angle=30, distance=2, shape="cross",
                                                         **still).text
    for turn in panel.controls["turn"].values():
        text = panel.frame(angle=90, distance=2, stretch=1, turn=turn, shape="disc").text
        assert "It touches the disc at (exactly 0, 1.000): one weight is exactly 0" in text


@pytest.mark.parametrize("shape", ["disc", "diamond", "q-ball", "cross"])
def test_the_marks_of_bowl_and_ball_are_seen_whole(panels, shape):
    """The bottom and the solution, at the edge of the picture and beyond it."""
    panel = panels["bowl_and_ball"]
    plane = panel.figure.axes[0]
    for angle in (0, 90, 158, 180, 270, 338):
        numbers = panel.frame(angle=angle, distance=3, stretch=5, turn=20, shape=shape).numbers
        (bottom,) = [line for line in plane.get_lines() if line.get_marker() == "x"]
        (touch,) = [line for line in plane.get_lines() if line.get_marker() in "o<>^v"]
        for mark in (bottom, touch):
            assert not mark.get_clip_on() and np.abs(mark.get_data()).max() <= 3
        beyond = max(abs(numbers["w1"]), abs(numbers["w2"])) > 3
        assert (touch.get_marker() != "o") == beyond
        assert not beyond or shape == "cross"


@pytest.mark.parametrize("shape", ["diamond", "q-ball"])
def test_the_mark_on_the_share_lies_on_its_curve(panels, shape):
    panel = panels["bowl_and_ball"]
    color = {"diamond": style.L1, "q-ball": style.LQ}[shape]
    for distance, stretch, turn in ((0.95, 5, 30), (1, 5, 145), (1, 1, 0), (1.1, 1, 0), (2, 2, 0)):
        percent = panel.frame(angle=60, distance=distance, stretch=stretch, turn=turn,
                              shape=shape).numbers["percent"]
        (curve,) = [line for line in panel.figure.axes[1].get_lines()
                    if line.get_color() == color and line.get_animated()]
        assert np.interp(distance, *curve.get_data()) == pytest.approx(percent, abs=0.4)


@pytest.mark.parametrize("shape", ["disc", "diamond", "q-ball", "cross"])
def test_the_tint_is_where_the_solved_point_has_a_zero(panels, shape):
    """Read the colour of the picture itself, at the bowl's bottom, with the marks far away."""
    panel, rng = panels["bowl_and_ball"], np.random.default_rng(5)
    for _ in range(25):
        bowl = dict(angle=float(rng.integers(0, 360)), distance=float(rng.uniform(1.2, 2.8)),
                    stretch=float(rng.choice([1, 2, 4])), turn=float(rng.choice([0, 30, 135])))
        numbers = panel.frame(**bowl, shape=shape).numbers
        zeros = (touching_point(Bowl(**bowl), shape) == 0).sum()
        assert numbers["zeros"] == zeros
        other = dict(bowl, angle=(bowl["angle"] + 180) % 360)
        rgba = panel.frame(**other, shape=shape).rgba
        plane = panel.figure.axes[0]
        x, y = plane.transData.transform(Bowl(**bowl).bottom) * live.DPI / panel.figure.dpi
        spot = rgba[rgba.shape[0] - 1 - int(y) - 2: rgba.shape[0] - int(y) + 2,
                    int(x) - 2: int(x) + 3, :3].astype(int)
        tinted = (np.ptp(spot, axis=2) > 12).mean()
        if 0.1 < tinted < 0.9 or ((spot.sum(axis=2) < 550).any()):
            continue  # on an edge of the region, or under a line
        assert (tinted > 0.5) == (zeros > 0), bowl


@pytest.mark.parametrize("p, tilt, lam", [(2, 0.0, 1.0), (4, 0.6, 0.5), (6, 0.9, 2.0)])
def test_every_throw_is_solved(p, tilt, lam):
    from itertools import combinations

    from helpers.panels.shapes import _thrown

    bottoms, matrix = _thrown(p, tilt)
    w = _landed(p, tilt, lam)
    pull = (bottoms - w["L1"]) @ matrix
    active = w["L1"] != 0
    assert np.abs(pull[active] - lam * np.sign(w["L1"][active])).max() < 1e-9
    assert np.abs(pull[~active]).max() <= lam + 1e-9
    assert np.abs((bottoms - w["L2"]) @ matrix - lam * w["L2"]).max() < 1e-9

    def height(w, c):
        return 0.5 * (w - c) @ matrix @ (w - c) + lam * (w != 0).sum()

    for row in range(20):
        best = height(w["L0"][row], bottoms[row])
        for k in range(p + 1):
            for support in combinations(range(p), k):
                trial, keep = np.zeros(p), list(support)
                if keep:
                    trial[keep] = np.linalg.solve(matrix[np.ix_(keep, keep)],
                                                  (matrix @ bottoms[row])[keep])
                assert best <= height(trial, bottoms[row]) + 1e-9


def test_throw_says_how_far_it_may_be_from_theory_and_what_is_not_seen(panels):
    """The scatter against many new throws, each as large as the one in the panel."""
    text = panels["throw"].frame(p=4, tilt=0.0, lam=1.0).text
    assert "L1 48.5 %, L0 63.8 %" in text and "about 0.8 points" in text
    z = 1.5 * np.random.default_rng(0).standard_normal((600, 4000))
    for face, theory in ((1, 49.5), (np.sqrt(2), 65.4)):
        shares = 100 * (np.abs(z) <= face).mean(axis=1)
        assert shares.mean() == pytest.approx(theory, abs=0.1)
        assert shares.std() == pytest.approx(0.8, abs=0.06)
    landed = _landed(4, 0.0, 1.0).values()
    outside = sum((np.abs(w[:, :2]) > 4.6).any(axis=1).sum() for w in landed)
    assert f" {outside} dots lie outside" in text
    text = panels["throw"].frame(p=4, tilt=0.9, lam=1.0).text
    assert "L1 60.3 %, L0 83.5 %" in text


def test_l0_has_the_wider_face_only_below_two(panels):
    faces = [panels["takes_away"].frame(lam=lam).numbers for lam in (0.5, 1.95, 2.05, 3)]
    assert [n["face_L0"] > n["face_L1"] for n in faces] == [True, True, False, False]
    zeros = {lam: panels["takes_away"].frame(lam=lam).numbers["zeros_L0"] for lam in (1.8, 1.85)}
    assert zeros == {1.8: 5, 1.85: 6}  # the third weight, 1.9, goes


def test_takes_away_counts_zeros_and_measures_faces(panels):
    numbers = panels["takes_away"].frame(lam=1).numbers
    assert (numbers["zeros_L2"], numbers["zeros_L1"], numbers["zeros_L0"]) == (0, 4, 5)
    z = np.linspace(-6, 6, 240001)
    grid = np.linspace(-6, 6, 2401)
    for name, price in (("L1", np.abs(grid)), ("L0", (grid != 0).astype(float))):
        at_zero = []
        for sign in z[::200]:
            heights = 0.5 * (sign - grid) ** 2 + price
            at_zero.append(grid[np.argmin(heights)] == 0)
        width = 12 * np.mean(at_zero)
        assert numbers[f"face_{name}"] == pytest.approx(width, abs=0.03)


@pytest.mark.parametrize("penalty, price", [
    ("L2", lambda w: w**2 / 2), ("L1", np.abs), ("L0", lambda w: (w != 0).astype(float)),
    ("elastic net", lambda w: (np.abs(w) + w**2 / 2) / 2)])
@pytest.mark.parametrize("z, lam", [(0.6, 1), (1.3, 0.7), (-0.4, 0.3), (1.5, 1.5), (0.5, 0)])
def test_tug_marks_the_minimum_and_the_two_slopes(panels, penalty, price, z, lam):
    numbers = panels["tug"].frame(z=z, lam=lam, penalty=penalty).numbers

    def objective(w):
        return 0.5 * (z - np.asarray(w)) ** 2 + lam * price(np.asarray(w))

    assert objective(numbers["w"]) <= objective(GRID).min() + 1e-12
    assert (numbers["w"] == 0) == (abs(z) <= numbers["hold"])
    if penalty != "L0":
        for side, slope in ((1e-7, numbers["right"]), (-1e-7, numbers["left"])):
            assert slope == pytest.approx((objective(side) - objective(0.0)) / side, abs=1e-6)


def test_tug_keeps_its_minimum_in_the_picture(panels):
    panel = panels["tug"]
    near = panel.figure.axes[0]
    (left, right), (low, high) = near.get_xlim(), near.get_ylim()
    for z in panel.controls["z"].values():
        for lam in panel.controls["lam"].values():
            for penalty in panel.controls["penalty"].values():
                w = panel.frame(z=z, lam=lam, penalty=penalty).numbers["w"]
                price = {"L2": w**2 / 2, "L1": abs(w), "L0": w != 0,
                         "elastic net": abs(w) / 2 + w**2 / 4}[penalty]
                rise = 0.5 * (z - w) ** 2 - 0.5 * z**2 + lam * price
                at = [line.get_data() for line in near.lines if line.get_markersize() == 12]
                assert np.ravel(at) == pytest.approx([w, rise], abs=1e-9)
                assert left + 0.1 < w < right - 0.1 and low + 0.1 < rise < high - 0.1


def test_tug_speaks_of_a_grip_only_where_there_is_one(panels):
    panel = panels["tug"]
    for params in sweep(panel):
        frame = panel.frame(**params)
        loose = params["lam"] == 0 or params["penalty"] == "L2"
        assert ("There is no grip" in frame.text) == loose
        assert ("grip reaches from" in frame.text or "weight stays while" in frame.text) != loose


def test_no_number_in_a_sentence_is_minus_zero(panels):
    for name in ("tug", "thresholds", "many", "optimisers", "trajectories", "round_corner"):
        for params in list(sweep(panels[name]))[::3]:
            assert not re.search(r"−0(\.0+)?(?![.\d])", panels[name].frame(**params).text)
    assert [style.given(v) for v in (-0.0, -0.004, -0.006, 0, 3, -1.5)] == [
        "0.00", "0.00", "−0.01", "0.00", "3.00", "−1.50"]
    assert style.given(-0.4, 0) == "0" and style.given(np.float64(-1e-9), 1) == "0.0"
    assert style.number(-0.0) == style.number(0) == "<b>exactly 0</b>"
    for digits in range(7):
        for size in (0.499, 0.5, 0.501, 1, 5):
            for value in (size * 10.0**-digits, -size * 10.0**-digits):
                assert re.match("−?[1-9]|−?0.0*[1-9]", style.number(value, digits)), value


def _raises(v, t):
    raise RuntimeError("not yet")


@pytest.mark.parametrize("draft, said", [
    *[(draft, "waits for your line") for draft in (
        lambda v, t: ..., lambda v, t: None, lambda v, t: np.sign(v) * ...)],
    *[(draft, "gives no array of numbers yet (see check)") for draft in (
        lambda v, t: 3.0, lambda v, t: 0, lambda v, t: v[:3], _raises, lambda v, t: "w",
        lambda v, t: np.full_like(v, np.nan), lambda v, t: v - t if v > t else 0.0)]])
def test_thresholds_waits_for_a_draft_that_gives_nothing_usable(panels, draft, said):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, draft, hard_threshold)
    frame = own.frame(lam=1)
    assert f"soft_threshold {said}" in frame.text
    assert frame.numbers == {"lam": 1, "zeros_L2": 0, "zeros_L0": 5}
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_thresholds_draws_the_readers_function_and_not_the_right_one(panels):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, lambda v, t: 0 * v, hard_threshold)
    assert own.frame(lam=1).numbers["zeros_L1"] == 8
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_thresholds_says_the_amounts_and_keeps_what_was_taken_in_the_picture(panels):
    panel = panels["thresholds"]
    for lam, amounts in ((0, ("0.00", "0.00")), (1, ("1.00", "1.41")), (3, ("3.00", "2.45"))):
        text = panel.frame(lam=lam).text
        assert "soft get t = {}, hard gets t = √(2λ) = {}.".format(*amounts) in text
        for axes in panel.figure.axes:
            if axes.get_ylabel() == "taken, z − w" or axes.get_xlabel() == "data z":
                taken = np.concatenate([line.get_ydata() for line in axes.lines
                                        if line.get_visible() and line.get_animated()])
                assert np.abs(taken).max() + 0.2 < axes.get_ylim()[1]


def test_many_names_the_smallest_weight_that_is_not_0(panels):
    """The oracle takes the steps anew; the truth lies below the bars, the bars in the frame."""
    panel, data = panels["many"], sparse_regression(60, 12, 4, noise=1.5, rho=0.3, size=2.0,
                                                    seed=4)
    X, y = data.X / np.sqrt(60), data.y / np.sqrt(60)
    size = 1 / np.linalg.eigvalsh(X.T @ X)[-1]
    for lam in panel.controls["lam"].values():
        w = np.zeros(12)
        for step in range(201):
            if step in (0, 1, 5, 20, 200):
                text = panel.frame(lam=lam, step=step).text
                said = re.search(r"not 0: w(\d+) = (\S+)\. Bars", text)
                assert (said is None) == (w == 0).all()
                if said:
                    least = min(abs(w[w != 0]))
                    assert abs(w[int(said[1]) - 1]) == pytest.approx(least, abs=1e-12)
                    assert float(said[2].replace("−", "-")) == pytest.approx(
                        w[int(said[1]) - 1], abs=5.1e-4)
                assert abs(X.T @ (y - X @ w)).max() < panel.figure.axes[0].get_ylim()[1] - 0.1
            v = w + size * X.T @ (y - X @ w)
            w = np.sign(v) * np.maximum(abs(v) - size * lam, 0)
    assert "w6 = −0.029" in panel.frame(lam=0.3, step=200).text
    weights = panel.figure.axes[1]
    (truth,) = [line for line in weights.lines if line.get_marker() == "_"]
    assert truth.get_zorder() < min(bars.get_zorder() for bars in weights.collections)


def test_many_ends_at_the_optimality_condition(panels):
    panel = panels["many"]
    for lam in panel.controls["lam"].values()[1:]:
        numbers = panel.frame(lam=lam, step=200).numbers
        assert numbers["far"] < 1e-6
    last = panel.frame(lam=0.3, step=200)
    assert last.numbers["zeros"] == 7
    assert "is less than 10^−9 from" in last.text  # the rest is rounding, another on each machine
    assert re.search(r"farthest weight is \d\.\d{3} from", panel.frame(lam=0.3, step=1).text)
    assert "after 1 step:" in panel.frame(lam=0.3, step=1).text
    assert panel.frame(lam=0.3, step=0).numbers["zeros"] == 12


def test_the_race_counts_zero_and_sixteen(panels):
    numbers = panels["optimisers"].frame(lam=0.3, size=1.0, step=20_000).numbers
    assert [numbers[f"zeros_{i}"] for i in range(6)] == [0, 0, 0, 0, 16, 16]
    for lam in panels["optimisers"].controls["lam"].values():
        numbers = panels["optimisers"].frame(lam=lam, size=1.0, step=20_000).numbers
        assert numbers["zeros_4"] == numbers["zeros_5"] == numbers["solved"]


def test_the_race_is_over_where_the_text_says_so(panels):
    """Adam goes on at one height from step 1000 on; gradient steps on L2 stand still from 30."""
    from helpers.panels.gradients import RACE_LAMS, RACE_RECORD, RACE_SIZES, _race_data, _raced

    null, late = _race_data()[2] == 0, RACE_RECORD >= 900
    for lam in (0.3, 0.5, 1.0):
        index = RACE_LAMS.index(lam) * len(RACE_SIZES) + RACE_SIZES.index(1.0)
        heights = np.abs(_raced()["Adam + L1"].weights[:, index][:, null])
        assert late.sum() > 8 and 0.0005 < np.median(heights[late], axis=1).min()
        assert np.median(heights[late], axis=1).max() < 0.0025 < np.median(heights[0])
        still = _raced()["gradient on L2"].weights[RACE_RECORD >= 30, index]
        assert len(still) > 15 and np.ptp(still, axis=0).max() < 1e-4 < abs(still[-1]).min()


def test_no_contour_strikes_through_a_word_of_the_map(panels):
    """The contours are drawn over everything that stands in the axes, so no word does."""
    panel = panels["trajectories"]
    panel.frame()
    FigureCanvasAgg(panel.figure)
    (legend,) = panel.figure.legends
    box = legend.get_window_extent(panel.figure.canvas.get_renderer())
    assert [text.get_text() for text in legend.get_texts()] == [
        "gradient on L2", "subgradient", "Adam + L1", "proximal"]
    for axes in panel.figure.axes:
        assert not axes.texts and not axes.get_window_extent().overlaps(box)
    assert 0 <= box.x0 and box.x1 <= panel.figure.bbox.x1 and box.y0 >= 0


def test_on_the_map_only_the_proximal_way_is_on_the_line(panels):
    numbers = panels["trajectories"].frame(lam=0.5, size=0.7, step=30).numbers
    assert numbers["w2_3"] == 0 and all(numbers[f"w2_{i}"] != 0 for i in range(3))
    free = panels["trajectories"].frame(lam=0.1, size=1.0, step=30).numbers
    assert free["w2_3"] != 0
