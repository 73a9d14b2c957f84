"""A throw-away Debian with real systemd on this computer, to practise a deploy on."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ipaddress
import os
import re
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.codec import read_json, write_json
from core.declared import coded
from core.events import Report, Steps
from core.home import Home, write_whole
from core.practice import accounts, machine, network, rootfs
from core.practice.lock import only_one
from core.practice.machine import Machine
from core.problems import Advice, Problem, ProblemError
from core.servers.store import ServerStore
from core.ssh.host_key_records import trust
from core.ssh.host_keys import HostKey, KnownHosts, Standing
from core.ssh.profile import Profile
from core.typed import from_plain, to_plain
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

NAME = "practice"
_OUR_NAME = re.compile("gf-[0-9a-f]{8}")
_NEEDED = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "ip": "iproute2",
    "nsenter": "util-linux",
}


async def start(home: Home, *, report: Report) -> Profile:
    """Boot the practice server, let this home log in to it, and add it to the server list.

    It goes on when this process ends; a second call finds it running.
    """
    check_computer()
    async with _alone(home):
        return await _start(home, report)


async def stop(home: Home, *, report: Report) -> None:
    """End the practice server and take it off the server list; nothing of it stays."""
    steps = Steps(1, report)
    steps.start(say("Stop the practice server"))
    async with _alone(home):
        await _forget(home)
    steps.finish()


def running(home: Home) -> Profile | None:
    """Tell how to reach this home's practice server, if it is on."""
    found = _recorded(home)
    return _profile(home, found) if found is not None and found.leader else None


def check_computer() -> None:
    """Raise `ProblemError` with the reason when this computer cannot run practice servers."""
    if not sys.platform.startswith("linux"):
        raise ProblemError(_not_here(say("Practice servers need Linux.")))
    if os.geteuid() != 0:
        raise ProblemError(_not_here(say("Only root is allowed to start a whole system.")))
    missing = [package for program, package in _NEEDED.items() if not _has(program)]
    if missing:
        raise ProblemError(_missing(missing))


async def _start(home: Home, report: Report) -> Profile:
    """Start the server unless it runs; what is not finished is undone."""
    if (ready := running(home)) is not None:
        return ready
    await _forget(home)
    if _is_listed(home):
        raise ProblemError(_name_taken())
    try:
        return await _start_new(home, report)
    except BaseException:
        await asyncio.shield(_forget(home))
        raise


async def _start_new(home: Home, report: Report) -> Profile:
    to_fetch = 1.0 if rootfs.cached().exists() else 90.0
    steps = Steps(3, report, shares=(to_fetch, 2.0, 1.0))
    steps.start(say("Get a small Debian (about 90 MB, only once)"))
    await rootfs.prepare(report=report)
    steps.finish()

    steps.start(say("Start it"))
    host_key = await asyncio.to_thread(accounts.own_key, _folder(home) / "host_key")
    debian = await _new_machine(home, host_key)
    _record(home, debian)
    await machine.boot(debian)
    steps.finish()

    steps.start(say("Set up the login"))
    login = await asyncio.to_thread(accounts.own_key, _login_key(home))
    await machine.set_up(debian, accounts.script(NAME, host_key=host_key, login=login))
    profile = _profile(home, debian)
    _introduce(home, profile, host_key)
    steps.finish()
    return profile


async def _new_machine(home: Home, host_key: accounts.Key) -> Machine:
    """Describe a new machine. Its address follows from its key, so that both stay the same."""
    return Machine(
        name=f"gf-{secrets.token_hex(4)}",
        rootfs=rootfs.cached(),
        folder=_folder(home) / "machine",
        subnet=await network.claim_subnet(hashlib.sha256(host_key.public.encode()).digest()),
    )


async def _forget(home: Home) -> None:
    """End the recorded machine, running or not, and drop all that speaks of it."""
    if (found := _recorded(home)) is None:
        return
    await machine.remove(found)
    if _is_listed(home, key=str(_login_key(home))):
        ServerStore(home).remove(NAME)
    _record_file(home).unlink(missing_ok=True)


def _introduce(home: Home, profile: Profile, host_key: accounts.Key) -> None:
    """Trust the key that we made ourselves, and show the server in the list."""
    kind, data = host_key.public.split()
    key = HostKey(kind, base64.b64decode(data))
    known = KnownHosts((home.known_hosts,)).judge(profile.host, profile.port, key)
    if known.standing is not Standing.KNOWN:
        trust(home.known_hosts, profile.host, profile.port, key)
    ServerStore(home).add(profile)


def _is_listed(home: Home, *, key: str | None = None) -> bool:
    """Tell whether a server of this name is in the list; with `key`, only one that uses it."""
    return any(known.name == NAME and key in (None, known.key) for known in ServerStore(home).all())


def _profile(home: Home, debian: Machine) -> Profile:
    return Profile(name=NAME, host=debian.address, user=accounts.ADMIN, key=str(_login_key(home)))


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """Which machine was started."""

    name: str
    rootfs: Path
    subnet: str


def _record(home: Home, debian: Machine) -> None:
    record = _Record(name=debian.name, rootfs=debian.rootfs, subnet=str(debian.subnet))
    write_whole(_record_file(home), write_json(to_plain(record), indent=None))


def _recorded(home: Home) -> Machine | None:
    """Read which machine was started; a record that makes no sense counts as none."""
    try:
        found = from_plain(_Record, read_json(_record_file(home).read_bytes(), paths=True))
        subnet = ipaddress.IPv4Network(found.subnet)
    except (OSError, ValueError):
        return None
    if not _OUR_NAME.fullmatch(found.name):
        return None
    folder = _folder(home) / "machine"
    return Machine(name=found.name, rootfs=found.rootfs, folder=folder, subnet=subnet)


def _record_file(home: Home) -> Path:
    return home.state / "practice.json"


def _alone(home: Home) -> AbstractAsyncContextManager[None]:
    return only_one(home.state / ".practice.lock")


def _folder(home: Home) -> Path:
    return home.state / "practice"


def _login_key(home: Home) -> Path:
    return _folder(home) / "login_key"


def _has(program: str) -> bool:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def _not_here(why: Text) -> Problem:
    return Problem(
        code="practice_not_here",
        what=say("A practice server cannot run on this computer."),
        why=why,
        next=(
            Advice(say("Add a server that you can reach over SSH.")),
            Advice(say("Or create a package folder and copy it to a server yourself.")),
        ),
    )


def _name_taken() -> Problem:
    return Problem(
        code="practice_name_taken",
        what=say("You already have a server named “practice”."),
        why=say("The practice server appears in the list under that name."),
        next=(Advice(say("Rename or remove that server, then start the practice server.")),),
    )


def _missing(packages: list[str]) -> Problem:
    return Problem(
        code="practice_tools_missing",
        what=say("A practice server needs programs that are not installed here."),
        why=say("These Debian packages are missing: {packages}", packages=list_of(packages)),
        next=(Advice(say("Run: {command}", command=f"apt-get install {' '.join(packages)}")),),
    )
