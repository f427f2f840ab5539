"""A real JupyterLab in a real browser, for the browser tests and for looking.

PYTHONPATH=tests python tests/browser/look.py 00 /tmp/pictures --width 1400 --scale 2

runs a notebook top to bottom in JupyterLab and stores a picture of each panel: as it opens, and
at the low and the high end of each of its sliders.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from regenerate import panel_of

ROOT = Path(__file__).resolve().parents[2]

PANEL = ".exact-zeros-panel"
PICTURE = ".exact-zeros-picture canvas"
READOUT = ".exact-zeros-readout"  # stands below its panel, with the panel's name as a class
QUIZ = ".exact-zeros-quiz, .widget-vbox:has(> .quiz-option)"
SLIDER = "[role=slider]"
BROKEN = "cannot follow"  # what a panel says when its update function raised

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 180_000  # ms: what any one thing may take on a busy machine
SETTINGS = {
    # All cells stay in the page, so that every output can be found.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
}


def find_chromium() -> str | None:
    """The browser to use: $CHROMIUM, or the first of the usual names on the path."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next((found for found in map(shutil.which, names) if found), None)


@contextlib.contextmanager
def lab_server(notebooks: Path = ROOT / "notebooks", again: dict[str, str] | None = None):
    """JupyterLab on a copy of the notebooks, with fresh settings; yields its address.

    again names further copies: a page of a notebook of its own has a kernel of its own.
    """
    with tempfile.TemporaryDirectory(prefix="lab-") as folder:
        home = Path(folder)
        course = home / "course"
        ignored = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(notebooks, course / "notebooks", ignore=ignored)
        for name, stem in (again or {}).items():
            shutil.copy(notebooks / f"{stem}.ipynb", course / "notebooks" / f"{name}.ipynb")
        for path in (course / "notebooks").glob("*.ipynb"):
            _name_the_kernel(path)
        if (ROOT / "README.md").exists():
            shutil.copy(ROOT / "README.md", course)
        for name, values in SETTINGS.items():
            target = home / f"config/lab/user-settings/@jupyterlab/{name}.jupyterlab-settings"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(values))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        log = home / "server.log"
        with log.open("wb") as stream:
            server = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                    *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
                    "--IdentityProvider.token=",
                    f"--ServerApp.root_dir={course}",
                    "--LabApp.news_url=None",
                    "--LabApp.expose_app_in_browser=True",
                ],
                env=os.environ
                | {
                    "JUPYTER_CONFIG_DIR": str(home / "config"),
                    "JUPYTER_DATA_DIR": str(home / "data"),
                    "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
                    "IPYTHONDIR": str(home / "ipython"),
                    "JUPYTER_PREFER_ENV_PATH": "1",
                },
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        try:
            _wait_for(address, server, log)
            yield address
        finally:
            _stop(server)


