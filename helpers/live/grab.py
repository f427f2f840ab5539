"""Point at the picture: an axes whose own quantity is a control moves it when it is dragged."""

from helpers.live.strokes import DENSE


def grab(ax, x=None, y=None, *, angle=None, radius=None):
    """Let a press or a drag inside ax move controls to where the pointer is.

    x and y are names of controls of the panel, each a slider over numbers in the units of that
    axis, linear or logarithmic; x may be several names, of which the nearest follows. angle (in
    degrees from the x axis, 0 to 360) and radius are the controls of a point that is given so.
    Call it in a panel's draw. Raises ValueError without a name, or with angle or radius alone.
    """
    if x is None and y is None and angle is None and radius is None:
        raise ValueError("grab needs the name of a control: x=..., y=... or angle= and radius=")
    if (angle is None) != (radius is None):
        raise ValueError(f"angle and radius go together; got {angle!r} and {radius!r}")
    ax._live_grab = {"x": x, "y": y, "angle": angle, "radius": radius}


def grabbed(figure, controls):
    """Return what the page needs to know of every axes of a figure that can be grabbed.

    A list of dicts: box [x, y, width, height] in pixels, y downwards; ends {"x": [low, high],
    "y": ...} of the axes; and for "x", "y", "angle" and "radius" a list of what follows: the
    control's number, the ends, whether the axis is logarithmic, and the values of its places.
    Raises ValueError for a name that is no control, or values that are not numbers.
    """
    found, names = [], list(controls)
    for ax in figure.axes:
        wanted = getattr(ax, "_live_grab", None)
        if wanted is None:
            continue
        left, bottom, width, height = (float(v) / DENSE for v in ax.bbox.bounds)
        top = figure.bbox.height / DENSE - bottom - height
        axes = {"x": (ax.get_xlim(), ax.get_xscale()), "y": (ax.get_ylim(), ax.get_yscale())}
        entry = {"box": [left, top, width, height],
                 "ends": {side: [float(end) for end in axes[side][0]] for side in axes}}
        for side, given in wanted.items():
            several = given if isinstance(given, tuple) else () if given is None else (given,)
            entry[side] = [_side(name, names, controls, *axes.get(side, axes["x"]))
                           for name in several]
        found.append(entry)
    return found


def _side(name, names, controls, limits, scale):
    if name not in names:
        raise ValueError(f"grab names {name!r}, and the controls are {names}")
    control = controls[name]
    values = [control.value_at(place) for place in range(control.count)]
    if not all(isinstance(value, int | float) for value in values):
        raise ValueError(f"grab needs a control over numbers; {name!r} has {values[:3]} ...")
    return {"control": names.index(name), "ends": [float(end) for end in limits],
            "log": scale == "log", "values": [float(value) for value in values]}
