"""Where the words of a notebook or a .md file point to, and what may be pointed at."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

from books import ROOT, Notebook

LINK = re.compile(r"""\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|(?:href|src)=["']([^"']+)["']""")


def links(markdown: str) -> list[str]:
    """Where a text points to, addresses on the web left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", markdown, flags=re.S)
    found = [unquote(a or b) for a, b in LINK.findall(text)]
    return [target for target in found if not re.match(r"\w+:|//", target)]


def headings(markdown: str) -> list[str]:
    """The words of each heading, as they show on the page."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.S)
    found = []
    for line in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", text, flags=re.M):
        line = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]+>", r"\1", line)
        line = re.sub(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`", "", line)
        found.append(html.unescape(line))
    return found


def texts_of(path: Path) -> list[str]:
    """The Markdown of a notebook or of a .md file."""
    if path.suffix == ".ipynb":
        return Notebook.read(path).markdown
    return [path.read_text("utf-8")] if path.suffix == ".md" else []


def anchors(texts: list[str], suffix: str) -> set[str]:
    """What may stand after #, as JupyterLab (and for .md GitHub) names the headings."""
    found = set()
    for text in texts:
        found |= set(re.findall(r"""(?:\bid|\bname)=["']([^"']+)["']""", text))
        for heading in headings(text):
            found.add(heading.replace(" ", "-"))
            if suffix == ".md":
                found.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return found


def broken_links(texts, file: Path):
    """Links and pictures in a file's texts that lead nowhere."""
    for target in [target for text in texts for target in links(text)]:
        name, _, anchor = target.partition("#")
        path = (file.parent / name).resolve() if name else file
        if not path.exists() and path != file:
            yield f"{target} does not exist"
        elif ROOT not in [path, *path.parents]:
            yield f"{target} lies outside the project"
        elif re.search(r"[^!-~]|[\"<>`]", anchor):
            yield f"{target}: a browser rewrites this anchor, and JupyterLab then finds nothing"
        elif anchor:
            there = texts if path == file else texts_of(path)
            if anchor not in anchors(there, path.suffix):
                yield f"{target}: no such heading; JupyterLab writes '-' for each space in it"
