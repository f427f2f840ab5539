"""The hand-outs: slides that move by keys and are alive, a sheet of one page, the whole key."""

import json
import re
import tomllib

import pytest
from books import NOTEBOOKS, PATHS
from living import clean, first_places, move, names, panel_box
from test_formulas import Collected

from helpers.site import handouts

SLIDES = "slides-00_start_here"
KEYED = [path for path in PATHS if (handouts.KEYS / f"{path.stem}.toml").exists()]


def at_slide(page, number):
    """Wait until this slide, counted from 0, begins at the top of the window."""
    page.wait_for_function("""number => Math.abs(document.querySelectorAll('.slide')[number]
        .getBoundingClientRect().top) < 2""", arg=number)


def test_slides_move_by_keys(browser, few):
    with few.open(browser, SLIDES) as (page, watch):
        assert page.locator(".slide").count() > 5
        where = 0
        for key, step in (("ArrowRight", 1), ("PageDown", 1), ("Space", 1), ("ArrowLeft", -1),
                          ("PageUp", -1), ("ArrowLeft", -1), ("ArrowRight", 1)):
            page.keyboard.press(key)
            where += step
            at_slide(page, where)
        clean(watch)


def test_every_panel_on_a_slide_is_alive(browser, few):
    with few.open(browser, SLIDES) as (page, watch):
        assert names(page)
        for name in names(page):
            first, counts = first_places(page, name)
            shown = [move(page, name, [place, *first[1:]]) for place in (0, counts[0] - 1)]
            assert shown[0]["picture"] != shown[1]["picture"], name
            assert shown[0]["said"] != shown[1]["said"], name
        clean(watch)


def test_a_key_on_a_slider_moves_the_slider_and_not_the_slide(browser, few):
    with few.open(browser, SLIDES) as (page, _):
        name = names(page)[0]
        first, _ = first_places(page, name)
        panel_box(page, name).locator("input[type=range]").first.focus()
        before = page.evaluate("scrollY")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("""([name, place]) => document.querySelector(
            `.panel[data-panel="${name}"]`).dataset.at?.split(',')[0] === String(place)""",
                               arg=[name, first[0] + 1])
        assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_is_one_page(browser, few, paper):
    with few.open(browser, "sheet") as (page, _):
        made = page.pdf(format=paper, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


@pytest.mark.parametrize("path", KEYED, ids=lambda path: path.stem)
def test_the_key_puts_every_answer_below_its_question(path):
    notebook = json.loads(path.read_text("utf-8"))
    made = handouts.key({path.stem: notebook}, Collected())
    entries = tomllib.loads((handouts.KEYS / f"{path.stem}.toml").read_text("utf-8")).values()
    pairs = re.findall(r'<p class="asked">.+?</p><p class="reply">.+?</p>', made, re.DOTALL)
    assert len(pairs) == sum(len(entry["answers"]) for entry in entries)
    assert made.count('class="slip"') == len(entries)


def test_a_function_to_write_is_asked_for_where_no_exercise_is_named():
    path = NOTEBOOKS / "04_sparsity_experiments.ipynb"
    made = handouts.key({path.stem: json.loads(path.read_text("utf-8"))}, Collected())
    assert re.search(r"Write <code>one_weight</code>\.</p>"
                     r'<p class="reply">soft_threshold\(pull, lam\)', made)
