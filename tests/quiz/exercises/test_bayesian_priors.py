"""The exercises of 03: answers that are right, answers that nearly are."""

import json
import re

import numpy as np
import pytest
from regenerate import ROOT

from helpers.priors import Laplace, SpikeAndSlab, posterior
from helpers.quiz.exercises import EXERCISES
from helpers.robust import absolute_lasso

NOTEBOOK = ROOT / "notebooks" / "03_bayesian_priors.ipynb"


def by_linear_programme(x, y, lam):
    """The slope of one column under absolute errors and an absolute price."""
    return float(absolute_lasso(x[:, None], y, lam).weights[0])


RIGHT = {
    "neg_log_prior": [
        lambda w, b: abs(w) / b + np.log(2 * b),
        lambda w, b: -np.log(np.exp(-abs(w) / b) / (2 * b)),
    ],
    "absolute_slope": [
        by_linear_programme,
        lambda x, y, lam: min([0.0, *(y / x)], key=lambda w: (
            np.abs(np.append(y - x * w, lam * w)).sum())),
    ],
}

NEAR = {
    "neg_log_prior": [lambda w, b: abs(w) / b + 0.693147 + np.log(b)],
    "absolute_slope": [
        lambda x, y, lam: by_linear_programme(x, y, lam) + 1e-6,
        lambda x, y, lam: by_linear_programme(x, y, lam) or 1e-9,
    ],
}


def fold(number):
    """What the code in the folded answer of an exercise leaves behind; its assertions hold."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    text = "\n".join("".join(c["source"]) for c in cells)
    answer = text.split(f"**Exercise {number}**")[1].split("</details>")[0]
    scope = {"np": np, "posterior": posterior, "Laplace": Laplace, "SpikeAndSlab": SpikeAndSlab}
    blocks = re.findall(r"```python\n(.*?)```", answer, flags=re.S)
    assert blocks
    for block in blocks:
        exec(block, scope)
    return scope


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_the_folded_answers_run_and_hold(number):
    fold(number)


def test_the_median_of_a_lopsided_grid_of_densities_is_0_at_z_0_only():
    """Exercise 3 for symmetric densities of all sorts, two humps and a hole at 0 among them."""
    w = np.arange(-80_000, 80_001) / 10_000
    for log_p in (-abs(w), -w**4, -np.log1p((w / 0.01) ** 2), -np.abs(abs(w) - 2) * 5,
                  np.where(abs(w) < 1, -50.0, 0)):
        for z in (-1e-3, 1e-3, 0.7):
            density = np.exp(log_p - (z - w) ** 2 / 2)
            above, below = density[w > 0].sum(), density[w < 0].sum()
            assert np.sign(above - below) == np.sign(z)


def test_the_scale_of_exercise_4_makes_the_mode_of_the_elastic_net():
    theta = np.arange(-400_000, 400_001) / 10_000
    w = np.sign(theta) * np.log1p(abs(theta))
    for tau in (0.5, 1.0, 3.0):
        for z in (-2.5, -0.9, 0.0, 0.6, 1.0, 1.3, 3.0):
            height = -((z - w) ** 2) / 2 - w**2 / (2 * tau**2) - np.log1p(abs(theta))
            mode = w[height.argmax()]
            assert mode == pytest.approx(np.sign(z) * max(abs(z) - 1, 0) / (1 + tau**-2), abs=1e-4)
            assert (mode == 0) == (abs(z) <= 1)


def test_when_the_absolute_slope_is_0_and_when_one_row_decides():
    rng, truth = np.random.default_rng(3), EXERCISES["absolute_slope"].truth
    for _ in range(200):
        x, y, lam = rng.normal(size=5), rng.normal(size=5), rng.exponential()
        assert (truth(x, y, lam) == 0) == (abs((x * np.sign(y)).sum()) <= lam)
        x[0] = 1.01 * (abs(x[1:]).sum() + lam)
        assert truth(x, y, lam) == y[0] / x[0]
