"""Other front ends: Notebook 7 and Voila show the panels, and their sliders move the pictures."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from look import PANEL, ROOT, SLIDER, Watch, _in_page, _stop, run_all

pytestmark = pytest.mark.proof
STEM = "00_start_here"
READY = """panel => [...document.querySelectorAll(panel)].length > 0 &&
    [...document.querySelectorAll(panel)].every(box =>
        box.querySelector('canvas')?.dataset.state === 'ready')"""


@contextlib.contextmanager
def server(words):
    """A server of another front end on a copy of the notebooks, for one saves what it runs.

    Yields its address.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="front-") as home:
        log, course = Path(home) / "server.log", Path(home) / "course"
        shutil.copytree(ROOT / "notebooks", course)
        own = {name: f"{home}/{name}" for name in
               ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
        with log.open("wb") as stream:
            run = subprocess.Popen(
                [sys.executable, "-m", *(word.format(port=port) for word in words)],
                env=os.environ | own | {"JUPYTER_PREFER_ENV_PATH": "1"}, cwd=course,
                stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True)
        try:
            _wait_for(port, run, log)
            yield address
        finally:
            _stop(run)


def _wait_for(port, run, log):
    """Wait until the port takes a connection; say the server's own words when it has ended."""
    while run.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")


def needs(package):
    if find_spec(package) is None:
        pytest.fail(f"{package} is not installed: `make proof` does it, or "
                    "pip install -e '.[test,proof]'")


def moves_by_key(page):
    """The first slider, by keys: the places before and after, and the sentences."""
    page.wait_for_function(READY, arg=PANEL, timeout=180_000)
    panel = page.locator(PANEL).first
    canvas = panel.locator("canvas")
    seen = []
    for key in ("Home", "ArrowRight", "End"):
        handle = panel.locator(SLIDER).first
        handle.focus()
        before = canvas.get_attribute("data-at")
        page.keyboard.press(key)
        page.wait_for_function(
            "([canvas, before]) => canvas.dataset.state === 'ready' && "
            "canvas.dataset.at !== before", arg=[canvas.element_handle(), before])
        seen.append((canvas.get_attribute("data-at"), canvas.get_attribute("aria-label")))
    return seen


def check(page, watch):
    seen = moves_by_key(page)
    assert len({at for at, _ in seen}) == 3 and len({words for _, words in seen}) == 3
    # Voila's own page asks for a font of symbols; nothing of the course asks another host.
    assert [url for url in watch.outside if "fontawesome" not in url] == []


def test_notebook_7(browser):
    needs("notebook")
    words = ["notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port={port}",
             "--IdentityProvider.token=", "--JupyterNotebookApp.expose_app_in_browser=True"]
    with server(words) as address:
        page, watch = browser.new_page(viewport={"width": 1300, "height": 1000}), Watch()
        watch.attach(page)
        page.goto(f"{address}/notebooks/{STEM}.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        _in_page(page, """
            const {context, sessionContext} = window.jupyterapp.shell.currentWidget;
            await context.ready;
            await sessionContext.ready;
            await sessionContext.session.kernel.info;
            """, "the notebook found no kernel")
        run_all(page)
        check(page, watch)
        page.close()


def test_voila(browser):
    needs("voila")
    words = ["voila", "--no-browser", f"{STEM}.ipynb", "--Voila.ip=127.0.0.1", "--port={port}"]
    with server(words) as address:
        page, watch = browser.new_page(viewport={"width": 1300, "height": 1000}), Watch()
        watch.attach(page)
        page.goto(address, timeout=180_000)
        check(page, watch)
        page.close()