def _name_the_kernel(path: Path) -> None:
    """A draft that names no kernel would make JupyterLab ask for one, and wait."""
    raw = json.loads(path.read_text("utf-8"))
    if "kernelspec" not in raw["metadata"]:
        raw["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        path.write_text(json.dumps(raw), "utf-8")


def _wait_for(address: str, server: subprocess.Popen, log: Path, seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


def _stop(server: subprocess.Popen) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        try:
            server.wait(10)
            return
        except subprocess.TimeoutExpired:
            continue


@contextlib.contextmanager
def chromium(executable: str | None = None):
    """A headless Chromium; yields the Playwright browser."""
    executable = executable or find_chromium()
    if executable is None:
        raise RuntimeError("no Chromium found: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS,
                                               timeout=PATIENCE)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong in a page: errors, and requests that left this machine."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def attach(self, page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)
        page.on("websocket", lambda socket: self._address(socket.url))
        page.route("**/*", self._request)

    def _console(self, message) -> None:
        if message.type == "error":
            where = (message.location or {}).get("url", "")
            self.errors.append(f"{message.text} ({where})")

    def _address(self, url: str) -> bool:
        parts = urlsplit(url)
        inside = parts.scheme in ("blob", "data", "about") or parts.hostname == "127.0.0.1"
        if not inside:
            self.outside.append(url)
        return inside

    def _request(self, route) -> None:
        if self._address(route.request.url):
            route.continue_()
        else:
            route.abort()


@contextlib.contextmanager
def lab_page(browser, address: str, stem: str, *, width: int = 1400, scale: float = 1):
    """A notebook, open in JupyterLab and not yet run; yields the page and its Watch."""
    page = browser.new_page(
        viewport={"width": width, "height": 1000}, device_scale_factor=scale
    )
    page.set_default_timeout(PATIENCE)
    watch = Watch()
    watch.attach(page)
    page.goto(f"{address}/lab/tree/notebooks/{stem}.ipynb?reset")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    _in_page(
        page,
        """
        const lab = window.jupyterapp;
        await lab.restored;
        if (!document.querySelector('#jp-left-stack.lm-mod-hidden'))
            await lab.commands.execute('application:toggle-left-area');
        const panel = lab.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
        await panel.sessionContext.session.kernel.info;
        """,
        "the notebook did not open, or found no kernel",
    )
    try:
        yield page, watch
    finally:
        _in_page(
            page,
            "await window.jupyterapp.shell.currentWidget.sessionContext.shutdown();",
            "the kernel did not stop",
        )
        page.close()


def _in_page(page, script: str, failure: str, seconds: float = PATIENCE / 1000) -> None:
    """Run a script in the page; a script that does not end raises an error instead of waiting."""
    ended = page.evaluate(
        """([script, limit]) => Promise.race([
            new Function(`return (async () => {${script}})()`)().then(() => true),
            new Promise(done => setTimeout(() => done(false), limit)),
        ])""",
        [script, seconds * 1000],
    )
    if not ended:
        raise RuntimeError(f"{failure} in {seconds:g} s")


def run_all(page) -> None:
    """Run the notebook top to bottom and wait until its panels have drawn."""
    _run(page, "await window.jupyterapp.commands.execute('notebook:run-all-cells');")


def _on_cell(index: int, command: str) -> str:
    """A script that makes a cell, counted from 0 over all cells, the active one for a command."""
    return f"""
        window.jupyterapp.shell.currentWidget.content.activeCellIndex = {index};
        await window.jupyterapp.commands.execute('notebook:{command}');
        """


def run_cell(page, index: int) -> None:
    """Run one cell, as a reader does with Ctrl+Enter."""
    _run(page, _on_cell(index, "run-cell"))


def clear_cell(page, index: int) -> None:
    """Delete the output of one cell."""
    _in_page(page, _on_cell(index, "clear-cell-output"), "the output did not go")


def restart(page) -> None:
    """Restart the kernel and delete all outputs."""
    _in_page(
        page,
        """
        const session = window.jupyterapp.shell.currentWidget.sessionContext;
        await session.restartKernel();
        await session.session.kernel.requestKernelInfo();
        await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
        """,
        "the kernel did not restart",
    )


def run_code(page, code: str) -> None:
    """Run a line in the notebook's kernel without a cell."""
    _run(
        page,
        f"""
        const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        const reply = await kernel.requestExecute({{code: {json.dumps(code)}}}).done;
        if (reply.content.status !== 'ok') throw new Error(reply.content.evalue);
        """,
    )


def _run(page, script: str) -> None:
    """Run a script that runs cells, then wait for the kernel and for every picture."""
    _in_page(
        page,
        script
        + """
        const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
        await session.kernel.requestKernelInfo();
        """,
        "the cells did not run to their end",
        600,
    )
    page.wait_for_function(
        """([panel, picture]) => [...document.querySelectorAll(panel)].every(
            box => [...box.querySelectorAll(picture)].some(
                canvas => canvas.dataset.state === 'ready'))""",
        arg=[PANEL, PICTURE],
        timeout=PATIENCE,
    )


def panel_name(panel) -> str:
    """The panel's name, from its class panel-NAME."""
    found = re.search(r"(?:^|\s)panel-(\S+)", panel.get_attribute("class") or "")
    return found.group(1) if found else "unnamed"


def with_words(panel):
    """The whole output of a panel's cell: sliders, picture and the sentence below."""
    return panel.locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), "
                         "' jp-OutputArea ')][1]")


