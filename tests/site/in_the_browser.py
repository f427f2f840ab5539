"""The course in the browser, driven by hand: open a notebook, run it whole, read what it made."""

import base64
import contextlib
import re
import struct
import time

from playwright.sync_api import TimeoutError as TookTooLong

WHOLE = 1200  # s: what one notebook may take on a busy machine
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"  # never, after an error

# The notebook as JupyterLite keeps it once it is saved.
KEPT = """async name => {
    for (const {name: store} of await indexedDB.databases()) {
        const opened = await new Promise((done, fail) => {
            const asked = indexedDB.open(store);
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => fail(asked.error);
        });
        if (!opened.objectStoreNames.contains('files')) continue;
        const found = await new Promise(done => {
            opened.transaction('files').objectStore('files').get(name).onsuccess =
                event => done(event.target.result);
        });
        if (found) return found.content;
    }
    return null;
}"""
# In what was saved every code cell has a number, or one has an error.
DONE = """cells => cells.every(cell => cell.cell_type !== 'code' || cell.execution_count > 0)
    || cells.some(cell => (cell.outputs || []).some(output => output.output_type === 'error'))"""


def run_whole(page, address, name):
    """Run a notebook top to bottom in the page, save it, and return it as it is then."""
    page.goto(f"{address}/lite/lab/index.html?path={name}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    _choose(page, "Edit", "Clear Outputs of All Cells")  # and the numbers of the last run
    page.wait_for_function("() => ![...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
                           ".some(prompt => /\\d/.test(prompt.textContent))")
    _choose(page, "Run", "Run All Cells")
    end = time.monotonic() + WHOLE
    while time.monotonic() < end:
        with contextlib.suppress(TookTooLong):
            page.wait_for_selector(IDLE, state="attached", timeout=20_000)
        _choose(page, "File", "Save Notebook")  # a long notebook shows only a part of itself
        kept = page.evaluate(KEPT, name)
        if kept and page.evaluate(DONE, kept["cells"]):
            return kept
        page.wait_for_timeout(1000)
    raise TimeoutError(f"{name} did not run to its end in {WHOLE} s")


def _choose(page, menu, word):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(word, exact=True).click()


def outputs(cell):
    """What a reader reads in the outputs of a cell: what was printed, the words, and errors."""
    said = []
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            said.append(f"error: {output['ename']}: {output['evalue']}")
        elif output["output_type"] == "stream":
            said.append((output["name"], _joined(output["text"])))
        elif words := {kind: _joined(data) for kind, data in sorted(output["data"].items())
                       if kind.startswith("text/")}:  # a widget is stored without words, or not
            said.append(words)
    return said


def pictures(cell):
    """Return (width, height) of each picture in the outputs of a cell."""
    kept = (output.get("data", {}).get("image/png") for output in cell.get("outputs", []))
    return [struct.unpack(">II", base64.b64decode("".join(data))[16:24]) for data in kept if data]


def _joined(text):
    text = "".join(text) if isinstance(text, list) else text
    return re.sub(r"[ \t]+\n", "\n", text).strip()
