"""Set up the daily copy on both servers, ask how it is, fetch what it brought, and take it away."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shlex
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from core.data.daily import copies_in, daily_in
from core.data.daily_words import (
    FOREIGN,
    must_have_worked,
    needs_root,
    not_done,
    with_user_left,
)
from core.data.program import digest
from core.plain_text import one_line
from core.problems import ProblemError
from core.service import record, root_script
from core.service.model import Scope
from core.service.root_script import CACHE, put
from core.service_name import must_be_usable
from core.ssh.certificates import read_certificate
from core.ssh.host_keys import HostKey, parse_key

if TYPE_CHECKING:
    from pathlib import Path

    from core.data.daily import Copy, Daily, DailyWish
    from core.problems import Problem
    from core.ssh.session import ServerSession

_NONE = 6
_ALIAS = "goferry-receiver"
_USER = re.compile(r"gfc-[0-9a-f]{12}")
_COPYING = 80_000.0  # seconds; the unit itself ends after twenty hours
_FETCHING = 14_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is set up: `program` reads the data, `host_key` is the receiver's.

    That key was verified by this computer, and no other is ever trusted there.
    """

    wish: DailyWish
    program: Path
    host_key: HostKey


async def set_up(sender: ServerSession, receiver: ServerSession, setting: Setting) -> None:
    """Let a server copy a service's data to another one each day.

    Raises what stood in the way, and leaves both as they were then.
    """
    service = setting.wish.service
    if (await record.read(sender, service)).scope is Scope.USER:
        raise ProblemError(needs_root(sender.profile.name, service))
    key = await _own_key(sender, service)
    user = f"gfc-{hashlib.sha256(key.data).hexdigest()[:12]}"
    values = {"user": user, "key": key.line, "service": service, "server": sender.profile.name}
    is_new = False
    try:
        ran = await receiver.run_as_root(_script("receiver.sh", values))
        must_have_worked(receiver.profile.name, ran)
        is_new = ran.out.strip() == "new"
        await _set_up_sender(sender, receiver, setting, user=user)
    except BaseException as first:
        left = await asyncio.shield(_undone(receiver, user)) if is_new else None
        await asyncio.shield(_forget_key(sender, service))
        if left is not None and isinstance(first, ProblemError):
            server = receiver.profile.name
            raise ProblemError(with_user_left(first.problem, left, server, user)) from first
        raise


async def _forget_key(sender: ServerSession, service: str) -> None:
    """Take a new key away again; one that has to stay opens nothing, and the next try has it."""
    with suppress(ProblemError):
        await sender.run_as_root("\n".join((_on_sender(service, "unset.sh"), _resource("stop.sh"))))


async def _undone(receiver: ServerSession, user: str) -> Problem | None:
    """Take a new user away again; returns what stood in the way, for another problem came first."""
    try:
        await _close(receiver, user)
    except ProblemError as failed:
        return failed.problem
    return None


async def _set_up_sender(
    sender: ServerSession, receiver: ServerSession, setting: Setting, *, user: str
) -> None:
    wish = setting.wish
    values = {
        "onto": receiver.profile.name,
        "user": user,
        "host": wish.host or receiver.profile.host,
        "port": str(wish.port if wish.host else receiver.profile.port),
        "keep": str(wish.keep),
        "server": re.sub(r"[^A-Za-z0-9-]", "_", sender.profile.name)[:80],
        "sealed": "yes" if wish.key else "no",
        "digest": digest(setting.program),
    }
    program = root_script.Program(
        file=setting.program,
        sha256=values["digest"],
        place=f"/usr/local/libexec/goferry/snapshot-{wish.service}",
    )
    sent = await root_script.send(sender, program, not_done)
    text = script(setting, values, sent=sent)
    must_have_worked(sender.profile.name, await sender.run_as_root(text), onto=values["host"])


async def _own_key(sender: ServerSession, service: str) -> HostKey:
    """Have the sender make a key of its own, and return the public half."""
    ran = await sender.run_as_root(_on_sender(service, "key.sh"))
    must_have_worked(sender.profile.name, ran)
    found = parse_key(ran.out.strip())
    if found is None:
        raise ProblemError(not_done(sender.profile.name, ran))
    return found


