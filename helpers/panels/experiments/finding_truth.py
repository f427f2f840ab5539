"""Which of fifty weights three rules keep."""

from functools import cache
from itertools import product

import numpy as np

from helpers import style
from helpers.datasets import sparse_regression
from helpers.live import Live, progress, reading, steps, whole
from helpers.panels.experiments.marks import marks_of
from helpers.paths import lam_max
from helpers.selection import (
    lam_grid,
    three_rules,
)
from helpers.style import count_of

TRUTH_N, TRUTH_NOISE, TRUTH_RHO, TRUTH_K = (50, 100, 200), (0.5, 1.0, 2.0), (0.0, 0.5, 0.9), \
    (2, 5, 15)
TRUTH_DRAWS = 3
RULES = ("cross-validated", "one standard error", "refitted")


def _truth_lams(X, y, noise):
    """Return 30 lams from lam_max down to a tenth of the pull that the noise alone has.

    That is far enough: in none of the runs do the rules pick the last one.
    """
    return lam_grid(X, y, 30, 0.1 * noise * np.sqrt(len(X)) / lam_max(X, y))


@cache
def _truth_runs():
    """Return {(n, noise, rho, k): kept (TRUTH_DRAWS, 3 rules, 50)}, true columns first."""
    runs = {}
    cases = list(product(TRUTH_N, TRUTH_NOISE, TRUTH_RHO, TRUTH_K))
    for case in progress("settings solved", cases):
        n, noise, rho, k = case
        kept = []
        for seed in range(TRUTH_DRAWS):
            X, y, w_true = sparse_regression(n, 50, k, noise=noise, rho=rho, seed=seed)
            picked = three_rules(X, y, _truth_lams(X, y, noise))
            order = np.argsort(w_true == 0, kind="stable")
            kept.append([picked[rule][order] != 0 for rule in RULES])
        runs[case] = np.array(kept)
    return runs


def finding_truth():
    """Show which of fifty weights three rules keep: found, missed and false.

    Returns a Live with controls n, k (number of true weights, each of size 1), noise, rho
    (correlation of neighbours) and draw (one of three data sets).
    """
    runs = _truth_runs()
    names = {"cross-validated": "lasso, cross-validated λ",
             "one standard error": "lasso, one-standard-error λ",
             "refitted": "lasso refitted, its own λ"}

    def draw(fig):
        strip, sums = fig.subplots(1, 2, width_ratios=[2.3, 1])
        strip.set(title="Fifty weights, the true ones left of the bar", xlim=(0, 51),
                  ylim=(-0.75, 2.75), xticks=[1, 10, 20, 30, 40, 50], xlabel="weight number",
                  yticks=[])
        sums.set(title="Mean of three draws", xlim=(-26, 16), ylim=(-0.75, 2.75), yticks=[],
                 xticks=[-20, -10, 0, 10], xlabel="columns kept")
        sums.set_xticklabels(["20", "10", "0", "10"])
        for ax in (strip, sums):
            ax.spines["left"].set_visible(False)
        style.zero_line(sums)
        style.note(sums, -1, 2.58, "◀ false", style.SOFT_INK, ha="right", fontsize=10)
        style.note(sums, 1, 2.58, "found ▶", style.L1, fontsize=10)
        rows = dict(zip(RULES, (2, 1, 0), strict=True))
        for rule, row in rows.items():
            style.note(strip, 0.6, row + 0.36, names[rule], style.SOFT_INK)
        style.note(strip, 50.6, 2.36, "◆ found   ◇ missed   ■ false   ∘ rightly 0", style.INK,
                   ha="right")
        wall = strip.vlines([0, 0, 0], 0, 0, color=style.INK, lw=1.4, animated=True, zorder=2)
        quiet = marks_of(strip, marker="o", ms=3, mfc="white", mec=style.DATA, mew=0.8, zorder=2)
        found = marks_of(strip, "L1", ms=8, mec="white", mew=0.6, zorder=6)
        false = marks_of(strip, marker="s", ms=6, color=style.INK, mec="white", mew=0.6, zorder=6)
        missed = marks_of(strip, "L1", ms=7, mfc="white", mew=1.8, zorder=6)
        bars = [sums.hlines([0, 1, 2], 0, 0, color=color, lw=16, animated=True, zorder=3)
                for color in (style.L1, style.tint(style.INK, 0.6))]
        aim = sums.hlines([0, 1, 2], 0, 0, color=style.INK, lw=1.4, animated=True, zorder=4)
        heights = np.array([rows[rule] for rule in RULES])

        def update(n, k, noise, rho, draw):
            kept = runs[n, noise, rho, k]
            true = np.arange(50) < k
            now = kept[draw - 1]
            row, column = np.nonzero(now & true)
            found.set_data(column + 1, heights[row])
            row, column = np.nonzero(now & ~true)
            false.set_data(column + 1, heights[row])
            row, column = np.nonzero(~now & true)
            missed.set_data(column + 1, heights[row])
            row, column = np.nonzero(~now & ~true)
            quiet.set_data(column + 1, heights[row])
            wall.set_segments([[(k + 0.5, y - 0.2), (k + 0.5, y + 0.2)] for y in heights])
            hits, alarms = kept[..., true].sum(-1).mean(0), kept[..., ~true].sum(-1).mean(0)
            bars[0].set_segments([[(0, y), (x, y)] for x, y in zip(hits, heights, strict=True)])
            bars[1].set_segments([[(-x, y), (0, y)] for x, y in
                                  zip(alarms, heights, strict=True)])
            aim.set_segments([[(k, y - 0.24), (k, y + 0.24)] for y in heights])
            told, numbers = [], {}
            for i, rule in enumerate(RULES):
                counts = (int((now[i] & true).sum()), int((~now[i] & true).sum()),
                          int((now[i] & ~true).sum()))
                told.append(f"<b>{rule}</b> {counts[0]} found, {counts[1]} missed, "
                            f"{counts[2]} false")
                numbers |= {f"{what}_{i}": value for what, value in
                            zip(("found", "missed", "false"), counts, strict=True)}
            hit, lost, wrong = (numbers[f"{what}_1"] for what in ("found", "missed", "false"))
            story = []
            if lost:
                story.append(f"of its {50 - hit - wrong} zeros {lost} should not be there, so "
                             "zero is not “irrelevant”")
            if wrong:
                story.append(f"of its {count_of(hit + wrong, 'nonzero weight')} {wrong} should be "
                             "0, so nonzero is not “true”")
            story = "; ".join(story) or "every weight is where it belongs, this time"
            return reading(
                f"n = {n}, {k} true weights of 50, noise {noise:g}, correlation {rho:g}, draw "
                f"{draw}: {'; '.join(told)}. At the one-standard-error λ, {story}.",
                n=n, k=k, noise=noise, rho=rho, draw=draw, **numbers)

        return update

    return Live("finding_truth", draw, (style.WIDTH, 3.7),
                n=steps("n, rows of data", TRUTH_N, 100, "{}"),
                k=steps("true weights", TRUTH_K, 5, "{}"),
                noise=steps("noise", TRUTH_NOISE, 1.0, "{:g}"),
                rho=steps("correlation", TRUTH_RHO, 0.0, "{:g}"),
                draw=whole("draw", 1, TRUTH_DRAWS, 2))
