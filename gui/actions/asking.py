"""What only a person can answer on the way to a server, asked in dialogs of the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.usecases.asking import SecretKind
from core.words import Text, list_of, say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.asking import Offer, Question, Secret

    Show = Callable[[tuple[Problem, ...]], object]

_TRIES = 4  # of one secret before the problem is shown as it is


class WindowAsker:
    """Asks in dialogs. One that does not ask for passwords leaves them to the login's dialog."""

    keyring = True

    def __init__(self, parent: QWidget, show: Show, *, asks_passwords: bool = True) -> None:
        self._parent = parent
        self._show = show
        self._asks_passwords = asks_passwords
        self._typed: set[str] = set()  # names of environments

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
        if question.times > _TRIES or (
            question.kind is SecretKind.PASSWORD and not self._asks_passwords
        ):
            return None
        why = question.problem.why
        words = _WORDS[question.kind]
        explanation = say("{why} {then}", why=why, then=_STAYS) if question.wrong else _STAYS
        title = words.title(question.server)
        return await ask.secret(self._parent, title, explanation, label=words.label)

    async def name_typed(self, environment: str, servers: tuple[Profile, ...]) -> str:
        """Have it typed in a dialog, once: its button is off until it is right."""
        if environment in self._typed:
            return environment
        typed = await ask.typed_name(
            self._parent,
            say("Change the environment {name}?", name=environment),
            say(
                "The environment {name} is protected. The change affects: {servers}.",
                name=environment,
                servers=list_of(one.name for one in servers),
            ),
            name=environment,
            primary_action=say("Change {name}", name=environment, context="an environment"),
        )
        self._typed.add(typed)
        return typed

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
    return say("sudo password on {server}", server=profile.address)


_STAYS = say(
    "GoFerry keeps it in memory until you close the window, or in the keyring if you choose."
)
_WORDS = {
    SecretKind.PASSPHRASE: _Words(say("Passphrase of the private key"), _log_in),
    SecretKind.PASSWORD: _Words(say("Password"), _log_in),
    SecretKind.SUDO_PASSWORD: _Words(say("sudo password"), _sudo),
}
