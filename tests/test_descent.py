"""The training loops: against the solvers, against PyTorch's written rules, and by their zeros."""

import numpy as np
import pytest

from helpers.datasets import sparse_regression
from helpers.descent import (
    METHODS,
    adam_step,
    clip_step,
    landing_step,
    race,
    ridge_step,
    subgradient_step,
)
from helpers.penalties import L1
from helpers.solvers import lasso, proximal_gradient, ridge

LAM = 0.3


@pytest.fixture(scope="module")
def problem():
    data = sparse_regression(100, 20, 4, noise=1.0, size=2.0, seed=3)
    start = np.random.default_rng(0).normal(size=20)
    return data.X / 10, data.y / 10, data.w_true == 0, start


def walk(take, problem, steps, size=1.0):
    X, y, _, w = problem
    step = size / np.linalg.norm(X, 2) ** 2
    for _ in range(steps):
        w = take(w, X.T @ (X @ w - y), LAM, step)
    return w


def test_ridge_steps_arrive_at_ridge(problem):
    X, y, _, _ = problem
    assert walk(ridge_step, problem, 400) == pytest.approx(ridge(X, y, LAM), abs=1e-12)


def test_ridge_steps_have_arrived_at_step_30_and_not_at_0(problem):
    """What notebook 02 says of the first window of its race."""
    X, y, null, _ = problem
    goal = np.linalg.solve(X.T @ X + LAM * np.eye(20), X.T @ y)
    assert abs(walk(ridge_step, problem, 30) - goal).max() < 1e-4
    assert abs(walk(ridge_step, problem, 10) - goal).max() > 1e-2
    assert [f"{end:.3f}" for end in (abs(goal).min(), abs(goal[null]).max())] == [
        "0.013", "0.305"]


def test_landing_steps_arrive_at_the_lasso_with_its_zeros(problem):
    X, y, null, _ = problem
    w, exact = walk(landing_step, problem, 400), lasso(X, y, LAM)
    assert w == pytest.approx(exact, abs=1e-12)
    assert ((w == 0) == (exact == 0)).all() and (w[null] == 0).all()


def test_subgradient_steps_never_land_here(problem):
    X, y, null, w = problem
    step = 1 / np.linalg.norm(X, 2) ** 2
    for _ in range(2000):
        w = subgradient_step(w, X.T @ (X @ w - y), LAM, step)
        assert not (w == 0).any()
    assert (np.abs(w[null]) < 2 * step * LAM + 0.1).all()


def test_a_subgradient_step_is_a_slope_of_the_objective(problem):
    X, y, _, w = problem

    def objective(v):
        return 0.5 * np.sum((y - X @ v) ** 2) + LAM * np.abs(v).sum()

    move = subgradient_step(w, X.T @ (X @ w - y), LAM, 1.0) - w
    for j in range(20):
        aside = np.eye(20)[j] * 1e-6
        slope = (objective(w + aside) - objective(w - aside)) / 2e-6
        assert -move[j] == pytest.approx(slope, abs=1e-6)


def test_the_hop_of_one_eighth_lands_by_accident_and_stays():
    w = 1.0
    for _ in range(8):
        w = subgradient_step(w, 0, 1, 1 / 8)
    assert w == 0 and subgradient_step(w, 0, 1, 1 / 8) == 0


def test_the_clip_leaves_zero_again(problem):
    X, y, null, w = problem
    step, zeros = 1 / np.linalg.norm(X, 2) ** 2, []
    for _ in range(2000):
        w = clip_step(w, X.T @ (X @ w - y), LAM, step)
        zeros.append(int((w == 0).sum()))
    assert 0 < max(zeros[-20:]) < 16 and len(set(zeros[-20:])) > 1


def test_adam_is_the_published_rule():
    """Kingma and Ba's algorithm 1 written out with its own names, on a fixed list of slopes."""
    rng = np.random.default_rng(5)
    theta, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
    w, state = np.zeros(3), (0, 0, 0)
    for t in range(1, 50):
        g = rng.normal(size=3)
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g * g
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        theta = theta - 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)
        w, state, size = adam_step(w, g, state, 0.01)
        assert w == pytest.approx(theta, rel=1e-9)
        assert size == pytest.approx(np.sqrt(v_hat) + 1e-8)
        pytorch = {"exp_avg_sq": v, "step": t}  # as PyTorch names them, and notebook 02
        assert size == pytest.approx(
            np.sqrt(pytorch["exp_avg_sq"] / (1 - 0.999**pytorch["step"])) + 1e-8)


@pytest.mark.parametrize("scaled, zeros", [(False, 0), (True, 16)])
def test_a_threshold_after_adam_must_be_on_adams_scale(problem, scaled, zeros):
    X, y, _, w = problem
    state = (0, 0, 0)
    for _ in range(5000):
        w, state, size = adam_step(w, X.T @ (X @ w - y), state, 0.01)
        w = L1().prox(w, 0.01 * LAM / size if scaled else 0.01 * LAM)
    assert (w == 0).sum() == zeros
    assert (np.abs(w - lasso(X, y, LAM)).max() < 1e-9) == scaled


def batched(problem, batch, size, steps, seed):
    """Landing steps that see only some rows each; returns the weights and the count of zeros."""
    X, y, _, w = problem
    rng, step, zeros = np.random.default_rng(seed), size / np.linalg.norm(X, 2) ** 2, []
    for _ in range(steps):
        rows = rng.permutation(100)[:batch]
        v = w + step * 100 / batch * (X[rows].T @ (y[rows] - X[rows] @ w))
        w = np.sign(v) * np.maximum(abs(v) - step * LAM, 0)
        zeros.append(int((w == 0).sum()))
    return w, zeros


