"""Commands about servers: add, edit, list, remove, trust, check, prepare."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.actions import TrustHostKey
from core.binary.inspection import Verdict
from core.cli.arguments import pair, port
from core.cli.connecting import connected, trust_offered
from core.cli.introducing import completed, met, next_step, partly_followed
from core.cli.service import add_service_options, service_of
from core.cli.show import Answer, table
from core.events import Noticed, problem_as_json
from core.problems import Advice, Problem, ProblemError
from core.service.entry import Section
from core.service.model import Release, Service
from core.ssh.profile import Profile, Sudo
from core.words import say, verbatim

if TYPE_CHECKING:
    import argparse

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.servers.facts import Facts
    from core.service.model import Action as Work


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


def _with_options(profile: Profile, arguments: argparse.Namespace) -> Profile:
    """Return the server with what was given on the command line."""
    given = {name: getattr(arguments, name) for name in ("host", "port", "user", "key")}
    if arguments.sudo is not None:
        given["sudo"] = Sudo.AUTO if arguments.sudo else Sudo.NEVER
    labels = {**profile.labels, **dict(arguments.label)}
    return replace(
        profile,
        labels={key: value for key, value in labels.items() if value},
        **{name: value for name, value in given.items() if value is not None},
    )


async def _prepare(call: Call) -> Answer:
    """Show the whole preparation as a script; without --plan carry it out, too."""
    from core.deploy.preparing import plan_preparation, prepare
    from core.project.shared import Shared

    profile = call.servers().get(call.arguments.name)
    service = service_of(call.arguments, Shared())
    if call.arguments.revoke:
        return await _revoke(call, profile, service)
    login = call.arguments.login or profile.user
    async with connected(call, [profile]) as (session,):
        who = {"login": login, "operators": call.arguments.operators}
        actions = await plan_preparation(session, service, **who)
        if not call.arguments.plan:
            await prepare(session, service, **who, report=call.report)
    return _prepared(
        call, actions, f"{profile.name} is prepared: {login} can deploy {service.name}."
    )


async def _revoke(call: Call, profile: Profile, service: Service) -> Answer:
    """Take a login's line out of the rule, and its upload area away."""
    from core.deploy.preparing import plan_revocation, revoke

    login = call.arguments.revoke
    if call.arguments.operators:
        raise ProblemError(_one_thing_at_a_time())
    async with connected(call, [profile]) as (session,):
        actions = await plan_revocation(session, service, login=login)
        if not call.arguments.plan:
            await revoke(session, service, login=login, report=call.report)
    had = "no longer names" if actions else "does not name"
    return _prepared(
        call, actions, f"GoFerry's rule for {service.name} on {profile.name} {had} {login}."
    )


def _prepared(call: Call, actions: tuple[Work, ...], done: str) -> Answer:
    from core.deploy.preparing import as_script

    script = as_script(actions) if actions else ""
    planned = call.arguments.plan and actions
    return Answer(
        fields={"script": script}, lines=tuple(script.splitlines()) if planned else (done,)
    )


async def _add(call: Call) -> Answer:
    """Remember a server after a look at it; what was not given, the ssh configuration tells."""
    servers = call.servers()
    profile = _with_options(Profile(name=call.arguments.name, host=""), call.arguments)
    servers.check_free(profile)
    profile = await completed(call, profile)
    key = await met(call, profile)
    servers.add(profile)
    return Answer(
        fields={"server": _fields(profile), "reachable": key is not None},
        lines=(f"Added {profile.name}: {profile.address}.", next_step(profile, key)),
    )


async def _edit(call: Call) -> Answer:
    from core.servers.store import check

    servers, name = call.servers(), call.arguments.name
    before = servers.get(name)
    profile = replace(
        _with_options(before, call.arguments), name=call.arguments.rename or before.name
    )
    check(profile)
    if (profile.host, profile.port) != (before.host, before.port):
        await met(call, profile)
    servers.edit(name, profile)
    return Answer(
        fields={"server": _fields(profile)},
        lines=(f"Changed {name}: {profile.name} is {profile.address}.",),
    )


async def _list(call: Call) -> Answer:
    servers = call.servers().all()
    rows = [
        (one.name, one.address, " ".join(f"{key}={value}" for key, value in one.labels.items()))
        for one in servers
    ]
    return Answer(
        fields={"servers": [_fields(one) for one in servers]},
        lines=table(rows) or ("No server yet. Add one:  goferry server add NAME --host HOST",),
    )