def script(setting: Setting, values: dict[str, str], *, sent: str) -> str:
    """Spell what root does on the sender: all files at once, then the way is tried."""
    wish, service = setting.wish, setting.wish.service
    settings = "".join(f"{name} {value}\n" for name, value in values.items())
    units = {"SERVICE": service, "TIME": wish.at, "ONTO": one_line(values["onto"])}
    key = wish.key.read_text("ascii") if wish.key else ""
    shown = _plain_key(setting.host_key)
    return "\n".join(
        (
            _on_sender(service, ""),
            f"digest={values['digest']} sent={shlex.quote(sent)}",
            "umask 022; mkdir -p -- /usr/local/libexec/goferry; umask 077",
            root_script.putting(),
            "write_settings() {",
            put('"$folder/known_hosts"', "0600", f"{_ALIAS} {shown.line}\n"),
            put('"$folder/settings"', "0600", settings),
            put('"$folder/key"', "0600", key) if key else 'rm -f -- "$folder/key"',
            put('"$script"', "0700", _resource("copy.sh")),
            "}\nwrite_units() {",
            put('"$units/$unit.service"', "0644", _filled("unit.service", units)),
            put('"$units/$unit.timer"', "0644", _filled("unit.timer", units)),
            "}\ntaken_away() {",
            _resource("stop.sh"),
            "}",
            _resource("begin.sh"),
        )
    )


def _plain_key(key: HostKey) -> HostKey:
    """Return the key itself where an authority signed it: that is what is pinned."""
    signed = read_certificate(key.data) if key.is_certificate else None
    return signed.key if signed else key


async def copy_now(sender: ServerSession, service: str) -> None:
    """Run the daily copy once, and wait for its end; how it went is asked afterwards."""
    must_be_usable(service)
    unit = f"goferry-backup-{service}.service"
    await sender.run_as_root(f"systemctl start {unit} || :", seconds=_COPYING)


async def listed(sender: ServerSession, service: str) -> Daily | None:
    """Tell how the daily copy of a service is; None where there is none."""
    ran = await sender.run_as_root(_on_sender(service, "list.sh"))
    if ran.code == _NONE:
        return None
    must_have_worked(sender.profile.name, ran)
    return daily_in(sender.profile.name, service, ran.out)


async def where(sender: ServerSession, service: str) -> Daily | None:
    """Tell to whom a service is copied each day, without asking that server; None for nobody.

    Only root knows, and only services of root's have one.
    """
    if (await record.read(sender, service)).scope is Scope.USER:
        return None
    ran = await sender.run_as_root(_on_sender(service, "where.sh"))
    if ran.code in {FOREIGN, _NONE}:  # what others have there is no daily copy of ours
        return None
    must_have_worked(sender.profile.name, ran)
    return daily_in(sender.profile.name, service, ran.out)


async def stop(sender: ServerSession, receiver: ServerSession | None, daily: Daily) -> None:
    """Take it away, and its key there where that server is at hand; the copies stay."""
    if receiver is not None:
        await leave(receiver, daily)
    ran = await sender.run_as_root(_on_sender(daily.service, "stop.sh"))
    must_have_worked(sender.profile.name, ran)


async def leave(receiver: ServerSession, daily: Daily) -> None:
    """Take away there who brought the copies; what is no user of ours is left alone."""
    if _USER.fullmatch(daily.user):
        await _close(receiver, daily.user)


async def _close(receiver: ServerSession, user: str) -> None:
    ran = await receiver.run_as_root(_script("leave.sh", {"user": user}))
    must_have_worked(receiver.profile.name, ran)


async def kept(receiver: ServerSession, service: str) -> tuple[Copy, ...]:
    """Tell which copies of a service's data lie on a server, the oldest first."""
    must_be_usable(service)
    ran = await receiver.run_as_root(_script("kept.sh", {"service": service}))
    must_have_worked(receiver.profile.name, ran)
    return copies_in(ran.out)


async def fetch(receiver: ServerSession, copy: Copy, folder: Path) -> Path:
    """Bring a copy here, from the server that keeps it; it is proved where it is read."""
    values = {"user": copy.user, "name": copy.name, "login": receiver.profile.user}
    ran = await receiver.run_as_root(_script("fetch.sh", values), seconds=_FETCHING)
    must_have_worked(receiver.profile.name, ran)
    there, here = f"{CACHE}/{copy.name}", folder / copy.name
    try:
        with here.open("wb") as opened:
            await receiver.download(there, lambda data: opened.writelines((data,)))
    finally:
        await receiver.run(f"rm -f -- {there}")
    return here


def _on_sender(service: str, name: str) -> str:
    must_be_usable(service)
    return _script("places.sh", {"service": service}) + (f"\n{_resource(name)}" if name else "")


def _script(name: str, values: dict[str, str]) -> str:
    return "\n".join((root_script.beginning(values), _resource(name)))


def _filled(name: str, values: dict[str, str]) -> str:
    return re.sub("@([A-Z]+)@", lambda found: values[found[1]], _resource(name))


def _resource(name: str) -> str:
    return files("resources").joinpath("daily", name).read_text("utf-8")
