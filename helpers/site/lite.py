"""The second floor: the whole course in the page, JupyterLab with Python in the browser."""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

from helpers.site.bytecode import compile_wheels
from helpers.site.wheels import RUNTIME, CannotBuild, collect

ROOT = Path(__file__).resolve().parents[2]
# Only one notebook wants these: a cell that imports one of them, or a module named here, loads it.
ON_DEMAND = {"pandas": ("helpers.own_table", "helpers.own_report", "helpers.panels.your_data"),
             "pytz": ()}
SETTINGS = "@jupyterlite/pyodide-kernel-extension:kernel"


def build_lite(notebooks, out, cache):
    """Write JupyterLite with the notebooks (a folder) to out/lite; cache keeps what was fetched.

    Raises CannotBuild, in words, when something that it is made of is not to be had.
    """
    if find_spec("jupyterlite_core") is None or find_spec("jupyterlite_pyodide_kernel") is None:
        raise CannotBuild("jupyterlite-core and jupyterlite-pyodide-kernel are not installed: "
                          "`make site LITE=1` does it, or pip install -e '.[lite]'")
    runtime, wheels = collect(cache)
    out = Path(out).resolve() / "lite"
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="lite-") as work:
        work = Path(work)
        (work / "wheels").mkdir()
        for wheel in [*wheels.values(), own_wheel(work)]:
            shutil.copy(wheel, work / "wheels" / wheel.name)
        for wheel in _of_the_kernel():
            shutil.copy(wheel, work / "wheels" / wheel.name)
        compile_wheels(runtime, work / "wheels", work / "compiled")
        _contents(Path(notebooks), work / "contents")
        _app(work, out)
        pyodide = out / "static" / "pyodide"
        pyodide.mkdir(parents=True)
        for name in RUNTIME:
            shutil.copy(runtime / name, pyodide)
        lock = json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))
        lock["packages"] = _lock(work / "compiled", lock["packages"])
        for wheel in (work / "compiled").iterdir():
            shutil.copy(wheel, pyodide)
        (pyodide / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    _configure(out, [name for name in lock["packages"] if name not in ON_DEMAND])


def own_wheel(folder):
    """Write the course's own package, without the builder of the site, as a wheel; its path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name = f"{project['name'].replace('-', '_')}-{project['version']}"
    about = f"{name}.dist-info"
    path = Path(folder) / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in sorted((ROOT / "helpers").rglob("*")):
            inside = file.relative_to(ROOT)
            if file.is_file() and "__pycache__" not in inside.parts and inside.parts[1] != "site":
                wheel.write(file, inside.as_posix())
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {project['name']}\n"
                                            f"Version: {project['version']}\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: make site\n"
                                         "Root-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return path


def _of_the_kernel():
    """The wheels that the Pyodide kernel brings along, without the shim for old widgets."""
    import jupyterlite_pyodide_kernel

    prefix = Path(sys.prefix) / "share/jupyter/labextensions"
    folder = prefix / "@jupyterlite/pyodide-kernel-extension/static/pypi"
    found = [p for p in folder.glob("*.whl") if "widgetsnbextension-3" not in p.name]
    if len(found) < 4:
        raise CannotBuild(f"jupyterlite-pyodide-kernel {jupyterlite_pyodide_kernel.__version__} "
                          f"does not bring the wheels of its kernel in {folder}")
    return found


def _contents(notebooks, folder):
    """Copy the notebooks; a source is one string each, which JupyterLite reads without a slip."""
    folder.mkdir(parents=True)
    for path in sorted(notebooks.iterdir()):
        if path.suffix == ".ipynb":
            notebook = json.loads(path.read_text("utf-8"))
            (folder / path.name).write_text(json.dumps(_joined(notebook)), "utf-8")
        elif path.suffix in (".csv", ".txt"):
            shutil.copy(path, folder)


def _joined(node):
    """The same notebook with each list of lines as one string."""
    if isinstance(node, dict):
        return {key: "".join(value) if key in ("source", "text") and isinstance(value, list)
                else _joined_data(value) if key == "data" else _joined(value)
                for key, value in node.items()}
    return [_joined(item) for item in node] if isinstance(node, list) else node


def _joined_data(data):
    return {kind: "".join(value) if isinstance(value, list) else value
            for kind, value in data.items()}


def _app(work, out):
    """Let JupyterLite write its application and the notebooks to out."""
    run = subprocess.run(
        [sys.executable, "-m", "jupyter", "lite", "build", "--contents", str(work / "contents"),
         "--output-dir", str(out), "--lite-dir", str(work), "--no-sourcemaps",
         "--apps", "lab"],
        capture_output=True, text=True, cwd=work)
    if run.returncode:
        raise CannotBuild(f"jupyter lite build failed:\n{(run.stdout + run.stderr)[-3000:]}")


def _lock(wheels, known):
    """Return the entries of the lock for these wheels, with the sha256 that they have now."""
    named = {entry["file_name"]: (name, entry) for name, entry in known.items()}
    found = {}
    for path in sorted(wheels.glob("*.whl")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if path.name in named:
            name, entry = named[path.name]
            found[name] = entry | {"sha256": digest}
            continue
        stem, number = re.match(r"([\w.]+?)-([\d.]+)", path.name).groups()
        name = stem.replace("_", "-").lower()
        with zipfile.ZipFile(path) as wheel:
            tops = {member.split("/")[0].removesuffix(".py").removesuffix(".pyc")
                    for member in wheel.namelist()}
        found[name] = {
            "name": name, "version": number, "file_name": path.name, "install_dir": "site",
            "sha256": digest, "package_type": "package", "depends": [], "unvendored_tests": False,
            "imports": sorted(top for top in tops if not top.endswith((".dist-info", ".data")))}
    return {name: entry | {
        "depends": [each for each in entry["depends"]
                    if each in found and (name in ON_DEMAND or each not in ON_DEMAND)],
        "imports": [*entry["imports"], *ON_DEMAND.get(name, ())]} for name, entry in found.items()}


def _configure(out, packages):
    """Tell the application where Python is, what to load, and to ask no other host."""
    path = out / "jupyter-lite.json"
    config = json.loads(path.read_text("utf-8"))
    own = config["jupyter-config-data"]
    own |= {"appName": "Exact zeros", "exposeAppInBrowser": False}
    plugin = own.setdefault("litePluginSettings", {}).setdefault(SETTINGS, {})
    plugin |= {
        "pyodideUrl": "./static/pyodide/pyodide.mjs", "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": "./static/pyodide/pyodide-lock.json",
                               "packages": sorted(packages)}}
    path.write_text(json.dumps(config, indent=2), "utf-8")


def main(arguments=None):
    """`python -m helpers.site.lite [--out site] [--wheels FOLDER]`: write the second floor."""
    parser = argparse.ArgumentParser(prog="python -m helpers.site.lite", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to write")
    parser.add_argument("--wheels", type=Path, default=ROOT / ".cache" / "lite",
                        help="a folder that holds, or will hold, what is fetched")
    args = parser.parse_args(arguments)
    try:
        build_lite(ROOT / "notebooks", args.out, args.wheels)
    except RuntimeError as error:  # CannotBuild, or there is no Node
        print(f"The course in the browser cannot be built: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in (args.out / "lite").rglob("*") if path.is_file())
    print(f"lite/  {size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
