"""Connect to the servers that were named, and ask the person what only the person can answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import Advice, Problem, ProblemError
from core.usecases.asking import Secret, SecretKind
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from core.cli.arguments import Parser
    from core.cli.call import Call
    from core.ssh.profile import Profile
    from core.usecases.asking import Offer, Question
    from core.usecases.connecting import Connection, Connector, Route

_TRIES = 3  # as ssh and sudo ask; more would only lock an account
_QUESTIONS = {
    SecretKind.PASSWORD: lambda server: say("Password for {server}:", server=server),
    SecretKind.PASSPHRASE: lambda server: say(
        "Passphrase of the private key for {server}:", server=server
    ),
    SecretKind.SUDO_PASSWORD: lambda server: say("sudo password on {server}:", server=server),
}


def chosen(call: Call, words: Iterable[str]) -> tuple[Profile, ...]:
    """Return the servers that `--to` means, each once: by name, label or expression."""
    from core.usecases import servers

    return servers.chosen(call.home, words, report=call.report)


def connected(
    call: Call,
    profiles: Iterable[Profile],
    *,
    routes: Mapping[str, Route] | None = None,
    changing: bool = False,
) -> AbstractAsyncContextManager[tuple[Connection, ...]]:
    """Connect to every server, so that all questions come before anything is done on one.

    What is `changing` a service needs the names of protected environments: see `add_confirm`.
    """
    from core.usecases.connecting import Connector, reached

    servers = tuple(profiles)
    secrets = {one.name: call.secrets for one in servers}
    asker = TerminalAsker(call)
    return reached(Connector(call.home, asker, secrets, routes=routes, changing=changing), servers)


def add_confirm(parser: Parser) -> None:
    """Let a script confirm a change in a protected environment; a terminal asks."""
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        metavar="ENVIRONMENT",
        help=str(say("name of the protected environment to change without a question")),
    )


def connector(call: Call, profiles: Iterable[Profile]) -> Connector:
    """Return what connects to these servers, for work that connects more than once."""
    from core.usecases.connecting import Connector

    secrets = {one.name: call.secrets for one in profiles}
    return Connector(call.home, TerminalAsker(call), secrets)


def connected_each(
    call: Call, profiles: Iterable[Profile]
) -> AbstractAsyncContextManager[tuple[tuple[Connection, ...], dict[str, Problem]]]:
    """Connect to those that can be reached; and tell for each other, by its name, why not."""
    from core.usecases.connecting import reached_each

    servers = tuple(profiles)
    return reached_each(connector(call, servers), servers)


class TerminalAsker:
    """Asks on the terminal; where nobody is there, every answer is none."""

    keyring = False

    def __init__(self, call: Call) -> None:
        self._call = call

    async def trust(self, offers: tuple[Offer, ...]) -> bool:
        """Show each key and take a yes alone."""
        asking = self._call.asking
        for one in offers if asking.anyone else ():
            self.notice(one.server, one.problem)
            if not asking.consent(
                str(
                    say(
                        "Is {fingerprint} the host key of {server}? Trust it?",
                        fingerprint=one.key.fingerprint,
                        server=one.server.name,
                    )
                )
            ):
                return False
        return asking.anyone

    async def secret(self, question: Question) -> Secret | None:
        """Say that an answer was wrong before it is asked for again; raise when that is enough."""
        if not self._call.asking.anyone:
            return None
        server, kind = question.server, question.kind
        if question.wrong and question.times > _TRIES:
            raise ProblemError(_given_up(server, question.problem, kind))
        if question.wrong:
            self.notice(server, replace(question.problem, next=()))
        typed = self._call.asking.secret(str(_QUESTIONS[kind](server.address)))
        without = kind is SecretKind.SUDO_PASSWORD  # some commands are permitted without it
        return Secret(typed) if typed or without else None

    async def name_typed(self, environment: str, servers: tuple[Profile, ...]) -> str:
        """Take it from `--confirm`; else ask."""
        if environment in self._call.arguments.confirm:
            return environment
        names = all_of(one.name for one in servers)
        return self._call.asking.typed(
            str(
                say(
                    "{environment} is protected. Type its name to change {servers}:",
                    environment=environment,
                    servers=names,
                )
            )
        )

    def wants_sudo(self, server: Profile) -> bool:
        """Only where somebody could type the password."""
        del server
        return self._call.asking.anyone

    def notice(self, server: Profile, problem: Problem) -> None:
        """Show it among the events of the command."""
        self._call.report(Noticed(problem=problem, server=server.name))


def _given_up(profile: Profile, problem: Problem, field: str) -> Problem:
    """Say what is left to do after the last wrong answer."""
    edit = f"goferry server edit {profile.name}"
    advice = {
        "password": (
            Advice(say("Check the user name. To change it: {command}", command=f"{edit} --user U")),
            Advice(say("Or log in with a private key: {command}", command=f"{edit} --key FILE")),
        ),
        "passphrase": (
            Advice(say("Use another private key: {command}", command=f"{edit} --key FILE")),
            Advice(say("Or add this private key to the SSH agent with ssh-add, then try again.")),
        ),
        "sudo_password": (
            Advice(say("Ask an administrator which password sudo expects from this user.")),
            Advice(say("Or do not use sudo: {command}", command=f"{edit} --no-sudo")),
        ),
    }
    return replace(problem, next=advice[field])
