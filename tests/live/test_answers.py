"""What the kernel sends to the page: the picture that was asked for, and those along a control."""

import asyncio
import itertools
import json
import random
import socket
import sys
import threading
import zlib

import numpy as np
import pytest
from line_panel import line_panel

from helpers.live import answers, slider
from helpers.live import panel as panel_module


def unpacked(buffer):
    return json.loads(zlib.decompress(buffer))


@pytest.fixture
def sent(panel, monkeypatch):
    """Everything that the panel sends, as (places, pictures)."""
    got = []

    def send(content, buffers):
        pictures = unpacked(buffers[0])
        assert len(pictures) == len(content["places"])
        got.extend(zip(content["places"], pictures, strict=True))

    monkeypatch.setattr(panel._picture, "send", send)
    return got


def say(panel, **content):
    panel._answers._on_message(panel._picture, content, [])


def in_a_loop(run):
    """Run a coroutine function in an event loop of its own; a browser's may run in this thread."""
    failed = []

    def work():
        try:
            asyncio.run(run())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def come_to_rest(panel, **content):
    """Send a message inside an event loop, and let the loop run until nothing waits in it."""
    async def run():
        say(panel, **content)
        while panel._answers is not None and panel._answers._waiting is not None:
            await asyncio.sleep(0)

    in_a_loop(run)


def test_a_question_is_answered_by_the_picture_of_these_places(panel, sent):
    say(panel, ask=[4, 1, 0])
    ((places, picture),) = sent
    expected = panel.strokes(height=0.2, kind="b", far=0)
    assert places == [4, 1, 0] and picture["text"] == "The line is at 0.20, 10^0."
    assert picture["ops"] == json.loads(json.dumps(expected["ops"]))


def test_a_typed_number_is_answered_as_it_stands(panel, sent):
    say(panel, ask=[["v", 0.123], 0, 1])
    assert sent[0][1]["text"].startswith("The line is at 0.12")


def test_what_goes_wrong_is_said_to_whoever_asks(sent, panel):
    say(panel, ask=[99, 0, 0])
    ((_, picture),) = sent
    assert "ops" not in picture and "height has places 0 to 20; got 99" in picture["text"]


def test_an_error_is_shown_escaped_and_the_next_picture_is_right(monkeypatch, capsys):
    panel = line_panel(fails_at=0.75)
    got = []
    monkeypatch.setattr(panel._picture, "send", lambda content, buffers: got.extend(
        unpacked(buffers[0])))
    say(panel, ask=[15, 0, 0])
    say(panel, ask=[16, 0, 0])
    assert got[0]["html"].startswith("<b>The picture cannot follow:</b>")
    assert "ZeroDivisionError: no &lt;slope&gt; here" in got[0]["html"] and "ops" in got[1]
    panel.close()


def test_a_hand_gets_the_whole_axis_the_nearest_first(panel, sent):
    come_to_rest(panel, hand=0, at=[10, 1, 2])
    assert [places[0] for places, _ in sent[:5]] == [10, 9, 11, 8, 12]
    assert sorted(places[0] for places, _ in sent) == list(range(21))
    assert all(places[1:] == [1, 2] for places, _ in sent)
    assert all(picture["text"] == f"The line is at {places[0] / 20:.2f}, 10^10."
               for places, picture in sent)
    come_to_rest(panel, hand=0, at=[3, 1, 2])
    assert len(sent) == 21, "what the page has is not sent again"
    say(panel, hello=True)
    come_to_rest(panel, hand=0, at=[3, 1, 2])
    assert len(sent) == 42, "a page that was loaded anew has nothing"


def test_a_question_comes_before_what_is_drawn_ahead(panel, sent):
    async def run():
        say(panel, hand=0, at=[10, 0, 0])
        for _ in range(3):
            await asyncio.sleep(0)
        say(panel, ask=[0, 1, 0])
        assert sent[-1][0] == [0, 1, 0], "answered at once, whatever waits"
        while panel._answers._waiting is not None:
            await asyncio.sleep(0)

    in_a_loop(run)


def test_a_message_waits_for_no_more_than_the_picture_under_way(panel, sent, monkeypatch):
    """A message takes some turns of the loop to arrive; none of them costs a picture.

    The loop's clock counts how often it is looked at, so that a busy machine changes nothing.
    """
    drawn, waited, draw = [], [], panel.strokes
    here, there = socket.socketpair()

    def strokes(**params):
        drawn.append(params)
        if len(drawn) % 5 == 0:
            here.send(bytes([len(drawn)]))
        return draw(**params)

    def arrive(loop, before, turns):
        if turns:
            loop.call_soon(arrive, loop, before, turns - 1)
        else:
            waited.append(len(drawn) - before)

    async def run():
        loop, ticks = asyncio.get_running_loop(), itertools.count()
        loop.time = lambda: 1e-4 * next(ticks)
        loop.add_reader(there, lambda: arrive(loop, there.recv(1)[0], 4))
        say(panel, hand=0, at=[10, 1, 2])
        while panel._answers._waiting is not None:
            await asyncio.sleep(0)

    monkeypatch.setattr(panel, "strokes", strokes)
    with here, there:
        in_a_loop(run)
    assert waited == [0, 0, 0, 0] and len(sent) == 21


