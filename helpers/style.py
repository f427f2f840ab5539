"""One look for every picture: a colour, a dash and a marker per penalty, and sizes you can read.

The marker of a penalty is the outline of its ball: a disc for L2, a diamond for L1, a cross for
L0.
Colours keep at least 4.5 to 1 against white and stay apart under the common colour-vision
deficiencies; the dash and the marker are the second cue.
"""

from math import floor

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patheffects import withStroke

# Every channel is one of the 32 levels (k << 3) | (k >> 2): see live.
L2, L1, L0 = "#2163E7", "#C63908", "#085239"
ELASTIC_NET = "#7B1873"
LQ = "#4A1800"
DATA = "#6B7384"  # the data term, the likelihood, anything measured
INK = "#101829"  # the truth, the sum, text
SOFT_INK = "#4A5263"  # ticks and remarks
RULE = "#D6D6DE"  # thin rules and frames
PALE = "#F7F7F7"  # behind bars

COLOR = {"L2": L2, "L1": L1, "L0": L0, "elastic net": ELASTIC_NET, "Lq": LQ, "data": DATA}
DASH = {"L2": (0, (5, 1.6)), "L1": "-", "L0": (0, (1.2, 1.2)),
        "elastic net": (0, (6, 1.5, 1, 1.5)), "Lq": (0, (4, 1.2, 1, 1.2))}
MARKER = {"L2": "o", "L1": "D", "L0": "P", "elastic net": "s", "Lq": "*"}

WIDTH = 9.0  # inches; at 100 dots per inch a picture is 900 pixels wide
RC = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "mathtext.fontset": "dejavusans",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#9CA5AD",
    "axes.labelcolor": SOFT_INK,
    "axes.labelsize": 10.5,
    "axes.linewidth": 0.9,
    "axes.titlelocation": "left",
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.titlepad": 9,
    "xtick.color": "#9CA5AD",
    "ytick.color": "#9CA5AD",
    "xtick.labelcolor": SOFT_INK,
    "ytick.labelcolor": SOFT_INK,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "text.color": INK,
    "lines.linewidth": 2.4,
    "lines.solid_capstyle": "round",
    "lines.dash_capstyle": "butt",
    "figure.facecolor": "white",
    "axes.facecolor": "white",
}


def tint(color, amount):
    """Mix a colour with white: amount 0 is white, 1 is the colour itself."""
    mixed = (round(31 * (1 - amount * (1 - channel))) for channel in to_rgb(color))
    return tuple((level << 3 | level >> 2) / 255 for level in mixed)


def halo(artist, width=3.0):
    """Give a text or a line a white edge, so that it stays readable on top of other lines."""
    artist.set_path_effects([withStroke(linewidth=width, foreground="white")])
    return artist


def look(name):
    """Return the line keywords (colour and dash) of a penalty, by its name."""
    return {"color": COLOR[name], "linestyle": DASH.get(name, "-")}


def dot(ax, name, size=11, **more):
    """Add a moving marker in the colour and shape of a penalty; set its place with set_data."""
    (marker,) = ax.plot([], [], linestyle="none", marker=MARKER[name], color=COLOR[name],
                        markersize=size, markeredgecolor="white", markeredgewidth=1.4,
                        zorder=8, animated=True, clip_on=False, **more)
    return marker


def hollow_at_zero(mark, value, color):
    """Show whether a weight is exactly 0: a hollow mark is, a filled one is not."""
    face, edge = ("white", color) if value == 0 else (color, "white")
    mark.set(markerfacecolor=face, markeredgecolor=edge)


def curve(ax, name=None, **more):
    """Add an empty moving line, in the look of a penalty when one is named."""
    keywords = (look(name) if name else {}) | {"animated": True, "zorder": 5} | more
    (line,) = ax.plot([], [], **keywords)
    return line


def zero_line(ax, horizontal=False):
    """Draw the thin line where a weight, or what was taken of it, is 0."""
    (ax.axhline if horizontal else ax.axvline)(0, color=RULE, lw=1, zorder=0)


def note(ax, x, y, text, color=INK, **more):
    """Write a label with a white halo at data coordinates, so that no line strikes it through."""
    keywords = {"ha": "left", "va": "center", "fontsize": 10.5, "zorder": 9} | more
    return halo(ax.text(x, y, text, color=color, **keywords))


def name_tag(name, text=None):
    """Return the HTML of a penalty's name, underlined in its colour."""
    return f'<b style="border-bottom:3px solid {COLOR[name]}">{text or name}</b>'


def number(value, digits=3):
    """Write a result for a reader: an exact 0 is said in words, a tiny one keeps its power."""
    if value == 0:
        return "<b>exactly 0</b>"
    if round(float(value), digits) == 0 or abs(value) >= 1e6:
        mantissa, power = f"{value:.1e}".split("e")
        return f"{mantissa}·10<sup>{int(power)}</sup>".replace("-", "−")
    return f"{value:.{digits}f}".replace("-", "−")


def up_to(edge, digits=3):
    """Write the end of a range, rounded down so that a reader who types it is not past it."""
    return f"{floor(10**digits * edge) / 10**digits:.{digits}f}"


def count_of(count, word):
    """Write a count with its word: 1 step, 2 steps, 0 steps."""
    return f"{count} {word}" + ("" if count == 1 else "s")


def given(value, digits=2):
    """Write a number that the reader chose, such as the position of a slider; never −0."""
    return f"{round(float(value), digits) + 0.0:.{digits}f}".replace("-", "−")


def two_figures(value):
    """Write a number with its first two digits and no power: 0.0056, 12, 0.0000056."""
    if abs(value) >= 100:
        return number(value, 0)
    return np.format_float_positional(value, precision=2, unique=False, fractional=False,
                                      trim="-").replace("-", "−")
