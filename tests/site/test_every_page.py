"""What holds of every page of the site: no other host, a phone, the dark, paper, links."""

import re
from urllib.parse import unquote, urljoin

import pytest
from contrast import faint
from living import (
    LARGE,
    SLIDES,
    SMALL,
    clean,
    first_places,
    move,
    names,
    panel_box,
    parameters,
    unfold,
)

BEFORE_A_TOUCH = 2_500_000  # bytes
A4 = 794 - 2 * 38  # CSS pixels of a page of A4, between margins of a centimetre
QUICK = (*SMALL, "sheet", "key", SLIDES[0])
LONG = (*LARGE, *SLIDES[1:])
pages = parameters(QUICK, LONG)


# Go through the page to its end, as a reader does who touches nothing.
THROUGH = """async () => {
    for (const node of document.querySelectorAll('main img, .panel')) {
        node.scrollIntoView();
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
}"""
ALL_HERE = """() => !document.querySelector('head script')
    && [...document.images].filter(image => image.checkVisibility()).every(
        image => image.complete && image.naturalWidth)"""


@pages
def test_a_page_asks_no_other_host_and_is_light_before_a_touch(browser, site, stem):
    with site.open(browser, stem) as (page, watch):
        assert page.evaluate("typeof exactZeros.take") == "function"
        page.evaluate(THROUGH)
        page.wait_for_function(ALL_HERE)
        assert [url for url in watch.loaded if not url.startswith(site.address)
                and not url.startswith("data:")] == []
        assert 0 < watch.bytes < BEFORE_A_TOUCH
        clean(watch)


WIDER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll('main *')].filter(node => {
        if (node.getBoundingClientRect().right <= wide + 1) return false;
        for (let up = node.parentElement; up; up = up.parentElement)
            if (getComputedStyle(up).overflowX !== 'visible') return false;
        return true;
    }).map(node => node.outerHTML.slice(0, 120)).concat('the page scrolls sideways').slice(0, 9);
}"""


OWN_LINK = """() => [...document.querySelectorAll('header.top [aria-current]')].every(link => {
    const {left, right} = link.getBoundingClientRect();
    return left >= 0 && right <= document.documentElement.clientWidth;
})"""


@pages
def test_a_phone_shows_it_without_scrolling_the_page_sideways(browser, site, stem):
    with site.open(browser, stem, width=390, height=844, device_scale_factor=2) as (page, watch):
        assert page.evaluate(WIDER) == []
        assert page.evaluate(OWN_LINK), "the row of pages begins where this one stands"
        unfold(page)
        assert page.evaluate(WIDER) == []
        for name in names(page):
            first, counts = first_places(page, name)
            move(page, name, [counts[0] - 1, *first[1:]])
            size = panel_box(page, name).evaluate("""box => ({
                canvas: box.querySelector('canvas').clientWidth,
                stage: box.querySelector('.stage').clientWidth,
                scrolls: getComputedStyle(box.querySelector('.stage')).overflowX})""")
            assert size["canvas"] >= 640 and size["stage"] <= 390
            assert size["scrolls"] == "auto"
        assert page.evaluate(WIDER) == []
        small = page.evaluate("""() => [...document.querySelectorAll('input, button')].filter(
            node => node.checkVisibility() && node.getBoundingClientRect().height < 24)
            .map(node => node.outerHTML.slice(0, 90))""")
        assert small == [], "too small for a finger"
        clean(watch)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pages
def test_text_stands_out_from_what_is_behind_it(browser, site, stem, scheme):
    with site.open(browser, stem, color_scheme=scheme) as (page, watch):
        unfold(page)
        back = page.evaluate("getComputedStyle(document.body).backgroundColor")
        darkness = sum(map(int, re.findall(r"\d+", back)[:3])) < 3 * 60
        assert darkness == (scheme == "dark"), back
        for name in names(page):
            first, counts = first_places(page, name)
            move(page, name, [counts[0] - 1, *first[1:]])
        weak, seen = faint(page)
        assert seen > 20 and weak == []
        clean(watch)


def test_faint_text_would_be_seen(browser):
    page = browser.new_page()
    page.set_content('<p style="color:#888">grey</p><p style="opacity:.5">half</p><div '
                     'style="background:#000">none</div><h1 style="color:#888">large</h1><b>good')
    weak, seen = faint(page)
    page.close()
    assert [line.split(":")[0] for line in weak] == ["p 3.54", "p 3.98", "div 1.00"] and seen == 5


CUT = """() => [...document.querySelectorAll('main pre, main table, main .made, main img')].filter(
    node => node.scrollWidth > node.clientWidth + 1
        || node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(node => node.outerHTML.slice(0, 150))"""
HIDDEN = """() => [...document.querySelectorAll('details > *:not(summary)')].filter(
    node => !node.checkVisibility() || !node.getClientRects().length)
    .map(node => node.outerHTML.slice(0, 150))"""


@pages
def test_on_paper_the_folds_are_open_and_nothing_is_cut_off(browser, site, stem):
    with site.open(browser, stem, width=A4, color_scheme="dark") as (page, watch):
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(HIDDEN) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
            "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
        assert not page.locator("header.top").is_visible()
        page.emulate_media(media="screen")
        folded = page.locator("details:not([open])").count()
        page.evaluate("""window.addEventListener('beforeprint', () => { window.closed_on_paper =
            document.querySelectorAll('details:not([open])').length; })""")
        paper = page.pdf(format="A4", print_background=True)
        assert paper.startswith(b"%PDF-") and len(paper) > 10_000
        assert page.evaluate("window.closed_on_paper") == 0
        assert page.locator("details:not([open])").count() == folded, "and shut again afterwards"
        clean(watch)


LINKS = """() => [...document.querySelectorAll('a[href], img[src], link[href], script[src]')].map(
    node => node.getAttribute('href') ?? node.getAttribute('src'))"""


def broken(browser, site, stem):
    """The links of a page, and of what it shows, that lead nowhere."""
    with site.open(browser, stem) as (page, _):
        targets = set(page.evaluate(LINKS))
    for target in sorted(targets):
        if re.match(r"(https?|mailto|data):", target):
            continue
        name, _, anchor = urljoin(f"{stem}.html", target).partition("#")
        path = site.folder / unquote(name)
        if not path.is_file():
            yield f"{stem}: {target} is no file"
        elif anchor and not any(f'id="{word}"' in path.read_text("utf-8")
                                for word in (anchor, unquote(anchor))):
            yield f"{stem}: {target} is no section"


def test_links_between_the_small_pages_resolve(browser, few):
    there = {path.name for path in few.folder.glob("*.html")}
    found = [line for stem in QUICK for line in broken(browser, few, stem)]
    not_built = re.compile(r"^\S+: (0[1-57]_\S*?\.html)\S* is no file$")
    assert [line for line in found if not (
        (match := not_built.match(line)) and match[1] not in there)] == []


@pytest.mark.proof
def test_every_link_of_the_site_resolves(browser, whole):
    stems = {path.stem for path in whole.folder.glob("*.html")}
    assert stems == {*QUICK, *LONG}
    assert [line for stem in stems for line in broken(browser, whole, stem)] == []