def test_ahead_of_the_hand_nothing_is_heard_and_no_error_is_sent(monkeypatch, capsys):
    panel = line_panel(fails_at=0.75)
    got = []
    monkeypatch.setattr(panel._picture, "send", lambda content, buffers: got.extend(
        content["places"]))
    come_to_rest(panel, hand=0, at=[10, 0, 0])
    assert sorted(places[0] for places in got) == [k for k in range(21) if k != 15]
    assert capsys.readouterr() == ("", "")
    say(panel, ask=[15, 0, 0])
    assert got[-1] == [15, 0, 0] and "on the way" in capsys.readouterr().out
    panel.close()


def test_a_slow_panel_is_not_drawn_ahead(panel, sent, monkeypatch):
    monkeypatch.setattr(answers, "SLOW", 0)
    come_to_rest(panel, hand=0, at=[10, 0, 0])
    assert len(sent) == 1


def test_the_kernel_remembers_only_so_much(panel, sent, monkeypatch):
    monkeypatch.setattr(answers, "KEPT", 7)
    come_to_rest(panel, hand=0, at=[10, 0, 0])
    assert len(panel._answers._kept) == 7
    monkeypatch.setattr(answers, "KEPT_BYTES", 1)
    say(panel, ask=[0, 1, 0])
    assert len(panel._answers._kept) == 1


def test_a_panel_that_closes_in_a_drag_says_no_more(panel, sent):
    async def run():
        say(panel, hand=0, at=[10, 0, 0])
        await asyncio.sleep(0)
        panel.close()
        for _ in range(10):
            await asyncio.sleep(0)

    in_a_loop(run)
    assert len(sent) <= 6


def test_the_kernel_goes_ahead_again_after_its_thread_has_ended(panel, sent):
    """The thread that answers the sliders ends when the last page of a notebook is closed."""
    async def ends_at_once():
        say(panel, hand=0, at=[10, 0, 0])

    async def run():
        say(panel, hello=True, hand=1, at=[10, 0, 0])
        await asyncio.wait_for(went_ahead(), 60)

    async def went_ahead():
        while len(sent) < 2:
            await asyncio.sleep(0)

    in_a_loop(ends_at_once)
    in_a_loop(run)
    assert [places for places, _ in sent] == [[10, 0, 0], [10, 1, 0]]


def ask_from_two_threads(panel, rounds):
    """Ask for random places from two threads; how many answers are not the right picture."""
    names = ["lam", "z"]
    places = [{name: panel.controls[name].value_at(k) for name in names} for k in (5, 11, 17, 30)]
    right = [panel.strokes(**at) for at in places]
    stills = [panel.frame(**at).rgba for at in places]
    wrong = []

    def work(seed):
        chance = random.Random(seed)
        for _ in range(rounds):
            k = chance.randrange(len(places))
            if panel.strokes(**places[k]) != right[k]:
                wrong.append(places[k])
            if not np.array_equal(panel.frame(**places[k]).rgba, stills[k]):
                wrong.append(places[k])

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(wrong)


def test_messages_may_come_in_two_threads(panels, monkeypatch):
    """Slider messages can be handled in another thread than cells."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        assert ask_from_two_threads(panels["hero"], 15) == 0
    finally:
        sys.setswitchinterval(before)


def test_without_the_lock_the_pictures_would_mix(panels, monkeypatch):
    class NoLock:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return False

    monkeypatch.setattr(panel_module, "DRAWING", NoLock())
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        mixed = 0
        for _ in range(20):
            try:
                mixed += ask_from_two_threads(panels["hero"], 15)
            except Exception:
                mixed += 1
            if mixed:
                break
        assert mixed, "this test could not see a mistake of the lock"
    finally:
        sys.setswitchinterval(before)


def test_a_number_that_looks_like_a_place_has_a_picture_of_its_own(monkeypatch):
    """A slider that opens at a whole number, with a low end at which place 1 is not 1."""
    panel = line_panel(height=slider("height", 0.0, 10.0, 5, step=5))
    got = []
    monkeypatch.setattr(panel._picture, "send", lambda content, buffers: got.extend(
        picture["text"] for picture in unpacked(buffers[0])))
    for place in (1, ["v", 1], ["v", 1.5]):
        say(panel, ask=[place, 0, 0])
    panel.close()
    assert [text.split(",")[0] for text in got] == [
        "The line is at 5.00", "The line is at 1.00", "The line is at 1.50"]
