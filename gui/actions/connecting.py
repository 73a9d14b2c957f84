"""Connect to a server, asking the person for what core says is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.problems import Action, Problem, ProblemError
from core.ssh.profile import Credentials, Profile, Sudo
from core.words import Text, say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AsyncExitStack

    from PySide6.QtWidgets import QWidget

    from core.ssh.connection import Connection
    from gui.runtime.session import Session

    Show = Callable[[tuple[Problem, ...]], object]

_SEVERAL = 2  # new servers that are worth a table
_QUESTIONS = 4  # in one go before the problem is shown as it is
_OF_SERVER = {Action.CHOOSE_KEY, Action.EDIT_SERVER, Action.CHECK_SERVER}


class Connector:
    """Opens connections; what was typed stays in the session's memory until the window closes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent
        self._to_keep: dict[str, dict[str, str]] = {}  # by server and field, until it is proved

    async def connect(self, profile: Profile, show: Show) -> Connection | None:
        """Connect; None when the person declined or it cannot be, after showing why."""
        for asked in range(_QUESTIONS + 1):
            found = await self._try(profile)
            problem = found if isinstance(found, Problem) else await self._sudo_problem(found)
            if not isinstance(found, Problem):
                if problem is None:
                    await self._keep_typed(profile, show)
                    return found
                await found.close()
            if problem is None:
                return None
            left = problem if asked == _QUESTIONS else await self._left_of(problem, profile)
            if left is not None:
                self._forget_typed(profile)
                show((_at_server(left, profile),))
                return None
        raise AssertionError("the last round always ends")

    async def _left_of(self, problem: Problem, profile: Profile) -> Problem | None:
        """Ask about a problem; return what is in the way still, None where it is worth a try."""
        try:
            return None if await self.answer(profile, problem) else problem
        except ProblemError as error:  # the server is gone meanwhile, or its key cannot be recorded
            return error.problem

    async def _sudo_problem(self, connection: Connection) -> Problem | None:
        """Find out now whether sudo wants a password; some deploys are permitted without root."""
        profile = connection.profile
        if profile.user == "root" or profile.sudo is Sudo.NEVER:
            return None
        try:
            await connection.run_as_root(":")
        except ProblemError as error:
            actions = {advice.action for advice in error.problem.next}
            return error.problem if Action.ENTER_SUDO_PASSWORD in actions else None
        return None

    async def connect_all(
        self, profiles: tuple[Profile, ...], stack: AsyncExitStack, show: Show
    ) -> tuple[Connection, ...]:
        """Connect to all of these servers, or to none; `stack` closes the connections.

        The keys of all servers that are new here are asked about in one table, before anything
        else, and every other question comes before anything is sent to any of them.
        """
        found: list[Connection] = []
        async for connection in self._each(profiles, stack, show):
            if connection is None:
                return ()
            found.append(connection)
        return tuple(found)

    async def connect_each(
        self, profiles: tuple[Profile, ...], stack: AsyncExitStack, show: Show
    ) -> tuple[Connection, ...]:
        """Connect to those of these servers that can be, and show what stands before the others."""
        problems: list[Problem] = []
        found: list[Connection] = []
        async for connection in self._each(profiles, stack, problems.extend):
            found += [connection] if connection is not None else []
        show(tuple(problems))
        return tuple(found)

    async def _each(
        self, profiles: tuple[Profile, ...], stack: AsyncExitStack, show: Show
    ) -> AsyncGenerator[Connection | None, None]:
        """Connect to one server after the other; nothing at all where the keys are not trusted."""
        met = await self._meet(profiles) if len(profiles) > 1 else {}
        for one in met.values():
            if not isinstance(one, Problem):
                stack.push_async_callback(one.close)
        if not await self._introduce(profiles, met, show):
            yield None
            return
        for profile in profiles:
            connection = met.get(profile.name)
            if connection is None or isinstance(connection, Problem):
                connection = await self.connect(profile, show)
                if connection is not None:
                    stack.push_async_callback(connection.close)
            yield connection

    async def _meet(self, profiles: tuple[Profile, ...]) -> dict[str, Connection | Problem]:
        """Try all servers side by side, with what is known about them."""
        import asyncio

        met = await asyncio.gather(*(self._try(profile) for profile in profiles))
        return {one.name: found for one, found in zip(profiles, met, strict=True)}

    async def _try(self, profile: Profile) -> Connection | Problem:
        from core.ssh.connection import connect

        try:
            return await connect(profile, self._session.home, self.credentials(profile))
        except ProblemError as error:
            return error.problem

    async def _introduce(
        self,
        profiles: tuple[Profile, ...],
        met: dict[str, Connection | Problem],
        show: Show,
    ) -> bool:
        """Ask once about the keys of all servers that are new; a single one is asked for later."""
        import asyncio

        from core.ssh.connection import offered_key, trust_key

        new = [one for one in profiles if _is_new(met.get(one.name))]
        if len(new) < _SEVERAL:
            return True
        try:
            keys = await asyncio.gather(*(offered_key(one) for one in new))
        except ProblemError as error:
            show((error.problem,))
            return False
        offers = tuple(
            ask.Offer(profile, key.type, key.fingerprint)
            for profile, key in zip(new, keys, strict=True)
        )
        if not await ask.trust_host_keys(self._parent, offers):
            show(tuple(found for one in new if isinstance(found := met[one.name], Problem)))
            return False
        try:
            for profile, key in zip(new, keys, strict=True):
                await trust_key(profile, self._session.home, key)
        except ProblemError as error:
            show((error.problem,))
            return False
        return True

    def credentials(self, profile: Profile) -> Credentials:
        """Return the secrets that were typed for this server since the window opened."""
        return self._session.credentials.get(profile.name, Credentials())

    async def answer(self, profile: Profile, problem: Problem) -> bool:
        """Ask the one question that the problem allows; whether it is worth trying again."""
        actions = {advice.action for advice in problem.next}
        if Action.TRUST_HOST_KEY in actions:
            return await self._trust(profile)
        for action, question in _QUESTION_OF.items():
            if action in actions:
                return await self._ask(profile, question, problem.why)
        return False

    async def _trust(self, profile: Profile) -> bool:
        """Ask the server for its key again, show it, and record it only when trusted."""
        from core.ssh.connection import offered_key, trust_key

        key = await offered_key(profile)
        agreed = await ask.trust_host_key(
            self._parent, profile, kind=key.type, fingerprint=key.fingerprint
        )
        if agreed:
            await trust_key(profile, self._session.home, key)
        return agreed

    async def _ask(self, profile: Profile, question: _Question, why: Text) -> bool:
        """Take a secret from the keyring, once; else from the person, who hears of a wrong one."""
        from core.servers import keychain

        what = question.what
        used = getattr(self.credentials(profile), what)
        kept = getattr(await keychain.recall(profile), what)
        if kept and not used:
            self._use(profile, what, kept)
            return True
        explanation = say("{why} {then}", why=why, then=_STAYS) if used else _STAYS
        title = question.title(profile)
        typed = await ask.secret(self._parent, title, explanation, label=question.label)
        if typed is None:
            return False
        self._use(profile, what, typed.text)
        if typed.keep:
            self._to_keep.setdefault(profile.name, {})[what] = typed.text
        else:
            self._to_keep.get(profile.name, {}).pop(what, None)
        return True

    def _use(self, profile: Profile, what: str, text: str) -> None:
        known = replace(self.credentials(profile), **{what: text})
        self._session.credentials[profile.name] = known

    async def _keep_typed(self, profile: Profile, show: Show) -> None:
        """Let the keyring keep what was typed for it, now that the server has taken it."""
        from core.servers import keychain

        if typed := self._to_keep.pop(profile.name, None):
            try:
                await keychain.remember(profile, Credentials(**typed))
            except ProblemError as error:  # the connection is there all the same
                show((error.problem,))

    def _forget_typed(self, profile: Profile) -> None:
        """What did not open the door is not tried again by itself."""
        self._to_keep.pop(profile.name, None)
        self._session.credentials.pop(profile.name, None)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for: the field of `Credentials`, and its words."""

    what: str
    label: Text
    title: Callable[[Profile], Text]


def _log_in(profile: Profile) -> Text:
    return say("Log in to {server}", server=profile.address)


def _sudo(profile: Profile) -> Text:
    return say("sudo on {server} asks for your password", server=profile.address)


_STAYS = say("It stays in memory until you close GoFerry, unless you let the keyring keep it.")
_QUESTION_OF = {
    Action.ENTER_PASSPHRASE: _Question("passphrase", say("Passphrase of the key"), _log_in),
    Action.ENTER_PASSWORD: _Question("password", say("Password"), _log_in),
    Action.ENTER_SUDO_PASSWORD: _Question("sudo_password", say("Password for sudo"), _sudo),
}


def _at_server(problem: Problem, profile: Profile) -> Problem:
    """Name the server in each advice that is about one, so that its button acts there."""
    return replace(
        problem,
        next=tuple(
            replace(one, value=profile.name) if one.action in _OF_SERVER else one
            for one in problem.next
        ),
    )


def _is_new(found: Connection | Problem | None) -> bool:
    return isinstance(found, Problem) and any(
        advice.action is Action.TRUST_HOST_KEY for advice in found.next
    )
