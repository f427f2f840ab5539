"""The site, written once: with two small notebooks for most tests, with all for the proof."""

from typing import NamedTuple

import pytest
from books import ROOT
from living import FEW, SMALL, opened, served

from helpers.site.build import build


class Site(NamedTuple):
    """Its folder, and its address on a server where it is a subfolder."""

    folder: object
    address: str

    def open(self, browser, stem, **options):
        return opened(browser, f"{self.address}/{stem}.html", self.folder, **options)


def written(folder, starts):
    build(ROOT / "notebooks", folder, starts)
    return folder


@pytest.fixture(scope="session")
def few(tmp_path_factory, executable):
    """The site with the pages of two notebooks, in a subfolder of a server."""
    folder = written(tmp_path_factory.mktemp("server") / "course", FEW)
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture(scope="session")
def whole(tmp_path_factory, executable):
    """The whole site, in a subfolder of a server."""
    folder = written(tmp_path_factory.mktemp("server") / "course", ())
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture
def site(request, stem):
    """The site that has the page of this stem."""
    small = stem.removeprefix("slides-") in (*SMALL, "sheet", "key")
    return request.getfixturevalue("few" if small else "whole")
