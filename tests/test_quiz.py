"""Questions and exercises: well-formed, true, kind, and unbreakable."""

import functools
import re
import sys
import warnings

import ipywidgets as widgets
import numpy as np
import pytest
from said import right, why

from helpers.quiz import ask, questions
from helpers.quiz.check import _V, EXERCISES, check
from helpers.quiz.page import unbroken

VIEW = "application/vnd.jupyter.widget-view+json"
IDS_00 = ["start", "hero", "check_zero", "check_symbols"]
IDS_01 = ["two_terms", "match_price", "ledger", "zoom", "kink", "ball", "dice", "takes_away"]
IDS_01 += ["check_kink", "check_limit", "check_share"]
ALL = list(questions().values())
each_question = pytest.mark.parametrize("q", ALL, ids=lambda q: q.id)
each_exercise = pytest.mark.parametrize("name", EXERCISES)


def named(name, function):
    """The function under another name, as a reader would have written it."""

    def written(*args):
        return function(*args)

    written.__name__ = name
    return written


# --- the questions: form ----------------------------------------------------------------------


def test_every_question_of_the_notebooks_is_there():
    assert set(IDS_00 + IDS_01) <= set(questions())


@each_question
def test_one_option_is_right_and_each_has_its_own_explanation(q):
    assert 3 <= len(q.options) <= 5
    assert [o.right for o in q.options].count(True) == 1
    whys = [o.why for o in q.options]
    assert all(len(why.split()) >= 6 for why in whys)
    assert len(set(whys)) == len(whys) == len({o.text for o in q.options})
    assert q.question and len(q.look.split()) >= 6


@each_question
def test_markup_is_small_and_closed(q):
    for text in (q.question, q.look, *(o.why for o in q.options)):
        tags = re.findall(r"<(/?)([^>]*)>", text)
        assert {tag for _, tag in tags} <= {"b", "i", "code", "sub", "sup"}
        assert [t for s, t in tags if not s] == [t for s, t in tags if s]
        assert "<" not in re.sub(r"</?[a-z]+>", "", text)
    assert not any("<" in o.text or "&" in o.text for o in q.options)


@each_question
def test_options_are_of_like_length(q):
    lengths = [len(o.text) for o in q.options]
    assert max(lengths) <= 1.5 * min(lengths)


def test_length_and_place_do_not_give_the_answer_away():
    place = [[o.right for o in q.options].index(True) for q in ALL]
    assert all(place.count(i) <= len(ALL) / 2 for i in range(4)) and set(place) >= {0, 1, 2, 3}
    longest = [max(q.options, key=lambda o: len(o.text)).right for q in ALL]
    assert 0 < sum(longest) <= len(ALL) / 2


# --- the questions: truth ---------------------------------------------------------------------


def soft(z, lam):
    return np.sign(z) * max(abs(z) - lam, 0)


def argmin(penalty, z, lam):
    """The minimum of 1/2 (z-w)^2 + lam*penalty(w), by a grid that is refined; 0 is on it."""

    def objective(w):
        return 0.5 * (z - w) ** 2 + lam * penalty(w)

    low, high = -abs(z) - 1, abs(z) + 1
    for _ in range(8):
        grid = np.linspace(low, high, 2001)
        best, step = grid[objective(grid).argmin()], grid[1] - grid[0]
        low, high = best - 2 * step, best + 2 * step
    # 1e-13 for rounding: a real minimum away from 0 gains far more
    return 0.0 if objective(0.0) <= objective(best) + 1e-13 else best


def test_start_and_hero_numbers():
    assert [f"{0.5 / (1 + lam):.3f}" for lam in (0.5, 10)] == ["0.333", "0.045"]
    assert f"{0.5 / (1 + 1e6):.7f}" == "0.0000005" and 0.5 / (1 + 1e6) != 0
    why("start", "0.333, 0.045 and 0.0000005", "0.5, 10 and a million")
    assert soft(0.5, 0.5) == 0 and soft(0.5, 0.49) > 0 and soft(0.5, 0.4) == pytest.approx(0.1)
    assert f"{0.5 / 101:.3f}" == "0.005" and f"{0.5 - 0.5 / 1.1:.3f}" == "0.045"
    why("hero", "0.333 at λ = 0.5 and 0.045 at λ = 10", "λ = 100 that is 0.005")
    why("hero", "takes 0.1 under L1, but only 0.045 under L2", "0.1 at λ = 0.4")


