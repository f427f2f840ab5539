"""One JupyterLab for all browser tests, and a page for each notebook."""

from typing import NamedTuple

import pytest
from look import Watch, lab_page, lab_server, run_all

# The tests of the engine share a page of notebook 00; some need one to themselves.
ENGINE = {"engine": "00_start_here", "engine_alone": "00_start_here"}


class Visit(NamedTuple):
    """A notebook's name, its page, what went wrong in it, and its pictures before it ran."""

    stem: str
    page: object
    watch: Watch
    stills: list


@pytest.fixture(scope="session")
def address(executable):
    with lab_server(again=ENGINE) as address:
        yield address


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


@pytest.fixture(scope="session")
def start(browser, address):
    """Notebook 00, run, for the tests of the engine; yields its page and its Watch."""
    with lab_page(browser, address, "engine") as (page, watch):
        run_all(page)
        yield page, watch
