"""Connect to servers from the window: dialogs ask, and cards show what is in the way."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core import actions as do
from core.problems import Problem, ProblemError
from core.usecases.asking import SecretKind
from core.words import Text, say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AsyncExitStack

    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile
    from core.usecases import connecting
    from core.usecases.asking import Offer, Question, Secret
    from core.usecases.connecting import Connection
    from gui.runtime.session import Session

    Show = Callable[[tuple[Problem, ...]], object]

_TRIES = 4  # of one secret before the problem is shown as it is


class Connector:
    """Opens connections; what was typed stays in the session's memory until the window closes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent

    async def connect(self, profile: Profile, show: Show, *, changing: bool = False) -> Connection:
        """Connect; `show` is for what is worth knowing beside it.

        What is `changing` a service asks for the name of a protected environment first.

        Raises `ProblemError`, also when the person declined; its advice acts on this server.
        """
        try:
            return await self.asking(show, changing=changing).connect(profile)
        except ProblemError as refused:
            raise ProblemError(at_server(refused.problem, profile)) from refused

    async def connect_all(
        self,
        profiles: tuple[Profile, ...],
        stack: AsyncExitStack,
        show: Show,
        *,
        changing: bool = False,
    ) -> tuple[Connection, ...]:
        """Connect to all of these servers, or to none after showing why; `stack` closes them."""
        from core.usecases.connecting import problems_of

        try:
            return await self.asking(show, changing=changing).connect_all(profiles, stack)
        except ProblemError as refused:  # one may stand for several: each gets a card
            show(problems_of(refused))
        return ()

    async def connect_each(
        self, profiles: tuple[Profile, ...], stack: AsyncExitStack, show: Show
    ) -> tuple[Connection, ...]:
        """Connect to those of these servers that can be, and show what stands before the others."""
        found, problems = await self.asking(show).connect_each(profiles, stack)
        show(problems)
        return found

    @asynccontextmanager
    async def to_change(self, name: str, show: Show) -> AsyncIterator[Connection | None]:
        """Connect to a server by its name; None where it is not on the list (any more)."""
        found = next((one for one in self._session.current.servers if one.name == name), None)
        if found is None:
            yield None
            return
        connection = await self.connect(found, show, changing=True)
        try:
            yield connection
        finally:
            await connection.close()

    def asking(self, show: Show, *, changing: bool = False) -> connecting.Connector:
        """Return what connects, and asks in this window."""
        from core.usecases import connecting

        home, typed = self._session.home, self._session.credentials
        asker = WindowAsker(self._parent, show)
        return connecting.Connector(home, asker, typed, changing=changing)


class WindowAsker:
    """Asks in dialogs."""

    keyring = True

    def __init__(self, parent: QWidget, show: Show) -> None:
        self._parent = parent
        self._show = show

    async def trust(self, offers: tuple[Offer, ...]) -> bool:
        """Show one key with all that helps to compare it, several in a table."""
        if len(offers) > 1:
            return await ask.trust_host_keys(self._parent, offers)
        (one,) = offers
        return await ask.trust_host_key(
            self._parent, one.server, kind=one.key.type, fingerprint=one.key.fingerprint
        )

    async def secret(self, question: Question) -> Secret | None:
        """Ask for it, and say that one was wrong; too many end it."""
        if question.times > _TRIES:
            return None
        why = question.problem.why
        words = _WORDS[question.kind]
        explanation = say("{why} {then}", why=why, then=_STAYS) if question.wrong else _STAYS
        title = words.title(question.server)
        return await ask.secret(self._parent, title, explanation, label=words.label)

    async def name_typed(self, environment: str, servers: tuple[Profile, ...]) -> str:
        """Have it typed in a dialog, whose button is off until it is right."""
        return await ask.typed_name(
            self._parent,
            say("Change the environment {name}?", name=environment),
            say(
                "The environment {name} is protected. The change affects: {servers}.",
                name=environment,
                servers=", ".join(one.name for one in servers),
            ),
            name=environment,
            primary_action=say("Change {name}", name=environment, context="an environment"),
        )

    def notice(self, server: Profile, problem: Problem) -> None:
        """Show it as a card of the page."""
        del server
        self._show((problem,))

    def wants_sudo(self, server: Profile) -> bool:
        """Find out at once: a dialog in the middle of a deploy would come too late."""
        del server
        return True


@dataclass(frozen=True, slots=True)
class _Words:
    """How a secret is asked for."""

    label: Text
    title: Callable[[Profile], Text]


def _log_in(profile: Profile) -> Text:
    return say("Log in to {server}", server=profile.address)


def _sudo(profile: Profile) -> Text:
    return say("sudo on {server} asks for your password", server=profile.address)


_STAYS = say("It stays in memory until you close GoFerry, unless you let the keyring keep it.")
_WORDS = {
    SecretKind.PASSPHRASE: _Words(say("Passphrase of the key"), _log_in),
    SecretKind.PASSWORD: _Words(say("Password"), _log_in),
    SecretKind.SUDO_PASSWORD: _Words(say("Password for sudo"), _sudo),
}


def at_server(problem: Problem, profile: Profile) -> Problem:
    """Name the server in each advice that is about one, so that its button acts there."""
    return replace(
        problem,
        next=tuple(
            replace(one, action=replace(one.action, server=profile.name))
            if isinstance(one.action, do.ChooseKey | do.EditServer | do.CheckServer)
            else one
            for one in problem.next
        ),
    )