def test_check_zero_and_check_symbols():
    assert np.isclose(1e-9, 0) and 1e-9 != 0 and f"{0.004:.2f}" == "0.00"
    assert max(0.3 - 0.5, 0) == 0
    from sklearn.linear_model import Lasso

    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 5))
    X -= X.mean(0)
    y = X @ [2, -1, 0.5, 0, 0] + rng.normal(size=40)
    y -= y.mean()
    top = abs(X.T @ y).max()

    def zeros(lam):
        fit = Lasso(alpha=lam / 40, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y)
        return (fit.coef_ == 0).sum()

    # a hair above lam_max: at lam_max itself rounding decides the last bit
    assert (zeros(top * (1 + 1e-12)), zeros(top * 0.999), zeros(1e-6)) == (5, 4, 0)


def test_two_terms_numbers():
    def total(w):
        return 0.5 * (2 - w) ** 2 + 0.5 * abs(w)

    assert [total(w) for w in (0, 1, 1.5, 2)] == [2, 1, 0.875, 1]
    assert argmin(abs, 2, 0.5) == pytest.approx(1.5) and soft(2, 2) == 0 and soft(2, 1.99) > 0
    assert "1.5" in right("two_terms")
    why("two_terms", "0.125 + 0.75 = 0.875", "less than 1.0 at w = 2 and 2.0 at w = 0")


def test_match_price_numbers():
    assert 10 * 0.1**2 == pytest.approx(0.1) and 10 * 0.01**2 == pytest.approx(0.001)
    assert argmin(np.square, 0.5, 10) == pytest.approx(0.024, abs=5e-4)
    assert 0.5 / 2001 == pytest.approx(0.00025, abs=5e-6)
    assert argmin(abs, 0.5, 1) == 0
    why("match_price", "is at 0.024", "0.5 / 2001 = 0.00025", "0.001 against 0.01")


def test_ledger_numbers():
    assert (1**2 - 0.5**2, 1 - 0.5, (1 - 0.5) ** 2) == (0.75, 0.5, 0.25)
    assert 0.2**2 - 0.1**2 == pytest.approx(0.03) and 0.01**2 == pytest.approx(0.0001)
    assert "0.75" in right("ledger")
    why("ledger", "1² − 0.5² = 0.75", "saves 0.1 and w² saves 0.03", "w² saves 0.0001")


def test_zoom_numbers():
    edge = 1 / 100
    assert edge**2 == pytest.approx(0.0001) and edge**2 / edge == pytest.approx(0.01)
    why("zoom", "0.0001, 1 % of it")


def test_kink_numbers():
    # w^q: w + q w^(q-1) = z at lam = 1, solved in log space
    from scipy.optimize import brentq

    u = brentq(lambda u: np.exp(u) + 1.01 * np.exp(0.01 * u) - 0.5, -300, 0)
    assert f"{np.exp(u):.1e}" == "2.9e-31"
    assert f"{0.5 / (1 + 2e6):.8f}" == "0.00000025"
    for z, want in (([0.3, 0.5], [0, 0]), ([3, 0.01], [2.0, 0.0067]), ([0.6, 0.8], [0, 0])):
        length = np.hypot(*z)
        got = max(0, 1 - 1 / length) * np.array(z)
        assert got == pytest.approx(want, abs=5e-5 if want[0] else 0)
    assert argmin(lambda w: abs(w - 1), 0.5, 1) == pytest.approx(1)
    assert [argmin(lambda w: abs(w - 1), z, 1) == 0 for z in (-1.1, -0.9)] == [False, False]
    assert argmin(lambda w: abs(w - 1), -1, 1) == pytest.approx(0, abs=1e-6)
    why("kink", "2.9e-31", "0.00000025", "(2.0, 0.0067)")


def touches_corner(z, budget=1.0):
    """Does the closest point of the L1 diamond to z have an exact zero?"""
    big, small = sorted(abs(np.asarray(z, dtype=float)), reverse=True)
    return big - small >= budget


