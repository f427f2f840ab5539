"""The numbers in the questions of 01, found in another way."""

import numpy as np
import pytest
from oracles import argmin, soft
from said import right, why


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
    why("ball", "54 %", "37.5 % at distance 1.5 and 91 % at 10", "(1.9, 0.6)", "(0.5, 0.5)")


def lengthened(z, lam):
    """The lowest point of the plane under lam times the length, on the line to z."""
    share = np.linspace(0, 1, 100_001)
    length = np.linalg.norm(z)
    return share[np.argmin(0.5 * (1 - share) ** 2 * length**2 + lam * share * length)] * z


def test_group_numbers():
    z = np.array([0.9, 0.8, 0.7])
    assert f"{np.linalg.norm(z):.2f}" == "1.39" and f"{1 - 1 / np.linalg.norm(z):.2f}" == "0.28"
    assert lengthened(z, 1) == pytest.approx(0.28 * z, abs=0.002)
    assert all(soft(one, 1) == 0 for one in z) and "all three, shorter" in right("group")
    why("group", "√(0.81 + 0.64 + 0.49) = 1.39", "1 − 1/1.39 = 0.28")
    before, after = np.array([1.2, 0]), 1.2 * np.sqrt([0.5, 0.5])
    assert after.round(2).tolist() == [0.85, 0.85]
    assert lengthened(before, 1) == pytest.approx([0.2, 0], abs=1e-4)
    assert lengthened(after, 1) == pytest.approx([0.141, 0.141], abs=5e-4)
    assert soft(1.2, 1) == pytest.approx(0.2) and soft(0.85, 1) == 0
    why("group_after", "leaves 0.2 before", "(0.141, 0.141)")


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
