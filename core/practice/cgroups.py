"""A control group per machine: whose members are, without doubt, the processes we started.

systemd-nspawn puts every machine that is booted from the same group into one shared `payload`
group, where their services would get mixed up; a group of its own keeps each machine apart.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TREES = ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")

# Shell text: this shell, and what it becomes, joins the group called $name, or ends with it gone.
JOIN = f"""
for tree in {" ".join(_TREES)}; do
  [ -e "$tree/cgroup.procs" ] || continue
  echo $$ >"$tree/$name/cgroup.procs"
done
"""


def create(name: str) -> None:
    """Make the group, empty; it may be there."""
    for tree in _TREES:
        if Path(tree, "cgroup.procs").exists():
            Path(tree, name).mkdir(exist_ok=True)


def members(name: str) -> set[int]:
    """Tell which living processes belong to the group or to a group in it."""
    return {pid for folder in _folders(name) for pid in _listed(folder) if _alive(pid)}


def first_process(name: str) -> int | None:
    """Tell the process that is PID 1 inside the group's machine, if it runs."""
    return next((pid for pid in members(name) if _is_first(pid)), None)


def kill(name: str) -> None:
    """End every member at once; PID 1's end takes with it all that runs in its machine."""
    for pid in members(name):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def remove(name: str) -> bool:
    """Take the empty groups away, the innermost first; tell whether that was all of them."""
    for folder in sorted(_folders(name), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()
    return not any(_folders(name))


def _folders(name: str) -> Iterator[Path]:
    for tree in _TREES:
        for folder, _, files in os.walk(Path(tree, name)):
            if "cgroup.procs" in files:
                yield Path(folder)


def _listed(folder: Path) -> list[int]:
    try:
        return [int(line) for line in (folder / "cgroup.procs").read_text("ascii").split()]
    except OSError:  # it has just been removed, or is a threaded group
        return []


def _alive(pid: int) -> bool:
    """Tell whether the process exists and is not merely waiting to be collected."""
    return pid != 0 and _status(pid, "State")[:1] not in ("", "Z", "X")


def _is_first(pid: int) -> bool:
    """Tell PID 1 apart from nspawn's own process that is going to become it."""
    if _status(pid, "Name") == "systemd-nspawn":
        return False
    inner = _status(pid, "NSpid").split()
    return len(inner) > 1 and inner[-1] == "1"


def _status(pid: int, key: str) -> str:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
