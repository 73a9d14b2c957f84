"""Connect to a server, asking the person for what core says is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.problems import Action, Problem, ProblemError
from core.server.profile import Credentials, Profile
from core.words import Text, say
from gui import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from core.server.connection import Connection
    from gui.session import Session

_TRIES = 4  # questions in one go before the problem is shown as it is


class Connector:
    """Opens connections; what was typed stays in the session's memory until the window closes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent

    async def connect(
        self, profile: Profile, show: Callable[[tuple[Problem, ...]], None]
    ) -> Connection | None:
        """Connect; None when the person declined or it cannot be, after showing why."""
        from core.server.connection import connect

        for _ in range(_TRIES):
            known = self.credentials(profile)
            try:
                return await connect(profile, self._session.home, known)
            except ProblemError as error:
                if not await self.answer(profile, error.problem):
                    show((error.problem,))
                    return None
        return None

    def credentials(self, profile: Profile) -> Credentials:
        """Return the secrets that were typed for this server since the window opened."""
        return self._session.credentials.get(profile.name, Credentials())

    async def answer(self, profile: Profile, problem: Problem) -> bool:
        """Ask the one question that the problem allows; whether it is worth trying again."""
        actions = {advice.action for advice in problem.next}
        if Action.TRUST_HOST_KEY in actions:
            return await self._trust(profile)
        if Action.ENTER_PASSPHRASE in actions:
            return await self._ask(profile, "passphrase", say("Passphrase of the key"))
        if Action.ENTER_PASSWORD in actions:
            return await self._ask(profile, "password", say("Password"))
        if Action.ENTER_SUDO_PASSWORD in actions:
            return await self._ask(profile, "sudo_password", say("Password for sudo"))
        return False

    async def _trust(self, profile: Profile) -> bool:
        """Ask the server for its key again, show it, and record it only when trusted."""
        from core.server import host_keys
        from core.server.connection import offered_key

        key = await offered_key(profile)
        agreed = await ask.trust_host_key(
            self._parent, profile, kind=key.type, fingerprint=key.fingerprint
        )
        if agreed:
            host_keys.trust(self._session.home.known_hosts, profile.host, profile.port, key)
        return agreed

    async def _ask(self, profile: Profile, what: str, label: Text) -> bool:
        """Take the secret from the keyring, once; else from the person."""
        from core.server import keychain

        kept = getattr(await keychain.recall(profile), what)
        if kept and kept != getattr(self.credentials(profile), what):
            self._use(profile, what, kept)
            return True
        typed = await ask.secret(
            self._parent,
            say("Log in to {server}", server=profile.address),
            say("It stays in memory until you close GoFerry, unless you let the keyring keep it."),
            label=label,
        )
        if typed is None:
            return False
        self._use(profile, what, typed.text)
        if typed.keep:
            await keychain.remember(profile, Credentials(**{what: typed.text}))
        return True

    def _use(self, profile: Profile, what: str, text: str) -> None:
        known = replace(self.credentials(profile), **{what: text})
        self._session.credentials[profile.name] = known