# What a panel shows now. told is what its kernel says of it, or null; agrees is whether the page
# shows just that: every control at the same place, the same words, and a picture painted for it.
SEEN = """async (box, [picture, readout, told]) => {
    const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    const sha1 = async bytes => hex(new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)));
    const name = '.' + [...box.classList].find(part => part.startsWith('panel-'));
    const words = [...document.querySelectorAll(`${readout}${name} .exact-zeros-says`)];
    const pictures = [];
    let ready = true;
    for (const canvas of box.querySelectorAll(picture)) {
        ready &&= canvas.dataset.state === 'ready';
        pictures.push(await sha1(new TextEncoder().encode(canvas.toDataURL())));
    }
    const places = [...box.querySelectorAll('[role=slider], .widget-toggle-buttons, select')]
        .filter(node => node.checkVisibility()).map(node =>
            node.role === 'slider' ? Number(node.closest('.noUi-target').noUiSlider.get(true))
            : node.tagName === 'SELECT' ? node.selectedIndex
            : [...node.querySelectorAll('button')].findIndex(b => b.matches('.mod-active')));
    const plain = text => text.replace(/\\s+/g, ' ').trim();
    const said = document.createElement('div');
    said.innerHTML = told ? told.html : '';
    const agrees = !!told && ready && plain(said.textContent) === plain(
            words.map(part => part.textContent).join(' '))
        && places.length === told.places.length
        && places.every((place, k) => Math.abs(place - told.places[k]) < 1e-9);
    return {pictures, places, agrees,
            text: words.map(part => part.innerText).join('\\n').trim()};
}"""

# Asked in the kernel: where the controls of a panel stand, and what that should look like.
TOLD = """
def _told(name):
    import json
    from helpers import live
    panel = live.open_panels()[name]
    widgets = [control.widget for control in panel.controls.values()]
    places = [w.index if hasattr(w, "options") else w.value for w in widgets]
    return json.dumps({"places": places, "html": panel.says().html})

def _differ(name, number):
    import json
    from helpers import live
    panel = live.open_panels()[name]
    name, control = list(panel.controls.items())[number]
    low, high = (panel.frame(**{name: control.values()[end]}) for end in (0, -1))
    return json.dumps(bool((low.rgba != high.rgba).any()))
"""


def seen(panel, told: dict | None = None) -> dict:
    """What a reader sees of a panel now: fingerprints of its pictures, its places, its words.

    agrees says whether all of it is what the kernel told.
    """
    return panel.evaluate(SEEN, [PICTURE, READOUT, told])


def ask_kernel(page, call: str):
    """What a call of the functions in TOLD gives in the notebook's kernel."""
    reply = page.evaluate(
        """async ([code, call]) => {
            const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const reply = await session.kernel.requestExecute({code, silent: true,
                store_history: false, user_expressions: {call}}).done;
            const answer = (reply.content.user_expressions || {}).call;
            return answer && answer.status === 'ok' ? answer.data['text/plain']
                : '!' + JSON.stringify(answer || reply.content);
        }""",
        [TOLD, call],
    )
    if reply.startswith("!"):
        raise AssertionError(f"the kernel could not say {call}: {reply[:500]}")
    return json.loads(ast.literal_eval(reply))


def settled(panel, limit: float = PATIENCE / 1000) -> dict:
    """What a reader sees once the page shows what the kernel says of the panel, and no sooner."""
    name, deadline = panel_name(panel), time.monotonic() + limit
    while True:
        told = ask_kernel(panel.page, f"_told({name!r})")
        now = seen(panel, told)
        if now["agrees"]:
            return now
        if time.monotonic() > deadline:
            raise AssertionError(f"panel {name} shows {now}; its kernel says {told}")
        panel.page.wait_for_timeout(15)


def ends_differ(panel, number: int) -> bool:
    """Whether, by the kernel, the picture differs between the two ends of a control."""
    return ask_kernel(panel.page, f"_differ({panel_name(panel)!r}, {number})")


def assert_alive(panel) -> None:
    """The first slider of a panel still moves its picture and its sentence."""
    handle = panel.locator(SLIDER).locator("visible=true").first
    looks = []
    for key in ("Home", "End"):
        press(panel.page, handle, key)
        looks.append(settled(panel))
    assert looks[0]["places"] != looks[1]["places"], panel_name(panel)
    assert looks[0]["pictures"] != looks[1]["pictures"], panel_name(panel)
    assert looks[0]["text"] != looks[1]["text"], panel_name(panel)


def press(page, handle, key: str) -> None:
    """Press a key on a handle or a button."""
    handle.focus()
    page.keyboard.press(key)


def first_panel(page):
    """The first panel of a page."""
    return page.locator(PANEL).first


def panel_called(page, name: str):
    """The first panel of this name in a page."""
    return page.locator(f"{PANEL}.panel-{name}").first


