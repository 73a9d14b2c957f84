"""The process that looks into one file and writes what it finds as lines of JSON.

Started by `inspector.watch`; the frozen app starts itself with the word for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.binary import wire
from core.binary.inspector import inspect_in_steps
from core.problems import ProblemError


def main(path: Path) -> None:
    """Inspect the file and write each step as soon as it is known."""
    try:
        for step in inspect_in_steps(path):
            for line in wire.lines_of(step):
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
    except ProblemError as error:
        sys.stdout.write(wire.line_of_problem(error.problem) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
