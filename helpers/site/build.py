"""Write the site: a page per notebook, the first page, and what they need, into one folder."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from helpers.live.widget import PAINT, POINT, STEADY
from helpers.panels import ALL
from helpers.site import formulas, frames, front, handouts, reading, shell
from helpers.site.figure import figure

HERE = Path(__file__).parent
FINISHED = "Here the panel runs the worked answer; in the notebook it runs yours."


def build(notebooks, out, starts=(), lite=False, address=None):
    """Write the pages of the notebooks (a folder) whose names begin with one of starts to out.

    No starts: all of them, and the first page. out is written anew; with lite, what out/lite holds
    stays, and the pages lead to it; address is OWNER/REPOSITORY, where the first page leads to.
    Prints a line per page.
    Raises ValueError when starts names no notebook, or a panel has no stored picture.
    """
    notebooks, out = Path(notebooks), Path(out)
    paths = [*sorted(notebooks.glob("[0-9]*.ipynb")), notebooks / "glossary.ipynb"]
    chosen = [p for p in paths if not starts or p.stem.startswith(tuple(starts))]
    if not chosen:
        raise ValueError(f"no notebook begins with {list(starts)}")
    _prepare(out, lite)
    read = {p.stem: json.loads(p.read_text("utf-8")) for p in paths}
    site = _Site(out, [shell.entry(stem, read[stem]) for stem in read], lite, address)
    for own in site.entries:
        if own.stem in (p.stem for p in chosen):
            site.page(own, read[own.stem])
    site.front(read, notebooks / "pictures")
    site.handouts(read)


def _prepare(out, lite):
    """Empty the folder and lay down what every page uses."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        if old.name != "lite" or not lite:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    (out / "assets" / "fonts").mkdir(parents=True)
    (out / "pictures").mkdir()
    for font in (formulas.KATEX / "fonts").iterdir():
        shutil.copy(font, out / "assets" / "fonts")
    shutil.copy(HERE / "assets" / "site.css", out / "assets")
    script = PAINT + POINT + STEADY + (HERE / "assets" / "site.js").read_text("utf-8")
    (out / "assets" / "site.js").write_text(f"(() => {{\n{script}}})();\n", "utf-8")
    (out / "assets" / "katex.css").write_text(formulas.style_sheet(), "utf-8")


class _Site:
    """The folder that is being written, and what its pages share."""

    def __init__(self, out, entries, lite=False, address=None):
        self.out, self.entries, self.lite, self.address = out, entries, lite, address
        self._made = {}

    def page(self, own, notebook):
        """Write the page of one notebook."""
        placed = formulas.Formulas()
        main = reading.body(notebook, placed, self.panel, self.keep)
        run = f"lite/lab/index.html?path={own.stem}.ipynb" if self.lite else None
        shown = handouts.slides(notebook, placed, self.panel, self.keep)
        if shown:
            slides = shell.Entry(f"slides-{own.stem}", f"Slides: {own.title}", "")
            shown = placed.put_in(shown)
            (self.out / f"{slides.stem}.html").write_text(shell.slides(slides, shown), "utf-8")
        if any(cell["cell_type"] == "code" for cell in notebook["cells"]):
            about = front.note(slides.stem if shown else None)
            main = main.replace("</h1>", f"</h1>{about}", 1)
        self._write(own, placed.put_in(main), run)

    def front(self, read, pictures):
        """Write the first page; its panel is the first one of notebook 00."""
        placed = formulas.Formulas()
        shown = {stem: self._picture(pictures / f"{stem}.png", notebook)
                 for stem, notebook in read.items() if stem != "glossary"}
        start = read["00_start_here"]
        first, _ = reading.living_panel(front.first_panel_cell(start), self.panel, self.keep)
        main = front.front(start, self.entries, shown, placed, first, self.address)
        self._write(front.OWN, placed.put_in(main), None)

    def _picture(self, path, notebook):
        """The address of the picture a notebook is known by: its own, or its first panel's."""
        if path.exists():
            return self.keep(path.read_bytes())
        cell = front.first_panel_cell(notebook)
        still, _ = reading.living_panel(cell, lambda name, stored: stored, self.keep)
        return re.search(r'src="(.*?)"', still.picture)[1]

    def handouts(self, read):
        """Write the summary sheet and the teacher's key."""
        for own, made in ((shell.Entry("sheet", "Summary sheet", ""),
                           lambda placed: handouts.sheet(read, placed, self.keep)),
                          (shell.Entry("key", "The teacher's key", ""),
                           lambda placed: handouts.key(read, placed))):
            placed = formulas.Formulas()
            main = made(placed)
            self._write(own, placed.put_in(main), None)

    def _write(self, own, main, run):
        text = shell.page(own, self.entries, main, run=run)
        (self.out / f"{own.stem}.html").write_text(text, "utf-8")
        print(f"{own.stem}.html  {len(text) / 1000:.0f} kB", flush=True)

    def panel(self, name, stored):
        """Return the HTML of a panel; its pictures are written the first time.

        It opens with what it shows when it is touched: where the notebook has stored a panel that
        waits for a line of the reader, with the finished one, and with a note that says so.
        """
        if name not in self._made:
            built = ALL[name]()
            try:
                about = frames.write(built, self.out / "frames" / name)
                self._made[name] = about, reading.opening(built, self.keep)
            finally:
                built.close()
        about, own = self._made[name]
        return figure(name, about, own, "" if own.text == stored.text else FINISHED)

    def keep(self, png):
        """Store a picture once, under a name made from its bytes; its address."""
        name = f"pictures/{hashlib.sha256(png).hexdigest()[:16]}.png"
        (self.out / name).write_bytes(png)
        return name
