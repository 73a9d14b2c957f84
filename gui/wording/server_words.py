"""What is known of a server, in words: how it was found last, and what it is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.servers.facts import Root
from core.spans import ago
from core.usecases.seeing import State
from core.words import Size, Text, list_of, say, say_count, verbatim
from gui.wording.seen_words import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from core.usecases.seeing import LastSeen

SIGNS: dict[State, Sign] = {
    State.REACHED: Sign("done", say("reachable"), "good"),
    State.AWAY: Sign("failed", say("not reachable"), "bad"),
    State.REFUSED: Sign("locked", say("login refused"), "bad"),
    State.UNKNOWN_KEY: Sign("unknown", say("host key not trusted"), "warning"),
    State.CHANGED_KEY: Sign("warning", say("host key changed"), "bad"),
    State.FAULTY: Sign("warning", say("not usable"), "warning"),
}
UNTESTED = Sign("unknown", say("not tested"), "text")
TESTING = Sign("running", say("testing…"), "accent")
_ROOT: dict[Root, Text] = {
    Root.ROOT: say("login as root"),
    Root.SUDO: say("sudo without a password"),
    Root.PASSWORD: say("sudo with a password"),
    Root.TERMINAL: say("sudo in a terminal only"),
    Root.NONE: say("no root access"),
    Root.UNKNOWN: say("root access not known"),
}
PRACTICE = "practice"
_SKEW = 5  # seconds that nobody minds
_UNKNOWN = say("unknown")


def sign_of(seen: LastSeen | None) -> Sign:
    """Return the chip of a server that was found so."""
    return UNTESTED if seen is None else SIGNS[seen.state]


def seen_ago(seen: LastSeen | None, now: float) -> Text:
    """Say how long ago a server was reached."""
    if seen is None or seen.reached is None:
        return say("never", context="when a server was seen")
    return ago(now - seen.reached)


def labels_of(text: str) -> dict[str, str]:
    """Read labels as they are typed; what is none is refused where the server is kept."""
    pairs = (word.partition("=") for word in text.replace(",", " ").split())
    return {key: value for key, _, value in pairs}


def title_of(profile: Profile) -> Text:
    """Name a server; the practice server has a name in each language."""
    return say("Practice server") if profile.name == PRACTICE else verbatim(profile.name)


def described(profile: Profile, found: Facts) -> Text:
    """Say in one sentence that a server answers, and what it is."""
    place = found.place("/opt")
    free = place.free_bytes if place else None
    return say(
        "{name} is reachable: {system}, {processor} processor, systemd {systemd}, {free} free.",
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
        yield say("firewall: {names}", names=list_of(found.firewall))
    yield from _lacks(found)


def _lacks(found: Facts) -> Iterator[Text]:
    """What is known to be wrong or missing, but forbids nothing."""
    skew = abs(found.clock_skew or 0.0)
    if skew > _SKEW:
        yield say("clock off by {n} s", n=round(skew))
    if found.ca_certificates is False:
        yield say("no CA certificates")
    if found.zoneinfo is False:
        yield say("no time zone data")
