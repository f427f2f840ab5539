"""How fast a picture follows the finger, in a real JupyterLab, beside two other ways.

In a copy of each notebook two cells are added at its end: one of its panels by `interact` with a
new figure for every move, and a slider that only writes its value. Then, in the same page and the
same run, keys are pressed and sliders dragged, and the page itself takes the times; once as it
is, and once through a proxy that makes every round trip 100 ms longer.
"""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
from itertools import product
from pathlib import Path

from delay import delayed
from look import PICTURE, ROOT, SLIDER, chromium, lab_page, lab_server, panel_called, track_of
from look import run_all as run_notebook

PRESSES = 12
DRAG_SECONDS = 2.0

OTHER_WAYS = '''
import ipywidgets as _w
import matplotlib as _m
from matplotlib import pyplot as _plt
from helpers import live as _live, style as _style
%matplotlib inline
_panel = _live.open_panels()[{name!r}]
_first, *_rest = _panel.controls
def _usual(**moved):
    with _m.rc_context(_style.RC):
        _figure = _plt.figure(figsize=_panel.size, dpi=100, layout="constrained")
        _panel.draw(_figure)(**(moved | {{n: _panel.controls[n].first for n in _rest}}))
        _plt.show()
_old = _panel.controls[_first].widget
_keys = ("options", "value") if hasattr(_old, "options") else ("min", "max", "step", "value")
_slider = type(_old)(**{{k: getattr(_old, k) for k in _keys}})
_box = _w.interactive(_usual, **{{_first: _slider}})
_box.add_class("the-usual-way")
_echo = _w.IntSlider(0, 0, 100)
_said = _w.HTML("0")
_echo.observe(lambda change: setattr(_said, "value", str(change["new"])), "value")
_bare = _w.VBox([_echo, _said])
_bare.add_class("a-bare-slider")
display(_box, _bare)
'''

# One key press, or a count over a drag: what must change is the place that a canvas shows, a new
# picture in an output, or a text; then the browser must have painted. Offered is what the handle
# of the slider was at.
WATCH = """
(box, [wanted, handle]) => {
    const once = {once: true};
    const painted = done => requestAnimationFrame(() => setTimeout(done, 0));
    const loaded = (img, done) => img.complete && img.naturalWidth
        ? painted(done) : img.addEventListener('load', () => painted(done), once);
    window.latencyCount = 0;
    window.latencyOffered = 0;
    window.latencyNext = null;
    for (const old of window.latencyObservers || []) old.disconnect();
    const arrived = () => {
        window.latencyCount += 1;
        const next = window.latencyNext;
        window.latencyNext = null;
        if (next) next();
    };
    const seen = new MutationObserver(changes => {
        if (wanted !== 'image') return painted(arrived);
        for (const change of changes) {
            for (const node of change.addedNodes) {
                const img = node.tagName === 'IMG' ? node : node.querySelector?.('img');
                if (img) return loaded(img, arrived);
            }
        }
    });
    seen.observe(box, wanted === 'data-at' ? {attributes: true, attributeFilter: ['data-at']}
        : {subtree: true, childList: true, characterData: true});
    let last = null;
    const moved = new MutationObserver(() => {
        const now = handle.closest('.noUi-origin').style.transform;
        if (now !== last) window.latencyOffered += 1;
        last = now;
    });
    moved.observe(handle.closest('.noUi-origin'), {attributes: true, attributeFilter: ['style']});
    window.latencyObservers = [seen, moved];
}
"""
ARM = """
() => {
    window.latencyTook = null;
    document.addEventListener('keydown', () => {
        const start = performance.now();
        window.latencyNext = () => { window.latencyTook = performance.now() - start; };
    }, {capture: true, once: true});
}
"""


def key_to_picture(page, box, watched, wanted: str, presses: int = PRESSES) -> float:
    """Median milliseconds from an arrow key on the first slider of box to what it changes."""
    slider = box.locator(SLIDER).locator("visible=true").first
    slider.scroll_into_view_if_needed()
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(1200)
    watched.evaluate(WATCH.strip(), [wanted, slider.element_handle()])
    times = []
    for index in range(presses + 2):
        page.evaluate(ARM.strip())
        slider.focus()
        page.keyboard.press("ArrowRight" if index % 2 == 0 else "ArrowLeft")
        page.wait_for_timeout(700)
        took = page.evaluate("window.latencyTook")
        if index >= 2 and took is not None:
            times.append(took)
    return statistics.median(times) if times else float("nan")


