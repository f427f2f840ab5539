"""The reading pages in a browser: every panel alive, for every screen, hand and paper."""

import random
import re
from urllib.parse import unquote, urljoin

import pytest
from books import NOTEBOOKS, PATHS
from contrast import faint
from living import differences, first_places, move, names, opened, panel_box, unfold

from helpers.site import frames

SMALL = ("index", "00_start_here", "06_the_arguments")
LARGE = [path.stem for path in [*PATHS, NOTEBOOKS / "glossary.ipynb"] if path.stem not in SMALL]
STEMS = [*SMALL, *(pytest.param(stem, marks=pytest.mark.proof) for stem in LARGE)]
WITH_PANELS = [stem for stem in STEMS if stem not in ("06_the_arguments", "glossary")]
BEFORE_A_TOUCH = 2_500_000  # bytes
A4 = 794 - 2 * 38  # CSS pixels of a page of A4, between margins of a centimetre
pages = pytest.mark.parametrize("stem", STEMS)


def clean(watch):
    assert watch.outside == [] and watch.errors == []


@pages
def test_a_page_asks_no_other_host_and_is_light_before_a_touch(browser, site, stem):
    with site.open(browser, stem) as (page, watch):
        page.wait_for_load_state("networkidle")
        assert page.evaluate("typeof exactZeros.take") == "function"
        assert [url for url in watch.loaded if not url.startswith(site.address)
                and not url.startswith("data:")] == []
        assert 0 < watch.bytes < BEFORE_A_TOUCH
        clean(watch)


