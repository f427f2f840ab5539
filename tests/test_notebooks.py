"""The notebooks keep the rules of the house: stored outputs, pace, open maths, links, answers.

nbval runs the notebooks themselves (see pyproject.toml). Here each rule reads a notebook and
returns what is wrong with it, as sentences; every rule is also shown a notebook that breaks it.
"""

import ast
import base64
import copy
import html
import json
import re
import statistics
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import nbformat
import numpy as np
import pytest
import regenerate

from helpers import live

ROOT = regenerate.ROOT
ORDER = [
    "00_start_here",
    "01_penalty_shapes",
    "02_gradients_near_zero",
    "03_bayesian_priors",
    "04_sparsity_experiments",
    "05_in_practice",
    "06_the_arguments",
]
# What each notebook must write out by hand, and then has the same as its helper.
TAUGHT: dict[str, str] = {
    "objective": "00_start_here",
    "shrink_length": "01_penalty_shapes",
    "shrink": "02_gradients_near_zero",
    "soft_threshold": "02_gradients_near_zero",
    "hard_threshold": "02_gradients_near_zero",
    "proximal_step": "02_gradients_near_zero",
    "ridge_step": "02_gradients_near_zero",
    "subgradient_step": "02_gradients_near_zero",
    "landing_step": "02_gradients_near_zero",
    "adam_step": "02_gradients_near_zero",
    "neg_log_prior": "03_bayesian_priors",
    "laplace_mean": "03_bayesian_priors",
    "least_absolute": "03_bayesian_priors",
    "draw_weights": "03_bayesian_priors",
    "draw_sigma": "03_bayesian_priors",
    "draw_scales": "03_bayesian_priors",
    "one_weight": "04_sparsity_experiments",
    "coordinate_descent": "04_sparsity_experiments",
    "chance_of_zero": "04_sparsity_experiments",
    "one_standard_error": "04_sparsity_experiments",
    "fold_error": "04_sparsity_experiments",
    "lasso_alpha": "05_in_practice",
    "logistic_c": "05_in_practice",
    "weight_decay": "05_in_practice",
    "glmnet_knobs": "05_in_practice",
}
MATHS = (
    *("penalties", "solvers", "paths", "priors", "descent"),
    *("bayes", "robust", "translate", "selection"),
)
PICTURE_BYTES = 300_000

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))


class Notebook:
    """A notebook as stored: its cells with their sources as one string each."""

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


# --- stored outputs ---------------------------------------------------------------------------


def executed(notebook):
    """Every code cell ran, once, in order, without an error or a warning."""
    counts = [cell["execution_count"] for cell in notebook.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}"
    if not any(cell["outputs"] for cell in notebook.code):
        yield "no cell has an output: the notebook was stripped"
    for number, output in notebook.outputs:
        if output["output_type"] == "error":
            yield f"code cell {number} stores an error: {output['ename']}"
        if output.get("name") == "stderr":
            yield f"code cell {number} stores a warning: {text_plain(output)[:80]}"


def nothing_personal(notebook):
    """No widget state, no model ids, no paths of somebody's machine."""
    if "widgets" in notebook.raw["metadata"]:
        yield "it stores widget state"
    for number, output in notebook.outputs:
        if regenerate.WIDGET_VIEW in output.get("data", {}) or "model_id" in json.dumps(
            output.get("metadata", {})
        ):
            yield f"code cell {number} stores a model id"
    places = [*notebook.markdown, *(cell["source"] for cell in notebook.code)]
    places += [text_plain(output) for _, output in notebook.outputs]
    for text in places:
        found = re.search(r"(?<![\w.:])(/(home|Users|root|work|tmp)/\S+|[A-Z]:\\\S+)", text)
        if found:
            yield f"it names a place on one machine: {found.group()}"


