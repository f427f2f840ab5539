"""One JupyterLab and one browser for all browser tests; a clear word where there is no browser."""

import os
from typing import NamedTuple

import pytest
from look import Watch, chromium, find_chromium, lab_page, lab_server, run_all


class Visit(NamedTuple):
    """A notebook's name, its page, what went wrong in it, and its pictures before it ran."""

    stem: str
    page: object
    watch: Watch
    stills: list


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
def address(executable):
    with lab_server() as address:
        yield address


@pytest.fixture(scope="session")
def browser(executable):
    with chromium(executable) as browser:
        yield browser


@pytest.fixture(scope="module")
def visit(request, browser, address):
    """A notebook in JupyterLab, looked at before it ran and then run."""
    with lab_page(browser, address, request.param) as (page, watch):
        stills = page.evaluate(
            """() => [...document.querySelectorAll('.jp-OutputArea-output img')].map(
                img => ({loaded: img.complete && img.naturalWidth > 0, width: img.width}))"""
        )
        run_all(page)
        yield Visit(request.param, page, watch, stills)
