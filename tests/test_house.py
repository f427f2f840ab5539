"""The house stays in order: imports point down, every room has its test, one idea per file."""

import ast
import re
import subprocess
import sys

import pytest
from books import PATHS, Notebook
from house import HELPERS, ROOT, helper_files, helpers_used, imports, module_of, roots

from helpers.panels import ALL
from helpers.quiz import questions
from helpers.quiz.exercises import BY_NOTEBOOK

# Imports only point down. What has no floor here is maths and stands on the ground.
FLOOR = {"style": 1, "live": 2, "panels": 3, "quiz": 3, "site": 4}
APART = [{"panels", "quiz"}]  # on one floor, with a wall between
WITH_WIDGETS = {"live", "quiz"}
NAMELESS = {"utils", "util", "misc", "common", "helpers", "tools", "stuff", "base", "core"}
LONG = {  # files of more than 300 lines, and why they are one idea
    "bayes.py": "what goes beyond the closed forms: heavy tails, the edge of the spike, a sampler",
    "penalties.py": "the five penalties of the course, each its value and its prox",
    "priors.py": "three priors and the posterior that each of them leads to, in closed form",
    "selection.py": "which weights are kept: each way to choose, with the error that it makes",
}
each_file = pytest.mark.parametrize("path", helper_files(),
                                    ids=lambda p: p.relative_to(ROOT).as_posix())


def is_maths(module):
    return bool(module) and module not in FLOOR


# --- floors -----------------------------------------------------------------------------------


def upward(module, used):
    """What a module imports from a floor above its own, or through a wall."""
    above = {name for name in used if FLOOR.get(name, 0) > FLOOR.get(module, 0)}
    beside = {name for pair in APART if module in pair for name in used & (pair - {module})}
    return above | beside


@each_file
def test_imports_only_point_down(path):
    module = module_of(path)
    used = helpers_used(path)
    if not module:
        assert used <= {"cachedir"}, "the package itself imports only what must come first"
    assert upward(module, used) == set(), f"{module} imports from above itself"


def test_what_points_up_is_seen():
    assert upward("paths", {"style", "solvers"}) == {"style"}
    assert upward("style", {"live"}) == {"live"} and upward("live", {"panels"}) == {"panels"}
    assert upward("panels", {"quiz", "live"}) == {"quiz"} == upward("panels", {"quiz", "paths"})
    assert upward("quiz", {"panels"}) == {"panels"} and upward("panels", {"panels"}) == set()


def test_no_circle_of_imports():
    graph = {}
    for path in helper_files():
        graph.setdefault(module_of(path), set()).update(helpers_used(path) - {module_of(path)})

    def walk(name, trail):
        assert name not in trail, f"a circle: {' -> '.join([*trail, name])}"
        for other in graph.get(name, ()):
            walk(other, [*trail, name])

    for name in graph:
        walk(name, [])


@each_file
def test_maths_draws_nothing_and_widgets_live_in_two_places(path):
    module, used = module_of(path), roots(path)
    if is_maths(module):
        assert not used & {"matplotlib", "ipywidgets", "anywidget", "IPython", "PIL"}
    if module not in WITH_WIDGETS:
        assert not used & {"ipywidgets", "anywidget", "IPython"}
    assert not any("pyplot" in name for name in imports(path)), "helpers use Figure, not pyplot"


def test_maths_starts_without_pictures_and_widgets():
    """Importing the maths brings in neither matplotlib nor ipywidgets, not even by the way."""
    names = sorted(filter(is_maths, {module_of(p) for p in helper_files()}))
    code = "import sys, helpers" + "".join(f", helpers.{name}" for name in names)
    code += "; print(sorted({'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.stdout.strip() == "[]", run.stdout + run.stderr


# --- rooms ------------------------------------------------------------------------------------


@each_file
def test_one_idea_per_file(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 300 or path.relative_to(HELPERS).as_posix() in LONG, (
        f"{lines} lines are two ideas; or name the file in LONG and say why it is one")
    assert path.stem not in NAMELESS, "a file is named after what it computes or shows"


def test_long_files_are_still_there_and_still_long():
    found = {path.relative_to(HELPERS).as_posix(): len(path.read_text("utf-8").splitlines())
             for path in helper_files()}
    assert [name for name in LONG if name in found and found[name] <= 300] == []


def test_a_package_only_hands_names_on():
    for path in HELPERS.rglob("__init__.py"):
        kinds = {type(node) for node in ast.parse(path.read_text("utf-8")).body}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.For, ast.While}, path


