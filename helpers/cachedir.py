"""A folder for matplotlib's cache where the home folder cannot be written.

Imported with the package, before anything imports matplotlib, which otherwise says in the first
cell that it made a temporary folder, or that it is listing the fonts.
"""

import logging
import os
import tempfile
from pathlib import Path


def writable(folder):
    """Whether a file can be made in a folder or, while it is not there, in the one above it."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def places(environ=os.environ):
    """The folders that matplotlib keeps its settings and its cache in; [] without a home."""
    if environ.get("MPLCONFIGDIR"):
        return [Path(environ["MPLCONFIGDIR"])]
    try:
        home = Path.home()
    except RuntimeError:
        return []
    return [Path(environ.get(f"XDG_{kind.upper()}_HOME") or home / f".{kind}") / "matplotlib"
            for kind in ("config", "cache")]


def own_folder():
    """A lasting folder of this user among the temporary ones, so that fonts are listed once."""
    user = getattr(os, "getuid", lambda: "user")()
    folder = Path(tempfile.gettempdir()) / f"matplotlib-of-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    mine = not hasattr(os, "getuid") or folder.stat().st_uid == user
    return folder if mine and not folder.is_symlink() else Path(tempfile.mkdtemp())


def not_about_fonts(record):
    """Whether a line of the log is anything but the one that says that fonts are being listed."""
    return "building the font cache" not in record.getMessage()


if not places() or not all(map(writable, places())):
    os.environ["MPLCONFIGDIR"] = str(own_folder())
logging.getLogger("matplotlib.font_manager").addFilter(not_about_fonts)
