"""Secrets in the computer's own keyring, only for those who asked for it; the one door to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import keyring
import keyring.errors

from core.problems import Problem, ProblemError
from core.ssh.executor import in_thread
from core.ssh.profile import Credentials
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ssh.profile import Profile

_SERVICE = "goferry"
_SECONDS = 60.0  # the keyring may ask the person to unlock it
_FIELDS = ("password", "passphrase", "sudo_password")


async def remember(profile: Profile, credentials: Credentials) -> None:
    """Keep what is given for this server, and nothing else.

    It is kept by address, so a name that is later given to another machine finds nothing.
    Raises `ProblemError` with keyring_unavailable.
    """
    given = {field: value for field, value in asdict(credentials).items() if value}

    def work() -> None:
        for field, value in given.items():
            keyring.set_password(_SERVICE, _entry(profile, field), value)

    await _aside(work)


async def recall(profile: Profile) -> Credentials:
    """Return what was kept for this server; empty where nothing was, or no keyring is there."""
    found: dict[str, str] = {}

    def work() -> None:
        for field in _FIELDS:
            found[field] = keyring.get_password(_SERVICE, _entry(profile, field)) or ""

    try:
        await _aside(work)
    except ProblemError:
        return Credentials()
    return Credentials(**found)


async def forget(profile: Profile) -> None:
    """Remove everything that was kept for this server; none is fine."""

    def work() -> None:
        for field in _FIELDS:
            entry = _entry(profile, field)
            if keyring.get_password(_SERVICE, entry) is not None:
                keyring.delete_password(_SERVICE, entry)

    await _aside(work)


def _entry(profile: Profile, field: str) -> str:
    return f"{field} {profile.user}@{profile.host}:{profile.port} {profile.key}".strip()


async def _aside(work: Callable[[], None]) -> None:
    """Talk to the keyring in a thread: it may wait for the person."""
    try:
        await in_thread(lambda _: work(), seconds=_SECONDS)
    except (keyring.errors.KeyringError, TimeoutError, OSError) as reason:
        raise ProblemError(_unavailable(reason)) from reason


def _unavailable(reason: Exception) -> Problem:
    return Problem(
        code="keyring_unavailable",
        what=say("The password could not be saved in the keyring."),
        why=say("This computer has no keyring, or the keyring is locked."),
        details=str(reason),
    )
