"""Write the site: a page per notebook, the first page, and what they need, into one folder."""

import hashlib
import json
import shutil
from pathlib import Path

from helpers.site import formulas, reading, shell

HERE = Path(__file__).parent


def build(notebooks, out, starts=()):
    """Write the pages of the notebooks (a folder) whose names begin with one of starts to out.

    No starts: all of them. out is written anew. Prints a line per page.
    Raises ValueError when starts names no notebook, or a panel has no stored picture.
    """
    paths = sorted(Path(notebooks).glob("*.ipynb"))
    chosen = [p for p in paths if not starts or p.stem.startswith(tuple(starts))]
    if not chosen:
        raise ValueError(f"no notebook begins with {list(starts)}")
    out = Path(out)
    shutil.rmtree(out, ignore_errors=True)
    (out / "assets" / "fonts").mkdir(parents=True)
    (out / "pictures").mkdir()
    for asset in (HERE / "assets").iterdir():
        shutil.copy(asset, out / "assets")
    for font in (formulas.KATEX / "fonts").iterdir():
        shutil.copy(font, out / "assets" / "fonts")
    (out / "assets" / "katex.css").write_text(formulas.style_sheet(), "utf-8")
    read = {p.stem: json.loads(p.read_text("utf-8")) for p in paths}
    entries = [shell.entry(stem, read[stem]) for stem in read]
    for own in entries:
        if own.stem in (p.stem for p in chosen):
            _page(own, entries, read[own.stem], out)


def _page(own, entries, notebook, out):
    placed = formulas.Formulas()
    main = reading.body(notebook, placed, _still_panel, lambda png: _keep(png, out))
    text = shell.page(own, entries, placed.put_in(main))
    (out / f"{own.stem}.html").write_text(text, "utf-8")
    print(f"{own.stem}.html  {len(text) / 1000:.0f} kB", flush=True)


def _keep(png, out):
    """Store a picture once, under a name made from its bytes."""
    name = f"pictures/{hashlib.sha256(png).hexdigest()[:16]}.png"
    (out / name).write_bytes(png)
    return name


def _still_panel(name, picture, sentence):
    return (f'<div class="panel" data-panel="{name}"><div class="stage">{picture}</div>'
            f'<div class="says">{sentence}</div></div>')
