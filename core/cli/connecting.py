"""Connect to the servers that were named, and ask the person what only the person can answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import Advice, Problem, ProblemError
from core.usecases.asking import Secret, SecretKind
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractAsyncContextManager

    from core.cli.call import Call
    from core.ssh.connection import Connection
    from core.ssh.profile import Credentials, Profile
    from core.usecases.asking import Offer, Question

_TRIES = 3  # as ssh and sudo ask; more would only lock an account
_QUESTIONS = {
    SecretKind.PASSWORD: "Password of {server}:",
    SecretKind.PASSPHRASE: "Passphrase of the key for {server}:",
    SecretKind.SUDO_PASSWORD: "sudo password on {server}:",
}


def chosen(call: Call, words: Iterable[str]) -> tuple[Profile, ...]:
    """Return the servers that `--to` names, each once: by name, or all with a label=value."""
    store = call.servers()
    found: dict[str, Profile] = {}
    for word in words:
        key, equals, value = word.partition("=")
        matching = (
            [one for one in store.all() if one.labels.get(key) == value]
            if equals
            else [store.get(word)]
        )
        if not matching:
            raise ProblemError(_none_labelled(word))
        found |= {one.name: one for one in matching}
    return tuple(found.values())


def connected(
    call: Call, profiles: Iterable[Profile]
) -> AbstractAsyncContextManager[tuple[Connection, ...]]:
    """Connect to every server, so that all questions come before anything is done on one."""
    from core.usecases.connecting import reached

    servers = tuple(profiles)
    secrets = {one.name: call.secrets for one in servers}
    return reached(call.home, servers, TerminalAsker(call), secrets)


class TerminalAsker:
    """Asks on the terminal; where nobody is there, every answer is none."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def trust(self, offers: tuple[Offer, ...]) -> bool:
        """Show each key and take a yes alone."""
        asking = self._call.asking
        for one in offers if asking.anyone else ():
            self._notice(one.server, one.problem)
            if not asking.consent(
                f"Is {one.key.fingerprint} the key of {one.server.name}? Trust it?"
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
            self._notice(server, replace(question.problem, next=()))
        typed = self._call.asking.secret(_QUESTIONS[kind].format(server=server.address))
        without = kind is SecretKind.SUDO_PASSWORD  # some commands are permitted without it
        return Secret(typed) if typed or without else None

    async def keep(self, server: Profile, accepted: Credentials) -> None:
        """A terminal keeps nothing."""

    def wants_sudo(self, server: Profile) -> bool:
        """Only where somebody could type the password."""
        del server
        return self._call.asking.anyone

    def _notice(self, server: Profile, problem: Problem) -> None:
        self._call.report(Noticed(problem=problem, server=server.name))


async def trust_offered(call: Call, profile: Profile, fingerprint: str) -> str:
    """Trust the key that the server offers if it has this fingerprint; return the key's type."""
    from core.ssh.connection import offered_key, trust_key

    key = await offered_key(profile, call.home)
    if key.fingerprint != fingerprint:
        raise ProblemError(_another_key(profile, fingerprint, key.fingerprint))
    await trust_key(profile, call.home, key)
    return key.type


def _given_up(profile: Profile, problem: Problem, field: str) -> Problem:
    """Say what is left to do after the last wrong answer."""
    edit = f"goferry server edit {profile.name}"
    advice = {
        "password": (
            Advice(say("Check the user name. To change it: {command}", command=f"{edit} --user U")),
            Advice(say("Or log in with a key: {command}", command=f"{edit} --key FILE")),
        ),
        "passphrase": (
            Advice(say("Use another key: {command}", command=f"{edit} --key FILE")),
            Advice(say("Or let ssh-add open this one for the agent, then try again.")),
        ),
        "sudo_password": (
            Advice(say("Ask an administrator which password sudo expects from this user.")),
            Advice(say("Or do without sudo: {command}", command=f"{edit} --no-sudo")),
        ),
    }
    return replace(problem, next=advice[field])


def _none_labelled(word: str) -> Problem:
    return Problem(
        code="no_server_matches",
        what=say("No server has the label {label}.", label=word),
        why=say("Labels are given when a server is added, as in --label role=web."),
        next=(Advice(say("See the servers and their labels: goferry server list")),),
        field="to",
    )


def _another_key(profile: Profile, wanted: str, offered: str) -> Problem:
    return Problem(
        code="fingerprint_differs",
        what=say("{server} shows another key than the one you named.", server=profile.name),
        why=say("You named {wanted}; the server shows {offered}.", wanted=wanted, offered=offered),
        next=(
            Advice(
                say("Ask whoever runs the server for its fingerprint, by a way that you trust."),
            ),
        ),
        field="fingerprint",
    )