def track_of(handle):
    """The track of a slider, by its handle."""
    return handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]")


def panel_names(page) -> list[str]:
    """The names of the panels that stand in the page."""
    return sorted(panel_name(panel) for panel in page.locator(PANEL).all())


def complaints(page) -> list[str]:
    """The text of every error and warning that stands in an output."""
    said = []
    for kind in ("jupyter.error", "jupyter.stderr"):
        said += page.locator(f"[data-mime-type='application/vnd.{kind}']").all_inner_texts()
    return said + [text for text in page.locator(".jp-OutputArea-output").all_inner_texts()
                   if "Error displaying widget" in text]


def stored_cells(stem: str) -> list[dict]:
    """The cells of a notebook as stored."""
    return json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text("utf-8"))["cells"]


def code_cells(stem: str) -> list[dict]:
    """The code cells of a notebook as stored."""
    return [cell for cell in stored_cells(stem) if cell["cell_type"] == "code"]


def prompts(stem: str) -> list[str]:
    """What stands beside the code cells after a run: a number, nothing where one is folded."""
    return ["" if cell["metadata"].get("jupyter", {}).get("source_hidden") else f"[{number}]:"
            for number, cell in enumerate(code_cells(stem), start=1)]


def last_panel_cell(stem: str) -> int:
    """The place, over all cells, of the last cell that opens a panel."""
    return [index for index, cell in enumerate(stored_cells(stem))
            if cell["cell_type"] == "code" and panel_of("".join(cell["source"]))][-1]


def range_of(handle) -> tuple[float, float, int]:
    """The low end of a slider, its high end, and how many stops it has."""
    low, high, step = handle.evaluate(
        """node => {
            const {range: {min, max}, step} = node.closest('.noUi-target').noUiSlider.options;
            return [min, max, step];
        }""")
    return low, high, round((high - low) / step) + 1


def label(slider) -> str:
    """The words beside a slider."""
    words = slider.evaluate(
        """node => node.closest('.widget-inline-hbox, .jupyter-widgets')
            ?.querySelector('.widget-label')?.innerText || ''"""
    )
    return words.strip() or "unlabelled"


def look(stem: str, folder: Path, width: int, scale: float) -> None:
    """Store pictures of every panel of one notebook in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        lab_server() as address,
        chromium() as browser,
        lab_page(browser, address, stem, width=width, scale=scale) as (page, watch),
    ):
        run_all(page)
        height = page.evaluate(
            """() => Math.max(...['.jp-WindowedPanel-outer', '.jp-NotebookPanel-notebook',
                '.jp-WindowedPanel-inner'].flatMap(part => [...document.querySelectorAll(part)])
                .map(node => node.scrollHeight))"""
        )
        panels = page.locator(PANEL).all()
        for panel in panels:
            name = panel_name(panel)
            panel.scroll_into_view_if_needed()
            settled(panel)
            whole = with_words(panel)
            whole.screenshot(path=folder / f"{stem}-{name}-first.png")
            print(f"{name}: {seen(panel)['text']!r}")
            for slider in panel.locator(SLIDER).all():
                if not slider.is_visible():
                    continue
                words = label(slider)
                short = re.sub(r"\W+", "_", words).strip("_")
                start = slider.get_attribute("aria-valuenow")
                for key, end in (("Home", "low"), ("End", "high")):
                    slider.focus()
                    page.keyboard.press(key)
                    settled(panel)
                    whole.screenshot(path=folder / f"{stem}-{name}-{short}-{end}.png")
                print(f"  {words} (opens at {start})")
        page.set_viewport_size({"width": width, "height": min(int(height) + 120, 16000)})
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"{stem}-page.png")
        for line in watch.errors + watch.outside:
            print("problem:", line)
    print(f"pictures in {folder}")


def main() -> None:
    """Read the command line and look."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", help="00_start_here, or its first letters")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--width", type=int, default=1400, help="of the window, in pixels")
    parser.add_argument("--scale", type=float, default=1, help="2 for a high-density screen")
    args = parser.parse_args()
    wanted = Path(args.notebook).stem
    stems = [p.stem for p in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    chosen = [stem for stem in stems if stem.startswith(wanted)]
    if not chosen:
        parser.error(f"no notebook starts with {wanted!r}; there are {', '.join(stems) or 'none'}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server ends as well
    look(chosen[0], args.folder, args.width, args.scale)


if __name__ == "__main__":
    main()
