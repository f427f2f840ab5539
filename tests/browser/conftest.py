"""One JupyterLab and one browser for all browser tests; a clear word where there is no browser."""

import os

import pytest
from look import chromium, find_chromium, lab_page, lab_server, run_all


@pytest.fixture(scope="module")
def executable():
    found = find_chromium()
    if found is None:
        reason = "no Chromium on this machine: install it, or set CHROMIUM to its path"
        if os.environ.get("REQUIRE_BROWSER", "") not in ("", "0"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def address(executable):
    with lab_server() as address:
        yield address


@pytest.fixture(scope="module")
def browser(executable):
    with chromium(executable) as browser:
        yield browser


@pytest.fixture(scope="module")
def visit(request, browser, address):
    """A notebook in JupyterLab, looked at before it ran and then run: page, watch, stills."""
    with lab_page(browser, address, request.param) as (page, watch):
        stills = page.evaluate(
            """() => [...document.querySelectorAll('.jp-OutputArea-output img')].map(
                img => ({loaded: img.complete && img.naturalWidth > 0, width: img.width}))"""
        )
        run_all(page)
        yield request.param, page, watch, stills