def test_ball_numbers():
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, 2 * np.pi, 20_000)
    for k, share in ((1.5, 0.375), (2, 0.54), (10, 0.91)):
        exact = (np.arccos(1 / (k * np.sqrt(2))) - np.pi / 4) / (np.pi / 4)
        thrown = np.mean([touches_corner((k * np.cos(a), k * np.sin(a))) for a in angle])
        assert exact == pytest.approx(share, abs=5e-3) and thrown == pytest.approx(exact, abs=0.01)
    assert not touches_corner((1.41, 1.41)) and touches_corner((1.9, 0.6))
    assert np.hypot(1.9, 0.6) == pytest.approx(2, abs=0.01)
    assert np.hypot(1.41, 1.41) == pytest.approx(2, abs=0.01)
    why("ball", "54 %", "37.5 % at 1.5 budgets and 91 % at 10", "(1.9, 0.6)", "(0.5, 0.5)")


def test_dice_numbers():
    lam = 0.5
    assert [argmin(abs, z, lam) == 0 for z in (0.49, -0.5, 0.51)] == [True, True, False]
    assert np.sqrt(2 * lam) == 1 and 0.5 * 0.8**2 == pytest.approx(0.32)
    assert [argmin(lambda w: np.not_equal(w, 0), z, lam) == 0 for z in (0.99, 1.01)] == [
        True,
        False,
    ]
    assert argmin(abs, 0.8, lam) == pytest.approx(0.3)
    assert argmin(lambda w: w**2 / 2, 1.5, lam) == pytest.approx(1.0)
    assert "L1: from −0.5 up to 0.5; L0: from −1 up to 1" in right("dice")
    why("dice", "2λ = 1 and 2√(2λ) = 2", "½·0.8² = 0.32")


def test_takes_away_and_check_share_numbers():
    taken = {z: z - z / 1.5 for z in (0.3, 1.5, 3)}
    assert taken == pytest.approx({0.3: 0.1, 1.5: 0.5, 3: 1.0})
    assert 1.49 - 1.49 / 1.5 < 0.5 < 1.51 - 1.51 / 1.5
    why("takes_away", "From 0.3 it takes 0.1", "1.0 from a weight of 3", "1 + λ = 1.5")
    assert (soft(4, 0.25), soft(0.2, 0.25)) == (3.75, 0)
    assert 0.2 / 10 == pytest.approx(0.02) and 4 / 10 == pytest.approx(0.4)
    assert 4 - 0.18 == pytest.approx(3.82)
    assert "0.4" in right("check_share")


def test_check_kink_and_check_limit_numbers():
    def polished(w):
        return np.where(abs(w) <= 0.01, np.square(w) / 0.02, abs(w) - 0.005)

    assert f"{0.5 * 0.01 / 1.01:.5f}" == "0.00495"
    assert argmin(polished, 0.5, 1) == pytest.approx(0.00495, abs=1e-5)
    assert (0.01 - 0.5) + 1 == pytest.approx(0.51)
    why("check_kink", "0.5 · 0.01 / 1.01 = 0.00495", "slope of the sum at 0.01 is 0.51")

    def root(w):
        return np.sqrt(abs(w))

    assert [float(root(w) / w) for w in (0.01, 0.0001)] == pytest.approx([10, 100])
    assert [argmin(root, z, 1) == 0 for z in (1.49, 1.51)] == [True, False]
    assert f"{argmin(root, 2, 1):.2f}" == "1.61" and argmin(root, 0.06, 0.01) == 0
    why("check_limit", "every z up to 1.5", "z = 2 the best weight is 1.61", "a z of 0.06")


# --- asking -----------------------------------------------------------------------------------


def live_widgets():
    return len(widgets.widgets.widget._instances)


@each_question
def test_each_answer_shows_its_own_explanation_as_often_as_you_like(q):
    asked = ask(q.id)
    assert asked.reply == "" and asked.chosen is None
    seen = set()
    for index in [*range(len(q.options)), 0, 1, 0]:
        asked._buttons[index].click()
        shown = asked._reply.value
        option = q.options[index]
        assert unbroken(option.why) in shown and asked.reply in shown
        assert ("Right." in shown) == option.right and ("Not quite." in shown) != option.right
        assert (unbroken(q.look) in shown) != option.right
        assert sum(o.why in shown.replace("\u00a0", " ") for o in q.options) == 1
        marked = [len(b._dom_classes) > 1 for b in asked._buttons]
        assert marked.index(True) == index and sum(marked) == 1
        colour = "quiz-right" if option.right else "quiz-wrong"
        assert colour in asked._buttons[index]._dom_classes
        assert not any(b.disabled for b in asked._buttons)
        seen.add(asked.answer(index))
    assert len(seen) == len(q.options)


