"""What a server told about itself, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import StartPracticeServer
from core.problems import Advice, Problem
from core.servers.facts import Root
from core.words import Size, Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.servers.facts import Facts
    from core.ssh.profile import Profile

_ROOT: dict[Root, Text] = {
    Root.ROOT: say("you log in as root"),
    Root.SUDO: say("sudo without a password"),
    Root.PASSWORD: say("sudo with your password"),
    Root.TERMINAL: say("sudo in a terminal only"),
    Root.NONE: say("no way to become root"),
    Root.UNKNOWN: say("whether you can become root is not known"),
}
_SKEW = 5  # seconds that nobody minds
_UNKNOWN = say("unknown")


def described(profile: Profile, found: Facts) -> Text:
    """Say in one sentence that a server answers, and what it is."""
    place = found.place("/opt")
    free = place.free_bytes if place else None
    return say(
        "{name} answers: {system}, {processor} processor, systemd {systemd}, {free} free.",
        name=profile.name,
        system=found.os or found.kernel or _UNKNOWN,
        processor=f"{found.arch or found.machine} {found.level}".strip() or _UNKNOWN,
        systemd=_UNKNOWN if found.systemd is None else found.systemd,
        free=_UNKNOWN if free is None else Size(free),
    )


def details(found: Facts) -> Iterator[Text]:
    """List what decides whether a program can run there."""
    yield _ROOT[found.root]
    if found.cpus is not None:
        yield say_count(found.cpus, one="{n} processor", many="{n} processors")
    if found.memory is not None:
        yield say("{memory} memory", memory=Size(found.memory))
    if found.libc:
        yield say("{libc} {version}", libc=found.libc, version=found.libc_version)
    if found.selinux not in {"", "off"}:
        yield say("SELinux {state}", state=found.selinux)
    if found.firewall:
        yield say("firewall: {names}", names=", ".join(found.firewall))
    yield from _lacks(found)


def _lacks(found: Facts) -> Iterator[Text]:
    """What is known to be wrong or missing, but forbids nothing."""
    skew = abs(found.clock_skew or 0.0)
    if skew > _SKEW:
        yield say("its clock is {n} s off", n=round(skew))
    if found.ca_certificates is False:
        yield say("no list of trusted authorities")
    if found.zoneinfo is False:
        yield say("no time zones")


def no_server() -> Problem:
    """The list is empty."""
    return Problem(
        code="no_server",
        what=say("There is no server on the list yet."),
        why=say("Enter the address of a server that you reach by SSH, or start a practice server."),
        next=(Advice(say("Start a practice server"), StartPracticeServer()),),
        field="host",
    )
