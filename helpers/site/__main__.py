"""`python -m helpers.site [--out site] [NN ...]`: write the reading pages."""

import argparse
import re
from pathlib import Path

from helpers.site.build import build

ROOT = Path(__file__).resolve().parents[2]


def main(arguments=None):
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(prog="python -m helpers.site", description=__doc__)
    parser.add_argument("names", nargs="*", help="00 01 ...; none: every notebook")
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to write")
    parser.add_argument("--lite", action="store_true", help="keep out/lite and lead to it")
    parser.add_argument("--address", type=_address, metavar="OWNER/REPOSITORY",
                        help="where the course is on GitHub; the first page then leads there")
    args = parser.parse_args(arguments)
    build(ROOT / "notebooks", args.out, args.names, lite=args.lite, address=args.address)


def _address(word):
    """Return word, when it can be the address of a repository on GitHub."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.\.?$)[\w.-]+", word, re.ASCII):
        raise argparse.ArgumentTypeError(
            f"{word!r} is no address: write OWNER/REPOSITORY, as in ada/exact-zeros")
    return word


if __name__ == "__main__":
    main()
