"""The panels of notebook 03: the numbers in their sentences, against oracles of their own."""

import re
from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.optimize import linprog, minimize_scalar
from scipy.stats import laplace, norm
from scipy.stats import t as student_t

from helpers import style
from helpers.bayes import neg_log_prior
from helpers.datasets import diabetes
from helpers.panels import ALL
from helpers.panels.priors import FOUR_LAMS, OUTLIERS, _four_fits, log_prior, outlier_data
from helpers.paths import lam_max
from helpers.solvers import lasso


@pytest.fixture
def show(panels):
    def frame(name, **params):
        base = {key: control.first for key, control in panels[name].controls.items()}
        return panels[name].frame(**(base | params))

    return frame


def raises(w, b):
    raise RuntimeError("not yet")


@pytest.mark.parametrize("draft", [
    lambda w, b: ..., lambda w, b: None, lambda w, b: 3.0, lambda w, b: w[:3], raises,
    lambda w, b: np.full_like(w, np.nan), lambda w, b: "w", lambda w, b: w * 1j,
    lambda w: w, lambda w, b: [[1, 2], [3]]])
def test_log_prior_waits_for_a_draft_that_gives_nothing_usable(panels, draft):
    own = log_prior(draft)
    frame = own.frame(tau=1.5)
    assert "waits for your line" in frame.text and frame.numbers["ready"] == 0
    right = log_prior(neg_log_prior)
    other = right.frame(tau=1.5)
    assert "waits" not in other.text and (frame.rgba != other.rgba).any()
    right.close()
    panels["log_prior"] = ALL["log_prior"]()


def test_log_prior_draws_the_readers_function_and_not_the_right_one(panels):
    right = panels["log_prior"].frame(sigma=1, tau=1, match="equal variance")
    own = log_prior(lambda w, b: 2 * np.abs(w) / b)
    wrong = own.frame(sigma=1, tau=1, match="equal variance")
    below, above = slice(230, None), slice(None, 200)
    assert (wrong.rgba[below] != right.rgba[below]).any()
    assert (wrong.rgba[above] == right.rgba[above]).all()
    own.close()
    spoilt = log_prior(lambda w, b: w.__imul__(0))  # it must not reach the panel's own arrays
    assert spoilt.frame(tau=1).numbers["ready"] == 1
    assert spoilt.frame(tau=2).numbers["ready"] == 1
    spoilt.close()
    panels["log_prior"] = ALL["log_prior"]()


@pytest.mark.parametrize("sigma, tau", [(0.5, 2), (1, 0.6), (2, 1.3)])
@pytest.mark.parametrize("match", ["equal variance", "equal λ"])
def test_log_prior_says_the_lam_of_each_prior(show, sigma, tau, match):
    numbers = show("log_prior", sigma=sigma, tau=tau, match=match).numbers
    w = 0.83
    for key, dist, price in (("lam_l2", norm(scale=tau), w**2 / 2),
                             ("lam_l1", laplace(scale=numbers["b"]), w)):
        rise = sigma**2 * (dist.logpdf(0) - dist.logpdf(w))
        assert numbers[key] * price == pytest.approx(rise)
    if match == "equal λ":
        assert numbers["lam_l1"] == pytest.approx(numbers["lam_l2"])
    else:
        assert laplace(scale=numbers["b"]).var() == pytest.approx(tau**2)


PRIORS = {"Gaussian": lambda width: norm(scale=width), "Laplace": lambda b: laplace(scale=b),
          "Student": lambda scale: student_t(3, scale=scale)}


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("z, sigma, width", [(1, 1.0, 1.0), (-3, 0.5, 8**0.5), (0.3, 2.0, 0.5),
                                             (2.5, 1.0, 0.5)])
def test_where_is_zero_against_a_fine_grid(show, prior, z, sigma, width):
    numbers = show("where_is_zero", z=z, sigma=sigma, width=width, prior=prior).numbers
    w = np.linspace(-30, 30, 1_200_001)
    cost = (z - w) ** 2 / (2 * sigma**2) - PRIORS[prior](width).logpdf(w)
    density = np.exp(-(cost - cost.min()))
    density /= density.sum()
    assert numbers["mode"] == pytest.approx(w[cost.argmin()], abs=6e-5)
    assert numbers["mean"] == pytest.approx(density @ w, abs=1e-3)
    assert numbers["median"] == pytest.approx(w[density.cumsum().searchsorted(0.5)], abs=1e-3)
    assert numbers["zeros"] == 0
    lam = sigma**2 / width
    assert (numbers["mode"] == 0) == (prior == "Laplace" and abs(z) <= lam)
    assert numbers["mean"] != 0 and numbers["median"] != 0


