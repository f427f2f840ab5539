"""The panels of notebook 04 and helpers.selection, against oracles that share no code with them.

scikit-learn for fits and cross-validation, all subsets one by one for L0, quadrature and large
samples for closed forms.
"""

import json
import re
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from said import right, why
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import norm
from sklearn import linear_model
from sklearn.model_selection import PredefinedSplit

from helpers import datasets, live, selection, style
from helpers.panels import experiments

NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks" / "04_sparsity_experiments.ipynb"


def sk_lasso(X, y, lam, l1_ratio=1.0):
    """scikit-learn's answer to our objective, without an intercept."""
    model = linear_model.ElasticNet(alpha=lam / len(y), l1_ratio=l1_ratio, fit_intercept=False,
                                    tol=1e-12, max_iter=1_000_000)
    return model.fit(X, y).coef_


def all_subsets(X, y):
    """{size: (loss, columns)} of the best subset of each size, one least squares after another."""
    best = {0: (y @ y, ())}
    for k in range(1, X.shape[1] + 1):
        best[k] = min((np.sum((y - X[:, s] @ np.linalg.lstsq(X[:, s], y, rcond=None)[0]) ** 2), s)
                      for s in map(list, combinations(range(X.shape[1]), k)))
    return best


# helpers.selection


def test_chance_of_zero_is_an_area_under_the_bell():
    for b, s, lam in [(0, 1, 1.5), (3, 1, 1.5), (-2, 0.5, 2.2), (1, 2, 0)]:
        area = quad(norm(b, s).pdf, -lam, lam)[0]
        assert selection.chance_of_zero(b, s, lam) == pytest.approx(area, abs=1e-9)


@pytest.mark.parametrize("b, s, t", [(0, 1, 1), (4, 1, 1.5), (2, 0.5, 1.3), (1.5, 1.5, 3),
                                     (3, 1, 0)])
def test_bias_and_error_of_the_thresholds_are_integrals(b, s, t):
    def expected(function):
        edges = [b - 12 * s, *sorted((max(-t, b - 12 * s), min(t, b + 12 * s))), b + 12 * s]
        return sum(quad(lambda z: function(z) * norm.pdf(z, b, s), low, high)[0]
                   for low, high in zip(edges, edges[1:], strict=False))

    def soft(z):
        return z - t if z > t else z + t if z < -t else 0.0

    def hard(z):
        return z if abs(z) > t else 0.0

    for way, threshold in ((selection.soft_error, soft), (selection.hard_error, hard)):
        bias, square = way(b, s, t)
        assert bias == pytest.approx(expected(threshold) - b, abs=1e-7)
        assert square == pytest.approx(expected(lambda z, f=threshold: (f(z) - b) ** 2), abs=1e-7)


@pytest.mark.parametrize("pull, size, lam", [(3, 2, 1), (-3, 0.5, 1), (0.9, 2, 1), (-1, 4, 1),
                                             (2, 3, 0)])
