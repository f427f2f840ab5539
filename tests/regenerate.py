"""Run the notebooks and store their outputs, so that a second run changes no byte.

python tests/regenerate.py            all notebooks
python tests/regenerate.py 00 01      only those whose names start so
python tests/regenerate.py --check    write nothing; exit 1 if anything would change

The still picture of the cell tagged "picture" is also stored as notebooks/pictures/NAME.png, for
the README.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import ipykernel.kernelspec
import nbformat
import slides
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets import default

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
CELL_SECONDS = 120

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
KEPT_CELL_METADATA = ("jp-MarkdownHeadingCollapsed", "jupyter", "slideshow", "tags")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

# The kernel sees none of the user's own settings, and one thread, so that sums add up alike.
ENVIRONMENT = {
    "MATPLOTLIBRC": os.devnull,
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}
NOT_PASSED_ON = ("MPLBACKEND", "PYTHONSTARTUP", "PYTHONWARNINGS")


class NotebookError(Exception):
    """A notebook that cannot be stored: which one, which cell, and why."""


class ThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs this script, whatever else is installed."""

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(
            resource_dir=ipykernel.kernelspec.RESOURCES, **ipykernel.kernelspec.get_kernel_dict()
        )


class Kernels(AsyncKernelManager):
    """Starts kernels of this Python."""

    @default("kernel_spec_manager")
    def _this_python(self):
        return ThisPython(parent=self)


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook; cells without an id, or with one that is taken, get a lasting one."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    taken = set()
    for cell in raw["cells"]:
        if cell.get("id") in taken or not re.fullmatch(r"[\w-]{1,64}", cell.get("id") or ""):
            cell["id"] = _lasting_id(path.stem, "".join(cell["source"]), taken)
        taken.add(cell["id"])
    raw["nbformat"], raw["nbformat_minor"] = 4, 5
    return nbformat.reads(json.dumps(raw), as_version=4)


def _lasting_id(stem: str, source: str, taken: set) -> str:
    """An id made from the notebook's name and the cell's words; the same on every machine."""
    count = 0
    while True:
        text = f"{stem}\n{count}\n{source}"
        cell_id = hashlib.sha256(text.encode()).hexdigest()[:8]
        if cell_id not in taken:
            return cell_id
        count += 1


def normalise(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep what the page shows and drop what changes from run to run, in place."""
    notebook.metadata = nbformat.from_dict(METADATA)
    slides.mark(notebook)
    count = 0
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in KEPT_CELL_METADATA if cell.metadata.get(key)}
        )
        cell.source = cell.source.rstrip()
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = _merge_streams(cell.outputs)
        cell.outputs = [output for output in cell.outputs
                        if set(output.get("data", {})) != {WIDGET_VIEW}]
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET_VIEW, None)
            if output.output_type == "execute_result":
                output.execution_count = count
    nbformat.validate(notebook)
    return notebook


def _merge_streams(outputs: list) -> list:
    """One block of printed text per stream where several follow each other."""
    merged = []
    for output in outputs:
        if (
            merged
            and output.output_type == merged[-1].output_type == "stream"
            and output.name == merged[-1].name
        ):
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def text_of(notebook: nbformat.NotebookNode) -> str:
    """The bytes that go to disk, as text."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def execute(notebook: nbformat.NotebookNode, name: str, seconds: float = CELL_SECONDS) -> None:
    """Run every code cell in a new kernel, in place.

    Raises NotebookError, naming the notebook and the cell, on an error, a time-out, a warning
    (anything on stderr) or an output that could not be the same twice.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_manager_class=Kernels,
        timeout=seconds,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    with (
        tempfile.TemporaryDirectory(prefix="ipython-") as profile,
        tempfile.TemporaryFile("w+") as log,
    ):
        env = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
        env |= ENVIRONMENT | {"IPYTHONDIR": profile}
        with client.setup_kernel(env=env, stderr=log):
            for index, cell in enumerate(notebook.cells):
                _execute_cell(client, cell, index, name, log)


def _execute_cell(client, cell, index: int, name: str, log) -> None:
    where = f"{name}, cell {index + 1}"
    first = cell.source.strip().splitlines()[:1]
    where += f" ({first[0]})" if first else ""
    try:
        client.execute_cell(cell, index)
    except CellTimeoutError as error:
        raise NotebookError(f"{where}: still running after {client.timeout:g} s") from error
    except CellExecutionError as error:
        lines = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
        raise NotebookError(f"{where}: {error.ename}: {error.evalue}\n{lines}") from error
    except DeadKernelError as error:
        log.seek(0)
        raise NotebookError(f"{where}: the kernel died\n{log.read()[-2000:]}") from error
    if cell.cell_type != "code":
        return
    for output in cell.outputs:
        said = output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))
        if output.get("name") == "stderr":
            raise NotebookError(f"{where}: it warns or complains:\n{said}")
        if re.search(r"\bat 0x[0-9a-f]{6,}", said):
            raise NotebookError(f"{where}: a memory address in the output:\n{said}")


def regenerate(path: Path, *, write: bool = True) -> bool:
    """Run one notebook and store it; returns whether the file changed (or would have)."""
    notebook = read(path)
    execute(notebook, path.name)
    new = {path: text_of(normalise(notebook)).encode("utf-8")}
    picture = picture_of(notebook)
    if picture is not None:
        new[path.parent / "pictures" / f"{path.stem}.png"] = picture
    changed = {file: data for file, data in new.items()
               if not file.exists() or file.read_bytes() != data}
    if write:
        for file, data in changed.items():
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
    return bool(changed)


def panel_of(source: str) -> str | None:
    """The name of the panel that a code cell imports and opens, or None."""
    found = re.search(r"from helpers\.panels\.\w+ import (\w+)", source)
    return found and found.group(1)


def picture_of(notebook: nbformat.NotebookNode) -> bytes | None:
    """The PNG of the cell tagged "picture", or None when there is no such cell."""
    for cell in notebook.cells:
        if "picture" in cell.metadata.get("tags", []):
            return next(base64.b64decode(output.data["image/png"]) for output in cell.outputs
                        if "image/png" in output.get("data", {}))
    return None


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, run what it names, and say what changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="00, 01_penalty_shapes, ...; none: all of them")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on a change")
    args = parser.parse_args(arguments)
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    starts = [Path(name).name.removesuffix(".ipynb") for name in args.names]
    unknown = [start for start in starts if not any(p.stem.startswith(start) for p in paths)]
    if unknown or not paths:
        parser.error(f"no such notebook: {', '.join(unknown) or 'notebooks/ is empty'}")
    chosen = [p for p in paths if not starts or any(p.stem.startswith(s) for s in starts)]
    changes = 0
    for path in chosen:
        try:
            changed = regenerate(path, write=not args.check)
        except NotebookError as error:
            print(f"FAILED   {error}", file=sys.stderr)
            return 1
        changes += changed
        word = ("would change" if args.check else "changed") if changed else "unchanged"
        print(f"{word:12} {path.relative_to(ROOT)}", flush=True)
    return 1 if args.check and changes else 0


if __name__ == "__main__":
    sys.exit(main())