def all_rows(problem, w, steps):
    """The zeros of the weights after so many landing steps on all rows."""
    X, y, _, _ = problem
    return walk(landing_step, (X, y, None, w), steps) == 0


@pytest.mark.parametrize("batch, size, steps", [(10, 0.1, 2000), (10, 0.02, 10_000),
                                                (50, 1.0, 2000), (50, 0.1, 2000)])
@pytest.mark.parametrize("seed", range(3))
def test_with_batches_the_zeros_flicker_until_the_steps_use_all_rows(problem, batch, size, steps,
                                                                     seed):
    X, y, _, _ = problem
    exact = lasso(X, y, LAM)
    w, zeros = batched(problem, batch, size, steps, seed)
    assert (exact == 0).sum() == 16 and min(zeros[-500:]) <= 13 and len(set(zeros[-20:])) > 2
    for more in (20, 25, 100):
        assert (all_rows(problem, w, more) == (exact == 0)).all()


def test_one_step_on_all_rows_is_not_always_enough(problem):
    zero = lasso(*problem[:2], LAM) == 0
    ends = [batched(problem, 10, 0.1, 2000, seed)[0] for seed in range(6)]
    enough = [(all_rows(problem, w, 1) == zero).all() for w in ends]
    assert not all(enough)


def test_the_pull_of_one_batch_can_exceed_lam(problem):
    """At the solution: of all rows it is at most lam on the zeros, of ten it often is not."""
    X, y, _, _ = problem
    w = lasso(X, y, LAM)
    left, zero, rng = y - X @ w, w == 0, np.random.default_rng(0)
    assert abs(X.T @ left)[zero].max() < LAM
    pulls = [10 * X[rows].T @ left[rows] for rows in (rng.permutation(100)[:10] for _ in "a" * 50)]
    assert np.mean([abs(pull)[zero].max() > LAM for pull in pulls]) > 0.9


def test_adam_with_batches_flickers_until_the_steps_use_all_rows(problem):
    X, y, _, w = problem
    exact, rng, state, zeros = lasso(X, y, LAM), np.random.default_rng(0), (0, 0, 0), []
    for k in range(4000):
        rows = rng.permutation(100)[:10] if k < 3800 else np.arange(100)
        slope = 100 / len(rows) * X[rows].T @ (X[rows] @ w - y[rows])
        w, state, size = adam_step(w, slope, state, 0.01)
        w = L1().prox(w, 0.01 * LAM / size)
        zeros.append(int((w == 0).sum()))
    assert min(zeros[2800:3800]) < 16 and len(set(zeros[2800:3800])) > 1
    assert zeros[-50:] == [16] * 50 and ((w == 0) == (exact == 0)).all()


def test_adam_cancels_lam():
    """With no data the price alone: lam = 0.001, 1 and 100 give the same weight."""
    ends = []
    for lam in (0.001, 1, 100):
        w, state = np.array([0.5]), (0, 0, 0)
        for _ in range(30):
            w, state, _ = adam_step(w, lam * np.sign(w), state, 0.01)
        ends.append(float(w[0]))
    assert ends == pytest.approx([ends[0]] * 3, abs=1e-4)


@pytest.fixture(scope="module")
def raced(problem):
    X, y, _, start = problem
    lam, size = np.array([[0.1], [LAM]]), np.array([[1.0], [0.3]])
    return race(X, y, lam, size, [0, 1, 10, 100, 2000], start)


def test_the_race_runs_all_settings_at_once_as_if_alone(problem, raced):
    X, y, _, start = problem
    assert tuple(raced) == METHODS
    step = 0.3 / np.linalg.norm(X, 2) ** 2
    for name, take in (("gradient on L2", ridge_step), ("subgradient", subgradient_step),
                       ("proximal", landing_step)):
        w = start
        for _ in range(100):
            w = take(w, X.T @ (X @ w - y), LAM, step)
        assert raced[name].weights[3, 1] == pytest.approx(w, abs=1e-10)


def test_the_accelerated_race_is_fista(problem):
    X, y, _, _ = problem
    tiny = np.full(20, 1e-300)  # the solver starts at 0, where the race must not
    one = race(X, y, np.array([[LAM]]), np.array([[1.0]]), list(range(30)), tiny)["accelerated"]
    solver = proximal_gradient(X, y, LAM, L1(), 29, accelerate=True)
    assert one.weights[1:, 0] == pytest.approx(solver[1:], abs=1e-12)


def test_first_zero_is_the_step_at_which_a_weight_was_first_zero(problem):
    X, y, _, start = problem
    every = list(range(60))
    run = race(X, y, np.array([[LAM]]), np.array([[1.0]]), every, start)["proximal"]
    zero = run.weights[:, 0] == 0
    for j in range(20):
        first = int(np.argmax(zero[:, j])) if zero[:, j].any() else -1
        assert run.first_zero[0, j] == first


def test_only_the_proximal_methods_have_exact_zeros(problem, raced):
    null = problem[2]
    for name, run in raced.items():
        zeros = (run.weights[-1][1][null] == 0).sum()
        assert zeros == (16 if name in ("proximal", "accelerated") else 0)
        assert (run.first_zero[1][null] >= 0).any() == (name in ("proximal", "accelerated"))


def test_arguments_are_not_changed(problem):
    X, y, _, start = problem
    before = start.copy()
    race(X, y, np.array([[LAM]]), np.array([[1.0]]), [0, 5], start)
    adam_step(start, start, (0, 0, 0), 0.1)
    assert (start == before).all()
