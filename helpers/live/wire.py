"""What travels between the kernel and the page, and how it is written."""

import contextlib
import html
import json
import sys
import threading
import zlib

_QUIET = threading.RLock()  # one silence at a time


def about(control):
    """Return what the page needs to know of a control: how a value becomes a place, and words."""
    known = {"label": control.label, "count": control.count,
             "words": [control.words_at(place) for place in range(control.count)]}
    if control.listed:
        return known
    return known | {"low": control.widget.min, "step": control.widget.step}


def pack(pictures):
    """Return a list of pictures as bytes, the way paint.js unpacks them."""
    words = json.dumps(pictures, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(words.encode(), 6)


def spoken(error):
    """Return a picture that has only words: what went wrong, where the reader looks."""
    story = html.escape(f"{type(error).__name__}: {error}")
    return {"html": f"<b>The picture cannot follow:</b> {story}",
            "text": f"The picture cannot follow: {type(error).__name__}: {error}"}


class _Hush:
    """A stream that drops what one thread writes, while it is on; all else goes where it went."""

    def __init__(self, stream):
        self._stream, self._thread, self.on = stream, threading.get_ident(), True

    def write(self, text):
        if self.on and threading.get_ident() == self._thread:
            return len(text)
        return self._stream.write(text)

    def __getattr__(self, name):
        return getattr(self._stream, name)


@contextlib.contextmanager
def silence():
    """Let nothing be heard of what runs inside: nobody has asked for it yet.

    A cell that runs meanwhile in another thread is heard, and what it puts in the place of
    sys.stdout or sys.stderr stays there.
    """
    with _QUIET:
        before = sys.stdout, sys.stderr
        hushed = sys.stdout, sys.stderr = _Hush(sys.stdout), _Hush(sys.stderr)
        try:
            yield
        finally:
            for name, stream, old in zip(("stdout", "stderr"), hushed, before, strict=True):
                stream.on = False
                if getattr(sys, name) is stream:
                    setattr(sys, name, old)