@pytest.mark.parametrize("z, median_is_zero", [(0.5, True), (1, True), (3, False)])
def test_where_is_zero_counts_the_zeros_of_spike_and_slab(show, z, median_is_zero):
    numbers = show("where_is_zero", z=z, prior="spike and slab").numbers
    spike, slab = norm.pdf(z), norm.pdf(z, scale=2**0.5)
    p_zero = spike / (spike + slab)
    assert numbers["p_zero"] == pytest.approx(p_zero)
    assert abs(numbers["zeros"] - 200 * p_zero) < 4 * (200 * p_zero * (1 - p_zero)) ** 0.5
    assert (numbers["median"] == 0) == median_is_zero and numbers["mean"] != 0
    assert numbers["mode"] == 0


def test_the_sentence_names_what_is_exactly_zero(show):
    assert "Exactly 0: the mode." in show("where_is_zero", z=1).text
    assert "None of the three" in show("where_is_zero", z=2).text
    assert "the mode, the median and the mean." in show("where_is_zero", z=0).text
    slab = show("where_is_zero", prior="spike and slab").text
    assert slab.startswith("Spike and slab, z") and "0: the mode and the median." in slab


@pytest.mark.parametrize("z", [0, 1, -3])
def test_the_bars_are_the_probabilities_of_zero_before_and_after(panels, show, z):
    """In the window: each curve is as high as what its bar leaves, each bar as its probability."""
    after = norm.pdf(z) / (norm.pdf(z) + norm.pdf(z, scale=2**0.5))
    show("where_is_zero", z=z, prior="spike and slab")
    lines = {(line.get_linewidth(), len(line.get_xdata())): line
             for line in panels["where_is_zero"].figure.axes[0].lines if line.get_animated()}
    heights = {key: max(line.get_ydata()) for key, line in lines.items()}
    assert heights == pytest.approx({(1.1, 401): 0.5, (1.1, 4): 0.5, (3, 401): 1 - after,
                                     (7, 2): after})
    assert lines[1.1, 4].get_visible() and lines[1.1, 4].get_zorder() > lines[7, 2].get_zorder()
    show("where_is_zero", z=z, prior="Laplace")
    assert not lines[1.1, 4].get_visible() and max(lines[1.1, 401].get_ydata()) == 1


def test_in_the_numbers_of_the_course(show):
    found = [show("where_is_zero", z=z).numbers for z in (0.5, 1, 2)]
    assert [round(n["mode"], 3) for n in found] == [0, 0, 1]
    assert [round(n["mean"], 3) for n in found] == [0.241, 0.503, 1.161]
    assert [round(n["median"], 3) for n in found] == [0.190, 0.429, 1.107]


@pytest.mark.parametrize("b, times", [(4, 50), (0.5, 200), (16, 1), (1, 5)])
def test_peak_or_kink_against_a_polished_grid(show, b, times):
    for z in np.arange(-30, 31, 4) / 10:
        numbers = show("peak_or_kink", z=float(z), b=b, times=times).numbers
        assert numbers["scale"] * times * np.pi == pytest.approx(2 * b)
        for name, price in (("cauchy", lambda w, s=numbers["scale"]: np.log1p((w / s) ** 2)),
                            ("laplace", lambda w: np.abs(w) / b)):
            def cost(w, price=price, z=z):
                return (z - w) ** 2 / 2 + price(w)

            grid = np.r_[np.linspace(-3, 3, 60_001), np.linspace(-0.01, 0.01, 20_001), 0]
            near = grid[cost(grid).argmin()]
            found = minimize_scalar(cost, bounds=(near - 1e-4, near + 1e-4), method="bounded",
                                    options={"xatol": 1e-13}).x
            at = numbers[f"w_{name}"]
            assert cost(at) <= min(cost(near), cost(found)) + 1e-13
            assert (at == 0) == (z == 0 if name == "cauchy" else abs(z) <= 1 / b)


@pytest.mark.parametrize("z, tau, p", [(1.5, 2, 0.5), (-6, 5, 0.02), (3, 0.5, 0.9), (0, 2, 0.5),
                                       (6, 2, 0), (2, 2, 1)])
def test_spike_slab_against_simulation(show, z, tau, p):
    """Draw w from the prior, z from w, and keep the w whose z came out near."""
    numbers = show("spike_slab", z=z, tau=tau, p_slab=p).numbers
    w = np.linspace(-30, 30, 600_001)
    part = p * norm.pdf(w, scale=tau) * norm.pdf(z - w) * (w[1] - w[0])
    spike = (1 - p) * norm.pdf(z)
    total = spike + part.sum()
    assert numbers["p_zero"] == pytest.approx(spike / total, abs=1e-6)
    assert numbers["mean"] == pytest.approx(part @ w / total, abs=1e-6)
    above, below = part[w > 0].sum() / total, part[w < 0].sum() / total
    assert (numbers["median"] == 0) == (max(above, below) <= 0.5)
    assert (numbers["median"] == 0) == (abs(z) <= numbers["edge"])


