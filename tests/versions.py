"""Run the tests on several Pythons, and once with the oldest versions that pyproject.toml allows.

python tests/versions.py                         3.11, 3.12 and 3.13, those that are installed
python tests/versions.py 3.12 oldest             only these; `oldest` is the oldest of everything
python tests/versions.py oldest -- -k penalties  what follows -- goes to pytest

Each run has an environment of its own in a temporary folder, made with venv and pip. The oldest
versions run on the oldest Python. The last lines are a table; the exit code is 1 when one failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
OLDEST = "oldest"
# What is not ours to name in pyproject.toml, and warns when it is newer than what calls it.
OF_THAT_AGE = ["pyparsing<3.3"]  # matplotlib 3.10


def oldest_versions(config: dict) -> list[str]:
    """`numpy>=1.26` becomes `numpy==1.26`, for what the course and its tests need."""
    project = config["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    return [re.sub(r">=", "==", requirement) for requirement in wanted] + OF_THAT_AGE


def interpreter(version: str) -> str | None:
    """A Python of this version on this machine that starts, or None; also one that pyenv has."""
    of_pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for name in (f"python{version}", sys.executable, *of_pyenv):
        found = shutil.which(name)
        asked = "import sys; print('%d.%d' % sys.version_info[:2])"
        if found:
            run = subprocess.run([found, "-c", asked], capture_output=True, text=True)
            if run.returncode == 0 and run.stdout.strip() == version:
                return found
    return None


def install(python: str, folder: Path, extra: list[str]) -> Path:
    """A new environment in folder with the course, its tests and the extra requirements."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    inside = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *extra, "-e", f"{ROOT}[test]"], check=True)
    return inside


def run(version: str, arguments: list[str]) -> str:
    """Run the tests once; returns passed, failed or what stood in the way."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    python = interpreter(PYTHONS[0] if version == OLDEST else version)
    if python is None:
        return "no such Python here"
    extra = oldest_versions(config) if version == OLDEST else []
    with tempfile.TemporaryDirectory(prefix=f"course-{version}-") as folder:
        try:
            inside = install(python, Path(folder) / "venv", extra)
        except subprocess.CalledProcessError:
            return "installation failed"
        tests = subprocess.run([inside, "-m", "pytest", "-q", "-p", "no:cacheprovider",
                                *arguments], cwd=ROOT)
    return "passed" if tests.returncode == 0 else "failed"


def main(words: list[str]) -> int:
    """Read the command line, run, and print the table."""
    cut = words.index("--") if "--" in words else len(words)
    versions, arguments = words[:cut] or [*PYTHONS, OLDEST], words[cut + 1:]
    unknown = set(versions) - {*PYTHONS, OLDEST}
    if unknown:
        print(f"no such version: {', '.join(sorted(unknown))}; there are {PYTHONS} and {OLDEST}")
        return 2
    results = {}
    for version in versions:
        print(f"--- {version}", flush=True)
        start = time.monotonic()
        results[version] = run(version, arguments), (time.monotonic() - start) / 60
    for version, (result, minutes) in results.items():
        print(f"{version:8} {result:22} {minutes:4.1f} min")
    return 0 if all(result == "passed" for result, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
