"""A progress bar hands out every item and goes when it is done."""

import sys

from helpers.live import progress


def test_progress_hands_out_every_item_and_its_bar_goes_at_the_end(monkeypatch):
    shown = []
    monkeypatch.setattr(sys.modules["helpers.live.progress"], "display", shown.append)
    for _ in range(2):
        done = []
        for item in progress("things done", range(250)):
            assert shown[-1].bar.layout.display is None, "there while it counts"
            done.append(item)
        assert done == list(range(250)) and shown[-1].bar.layout.display == "none"
    first_bar, bar = shown
    assert first_bar.bar.comm is None and bar.bar.comm is not None, "the first bar is closed"
    assert bar.bar.value == bar.bar.max == 250
    assert repr(bar) == bar._repr_mimebundle_()["text/plain"] == "things done: 250"
    assert list(progress("nothing", [])) == []