async def _remove(call: Call) -> Answer:
    call.servers().remove(call.arguments.name)
    return Answer(fields={"server": call.arguments.name}, lines=(f"Forgot {call.arguments.name}.",))


async def _trust(call: Call) -> Answer:
    profile = call.servers().get(call.arguments.name)
    fingerprint = call.arguments.fingerprint or await _compared(call, profile)
    key_type = await trust_offered(call, profile, fingerprint)
    return Answer(
        fields={"host_key": {"state": "known", "type": key_type, "fingerprint": fingerprint}},
        lines=(f"{profile.name} is trusted with {key_type} {fingerprint}.",),
    )


async def _compared(call: Call, profile: Profile) -> str:
    """Show the offered key and ask; the person who says no, or is not there, trusts nothing."""
    from core.ssh.connection import offered_key, recorded_keys

    key = await offered_key(profile, call.home)
    recorded = await recorded_keys(profile, call.home, key)
    before = ", ".join(one.fingerprint for one in recorded)
    changed = f" It had another one before: {before}." if before else ""
    question = (
        f"{profile.name} shows the key {key.type} {key.fingerprint}.{changed} Is it the right one?"
    )
    if not call.asking.consent(question):
        raise ProblemError(_not_compared(profile, key.fingerprint))
    return key.fingerprint


async def _check(call: Call) -> Answer:
    """Tell the server's key and facts, and whether a program for it could be deployed there."""
    from core.deploy.deployer import make_plan
    from core.servers import facts
    from core.ssh.connection import destination
    from core.ssh.host_keys import Standing

    profile = call.servers().get(call.arguments.name)
    unfollowed = (await destination(profile)).unfollowed
    if unfollowed:
        call.show.event(Noticed(problem=partly_followed(profile, unfollowed)))
    async with connected(call, [profile]) as (session,):
        key, known = session.host_key, Standing.KNOWN  # nobody logs in to a server of another key
        found = await facts.ask(session)
        plan = await make_plan(session, _any_program(found), _any_service(found))
    return Answer(
        fields={
            "host_key": {
                "state": str(known),
                "type": key.type,
                "fingerprint": key.fingerprint,
            },
            "unfollowed": list(unfollowed),
            "facts": {name: None if one == "" else one for name, one in asdict(found).items()},
            "preflight": [
                *({**problem_as_json(one), "ok": False} for one in plan.findings),
                *({**problem_as_json(one), "ok": True} for one in plan.notes),
            ],
        },
        lines=(
            f"{profile.name} is reachable at {profile.address}; its key is {known}.",
            "",
            *table((name, _told(value)) for name, value in asdict(found).items()),
            *(f"note: {note.what} {note.why}" for note in plan.notes),
        ),
        problem=plan.findings[0] if plan.findings else None,
    )


def _any_program(found: Facts) -> Release:
    """A static program for this server: what is left to object to is the server itself."""
    verdict = Verdict(
        format="elf", sentence=verbatim(""), static=True, goos="linux", goarch=found.arch
    )
    return Release(binary=Path(), size=0, sha256="", verdict=verdict)


def _any_service(found: Facts) -> Service:
    """A service that nobody has yet, on a port that nobody uses."""
    port = next(port for port in count(8080) if found.owner_of(port) is None)
    return Service(name="of-nobody-yet", port=port)


def _told(value: object) -> str:
    if value in ("", None):
        return "unknown"
    if isinstance(value, tuple):
        return ", ".join(map(_told, value)) or "none"
    if isinstance(value, dict):
        return " ".join(f"{name}={one}" for name, one in value.items() if one not in ("", None))
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
        what=say("--revoke takes a right away, and --operators gives one."),
        why=say("Each is a command of its own."),
        next=(Advice(say("Run prepare twice: once with each of them.")),),
    )


def _not_compared(profile: Profile, fingerprint: str) -> Problem:
    command = f"goferry server trust {profile.name} --fingerprint {fingerprint}"
    return Problem(
        code="host_key_unknown",
        what=say("The key of {server} is not trusted.", server=profile.name),
        why=say("It shows {fingerprint}, which nobody compared yet.", fingerprint=fingerprint),
        next=(
            Advice(
                say("On the server, run: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"),
            ),
            Advice(
                say("When both are the same, run: {command}", command=command),
                TrustHostKey(fingerprint),
            ),
        ),
    )
