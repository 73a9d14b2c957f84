"""Commands about servers: add, edit, list, remove, trust, check, prepare."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.actions import TrustHostKey
from core.cli import handover, labels
from core.cli.arguments import pair, port
from core.cli.connecting import add_confirm, connected
from core.cli.service import add_service_options, wish_for
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.problems import Advice, Problem, ProblemError
from core.service.entry import Section
from core.ssh.profile import Sudo
from core.usecases import introducing, preparing, servers
from core.usecases.preparing import Preparation
from core.usecases.servers import ServerWish
from core.usecases.serving import settle
from core.words import say

if TYPE_CHECKING:
    import argparse

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.service.model import Service
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile
    from core.usecases.introducing import ShownKey


def add(commands: Commands) -> None:
    """Offer the commands."""
    servers = commands.group("server", "add, edit, list, remove, trust and check servers")

    one = servers.add("add", "remember a server", run=_add)
    one.add_argument("name", metavar="NAME")
    one.add_argument("--host", required=True, metavar="H", help="host name or IP address")
    _add_options(one)

    other = servers.add("edit", "change what is remembered of a server", run=_edit)
    other.add_argument("name", metavar="NAME")
    other.add_argument("--rename", default="", metavar="NEW", help="another name for it")
    other.add_argument("--host", metavar="H", help="host name or IP address")
    _add_options(other)

    labels.add(servers)
    handover.add(servers)
    servers.add("list", "list the servers", run=_list)

    gone = servers.add("remove", "forget a server; nothing changes on it", run=_remove)
    gone.add_argument("name", metavar="NAME")

    trusted = servers.add("trust", "trust a server's key after comparing it", run=_trust)
    trusted.add_argument("name", metavar="NAME")
    trusted.add_argument("--fingerprint", metavar="SHA256:…", help="what the key must have")

    looked_at = servers.add("check", "connect and tell what the server is like", run=_check)
    looked_at.add_argument("name", metavar="NAME")

    prepare = commands.add(
        "prepare", "prepare a server once, so that deploys need no root", run=_prepare
    )
    prepare.add_argument("name", metavar="NAME")
    prepare.add_argument("--service", required=True, metavar="S", help="the service's name")
    who = prepare.add_mutually_exclusive_group()
    who.add_argument("--login", default="", metavar="U", help="who will deploy (who logs in)")
    who.add_argument(
        "--revoke",
        default="",
        metavar="LOGIN",
        help="take the right to deploy from this login, and its upload area",
    )
    prepare.add_argument(
        "--operators",
        default="",
        metavar="GROUP",
        help="whose members may restart it and see its status and log, and nothing else",
    )
    prepare.add_argument("--plan", action="store_true", help="only print the script")
    add_confirm(prepare)
    add_service_options(prepare, without=(Section.FILES,))


def _add_options(parser: Parser) -> None:
    """Offer what a server has; what is not given keeps its value, or gets the usual one."""
    parser.add_argument("--port", type=port, metavar="N", help="of SSH (ssh's Port, or 22)")
    parser.add_argument("--user", metavar="U", help="who logs in (ssh's User, or root)")
    parser.add_argument("--key", metavar="FILE", help="private key; else agent or password")
    parser.add_argument(
        "--label",
        type=pair,
        action="append",
        default=[],
        metavar="K=V",
        help="as in role=web; K= takes it away",
    )
    parser.add_argument(
        "--anyway", action="store_true", help="save it without a look at it, as when it is not up"
    )
    sudo = parser.add_mutually_exclusive_group()
    sudo.add_argument("--sudo", action="store_true", default=None, help="may use sudo (default)")
    sudo.add_argument("--no-sudo", dest="sudo", action="store_false", help="never use sudo")


def _wish(arguments: argparse.Namespace) -> ServerWish:
    """What was typed about a server."""
    given = ("host", "port", "user", "key", "sudo", "anyway")
    typed = {name: getattr(arguments, name) for name in given}
    return ServerWish(**typed, labels=dict(arguments.label))


async def _prepare(call: Call) -> Answer:
    """Show the whole preparation as a script; without --plan carry it out, too."""
    arguments = call.arguments
    server, service = call.server(arguments.name), settle(wish_for(arguments))
    if arguments.revoke:
        return await _revoke(call, server, service)
    login = arguments.login or server.user
    wish = Preparation(service=service, login=login, operators=arguments.operators)
    async with connected(call, [server], changing=not arguments.plan) as (session,):
        script = await preparing.prepare(session, wish, plan=arguments.plan, report=call.report)
    return _prepared(call, script, f"{server.name} is prepared: {login} can deploy {service.name}.")


async def _revoke(call: Call, server: Profile, service: Service) -> Answer:
    """Take a login's line out of the rule, and its upload area away."""
    login, plan = call.arguments.revoke, call.arguments.plan
    if call.arguments.operators:
        raise ProblemError(_one_thing_at_a_time())
    async with connected(call, [server], changing=not plan) as (session,):
        script = await preparing.revoke(
            session, service, login=login, plan=plan, report=call.report
        )
    had = "no longer names" if script else "does not name"
    return _prepared(
        call, script, f"GoFerry's rule for {service.name} on {server.name} {had} {login}."
    )


