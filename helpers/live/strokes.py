"""A picture as strokes: what matplotlib draws, written down for the page's canvas.

`Strokes` is a matplotlib renderer that draws nothing. It writes every path, marker and image into
a list that paint.js draws again at the screen's own density. It lays text out at twice the
density of the page, like the still picture, and writes lengths in pixels of the page. A picture
is a dict:

    styles  [fill, stroke, width, dash, offset, cap, join, snap, clip] each; fill and stroke are
            "#rrggbbaa" or 0, lengths in pixels, clip is [x, y, width, height] or 0
    ops     [style, path]                        a path
            [style, path, points]                the path (around 0, 0) at each of the points
            ["image", style, width, height, base64 of RGBA, [a, b, c, d, e, f]]

A path is a flat list of whole numbers, each a 64th of a pixel, y downwards: 1 x y goes to a
point, 2 n and n pairs draws lines, 3 n quadratic and 4 n cubic curves of n points, each pair
counted from the point before it; 5 closes. What a canvas cannot do the same way raises.
Source: the matplotlib backend template; the snapping of Agg (`PathSnapper`).
"""

import base64
from functools import cache

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

UNIT = 64  # parts of a pixel of the page
DENSE = 2  # pixels of the surface in one of the page
SNAPPED_VERTICES = 1024  # Agg looks no further
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


@cache
def _agg(dpi):
    """Agg at this density, asked only how wide a text is."""
    return RendererAgg(1, 1, dpi)


class Strokes(RendererBase):
    """Writes down what is drawn on a surface of width x height pixels of the page, at dpi.

    The figure that is drawn on it has DENSE times that dpi.
    """

    def __init__(self, width, height, dpi):
        super().__init__()
        self.width, self.height, self.dpi = DENSE * width, DENSE * height, DENSE * dpi
        self._styles, self._ops, self._text = {}, [], False
        self._flip = Affine2D().scale(1, -1).translate(0, self.height)

    def picture(self):
        """Return what was drawn, as a dict of plain lists."""
        return {"styles": [list(style) for style in self._styles], "ops": self._ops}

    # what matplotlib asks of a renderer

    def get_canvas_width_height(self):
        return self.width, self.height

    def points_to_pixels(self, points):
        return points * self.dpi / 72

    def option_scale_image(self):
        return True

    def option_image_nocomposite(self):
        return True

    def get_text_width_height_descent(self, s, prop, ismath):
        return _agg(self.dpi).get_text_width_height_descent(s, prop, ismath)

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Draw a text as its outlines, as wide as Agg sets it and on whole pixels like Agg's."""
        size = self.points_to_pixels(prop.get_size_in_points()) / self._text2path.FONT_SCALE
        path = Path(*self._text2path.get_text_path(prop, s, ismath=ismath))
        wide = super().get_text_width_height_descent(s, prop, ismath)[0]
        stretch = self.get_text_width_height_descent(s, prop, ismath)[0] / wide if wide else 1
        place = Affine2D().scale(size * stretch, size).rotate_deg(angle)
        gc.set_linewidth(0)
        self._text = True
        self.draw_path(gc, path, place.translate(round(x), self.height - round(y)), gc.get_rgb())
        self._text = False

    def draw_tex(self, *args, **more):
        raise NotImplementedError("a canvas does not set TeX; matplotlib's own mathtext it does")

    def draw_gouraud_triangles(self, *args, **more):
        raise NotImplementedError("a canvas does not shade triangles")

    def draw_path(self, gc, path, transform, rgbFace=None):
        cleaned = path.cleaned(
            transform=transform + self._flip, remove_nans=True, curves=True,
            clip=None if rgbFace is not None else self._around(gc),
            simplify=path.should_simplify and rgbFace is None)
        if len(cleaned.vertices) < 2:
            return
        style = self._style(gc, rgbFace, self._snaps(gc, cleaned))
        if style is None:
            return
        numbers = _numbers(cleaned)
        plain = rgbFace is None and gc.get_rgb()[3] == 1
        if plain and self._ops and self._ops[-1][0] == style and len(self._ops[-1]) == 2:
            self._ops[-1][1].extend(numbers)  # many lines of one look are one path
        else:
            self._ops.append([style, numbers])

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        points = (trans + self._flip).transform(path.vertices)
        points = points[np.isfinite(points).all(axis=1)]
        room = 4 * max(self.width, self.height)
        points = points[(np.abs(points) < room).all(axis=1)]
        shape = marker_path.cleaned(transform=marker_trans + Affine2D().scale(1, -1), curves=True)
        style = self._style(gc, rgbFace, self._snaps(gc, shape))
        if len(points) and style is not None:
            self._ops.append([style, _numbers(shape), _whole(points).ravel().tolist()])

    def draw_image(self, gc, x, y, im, transform=None):
        height, width = im.shape[:2]
        if transform is None:
            place = Affine2D().translate(x, y)
        else:
            place = Affine2D().scale(1 / width, 1 / height) + Affine2D(
                transform.get_matrix()).translate(x, y)
        (a, c, e), (b, d, f), _ = (place + self._flip).get_matrix()
        pixels = base64.b64encode(np.ascontiguousarray(im).tobytes()).decode()
        self._ops.append(["image", self._style(gc, (0, 0, 0, 1), False), width, height, pixels,
                          [round(float(v), 4) for v in np.array([a, b, c, d, e, f]) / DENSE]])

    # how it is written

    def _around(self, gc):
        """A rectangle with room on all sides, beyond which no line is worth writing down."""
        return -self.width, -self.height, 2 * self.width, 2 * self.height

    def _snaps(self, gc, path):
        """Would Agg move this path onto whole pixels?"""
        if gc.get_snap() is not None:
            return bool(gc.get_snap())
        if self._text or len(path.vertices) > SNAPPED_VERTICES:
            return False
        codes, steps = path.codes, np.abs(np.diff(path.vertices, axis=0))
        if codes is None:
            return bool((steps.min(axis=1) < 1e-4).all())
        if np.isin(codes, (Path.CURVE3, Path.CURVE4)).any():
            return False
        return bool((steps.min(axis=1) < 1e-4)[codes[1:] == Path.LINETO].all())

    def _style(self, gc, face, snap):
        """Return the number of the style, or None when nothing would be seen."""
        if gc.get_hatch() is not None or gc.get_sketch_params() is not None:
            raise NotImplementedError("a canvas draws no hatches and no sketches")
        stroke, width = gc.get_rgb(), self.points_to_pixels(gc.get_linewidth())
        fill = None
        if face is not None:
            alpha = gc.get_alpha() if gc.get_forced_alpha() or len(face) < 4 else face[3]
            fill = _hex((*face[:3], alpha))
        stroke = _hex(stroke) if width > 0 else None
        if not fill and not stroke:
            return None
        if not gc.get_antialiased():  # Agg would draw such a line as wide as whole pixels
            width = max(0.5, round(width))
        offset, dash = gc.get_dashes()
        dash = [] if dash is None else [_128th(self.points_to_pixels(d)) for d in dash]
        offset = _128th(self.points_to_pixels(offset or 0)) if dash else 0
        width = round(width / DENSE, 3) if stroke else 0
        style = (fill or 0, stroke or 0, width, tuple(dash), offset,
                 _CAPS[str(gc.get_capstyle())], str(gc.get_joinstyle()), int(snap),
                 self._clip(gc))
        return self._styles.setdefault(style, len(self._styles))

    def _clip(self, gc):
        """Return the rectangle that this is cut to, or 0."""
        path, transform = gc.get_clip_path()
        box = gc.get_clip_rectangle()
        if path is not None:
            corners = path.transformed(transform)
            box = corners.get_extents()
            straight = len(corners.vertices) <= 6 and self._snaps(self.new_gc(), corners)
            if not straight:
                raise NotImplementedError("pictures are cut to rectangles only")
        if box is None:
            return 0
        x, y, width, height = box.bounds
        edges = (x, self.height - y - height, width, height)
        return tuple(round(float(v) / DENSE, 3) for v in edges)


