"""Commands about servers: add, edit, list, remove, trust, check."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.actions import TrustHostKey
from core.cli import handover, labels
from core.cli.arguments import pair, port
from core.cli.connecting import connected
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.problems import Advice, Problem, ProblemError
from core.ssh.profile import Sudo
from core.usecases import introducing, servers
from core.usecases.servers import ServerWish
from core.words import list_of, lists_of, say, verbatim

if TYPE_CHECKING:
    import argparse

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile
    from core.usecases.introducing import ShownKey


def add(commands: Commands) -> None:
    """Offer the commands."""
    servers = commands.group("server", str(say("add, edit, list, remove, trust and check servers")))

    one = servers.add("add", str(say("add a server")), run=_add)
    one.add_argument("name", metavar="NAME")
    one.add_argument("--host", required=True, metavar="H", help=str(say("host name or IP address")))
    _add_options(one)

    other = servers.add("edit", str(say("edit a server")), run=_edit)
    other.add_argument("name", metavar="NAME")
    other.add_argument("--rename", default="", metavar="NEW", help=str(say("new name")))
    other.add_argument("--host", metavar="H", help=str(say("host name or IP address")))
    _add_options(other)

    labels.add(servers)
    handover.add(servers)
    servers.add("list", str(say("list the servers")), run=_list)

    gone = servers.add(
        "remove", str(say("remove a server from the list; nothing changes on it")), run=_remove
    )
    gone.add_argument("name", metavar="NAME")

    trusted = servers.add(
        "trust", str(say("trust a server's host key after comparing it")), run=_trust
    )
    trusted.add_argument("name", metavar="NAME")
    trusted.add_argument(
        "--fingerprint",
        metavar="SHA256:…",
        help=str(say("fingerprint that the host key must have")),
    )

    looked_at = servers.add(
        "check", str(say("connect and show what the server offers")), run=_check
    )
    looked_at.add_argument("name", metavar="NAME")


def _add_options(parser: Parser) -> None:
    """Offer what a server has; what is not given keeps its value, or gets the usual one."""
    parser.add_argument(
        "--port",
        type=port,
        metavar="N",
        help=str(say("SSH port (default: Port of the SSH configuration, or 22)")),
    )
    parser.add_argument(
        "--user",
        metavar="U",
        help=str(say("SSH user (default: User of the SSH configuration, or root)")),
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        help=str(say("private key file (default: SSH agent, then password)")),
    )
    parser.add_argument(
        "--label",
        type=pair,
        action="append",
        default=[],
        metavar="K=V",
        help=str(say("label, such as role=web; K= removes it")),
    )
    parser.add_argument(
        "--anyway", action="store_true", help=str(say("save the server without connecting to it"))
    )
    sudo = parser.add_mutually_exclusive_group()
    sudo.add_argument(
        "--sudo",
        action="store_true",
        default=None,
        help=str(say("allow GoFerry to use sudo (default)")),
    )
    sudo.add_argument(
        "--no-sudo", dest="sudo", action="store_false", help=str(say("never use sudo"))
    )


def _wish(arguments: argparse.Namespace) -> ServerWish:
    """What was typed about a server."""
    given = ("host", "port", "user", "key", "sudo", "anyway")
    typed = {name: getattr(arguments, name) for name in given}
    return ServerWish(**typed, labels=dict(arguments.label))


async def _add(call: Call) -> Answer:
    added = await servers.add(
        call.home, call.arguments.name, _wish(call.arguments), report=call.report
    )
    server, key = added.server, added.key
    return Answer(
        fields={"server": _fields(server), "reachable": key is not None},
        lines=(
            str(say("Added {name}: {address}.", name=server.name, address=server.address)),
            _next_step(server, key),
        ),
    )


def _next_step(server: Profile, key: HostKey | None) -> str:
    """Tell what to do with a server that was just remembered."""
    words = ["goferry", "server", "trust", server.name]
    if key is None:
        return str(say("Compare its host key next:  {command}", command=shlex.join(words)))
    command = shlex.join([*words, "--fingerprint", key.fingerprint])
    return str(
        say(
            "Its host key is {type} {fingerprint}. If that is right:  {command}",
            type=key.type,
            fingerprint=key.fingerprint,
            command=command,
        )
    )


async def _edit(call: Call) -> Answer:
    name, new_name = call.arguments.name, call.arguments.rename
    server = await servers.edit(
        call.home, name, _wish(call.arguments), new_name=new_name, report=call.report
    )
    return Answer(
        fields={"server": _fields(server)},
        lines=(
            str(
                say(
                    "Changed {name}: {new} is {address}.",
                    name=name,
                    new=server.name,
                    address=server.address,
                )
            ),
        ),
    )


async def _list(call: Call) -> Answer:
    found = servers.known(call.home, report=call.report)
    rows = [(one.name, one.address, one.typed_labels) for one in found]
    return Answer(
        fields={"servers": [_fields(one) for one in found]},
        lines=table(rows)
        or (str(say("No servers yet. Add one:  goferry server add NAME --host HOST")),),
    )


async def _remove(call: Call) -> Answer:
    servers.forget(call.home, call.arguments.name, report=call.report)
    return Answer(
        fields={"server": call.arguments.name},
        lines=(str(say("Removed {name} from the list.", name=call.arguments.name)),),
    )


async def _trust(call: Call) -> Answer:
    server = call.server(call.arguments.name)
    fingerprint = call.arguments.fingerprint or await _compared(call, server)
    key = await introducing.trust(call.home, server, fingerprint)
    return Answer(
        fields={"host_key": _key_fields(key)},
        lines=(
            str(
                say(
                    "{server} is trusted with {type} {fingerprint}.",
                    server=server.name,
                    type=key.type,
                    fingerprint=fingerprint,
                )
            ),
        ),
    )


def _key_fields(key: HostKey) -> dict[str, str]:
    """A key that is known; nobody logs in to a server of another one."""
    return {"state": "known", "type": key.type, "fingerprint": key.fingerprint}


async def _compared(call: Call, server: Profile) -> str:
    """Show the offered key and ask; the person who says no, or is not there, trusts nothing."""
    found = await introducing.shown_key(call.home, server)
    fingerprint = found.key.fingerprint
    if not call.asking.consent(_question(server, found)):
        raise ProblemError(_not_compared(server, fingerprint))
    return fingerprint


def _question(server: Profile, found: ShownKey) -> str:
    key, before = found.key, list_of(found.before)
    changed = str(say(" It was different before: {before}.", before=before)) if found.before else ""
    return str(
        say(
            "The host key of {server} is {type} {fingerprint}.{changed} Is it the right one?",
            server=server.name,
            type=key.type,
            fingerprint=key.fingerprint,
            changed=changed,
        )
    )


async def _check(call: Call) -> Answer:
    """Tell the server's key and facts, and whether a program for it could be deployed there."""
    server = call.server(call.arguments.name)
    there = await introducing.found_route(server, report=call.report)
    async with connected(call, [server], routes={server.name: there.route}) as (session,):
        found = await introducing.check(session)
    facts = asdict(found.facts)
    return Answer(
        fields={
            "host_key": _key_fields(found.key),
            "unfollowed": list(there.unfollowed),
            "facts": {name: None if one == "" else one for name, one in facts.items()},
            "preflight": [
                *({**problem_as_json(one), "ok": False} for one in found.findings),
                *({**problem_as_json(one), "ok": True} for one in found.notes),
            ],
        },
        lines=(
            str(
                say(
                    "{server} is reachable at {address}. Its host key is known.",
                    server=server.name,
                    address=server.address,
                )
            ),
            "",
            *table((name, _told(value)) for name, value in facts.items()),
            *(str(say("note: {what} {why}", what=note.what, why=note.why)) for note in found.notes),
        ),
        problem=found.findings[0] if found.findings else None,
    )


