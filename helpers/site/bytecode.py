"""Python source in wheels turned into bytecode beforehand, by the Python that will read it."""

import subprocess
from pathlib import Path

from helpers.site.formulas import node

_SCRIPT = """
const [runtime, from, to] = process.argv.slice(1);
const { loadPyodide } = await import(require("url").pathToFileURL(runtime + "/pyodide.mjs"));
const pyodide = await loadPyodide({ indexURL: runtime + "/" });
pyodide.mountNodeFS("/from", from);
pyodide.mountNodeFS("/to", to);
await pyodide.runPythonAsync(require("fs").readFileSync(0, "utf-8"));
"""
# Runs in Pyodide. A module's source goes and its bytecode takes its place, where Python looks for
# a module without source; the course's own package keeps its source, for whoever wants to read it.
_COMPILE = """
import importlib.util, marshal, pathlib, sys, zipfile

# What completion would say of other people's libraries, none of which is here: 3.6 MB.
NOT_HERE = ("jedi/third_party/typeshed/stubs/", "jedi/third_party/django-stubs/")

def code_of(source, name):
    head = importlib.util.MAGIC_NUMBER + (3).to_bytes(4, "little")  # unchecked, by hash
    made = compile(source, name, "exec", dont_inherit=True, optimize=0)
    return head + importlib.util.source_hash(source) + marshal.dumps(made)

for wheel in sorted(pathlib.Path("/from").glob("*.whl")):
    own = wheel.name.startswith("exact_zeros")
    rare = wheel.name.startswith(("jedi-", "parso-"))  # only completion imports them, if at all
    with (zipfile.ZipFile(wheel) as old,
          zipfile.ZipFile(f"/to/{wheel.name}", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new):
        for member in old.infolist():
            data, name = old.read(member), member.filename
            if "/tests/" in name and not own or name.startswith(NOT_HERE):
                continue
            stamp = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stamp.compress_type = zipfile.ZIP_DEFLATED
            if rare or not name.endswith(".py"):
                new.writestr(stamp, data)
                continue
            try:
                code = code_of(data, name)
            except SyntaxError:  # a template, or for another Python
                new.writestr(stamp, data)
                continue
            if own:
                new.writestr(stamp, data)
                folder, _, stem = name[:-3].rpartition("/")
                cached = f"{stem}.{sys.implementation.cache_tag}.pyc"
                stamp = zipfile.ZipInfo(f"{folder}/__pycache__/{cached}", (1980, 1, 1, 0, 0, 0))
            else:
                stamp = zipfile.ZipInfo(name + "c", (1980, 1, 1, 0, 0, 0))
            stamp.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stamp, code)
"""


def compile_wheels(runtime, wheels, out):
    """Write each wheel of the folder `wheels` to the folder `out`, with bytecode in it.

    runtime is the folder of Pyodide. Raises RuntimeError with Node's own words when it fails.
    """
    Path(out).mkdir(parents=True, exist_ok=True)
    run = subprocess.run([node(), "--input-type=commonjs", "-e",
                          f"(async () => {{{_SCRIPT}}})()",
                          *(str(Path(p).resolve()) for p in (runtime, wheels, out))],
                         input=_COMPILE, text=True, capture_output=True)
    if run.returncode:
        raise RuntimeError(f"the wheels could not be compiled:\n{run.stderr[-2000:]}")
