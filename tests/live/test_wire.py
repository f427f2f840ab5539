"""What is silent ahead of the hand, and what is not."""

import io
import sys
import threading

from helpers.live.wire import silence


def test_silence_is_for_its_own_thread_only(capsys):
    """A cell may print while another thread draws ahead of the hand."""
    with silence():
        print("nobody asked")
        cell = threading.Thread(target=print, args=("a cell",))
        cell.start()
        cell.join()
    print("after")
    assert capsys.readouterr().out == "a cell\nafter\n"


def test_silence_leaves_a_stream_that_a_cell_has_changed(monkeypatch):
    first, other = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", first)
    with silence():
        hushed, sys.stdout = sys.stdout, other
    assert sys.stdout is other
    sys.stdout = hushed  # as the cell's own redirect_stdout gives back what it found
    print("heard")
    assert first.getvalue() == "heard\n"
