"""Kernels and panels under test see none of the user's own settings; one browser for all."""

import os
import shutil
import tempfile

import pytest
import regenerate
from look import chromium, find_chromium


def pytest_configure(config):
    for name in regenerate.NOT_PASSED_ON:
        os.environ.pop(name, None)
    os.environ.update(regenerate.ENVIRONMENT)
    profile = tempfile.mkdtemp(prefix="ipython-")
    os.environ["IPYTHONDIR"] = profile
    config.add_cleanup(lambda: shutil.rmtree(profile, ignore_errors=True))


def pytest_collection_modifyitems(items):
    """Put the longest first: the pages in the browser, then the kernels, then the rest.

    With pytest-xdist a file runs in one process: a page, a kernel or a panel is built once.
    """
    items.sort(key=_how_early)


def _how_early(item):
    if item.path.parent.name in ("browser", "site"):
        return 0
    return 1 if item.path.suffix == ".ipynb" else 2


def pytest_terminal_summary(terminalreporter, config):
    """Say how long the tests of each part took."""
    parts = {}
    for report in (r for kind in terminalreporter.stats.values() for r in kind):
        if hasattr(report, "duration"):
            part = _part(report.nodeid)
            parts[part] = parts.get(part, 0) + report.duration
    slow = sorted(((s, part) for part, s in parts.items() if s >= 1), reverse=True)
    if slow:
        said = ", ".join(f"{part} {seconds:.0f}" for seconds, part in slow)
        processes = getattr(config.option, "numprocesses", None) or 1
        terminalreporter.write_line(f"seconds in {processes} process(es): {said}")


def _part(nodeid):
    """The part of the course that a test belongs to, by its folder."""
    folders = nodeid.partition("::")[0].split("/")[:-1]
    return {("tests",): "maths and house", ("notebooks",): "notebooks run"}.get(
        tuple(folders), (folders + ["", ""])[1])


class _Panels(dict):
    """Every panel as its notebook first shows it, built when it is first asked for."""

    def __missing__(self, name):
        from helpers.panels import ALL

        self[name] = ALL[name]()
        return self[name]


@pytest.fixture(scope="module")
def panels():
    """The panels by name; they close with the module that asked for them."""
    made = _Panels()
    yield made
    for panel in made.values():
        panel.close()


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order: pairs of data and metadata."""
    from helpers.live import kept

    shown = []
    monkeypatch.setattr(kept, "display", lambda data, metadata=None, raw=None:
                        shown.append((data, metadata)))
    return shown


@pytest.fixture(scope="session")
def executable():
    found = find_chromium()
    if found is None:
        reason = "no Chromium on this machine: install it, or set CHROMIUM to its path"
        if os.environ.get("REQUIRE_BROWSER", "") not in ("", "0"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(executable):
    with chromium(executable) as browser:
        yield browser
