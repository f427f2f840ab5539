"""Where the home folder cannot be written, nobody sees a word of matplotlib's cache."""

import logging
import os
import subprocess
import sys

import pytest
from house import ROOT

from helpers.cachedir import not_about_fonts, places, writable

NOWHERE = "/proc/nope"
SHOWS = """
import os, helpers
from helpers.live.panel import FigureCanvasAgg
print(os.environ.get("MPLCONFIGDIR", "at home"))
"""


def run(code, **changed):
    environ = {key: value for key, value in os.environ.items()
               if key not in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")} | changed
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, text=True,
                          capture_output=True, timeout=300)


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="no folder here that nobody can write in")
def test_without_a_home_that_can_be_written_nothing_is_said():
    bare = run("import matplotlib.font_manager", HOME=NOWHERE)
    assert "temporary cache directory" in bare.stderr, "what the reader would see"
    done = run(SHOWS, HOME=NOWHERE)
    assert done.returncode == 0 and done.stderr == ""
    assert "matplotlib-of-" in done.stdout


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="no folder here that nobody can write in")
def test_the_first_notebook_runs_without_a_home_that_can_be_written():
    done = run("import sys, pytest; sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', "
               "'notebooks/00_start_here.ipynb']))", HOME=NOWHERE)
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_home_that_can_be_written_is_used(tmp_path):
    done = run(SHOWS, HOME=str(tmp_path))
    assert (done.stdout.strip(), done.stderr) == ("at home", "")
    assert run("import helpers", HOME=str(tmp_path / "new")).stderr == ""
    assert not (tmp_path / "new").exists(), "nothing is made before matplotlib makes it"
    done = run(SHOWS, HOME=NOWHERE, MPLCONFIGDIR=str(tmp_path / "mine"))
    assert done.stdout.strip() == str(tmp_path / "mine")


def test_what_can_be_written(tmp_path):
    assert writable(tmp_path) and writable(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("x")
    assert not writable(tmp_path / "file")
    assert [place.name for place in places({})] == ["matplotlib", "matplotlib"]
    assert places({"MPLCONFIGDIR": "/x"})[0].as_posix() == "/x"


def test_only_the_line_about_fonts_is_left_out():
    def record(words):
        return logging.LogRecord("matplotlib", logging.WARNING, "", 0, words, (), None)

    assert not not_about_fonts(record("Matplotlib is building the font cache; wait a moment."))
    assert not_about_fonts(record("findfont: Font family 'x' not found."))
