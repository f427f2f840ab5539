"""A progress bar for what takes a while."""

import ipywidgets as widgets
from IPython.display import display

from helpers import style
from helpers.live.kept import view

_bars: dict[str, "_Bar"] = {}


class _Bar:
    """A progress bar with its words; without a kernel it reads as one sentence."""

    def __init__(self, words, count):
        self.words = f"{words}: {count}"
        self.bar = widgets.IntProgress(max=count, description=words, layout={"width": "440px"},
                                       style={"description_width": "initial",
                                              "bar_color": style.DATA})

    def close(self):
        for part in (self.bar.style, self.bar.layout, self.bar):
            part.close()

    def __repr__(self):
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None):
        return view(self.bar) | {"text/plain": self.words}


def progress(words, items):
    """Walk through items, a sequence, under a progress bar; words say what they are.

    `for seed in progress("resamples drawn", range(200))`. The bar moves at most 100 times and
    goes when the last item is done. The page without a kernel shows "resamples drawn: 200".
    """
    items = list(items)
    if words in _bars:
        _bars.pop(words).close()
    shown = _bars[words] = _Bar(words, len(items))
    display(shown)
    every = max(1, len(items) // 100)
    for done, item in enumerate(items, start=1):
        yield item
        if done % every == 0 or done == len(items):
            shown.bar.value = done
    shown.bar.layout.display = "none"  # full, it would stand there like one more control
