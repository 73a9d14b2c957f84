"""`python -m tests.coverage FILE`: hold what pytest-cov measured to the table in coverage.toml."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = Path(__file__).with_suffix(".toml")


def faults(measured: dict[str, Any], table: dict[str, Any]) -> Iterator[str]:
    """Say in a sentence each what of pytest-cov's JSON report is not as the table wants it."""
    files = measured["files"]
    for wanted in table["whole"]:
        held = sorted(name for name in files if Path(name).match(wanted))
        if not held:
            yield f"{wanted} is to be covered to 100 %, and there is no such module."
        for name in held:
            if missing := _missing(files[name]):
                yield f"{name} is to be covered to 100 %; no test takes {missing}."
    percent = measured["totals"]["percent_covered"]
    if percent < table["floor"]:
        yield f"Only {percent:.1f} % of all is covered, and the floor is {table['floor']} %."


def _missing(file: dict[str, Any]) -> str:
    """Name the lines that never ran, and of the others the ways on that were never taken."""
    lines = file["missing_lines"]
    ways = [(a, b) for a, b in file["missing_branches"] if a not in lines and b not in lines]
    parts = [f"line {_spans(lines)}"] if lines else []
    parts += [f"the way from line {a} to {f'line {b}' if b > 0 else 'the end'}" for a, b in ways]
    return ", nor ".join(parts)


def _spans(lines: list[int]) -> str:
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][-1] + 1:
            spans[-1][1:] = [line]
        else:
            spans.append([line])
    return ", ".join("-".join(map(str, span)) for span in spans)


def main(report: str) -> int:
    """Print what is not as the table wants it; return 1 if there is any."""
    measured = json.loads(Path(report).read_text("utf-8"))
    found = list(faults(measured, tomllib.loads(_TABLE.read_text("utf-8"))))
    for fault in found:
        print(fault)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
