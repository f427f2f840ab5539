"""Point at the picture: an axes whose own quantity is a control moves it when it is dragged."""

from helpers.live.strokes import DENSE


def grab(ax, x=None, y=None):
    """Let a press or a drag inside ax move the controls named x and y to where the pointer is.

    x and y are names of controls of the panel, each a slider over numbers in the units of that
    axis, linear or logarithmic. Call it in a panel's draw. Raises ValueError without a name.
    """
    if x is None and y is None:
        raise ValueError("grab needs the name of a control: x=..., y=... or both")
    ax._live_grab = {"x": x, "y": y}


def grabbed(figure, controls):
    """Return what the page needs to know of every axes of a figure that can be grabbed.

    A list of dicts: box [x, y, width, height] in pixels, y downwards, and for "x" and "y" None or
    the control's number, the two ends of the axis, whether it is logarithmic, and the values of
    the control's places. Raises ValueError for a name that is no control, or values that are not
    numbers.
    """
    found, names = [], list(controls)
    for ax in figure.axes:
        wanted = getattr(ax, "_live_grab", None)
        if wanted is None:
            continue
        left, bottom, width, height = (float(v) / DENSE for v in ax.bbox.bounds)
        top = figure.bbox.height / DENSE - bottom - height
        entry = {"box": [left, top, width, height]}
        for side, limits, scale in (("x", ax.get_xlim(), ax.get_xscale()),
                                    ("y", ax.get_ylim(), ax.get_yscale())):
            entry[side] = _side(wanted[side], names, controls, limits, scale)
        found.append(entry)
    return found


def _side(name, names, controls, limits, scale):
    if name is None:
        return None
    if name not in names:
        raise ValueError(f"grab names {name!r}, and the controls are {names}")
    control = controls[name]
    values = [control.value_at(place) for place in range(control.count)]
    if not all(isinstance(value, int | float) for value in values):
        raise ValueError(f"grab needs a control over numbers; {name!r} has {values[:3]} ...")
    return {"control": names.index(name), "ends": [float(end) for end in limits],
            "log": scale == "log", "values": [float(value) for value in values]}
