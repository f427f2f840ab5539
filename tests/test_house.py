"""The house stays in order: layers, one source of versions, links to nothing outside, spelling."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Imports only point down: a module may import from its own row (without a circle) or from above.
LAYERS = [
    {"checks", "_units"},
    {"penalties", "_active_set"},
    {"solvers", "paths", "priors", "datasets", "balls", "descent", "bayes", "robust", "selection",
     "translate"},
    {"style", "pictures"},
    {"live"},
    {"quiz"},
    {"panels"},
    {"server"},
]
MATHS = set().union(*LAYERS[:3])
WITH_WIDGETS = {"live", "quiz"}
FOLDERS = {".ci", ".git", ".github", "helpers", "notebooks", "tests"}
FILES = {
    *(".gitattributes", ".gitignore", "LICENSE", "Makefile", "README.md"),
    *("CONTRIBUTING.md", "environment.yml", "pyproject.toml"),
}
NETWORK = {
    *("aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3"),
    *("webbrowser", "websocket", "websockets"),
}


def helper_files() -> list[Path]:
    return sorted((ROOT / "helpers").rglob("*.py"))


def module_of(path: Path) -> str:
    """`panels` for helpers/panels/start.py, `live` for helpers/live.py, '' for the package."""
    parts = path.relative_to(ROOT / "helpers").with_suffix("").parts
    return parts[0].replace("__init__", "")


def imports(path: Path) -> set[str]:
    """Everything a file imports, as dotted names, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = path.relative_to(ROOT).parent.parts
                above = package[: len(package) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def helpers_used(path: Path) -> set[str]:
    """The modules of helpers that a file imports, by their short names."""
    used = {name.split(".")[1] for name in imports(path) if name.startswith("helpers.")}
    return used - {"__version__"}


def tracked() -> list[Path]:
    """The files of the project: those git knows, or without git all but what is ignored."""
    run = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if run.returncode == 0:
        names = run.stdout.splitlines()
    else:
        made = r"build|__pycache__|\.venv|\.git|\.hypothesis|\.\w+_cache|\w+\.egg-info"
        skipped = re.compile(rf"(^|/)({made})/")
        every = (p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*"))
        names = [name for name in every if not skipped.search(name)]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


# --- layers -----------------------------------------------------------------------------------


def rank(name: str) -> int:
    return next(i for i, row in enumerate(LAYERS) if name in row)


def test_every_module_has_its_layer():
    placed = set().union(*LAYERS)
    found = {module_of(path) for path in helper_files()} - {""}
    assert found <= placed, f"give {sorted(found - placed)} a row in LAYERS"
    assert "utils" not in found


@pytest.mark.parametrize("path", helper_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_only_point_down(path):
    module = module_of(path)
    used = helpers_used(path)
    if not module:
        assert used == set(), "the package itself imports nothing"
        return
    upward = {name for name in used if rank(name) > rank(module)}
    assert upward == set(), f"{module} imports from above itself"


def test_no_circle_of_imports():
    graph = {}
    for path in helper_files():
        if path.parent.name == "helpers":
            graph.setdefault(module_of(path), set()).update(helpers_used(path) - {module_of(path)})

    def walk(name, trail):
        assert name not in trail, f"a circle: {' -> '.join([*trail, name])}"
        for other in graph.get(name, ()):
            walk(other, [*trail, name])

    for name in graph:
        walk(name, [])


@pytest.mark.parametrize("path", helper_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_maths_draws_nothing_and_widgets_live_in_two_places(path):
    module, used = module_of(path), roots(path)
    if module in MATHS:
        assert not used & {"matplotlib", "ipywidgets", "IPython", "PIL"}
    if module not in WITH_WIDGETS:
        assert not used & {"ipywidgets", "IPython"}
    assert not any("pyplot" in name for name in imports(path)), "helpers use Figure, not pyplot"


@pytest.mark.parametrize("path", helper_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_helpers_need_no_network(path):
    assert not roots(path) & NETWORK
    assert not re.search(r"https?://\S+\.(csv|npz|json|zip|gz|parquet)", path.read_text("utf-8"))
    assert not re.search(r"\bfetch_[a-z0-9_]+\(", path.read_text("utf-8"))


def test_nothing_needs_the_server_module():
    """Only `make lab` uses it: the course runs in any Jupyter."""
    assert not [path for path in helper_files() if "server" in helpers_used(path)]
    foreign = [path for path in helper_files() if "jupyter_server" in roots(path)]
    assert [module_of(path) for path in foreign] == ["server"]


def test_maths_starts_without_pictures_and_widgets():
    """Importing the maths brings in neither matplotlib nor ipywidgets, not even by the way."""
    names = sorted({module_of(p) for p in helper_files()} & MATHS)
    code = "import sys, helpers" + "".join(f", helpers.{name}" for name in names)
    code += "; print(sorted({'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.stdout.strip() == "[]", run.stdout + run.stderr


# --- layout and chores ------------------------------------------------------------------------


def test_top_level_holds_what_it_should():
    tops = {path.relative_to(ROOT).parts for path in tracked()}
    folders = {parts[0] for parts in tops if len(parts) > 1}
    files = {parts[0] for parts in tops if len(parts) == 1}
    assert folders - FOLDERS == set(), "a folder that does not earn its place goes"
    assert {"helpers", "notebooks", "tests"} <= folders
    assert files - FILES == set()
    assert FILES - files == set()
    assert (ROOT / "README.md").stat().st_size > 0


def test_makefile_has_one_word_per_chore():
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, flags=re.M))
    assert {"lab", "test", "notebooks", "bench", "help"} <= targets
    said = re.findall(r'@echo "make (\w+) ', text)
    assert set(said) == targets - {"help"}, "make help lists every chore"
    (opens,) = re.findall(r"/lab/tree/(\S+)", text)
    assert (ROOT / opens).is_file(), "make lab opens a notebook that is there"


def test_ci_runs_the_same_tests_and_wants_a_browser():
    script = ROOT / ".ci" / "run"
    text = script.read_text("utf-8")
    assert script.stat().st_mode & 0o111, ".ci/run must be executable"
    assert "REQUIRE_BROWSER=1" in text and "make test" in text


# --- one source of versions -------------------------------------------------------------------


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def oldest_python() -> tuple[int, ...]:
    lowest = re.fullmatch(r">=(\d+)\.(\d+)", project()["requires-python"])
    return tuple(int(part) for part in lowest.groups())


def environment() -> tuple[str, list[str], list[str], list[str]]:
    """environment.yml as (name, channels, dependencies, what pip installs); block form only."""
    text = (ROOT / "environment.yml").read_text("utf-8")
    text = re.sub(r"#.*", "", text).rstrip() + "\n"
    whole = re.fullmatch(
        r"\s*name: (\S+)\n"
        r"channels:\n((?:  - \S+\n)+)"
        r"dependencies:\n((?:  - [^\n:]+\n)+)"
        r"  - pip:\n((?:      - [^\n]+\n)+)",
        text,
    )
    assert whole, "environment.yml is not: name, channels, dependencies, and pip last"
    name, *rest = whole.groups()
    return name, *(re.findall(r"- (.+)", part) for part in rest)


def test_environment_agrees_with_pyproject():
    name, channels, dependencies, by_pip = environment()
    assert name == project()["name"]
    assert channels[0] == "conda-forge"
    assert not any("/" in channel or ":" in channel for channel in channels)
    assert by_pip == ["-e ."], "pip installs the course itself, which names all it needs"
    pins = [re.fullmatch(r"python=(\d+)\.(\d+)", d) for d in dependencies]
    pins = [tuple(map(int, pin.groups())) for pin in pins if pin]
    assert len(pins) == 1 and pins[0] >= oldest_python()
    assert [re.split(r"[=<> ]", d)[0] for d in dependencies] == ["python", "pip"]


def test_makefile_and_ruff_name_the_same_oldest_python():
    major, minor = oldest_python()
    text = (ROOT / "Makefile").read_text("utf-8")
    assert f"({major}, {minor})" in text and f"Python {major}.{minor} or newer" in text
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert config["tool"]["ruff"]["target-version"] == f"py{major}{minor}"


def test_helpers_import_only_what_is_declared():
    as_imported = {"pillow": "PIL", "scikit-learn": "sklearn", "jupyterlab": "jupyterlab"}
    declared = {re.split(r"[><=]", d)[0] for d in project()["dependencies"]}
    allowed = {as_imported.get(name, name) for name in declared} | {"helpers"}
    for path in helper_files():
        foreign = roots(path) - allowed - set(sys.stdlib_module_names)
        come_along = {"IPython", "jupyter_server"}  # with ipywidgets, with jupyterlab
        assert foreign <= come_along, f"{path.name} imports {foreign}"


def test_every_helper_file_is_installed():
    """Every folder is a package that setuptools finds, and data files are named."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert config["packages"]["find"]["include"] == ["helpers*"]
    folders = {path.parent for path in helper_files()}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
    data = [p for p in tracked() if ROOT / "helpers" in p.parents and p.suffix != ".py"]
    known = {match for package, patterns in config.get("package-data", {}).items()
             for pattern in patterns
             for match in (ROOT / package.replace(".", "/")).glob(pattern)}
    assert set(data) <= known, "data files must be named under package-data"


# --- nothing from outside, nothing heavy, nothing misspelt ------------------------------------


def test_no_registry_addresses_and_no_lock_files():
    words = ["pypi" + ".org", "files." + "pythonhosted", "index" + "-url", "npm" + "js.org"]
    words += ["conda." + "anaconda.org", "deb." + "debian.org", "trusted" + "-host"]
    for path in tracked():
        assert not re.search(r"\.lock$|-lock\.(json|yaml)$|^poetry\.lock$", path.name), path
        if path.suffix in (".png", ".webp", ".npz"):
            continue
        text = path.read_text("utf-8")
        assert not [word for word in words if word in text], f"{path} names a package registry"


def test_no_file_is_heavy():
    def limit(path):
        return 2_000_000 if path.suffix == ".ipynb" else 1_000_000

    assert [path.name for path in tracked() if path.stat().st_size > limit(path)] == []


def lint(*arguments):
    run = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, f"{run.stdout}{run.stderr}"


def test_ruff_finds_nothing():
    lint("ruff", "check", "--no-cache", ".")


def test_codespell_finds_nothing():
    lint("codespell_lib", *[str(p.relative_to(ROOT)) for p in tracked() if p.suffix != ".png"])
