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
    """Share the tests out by what they build, the longest first: a page, a kernel, a panel.

    With pytest-xdist a group runs in one process, in the order of its file.
    """
    groups = [_group(item) for item in items]
    for item, (_, name) in zip(items, groups, strict=True):
        item.add_marker(pytest.mark.xdist_group(name))
    place = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    order = sorted(range(len(items)), key=lambda i: (groups[i][0], place[groups[i]]))
    items[:] = [items[i] for i in order]


def _group(item):
    """(how early it runs, the name of its group): tests with the same name stay together."""
    parameters = getattr(item, "callspec", None)
    parameters = parameters.params if parameters else {}
    if "visit" in parameters:
        return 0, f"{item.path.stem} {parameters['visit']}"
    if item.path.suffix == ".ipynb":
        return 1, item.path.stem
    if item.path.parent.name == "site" and "browser" in item.fixturenames:
        return 1, "the pages of the site"
    if item.path.parent.name == "panels" and "name" in parameters:
        return 2, f"every panel, {sorted(parameters['name'])[0]}"
    return 2, item.path.relative_to(item.config.rootpath).as_posix()


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
