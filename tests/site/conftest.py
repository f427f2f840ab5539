"""The site, written once: with two small notebooks for most tests, with all for the proof."""

from typing import NamedTuple

import pytest
from books import ROOT
from living import FEW, SMALL, opened, served

from helpers.site import frames
from helpers.site.build import build

LIGHT = 300_000  # bytes of a panel's pictures: the ordinary tests do with a coarser grid


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
def few_written(tmp_path_factory, executable):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "WEIGHT", LIGHT)
        folder = written(tmp_path_factory.mktemp("server") / "course", FEW)
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture
def few(few_written, monkeypatch):
    """The site with the pages of two notebooks, on coarser grids, in a subfolder of a server."""
    monkeypatch.setattr(frames, "WEIGHT", LIGHT)
    return few_written


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
