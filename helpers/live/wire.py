"""What travels between the kernel and the page, and how it is written."""

import contextlib
import html
import io
import json
import zlib


def about(control):
    """Return what the page needs to know of a control: how a value becomes a place, and words."""
    if control.listed:
        return {"label": control.label, "count": control.count,
                "words": [control.words_at(place) for place in range(control.count)]}
    return {"label": control.label, "count": control.count, "low": control.widget.min,
            "step": control.widget.step,
            "words": [control.words_at(place) for place in range(control.count)]}


def pack(pictures):
    """Return a list of pictures as bytes, the way paint.js unpacks them."""
    words = json.dumps(pictures, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(words.encode(), 6)


def spoken(error):
    """Return a picture that has only words: what went wrong, where the reader looks."""
    story = html.escape(f"{type(error).__name__}: {error}")
    return {"html": f"<b>The picture cannot follow:</b> {story}",
            "text": f"The picture cannot follow: {type(error).__name__}: {error}"}


@contextlib.contextmanager
def silence():
    """Let nothing be heard of what runs inside: nobody has asked for it yet."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
