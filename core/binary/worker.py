"""The process that looks into one file and writes what it finds as lines of JSON.

Started by `apart`; the frozen app starts itself with a word for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from core.binary import wire
from core.binary.inspector import inspect_in_steps, saved_without
from core.problems import ProblemError


def main(path: Path, *words: str) -> None:
    """Look into the file and write each step as soon as it is known.

    `--no-functions` leaves the functions out; `--without` reads groups of packages from
    standard input and only writes what the file would lose without each.
    """
    try:
        if "--without" in words:
            _write(wire.line_of_saved(saved_without(path, json.load(sys.stdin))))
            return
        for step in inspect_in_steps(path, functions="--no-functions" not in words):
            for line in wire.lines_of(step):
                _write(line)
            sys.stdout.flush()
    except ProblemError as error:
        _write(wire.line_of_problem(error.problem))


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
