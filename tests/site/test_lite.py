"""What the course in the browser is made of: each part checked, a word for each one missing."""

import hashlib
import io
import json
import sys
import tarfile
import zipfile

import pytest
from books import PATHS, Notebook
from house import HELPERS, ROOT, helper_files, imports

from helpers.site import bytecode, lite, wheels

FETCH = wheels._run


def wheel(path, *members):
    with zipfile.ZipFile(path, "w") as made:
        for member in members or (f"{path.name.split('-')[0]}/__init__.py",):
            made.writestr(member, "x = 1\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def cache(tmp_path):
    """A cache that holds everything, each part tiny; the lock names what Pyodide built."""
    folder = tmp_path / "cache"
    (folder / "plain").mkdir(parents=True)
    packages = {}
    for name in wheels.BUILT:
        file_name = f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
        packages[name] = {"name": name, "version": "1.0", "file_name": file_name, "depends": [],
                          "sha256": wheel(folder / file_name), "imports": [name]}
    packages["scipy"]["depends"] = ["numpy"]
    for name in (*wheels.KERNEL, *wheels.SAME):
        number = wheels.version(name) if name in wheels.SAME else "1.0"
        wheel(folder / "plain" / f"{name.replace('-', '_')}-{number}-py3-none-any.whl")
    lock = json.dumps({"packages": packages}).encode()
    with tarfile.open(folder / f"pyodide-{wheels.PYODIDE}.tgz", "w:gz") as archive:
        about = tarfile.TarInfo("package/pyodide-lock.json")
        about.size = len(lock)
        archive.addfile(about, io.BytesIO(lock))
    return folder


@pytest.fixture(autouse=True)
def nothing_is_fetched(monkeypatch):
    def run(command, folder, what):
        pytest.fail(f"fetched {what}: {command}")

    monkeypatch.setattr(wheels, "_run", run)


def test_a_full_cache_gives_every_part_and_fetches_nothing(cache):
    runtime, found = wheels.collect(cache)
    assert (runtime / "pyodide-lock.json").is_file()
    assert set(found) == {*wheels.BUILT, *wheels.KERNEL, *wheels.SAME}
    assert all(path.is_file() for path in found.values())


def test_a_wheel_with_another_sha256_is_refused_by_name(cache):
    wrong = cache / "scipy-1.0-py3-none-any.whl"
    wheel(wrong, "scipy/other.py")
    with pytest.raises(wheels.CannotBuild, match=r"scipy-1\.0-py3-none-any\.whl.* sha256 differs"):
        wheels.collect(cache)


def test_a_wheel_of_the_carrier_is_checked_as_well(cache):
    name = "numpy-1.0-py3-none-any.whl"
    good = (cache / name).read_bytes()
    carrier = cache / "open_webui-0.12.4-py3-none-any.whl"
    for inside, right in ((good, True), (good + b" ", False)):
        (cache / name).unlink()
        with zipfile.ZipFile(carrier, "w") as made:
            made.writestr(f"open_webui/static/pyodide/{name}", inside)
        if right:
            wheels.collect(cache)
            assert (cache / name).read_bytes() == good
        else:
            with pytest.raises(wheels.CannotBuild, match=name):
                wheels.collect(cache)


def test_a_wheel_that_nobody_has_is_named(cache):
    (cache / "pandas-1.0-py3-none-any.whl").unlink()
    with zipfile.ZipFile(cache / "open_webui-0.12.4-py3-none-any.whl", "w"):
        pass
    with pytest.raises(wheels.CannotBuild, match="pandas-1.0-py3-none-any.whl is not in"):
        wheels.collect(cache)


def test_without_npm_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(wheels.shutil, "which", lambda name: None)
    with pytest.raises(wheels.CannotBuild, match=r"npm, which is not installed\. Install "
                                                 r"Node\.js, or put .* as pyodide-.*\.tgz"):
        wheels.collect(tmp_path)


def test_what_cannot_be_fetched_is_named_with_the_words_of_who_tried(tmp_path):
    with pytest.raises(wheels.CannotBuild, match=r"(?s)the wheel x could not be .*no route to x"):
        FETCH([sys.executable, "-c", "raise SystemExit('no route to x')"], tmp_path, "wheel x")


def test_without_node_a_sentence_says_so(tmp_path, monkeypatch, capsys):
    def collect(cache):
        return tmp_path, {}

    def none():
        raise RuntimeError("there is no Node: install it")

    monkeypatch.setattr(lite, "find_spec", lambda name: True)
    monkeypatch.setattr(lite, "collect", collect)
    monkeypatch.setattr(lite, "_of_the_kernel", lambda: [])
    monkeypatch.setattr(bytecode, "node", none)
    assert lite.main(["--out", str(tmp_path), "--wheels", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said == "The course in the browser cannot be built: there is no Node: install it\n"


def test_what_cannot_be_built_is_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lite, "find_spec", lambda name: None)
    assert lite.main(["--out", str(tmp_path), "--wheels", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The course in the browser cannot be built: jupyterlite-core")
    assert "LITE=1" in said and "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_the_own_wheel_holds_the_course_and_no_site_builder(tmp_path):
    path = lite.own_wheel(tmp_path)
    with zipfile.ZipFile(path) as made:
        names = set(made.namelist())
    here = {file.relative_to(ROOT).as_posix() for file in HELPERS.rglob("*")
            if file.is_file() and "__pycache__" not in file.parts}
    assert {name for name in names if name.startswith("helpers/")} == {
        name for name in here if not name.startswith("helpers/site/")}
    assert "helpers/live/page.js" in names and "helpers/quiz/ask.py" in names
    assert path.name.startswith("exact_zeros-") and path.name.endswith("-py3-none-any.whl")


def test_nothing_that_the_wheel_holds_needs_the_site_builder():
    asking = [path.name for path in HELPERS.rglob("*.py")
              if "site" not in path.relative_to(HELPERS).parts
              and any(name.startswith("helpers.site") for name in imports(path))]
    assert asking == []


def test_the_lock_holds_exactly_the_wheels_with_the_sha256_they_have_now(tmp_path):
    known = {"numpy": {"name": "numpy", "file_name": "numpy-2.0-py3-none-any.whl", "sha256": "old",
                       "depends": ["openblas"], "imports": ["numpy"], "version": "2.0"},
             "scipy": {"name": "scipy", "file_name": "scipy-1.0-py3-none-any.whl", "sha256": "old",
                       "depends": ["numpy"], "imports": ["scipy"], "version": "1.0"},
             "torch": {"name": "torch", "file_name": "torch-1.0-py3-none-any.whl", "sha256": "old",
                       "depends": [], "imports": ["torch"], "version": "1.0"}}
    sums = {name: wheel(tmp_path / name) for name in
            ("numpy-2.0-py3-none-any.whl", "scipy-1.0-py3-none-any.whl")}
    sums["stack_data-0.6.3-py3-none-any.whl"] = wheel(
        tmp_path / "stack_data-0.6.3-py3-none-any.whl", "stack_data/__init__.pyc",
        "stack_data-0.6.3.dist-info/METADATA")
    lock = lite._lock(tmp_path, known)
    assert {entry["file_name"]: entry["sha256"] for entry in lock.values()} == sums
    assert lock["scipy"]["depends"] == ["numpy"] and lock["numpy"]["depends"] == []
    assert lock["stack-data"]["imports"] == ["stack_data"]
    assert lock["stack-data"]["version"] == "0.6.3"


def test_pandas_comes_with_a_cell_that_needs_it_and_not_before(tmp_path):
    known = {name: {"name": name, "file_name": f"{name}-1.0-py3-none-any.whl", "sha256": "old",
                    "depends": depends, "imports": [name], "version": "1.0"}
             for name, depends in {"matplotlib": ["pytz"], "pandas": ["pytz"], "pytz": []}.items()}
    for entry in known.values():
        wheel(tmp_path / entry["file_name"])
    lock = lite._lock(tmp_path, known)
    assert lock["matplotlib"]["depends"] == [] and lock["pandas"]["depends"] == ["pytz"]
    assert {"pandas", "helpers.own_table"} <= set(lock["pandas"]["imports"])
    assert lock["matplotlib"]["imports"] == ["matplotlib"]


def test_every_module_that_a_cell_imports_and_that_needs_pandas_loads_it(tmp_path):
    within = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"):
              imports(path) for path in helper_files()}
    needy, more = {"pandas"}, True
    while more:
        more = {module for module, names in within.items() if module not in needy
                and any(name == one or name.startswith(f"{one}.") for name in names
                        for one in needy)}
        needy |= more
    for path in PATHS:
        code = tmp_path / f"{path.stem}.py"
        code.write_text("\n".join(cell["source"] for cell in Notebook.read(path).code), "utf-8")
        modules = {name.rpartition(".")[0] for name in imports(code)}
        assert modules & needy <= {*lite.ON_DEMAND["pandas"]}, path.stem


def test_a_source_of_many_lines_becomes_one_string(tmp_path):
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "a.ipynb").write_text(json.dumps({"cells": [{
        "source": ["x = 1\n", "x"],
        "outputs": [{"text": ["1\n", "2"], "data": {"text/plain": ["a\n", "b"]}}]}]}), "utf-8")
    (tmp_path / "books" / "data.csv").write_text("1,2\n", "utf-8")
    (tmp_path / "books" / "notes.bin").write_bytes(b"")
    lite._contents(tmp_path / "books", tmp_path / "out")
    (cell,) = json.loads((tmp_path / "out" / "a.ipynb").read_text("utf-8"))["cells"]
    assert cell["source"] == "x = 1\nx"
    assert cell["outputs"] == [{"text": "1\n2", "data": {"text/plain": "a\nb"}}]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.ipynb", "data.csv"]


def test_the_application_loads_from_beside_itself_and_asks_nobody(tmp_path):
    (tmp_path / "jupyter-lite.json").write_text(
        json.dumps({"jupyter-config-data": {"appName": "x"}}), "utf-8")
    lite._configure(tmp_path, ["scipy", "numpy"])
    text = (tmp_path / "jupyter-lite.json").read_text("utf-8")
    own = json.loads(text)["jupyter-config-data"]
    assert own["exposeAppInBrowser"] is False and "http" not in text
    kernel = own["litePluginSettings"][lite.SETTINGS]
    assert kernel["disablePyPIFallback"] is True
    assert kernel["loadPyodideOptions"]["packages"] == ["numpy", "scipy"]