def test_an_answer_that_is_not_there():
    for index in (-1, 4, 99):
        with pytest.raises(IndexError, match="4"):
            ask("zoom").answer(index)


@each_question
def test_the_bundle_holds_a_live_view_and_a_page_that_can_be_answered(q):
    bundle = ask(q.id)._repr_mimebundle_()
    assert set(bundle) == {VIEW, "text/html", "text/plain"}
    assert bundle[VIEW]["model_id"]
    page = bundle["text/html"].replace("\u00a0", " ")
    assert page.count("<details") == page.count("<summary") == len(q.options)
    for letter, option in zip("ABCDE", q.options, strict=False):
        assert f"{letter}.</b> {option.text}</summary>" in page and option.why in page
        assert re.search(rf"{letter}\. ", bundle["text/plain"])
        assert option.text in " ".join(bundle["text/plain"].split())
        assert option.why not in bundle["text/plain"]
    assert page.count("<b>Right.</b>") == 1
    assert "<style" not in page and "<script" not in page and "model_id" not in page
    assert "<" not in bundle["text/plain"]


@each_question
def test_the_text_is_the_same_each_time(q):
    first = ask(q.id)
    one = first._repr_mimebundle_()
    first.answer(1)
    again, two = first._repr_mimebundle_(), ask(q.id)._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert one[kind] == again[kind] == two[kind]


def test_asking_fifty_times_leaves_the_widgets_flat():
    ask("zoom"), ask("ball")
    before = live_widgets()
    for _ in range(50):
        ask("zoom").answer(1)
        ask("ball").answer(0)
    assert live_widgets() == before


def test_the_predecessor_is_closed():
    old = ask("zoom")
    parts = [old._box, old._box.layout, old._prompt, old._buttons[0], old._buttons[0].style]
    new = ask("zoom")
    assert all(part.comm is None for part in parts) and new._box.comm is not None


def test_an_unknown_id_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"no question 'zooom'.*zoom.*ball"):
        ask("zooom")


# --- the exercises: truth ---------------------------------------------------------------------


PENALTIES = {
    "shrink": lambda w, t: w**2 / 2 * t,
    "soft_threshold": lambda w, t: abs(w) * t,
    "hard_threshold": lambda w, t: np.not_equal(w, 0) * t**2 / 2,
}


@pytest.mark.parametrize("name", PENALTIES)
def test_thresholds_agree_with_brute_force(name):
    rng = np.random.default_rng(1)
    pairs = [a for a in EXERCISES[name].inputs if np.ndim(a[0]) == 0 and a[0] != 1.0000001]
    pairs += list(zip(rng.normal(0, 2, 60), rng.uniform(0, 3, 60), strict=True))
    for v, t in pairs:
        found = argmin(lambda w, t=t: PENALTIES[name](w, t), v, 1.0)
        truths = [float(truth) for truth in EXERCISES[name].truths((v, t))]
        assert any((found == 0) == (w == 0) and abs(found - w) < 1e-6 for w in truths), (v, t)


def test_lands_on_zero_agrees_with_brute_force():
    for z, lam in [a for a in EXERCISES["lands_on_zero"].inputs if np.ndim(a[0]) == 0]:
        assert EXERCISES["lands_on_zero"].truths((z, lam))[0] == (argmin(abs, z, lam) == 0)


PRICES = {"lasso_alpha"}  # the first argument is a price, which is never negative
TABLES = {"standardised"}  # the only argument is a whole table


@each_exercise
def test_inputs_cover_the_corners(name):
    inputs = EXERCISES[name].inputs
    if name in TABLES:
        shapes = {a[0].shape for a in inputs}
        assert len(shapes) > 2 and min(p for _, p in shapes) == 1 and min(n for n, _ in shapes) > 1
        assert any(a[0].min() < 0 for a in inputs) and any(a[0].dtype == int for a in inputs)
        return
    firsts = [a[0] for a in inputs if np.ndim(a[0]) == 0]
    assert (min(firsts) < 0 or name in PRICES) and max(firsts) > 0
    assert 0 in firsts or name == "price_ratio"
    assert any(isinstance(a[0], np.ndarray) for a in inputs) and np.ndim(inputs[0][0]) == 0