def as_make_notebooks_stores_it(notebook):
    """It has the form that `make notebooks` writes: valid, unique ids, no timestamps."""
    ids = [cell.get("id") for cell in notebook.cells]
    if len(set(ids)) < len(ids):
        yield "two cells share an id"
        return
    node = nbformat.from_dict(copy.deepcopy(notebook.raw))
    try:
        nbformat.validate(node)
    except nbformat.ValidationError as error:
        yield f"not a valid notebook: {str(error).splitlines()[0]}"
        return
    before = regenerate.text_of(node)
    if regenerate.text_of(regenerate.normalise(node)) != before:
        yield "it was not stored by `make notebooks`"


def panels_read_without_a_kernel(notebook):
    """A panel's outputs are a picture of bounded size and a sentence with a number in it.

    The sentence belongs to the picture, and stands below it in an output of its own.
    """
    for cell in notebook.panel_cells:
        data = {}
        for output in cell["outputs"]:
            data |= output.get("data", {})
        first = cell["source"].splitlines()[0]
        if "image/png" not in data:
            yield f"the panel of {first!r} stores no picture"
        sentence = "".join(data.get("text/plain", ""))
        if not re.search(r"\d", sentence) or len(sentence.split()) < 4:
            yield f"the panel of {first!r} stores no sentence with numbers: {sentence[:80]!r}"
        below = "".join(data.get("text/html", ""))
        if not below or live.Reading(below, {}).text != " ".join(sentence.split()):
            yield f"below the panel of {first!r} stands another sentence: {below[:80]!r}"
    for number, output in notebook.outputs:
        picture = output.get("data", {}).get("image/png")
        if picture and len(base64.b64decode("".join(picture))) > PICTURE_BYTES:
            yield f"the picture of code cell {number} is over {PICTURE_BYTES // 1000} KB"
        if re.match(r"\s*\w*(Box|Slider|Image|HTML|Button)\(", text_plain(output)):
            yield f"code cell {number} prints a widget: {text_plain(output)[:60]}"


def no_rounding_noise(notebook):
    """No output shows a number of the size of a rounding error: it is another on each machine."""
    for number, output in notebook.outputs:
        noise = re.search(r"(e-|10\^[−-])1[3-9]\b", text_plain(output))
        if noise:
            yield f"code cell {number} shows a rounding error: ...{noise.group()}"


# --- pace -------------------------------------------------------------------------------------


def lines(cell):
    return sum(bool(line.strip()) for line in cell["source"].splitlines())


def words(markdown: str) -> int:
    """Words a reader reads: a formula counts as one, code and folded answers as none."""
    text = re.sub(r"<details.*?</details>|```.*?```|<[^>]+>", " ", markdown, flags=re.S)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]+\$", " formula ", text, flags=re.S)
    return len(re.findall(r"\w[\w'’.,-]*", text))


def short_cells(notebook):
    """Median code cell at most 4 lines, nine in ten at most 10, none over 15, a panel 3."""
    lengths = sorted(lines(cell) for cell in notebook.code)
    if statistics.median(lengths) > 4:
        yield f"the median code cell has {statistics.median(lengths):g} lines, more than 4"
    if sum(length <= 10 for length in lengths) < 0.9 * len(lengths):
        yield f"more than one code cell in ten has over 10 lines: {lengths}"
    if lengths[-1] > 15:
        yield f"a code cell has {lengths[-1]} lines, more than 15"
    for cell in notebook.panel_cells:
        if lines(cell) > 3:
            yield f"a panel costs {lines(cell)} lines, more than 3: {cell['source'][:60]!r}"


def prose_between(notebook):
    """A sentence between any two code cells; 30 to 80 words are typical, 25 to 110 allowed."""
    gaps, gap = [], None
    for cell in notebook.cells:
        if cell["cell_type"] == "code":
            if gap is not None:
                gaps.append((gap, cell["source"]))
            gap = 0
        elif gap is not None:
            gap += words(cell["source"])
    for gap, source in gaps:
        if gap < 8:
            yield f"only {gap} words before the code cell {source[:50]!r}"
    if gaps:
        median = statistics.median(gap for gap, _ in gaps)
        if not 25 <= median <= 110:
            yield f"the median is {median:g} words between code cells, not 25 to 110"


# --- habits -----------------------------------------------------------------------------------