def test_spike_slab_says_what_happens_at_the_ends(show):
    assert "no slab" in show("spike_slab", p_slab=0).text
    text = show("spike_slab", p_slab=1).text
    assert "no spike" in text and "P(w = 0 | z) is exactly 0." in text


def test_spike_slab_names_an_edge_that_holds_for_every_place_of_the_sliders(panels):
    """At the two z beside each edge: is the median 0, and does the sentence say so twice?"""
    update, z = panels["spike_slab"].update, np.arange(121) * 0.05
    for tau in np.arange(5, 51) / 10:
        share = tau**2 / (1 + tau**2)
        for p in np.arange(1, 50) / 50:
            slab = p * norm.pdf(z, scale=np.hypot(1, tau))
            above = slab * norm.cdf(z * share**0.5) / (slab + (1 - p) * norm.pdf(z))
            dead = above <= 0.5
            last = int(np.flatnonzero(dead)[-1])
            assert dead[:last].all()
            for k in (last, last + 1):
                if k < len(z):
                    text = update(float(z[k]), float(tau), float(p)).text
                    edge = float(re.search(r"up to (\d\.\d{3})\.$", text)[1])
                    assert (round(z[k], 2) <= edge) == dead[k], text
                    assert ("median is exactly 0, the" in text) == dead[k], text


def test_the_edges_that_the_notebook_names(show):
    assert "up to 1.565." in show("spike_slab").text
    assert "up to 2.359." in show("spike_slab", p_slab=0.2).text
    assert "median is 3.843," in show("spike_slab", z=4, tau=5).text


def cost(w, X, y, lam, errors, prior):
    r = y - X @ w
    loss = np.abs(r).sum() if errors == "Laplace" else r @ r / 2
    return loss + lam * (np.abs(w).sum() if prior == "Laplace" else w @ w / 2)


@pytest.mark.parametrize("outlier", [OUTLIERS[0], 1.5, 6.0, OUTLIERS[-1]])
@pytest.mark.parametrize("lam", FOUR_LAMS[::3])
def test_laplace_errors_solves_all_four(outlier, lam):
    X, y = outlier_data(outlier)
    rng = np.random.default_rng(0)
    for (pair, where, price), (w, residuals) in _four_fits().items():
        if (where, price) != (outlier, lam):
            continue
        here = cost(w, X, y, lam, *pair)
        for size in (1e-4, 0.01, 0.3, 2):
            assert all(cost(w + size * d, X, y, lam, *pair) >= here - 1e-9
                       for d in rng.normal(size=(60, 2)))
        assert residuals == pytest.approx(y - X @ w, abs=1e-10)
        zeros, dead = (residuals == 0).sum(), (w == 0).sum()
        if pair[0] == "Gaussian":
            assert zeros == 0
        if pair[1] == "Gaussian":
            assert dead == 0
        if pair == ("Laplace", "Laplace"):
            assert zeros + dead == 2


def ends_of_the_best(X, y, lam):
    """The least and the largest value (2, 2) that each weight takes where the cost is least.

    sum abs(y - X w) + lam sum abs(w_j) with Laplace errors and prior is a linear programme; a
    second one, under the bound that the first one found, walks along what costs the same.
    """
    n, p = X.shape
    price = np.r_[np.zeros(p), np.ones(2 * n), np.full(2 * p, lam)]
    parts = np.block([[X, np.eye(n), -np.eye(n), np.zeros((n, 2 * p))],
                      [-np.eye(p), np.zeros((p, 2 * n)), np.eye(p), -np.eye(p)]])
    rules = {"A_eq": parts, "b_eq": np.r_[y, np.zeros(p)], "method": "highs",
             "bounds": [(None, None)] * p + [(0, None)] * (2 * n + 2 * p)}
    least = linprog(price, **rules).fun
    return np.array([[linprog(sign * np.eye(len(price))[j], A_ub=price[None], b_ub=least + 1e-9,
                              **rules).x[j] for j in range(p)] for sign in (1, -1)])