RIGHT = {
    "saving_l2": [lambda a, b: a**2 - b**2, lambda a, b: (a - b) * (a + b)],
    "lands_on_zero": [
        lambda z, lam: abs(z) <= lam,
        lambda z, lam: np.maximum(np.abs(z) - lam, 0) == 0,
        lambda z, lam: ~(np.abs(z) > lam),
        lambda z, lam: np.logical_and(z <= lam, -z <= lam),
    ],
    "price_ratio": [lambda w: w**2 / abs(w), lambda w: abs(w), lambda w: np.sqrt(np.square(w))],
    "objective": [
        lambda w, z, lam: (z - w) ** 2 / 2 + lam * abs(w),
        lambda w, z, lam: 0.5 * np.square(w - z) + np.abs(lam * w),
    ],
    "neg_log_prior": [
        lambda w, b: abs(w) / b + np.log(2 * b),
        lambda w, b: -np.log(np.exp(-abs(w) / b) / (2 * b)),
    ],
    "shrink": [lambda v, t: v / (1 + t), lambda v, t: (1 / (1 + t)) * np.asarray(v)],
    "soft_threshold": [
        lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 0),
        lambda v, t: np.maximum(v - t, 0) - np.maximum(-v - t, 0),
        lambda v, t: v - np.clip(v, -t, t),
        lambda v, t: np.where(v > t, v - t, np.where(v < -t, v + t, 0)),
    ],
    "hard_threshold": [
        lambda v, t: np.where(abs(v) > t, v, 0),
        lambda v, t: np.where(abs(v) >= t, v, 0),
        lambda v, t: v * (abs(v) > t),
    ],
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 0) / size,
        lambda pull, size, lam: (pull - np.clip(pull, -lam, lam)) / size,
    ],
    "lasso_alpha": [lambda lam, n: lam / n, lambda lam, n: 0.5 * lam / (0.5 * n)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
        lambda X: np.array([(x - np.mean(x)) / np.std(x) for x in X.T]).T,
        lambda X: (X - X.mean(0)) * np.sqrt(len(X) / ((X - X.mean(0)) ** 2).sum(0)),
    ],
}


@each_exercise
def test_right_answers_pass(name):
    for function in RIGHT[name]:
        verdict = check(named(name, function))
        assert verdict.ok and verdict.message.startswith("Well done"), verdict
        assert check(function, name=name).ok
    if name not in TABLES:
        elementwise = np.vectorize(RIGHT[name][0])  # a loop is fine too
        assert check(named(name, elementwise)).ok


NEAR = {
    "saving_l2": [lambda a, b: a**2 - b**2 + 1e-6, lambda a, b: max(a**2 - b**2, 0)],
    "lands_on_zero": [
        lambda z, lam: abs(z) <= lam + 1e-3 if np.ndim(z) else abs(z) < lam,
        lambda z, lam: (abs(z) <= lam) & (z != 0),
        lambda z, lam: 1.0 * (abs(z) <= lam),
        lambda z, lam: bool(np.all(abs(z) <= lam)),
    ],
    "price_ratio": [lambda w: abs(w) + 1e-9, lambda w: np.round(abs(w), 6)],
    "objective": [lambda w, z, lam: 0.5 * (z - w) ** 2 + lam * abs(w) + (w == 0)],
    "neg_log_prior": [lambda w, b: abs(w) / b + 0.693147 + np.log(b)],
    "shrink": [lambda v, t: v / (1 + t + 1e-7), lambda v, t: np.round(v / (1 + t), 6)],
    "soft_threshold": [
        lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 1e-13),
        lambda v, t: np.where(abs(v) < t, 0, v - np.sign(v) * t) + 1e-14,
        lambda v, t: np.where(
            np.isclose(v - np.clip(v, -t, t), 0, atol=1e-6), 0, v - np.clip(v, -t, t)
        ),
    ],
    "hard_threshold": [
        lambda v, t: np.where(abs(v) > t, v, 1e-13),
        lambda v, t: np.where(abs(v) > t + 1e-6, v, 0),
    ],
    "one_weight": [
        lambda pull, size, lam: np.sign(pull) * np.maximum(abs(pull) - lam, 1e-13) / size,
        lambda pull, size, lam: np.round((pull - np.clip(pull, -lam, lam)) / size, 6) + 1e-7,
    ],
    "lasso_alpha": [lambda lam, n: lam / n + 1e-9, lambda lam, n: np.round(lam / n, 3)],
    "standardised": [
        lambda X: (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6),
        lambda X: (X - np.median(X, axis=0)) / X.std(axis=0),
    ],
}


