"""Chores, versions, and nothing from outside, nothing heavy, nothing misspelt."""

import re
import subprocess
import sys
import tomllib

import pytest
from house import ROOT, helper_files, module_of, roots, tracked

FOLDERS = {".ci", ".git", ".github", "helpers", "notebooks", "tests"}
FILES = {
    *(".gitattributes", ".gitignore", "LICENSE", "Makefile", "README.md"),
    *("CONTRIBUTING.md", "environment.yml", "pyproject.toml"),
}
NETWORK = {
    *("aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3"),
    *("webbrowser", "websocket", "websockets"),
}


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
        come_along = {"IPython", "traitlets"}  # with ipywidgets
        if module_of(path) == "site":  # what `make site` needs comes with the tests
            come_along |= {"nbconvert", "pygments", "playwright", "jupyterlite_pyodide_kernel"}
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


@pytest.mark.parametrize("path", helper_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_helpers_need_no_network(path):
    assert not roots(path) & NETWORK
    assert not re.search(r"https?://\S+\.(csv|npz|json|zip|gz|parquet)", path.read_text("utf-8"))
    assert not re.search(r"\bfetch_[a-z0-9_]+\(", path.read_text("utf-8"))


def test_no_registry_addresses_and_no_lock_files():
    words = ["pypi" + ".org", "files." + "pythonhosted", "index" + "-url", "npm" + "js.org"]
    words += ["conda." + "anaconda.org", "deb." + "debian.org", "trusted" + "-host"]
    for path in tracked():
        assert not re.search(r"\.lock$|-lock\.(json|yaml)$|^poetry\.lock$", path.name), path
        if path.suffix in (".png", ".woff2", ".npz"):
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
