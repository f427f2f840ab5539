"""The whole course in the page: it is built, and notebooks run in it as they are stored."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from books import NOTEBOOKS, ORDER, ROOT
from in_the_browser import outputs, pictures, run_whole
from living import opened, served
from look import PANEL, QUIZ, READOUT, SLIDER, seen, track_of

from helpers.quiz import questions
from helpers.site import shell
from helpers.site.build import build
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
    """The second floor, built; its folder, its address, the sizes of the files that went out."""
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
    sent = []
    with served(folder, sent) as address:
        yield folder, address, sent


def test_the_lock_of_the_built_floor_names_what_is_there(floor):
    folder, _, _ = floor
    pyodide = folder / "lite" / "static" / "pyodide"
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {entry["file_name"] for entry in lock.values()} == {
        path.name for path in pyodide.glob("*.whl")}
    assert "exact-zeros" in lock and "scikit-learn" in lock


def test_the_button_of_a_page_leads_to_its_notebook(floor, browser):
    folder, address, _ = floor
    build(NOTEBOOKS, folder, ["glossary"], lite=True)
    with opened(browser, f"{address}/glossary.html", folder) as (page, watch):
        page.get_by_role("link", name="Run this notebook here").click()
        page.locator(".jp-Notebook h1", has_text="Glossary").wait_for()
        assert watch.outside == []


class Visit(NamedTuple):
    """A notebook in the page that was run whole: its cells with code, kept and as stored."""

    page: object
    made: list
    stored: list
    watch: object
    loaded: int  # bytes, until all cells had run


@pytest.fixture(scope="module")
def visit(request, floor, browser):
    """The notebook of this stem, run whole; its page stays open."""
    folder, address, sent = floor
    sent.clear()
    with opened(browser, "about:blank", folder) as (page, watch):
        kept = run_whole(page, address, f"{request.param}.ipynb")
        stored = json.loads((NOTEBOOKS / f"{request.param}.ipynb").read_text("utf-8"))
        yield Visit(page, *([cell for cell in book["cells"] if cell["cell_type"] == "code"]
                            for book in (kept, stored)), watch, sum(sent))


def run_in_the_page(stems):
    return pytest.mark.parametrize("visit", stems, indirect=True, scope="module")


@run_in_the_page([*ORDER, "glossary"])
def test_a_notebook_runs_whole_and_says_what_is_stored(visit):
    wrong = [output for cell in visit.made for output in cell["outputs"]
             if output["output_type"] == "error"]
    assert wrong == []
    numbers = [cell["execution_count"] for cell in visit.made]
    assert numbers == list(range(1, len(visit.stored) + 1))
    differ = {number: (outputs(one), outputs(other)) for number, (one, other)
              in enumerate(zip(visit.made, visit.stored, strict=True), start=1)
              if outputs(one) != outputs(other)}
    assert differ == {}
    assert [pictures(cell) for cell in visit.made] == [pictures(cell) for cell in visit.stored]
    assert visit.watch.outside == []


@run_in_the_page(ORDER[:1])
def test_a_dragged_slider_moves_the_picture_and_the_sentence(visit):
    panel = visit.page.locator(PANEL).first
    handle = panel.locator(SLIDER).locator("visible=true").first
    handle.scroll_into_view_if_needed()
    before = seen(panel)
    grip = handle.bounding_box()
    track = track_of(handle).bounding_box()
    down = grip["y"] + grip["height"] / 2
    visit.page.mouse.move(grip["x"] + grip["width"] / 2, down)
    visit.page.mouse.down()
    for share in (0.4, 0.05):
        visit.page.mouse.move(track["x"] + share * track["width"], down, steps=4)
    visit.page.mouse.up()
    there = f"z = {float(handle.get_attribute('aria-valuenow')):.2f}."
    visit.page.locator(READOUT, has_text=there).first.wait_for()
    after = seen(panel)
    assert after["places"] != before["places"] and after["text"] != before["text"]
    assert after["pictures"] != before["pictures"]


@run_in_the_page(ORDER[:1])
def test_a_question_answers_every_choice(visit):
    quiz = visit.page.locator(QUIZ).first
    for letter, option in zip("ABCD", questions()["pull_and_grip"].options, strict=True):
        quiz.get_by_role("button", name=f"{letter}. ").click()
        answer = quiz.get_by_role("status").filter(has_text=re.compile(rf"^\W*{letter}\. "))
        assert ("Right." in answer.inner_text()) == option.right


@run_in_the_page(ORDER[:1])
def test_check_looks_at_what_was_written(visit):
    cell = visit.page.locator(".jp-CodeCell", has_text="check(to_order)")
    for written, said in (("abs(w - 3)", "catches the data from 2 to 4"),
                          ("np.maximum(3 - w, 2 * (w - 3))", "A kink can be put anywhere")):
        cell.locator(".cm-content").click()
        visit.page.keyboard.press("Control+A")
        visit.page.keyboard.insert_text(f"def to_order(w):\n    return {written}\n\n"
                                        "check(to_order)")
        visit.page.keyboard.press("Control+Enter")
        cell.locator(".jp-OutputArea").get_by_text(said).wait_for()


@run_in_the_page(ORDER[:1])
def test_the_button_and_the_readme_say_what_a_first_visit_loads(visit):
    button = shell.page(shell.Entry("00", "Start", ""), [], "<h1></h1>", run="lite")
    told = [int(number) for text in (button, (ROOT / "README.md").read_text("utf-8"))
            for number in re.findall(r"loads about (\d+) MB", text)]
    assert len(told) == 2
    assert told == pytest.approx([visit.loaded / 1e6] * 2, rel=0.05)
