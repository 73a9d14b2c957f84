"""Connect to the servers that were named, and ask the person what only the person can answer."""

from __future__ import annotations

from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import Action, Advice, Problem, ProblemError
from core.ssh.profile import Sudo
from core.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from core.cli.call import Call
    from core.ssh.connection import Connection
    from core.ssh.profile import Credentials, Profile

_TRIES = 3  # as ssh and sudo ask; more would only lock an account
_SECRETS = {
    Action.ENTER_PASSWORD: ("password", "Password of {server}:"),
    Action.ENTER_PASSPHRASE: ("passphrase", "Passphrase of the key for {server}:"),
    Action.ENTER_SUDO_PASSWORD: ("sudo_password", "sudo password on {server}:"),
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


@asynccontextmanager
async def connected(
    call: Call, profiles: Iterable[Profile]
) -> AsyncGenerator[tuple[Connection, ...], None]:
    """Connect to every server, so that all questions come before anything is done on one."""
    async with AsyncExitStack() as stack:
        sessions = []
        for profile in profiles:
            session = await _connect(call, profile)
            stack.push_async_callback(session.close)
            sessions.append(session)
        yield tuple(sessions)


async def _connect(call: Call, profile: Profile) -> Connection:
    """Connect, asking until it works, nobody answers, or what is answered is wrong too often."""
    from core.ssh.connection import connect

    credentials, asked = call.secrets, _Asked(call, profile)
    while True:
        try:
            session = await connect(profile, call.home, credentials)
        except ProblemError as refused:
            asked.check(refused.problem, credentials)
            answer = await _answer(call, profile, refused.problem, credentials)
            if answer is None:
                raise
        else:
            answer = await _sudo_password(asked, session, credentials)
            if answer is None:
                return session
            await session.close()
        credentials = answer


class _Asked:
    """Counts the questions about one server: a wrong answer is said, and they have an end."""

    def __init__(self, call: Call, profile: Profile) -> None:
        self.call = call
        self._profile = profile
        self._times: Counter[str] = Counter()

    def check(self, problem: Problem, credentials: Credentials) -> None:
        """Say that an answer was wrong before it is asked for again; raise when that is enough."""
        actions = {advice.action for advice in problem.next}
        field = next((_SECRETS[one][0] for one in _SECRETS if one in actions), "")
        if not field or not self.call.asking.anyone:
            return
        self._times[field] += 1
        if not getattr(credentials, field):
            return
        if self._times[field] > _TRIES:
            raise ProblemError(_given_up(self._profile, problem, field))
        self.call.show.event(Noticed(problem=replace(problem, next=()), server=self._profile.name))


async def _sudo_password(
    asked: _Asked, session: Connection, credentials: Credentials
) -> Credentials | None:
    """Find out now whether sudo wants a password.

    None when it wants none or nobody gives one: some commands can be permitted without.
    """
    profile, call = session.profile, asked.call
    if profile.user == "root" or profile.sudo is Sudo.NEVER or not call.asking.anyone:
        return None
    try:
        await session.run_as_root(":")
    except ProblemError as refused:
        asked.check(refused.problem, credentials)
        return await _answer(call, profile, refused.problem, credentials)
    return None


async def _answer(
    call: Call, profile: Profile, problem: Problem, credentials: Credentials
) -> Credentials | None:
    """Ask what the problem's advice names; None when it names nothing or nobody answers."""
    actions = {advice.action: advice for advice in problem.next if advice.action}
    if Action.TRUST_HOST_KEY in actions:
        trusted = await _trust(call, profile, problem, actions[Action.TRUST_HOST_KEY].value)
        return credentials if trusted else None
    for action, (field, question) in _SECRETS.items():
        if action in actions:
            secret = call.asking.secret(question.format(server=profile.address))
            return replace(credentials, **{field: secret}) if secret else None
    return None


async def _trust(call: Call, profile: Profile, problem: Problem, fingerprint: str) -> bool:
    if not call.asking.anyone:
        return False
    call.show.event(Noticed(problem=problem, server=profile.name))
    if not call.asking.consent(f"Is {fingerprint} the key of {profile.name}? Trust it?"):
        return False
    await trust_offered(call, profile, fingerprint)
    return True


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
