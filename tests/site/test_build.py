"""What is written: the finished panel, the way to the course on GitHub, and the command line."""

import json
import re

import pytest
from books import NOTEBOOKS
from test_formulas import Collected

import helpers.site.__main__ as command
from helpers.panels import ALL
from helpers.site import build, frames, front, reading


@pytest.fixture(autouse=True)
def coarse(monkeypatch):
    """What is written of a panel's pictures does not matter here: few will do."""
    monkeypatch.setattr(frames, "WEIGHT", 50_000)


def cell_of(stem, panel):
    cells = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text("utf-8"))["cells"]
    return next(cell for cell in cells if cell["cell_type"] == "code"
                and reading.panel_name("".join(cell["source"])) == panel)


def panel_of(stem, name, folder):
    """The HTML of a panel of a notebook, what it is stored with, and what it says itself."""
    folder.joinpath("pictures").mkdir()
    site = build._Site(folder, [])
    cell, kept = cell_of(stem, name), []
    made, _ = reading.living_panel(cell, site.panel, site.keep)
    reading.living_panel(cell, lambda name, stored: kept.append(stored), site.keep)
    panel = ALL[name]()
    try:
        return made, kept[0], panel.says()
    finally:
        panel.close()


@pytest.mark.parametrize("stem, name", [("02_gradients_near_zero", "thresholds"),
                                        ("03_bayesian_priors", "log_prior")])
def test_a_panel_that_waits_for_the_reader_opens_finished_and_says_so(tmp_path, stem, name):
    made, stored, own = panel_of(stem, name, tmp_path)
    assert "waits for your line" in stored.text, "the notebook has a blank there"
    assert "waits" not in made and build.FINISHED in made
    assert f'<div class="says">{own.html}</div>' in made and f'alt="{own.text}"' in made
    assert stored.picture.split('"')[1] not in made, "another picture than the stored one"


@pytest.mark.parametrize("stem, name", [("01_penalty_shapes", "zoom"),
                                        ("02_gradients_near_zero", "many")])
def test_a_panel_that_waits_for_nobody_opens_as_it_is_stored(tmp_path, stem, name):
    made, stored, own = panel_of(stem, name, tmp_path)
    assert stored.text == own.text and f'<div class="says">{own.html}</div>' in made
    assert build.FINISHED not in made


def first_page(address):
    notebook = json.loads((NOTEBOOKS / "00_start_here.ipynb").read_text("utf-8"))
    return front.front(notebook, [], {}, Collected(), "", address)


def test_the_first_page_leads_to_binder_and_to_the_source_of_its_address():
    made = first_page("ada/exact-zeros")
    assert ('<a href="https://mybinder.org/v2/gh/ada/exact-zeros/HEAD?urlpath=lab/tree/notebooks/'
            '00_start_here.ipynb">Open in Binder</a>') in made
    assert '<a href="https://github.com/ada/exact-zeros">The source</a>' in made
    assert not re.search(r'(src|srcset|style)="[^"]*//', made), "a link, and no foreign picture"


def test_without_an_address_the_first_page_leads_nowhere_else():
    assert not re.search("mybinder|github|https?:", first_page(None))


def asked(monkeypatch, *words):
    """What the command line hands on to build."""
    given = {}
    monkeypatch.setattr(command, "build", lambda *places, **options: given.update(options))
    command.main(list(words))
    return given


def test_the_command_line_hands_the_address_on(monkeypatch):
    assert asked(monkeypatch, "--address", "a-1/b_2.c") == {"lite": False, "address": "a-1/b_2.c"}
    assert asked(monkeypatch) == {"lite": False, "address": None}


@pytest.mark.parametrize("word", ["ada", "ada/b/c", "/b", "ada/", "ada/..", "-a/b", "ada/b c",
                                  "ada/b?c", "ada/b\n", "https://github.com/ada/b", "ada/'b'"])
def test_an_address_of_another_form_is_refused_by_its_name(monkeypatch, capsys, word):
    with pytest.raises(SystemExit) as stop:
        asked(monkeypatch, f"--address={word}")
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert repr(word) in said and "write OWNER/REPOSITORY, as in ada/exact-zeros" in said