def _told(value: object) -> str:
    if value in ("", None):
        return str(say("unknown"))
    if isinstance(value, tuple):
        rows = any(isinstance(one, dict) for one in value)
        told = map(_told, value)
        return str((lists_of if rows else list_of)(map(verbatim, told))) or str(say("none"))
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    if isinstance(value, dict):
        known = (item for item in value.items() if item[1] not in ("", None, frozenset()))
        return " ".join(f"{name}={_told(one)}" for name, one in known)
    return str(value)


def _fields(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "host": profile.host,
        "port": profile.port,
        "user": profile.user,
        "key": profile.key,
        "sudo": profile.sudo is Sudo.AUTO,
        "labels": dict(profile.labels),
    }


def _not_compared(profile: Profile, fingerprint: str) -> Problem:
    command = f"goferry server trust {profile.name} --fingerprint {fingerprint}"
    return Problem(
        code="host_key_unknown",
        what=say("The host key of {server} is not trusted yet.", server=profile.name),
        why=say(
            "Its fingerprint is {fingerprint}. Compare it before you trust it.",
            fingerprint=fingerprint,
        ),
        next=(
            Advice(
                say("On the server, run: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"),
            ),
            Advice(
                say("If both are the same, run: {command}", command=command),
                TrustHostKey(fingerprint),
            ),
        ),
    )
