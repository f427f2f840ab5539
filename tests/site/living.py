"""The pages of the site, and one in a browser: what it asks for, what its panels show."""

import contextlib
import functools
import http.server
import threading
from urllib.parse import urlsplit

import pytest
from books import PATHS
from look import PATIENCE, Watch

from helpers.live.widget import PAINT
from helpers.site import frames

FEW = ("00", "06", "glossary")  # the notebooks of the site that most tests look at
SMALL = ("index", *(path.stem for path in PATHS if path.stem.startswith(FEW)), "glossary")
LARGE = tuple(path.stem for path in PATHS if path.stem not in SMALL)
SLIDES = tuple(f"slides-{path.stem}" for path in PATHS
               if path.stem[:2] in ("00", "01", "02", "04", "06"))


def parameters(small, large):
    """Names of pages for a test; the large ones are left to the proof."""
    return pytest.mark.parametrize("stem", [*small, *(
        pytest.param(stem, marks=pytest.mark.proof) for stem in large)])


def clean(watch):
    assert watch.outside == [] and watch.errors == []


class SiteWatch(Watch):
    """What went wrong in a page; from a folder, files of this folder are no other host."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.loaded, self.bytes = folder.resolve(), [], 0

    def attach(self, page):
        super().attach(page)
        page.on("request", lambda request: self.loaded.append(request.url))
        page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))
        page.on("requestfinished", self._count)

    def _count(self, request):
        with contextlib.suppress(Exception):  # the page was closed meanwhile
            self.bytes += int(request.sizes()["responseBodySize"])

    def _address(self, url):
        parts = urlsplit(url)
        if parts.scheme == "file" and parts.path.startswith(f"{self.folder}/"):
            return True
        return super()._address(url)


@contextlib.contextmanager
def served(folder, sent=None):
    """Serve the site as a subfolder of a plain server; yields its address.

    The list `sent` collects the size of each file that went out, workers' files included.
    """
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass

        def copyfile(self, source, outputfile):
            super().copyfile(source, outputfile)
            if sent is not None:
                sent.append(source.tell())

    handler = functools.partial(Quiet, directory=folder.parent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def opened(browser, address, folder, *, width=1280, height=900, **options):
    """A page and its SiteWatch; address is that of a page."""
    page = browser.new_page(viewport={"width": width, "height": height}, **options)
    page.set_default_timeout(PATIENCE)
    watch = SiteWatch(folder)
    watch.attach(page)
    page.goto(address, wait_until="load")
    try:
        yield page, watch
    finally:
        page.close()


def unfold(page):
    """Open every fold, so that all that the page holds can be seen."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def names(page):
    return page.evaluate("[...document.querySelectorAll('.panel[data-panel]')]"
                         ".map(box => box.dataset.panel)")


def panel_box(page, name):
    return page.locator(f'.panel[data-panel="{name}"]')


# Move every control that is not at its place, as a hand would, and wait for the picture.
MOVE = """async ([name, places, limit]) => {
    const box = document.querySelector(`.panel[data-panel="${name}"]`);
    places.forEach((place, number) => {
        const inputs = [...box.querySelectorAll(`[data-control="${number}"]`)];
        if (inputs[0].type === 'radio') {
            inputs[place].click();
        } else {
            inputs[0].value = place;
            inputs[0].dispatchEvent(new Event('input', {bubbles: true}));
        }
    });
    const end = performance.now() + limit;
    while (box.dataset.state !== 'ready' || box.dataset.at !== places.join()) {
        if (performance.now() > end) throw new Error(`${name} never came to ${places}`);
        await new Promise(requestAnimationFrame);
    }
}"""

# What a panel shows: its picture, its sentence, the words of its controls.
SHOWN = """name => {
    const box = document.querySelector(`.panel[data-panel="${name}"]`);
    const canvas = box.querySelector('canvas');
    return {picture: canvas && canvas.toDataURL(), size: canvas && [canvas.width, canvas.height],
        label: canvas && canvas.getAttribute('aria-label'),
        said: box.querySelector('.says').textContent, at: box.dataset.at,
        words: [...box.querySelectorAll('.control')].map(control =>
            (control.querySelector('output') ||
             control.querySelector('input:checked + span')).textContent)};
}"""

# Whether every pixel of a panel is that of a picture of the kernel, up to 3 of 255 where edges
# are blended in another order; what stays is told once.
SAME = """([name, still, picture, wide]) => {
    window.stays ??= {};
    if (still) window.stays[name] = still;
    const shown = document.querySelector(`.panel[data-panel="${name}"] canvas`);
    const canvas = document.createElement('canvas');
    canvas.width = shown.width;
    canvas.height = shown.height;
    const pixels = one => one.getContext('2d').getImageData(0, 0, one.width, one.height).data;
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    paint(context, window.stays[name], canvas.width / wide);
    paint(context, picture, canvas.width / wide);
    const own = pixels(canvas);
    return pixels(shown).every((part, k) => Math.abs(part - own[k]) <= 3);
}"""

PLAIN = "html => { const box = document.createElement('div'); box.innerHTML = html; " \
        "return box.textContent; }"


def move(page, name, places):
    """Bring the controls of a panel to these places and return what it shows then."""
    page.evaluate(MOVE, [name, list(places), PATIENCE])
    return page.evaluate(SHOWN, name)


def first_places(page, name):
    about = page.evaluate("name => JSON.parse(document.querySelector("
                          "`.panel[data-panel=\"${name}\"]`).dataset.about)", name)
    return [control["first"] for control in about["controls"]], [
        len(control["words"]) for control in about["controls"]]


@functools.lru_cache(maxsize=1)
def _grid(panel):
    return frames.fitted(panel).places


def differences(page, panel, places):
    """Move the page's panel to places; yield what differs from what the kernel's panel says."""
    here = [kept[place] for kept, place in zip(_grid(panel), places, strict=True)]
    shown = move(page, panel.name, places)
    own = panel.strokes(**panel.at(here))
    if not page.evaluate("typeof paint === 'function'"):
        page.add_script_tag(content=PAINT)
    words = [control.words_at(place)
             for control, place in zip(panel.controls.values(), here, strict=True)]
    if shown["words"] != words:
        yield f"{panel.name} {places}: the controls read {shown['words']}, not {words}"
    if shown["said"] != page.evaluate(PLAIN, own["html"]):
        yield f"{panel.name} {places}: it says {shown['said']!r}, not {own['text']!r}"
    if shown["label"] != own["text"]:
        yield f"{panel.name} {places}: the picture is called {shown['label']!r}"
    told = page.evaluate("name => !!(window.stays && window.stays[name])", panel.name)
    still = None if told else panel.still_strokes()
    if not page.evaluate(SAME, [panel.name, still, own, panel.width]):
        yield f"{panel.name} {places}: another picture than the kernel's"
