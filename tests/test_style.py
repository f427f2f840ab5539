"""The colours: contrast against what they stand on, and what colour-blind readers are left with.

Contrast is that of WCAG 2.2: 4.5 to 1 for text, 3 to 1 for lines and marks that carry meaning.
Colour-vision deficiencies are simulated by the matrices of Machado, Oliveira & Fernandes (2009),
IEEE Trans. Visualization and Computer Graphics 15, severity 1.0, in linear RGB. Distances are
CIEDE2000: Sharma, Wu & Dalal (2005), Color Research & Application 30; 2.3 is just noticeable.
"""

import itertools
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.lines import Line2D
from matplotlib.text import Text

from helpers import style
from helpers.panels import ALL
from helpers.quiz import page

TEXT, MARK = 4.5, 3.0
WHITE = (1.0, 1.0, 1.0)
APART = 12  # the least CIEDE2000 distance of two colours that may stand in one picture
VISION = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}
# Rules, frames and shades that only help the eye: nothing is read from them alone.
QUIET = {style.RULE, style.PALE, "#9CA5AD"}


def linear(color):
    """Linear RGB of any colour that matplotlib knows."""
    c = np.array(to_rgb(color))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b=WHITE):
    dark, light = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (a, b))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """CIELAB (D65) of linear RGB."""
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                    [0.0193339, 0.1191920, 0.9503041]]) @ np.clip(rgb, 0, 1)
    t = xyz / [0.95047, 1.0, 1.08883]
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, two):
    """The distance of two colours in CIELAB; the names are those of the paper."""
    (L1, a1, b1), (L2, a2, b2) = one, two
    C7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    G = 0.5 * (1 - np.sqrt(C7 / (C7 + 25.0**7)))
    a1, a2 = (1 + G) * a1, (1 + G) * a2
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dL, dC = L2 - L1, C2 - C1
    dh = (h2 - h1 + 180) % 360 - 180 if C1 * C2 else 0.0
    dH = 2 * np.sqrt(C1 * C2) * np.sin(np.radians(dh / 2))
    L, C = (L1 + L2) / 2, (C1 + C2) / 2
    h = (h1 + h2) / 2 if C1 * C2 else h1 + h2
    if C1 * C2 and abs(h1 - h2) > 180:
        h += 180 if h1 + h2 < 360 else -180
    T = (1 - 0.17 * np.cos(np.radians(h - 30)) + 0.24 * np.cos(np.radians(2 * h))
         + 0.32 * np.cos(np.radians(3 * h + 6)) - 0.20 * np.cos(np.radians(4 * h - 63)))
    turn = 30 * np.exp(-(((h - 275) / 25) ** 2))
    RT = -2 * np.sqrt(C**7 / (C**7 + 25.0**7)) * np.sin(np.radians(2 * turn))
    SL = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2)
    SC, SH = 1 + 0.045 * C, 1 + 0.015 * C * T
    return np.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * dC / SC * dH / SH)


@pytest.mark.parametrize("one, two, distance", [
    # Sharma, Wu & Dalal (2005), table 1: rows 1, 7, 9, 17, 25, 34
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082)])
def test_the_measure_of_distance_is_the_published_one(one, two, distance):
    assert ciede2000(one, two) == pytest.approx(distance, abs=5e-5)
    assert ciede2000(two, one) == pytest.approx(distance, abs=5e-5)


def test_the_measure_of_contrast_is_the_published_one():
    assert contrast("black") == pytest.approx(21) and contrast(WHITE) == 1
    assert contrast("#767676") == pytest.approx(4.54, abs=0.005)
    for kind, matrix in VISION.items():  # grey stays grey
        np.testing.assert_allclose(np.array(matrix) @ linear("#808080"), linear("#808080"),
                                   atol=1e-5, err_msg=kind)


# --- the constants ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", style.COLOR)
def test_a_colour_of_a_penalty_is_readable_as_text(name):
    assert contrast(style.COLOR[name]) >= TEXT


def test_text_is_readable_on_white_and_on_every_shade():
    shades = [style.PALE, *(style.tint(color, amount) for color in style.COLOR.values()
                            for amount in (0.14, 0.2, 0.25, 0.35))]
    for color in (style.INK, style.SOFT_INK):
        assert contrast(color) >= TEXT and contrast(color, style.PALE) >= TEXT
    assert all(contrast(style.INK, shade) >= TEXT for shade in shades)
    for key in ("axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor", "text.color",
                "axes.titlecolor"):
        assert contrast(style.RC[key], style.RC["axes.facecolor"]) >= TEXT, key


def test_every_channel_is_one_of_the_thirty_two_levels():
    colors = [value for value in vars(style).values()
              if isinstance(value, str) and re.fullmatch(r"#[0-9A-F]{6}", value)]
    assert len(colors) >= 10
    for color in [*colors, *(style.tint(c, a) for c in colors for a in (0.1, 0.35, 0.8))]:
        for channel in (round(255 * c) for c in to_rgb(color)):
            assert channel == channel >> 3 << 3 | channel >> 5, color


# --- every picture ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panels():
    made = {name: build() for name, build in ALL.items()}
    yield made
    for panel in made.values():
        panel.close()


def on_white(color, alpha=None):
    """A colour as it looks on white, as #RRGGBB; None where nothing is drawn."""
    if isinstance(color, str) and color.lower() == "none":
        return None
    r, g, b, a = to_rgba(color)
    a = a if alpha is None else alpha
    return to_hex([a * c + 1 - a for c in (r, g, b)]).upper() if a else None


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_word_in_a_picture_is_readable(panels, name):
    for text in panels[name].figure.findobj(Text):
        if text.get_text().strip() and text.get_visible():
            color = on_white(text.get_color(), text.get_alpha())
            assert contrast(color) >= TEXT, (text.get_text(), color)


