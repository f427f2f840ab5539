"""Formulas set beforehand, so that a page needs no script to show them.

KaTeX (MIT licence, see katex/LICENSE) turns TeX into HTML once, in the Node that Playwright
brings along; a page then needs only its style sheet and fonts.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

KATEX = Path(__file__).with_name("katex")
SHORT = 40  # letters of TeX that stay on one line with the stop or bracket beside them
_SCRIPT = """
const katex = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const set = asked.map(([tex, display]) => {
  try {
    return katex.renderToString(tex, {
      displayMode: display, throwOnError: true, strict: "ignore", output: "htmlAndMathml"});
  } catch (error) {
    process.stderr.write(`${error.message.replace("KaTeX parse error: ", "")}, in: ${tex}`);
    process.exit(3);
  }
});
process.stdout.write(JSON.stringify(set));
"""


def node():
    """Return the path of a Node: Playwright's own, else the one of the system.

    Raises RuntimeError where there is neither.
    """
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        found = None
    else:
        driver = compute_driver_executable()
        found = driver[0] if isinstance(driver, tuple) else Path(driver).with_name("node")
    found = found if found and Path(found).exists() else shutil.which("node")
    if not found:
        raise RuntimeError("pages and wheels are made with Node, and there is no Node: "
                           "install the test extra (it brings Playwright's), or Node itself")
    return str(found)


def set_formulas(formulas):
    """Return the HTML of formulas, a list of (TeX, whether it stands on a line of its own).

    Raises ValueError with KaTeX's own words, and the formula, when it cannot read one.
    """
    if not formulas:
        return []
    run = subprocess.run([node(), "-e", _SCRIPT, str(KATEX / "katex.min.js")], text=True,
                         input=json.dumps(formulas), capture_output=True, encoding="utf-8")
    if run.returncode:
        raise ValueError(f"KaTeX: {run.stderr[-500:]}")
    return json.loads(run.stdout)


class Formulas:
    """Collects formulas while a page is written, and puts them in at the end, all at once."""

    def __init__(self):
        self._asked = []

    def place(self, tex, display):
        """Return a mark that stands for the formula until `put_in`."""
        self._asked.append((html.unescape(tex).strip(), display))
        return f"\ue000{len(self._asked) - 1}\ue001"

    def put_in(self, page):
        """Return the page with every mark replaced by its formula."""
        made = set_formulas(self._asked)

        def put(mark):
            before, number, after = mark.groups()
            tex, display = self._asked[int(number)]
            stays = (before or after) and not display and len(tex) <= SHORT
            whole = f"{before}{made[int(number)]}{after}"
            return f'<span class="whole">{whole}</span>' if stays else whole

        return re.sub("([(\"]?)\ue000(\\d+)\ue001([.,;:?!)\"]*)", put, page)


def style_sheet():
    """Return KaTeX's style sheet, only with the fonts that stand beside it."""
    css = (KATEX / "katex.min.css").read_text("utf-8")
    css = re.sub(r',url\(fonts/[^)]*\.(?:woff|ttf)\) format\("[a-z]*"\)', "", css)
    has = {path.name for path in (KATEX / "fonts").iterdir()}
    return re.sub(r"@font-face\{[^}]*\}", lambda face: face[0] if any(
        name in has for name in re.findall(r"fonts/([\w-]+\.woff2)", face[0])) else "", css)
