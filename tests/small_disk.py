"""Deploy again and again onto a small disk: each one goes well, or is refused before it begins.

    python -m tests.small_disk [DEPLOYS] [MEGABYTES]

The disk is a file system of its own (1 GB), for the releases and all records of a real server. The
releases are so large that as many as shall be kept do not fit.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.data import space
from core.deploy import deployer
from core.problems import ProblemError
from core.service.results import Result
from tests import programs, testbed
from tests.deploying import ask, finished, service, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.service.model import Release
    from core.ssh.session import ServerSession
    from tests.testbed import Server

_DISK = 1_000
_LARGE = 45_000_000


@dataclass
class Course:
    """How the deploys went: their ends by number, and what was wrong with any of them."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    freed: int = 0


@contextmanager
def small(server: Server, megabytes: int = _DISK) -> Iterator[None]:
    """Give a server's releases and records a small ext4 of their own."""
    with tempfile.NamedTemporaryFile(prefix="goferry-disk-") as image:
        image.truncate(megabytes * 1_000_000)
        subprocess.run(("mkfs.ext4", "-q", "-m", "0", image.name), check=True)
        words = ("losetup", "--find", "--show", image.name)
        loop = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
        try:
            number = os.minor(Path(loop).stat().st_rdev)
            _mounted(
                server,
                f"set -e; mknod /dev/small b 7 {number}; mount /dev/small /mnt;"
                "mkdir /mnt/opt /mnt/lib; cp -a /opt/. /mnt/opt/; cp -a /var/lib/. /mnt/lib/;"
                "mount --bind /mnt/opt /opt; mount --bind /mnt/lib /var/lib; umount -l /mnt",
            )
            yield
        finally:
            server.run("systemctl stop web", check=False)
            _mounted(server, "umount -l /var/lib /opt")
            subprocess.run(("losetup", "--detach", loop), check=False)


def _mounted(server: Server, script: str) -> None:
    """Mount there what the server itself may not: its devices are few."""
    words = (
        "nsenter",
        "--target",
        str(server.machine.leader),
        "--mount",
        "--pid",
        "sh",
        "-c",
        script,
    )
    subprocess.run(words, check=True)


def large(folder: Path, number: int, size: int = _LARGE) -> Release:
    """Make a program that no two of these share."""
    made = programs.release(version="1")
    file = folder / f"web-{number % 2}"
    file.write_bytes(made.binary.read_bytes() + os.urandom(size))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return replace(made, binary=file, size=file.stat().st_size, sha256=digest)


async def course(server: Server, folder: Path, deploys: int) -> Course:
    """Deploy so often; where one is refused for want of room, clean up and go on."""
    wanted = replace(service(), keep_releases=40)
    found = Course()
    async with session(server, folder) as one:
        for number in range(deploys):
            outcome = await finished(deployer.deploy, one, large(folder, number), wanted)
            code = outcome.problem.code if outcome.problem else ""
            found.ends[f"{outcome.result} {code}".strip()] += 1
            if outcome.result is not Result.DEPLOYED and code != "disk_full":
                found.faults.append(f"{number}: {outcome.result} {outcome.problem}")
            if not ask(server):
                found.faults.append(f"{number}: the service does not answer")
            if number:
                await _look(one, number, found, clean=code == "disk_full")
    return found


async def _look(one: ServerSession, number: int, found: Course, *, clean: bool) -> None:
    try:
        seen = await space.look(one, "web")
    except ProblemError as reason:
        found.faults.append(f"{number}: {reason.problem.what}")
        return
    gone = {seen.current, seen.before} - seen.releases.keys()
    if gone or not seen.before:
        found.faults.append(f"{number}: current or previous is gone: {seen}")
    if clean:
        plan = space.planned(seen, space.Wish(most=400_000_000))
        found.freed += (await space.clean(one, plan)).frees


def main() -> None:
    """Tell how it went."""
    deploys = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else _DISK
    with (
        tempfile.TemporaryDirectory() as folder,
        testbed.boot() as server,
        small(server, megabytes),
    ):
        found = asyncio.run(course(server, Path(folder), deploys))
    for end, number in found.ends.most_common():
        print(f"{number:5} {end}")  # noqa: T201 - a script that tells what it found
    print(f"freed by cleaning: {found.freed / 1e6:.0f} MB; faults: {found.faults or 'none'}")  # noqa: T201
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
