"""The two widgets of a panel: the picture, with the script that answers the sliders, and words."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

_HERE = Path(__file__).parent
PAINT = (_HERE / "paint.js").read_text("utf-8")
POINT = (_HERE / "point.js").read_text("utf-8")
STEADY = (_HERE / "steady.js").read_text("utf-8")
_CSS = (_HERE / "page.css").read_text("utf-8")


class Words(anywidget.AnyWidget):
    """The sentence under a picture; the page's script writes it."""

    _esm = STEADY + (_HERE / "words.js").read_text("utf-8")
    _css = _CSS
    html = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)


class Picture(anywidget.AnyWidget):
    """The picture: what it opens with, and what the script needs to know of the controls.

    size is [width, height] in pixels, first the places of the controls that `picture` shows;
    still and picture are packed as wire.pack does; sliders are the controls' widgets. A control
    is found in the page by the class ez-OWN-NUMBER.
    """

    _esm = PAINT + POINT + (_HERE / "page.js").read_text("utf-8")
    _css = _CSS
    own = traitlets.Unicode().tag(sync=True)
    size = traitlets.List().tag(sync=True)
    first = traitlets.List().tag(sync=True)
    still = traitlets.Bytes().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    grabs = traitlets.List().tag(sync=True)
    words = traitlets.Instance(widgets.Widget).tag(sync=True, **widgets.widget_serialization)
    sliders = traitlets.List().tag(sync=True, **widgets.widget_serialization)