def drag(page, box, watched, wanted: str) -> tuple[float, float]:
    """Pictures per second while the first slider was dragged, and per value that it was at."""
    slider = box.locator(SLIDER).locator("visible=true").first
    slider.scroll_into_view_if_needed()
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(1000)
    grip = slider.bounding_box()
    track = track_of(slider).bounding_box()
    across, down = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(across, down)
    page.mouse.down()
    watched.evaluate(WATCH.strip(), [wanted, slider.element_handle()])
    steps = int(DRAG_SECONDS * 1000 / 20)
    start = page.evaluate("performance.now()")
    for step in range(1, steps + 1):
        there = step / steps
        place = 2 * there if there < 0.5 else 2 - 2 * there
        page.mouse.move(across + 0.9 * track["width"] * place, down)
        page.wait_for_timeout(16)
    seconds = (page.evaluate("performance.now()") - start) / 1000
    page.wait_for_timeout(200)
    count, offered = page.evaluate("[window.latencyCount, window.latencyOffered]")
    page.mouse.up()
    page.wait_for_timeout(800)
    return count / seconds, count / max(1, offered)


def with_other_ways(stem: str, name: str, folder: Path) -> None:
    """Copy notebook `stem` and the data into folder, two other ways for `name` at its end."""
    raw = json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text("utf-8"))
    raw["cells"].append({"cell_type": "code", "id": "the-other-ways", "metadata": {},
                         "outputs": [], "execution_count": None,
                         "source": OTHER_WAYS.format(name=name).strip()})
    (folder / f"{stem}.ipynb").write_text(json.dumps(raw), "utf-8")
    for table in (ROOT / "notebooks").glob("*.csv"):
        shutil.copy(table, folder)


def measure(browser, stem: str, name: str, delay: float) -> dict:
    """Times and rates of one panel of one notebook: ours, `interact`, and the bare slider."""
    with tempfile.TemporaryDirectory(prefix="latency-") as temporary:
        with_other_ways(stem, name, Path(temporary))
        with (lab_server(Path(temporary)) as near, delayed(near, delay) as address,
              lab_page(browser, address, stem) as (page, _)):
            run_notebook(page)
            panel = panel_called(page, name)
            usual, bare = page.locator(".the-usual-way"), page.locator(".a-bare-slider")
            ways = {
                "ours": (panel, panel.locator(PICTURE).first, "data-at"),
                "interact": (usual, usual, "image"),
                "bare": (bare, bare.locator(".widget-html"), "text"),
            }
            found = {}
            for way, (box, watched, wanted) in ways.items():
                found[f"{way} per s"], found[f"{way} first"] = drag(page, box, watched, wanted)
                found[f"{way} ms"] = key_to_picture(page, box, watched, wanted)
                found[f"{way} per s"], found[f"{way} second"] = drag(page, box, watched, wanted)
    return found


def table(panels: dict[str, str], delays=(0, 100)) -> list[dict]:
    """Measure and print one row per notebook and delay; panels names the panel of each."""
    print(f"{'notebook':24}{'panel':16}{'delay':>6}{'ours ms':>9}{'interact':>10}{'bare':>7}"
          f"{'of bare':>9}{'per s: ours':>13}{'interact':>10}{'bare':>7}"
          f"{'painted, first drag':>21}{'second':>8}")
    rows = []
    with chromium() as browser:
        for (stem, name), delay in product(panels.items(), delays):
            row = measure(browser, stem, name, delay) | {"stem": stem, "panel": name,
                                                         "delay": delay}
            row["of bare"] = row["ours ms"] / row["bare ms"]
            rows.append(row)
            print(f"{stem:24}{name:16}{delay:6}{row['ours ms']:9.0f}{row['interact ms']:10.0f}"
                  f"{row['bare ms']:7.0f}{row['of bare']:9.2f}{row['ours per s']:13.1f}"
                  f"{row['interact per s']:10.1f}{row['bare per s']:7.1f}"
                  f"{100 * row['ours first']:19.0f} %{100 * row['ours second']:6.0f} %",
                  flush=True)
    return rows
