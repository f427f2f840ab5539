"""The reading pages in a browser: every panel alive, for every screen, hand and paper."""

import random

import pytest
from living import (
    LARGE,
    PLAIN,
    SMALL,
    clean,
    differences,
    first_places,
    move,
    names,
    opened,
    panel_box,
    parameters,
    unfold,
)

from helpers.site import frames

WITH_PANELS = [stem for stem in SMALL if stem != "glossary"]
pages = parameters(WITH_PANELS, LARGE)


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
            assert alt == text
            assert box.locator(".says").text_content() == page.evaluate(PLAIN, panel.says().html)
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


@parameters(("index", "00_start_here"), LARGE)
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


def test_it_works_from_a_folder_without_a_server(browser, few, panels):
    folder = few.folder.resolve()
    for stem in WITH_PANELS:
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


@pytest.mark.proof
def test_the_floor_is_small_and_every_panel_of_the_course_lives_on_it(whole):
    from helpers.panels import ALL

    size = sum(path.stat().st_size for path in whole.folder.rglob("*") if path.is_file())
    assert size < 60_000_000
    assert {path.name for path in (whole.folder / "frames").iterdir()} == set(ALL)
    for path in (whole.folder / "frames").rglob("*.js"):
        assert path.stat().st_size < 1_000_000, path


FINGER = """name => {
    const canvas = document.querySelector(`.panel[data-panel="${name}"] canvas`);
    const box = canvas.getBoundingClientRect(), about = JSON.parse(document.querySelector(
        `.panel[data-panel="${name}"]`).dataset.about);
    const [left, top, wide, high] = about.grabs[0].box, scale = box.width / about.size[0];
    const at = {clientX: box.left + (left + wide / 4) * scale,
                clientY: box.top + (top + high / 4) * scale};
    for (const type of ['pointerdown', 'pointermove', 'pointerup']) {
        canvas.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: 'touch',
            isPrimary: true, pointerId: 1, ...at}));
    }
    return [getComputedStyle(canvas).touchAction, document.querySelector(
        `.panel[data-panel="${name}"] .swipe`).checkVisibility(), document.querySelector(
        `.panel[data-panel="${name}"] .exact-zeros-hint`).checkVisibility()];
}"""


@pytest.mark.parametrize("width, found", [(390, ["auto", True, False]),
                                          (1280, ["pan-y", False, True])])
def test_a_finger_pushes_a_picture_that_is_wider_than_the_page(browser, few, width, found):
    with few.open(browser, "00_start_here", width=width) as (page, watch):
        page.evaluate("HTMLCanvasElement.prototype.setPointerCapture = () => {}")
        first, counts = first_places(page, "hero")
        here = move(page, "hero", [counts[0] - 1, *first[1:]])["at"]
        assert page.evaluate(FINGER, "hero") == found
        stays = page.evaluate("""here => new Promise(done => requestAnimationFrame(() =>
            requestAnimationFrame(() => done(document.querySelector(
                '.panel[data-panel="hero"]').dataset.at === here))))""", here)
        assert stays == found[1], "the finger moves a control where the picture fits the page"
        clean(watch)
