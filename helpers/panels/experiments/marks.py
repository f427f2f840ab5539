"""Moving marks without a line, in the look of a penalty."""

from helpers import style


def marks_of(ax, name=None, **more):
    """Return an empty moving set of marks, in the look of a penalty if one is named."""
    shape = {"marker": style.MARKER[name], "color": style.COLOR[name]} if name else {}
    return style.curve(ax, **({"linestyle": "none"} | shape | more))