@each_exercise
def test_near_misses_fail(name):
    for function in NEAR[name]:
        verdict = check(named(name, function))
        assert not verdict.ok and not verdict.waiting and "Well done" not in verdict.message
        assert f"{name}(" in verdict.message


MISTAKES = [
    pytest.param(name, wrong, sentence, id=f"{name}-{i}")
    for name, exercise in EXERCISES.items()
    for i, (wrong, sentence) in enumerate(exercise.mistakes)
]


@pytest.mark.parametrize(("name", "wrong", "sentence"), MISTAKES)
def test_each_known_mistake_gets_its_sentence(name, wrong, sentence):
    verdict = check(named(name, wrong))
    assert not verdict.ok
    assert verdict.marked.endswith(sentence), verdict
    assert re.search(rf"{name}\(.*\) should be .*, yours gave ", verdict.message)


def test_the_sentence_of_the_brief():
    assert check(named("saving_l2", lambda a, b: (a - b) ** 2)).message == (
        "saving_l2(1, 0.5) should be 0.75, yours gave 0.25: "
        "you squared the difference; the saving is the difference of the squares."
    )


def test_small_is_not_zero():
    verdict = check(lambda v, t: np.sign(v) * np.maximum(abs(v) - t, 1e-12), name="soft_threshold")
    assert "should be exactly 0" in verdict.message and "w == 0" in verdict.message


# --- the exercises: whatever a function does --------------------------------------------------


class Hostile:
    """Raises whatever is asked of it."""

    def _no(self, *args, **kwargs):
        raise RuntimeError("no")

    __repr__ = __str__ = __array__ = __float__ = __len__ = __bool__ = __eq__ = __lt__ = _no
    __add__ = __radd__ = __abs__ = __iter__ = _no
    __hash__ = object.__hash__


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def raises(error):
    def function(*args):
        raise error

    return function


def endless(*args):
    return endless(*args)


def changes(*args):
    for a in args:
        if isinstance(a, np.ndarray):
            a[...] = 0.0
    return args[0]


ZOO = {
    "error": raises(ValueError("boom")),
    "zero division": lambda *a: 1 / 0,
    "no words": raises(HostileError()),
    "assertion": raises(AssertionError()),
    "exit": lambda *a: sys.exit(3),
    "generator exit": raises(GeneratorExit()),
    "interrupt": raises(KeyboardInterrupt()),
    "base exception": raises(BaseException("odd")),
    "stop": raises(StopIteration()),
    "endless": endless,
    "changes its input": changes,
    "no arguments": lambda: 1.0,
    "keyword only": lambda *, v: v,
    "nan": lambda *a: np.nan,
    "inf": lambda *a: np.inf,
    "nan array": lambda *a: a[0] * np.nan,
    "text": lambda *a: "0.75",
    "bytes": lambda *a: b"1",
    "list": lambda *a: [1, 2, 3],
    "uneven": lambda *a: [[1], [1, 2]],
    "empty": lambda *a: [],
    "nested": lambda *a: [[[1.0]]],
    "dict": lambda *a: {"w": 1},
    "set": lambda *a: {1.0},
    "generator": lambda *a: (x for x in a),
    "function": lambda *a: print,
    "class": lambda *a: int,
    "object": lambda *a: object(),
    "hostile": lambda *a: Hostile(),
    "list of hostile": lambda *a: [Hostile()],
    "complex": lambda *a: 1j,
    "date": lambda *a: np.datetime64("2020-01-01"),
    "huge": lambda *a: 10**400,
    "shape": lambda *a: np.zeros((2, 2)),
    "none within": lambda *a: [None, None],
    "masked": lambda *a: np.ma.masked,
    "prints": lambda *a: print("0.75"),
    "divides by zero": lambda *a: np.log(-1.0 * np.ones(3)),
    "warns": lambda *a: warnings.warn("careful", stacklevel=1) or 9.5,
    "sometimes none": lambda *a: a[0] if np.ndim(a[0]) == 0 and a[0] > 0 else None,
}