def _prepared(call: Call, script: str, done: str) -> Answer:
    planned = call.arguments.plan and script
    return Answer(
        fields={"script": script}, lines=tuple(script.splitlines()) if planned else (done,)
    )


async def _add(call: Call) -> Answer:
    added = await servers.add(
        call.home, call.arguments.name, _wish(call.arguments), report=call.report
    )
    server, key = added.server, added.key
    return Answer(
        fields={"server": _fields(server), "reachable": key is not None},
        lines=(f"Added {server.name}: {server.address}.", _next_step(server, key)),
    )


def _next_step(server: Profile, key: HostKey | None) -> str:
    """Tell what to do with a server that was just remembered."""
    words = ["goferry", "server", "trust", server.name]
    if key is None:
        return f"Compare its key next:  {shlex.join(words)}"
    command = shlex.join([*words, "--fingerprint", key.fingerprint])
    return f"It shows the key {key.type} {key.fingerprint}. If that is its own:  {command}"


async def _edit(call: Call) -> Answer:
    name, new_name = call.arguments.name, call.arguments.rename
    server = await servers.edit(
        call.home, name, _wish(call.arguments), new_name=new_name, report=call.report
    )
    return Answer(
        fields={"server": _fields(server)},
        lines=(f"Changed {name}: {server.name} is {server.address}.",),
    )


async def _list(call: Call) -> Answer:
    found = servers.known(call.home, report=call.report)
    rows = [(one.name, one.address, labels.in_a_row(dict(one.labels))) for one in found]
    return Answer(
        fields={"servers": [_fields(one) for one in found]},
        lines=table(rows) or ("No server yet. Add one:  goferry server add NAME --host HOST",),
    )


async def _remove(call: Call) -> Answer:
    servers.forget(call.home, call.arguments.name, report=call.report)
    return Answer(fields={"server": call.arguments.name}, lines=(f"Forgot {call.arguments.name}.",))


async def _trust(call: Call) -> Answer:
    server = call.server(call.arguments.name)
    fingerprint = call.arguments.fingerprint or await _compared(call, server)
    key = await introducing.trust(call.home, server, fingerprint)
    return Answer(
        fields={"host_key": _key_fields(key)},
        lines=(f"{server.name} is trusted with {key.type} {fingerprint}.",),
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
    key, before = found.key, ", ".join(found.before)
    changed = f" It had another one before: {before}." if before else ""
    return (
        f"{server.name} shows the key {key.type} {key.fingerprint}.{changed} Is it the right one?"
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
            f"{server.name} is reachable at {server.address}; its key is known.",
            "",
            *table((name, _told(value)) for name, value in facts.items()),
            *(f"note: {note.what} {note.why}" for note in found.notes),
        ),
        problem=found.findings[0] if found.findings else None,
    )


def _told(value: object) -> str:
    if value in ("", None):
        return "unknown"
    if isinstance(value, tuple):
        rows = any(isinstance(one, dict) for one in value)
        return ("; " if rows else ", ").join(map(_told, value)) or "none"
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


def _one_thing_at_a_time() -> Problem:
    return Problem(
        code="revoke_alone",
        what=say("--revoke removes a permission, and --operators grants one."),
        why=say("One command cannot do both."),
        next=(Advice(say("Run prepare twice, once with each option.")),),
    )


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
