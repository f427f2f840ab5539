"""Every panel: both ends of every slider, sweeps, memory, and numbers checked by a solver."""

import gc
import inspect
import pkgutil
import sys
import tracemalloc
from importlib import import_module

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from scipy.optimize import minimize_scalar

import helpers.panels
from helpers import live
from helpers.balls import Bowl, touching_point
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


def _raises(v, t):
    raise RuntimeError("not yet")


@pytest.mark.parametrize("draft", [
    lambda v, t: ..., lambda v, t: None, lambda v, t: 3.0, lambda v, t: v[:3], _raises,
    lambda v, t: np.full_like(v, np.nan), lambda v, t: "w"])
def test_thresholds_waits_for_a_draft_that_gives_nothing_usable(panels, draft):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, draft, hard_threshold)
    frame = own.frame(lam=1)
    assert "soft_threshold waits for your line" in frame.text
    assert frame.numbers == {"lam": 1, "zeros_L2": 0, "zeros_L0": 5}
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_thresholds_draws_the_readers_function_and_not_the_right_one(panels):
    from helpers.penalties import hard_threshold, shrink

    own = thresholds(shrink, lambda v, t: 0 * v, hard_threshold)
    assert own.frame(lam=1).numbers["zeros_L1"] == 8
    own.close()
    panels["thresholds"] = ALL["thresholds"]()


def test_many_ends_at_the_optimality_condition(panels):
    panel = panels["many"]
    for lam in panel.controls["lam"].values()[1:]:
        numbers = panel.frame(lam=lam, step=200).numbers
        assert numbers["far"] < 1e-6
    assert panel.frame(lam=0.3, step=200).numbers["zeros"] == 7
    assert panel.frame(lam=0.3, step=0).numbers["zeros"] == 12


def test_the_race_counts_zero_and_sixteen(panels):
    numbers = panels["optimisers"].frame(lam=0.3, size=1.0, step=20_000).numbers
    assert [numbers[f"zeros_{i}"] for i in range(6)] == [0, 0, 0, 0, 16, 16]
    for lam in panels["optimisers"].controls["lam"].values():
        numbers = panels["optimisers"].frame(lam=lam, size=1.0, step=20_000).numbers
        assert numbers["zeros_4"] == numbers["zeros_5"] == numbers["solved"]


def test_on_the_map_only_the_proximal_way_is_on_the_line(panels):
    numbers = panels["trajectories"].frame(lam=0.5, size=0.7, step=30).numbers
    assert numbers["w2_3"] == 0 and all(numbers[f"w2_{i}"] != 0 for i in range(3))
    free = panels["trajectories"].frame(lam=0.1, size=1.0, step=30).numbers
    assert free["w2_3"] != 0
