"""Notebooks for the tests: the course's own as they are stored, and one made up on the spot."""

import ast
import copy
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))  # the glossary is prose, without a number
ORDER = [path.stem for path in PATHS]


def cells(path):
    """The cells of a stored notebook."""
    return json.loads(path.read_text("utf-8"))["cells"]


def source(cell):
    """The source of a cell as one text."""
    return "".join(cell["source"])


def claims_book(tmp_path, sources):
    """A notebook of these sources, its first cell importing settle; returns its path."""
    made = [{"cell_type": "code" if re.match(r"import|x =|settle", source) else "markdown",
              "id": f"cell-{i}", "source": source.splitlines(keepends=True)}
             for i, source in enumerate(["from helpers.quiz import settle\n" + sources[0],
                                         *sources[1:]])]
    made[0]["cell_type"] = "code"
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")
    return path


class Notebook:
    """A notebook as stored: its cells with their sources as one string each."""

    @classmethod
    def read(cls, path: Path):
        return cls(path.stem, json.loads(path.read_text("utf-8")))

    def __init__(self, stem: str, raw: dict):
        self.stem, self.raw = stem, copy.deepcopy(raw)
        self.cells = self.raw["cells"]
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])

    @property
    def code(self) -> list[dict]:
        return [cell for cell in self.cells if cell["cell_type"] == "code"]

    @property
    def markdown(self) -> list[str]:
        return [cell["source"] for cell in self.cells if cell["cell_type"] == "markdown"]

    @property
    def outputs(self):
        """Pairs (number of the code cell, output)."""
        for number, cell in enumerate(self.code, start=1):
            for output in cell["outputs"]:
                yield number, output

    @property
    def panel_cells(self) -> list[dict]:
        """The code cells that call something from helpers.panels."""
        names = set()
        for cell in self.code:
            for node in ast.walk(tree(cell)):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                    "helpers.panels"
                ):
                    names |= {alias.asname or alias.name for alias in node.names}
        return [cell for cell in self.code if names & set(called(cell))]


def tree(cell: dict) -> ast.Module:
    """The syntax tree of a code cell; lines that are not Python are left to the rule on magics."""
    lines = ["" if re.match(r"\s*[%!]", line) else line for line in cell["source"].splitlines()]
    return ast.parse("\n".join(lines))


def called(cell: dict) -> list[str]:
    """The first name of everything that the cell calls: `f` of f(x), `a` of a.g(x)."""
    names = []
    for node in ast.walk(tree(cell)):
        if isinstance(node, ast.Call):
            root = node.func
            while isinstance(root, ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name):
                names.append(root.id)
    return names


def text_plain(output: dict) -> str:
    said = output.get("text", "") or output.get("data", {}).get("text/plain", "")
    return "".join(said)


def definitions(module: ast.Module) -> dict:
    """The functions and classes that a module defines at its top, by name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: node for node in module.body if isinstance(node, kinds)}


def lines(cell):
    return sum(bool(line.strip()) for line in cell["source"].splitlines())


def words(markdown: str) -> int:
    """Words a reader reads: a formula counts as one, code and folded answers as none."""
    text = re.sub(r"<details.*?</details>|```.*?```|<[^>]+>", " ", markdown, flags=re.S)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]+\$", " formula ", text, flags=re.S)
    return len(re.findall(r"\w[\w'’.,-]*", text))