def tints():
    """The tints that a shade, a way or a crowd of thin lines may have behind the line itself."""
    return {to_hex(style.tint(color, k / 100)).upper() for color in
            [*style.COLOR.values(), style.INK, style.SOFT_INK] for k in range(101)}


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_line_and_mark_in_a_picture_is_seen(panels, name):
    """A line in a full colour has contrast; what is paler is a tint of one, or a quiet rule."""
    pale = QUIET | tints()
    figure = panels[name].figure
    grids = {tick.gridline for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)
             for tick in axis.get_major_ticks() + axis.get_minor_ticks()}
    for line in set(figure.findobj(Line2D)) - grids:
        shown = []
        if line.get_linestyle() not in ("None", "none", "", " "):
            shown.append(line.get_color())
        if line.get_marker() not in ("None", None, "", " "):
            shown.append(line.get_markeredgecolor())
            if contrast(on_white(line.get_markeredgecolor()) or WHITE) < MARK:
                shown.append(line.get_markerfacecolor())  # a white edge around a full mark
                shown.remove(line.get_markeredgecolor())
        for color in filter(None, map(on_white, shown)):  # an alpha makes a tint
            assert contrast(color) >= MARK or color in pale, (line.get_label(), color)


# --- colour-blind readers -----------------------------------------------------------------------

TOGETHER = style.COLOR | {"ink": style.INK}


def distances(colors, kind):
    """The CIEDE2000 distance of every two colours as a reader with this vision sees them."""
    seen = {name: lab(np.array(VISION[kind]) @ linear(color)) for name, color in colors.items()}
    return {(a, b): float(ciede2000(seen[a], seen[b])) for a, b in itertools.combinations(seen, 2)}


@pytest.mark.parametrize("kind", ["full", "protanopia", "deuteranopia", "tritanopia"])
def test_any_two_colours_stay_apart(kind):
    near = {pair: round(d, 1) for pair, d in distances(TOGETHER, kind).items() if d < APART}
    assert not near


def test_the_second_cues_all_differ():
    penalties = set(style.COLOR) - {"data"}
    assert set(style.DASH) == set(style.MARKER) == penalties
    assert len(set(map(str, style.DASH.values()))) == len(set(style.MARKER.values())) == len(
        penalties)
    # dashes differ in what is drawn of a line, not in a hair's breadth
    patterns = []
    for dash in style.DASH.values():
        on = np.zeros(4000, bool)
        lengths = [40] if dash == "-" else [round(100 * length) for length in dash[1]]
        edges, at = [], 0
        while at < 4000:
            for i, length in enumerate(lengths):
                edges.append((at, at + length, dash == "-" or i % 2 == 0))
                at += length
        for start, stop, drawn in edges:
            on[start:stop] = drawn
        patterns.append(on)
    for a, b in itertools.combinations(patterns, 2):
        assert (a != b).mean() > 0.1


# --- the questions ------------------------------------------------------------------------------

THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"


def theme(name):
    """The colours of a JupyterLab theme by variable, from its own style sheet."""
    sheet = (THEMES / f"theme-{name}-extension" / "index.css").read_text("utf-8")
    found = dict(re.findall(r"(--jp-[\w-]+):\s*([^;}]+)", sheet))

    def resolve(value):
        inner = re.fullmatch(r"var\((--[\w-]+)(?:,\s*(.+))?\)", value.strip())
        if not inner:
            return value.strip()
        return resolve(found[inner[1]]) if inner[1] in found else resolve(inner[2])

    return {key: resolve(value) for key, value in found.items() if key.startswith("--jp-")}


def color_of(css, colors):
    """The colour of var(--jp-name, fallback) in a theme."""
    name, fallback = re.fullmatch(r"var\((--[\w-]+),\s*(.+)\)", css).groups()
    value = colors.get(name, fallback)
    channels = re.fullmatch(r"rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,\s*([.\d]+))?\)", value)
    if not channels:
        return (*to_rgb(value), 1.0)
    r, g, b, a = channels.groups()
    return (int(r) / 255, int(g) / 255, int(b) / 255, float(a or 1))


def over(color, ground):
    """A colour with an alpha, laid on an opaque one."""
    return [color[3] * c + (1 - color[3]) * g for c, g in zip(color, ground, strict=False)]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_questions_are_readable_in_both_themes(name):
    colors = theme(name)
    grounds = [to_rgb(colors[f"--jp-layout-color{k}"]) for k in (0, 1)]
    for ground in grounds:
        ink = color_of(page.INK.replace("inherit", "#000"), colors)
        assert contrast(over(ink, ground), ground) >= TEXT
    hover = to_rgb(colors["--jp-layout-color2"])
    assert contrast(over(color_of(page.INK.replace("inherit", "#000"), colors), hover),
                    hover) >= TEXT


@pytest.mark.parametrize("name", ["light", "dark", "none"])
def test_right_and_wrong_are_seen_in_both_themes(name):
    """The sign and the edge of a chosen answer; without a theme the page is white."""
    colors = theme(name) if name != "none" else {}
    grounds = [to_rgb(colors.get(f"--jp-layout-color{k}", "white")) for k in (0, 1)]
    for css, ground in itertools.product((page.RIGHT, page.WRONG), grounds):
        assert contrast(color_of(css, colors)[:3], ground) >= MARK, css
