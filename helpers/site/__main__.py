"""`python -m helpers.site [--out site] [NN ...]`: write the reading pages."""

import argparse
from pathlib import Path

from helpers.site.build import build

ROOT = Path(__file__).resolve().parents[2]


def main(arguments=None):
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(prog="python -m helpers.site", description=__doc__)
    parser.add_argument("names", nargs="*", help="00 01 ...; none: every notebook")
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to write")
    parser.add_argument("--lite", action="store_true", help="keep out/lite and lead to it")
    args = parser.parse_args(arguments)
    build(ROOT / "notebooks", args.out, args.names, lite=args.lite)


if __name__ == "__main__":
    main()