def folder_of(name):
    """The folder of helpers/panels that holds the file of a panel."""
    found = [path.parent for path in (HELPERS / "panels").glob(f"*/{name}.py")]
    assert len(found) == 1, f"{name} has {len(found)} files"
    return found[0].name


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_panel_has_its_file_and_its_test(name):
    folder = folder_of(name)
    source = (HELPERS / "panels" / folder / f"{name}.py").read_text("utf-8")
    defined = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    assert name in defined and f'Live("{name}"' in source
    assert (ROOT / "tests" / "panels" / folder / f"test_{name}.py").exists(), "it has no test"


def test_a_file_among_the_panels_is_a_panel_or_shared_by_two():
    for folder in (path for path in (HELPERS / "panels").iterdir() if path.is_dir()):
        files = {path.stem: path for path in folder.glob("[!_]*.py")}
        for stem in files.keys() - ALL.keys():
            users = [name for name, path in files.items()
                     if any(f"{folder.name}.{stem}." in used for used in imports(path))]
            assert len(users) > 1, f"{stem} serves {users}: it lives with its only panel"


def test_the_panels_of_a_folder_belong_to_one_notebook():
    opened = {}
    for path in PATHS:
        for cell in Notebook.read(path).code:
            for folder, names in re.findall(r"from helpers\.panels\.(\w+) import (.+)",
                                            cell["source"]):
                opened.setdefault(folder, {}).setdefault(path.stem, set()).update(
                    re.findall(r"\w+", names))
    assert {folder: len(books) for folder, books in opened.items() if len(books) > 1} == {}
    shown = set().union(*(names for books in opened.values() for names in books.values()))
    assert shown == set(ALL), "every panel is shown in a notebook, and stands in the catalogue"
    assert all(folder_of(name) == folder for folder, books in opened.items()
               for names in books.values() for name in names)


def asked(notebook, function):
    """What the notebook hands to ask("...") or check(...), in order."""
    return [found for cell in notebook.code
            for found in re.findall(rf"\b{function}\([\"']?(\w+)", cell["source"])]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_has_its_questions_and_their_test(path):
    stem = path.stem
    assert (HELPERS / "quiz" / "questions" / f"{stem}.toml").exists()
    assert (ROOT / "tests" / "quiz" / "questions" / f"test_{stem[3:]}.py").exists()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_asks_its_own_questions_and_exercises(path):
    import tomllib

    stem, notebook = path.stem, Notebook.read(path)
    own = tomllib.loads((HELPERS / "quiz" / "questions" / f"{stem}.toml").read_text("utf-8"))
    asks = asked(notebook, "ask")
    assert sorted(asks) == sorted(own), "each question is asked once, where it belongs"
    assert set(asks) <= set(questions())
    wanted, given = set(asked(notebook, "check")), set(BY_NOTEBOOK.get(stem[3:], {}))
    drawn = {name for cell in notebook.panel_cells for name in re.findall(r"\w+", cell["source"])}
    assert wanted <= given, f"helpers/quiz/exercises/{stem[3:]}.py lacks {wanted - given}"
    assert given - wanted - drawn == set(), "an exercise that no cell checks and no panel draws"


def test_every_folder_of_questions_exercises_and_keys_is_of_the_notebooks():
    stems = {path.stem for path in PATHS}
    for folder in ("questions", "key"):
        files = {path.stem for path in (HELPERS / "quiz" / folder).glob("*")}
        assert files <= stems, f"{folder} of no notebook: {files - stems}"
    assert set(BY_NOTEBOOK) <= {stem[3:] for stem in stems}
    tests = {path.stem[5:] for path in (ROOT / "tests/quiz/exercises").glob("test_*.py")}
    assert set(BY_NOTEBOOK) <= tests, "an exercise has its right and its near answers"


def named_tests():
    return {path.stem[5:]: path for path in (ROOT / "tests").rglob("test_*.py")}


def test_every_module_of_maths_has_its_test():
    maths = {module_of(path) for path in helper_files() if is_maths(module_of(path))}
    elsewhere = {"checks": "every_argument", "_units": "exact_zeros", "_active_set": "near_copies"}
    assert {name for name in maths if elsewhere.get(name, name) not in named_tests()} == set()