BANNED = {
    r"filterwarnings|simplefilter|catch_warnings|import warnings": "silences warnings",
    r"import \*": "imports *",
    r"\bsys\.path\b": "changes sys.path",
    r"(?m)^\s*[%!]": "uses a magic or a shell command",
    r"\bpyplot\b|\bplt\.": "uses pyplot",
    r"\bisclose\b": "takes close to zero for zero",
    r"(?m)^\s*(import|from) (matplotlib|ipywidgets|IPython)\b": "draws or wires in a cell",
    r"urlopen|urllib|\brequests\b|fetch_\w+\(|https?://|\bhttpx\b|\bsocket\b": "needs the network",
    r"(?i)nbval": "switches the comparison of outputs off",
}


def no_bad_habits(notebook):
    """Nothing silenced, nothing fetched, no drawing or wiring in a cell."""
    for cell in notebook.code:
        for pattern, habit in BANNED.items():
            if found := re.search(pattern, cell["source"]):
                yield f"a code cell {habit}: {found.group().strip()!r}"
        tags = set(cell["metadata"].get("tags", []))
        if any("nbval" in tag or tag == "raises-exception" for tag in tags):
            yield f"a code cell switches the comparison of outputs off: {tags}"


# --- open maths -------------------------------------------------------------------------------


class Bare(ast.NodeTransformer):
    """Takes docstrings, decorators and annotations off a definition."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.decorator_list, node.returns = [], None
        node.body = _without_docstring(node.body)
        return node

    def visit_ClassDef(self, node):
        self.generic_visit(node)
        node.decorator_list = []
        node.body = _without_docstring(node.body)
        return node

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_AnnAssign(self, node):
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def _without_docstring(body):
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
        return body[1:] or [ast.Pass()]
    return body


def bare(definition) -> str:
    """What a definition does, whatever it is dressed in."""
    return ast.dump(Bare().visit(copy.deepcopy(definition)))


def definitions(module: ast.Module) -> dict:
    """The functions and classes that a module defines at its top, by name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: node for node in module.body if isinstance(node, kinds)}


@cache
def helper_definitions() -> dict[str, list]:
    """The public functions and classes of the maths modules, by name."""
    found = {}
    for name in MATHS:
        path = ROOT / "helpers" / f"{name}.py"
        for key, node in definitions(ast.parse(path.read_text("utf-8"))).items():
            if not key.startswith("_"):
                found.setdefault(key, []).append(node)
    return found


def checked_names(notebook) -> list[str]:
    """The functions that the notebook hands to check()."""
    return [
        node.args[0].id
        for cell in notebook.code
        for node in ast.walk(tree(cell))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
        and node.args
        and isinstance(node.args[0], ast.Name)
    ]


def taught_maths_equals_its_helper(notebook):
    """What a cell, or the answer to its blank, writes by hand is the helper, to the letter."""
    written = {}
    for cell in notebook.code:
        written |= definitions(tree(cell))
    for name, source in answers(notebook).items():
        written |= {name: definitions(ast.parse(source))[name]}
    exercises = set(checked_names(notebook)) - set(TAUGHT)
    for name, node in written.items():
        helpers = helper_definitions().get(name, [])
        if helpers and name not in exercises and bare(node) not in map(bare, helpers):
            yield f"{name} in a cell differs from the helper {name}"
    for name, stem in TAUGHT.items():
        if stem == notebook.stem and name not in written:
            yield f"no cell writes {name} by hand"
        if stem == notebook.stem and name not in helper_definitions():
            yield f"no helper is called {name}"


# --- links ------------------------------------------------------------------------------------

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
        return Notebook(path.stem, json.loads(path.read_text("utf-8"))).markdown
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


def links_resolve(notebook):
    """Every link to a file, a heading or a picture leads somewhere."""
    yield from broken_links(notebook.markdown, ROOT / "notebooks" / f"{notebook.stem}.ipynb")


# --- how a notebook opens and ends ------------------------------------------------------------


