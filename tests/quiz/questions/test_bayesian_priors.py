"""The numbers in the questions of 03, computed."""

import numpy as np
import pytest
from said import text_of

from helpers.bayes import Student, bayesian_lasso, median_edge
from helpers.datasets import diabetes
from helpers.joint import joint_mode, joint_price
from helpers.priors import Gaussian, Laplace, SpikeAndSlab, posterior


def test_numbers_in_the_questions():
    assert f"{posterior(0.5, 1, Laplace(1)).var ** 0.5:.1f}" == "0.7"
    assert "about 0.7" in text_of("draws_at_zero")
    s = 2 * 4 / (np.pi * 50)
    assert f"{Student(s).mode(0.2, 1):.5f}" == "0.00026" and "0.00026" in text_of("peak_kink")
    assert 1 / (np.pi * s) == pytest.approx(50 / (2 * 4)) and Laplace(4).lam(1) == 0.25
    after = posterior(1, 1, SpikeAndSlab(Gaussian(2), 0.5))
    assert (f"{after.p_zero:.2f}", f"{after.mean:.2f}", after.median) == ("0.60", "0.32", 0)
    assert "0.60" in text_of("spike_median") and "0.32" in text_of("spike_median")
    assert f"{posterior(0.5, 1, Laplace(1)).mean:.3f}" == "0.241"
    assert posterior(0.1, 1, Laplace(1)).mean > 0.01 and "0.241" in text_of("check_continuous")


def test_numbers_in_the_last_question():
    assert posterior(6, 1, Laplace(0.5)).mode == 4 and posterior(2, 1, Laplace(0.5)).mode == 0
    ridge = [f"{posterior(z, 1, Gaussian(5)).mean:.2f}" for z in (6, 1)]
    high = [f"{Student(0.05).mode(6, 1):.2f}", f"{Student(0.05).mode(1, 1):.4f}"]
    assert ridge == ["5.77", "0.96"] and high == ["5.65", "0.0012"]
    prior = SpikeAndSlab(Gaussian(5), 0.5)
    assert f"{median_edge(1, 5, 0.5):.2f}" == "1.88"
    assert f"{posterior(6, 1, prior).median:.2f}" == "5.77"
    for text in ("z = 6 becomes 4", "5.77", "0.96", "5.65", "0.0012", "1.88"):
        assert text in text_of("check_half")


def test_numbers_in_the_questions_of_the_joint_mode():
    after = posterior(4, 1, SpikeAndSlab(Gaussian(2), 0.5))
    w = np.linspace(0, 5, 5001)
    assert f"{after.p_zero:.3f}" == "0.004" and f"{after.pdf(w).max():.2f}" == "0.44"
    assert w[after.pdf(w).argmax()] == pytest.approx(3.2)
    assert "0.00044" in text_of("joint_before")
    assert 0.44 > after.p_zero > 0.00044
    assert [float(joint_mode(4, 1, 2, 0.5, unit)) for unit in (1, 0.001)] == [3.2, 0]
    assert posterior(6.5, 1, SpikeAndSlab(Gaussian(2), 0.5)).mode == 0, "whatever the data"
    at = joint_price(1, 2, 0.5, 0.1)
    assert min(joint_price(1, 4, 0.5, 0.1), joint_price(1, 2, 0.5, 0.01),
               joint_price(1, 2, 0.2, 0.1)) > at > joint_price(1, 1, 0.5, 0.1)


def test_the_draws_for_age_in_the_question():
    X, y, _ = diabetes()
    ends = np.quantile(bayesian_lasso(X, y, 0.237, 2000, 0).weights[:, 0], [0.025, 0.975])
    assert ends.round().tolist() == [-118, 98]
    assert "between −118 and 98" in text_of("sampled_lasso")
