"""The Debian that practice servers boot: fetched once by debootstrap, kept in the cache."""

from __future__ import annotations

import asyncio
import re
import shutil
from typing import TYPE_CHECKING

import platformdirs

from core.actions import Retry
from core.events import LogLine, Progress, Report
from core.practice.lock import only_one
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, OutputLine, run
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

SUITE = "bookworm"
_EDITION = 2  # counts up when the packages change: older ones in a cache are not used any more
# libpam-systemd starts the systemd of a user, as on every usual server.
_PACKAGES = "systemd,systemd-sysv,libpam-systemd,dbus,openssh-server,sudo,iproute2,ca-certificates"
_FIRST_WITHOUT_CGROUP_1 = 13  # Debian 13 has systemd 257, which knows only the unified hierarchy
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}


def cached(suite: str = SUITE) -> Path:
    """Tell where the suite's Debian is kept; it is complete when it exists.

    One place for all homes: it holds nobody's data and takes a minute and 280 MB to make.
    """
    return platformdirs.user_cache_path("goferry") / "practice" / f"{suite}-{_EDITION}"


async def prepare(suite: str = SUITE, *, report: Report) -> Path:
    """Fetch and unpack the suite's Debian unless it is there."""
    final = cached(suite)
    async with only_one(final.with_name(f".{final.name}.lock")):
        if not final.exists():
            await _bootstrap(suite, final, report)
    return final


def needs_unified_cgroups(rootfs: Path) -> bool:
    """Tell whether this Debian's systemd refuses the older control groups of this computer."""
    release = (rootfs / "usr/lib/os-release").read_text("utf-8")
    found = re.search(r'^VERSION_ID="?(\d+)', release, re.MULTILINE)
    return found is not None and int(found[1]) >= _FIRST_WITHOUT_CGROUP_1


async def _bootstrap(suite: str, final: Path, report: Report) -> None:
    """Build beside the final name, so that an interrupted one is never taken for a whole one."""
    beside = final.with_name(f".{suite}.unfinished")
    await asyncio.to_thread(shutil.rmtree, beside, ignore_errors=True)
    debootstrap = ("debootstrap", "--variant=minbase", f"--include={_PACKAGES}", suite)
    # In a mount namespace of its own, so that its mounts end with it however it ends.
    words = ("unshare", "--mount", *debootstrap, str(beside))
    said: list[str] = []
    count = _Packages()

    def hear(line: OutputLine) -> None:
        said.append(line.text)
        report(LogLine(text=line.text, stream=line.stream))
        if count.heard(line.text):
            report(count.progress)

    if await run(Command(words=words, env=_ENVIRONMENT), hear):
        raise ProblemError(_not_fetched("\n".join(said[-20:])))
    beside.rename(final)


class _Packages:
    """Counts what debootstrap says it has fetched and then set up."""

    def __init__(self) -> None:
        self._fetched = 0
        self._set_up = 0

    def heard(self, text: str) -> bool:
        """Take in one line; tell whether it moved the count."""
        self._fetched += (fetched := text.startswith("I: Validating "))
        self._set_up += (set_up := text.startswith("I: Configuring "))
        return fetched or set_up

    @property
    def progress(self) -> Progress:
        """Fetching has no known end; setting up ends with all that was fetched."""
        if self._set_up:
            done = min(self._set_up, self._fetched)
            return Progress(done=done, total=self._fetched, unit="packages")
        return Progress(done=self._fetched, total=None, unit="packages")


def _not_fetched(details: str) -> Problem:
    return Problem(
        code="practice_not_fetched",
        what=say("The practice server's Debian could not be downloaded."),
        why=say("debootstrap, Debian's installation tool, stopped early."),
        next=(
            Advice(
                say("Check that Debian's package servers can be reached, then try again."),
                Retry(),
            ),
        ),
        details=details,
    )
