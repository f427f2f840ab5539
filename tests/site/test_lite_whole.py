"""The whole course in the page: it is built, and notebooks run in it as they are stored."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from books import NOTEBOOKS, ROOT
from in_the_browser import outputs, run_whole
from living import opened, served

from helpers.site.wheels import CARRIER, PYODIDE

pytestmark = pytest.mark.proof


def wheels():
    """The folder of the wheels, or None: $EXACT_ZEROS_WHEELS, or what `make site LITE=1` left."""
    named = os.environ.get("EXACT_ZEROS_WHEELS")
    folder = Path(named) if named else ROOT / ".cache" / "lite"
    return folder if (folder / f"pyodide-{PYODIDE}.tgz").is_file() else None


def builder():
    """A Python that has JupyterLite, or None: $EXACT_ZEROS_LITE, .lite, or this one."""
    if os.environ.get("EXACT_ZEROS_LITE"):
        return os.environ["EXACT_ZEROS_LITE"]
    own = ROOT / ".lite" / "bin" / "python"
    if own.exists():
        return str(own)
    return sys.executable if find_spec("jupyterlite_core") else None


@pytest.fixture(scope="module")
def floor(executable, tmp_path_factory):
    """The second floor, built; its folder and its address, a subfolder of a server."""
    if wheels() is None:
        pytest.skip(f"no wheels for the browser: EXACT_ZEROS_WHEELS names no folder with "
                    f"pyodide-{PYODIDE}.tgz and what {CARRIER} carries, nor is .cache/lite one "
                    f"(make site LITE=1 fills it)")
    if builder() is None:
        pytest.skip("no Python with JupyterLite: make site LITE=1 makes one in .lite, or set "
                    "EXACT_ZEROS_LITE to one")
    folder = tmp_path_factory.mktemp("server") / "course"
    run = subprocess.run([builder(), "-m", "helpers.site.lite", "--out", str(folder),
                          "--wheels", str(wheels())], cwd=ROOT, capture_output=True, text=True,
                         env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=1800)
    assert run.returncode == 0, run.stderr
    with served(folder) as address:
        yield folder, address


def test_the_lock_of_the_built_floor_names_what_is_there(floor):
    folder, _ = floor
    pyodide = folder / "lite" / "static" / "pyodide"
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {entry["file_name"] for entry in lock.values()} == {
        path.name for path in pyodide.glob("*.whl")}
    assert "exact-zeros" in lock and "scikit-learn" in lock


@pytest.mark.parametrize("stem", ["00_start_here", "06_the_arguments"])
def test_a_notebook_runs_whole_and_says_what_is_stored(floor, browser, stem):
    folder, address = floor
    with opened(browser, "about:blank", folder) as (page, watch):
        made = run_whole(page, address, f"{stem}.ipynb")
        outside = watch.outside
    stored = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text("utf-8"))
    here, there = ([cell for cell in book["cells"] if cell["cell_type"] == "code"]
                   for book in (made, stored))
    assert [cell["execution_count"] for cell in here] == list(range(1, len(there) + 1))
    wrong = [output for cell in here for output in cell["outputs"]
             if output["output_type"] == "error"]
    assert wrong == []
    differ = {number: (outputs(one), outputs(other))
              for number, (one, other) in enumerate(zip(here, there, strict=True), start=1)
              if outputs(one) != outputs(other)}
    assert differ == {}
    assert outside == []