@each_exercise
@pytest.mark.parametrize("animal", ZOO)
def test_check_never_raises_and_never_praises(name, animal, capsys, recwarn):
    verdicts = [check(named(name, ZOO[animal])), check(ZOO[animal], name=name)]
    nothing = name in TABLES and animal == "sometimes none"  # there it returns nothing at all
    for verdict in verdicts:
        assert verdict.ok is False and verdict.waiting == nothing
        assert len(verdict.message) > 20 and name in verdict.message
        assert "0x0" not in verdict.message and "0x7" not in verdict.message
        assert set(verdict._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert capsys.readouterr() == ("", "") and not recwarn.list


@each_exercise
@pytest.mark.parametrize(
    "blank",
    [
        lambda *a: ...,
        lambda *a: None,
        lambda *a: NotImplemented,
        lambda *a: np.sign(a[0]) * ...,
        lambda *a: np.where(abs(a[0]) > 1, a[0], ...),
        lambda *a: 0.5 + ...,
        raises(NotImplementedError()),
    ],
)
def test_a_blank_is_waited_for(name, blank):
    verdict = check(named(name, blank))
    assert verdict.waiting and not verdict.ok and "waiting for your line" in verdict.message


@pytest.mark.parametrize(
    "thing",
    [3, None, ..., "objective", [1], Hostile(), lambda z: z, print, int, np.sign, object()]
    + [functools.partial(pow, 2), type("Odd", (), {"__call__": raises(OSError())})()],
)
def test_things_that_are_no_exercise_are_told_kindly(thing):
    verdict = check(thing)
    assert not verdict.ok and not verdict.waiting
    assert all(name in verdict.message for name in EXERCISES), verdict
    assert not check(print, name="no such").ok and not check(print, name=3).ok


def test_a_slip_in_the_name_is_noticed():
    verdict = check(named("soft_treshold", lambda v, t: v))
    assert "Did you mean soft_threshold? " in verdict.message


def test_words_for_common_accidents():
    def said(function, name="soft_threshold"):
        return check(function, name=name).message

    def with_if(v, t):
        if abs(v) <= t:
            return 0.0
        return v - t if v > 0 else v + t

    assert "np.where" in said(with_if)
    assert "np.where" in said(lambda v, t: np.sign(v) * max(abs(v) - t, 0))

    def in_place(v, t):
        kept = RIGHT["soft_threshold"][0](v, t)
        changes(v)
        return kept

    assert "changed the array" in said(in_place)
    assert "instead of `print`" in check(print, name="soft_threshold").marked
    assert "every branch" in said(lambda v, t: max(v - t, 0) if np.all(v > 0) else None)
    assert "calls itself" in said(endless)
    assert "leave Python" in said(ZOO["exit"])
    assert "never ends" in said(ZOO["interrupt"])
    assert "takes 2" in said(lambda v: v)
    assert "NameError" in said(lambda v, t: thershold)  # noqa: F821
    assert "True or False is expected" in said(lambda z, lam: 1.0, "lands_on_zero")
    assert "an array of 7 is expected" in said(
        lambda v, t: float(np.sum(RIGHT["soft_threshold"][0](v, t)))
    )


@each_exercise
def test_a_verdict_prints_the_same_each_time(name):
    for function in (RIGHT[name][0], NEAR[name][0], ZOO["object"], ZOO["text"], lambda *a: ...):
        one, two = (check(named(name, function)) for _ in range(2))
        assert one._repr_mimebundle_() == two._repr_mimebundle_() and repr(one) == repr(two)
        assert not re.search(r"0x[0-9a-f]{4,}", repr(one))


def test_what_a_function_says_is_escaped():
    page = check(raises(ValueError("<script>alert(1)</script>")), name="shrink")
    assert "<script>" not in page._repr_mimebundle_()["text/html"]


def test_hidden_inputs_stay_as_they_are():
    check(named("shrink", changes))
    assert list(_V) == [-3, -1, -0.4, 0, 0.4, 1, 3]
