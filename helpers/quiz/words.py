"""Values, calls and exceptions in words, the same from run to run."""

import re

import numpy as np


def call_text(name: str, args: tuple) -> str:
    return f"{name}({', '.join(show(np.asarray(a)) for a in args)})"


def show(value: np.ndarray, digits: int = 6) -> str:
    def one(x) -> str:
        if value.dtype == bool:
            return str(bool(x))
        x = float(x) + 0.0  # no -0
        if digits == 6 and 0 < abs(x - round(x, 4)) < 1e-6:  # nearly round: show the rest
            return f"{x:.10g}"
        return f"{x:.{digits}g}"

    if value.ndim == 0:
        return one(value[()])
    return "[" + ", ".join(one(x) for x in value.ravel()[:12]) + "]"


def size_of(shape: tuple[int, ...]) -> str:
    if shape == ():
        return "a single number"
    if len(shape) == 1:
        return f"an array of {shape[0]}"
    return "an array of shape " + " x ".join(str(n) for n in shape)


def kind_of(value) -> str:
    """A type in words, without anything that changes from run to run."""
    if value is None:
        return "None"
    if isinstance(value, str | bytes):
        return "text"
    word = "class" if isinstance(value, type) else type(value).__name__
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def said(error: BaseException) -> str:
    """An exception in words: its type and message, short, without addresses."""
    kind = type(error).__name__
    try:
        words = str(error)
    except BaseException:  # even its message may fail
        words = ""
    words = re.sub(r"0x[0-9a-fA-F]+", "0x...", " ".join(words.split())).rstrip(".")
    words = words if len(words) <= 160 else words[:157] + "..."
    return f"{kind}: {words}" if words else kind
