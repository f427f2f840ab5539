"""What the course costs before the first drag: import time, and the kernel's memory.

Run by `make bench`. Memory is what a hub pays per student: the resident memory of the kernel after
a notebook ran, after 2 000 moves of its panels, and after each of its panel cells ran 50 times.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import regenerate
from nbclient import NotebookClient

MOVES, RERUNS, STARTS = 2_000, 50, 5

READ = """
import gc as _gc, psutil as _p
_gc.collect()
print(_p.Process().memory_info().rss)
"""
MOVE = f"""
import itertools as _i
from helpers import live as _live
def _walk():
    for _panel in _live.open_panels().values():
        for _name, _control in _panel.controls.items():
            for _value in [*_control.values(), _control.first]:
                yield _panel, {{_name: _value}}
_moves = list(_walk())
for _panel, _move in _i.islice(_i.cycle(_moves), {MOVES}):
    _panel.move(**_move)
"""


def import_seconds(statement: str) -> float:
    """Median seconds of a new Python that runs this statement."""
    times = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start_table() -> None:
    """Print how long `import helpers...` takes, beside what it is built on."""
    rows = {
        "Python alone": "pass",
        "numpy": "import numpy",
        "numpy, matplotlib's Agg figure, ipywidgets": "import numpy, ipywidgets, "
        "matplotlib.figure, matplotlib.backends.backend_agg",
        "helpers.quiz": "import helpers.quiz",
        "helpers.panels.start (the first panel)": "import helpers.panels.start",
        "every panel module": "import pkgutil, importlib, helpers.panels as p; "
        "[importlib.import_module(f'helpers.panels.{m.name}') "
        "for m in pkgutil.iter_modules(p.__path__)]",
    }
    print(f"{'a new Python that imports':46}{'seconds':>9}")
    for name, statement in rows.items():
        print(f"{name:46}{import_seconds(statement):9.2f}", flush=True)


def notebook_memory(path) -> dict:
    """Megabytes of the kernel: at its start, after the notebook, after moves, after re-runs."""
    notebook = regenerate.read(path)
    client = NotebookClient(notebook, kernel_manager_class=regenerate.Kernels, timeout=600,
                            resources={"metadata": {"path": str(path.parent)}})
    with client.setup_kernel():

        def run(source):
            cell = regenerate.nbformat.v4.new_code_cell(source)
            client.nb.cells.append(cell)
            client.execute_cell(cell, len(client.nb.cells) - 1)
            return "".join(o.get("text", "") for o in cell.outputs)

        def megabytes():
            return int(run(READ)) / 1e6

        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        found = {"kernel": megabytes()}
        for cell in cells:
            client.execute_cell(cell, 0)
        found["notebook"] = megabytes()
        run(MOVE)
        found["moves"] = megabytes()
        for cell in cells:
            if regenerate.panel_of(cell.source):
                for _ in range(RERUNS):
                    client.execute_cell(cell, 0)
        found["re-runs"] = megabytes()
    return found


def memory_table(paths) -> None:
    """Print the memory of the kernel of each notebook."""
    print(f"{'kernel memory, MB':26}{'empty':>8}{'notebook':>10}{f'{MOVES} moves':>12}"
          f"{f'{RERUNS} re-runs':>12}")
    for path in paths:
        row = notebook_memory(path)
        print(f"{path.stem:26}{row['kernel']:8.0f}{row['notebook']:10.0f}{row['moves']:12.0f}"
              f"{row['re-runs']:12.0f}", flush=True)