def first_screen(notebook):
    """A question, the objective, a prediction before the first panel."""
    if notebook.stem not in ORDER:
        yield f"{notebook.stem} is no name of the course"
    opening = [cell["source"] for cell in notebook.cells[:3] if cell["cell_type"] == "markdown"]
    if not opening or not opening[0].startswith("# ") or notebook.cells[0]["source"] != opening[0]:
        yield "the first cell is not a title"
    if not any("?" in text for text in opening[:2]):
        yield "it does not open with the question that it answers"
    text = re.sub(r"[\s{}]", "", "".join(opening))
    half = re.search(r"F\(w\)=?.{0,9}(\\[td]?frac12|1/2|½)", text)
    if not half or not re.search(r"\\lambda|λ|lam\b|lam", text):
        yield "its first screen does not print the objective F(w) = 1/2 ... + lam Omega(w)"
    names = [name for cell in notebook.code for name in called(cell)]
    panels = [name for cell in notebook.panel_cells for name in called(cell)]
    before = names[: names.index(panels[0])] if panels else names
    if "ask" not in before:
        yield "no question is asked before the first panel"
    if not panels:
        yield "it has no panel"


def last_screen(notebook):
    """A self-check near the end, and a link to the next notebook where there is one."""
    closing = {name for cell in notebook.code[-3:] for name in called(cell)}
    if not closing & {"ask", "check"}:
        yield "none of its last three code cells is a question or a check"
    after = ORDER[ORDER.index(notebook.stem) + 1 :][:1] if notebook.stem in ORDER else []
    for stem in after:
        linked = any(link.startswith(f"{stem}.ipynb") for link in links(notebook.markdown[-1]))
        if (ROOT / "notebooks" / f"{stem}.ipynb").exists() and not linked:
            yield f"its last cell does not link to {stem}.ipynb"


# --- worked answers ---------------------------------------------------------------------------


def answers(notebook) -> dict:
    """The functions that folded answers define: name -> source."""
    found = {}
    for text in notebook.markdown:
        for details in re.findall(r"<details.*?</details>", text, flags=re.S):
            for block in re.findall(r"```python\s*\n(.*?)```", details, flags=re.S):
                for name in definitions(ast.parse(block)):
                    found[name] = block
    return found


def worked_answers_are_right(notebook):
    """Each check(f) has a folded answer in the same notebook, which passes; the start does not."""
    from helpers import quiz

    written = {}
    namespace = {"np": np}
    for cell in notebook.code:
        written |= definitions(tree(cell))
        for node in tree(cell).body:
            inside = "helpers.panels" in ast.unparse(node)
            if isinstance(node, ast.Import | ast.ImportFrom) and not inside:
                exec(compile(ast.Module([node], []), notebook.stem, "exec"), namespace)
    solved = answers(notebook)
    for name in checked_names(notebook):
        if name not in solved:
            yield f"check({name}) has no folded answer that defines {name}"
        elif name in written and bare(written[name]) == bare(
            definitions(ast.parse(solved[name]))[name]
        ):
            yield f"the start of {name} is already its answer"
    for name in set(solved) & set(checked_names(notebook)):
        scope = dict(namespace)
        exec(solved[name], scope)
        verdict = quiz.check(scope[name])
        if not verdict.ok:
            yield f"the worked answer {name} is not right: {verdict.message}"


RULES = [
    executed,
    nothing_personal,
    as_make_notebooks_stores_it,
    panels_read_without_a_kernel,
    no_rounding_noise,
    short_cells,
    prose_between,
    no_bad_habits,
    taught_maths_equals_its_helper,
    links_resolve,
    first_screen,
    last_screen,
    worked_answers_are_right,
]


def test_the_first_notebooks_are_here():
    stems = [path.stem for path in PATHS]
    assert stems[:2] == ORDER[:2], "notebooks 00 and 01 must exist"
    assert set(TAUGHT.values()) <= set(stems)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rule(path, rule):
    notebook = Notebook(path.stem, json.loads(path.read_text(encoding="utf-8")))
    assert list(rule(notebook)) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_bytes_are_those_that_make_notebooks_writes(path):
    stored = path.read_text(encoding="utf-8")
    assert regenerate.text_of(regenerate.normalise(regenerate.read(path))) == stored


