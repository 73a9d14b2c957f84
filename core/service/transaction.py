"""A change on a server that ends by itself: ask the helper for it, follow it, attach again.

The switch is one server-side program (resources/units/activate), run as a transient systemd unit.
It asks the service's health on the server's own loopback rather than waiting for this client to
confirm: a confirmation that is lost on the way would take back a good release, and a service must
not depend on the link of the person who deploys it. Whoever dies, the change ends as a whole.
The helper is bash because bash can open a TCP port by itself (`/dev/tcp`), and is on every
distribution that has systemd; curl and python are not.
"""

from __future__ import annotations

import getpass
import platform
import re
import shlex
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.declared import coded
from core.plain_text import inert
from core.problems import Problem, ProblemError
from core.service import protocol
from core.service.copies import listed
from core.service.history import by_whom
from core.service.model import Scope
from core.service.privilege import act
from core.service.protocol import Verb
from core.service.results import Cut
from core.typed import from_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.service.copies import DataCopy
    from core.service.layout import Layout
    from core.ssh.session import Ran, ServerSession

NOT_UNDERSTOOD = 65  # the helper's exit code for a request that it does not know or allow
_BUSY = 75
_ROOT = "root"
_LONGEST_TIME = 1_000_000  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is asked of the helper: `id` is 32 hex digits, `who` the person as shown to others.

    `staged` is a helper that is set out for this change, and begins it instead of the one in use.
    """

    verb: Verb
    id: str
    who: str
    wanted: str = "-"
    staged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The change has come to this phase (`phases.Phase`, or a newer one) with this release."""

    name: str
    release: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line from the run that did not go well; `own`: from the program, else from systemd."""

    text: str
    own: bool = True


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The change is over. `result` is an `Ending`, `code` a `Cause`, or newer words.

    `running` is what `current` names now; `code` and `detail` say why it did not go well; `command`
    whether the release command had "begun" or was "done", `data` what was done with the
    data: they were "copied", or came "back"; `probation_until` by the server's clock,
    where it is on probation now.
    """

    result: str = ""
    release: str = ""
    previous: str = ""
    running: str = ""
    code: str = ""
    detail: str = ""
    command: str = ""
    data: str = ""
    probation_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back with a release: `parts` differ from before, of `gone` only the name is left.

    Not `whole`: an older GoFerry kept its program alone.
    """

    parts: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """What follows is of this further process, which was not well."""

    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """The release lives and is not well yet: `left` of its `seconds`; `last` is what it said."""

    left: int
    seconds: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """More time than the deadline sufficed: the server gives these seconds from now on."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfData:
    """What became of a release's copy: `deed` is "copied", "left", "aside", or a newer word."""

    deed: str
    copy: DataCopy


Told = Step | Said | Ended | Restored | Blamed | Starts | Patience | OfData | Cut


def request(verb: Verb, change: str, wanted: str, *, who: str) -> str:
    """Spell one request line for the helper; `change` is 32 hex digits."""
    shown = re.sub(r"[^A-Za-z0-9._@-]", "-", who)
    return f"{verb} {change} {wanted} {shown[:80] or 'somebody'}"


def new_change() -> str:
    """Make a name for a change that nobody used before."""
    return uuid.uuid4().hex


def whoami() -> str:
    """Tell who deploys, and from which computer, for the server's history: "anna@laptop"."""
    computer = platform.node().partition(".")[0]
    try:
        person = getpass.getuser()
    except (KeyError, OSError):
        person = "somebody"
    return f"{person}@{computer}" if computer else person


async def begin(session: ServerSession, layout: Layout, change: Change) -> None:
    """Start a change. Raises "deploy_busy" when another one runs on this service."""
    ran = await ask(session, layout, change)
    if ran.code == _BUSY:
        raise ProblemError(_busy(layout.name, object_in(ran.out)))
    if '"accepted"' not in ran.out:
        raise ProblemError(_not_begun(ran))


async def follow(
    session: ServerSession, layout: Layout, change: Change, hear: Callable[[Told], None]
) -> Ended:
    """Tell what the change does from its beginning to its end; also long after it has ended."""
    seen = 0
    while True:
        ran = await tell(session, layout, replace(change, verb=Verb.FOLLOW, wanted=str(seen)))
        if ran.code != 0:
            raise ProblemError(_not_told(ran))
        for line in ran.out.splitlines():
            seen += 1
            if (told := _told(object_in(line))) is None:
                continue
            hear(told)
            if isinstance(told, Ended):
                return told


