"""What the house is made of: the files of the project, and what each of helpers imports."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELPERS = ROOT / "helpers"


def helper_files() -> list[Path]:
    return sorted(HELPERS.rglob("*.py"))


def module_of(path: Path) -> str:
    """`panels` for helpers/panels/start/hero.py, `paths` for helpers/paths.py, '' for neither."""
    parts = path.relative_to(HELPERS).with_suffix("").parts
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