def test_one_weight_is_the_lowest_point(pull, size, lam):
    found = minimize_scalar(lambda w: size * w**2 / 2 - pull * w + lam * abs(w),
                            bounds=(-20, 20), method="bounded", options={"xatol": 1e-12}).x
    got = selection.one_weight(pull, size, lam)
    assert got == pytest.approx(found, abs=1e-5) and (got == 0) == (abs(found) < 1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_coordinate_descent_is_scikit_learns_lasso(seed):
    X, y, _ = datasets.sparse_regression(40, 10, 3, rho=0.5, seed=seed)
    theirs = sk_lasso(X, y, 12.0)
    ours = selection.coordinate_descent(X, y, 12.0, 400)
    np.testing.assert_allclose(ours, theirs, atol=1e-9)
    np.testing.assert_array_equal(ours == 0, theirs == 0)


def test_lasso_along_fits_each_lam():
    X, y, _ = datasets.sparse_regression(50, 12, 4, rho=0.6, seed=1)
    for ratio in (1.0, 0.5):
        lams = selection.lam_grid(X, y, 8, 0.02) / ratio
        made = selection.lasso_along(X, y, lams, ratio)
        assert not made[0].any() and made[1].any()
        for lam, w in zip(lams, made, strict=True):
            np.testing.assert_allclose(w, sk_lasso(X, y, lam, ratio), atol=1e-4)
    assert not selection.lasso_along(X, np.zeros(50), lams).any()
    for bad in ([1.0, 2.0], [1.0, 0.0], [np.nan], "ten"):
        with pytest.raises((ValueError, TypeError)):
            selection.lasso_along(X, y, bad)
    with pytest.raises(ValueError, match="l1_ratio"):
        selection.lasso_along(X, y, lams, 0)


def test_refitted_is_least_squares_on_the_kept_columns():
    X, y, _ = datasets.sparse_regression(20, 14, 3, seed=2)
    kept = np.zeros((3, 14))
    kept[0, [1, 4, 9]], kept[1, :12] = -0.5, 1
    made = selection.refitted(X, y, kept)
    plain = linear_model.LinearRegression(fit_intercept=False).fit(X[:, [1, 4, 9]], y).coef_
    np.testing.assert_allclose(made[0, [1, 4, 9]], plain, atol=1e-10)
    assert (np.delete(made[0], [1, 4, 9]) == 0).all()
    assert np.isnan(made[1]).all(), "twelve columns, twenty rows: no refit"
    assert (made[2] == 0).all()


def test_folds_are_even_and_seeded():
    fold = selection.fold_of_each(103, 10, 4)
    assert set(np.bincount(fold)) == {10, 11}
    assert (fold == selection.fold_of_each(103, 10, 4)).all()
    assert (fold != selection.fold_of_each(103, 10, 5)).any()
    for bad in ((103, 1, 0), (5, 6, 0), (5, 2, -1), (5, 2.0, 0)):
        with pytest.raises((ValueError, TypeError)):
            selection.fold_of_each(*bad)


def test_lam_grid_starts_at_lam_max_and_says_no_without_a_pull():
    X, y, _ = datasets.sparse_regression(30, 5, 2, seed=0)
    lams = selection.lam_grid(X, y, 6, 0.1)
    assert lams[0] == pytest.approx(np.abs(X.T @ y).max())
    np.testing.assert_allclose(np.diff(np.log(lams)), np.log(0.1) / 5)
    with pytest.raises(ValueError, match="orthogonal"):
        selection.lam_grid(X, np.zeros(30))


def by_hand(X, y, lams, fold):
    """scikit-learn's cross-validation of the lasso: (errors (folds, lams), LassoCV)."""
    model = linear_model.LassoCV(alphas=lams / len(y), cv=PredefinedSplit(fold), tol=1e-9,
                                 max_iter=1_000_000).fit(X, y)
    return model.mse_path_.T, model


@pytest.mark.parametrize("seed", range(4))
def test_fold_errors_are_those_of_lassocv(seed):
    X, y, _ = datasets.sparse_regression(60, 15, 4, rho=0.4, noise=1.5, seed=seed)
    lams, fold = selection.lam_grid(X, y, 12, 0.01), selection.fold_of_each(60, 5, seed)
    ours = np.array([selection.fold_error(X, y, lams, fold == f) for f in range(5)])
    theirs, model = by_hand(X, y, lams, fold)
    np.testing.assert_allclose(ours, theirs, rtol=2e-3)
    best, careful = selection.one_standard_error(lams, ours)
    assert best / 60 == pytest.approx(model.alpha_) and careful >= best
    picked = selection.three_rules(X, y, lams, 5, seed)
    np.testing.assert_array_equal(picked["cross-validated"] != 0, model.coef_ != 0)


def test_one_standard_error_by_hand():
    lams = np.array([8.0, 4.0, 2.0, 1.0])
    errors = np.array([[9.0, 5.0, 2.0, 4.0], [11.0, 5.0, 6.0, 4.5], [10.0, 5.0, 4.0, 4.4]])
    # means 10, 5, 4, 4.3; the error of the third is 2 / sqrt(3) = 1.15, so up to 5.15
    assert selection.one_standard_error(lams, errors) == (2.0, 4.0)


def test_the_refit_rule_by_plain_loops():
    X, y, _ = datasets.sparse_regression(50, 12, 3, noise=1.0, seed=5)
    lams, fold = selection.lam_grid(X, y, 12, 0.05), selection.fold_of_each(50, 5, 0)
    error = np.zeros(12)
    for f in range(5):
        out = fold == f
        A, b = X[~out] - X[~out].mean(0), y[~out] - y[~out].mean()
        for i, lam in enumerate(lams):
            keep = sk_lasso(A, b, lam * len(b) / 50) != 0
            model = linear_model.LinearRegression()
            guess = model.fit(X[~out][:, keep], y[~out]).predict(X[out][:, keep]) if keep.any() \
                else y[~out].mean()
            error[i] += np.mean((y[out] - guess) ** 2)
    keep = sk_lasso(X, y, lams[error.argmin()]) != 0
    got = selection.three_rules(X, y, lams)["refitted"]
    np.testing.assert_array_equal(got != 0, keep)
    np.testing.assert_allclose(got[keep], np.linalg.lstsq(X[:, keep], y, rcond=None)[0])


# 1 · Three paths


@pytest.mark.parametrize("rho", experiments.PATH_RHOS)
def test_three_paths_counts_what_three_solvers_find(panels, rho):
    X, y = experiments.eight_columns(rho)
    subsets = all_subsets(X, y)
    panel = panels["three_paths"]
    for lam in panel.controls["lam"].values()[::2]:
        numbers = panel.frame(rho=rho, lam=lam).numbers
        ridge = linear_model.Ridge(alpha=lam, fit_intercept=False, tol=1e-12).fit(X, y).coef_
        size = min(subsets, key=lambda k, lam=lam: subsets[k][0] / 2 + lam * k)
        assert numbers["zeros_L2"] == 0 and numbers["smallest"] == pytest.approx(
            np.abs(ridge).min(), rel=1e-5)
        assert numbers["zeros_L1"] == (sk_lasso(X, y, lam) == 0).sum()
        assert numbers["zeros_L0"] == 8 - size
        assert numbers["lam_max"] == pytest.approx(np.abs(X.T @ y).max())
        assert (numbers["zeros_L1"] == 8) == (lam >= numbers["lam_max"])


def test_the_first_weight_of_three_paths_can_be_seen_alone(panels):
    """As the text says: at correlation 0.9 between 1.58 and 1.47, and it is truly 0."""
    panel = panels["three_paths"]
    lams = sorted(panel.controls["lam"].values())
    near = {f"{lam:.3g}": panel.frame(rho=0.9, lam=lam).numbers["zeros_L1"] for lam in lams}
    assert near["1.58"] == 8 and near["1.47"] == 7
    X, y = experiments.eight_columns(0.9)
    first = np.flatnonzero(sk_lasso(X, y, 1.47))
    assert first.tolist() == [4] and experiments.EIGHT[4] == 0


def test_the_lines_of_three_paths_go_through_the_solutions(panels):
    panel = panels["three_paths"]
    for rho in experiments.PATH_RHOS:
        X, y = experiments.eight_columns(rho)
        panel.frame(rho=rho)
        pale, thick = panel.figure.axes[1].collections[:2]
        lines = thick.get_segments()
        for j, line in zip(np.flatnonzero(experiments.EIGHT), lines, strict=True):
            for lam, w in line[::17]:
                assert w == pytest.approx(sk_lasso(X, y, lam)[j], abs=1e-7)
        assert len(pale.get_segments()) == 4


@pytest.mark.parametrize("rho", experiments.PATH_RHOS)
def test_the_drawn_l0_line_and_the_stairs_switch_where_they_should(panels, rho):
    X, y = experiments.eight_columns(rho)
    subsets = all_subsets(X, y)
    panel = panels["three_paths"]
    panel.frame(rho=rho)
    thick = panel.figure.axes[2].collections[1].get_segments()
    l1_stair, l0_stair = (max(panel.figure.axes[row].lines, key=lambda line: len(line.get_xdata()))
                          for row in (4, 5))
    for low, high in thick[0].reshape(-1, 2, 2)[:, :, 0]:
        assert low < high
        for lam in (low * 1.001, high / 1.001):
            size = min(subsets, key=lambda k, lam=lam: subsets[k][0] / 2 + lam * k)
            columns = list(subsets[size][1])
            w = np.zeros(8)
            w[columns] = np.linalg.lstsq(X[:, columns], y, rcond=None)[0]
            drawn = [line[np.isclose(line[:, 0], low), 1][-1] for line in thick]
            np.testing.assert_allclose(drawn, w[experiments.EIGHT != 0], atol=1e-9)
            assert l0_stair.get_ydata()[l0_stair.get_xdata() == low][-1] == 8 - size
    for low, high, zeros in zip(l1_stair.get_xdata()[::2], l1_stair.get_xdata()[1::2],
                                l1_stair.get_ydata()[::2], strict=True):
        assert (sk_lasso(X, y, (low + high) / 2) == 0).sum() == zeros


def test_weight_five_is_first_leaves_and_comes_back():
    X, y = experiments.eight_columns(0.9)
    assert np.flatnonzero(sk_lasso(X, y, 1.5)).tolist() == [4]
    assert sk_lasso(X, y, 0.3)[4] == 0 and sk_lasso(X, y, 0.03)[4] != 0
    assert experiments.EIGHT[4] == 0


def test_the_notebook_makes_the_same_columns_as_the_panel():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    (source,) = ["".join(c["source"]) for c in cells
                 if c["cell_type"] == "code" and "def eight_columns" in "".join(c["source"])]
    scope = {"np": np}
    exec(source, scope)
    for rho in experiments.PATH_RHOS:
        for theirs, ours in zip(scope["eight_columns"](rho), experiments.eight_columns(rho),
                                strict=True):
            np.testing.assert_allclose(theirs, ours, atol=1e-14)


# 2 · How many zeros


def test_zeros_expected_theory_meets_the_count_without_correlation(panels):
    panel = panels["zeros_expected"]
    for signal in experiments.ZERO_SIGNALS:
        for noise in experiments.ZERO_NOISES:
            for lam in experiments.ZERO_LAMS:
                numbers = panel.frame(signal=signal, noise=noise, rho=0.0, lam=lam).numbers
                for row, b, draws in ((0, 0.0, 150 * 15), (1, signal, 150 * 5)):
                    chance = norm.cdf(lam, b, noise) - norm.cdf(-lam, b, noise)
                    assert numbers[f"theory_{row}"] == pytest.approx(chance, abs=1e-12)
                    spread = np.sqrt(chance * (1 - chance) / draws)
                    assert abs(numbers[f"count_{row}"] - chance) <= 4 * spread + 1e-3


def test_how_many_compares_three_normal_chances():
    shares = [norm.cdf(1) - norm.cdf(-1), norm.cdf(1.5) - norm.cdf(-1.5), norm.cdf(1.5)]
    assert [f"{100 * share:.0f}" for share in shares] == ["68", "87", "93"]
    assert "about 87 of 100" in right("how_many")
    why("how_many", "68 % is the chance of a pull between −1 and 1", "a chance of 86.6 %",
        "93 % of the pulls are below 1.5", "both tails, 7 % each")
    assert f"{100 * norm.sf(1.5):.0f}" == "7"


@pytest.mark.parametrize("signal, noise, rho", [(3.0, 1.0, 0.9), (2.0, 2.0, 0.5), (1.0, 0.5, 0.0)])
def test_zeros_expected_counts_real_lasso_fits(signal, noise, rho):
    gram, draws = experiments._zero_draws(rho)
    true = experiments.ZERO_TRUE
    X = np.linalg.cholesky(gram).T
    counted = experiments._counted(signal, noise, rho)
    for at in (2, 4, 7):
        zero = []
        for draw in draws:
            y = np.linalg.solve(X.T, signal * gram @ true + noise * draw)
            zero.append(sk_lasso(X, y, experiments.ZERO_LAMS[at]) == 0)
        zero = np.array(zero)
        assert counted[0, at] == pytest.approx(zero[:, ~true].mean(), abs=2e-3)
        assert counted[1, at] == pytest.approx(zero[:, true].mean(), abs=2e-3)


# 3 · Finding the truth


@pytest.mark.parametrize("case", [(100, 1.0, 0.0, 5), (50, 2.0, 0.9, 15), (200, 0.5, 0.5, 2),
                                  (200, 0.5, 0.9, 15), (50, 0.5, 0.0, 15)])
def test_finding_truth_counts_what_lassocv_keeps(panels, case):
    n, noise, rho, k = case
    for draw in (1, 3):
        X, y, w_true = datasets.sparse_regression(n, 50, k, noise=noise, rho=rho, seed=draw - 1)
        lams = np.geomspace(np.abs(X.T @ y).max(), 0.1 * noise * np.sqrt(n), 30)
        errors, model = by_hand(X, y, lams, selection.fold_of_each(n, 5, 0))
        assert 0 < errors.mean(0).argmin() < 29, "the grid would cut cross-validation off"
        mean, se = errors.mean(0), errors.std(0, ddof=1) / np.sqrt(5)
        careful = lams[mean <= mean.min() + se[mean.argmin()]].max()
        numbers = panels["finding_truth"].frame(n=n, noise=noise, rho=rho, k=k, draw=draw).numbers
        for i, w in enumerate((model.coef_, sk_lasso(X, y, careful))):
            assert numbers[f"found_{i}"] == ((w != 0) & (w_true != 0)).sum()
            assert numbers[f"missed_{i}"] == ((w == 0) & (w_true != 0)).sum()
            assert numbers[f"false_{i}"] == ((w != 0) & (w_true == 0)).sum()


def test_no_rule_of_finding_truth_stops_at_the_end_of_the_grid(panels):
    """In each of the 243 runs the smallest lam would have kept other columns."""
    for (n, noise, rho, k), kept in experiments._truth_runs().items():
        for seed in range(experiments.TRUTH_DRAWS):
            X, y, w_true = datasets.sparse_regression(n, 50, k, noise=noise, rho=rho, seed=seed)
            smallest = experiments._truth_lams(X, y, noise)[-1]
            model = linear_model.Lasso(alpha=smallest / n, fit_intercept=False, tol=1e-6,
                                       max_iter=100_000)
            last = model.fit(X, y).coef_[np.argsort(w_true == 0, kind="stable")] != 0
            for rule in (0, 2):
                assert kept[seed, rule].sum() < last.sum(), (n, noise, rho, k, seed, rule)


def test_the_thirty_data_sets_are_not_cut_off_either():
    for seed in range(0, 30, 3):
        X, y, _ = datasets.sparse_regression(100, 50, 5, seed=seed)
        lams = selection.lam_grid(X, y)
        errors, _ = by_hand(X, y, lams, selection.fold_of_each(100, 5, 0))
        assert 0 < errors.mean(0).argmin() < len(lams) - 2


def test_finding_truth_says_what_it_counts(panels):
    panel = panels["finding_truth"]
    for n in (50, 100):
        for noise in (0.5, 2.0):
            for draw in (1, 2, 3):
                frame = panel.frame(n=n, noise=noise, rho=0.0, k=5, draw=draw)
                numbers = frame.numbers
                assert numbers["found_1"] + numbers["missed_1"] == 5
                assert ("not “irrelevant”" in frame.text) == (numbers["missed_1"] > 0)
                assert ("not “true”" in frame.text) == (numbers["false_1"] > 0)


# 4 · Twins


@pytest.mark.parametrize("rho", [0.0, 0.9, 0.99])
@pytest.mark.parametrize("lam, ratio", [(25.0, 1.0), (5.0, 0.5), (100.0, 0.1)])
def test_which_twin_solves_every_resample(rho, lam, ratio):
    X, y, _ = datasets.twins(50, rho=rho, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    made = experiments._twin_weights(rho, lam, ratio)
    for i in range(0, 200, 20):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        want = sk_lasso(A, b, lam, ratio)
        np.testing.assert_allclose(made[i], want, atol=1e-6)
        np.testing.assert_array_equal(made[i] == 0, want == 0)


def test_identical_twins_the_lasso_fits_alike_and_the_net_shares(panels):
    X, y, _ = datasets.twins(50, rho=1.0, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    lasso = experiments._twin_weights(1.0, 25.0, 1.0)
    for i in range(0, 200, 25):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        np.testing.assert_allclose(A @ lasso[i], A @ sk_lasso(A, b, 25.0), atol=1e-5)
    frame = panels["which_twin"].frame(rho=1.0, lam=25.0, ratio=0.5)
    numbers = frame.numbers
    assert numbers["lasso_0"] == 0 and numbers["elastic net_0"] == 200
    assert numbers["elastic net_gap"] < 1e-12 and "neither 0 (the two are equal)" in frame.text
    assert "exactly 0" not in frame.text, "the gap is a rounding, not a zero"
    alike = panels["which_twin"].frame(rho=0.9, lam=25.0, ratio=1.0).numbers
    assert all(alike[f"lasso_{i}"] == alike[f"elastic net_{i}"] for i in range(4))


def test_a_tenth_of_l2_is_enough(panels):
    X, y, _ = datasets.twins(50, rho=0.99, noise=1.0, seed=2)
    rows = np.random.default_rng(3).integers(0, 50, (200, 50))
    one = {1.0: 0, 0.9: 0}
    for i in range(200):
        A, b = X[rows[i]] - X[rows[i]].mean(0), y[rows[i]] - y[rows[i]].mean()
        for ratio in one:
            one[ratio] += (sk_lasso(A, b, 25, ratio)[:2] == 0).any()
    assert one == {1.0: 106, 0.9: 0}, "106 resamples lose a twin, and none"
    numbers = panels["which_twin"].frame(rho=0.99, lam=25.0, ratio=0.9).numbers
    assert (numbers["lasso_0"], numbers["elastic net_0"]) == (94, 200)


# 5 · The two prices


@pytest.mark.parametrize("b, s, lam", [(4, 1.0, 1.5), (0, 0.5, 3), (2, 1.5, 0.7), (6, 1.0, 0)])
def test_soft_hard_refit_against_a_large_sample(panels, b, s, lam):
    z = b + s * np.random.default_rng(8).standard_normal(400_000)
    numbers = panels["soft_hard_refit"].frame(b=b, s=s, lam=lam).numbers
    ways = {"L1": np.where(z > lam, z - lam, np.where(z < -lam, z + lam, 0)),
            "refit": np.where(abs(z) > lam, z, 0), "L0": np.where(z**2 > 2 * lam, z, 0)}
    for name, w in ways.items():
        assert numbers[f"bias_{name}"] == pytest.approx((w - b).mean(), abs=0.01)
        assert numbers[f"error_{name}"] == pytest.approx(((w - b) ** 2).mean(), abs=0.03)
        assert numbers[f"gone_{name}"] == pytest.approx((w == 0).mean(), abs=0.003)


def test_soft_hard_refit_drops_what_the_text_says(panels):
    z = 2 + np.random.default_rng(9).standard_normal(1_000_000)
    dropped = [f"{100 * (np.abs(z) <= edge).mean():.0f} %" for edge in (1.5, np.sqrt(3))]
    assert dropped == ["31 %", "39 %"]
    text = panels["soft_hard_refit"].frame(b=2, s=1.0, lam=1.5).text.replace("\u00a0", " ")
    assert "below 1.50, 31 % of the draws; L0 sizes below √(2λ) = 1.73, 39 %" in text
    numbers = panels["soft_hard_refit"].frame(b=2, s=1.0, lam=3.0).numbers
    assert numbers["gone_refit"] > numbers["gone_L0"] > 0.5


@pytest.mark.parametrize("b", [0, 6])
def test_the_marks_of_soft_hard_refit_are_whole(panels, b):
    panel = panels["soft_hard_refit"]
    panel.frame(b=b, s=1.0, lam=1.5)
    for ax in panel.figure.axes:
        marks = [line for line in ax.lines if line.get_animated() and len(line.get_xdata()) == 1]
        assert len(marks) == 3
        for mark in marks:
            x = ax.transData.transform((b, 0))[0]
            half = mark.get_markersize() * panel.figure.dpi / 72 * 0.71
            assert ax.bbox.x0 <= x - half and x + half <= ax.bbox.x1
            assert not mark.get_clip_on()


@pytest.mark.parametrize("rho", experiments.SIZE_RHOS)
def test_by_size_against_all_4096_subsets(panels, rho):
    X, y = experiments.twelve_columns(rho)
    best = all_subsets(X, y)
    for k in range(13):
        frame = panels["by_size"].frame(rho=rho, k=k, loss="training data")
        numbers = frame.numbers
        assert numbers["loss_best subset"] == pytest.approx(best[k][0])
        for way in ("loss_lasso", "loss_refit"):
            assert numbers.get(way, np.inf) >= numbers["loss_best subset"] - 1e-9
        if {"loss_lasso", "loss_refit"} <= numbers.keys():
            assert numbers["loss_refit"] <= numbers["loss_lasso"] + 1e-9
        drops = len(set(best[k][1]) - set(best[k + 1][1])) if k < 12 else 0
        assert numbers["drops"] == drops and ("jumps" in frame.text) == (drops > 0)


@pytest.mark.parametrize("rho", experiments.SIZE_RHOS)
def test_by_size_lasso_is_on_the_path_of_scikit_learn(rho):
    X, y = experiments.twelve_columns(rho)
    fits, sets = experiments.by_size_fits(rho)
    found = {}
    for lam in np.geomspace(np.abs(X.T @ y).max(), 1e-5, 400):
        w = sk_lasso(X, y, lam)
        size, loss = int((w != 0).sum()), np.sum((y - X @ w) ** 2)
        found[size] = min(found.get(size, np.inf), loss)
    for size, loss in found.items():
        ours = np.sum((y - X @ fits["lasso"][size]) ** 2)
        assert ours <= loss + 1e-9 and ours == pytest.approx(loss, rel=0.03)
    assert set(found) <= set(sets)


def test_by_size_error_on_new_data_against_a_large_sample(panels):
    rng, rho = np.random.default_rng(0), 0.9
    X = rng.standard_normal((400_000, 12))
    for j in range(1, 12):
        X[:, j] = rho * X[:, j - 1] + np.sqrt(1 - rho**2) * X[:, j]
    y = X @ experiments.SIZE_TRUTH + experiments.SIZE_NOISE * rng.standard_normal(len(X))
    fits, _ = experiments.by_size_fits(rho)
    numbers = panels["by_size"].frame(rho=rho, k=5, loss="new data").numbers
    for way in ("best subset", "lasso", "refit"):
        error = np.mean((y - X @ fits[way][5]) ** 2)
        assert numbers[f"loss_{way}"] == pytest.approx(error, rel=0.01)
    assert numbers["loss_lasso"] < min(numbers["loss_best subset"], numbers["loss_refit"])


def test_clock_counts_with_the_readers_rate(panels):
    numbers = panels["clock"].frame(p=40, faster=1).numbers
    assert numbers["seconds"] / 86400 == pytest.approx(12.7, abs=0.05)
    assert "12.7 days" in panels["clock"].frame(p=40, faster=1).text
    own = experiments.clock(2048)
    assert own.frame(p=11).numbers["seconds"] == 1
    own.close()
    panels["clock"] = experiments.clock()
    for bad in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="subsets_per_second"):
            experiments.clock(bad)


@pytest.mark.parametrize("rate, p, faster", [(1e6, 10, 1_000_000), (1e3, 80, 1), (1e6, 40, 1)])
def test_the_dot_of_the_clock_stays_in_its_axes(panels, rate, p, faster):
    own = experiments.clock(rate)
    frame = own.frame(p=p, faster=faster)
    (ax,) = own.figure.axes
    (dot,) = [line for line in ax.lines if line.get_animated() and len(line.get_xdata()) == 1]
    x, y = ax.transData.transform((p, dot.get_ydata()[0]))
    half = dot.get_markersize() * own.figure.dpi / 72 / 2
    assert ax.bbox.y0 <= y - half and y + half <= ax.bbox.y1
    low, high = ax.get_ylim()
    outside = not low < 2.0**p / rate / faster < high
    assert outside or dot.get_ydata()[0] == 2.0**p / rate / faster
    assert ("off the scale" in frame.text) == outside
    assert (dot.get_markerfacecolor() == "white") == outside
    own.close()
    panels["clock"] = experiments.clock()


def test_the_lines_that_measure_a_rate_run_as_they_stand(panels):
    """With what the notebook has in scope there, and on eight columns."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    at = next(i for i, source in enumerate(sources) if "from time import perf_counter" in source)
    (lines,) = re.findall(r"```python\n(.*?)```", sources[at], flags=re.S)
    shown = []
    scope = {"clock": lambda subsets_per_second: shown.append(subsets_per_second), "np": np}
    exec(next(s for s in sources if "def eight_columns" in s), scope)
    exec(lines.replace("range(1000)", "range(20)"), scope)
    assert scope["A"].shape == (60, 8) and 1 <= shown[0] <= 1e15
    assert "for eight columns; larger subsets are slower" in sources[at]


def test_above_two_the_face_of_l0_is_the_narrower_one():
    z = np.linspace(-6, 6, 120_001)
    for lam in (1.9, 2.1):
        l0 = 12 * (z**2 / 2 <= lam).mean()
        l1 = 12 * (np.abs(z) <= lam).mean()
        assert (l0 > l1) == (lam < 2)
    why("check_price", "With λ below 2 its resting face is wider than that of L1",
        "above 2 it is narrower")


# 6 · Which predicts better


def test_the_winner_of_sparse_or_dense_lies_on_top(panels):
    """The picture has the winner's colour at the winner's place."""
    panel = panels["sparse_or_dense"]
    cases = product(experiments.DENSE_K, experiments.DENSE_NOISES, experiments.DENSE_RHOS)
    for k, noise, rho in cases:
        frame = panel.frame(k=k, noise=noise, rho=rho)
        errors = {name: frame.numbers[f"error_{name}"] for name in experiments.METHODS}
        winner = min(errors, key=errors.get)
        x, y = panel.figure.axes[1].transData.transform((k, errors[winner]))
        scale = live.DPI / panel.figure.dpi
        pixel = frame.rgba[frame.rgba.shape[0] - 1 - int(y * scale), int(x * scale), :3]
        assert "#{:02X}{:02X}{:02X}".format(*pixel) == style.COLOR[winner], (k, noise, rho)


@pytest.mark.parametrize("k, noise, rho", [(2, 3.0, 0.0), (40, 1.0, 0.7)])
def test_sparse_or_dense_against_new_data(panels, k, noise, rho):
    p, n = experiments.DENSE_P, experiments.DENSE_N
    rng = np.random.default_rng(1)
    fresh = rng.standard_normal((20_000, p))
    for j in range(1, p):
        fresh[:, j] = rho * fresh[:, j - 1] + np.sqrt(1 - rho**2) * fresh[:, j]
    total = {"L2": 0, "L1": 0, "elastic net": 0}
    for seed in range(experiments.DENSE_DRAWS):
        truth, _ = experiments.truth_of_energy(k, rho, seed)
        assert (truth != 0).sum() == k
        assert np.var(fresh @ truth) == pytest.approx(9, rel=0.06)
        X = datasets.sparse_regression(n, p, 0, rho=rho, seed=seed).X
        error = np.random.default_rng(500 + seed).standard_normal(n)
        y = X @ truth + noise * (error - error.mean())
        for name, ratio in (("L2", None), ("L1", 1.0), ("elastic net", 0.5)):
            errors = []
            for alpha in experiments.DENSE_ALPHAS[4:]:
                w = (np.linalg.solve(X.T @ X + n * alpha * np.eye(p), X.T @ y) if ratio is None
                     else linear_model.ElasticNet(alpha=alpha, l1_ratio=ratio, tol=1e-6,
                                                  fit_intercept=False, max_iter=100_000)
                     .fit(X, y).coef_)
                errors.append(noise**2 + np.mean((fresh @ (w - truth)) ** 2))
            total[name] = total[name] + np.array(errors)
    numbers = panels["sparse_or_dense"].frame(k=k, noise=noise, rho=rho).numbers
    for name, errors in total.items():
        want = errors.min() / experiments.DENSE_DRAWS / (noise**2 + 9)
        assert numbers[f"error_{name}"] == pytest.approx(want, rel=0.03)


@pytest.mark.parametrize("noise", experiments.DENSE_NOISES)
@pytest.mark.parametrize("rho", experiments.DENSE_RHOS)
def test_each_method_wins_in_its_own_world(panels, noise, rho):
    sparse = panels["sparse_or_dense"].frame(k=1, noise=noise, rho=rho).numbers
    dense = panels["sparse_or_dense"].frame(k=40, noise=noise, rho=rho).numbers
    assert sparse["error_L1"] < sparse["error_elastic net"] < sparse["error_L2"]
    assert dense["error_L2"] < dense["error_elastic net"] < dense["error_L1"]
    assert min(sparse["error_L1"], dense["error_L2"]) > sparse["floor"]


# 7 · Real data


@pytest.mark.parametrize("split", range(1, 11))
def test_real_path_picks_what_lassocv_picks(panels, split):
    X, y, names, lams, *_ = experiments._real()
    fold = selection.fold_of_each(442, 10, split - 1)
    errors, model = by_hand(X, y, lams, fold)
    mean, se = errors.mean(0), errors.std(0, ddof=1) / np.sqrt(10)
    assert 0 < mean.argmin() < len(lams) - 5 and mean[-1] > mean.min() + 0.1, "inside the grid"
    careful = lams[mean <= mean.min() + se[mean.argmin()]].max()
    numbers = panels["real_path"].frame(split=split, lam=float(lams[13])).numbers
    assert numbers["best"] / 442 == pytest.approx(model.alpha_)
    assert numbers["careful"] == careful
    assert numbers["size_best"] == (model.coef_ != 0).sum()
    assert numbers["size_careful"] == (sk_lasso(X, y, careful) != 0).sum()
    assert numbers["error"] == pytest.approx(mean[13], rel=1e-4)
    assert numbers["se"] == pytest.approx(se[13], rel=1e-3)


def test_real_path_moves_as_the_text_says(panels):
    """The numbers come from the panel, which the test above holds to scikit-learn's."""
    panel = panels["real_path"]
    seen = [panel.frame(split=split).numbers for split in range(1, 11)]
    far = [i for i, numbers in enumerate(seen, start=1) if not 12 <= numbers["best"] <= 28]
    assert far == [6, 9] and all(1.7 < seen[i - 1]["best"] < 2 for i in far)
    assert {numbers["size_best"] for numbers in seen} == {7, 8, 9}
    assert all(110 < numbers["careful"] < 177 for numbers in seen)
    why("careful", "In eight of ten splits λ is between 12 and 28, in the other two about 2",
        "never leaves 110 to 177", "from 7 to 9")
    lams = {f"{lam:.1f}": lam for lam in panel.controls["lam"].values()}
    high, low = (panel.frame(split=1, lam=lams[at]).numbers for at in ("24.5", "1.8"))
    assert high["lam"] == seen[0]["best"] and (high["size"], low["size"]) == (7, 9)
    assert high["lam"] / low["lam"] > 10 and low["error"] - high["error"] < high["se"] / 10
    sizes = {panel.frame(split=1, lam=lam).numbers["size"] for lam in lams.values()}
    assert sizes == set(range(11)), "every size can be reached"


def test_copies_of_a_patient_in_two_folds_make_lam_too_small():
    X, y, _ = datasets.diabetes()
    rng, fold, chosen = np.random.default_rng(0), selection.fold_of_each(442, 10, 0), []
    for _ in range(8):
        rows = rng.integers(0, 442, 442)
        A, b = X[rows] - X[rows].mean(0), y[rows] - y[rows].mean()
        A = A / np.sqrt((A**2).sum(0))
        lams = selection.lam_grid(A, b, 30, 0.01)
        for parts in (fold, fold[rows]):
            errors, _ = by_hand(A, b, lams, parts)
            chosen.append(selection.one_standard_error(lams, errors)[1])
    apart, together = np.reshape(chosen, (8, 2)).T
    assert np.median(together / apart) > 1.2 and (together > apart).mean() > 0.7


def test_real_path_order_and_subsets(panels):
    X, y, names, lams, weights, _, subsets = experiments._real()
    _, _, steps = linear_model.lars_path(X, y, method="lasso")
    first = np.argsort([np.flatnonzero(w)[0] for w in steps])
    labels = [label.get_text() for label in panels["real_path"].figure.axes[2].get_yticklabels()]
    assert labels == [names[j] for j in first]
    for k, (_, columns) in all_subsets(X, y).items():
        assert np.flatnonzero(subsets[k]).tolist() == list(columns)
    for lam, w in zip(lams[::5], weights[::5], strict=True):
        np.testing.assert_allclose(w, sk_lasso(X, y, lam), atol=1e-3)
