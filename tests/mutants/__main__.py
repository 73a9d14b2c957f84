"""`python -m tests.mutants`: put each fault into a copy of the product, and see who notices."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutants import generate, model
from tests.mutants.model import ROOT, Mutant

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT_OUT = (".git", ".venv*", ".*_cache", "*.egg-info")
_PACKAGED = ("build", "dist")  # at the top alone: core/build is a part of the product


def main() -> int:
    """Try the chosen faults; return 1 when one was not noticed."""
    asked = _arguments()
    chosen = _chosen(asked)
    if not chosen:
        print("No fault touches what changed.")
        return 0
    ended = _tried(chosen, asked.workers, asked.seconds)
    count = Counter(how for _, how in ended)
    told = ", ".join(f"{number} {how}" for how, number in sorted(count.items()))
    print(f"{len(chosen)} faults: {told or 'none tried'}", end="")
    print(f", {left} for want of time" if (left := len(chosen) - len(ended)) else "", flush=True)
    # Who fails anyway notices nothing: the tests that were relied on, once more without any fault.
    relied_on = tuple(_tests_of([mutant for mutant, _ in ended]))
    unharmed = [Mutant("", "without any fault", "", "", "", relied_on)] if relied_on else []
    ended += _tried(unharmed, 1, float("inf"))
    return int(any(how != ("noticed" if mutant.file else "missed") for mutant, how in ended))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants ARGS=…", description=__doc__)
    parser.add_argument("areas", nargs="*", help="the names of files in tests/mutants")
    parser.add_argument("--only", default="", help="faults in files with this in their path")
    parser.add_argument("--generated", action="store_true", help="the machine's faults instead")
    parser.add_argument(
        "--changed",
        metavar="REV",
        nargs="?",
        const="",
        help="what a change since REV (without it: in the last ten commits) may have let pass",
    )
    parser.add_argument("--seconds", type=float, default=float("inf"), help="start none later")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def _chosen(asked: argparse.Namespace) -> list[Mutant]:
    found = []
    if asked.changed is not None:
        found = _of_change(asked.changed or model.some_commits_ago())
    elif asked.generated:
        found = [fault for module in model.modules() for fault in generate.faults(module)]
    else:
        found = model.by_hand(tuple(asked.areas))
    found = [fault for fault in found if asked.only in fault.file]
    return sorted(found, key=lambda fault: fault.is_slow)


def _of_change(revision: str) -> list[Mutant]:
    """Choose what may pass since a change: of the product, or of the tests."""
    changed = model.changed_since(revision)
    by_hand = [
        fault
        for fault in model.by_hand()
        if fault.file in changed or any(test.split("::")[0] in changed for test in fault.noticed_by)
    ]
    touched = [module for module in model.modules() if module.file in changed]
    faults = [fault for module in touched for fault in generate.faults(module)]
    return by_hand + [fault for fault in faults if fault.line in changed[fault.file]]


def _tests_of(mutants: Sequence[Mutant]) -> list[str]:
    """Name every test once; a file stands for all of its tests."""
    named = sorted({test for mutant in mutants if not mutant.is_slow for test in mutant.noticed_by})
    return [test for test in named if test == (file := test.split("::")[0]) or file not in named]


def _tried(mutants: list[Mutant], workers: int, seconds: float) -> list[tuple[Mutant, str]]:
    waiting = deque(mutants)
    until = time.monotonic() + seconds
    with ExitStack() as kept, ThreadPoolExecutor(workers) as pool:
        folders = [Path(kept.enter_context(_folder())) for _ in range(workers)]
        works = [pool.submit(_work, _copied(folder), waiting, until) for folder in folders]
        return [one for work in works for one in work.result()]


def _work(copy: Path, waiting: deque[Mutant], until: float) -> list[tuple[Mutant, str]]:
    """Try in this copy what waits, one after the other, until the time is over."""
    words = (sys.executable, "-m", "tests.mutants.worker")
    own = {**os.environ, "TMPDIR": str(copy.parent)}  # pytest tidies up what others have there
    ended = []
    with subprocess.Popen(
        words, cwd=copy, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as trier:
        assert trier.stdin
        assert trier.stdout
        while time.monotonic() < until:
            try:
                mutant = waiting.popleft()
            except IndexError:
                break
            trier.stdin.write(json.dumps(asdict(mutant)) + "\n")
            trier.stdin.flush()
            answer = json.loads(trier.stdout.readline())
            ended.append((mutant, answer["ended"]))
            _tell(mutant, answer["ended"], answer["said"])
    return ended


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True)


def _copied(folder: Path) -> Path:
    copy = folder / "goferry"
    folder.chmod(0o755)  # some tests look at their files as another user
    shutil.copytree(ROOT, copy, symlinks=True, ignore=_left_out)
    for environment in ROOT.glob(".venv*"):
        (copy / environment.name).symlink_to(environment.resolve())
    return copy


def _left_out(folder: str, names: list[str]) -> set[str]:
    patterns = (*_LEFT_OUT, *(_PACKAGED if Path(folder) == ROOT else ()))
    return shutil.ignore_patterns(*patterns)(folder, names)


def _tell(mutant: Mutant, ended: str, said: str) -> None:
    if not mutant.file:
        if ended != "missed":
            print(f"The tests fail without any fault:\n{said}")
    elif ended != "noticed":
        print(f"{ended.upper()} [{mutant.area}] {mutant.file}: {mutant.breaks}")
        print(f"  by {' '.join(mutant.noticed_by)}")
        if ended == "unusable":
            print("\n".join(f"    {line}" for line in said.splitlines()[-12:]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