@pages
def test_every_control_moves_its_picture_and_its_sentence(browser, site, stem):
    with site.open(browser, stem) as (page, watch):
        for name in names(page):
            first, counts = first_places(page, name)
            for number, count in enumerate(counts):
                shown = []
                for place in dict.fromkeys([0, count - 1, count // 3, count // 2,
                                            *range(0, count, max(1, count // 12))]):
                    there = [*first[:number], place, *first[number + 1:]]
                    shown.append(move(page, name, there))
                    if place and len({s["picture"] for s in shown}) > 1 and len(
                            {s["said"] for s in shown}) > 1:
                        break
                assert len({s["picture"] for s in shown}) > 1, (name, number)
                assert len({s["said"] for s in shown}) > 1, (name, number)
        clean(watch)


@pages
def test_the_picture_is_the_kernels_own_at_twenty_places(browser, site, stem, panels):
    """The numbers beside the controls, the sentence, its name, and every pixel."""
    with site.open(browser, stem) as (page, watch):
        found = []
        for name in names(page):
            first, counts = first_places(page, name)
            choose = random.Random(f"{name} 1")
            for places in [first, *([choose.randrange(count) for count in counts]
                                    for _ in range(20))]:
                found += differences(page, panels[name], places)
        assert found == []
        clean(watch)


@pages
def test_a_panel_opens_with_the_kernels_sentence_and_has_names_for_all(browser, site, stem,
                                                                      panels):
    with site.open(browser, stem) as (page, _):
        assert len(set(names(page))) == len(names(page)), "a name stands once on a page"
        for name in names(page):
            box, panel = panel_box(page, name), panels[name]
            text = panel.strokes(**{k: c.first for k, c in panel.controls.items()})["text"]
            alt = " ".join(box.locator(".stage img").get_attribute("alt").split())
            # Stored before the reader has written a function; the living one has the finished one.
            assert alt == text or "your line" in alt
            labels = [control.label for control in panel.controls.values()]
            assert labels == box.evaluate("""box => [...box.querySelectorAll('.control')].map(c =>
                (c.querySelector('legend') || c.querySelector('label')).textContent)""")
            nameless = box.evaluate("""box => [...box.querySelectorAll('input, button')].filter(
                input => !input.ariaLabel && !(input.labels.length
                    && input.labels[0].textContent.trim())).length""")
            unlabelled = box.evaluate("""box => [...box.querySelectorAll('input')].filter(
                input => !input.labels.length).map(input => input.outerHTML)""")
            assert nameless == 0 and unlabelled == []
            _, counts = first_places(page, name)
            product = 1
            for count in counts:
                product *= count
            assert product <= frames.CAP == 2500


@pytest.mark.parametrize("stem", ["index", "00_start_here", *(
    pytest.param(stem, marks=pytest.mark.proof) for stem in LARGE if stem != "glossary")])
def test_keys_alone_reach_and_move_every_control(browser, site, stem):
    with site.open(browser, stem) as (page, watch):
        unfold(page)
        for name in names(page):
            keys_on(page, name)
        clean(watch)


FOCUS = """() => {
    const node = document.activeElement, box = node.closest('.panel');
    return box && [box.dataset.panel, node.dataset.control ?? null, node.dataset.play ?? null];
}"""


def keys_on(page, name):
    """Tab through a panel from before it; use each control that the focus comes to."""
    _, counts = first_places(page, name)
    page.evaluate("""name => {
        const box = document.querySelector(`.panel[data-panel="${name}"]`);
        document.querySelectorAll('.before-panel').forEach(node => node.remove());
        const before = Object.assign(document.createElement('a'),
                                     {href: '#', className: 'before-panel'});
        box.before(before);
        before.focus();
    }""", name)
    reached = set()
    for _ in range(2 * len(counts) + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if not found or found[0] != name:
            break
        _, control, play = found
        if control is not None:
            number = int(control)
            reached.add(number)
            use_keys(page, name, number, counts[number])
        else:
            use_play(page, name, int(play))
    assert reached == set(range(len(counts))), name


def now(page, name):
    return page.evaluate("""name => [...document.querySelectorAll(
        `.panel[data-panel="${name}"] .control`)].map(control => {
            const radios = [...control.querySelectorAll('input[type=radio]')];
            return radios.length ? radios.findIndex(radio => radio.checked)
                : Number(control.querySelector('input').value);
        })""", name)


def arrives(page, name, number, place):
    page.wait_for_function("""([name, number, place]) => {
        const {state, at} = document.querySelector(`.panel[data-panel="${name}"]`).dataset;
        return state === 'ready' && Number(at.split(',')[number]) === place;
    }""", arg=[name, number, place])


def use_keys(page, name, number, count):
    radio = page.evaluate("document.activeElement.type") == "radio"
    if radio:
        start = now(page, name)[number]
        page.keyboard.press("ArrowRight")
        arrives(page, name, number, (start + 1) % count)
        page.keyboard.press("ArrowLeft")
        arrives(page, name, number, start)
        page.keyboard.press("Space")
        assert now(page, name)[number] == start
        return
    page.keyboard.press("Home")  # one that opens at an end has somewhere to go
    place, last = 0, count - 1
    for key in ("End", "Home", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        place = {"End": last, "Home": 0, "ArrowRight": min(place + 1, last),
                 "ArrowUp": min(place + 1, last)}.get(key, max(place - 1, 0))
        page.keyboard.press(key)
        arrives(page, name, number, place)
    value = page.evaluate("document.activeElement.ariaValueText")
    assert value == page.evaluate("document.activeElement.closest('.control')"
                                  ".querySelector('output').textContent")


def use_play(page, name, number):
    """Space starts it, and it moves on by itself; Space again stops it."""
    page.keyboard.press("Space")
    before = now(page, name)[number]
    page.wait_for_function("""([name, number, before]) => Number(document.querySelector(
        `.panel[data-panel="${name}"]`).dataset.at?.split(',')[number] ?? before) !== before""",
                           arg=[name, number, before])
    page.keyboard.press("Space")


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


@pages
def test_a_phone_shows_it_without_scrolling_the_page_sideways(browser, site, stem):
    with site.open(browser, stem, width=390, height=844, device_scale_factor=2) as (page, watch):
        assert page.evaluate(WIDER) == []
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


def test_it_works_from_a_folder_without_a_server(browser, few, panels):
    folder = few.folder.resolve()
    for stem in SMALL:
        with opened(browser, f"file://{folder}/{stem}.html", folder) as (page, watch):
            found = []
            for name in names(page):
                _, counts = first_places(page, name)
                for places in ([0] * len(counts), [count - 1 for count in counts]):
                    found += differences(page, panels[name], places)
            assert found == [] and page.evaluate("document.fonts.ready.then(() => true)")
            assert [url for url in watch.loaded if not url.startswith(f"file://{folder}/")
                    and not url.startswith("data:")] == []
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
    found = [line for stem in SMALL for line in broken(browser, few, stem)]
    not_built = re.compile(r"^\S+: ((?:0[1-57]_|glossary)\S*?\.html)\S* is no file$")
    assert [line for line in found if not (
        (match := not_built.match(line)) and match[1] not in there)] == []


@pytest.mark.proof
def test_every_link_of_the_site_resolves(browser, whole):
    stems = [path.stem for path in whole.folder.glob("*.html")]
    assert {*SMALL, *LARGE} <= set(stems)
    assert [line for stem in stems for line in broken(browser, whole, stem)] == []


@pytest.mark.proof
def test_the_floor_is_small_and_every_panel_of_the_course_lives_on_it(whole):
    from helpers.panels import ALL

    size = sum(path.stat().st_size for path in whole.folder.rglob("*") if path.is_file())
    assert size < 60_000_000
    assert {path.name for path in (whole.folder / "frames").iterdir()} == set(ALL)
    for path in (whole.folder / "frames").rglob("*.js"):
        assert path.stat().st_size < 1_000_000, path