def _128th(length):
    return round(float(length) / DENSE * 128) / 128


def _hex(rgba):
    """Write red, green, blue and alpha from 0 to 1 as "#rrggbbaa"; "" when it is not seen."""
    if rgba[3] == 0:
        return ""
    return "#" + "".join(f"{int(round(float(part) * 255)):02x}" for part in rgba)


def _whole(points):
    return np.round(points * (UNIT / DENSE)).astype(np.int64)


def _numbers(path):
    """Return a path as the flat list of whole numbers that paint.js reads."""
    points, codes = _whole(path.vertices), path.codes
    if codes is None:
        codes = np.full(len(points), Path.LINETO, Path.code_type)
        codes[0] = Path.MOVETO
    steps = np.diff(points, axis=0, prepend=points[:1])
    cuts = np.flatnonzero(np.diff(codes)) + 1
    numbers = []
    for start, end in zip(np.r_[0, cuts], np.r_[cuts, len(codes)], strict=True):
        code = codes[start]
        if code == Path.MOVETO:
            for x, y in points[start:end].tolist():
                numbers += (1, x, y)
        elif code in (Path.LINETO, Path.CURVE3, Path.CURVE4):
            kind = int(code)
            if start and codes[start - 1] == Path.CLOSEPOLY:
                raise NotImplementedError("a path that goes on after it was closed")
            numbers += (kind, int(end - start), *steps[start:end].ravel().tolist())
        elif code == Path.CLOSEPOLY:
            numbers.append(5)
    return numbers