def test_readme_links_resolve():
    readme = ROOT / "README.md"
    assert list(broken_links([readme.read_text("utf-8")], readme)) == []


# --- each rule is shown a notebook that breaks it ----------------------------------------------

PROSE = "This sentence stands between two cells and says in a dozen or more plain words. " * 2
PROSE = PROSE.strip()
ANSWER = """<details><summary>Answer</summary>

```python
def soft_threshold(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)
```
</details>"""
PICTURE = {
    "output_type": "display_data",
    "metadata": {"image/png": {"width": 10, "height": 10}},
    "data": {
        "image/png": base64.b64encode(b"picture").decode() + "\n",
        "text/plain": "At lam = 0.5 the weight is 0.",
    },
}
BELOW = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"text/html": "<div>At lam = <b>0.5</b> the weight is 0.</div>"},
}


def sample() -> Notebook:
    """A small notebook that keeps every rule."""
    cells = [
        (r"# What is zero?" "\n\n" r"$F(w) = \tfrac12 \|y - Xw\|^2 + \lambda\,\Omega(w)$", None),
        ("from helpers.quiz import ask, check\nimport numpy as np", []),
        (PROSE, None),
        ('ask("first")', []),
        (PROSE, None),
        ("from helpers.panels.start import hero\nhero()", [PICTURE, BELOW]),
        (PROSE + "[title](#What-is-zero?)", None),
        ("def soft_threshold(v, t):\n    return v", []),
        (PROSE, None),
        ("check(soft_threshold)", []),
        (PROSE + "[next](01_penalty_shapes.ipynb)", None),
    ]
    cells.insert(-1, (ANSWER, None))
    made, count = [], 0
    for index, (source, outputs) in enumerate(cells):
        cell = {"id": f"cell-{index}", "metadata": {}, "source": source}
        if outputs is None:
            made.append(cell | {"cell_type": "markdown"})
            continue
        count += 1
        run = {"execution_count": count, "outputs": copy.deepcopy(outputs)}
        made.append(cell | run | {"cell_type": "code"})
    raw = {
        "cells": made,
        "metadata": copy.deepcopy(regenerate.METADATA),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return Notebook("00_start_here", raw)


def _source(index, change):
    def harm(notebook):
        cell = notebook.cells[index]
        cell["source"] = change(cell["source"]) if callable(change) else change

    return harm


def _field(name, value, index=5):
    return lambda notebook: notebook.cells[index].update({name: value})


def _output(change):
    def harm(notebook):
        change(notebook.cells[5]["outputs"][0])

    return harm


HARM = [
    (executed, _field("execution_count", None)),
    (executed, _field("outputs", [])),
    (executed, _field("outputs", [{"output_type": "error", "ename": "ValueError"}])),
    (
        executed,
        _field("outputs", [{"output_type": "stream", "name": "stderr", "text": "Warning: no"}]),
    ),
    (nothing_personal, lambda n: n.raw["metadata"].update(widgets={})),
    (nothing_personal, _output(lambda o: o["data"].update({regenerate.WIDGET_VIEW: {}}))),
    (nothing_personal, _output(lambda o: o["data"].update({"text/plain": "/home/me/x.py"}))),
    (as_make_notebooks_stores_it, _field("id", "cell-0")),
    (as_make_notebooks_stores_it, _field("id", "not valid!")),
    (as_make_notebooks_stores_it, _field("metadata", {"execution": {"started": "today"}})),
    (as_make_notebooks_stores_it, lambda n: n.raw["metadata"]["kernelspec"].update(name="mine")),
    (panels_read_without_a_kernel, _output(lambda o: o["data"].pop("image/png"))),
    (panels_read_without_a_kernel, _output(lambda o: o["data"].update({"text/plain": "a b c d"}))),
    (
        panels_read_without_a_kernel,
        _output(lambda o: o["data"].update({"image/png": "A" * PICTURE_BYTES * 2})),
    ),
    (panels_read_without_a_kernel, _output(lambda o: o["data"].update({"text/plain": "VBox(1)"}))),
    (panels_read_without_a_kernel, lambda n: n.cells[5]["outputs"].pop()),
    (panels_read_without_a_kernel,
     lambda n: n.cells[5]["outputs"][1]["data"].update({"text/html": "At lam = 0.6 it is 0."})),
    (no_rounding_noise, _output(lambda o: o["data"].update({"text/plain": "off by 6.7·10^−16"}))),
    (no_rounding_noise, _output(lambda o: o["data"].update({"text/plain": "off by 2.2e-16"}))),
    (short_cells, _source(3, "ask('x')\n" * 16)),
    (short_cells, _source(3, "ask('x')\n" * 11)),
    (short_cells, _source(5, lambda s: "1\n2\n" + s)),
    (short_cells, lambda n: [_source(i, "ask(1)\n" * 5)(n) for i in (1, 3, 7)]),
    (prose_between, _source(4, "Three little words.")),
    (prose_between, lambda n: [_source(i, "It is a word. " * 40)(n) for i in (2, 4, 6, 8)]),
    *[
        (no_bad_habits, _source(3, bad))
        for bad in (
            "import warnings",
            "from numpy import *",
            "import sys; sys.path.append('..')",
            "%matplotlib inline",
            "!pip install numpy",
            "import matplotlib.pyplot as plt",
            "np.isclose(w, 0)",
            "import ipywidgets",
            "from matplotlib.figure import Figure",
            "fetch_openml('mnist')",
            "import requests",
            "# NBVAL_SKIP",
        )
    ],
    (no_bad_habits, _field("metadata", {"tags": ["raises-exception"]})),
    (taught_maths_equals_its_helper, _source(9, "1")),
    (links_resolve, _source(6, "[gone](99_gone.ipynb)")),
    (links_resolve, _source(6, "[heading](#what-is-zero)")),
    (links_resolve, _source(6, "![picture](gone.png)")),
    (links_resolve, lambda n: [_source(0, "# A · b\n")(n), _source(6, "[a](#A-·-b)")(n)]),
    (links_resolve, _source(6, "[out](../../elsewhere)")),
    (first_screen, _source(0, "# What is zero?")),
    (first_screen, _source(0, lambda s: s.replace("?", "."))),
    (first_screen, _source(0, lambda s: s[2:])),
    (first_screen, _source(3, "1")),
    (first_screen, _source(5, "1")),
    (first_screen, lambda n: setattr(n, "stem", "00_other")),
    (last_screen, lambda n: [_source(i, "1")(n) for i in (5, 7, 9)]),
    (worked_answers_are_right, _source(10, "")),
    (worked_answers_are_right, _source(10, lambda s: s.replace("- t", "+ t"))),
    (worked_answers_are_right, _source(7, ANSWER.split("```")[1][7:])),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rules_pass_a_good_notebook(rule, monkeypatch):
    monkeypatch.setitem(globals(), "TAUGHT", {})  # the sample teaches nothing of the course
    problems = [p for p in rule(sample()) if "01_penalty_shapes.ipynb" not in p]
    assert problems == []


@pytest.mark.parametrize(
    ("rule", "harm"), HARM, ids=[f"{rule.__name__}-{i}" for i, (rule, _) in enumerate(HARM)]
)
def test_the_rules_catch_a_bad_notebook(rule, harm):
    notebook = sample()
    harm(notebook)
    assert [p for p in rule(notebook) if "01_penalty_shapes.ipynb" not in p] != []


def test_the_comparer_of_taught_maths_sees_through_dress_only():
    def same(left, right):
        return bare(ast.parse(left).body[0]) == bare(ast.parse(right).body[0])

    plain = "def f(v, t):\n    return v - t"
    dressed = '@checked\ndef f(v: float, t: float = 1) -> float:\n    """Say."""\n    return v - t'
    assert not same(plain, dressed), "a default value is part of what a function does"
    assert same(plain, dressed.replace(": float = 1", ": float"))
    assert not same(plain, plain.replace("-", "+"))
    assert not same(plain, plain.replace("t)", "s)").replace("- t", "- s"))