async def cancel(session: ServerSession, layout: Layout, change: Change) -> Ended:
    """Make a running change return, and wait for its end: it may have been too late."""
    await tell(session, layout, replace(change, verb=Verb.CANCEL, wanted="-"))
    return await follow(session, layout, change, lambda _: None)


async def tell(session: ServerSession, layout: Layout, change: Change) -> Ran:
    """Run the helper as its owner with one request line, by the narrowest right that suffices."""
    line = request(change.verb, change.id, change.wanted, who=change.who)
    own = session.profile.user == _ROOT or layout.scope is Scope.USER
    ways = (layout.helper,) if own else (f"sudo -n {layout.helper}", f"sudo -n {layout.operate}")
    for way in ways:
        ran = await session.run(way, stdin=f"{line}\n".encode())
        if own or "password" not in ran.err:
            break
    else:
        # A release may be named by a person, or a place in the journal by a server.
        ran = await session.run_as_root(f"printf '%s\\n' {shlex.quote(line)} | {layout.helper}")
    if ran.code == NOT_UNDERSTOOD:
        theirs = str(object_in(ran.out).get("protocol", ""))
        protocol.must_not_be_newer(
            session.profile.name, layout.name, protocol.version_of(f"protocol={theirs}")
        )
    return ran


async def ask(session: ServerSession, layout: Layout, change: Change) -> Ran:
    """Ask the helper that is set out for this change, or else the one in use."""
    return await (_tell_staged if change.staged else tell)(session, layout, change)


async def _tell_staged(session: ServerSession, layout: Layout, change: Change) -> Ran:
    line = request(change.verb, change.id, change.wanted, who=change.who)
    script = f"echo '{line}' | bash -p {change.staged}"
    return await act(session, layout.scope, script)


def _told(found: dict[str, Any]) -> Told | None:
    if "result" in found:
        return from_plain(Ended, {key: one for key, one in found.items() if isinstance(one, str)})
    if "restored" in found:
        return Restored(parts=_words(found["restored"]), gone=_words(found.get("gone")))
    if "kept" in found:
        return Restored(whole=False)
    if "step" in found:
        return Step(name=str(found["step"]), release=str(found.get("release", "")))
    if "process" in found:
        return Blamed(process=inert(str(found["process"])))
    return _of_time(found) or _of_data(found) or _of_connections(found) or _said(found)


def _of_connections(found: dict[str, Any]) -> Cut | None:
    if "cut" in found:
        return Cut(count=_number(found["cut"]), seconds=_number(found.get("after")))
    return Cut(staying=_number(found["staying"])) if "staying" in found else None


def _of_time(found: dict[str, Any]) -> Starts | Patience | None:
    if "starts" in found:
        left, seconds = _number(found["starts"]), _number(found.get("of"))
        return Starts(left=left, seconds=seconds, last=inert(str(found.get("said", ""))))
    if "patience" in found:
        return Patience(seconds=_number(found["patience"]))
    return None


def _of_data(found: dict[str, Any]) -> OfData | None:
    line = " ".join(str(found.get(key, "")) for key in ("of", "time", "bytes"))
    copies = listed((line,))
    return OfData(deed=str(found.get("data", "")), copy=copies[0]) if copies else None


def _number(found: object) -> int:
    return found if isinstance(found, int) and 0 <= found <= _LONGEST_TIME else 0


def _said(found: dict[str, Any]) -> Said | None:
    if "systemd" in found:
        return Said(text=str(found["systemd"]), own=False)
    return Said(text=str(found["journal"])) if "journal" in found else None


def _words(found: object) -> tuple[str, ...]:
    return tuple(inert(str(one)) for one in found) if isinstance(found, list) else ()


def _busy(service: str, found: dict[str, Any]) -> Problem:
    return Problem(
        code="deploy_busy",
        what=say("Another change of {service} is running on this server.", service=service),
        why=say(
            "{who} started it at {since}. It will end automatically.",
            who=by_whom(found) or "Somebody",
            since=str(found.get("since") or "an unknown time"),
        ),
        details=str(found.get("detail", "")),
    )


def _not_begun(ran: Ran) -> Problem:
    return Problem(
        code="change_not_begun",
        what=say("The server did not begin the change."),
        why=say("The helper on the server did not accept the request."),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )


def _not_told(ran: Ran) -> Problem:
    return Problem(
        code="change_not_told",
        what=say("The server does not report the progress of the change."),
        why=say("The helper on the server gave no usable reply."),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )
