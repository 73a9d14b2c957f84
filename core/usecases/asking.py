"""What only a person can answer on the way to a server, and who asks it: a terminal or a window."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.problems import Problem
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile


class SecretKind(StrEnum):
    """The secrets of a connection, by their fields in `Credentials`."""

    PASSWORD = "password"  # noqa: S105 - the name of a field
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a field
    SUDO_PASSWORD = "sudo_password"  # noqa: S105 - the name of a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A server that is new here, the key that it shows, and the problem that this is so far."""

    server: Profile
    key: HostKey
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A secret that a server wants: the `times`th time; `wrong` is whether one was refused before.

    `problem` is why it is asked for.
    """

    server: Profile
    kind: SecretKind
    problem: Problem
    times: int
    wrong: bool


@dataclass(frozen=True, slots=True)
class Secret:
    """What was typed, and whether it shall be kept; an empty one means: go on without it."""

    text: str = field(repr=False)
    keep: bool = False


class Asker(Protocol):
    """Puts questions to a person. An answer of None (or no) ends the attempt with its problem.

    `keyring` is whether the computer's own keyring is asked first, and keeps what shall be kept.
    """

    @property
    def keyring(self) -> bool:
        """See above."""
        ...

    async def trust(self, offers: tuple[Offer, ...]) -> bool:
        """Whether the keys that these servers show are their own; all or none of them."""
        ...

    async def secret(self, question: Question) -> Secret | None:
        """The secret that a server wants; may raise a `ProblemError` that helps more."""
        ...

    async def name_typed(self, environment: str, servers: tuple[Profile, ...]) -> str:
        """What was typed as the name of the protected environment that these servers are in."""
        ...

    def notice(self, server: Profile, problem: Problem) -> None:
        """Tell of something that is no question, and stops nothing."""
        ...

    def wants_sudo(self, server: Profile) -> bool:
        """Whether to find out at once if sudo wants a password there."""
        ...


class Nobody:
    """Answers where no person is: no key is trusted, no secret is known."""

    keyring = False

    async def trust(self, offers: tuple[Offer, ...]) -> bool:
        """Trust nothing."""
        del offers
        return False

    async def secret(self, question: Question) -> Secret | None:
        """Know nothing."""
        del question
        return None

    async def name_typed(self, environment: str, servers: tuple[Profile, ...]) -> str:
        """Type nothing."""
        del environment, servers
        return ""

    def notice(self, server: Profile, problem: Problem) -> None:
        """Nobody hears it."""

    def wants_sudo(self, server: Profile) -> bool:
        """Whoever lacks a password hears it when the work needs it."""
        del server
        return False
