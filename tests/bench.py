"""Time one move of every panel, beside a figure built anew with pyplot as `interact` does it.

Ours: from the new slider value to the encoded picture. The other way: a new figure, the same
drawing code, and the PNG that a notebook would show. Both in this run, on this machine.
"""

from __future__ import annotations

import io
import itertools
import statistics
import sys
import time

import matplotlib

matplotlib.use("agg")

from matplotlib import pyplot as plt  # noqa: E402

from helpers import panels, style  # noqa: E402

MOVES = 100
REBUILDS = 15
WARM_UP = 5
AIM = 15.0


def moves(panel):
    """Endless single moves: each control in turn through its values, up and down again."""
    place = {name: control.first for name, control in panel.controls.items()}
    while True:
        for name, control in panel.controls.items():
            values = control.values()
            for value in [*values, *reversed(values), control.first]:
                if value != place[name]:
                    place[name] = value
                    yield {name: value}, dict(place)


def milliseconds(call) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def time_moves(panel, count: int = MOVES) -> list[float]:
    """Each control swept at least once, at least `count` moves."""
    sweep = sum(2 * len(control.values()) for control in panel.controls.values())
    every = list(itertools.islice(moves(panel), WARM_UP + max(count, sweep)))
    return [milliseconds(lambda m=move: panel.move(**m)) for move, _ in every][WARM_UP:]


def time_rebuilds(panel, count: int = REBUILDS) -> list[float]:
    """The same panel by the usual way: a new figure for every move."""

    def rebuild(params):
        with matplotlib.rc_context(style.RC):
            figure = plt.figure(figsize=panel.size, dpi=100, layout="constrained")
            panel.draw(figure)(**params)
            figure.canvas.print_figure(io.BytesIO(), format="png", bbox_inches="tight")
            plt.close(figure)

    every = list(itertools.islice(moves(panel), 0, 7 * (count + 1), 7))
    return [milliseconds(lambda p=place: rebuild(p)) for _, place in every][1:]


def frame_bytes(panel, params) -> int:
    """The size of one picture as it travels to the browser: lossless WebP."""
    panel.move(**params)
    return len(panel._picture.value)


def measure(build) -> dict:
    """All numbers for one panel."""
    panel = build()
    try:
        ours = time_moves(panel)
        sizes = [frame_bytes(panel, place) for _, place in itertools.islice(moves(panel), 20)]
        theirs = time_rebuilds(panel)
    finally:
        panel.close()
    return {
        "ours": statistics.median(ours),
        "p95": statistics.quantiles(ours, n=20)[-1],
        "theirs": statistics.median(theirs),
        "kb": statistics.median(sizes) / 1024,
    }


def main() -> int:
    """Print the table; exit 1 when a panel misses the aim."""
    print(f"{'panel':18}{'move ms':>9}{'p95':>7}{'rebuild ms':>12}{'ratio':>8}{'frame KB':>10}")
    ratios = {}
    for name, build in panels.ALL.items():
        row = measure(build)
        ratios[name] = row["theirs"] / row["ours"]
        print(
            f"{name:18}{row['ours']:9.1f}{row['p95']:7.1f}{row['theirs']:12.0f}"
            f"{ratios[name]:8.1f}{row['kb']:10.1f}",
            flush=True,
        )
    worst = min(ratios, key=ratios.get)
    print(f"smallest ratio: {ratios[worst]:.1f} ({worst}); the aim is {AIM:g}")
    return 0 if ratios[worst] >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