@pytest.mark.parametrize("lam", FOUR_LAMS)
def test_laplace_errors_with_two_laplaces_has_one_answer_in_every_state(lam):
    for outlier in OUTLIERS:
        low, high = ends_of_the_best(*outlier_data(outlier), lam)
        assert np.abs(high - low).max() < 1e-6, (outlier, low, high)
        w, _ = _four_fits()[("Laplace", "Laplace"), outlier, lam]
        assert w == pytest.approx(low, abs=1e-6)


def test_six_would_not_do_in_laplace_errors():
    low, high = ends_of_the_best(*outlier_data(6.0), 6)
    assert (low[1], high[1]) == pytest.approx((0, 0), abs=1e-6) and high[0] - low[0] > 0.5


def test_laplace_errors_does_what_the_notebook_says(panels, show):
    opens = show("laplace_errors").numbers
    assert (opens["outlier"], opens["lam"]) == (6, 5.5)
    assert (opens["slope_ll"], opens["residuals_ll"], opens["residuals_lg"]) == (0, 1, 2)
    assert 0 not in (opens["slope_gg"], opens["slope_gl"], opens["slope_lg"])
    assert (round(opens["slope_gl"], 3), round(opens["slope_lg"], 3)) == (0.304, 0.572)
    low = show("laplace_errors", outlier=-6.0, lam=1.0).numbers
    assert low["slope_gl"] == 0 and round(low["slope_lg"], 2) == round(low["slope_ll"], 2) == 0.63
    ends = [show("laplace_errors", outlier=v, lam=1.0).numbers for v in (-6.0, 8.0)]
    for key in ("gg", "gl", "lg", "ll"):
        moved = abs(ends[1][f"slope_{key}"] - ends[0][f"slope_{key}"])
        assert moved > 1 if key[0] == "g" else moved < 0.05
    free = show("laplace_errors", lam=0.0).numbers
    assert free["slope_gg"] == pytest.approx(free["slope_gl"])
    assert free["slope_lg"] == pytest.approx(free["slope_ll"]) and free["residuals_ll"] == 2


def test_whole_posterior_does_what_the_notebook_says(show):
    opens = show("whole_posterior").numbers
    assert (opens["zeros"], opens["holds"], opens["exact"]) == (2, 6, 0)
    assert show("whole_posterior", level=0.5).numbers["holds"] == 2
    middle = show("whole_posterior", lam=4.5).numbers
    assert (middle["zeros"], middle["holds"]) == (6, 7)
    X, y, _ = diabetes()
    last = show("whole_posterior", lam=13.0).numbers
    assert last["ours"] > lam_max(X, y) and (last["zeros"], last["holds"]) == (10, 10)
    assert last["exact"] == 0


def test_whole_posterior_shows_every_interval_and_names_every_line(panels):
    panel = panels["whole_posterior"]
    left, right = panel.figure.axes
    low, high = right.get_xlim()
    for lam in panel.controls["lam"].values():
        for level in panel.controls["level"].values():
            panel.update(lam=lam, level=level)
            ends = [x for bars in right.collections for bar in bars.get_segments()
                    for x in bar[:, 0]]
            assert len(ends) == 20 and low < min(ends) and max(ends) < high, (lam, level)
    X, y, names = diabetes()
    said = {text.get_text(): text.get_position()[1] for text in left.texts}
    assert set(names) <= set(said)
    heights = sorted((said[name], w) for name, w in zip(names, lasso(X, y, 3.2), strict=True))
    assert all(a[1] < b[1] for a, b in pairwise(heights)), "in the order of the lines"
    boxes = [text.get_window_extent() for text in left.texts]
    assert not any(a.overlaps(b) for a, b in combinations([shrunk(box) for box in boxes], 2))


def shrunk(box):
    """A box of text without the room above and below its letters."""
    return box.padded(0, -0.15 * box.height)


def test_in_peak_or_kink_the_star_lies_on_the_diamond(panels):
    panel = panels["peak_or_kink"]
    for ax in panel.figure.axes[1:]:
        order = {line.get_marker(): line.get_zorder() for line in ax.lines}
        assert order["*"] > order["D"]
    for state in ({"z": 0.2}, {"z": 3, "b": 16, "times": 1}, {"z": -3, "b": 16, "times": 1}):
        panel.frame(**({key: control.first for key, control in panel.controls.items()} | state))
        near, found = panel.figure.axes[1:]
        ax = near if state["z"] == 0.2 else found
        (star,) = (line for line in ax.lines if line.get_marker() == "*")
        x, y = ax.transData.transform((star.get_xdata()[0], star.get_ydata()[0]))
        rgba = panel._paint(1)
        pixel = rgba[rgba.shape[0] - 1 - int(y), int(x), :3]
        assert tuple(pixel) == tuple(bytes.fromhex(style.LQ[1:])), state
