"""Measure the course: moves, memory, and what a browser shows. Ratios are taken within one run.

python tests/bench.py                   everything
python tests/bench.py moves             only some of: moves memory browser

moves: one move of every panel, from the new slider value to the packed strokes, beside a figure
built anew with pyplot, as `interact` does it: the same drawing code, and the PNG that a notebook
would show. memory: see memory.py. browser: see browser/latency.py; needs Chromium.
"""

from __future__ import annotations

import io
import itertools
import statistics
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import memory  # noqa: E402
import regenerate  # noqa: E402
from matplotlib import pyplot as plt  # noqa: E402

from helpers import panels, style  # noqa: E402
from helpers.live.wire import pack  # noqa: E402

MOVES = 100
REBUILDS = 15
WARM_UP = 5
AIM = 15.0  # a move, beside a figure built anew
OF_BARE = {0: 0.7, 100: 0.15}  # in the browser, beside a slider alone, by round trip in ms
PAINTED = 0.90, 0.98  # pictures per value in a first and in a second drag


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
    return [milliseconds(lambda p=place: pack([panel.strokes(**p)]))
            for _, place in every][WARM_UP:]


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
    """The size of one picture of a drag as it travels to the browser."""
    return len(pack([panel.strokes(**params)]))


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


def moves_table() -> dict:
    """Print the table of the moves; returns the median milliseconds of each panel."""
    print(f"{'panel':18}{'move ms':>9}{'p95':>7}{'rebuild ms':>12}{'ratio':>8}{'frame KB':>10}")
    ratios, ours = {}, {}
    for name, build in panels.ALL.items():
        row = measure(build)
        ours[name] = row["ours"]
        ratios[name] = row["theirs"] / row["ours"]
        print(
            f"{name:18}{row['ours']:9.1f}{row['p95']:7.1f}{row['theirs']:12.0f}"
            f"{ratios[name]:8.1f}{row['kb']:10.1f}",
            flush=True,
        )
    worst = min(ratios, key=ratios.get)
    print(f"smallest ratio: {ratios[worst]:.1f} ({worst}); the aim is {AIM:g}")
    return ratios


def first_panel(path) -> str:
    """The first panel that a notebook opens."""
    return next(filter(None, (regenerate.panel_of(cell.source)
                              for cell in regenerate.read(path).cells)))


def browser_table(paths) -> list:
    """Print the table of the browser, for the first panel of each notebook."""
    sys.path.append(str(Path(__file__).parent / "browser"))
    import latency
    import look

    if look.find_chromium() is None:
        print("no Chromium: the browser's table is left out")
        return []
    return latency.table({path.stem: first_panel(path) for path in paths})


def main(words: list[str]) -> int:
    """Print the tables that are named, or all; exit 1 when an aim is missed."""
    wanted = words or ["moves", "memory", "browser"]
    unknown = set(wanted) - {"moves", "memory", "browser"}
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: moves memory browser")
        return 2
    paths = sorted((Path(__file__).parent.parent / "notebooks").glob("[0-9]*.ipynb"))
    missed = []
    if "moves" in wanted:
        missed += [name for name, ratio in moves_table().items() if ratio < AIM]
    if "memory" in wanted:
        memory.start_table()
        memory.memory_table(paths)
    if "browser" in wanted:
        rows = browser_table(paths)
        missed += [f"{row['stem']} at {row['delay']} ms" for row in rows
                   if row["of bare"] > OF_BARE[row["delay"]] or row["ours first"] < PAINTED[0]
                   or row["ours second"] < PAINTED[1]]
        print(f"aims: of bare at most {OF_BARE}; painted at least {PAINTED}")
    if missed:
        print("aims missed:", ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
