"""A Debian that boots on this computer with its own systemd, network and sshd, in a few seconds."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.practice import cgroups, network
from core.practice.rootfs import needs_unified_cgroups
from core.problems import Problem, ProblemError
from core.processes import Captured, Command, capture
from core.words import say

if TYPE_CHECKING:
    import ipaddress

_BOOT_SECONDS = 90.0  # several machines at once on a small computer take their time
_END_SECONDS = 10.0
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}
_QUIET = "systemd.show_status=error"  # the console then holds what went wrong, nothing else
_PROPAGATED = Path("/run/systemd/nspawn/propagate")

# $1 is the machine's name, $2 the file for its console's output, the rest what to become.
_LAUNCH = f"""set -eu
name=$1; console=$2; shift 2
{cgroups.JOIN}
exec "$@" </dev/null >>"$console" 2>&1
"""

# An own disk: the image below, `disk/changes` above. The mount lives in nspawn's own mount
# namespace, so that it is gone when nspawn is, however that ends.
_WITH_DISK = """set -eu
lower=$1; disk=$2; shift 2
mkdir -p "$disk/changes" "$disk/work" "$disk/root"
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$disk/changes,workdir=$disk/work" "$disk/root"
exec "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """One machine. `name` is at most 12 letters, since its cable is called `ve-NAME`.

    `folder` holds its console's output and, with `keeps_disk`, all that it changed: such a
    machine can be booted again after `power_off`; any other forgets everything.
    """

    name: str
    rootfs: Path
    folder: Path
    subnet: ipaddress.IPv4Network
    keeps_disk: bool = False

    @property
    def address(self) -> str:
        """Where this computer reaches the machine."""
        return str([*self.subnet.hosts()][1])

    @property
    def device(self) -> str:
        """This computer's end of the cable."""
        return f"ve-{self.name}"

    @property
    def leader(self) -> int | None:
        """The machine's PID 1 as this computer counts, or None when it is off."""
        return cgroups.first_process(self.name)

    @property
    def console(self) -> Path:
        """What the machine wrote to its console while booting."""
        return self.folder / "console"


async def boot(machine: Machine) -> None:
    """Start the machine, detached from this process, and wait until its systemd is up.

    Raises `ProblemError` with the console's last lines when it does not come up.
    """
    machine.folder.mkdir(parents=True, exist_ok=True)
    cgroups.create(machine.name)
    launch = ("sh", "-c", _LAUNCH, "launch", machine.name, str(machine.console))
    await _checked(machine, ("setsid", "--fork", *launch, *_nspawn(machine)))
    until = time.monotonic() + _BOOT_SECONDS
    leader = await _leader_of(machine, until)
    await _checked(
        machine, ("sh", "-c", network.link_script(machine.device, machine.subnet, leader))
    )
    while not await _is_up(machine):
        _still_hoping(machine, until)
        await asyncio.sleep(0.2)


async def run_inside(machine: Machine, script: str, *, seconds: float = 60.0) -> Captured:
    """Run a shell script as root inside, without SSH."""
    command = Command(words=inside(machine, "/bin/sh", "-s"), env=_ENVIRONMENT)
    return await capture(command, stdin=script.encode(), seconds=seconds)


def inside(machine: Machine, *words: str) -> tuple[str, ...]:
    """Spell the local command that runs `words` as root inside; the machine must be on."""
    leader = machine.leader
    if leader is None:
        raise ProblemError(_not_up(machine))
    return ("nsenter", "--target", str(leader), "--all", *words)


async def power_off(machine: Machine) -> None:
    """Pull the plug: what is not on the machine's own disk is lost. Twice is fine."""
    until = time.monotonic() + _END_SECONDS
    # Until the group is gone: one that was just launched may join while the others are ended.
    while not cgroups.remove(machine.name) and time.monotonic() < until:
        cgroups.kill(machine.name)
        await asyncio.sleep(0.05)


async def remove(machine: Machine) -> None:
    """End the machine and leave nothing of it: no process, cable, route, group or folder."""
    await power_off(machine)
    script = network.release_script(machine.device, machine.subnet)
    await capture(Command(words=("sh", "-c", script), env=_ENVIRONMENT))
    for folder in (_PROPAGATED / machine.name, machine.folder):
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def set_up(machine: Machine, script: str) -> None:
    """Run the script that prepares a machine's accounts, and wait until sshd serves them."""
    said = await run_inside(machine, script)
    if said.code:
        raise ProblemError(_not_up(machine, said.out + said.err))
    await wait_for_ssh(machine)


async def wait_for_ssh(machine: Machine, *, seconds: float = 20.0) -> None:
    """Wait until sshd greets; raises `ProblemError` when it stays silent."""
    until = time.monotonic() + seconds
    while not await _greets(machine.address):
        _still_hoping(machine, until)
        await asyncio.sleep(0.1)


def _nspawn(machine: Machine) -> tuple[str, ...]:
    options = (
        "--quiet",
        "--boot",
        "--network-veth",
        f"--machine={machine.name}",
        "--register=no",
        "--keep-unit",
        "--resolv-conf=off",
    )
    unified = "1" if needs_unified_cgroups(machine.rootfs) else "0"
    nspawn = ("env", f"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY={unified}", "systemd-nspawn", *options)
    if not machine.keeps_disk:
        return (*nspawn, "--volatile=overlay", "-D", str(machine.rootfs), _QUIET)
    disk = machine.folder / "disk"
    private = ("unshare", "--mount", "--propagation", "private", "sh", "-c", _WITH_DISK, "disk")
    return (*private, str(machine.rootfs), str(disk), *nspawn, "-D", str(disk / "root"), _QUIET)


async def _leader_of(machine: Machine, until: float) -> int:
    while (leader := machine.leader) is None:
        _still_hoping(machine, until)
        await asyncio.sleep(0.05)
    return leader


async def _is_up(machine: Machine) -> bool:
    if machine.leader is None:
        raise ProblemError(_not_up(machine))
    said = await run_inside(machine, "systemctl is-system-running")
    return said.out.strip() in ("running", "degraded")


async def _greets(address: str) -> bool:
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(5.0):
            reader, writer = await asyncio.open_connection(address, 22)
            try:
                return (await reader.readline()).startswith(b"SSH-")
            finally:
                writer.close()
    return False


def _still_hoping(machine: Machine, until: float) -> None:
    if time.monotonic() > until:
        raise ProblemError(_not_up(machine))


async def _checked(machine: Machine, words: tuple[str, ...]) -> None:
    said = await capture(Command(words=words, env=_ENVIRONMENT))
    if said.code:
        raise ProblemError(_not_up(machine, said.err))


def _not_up(machine: Machine, details: str = "") -> Problem:
    with contextlib.suppress(OSError):
        details += machine.console.read_text("utf-8", errors="replace")[-4000:]
    return Problem(
        code="machine_not_up",
        what=say("The practice server did not start."),
        why=say("Debian did not start in it. The last output is shown below."),
        details=details,
    )
