"""Who wants in where, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import expanded

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ssh.config.destination import Destination
    from core.ssh.profile import Credentials, Profile


@dataclass(frozen=True, slots=True)
class Login:
    """Who wants in where, and with what; `touch` is called when a security key waits for it."""

    profile: Profile
    destination: Destination
    credentials: Credentials
    touch: Callable[[], None]

    @property
    def key_files(self) -> tuple[Path, ...]:
        """The chosen key, or those that ~/.ssh/config names, as far as they are there."""
        if self.profile.key:
            return (expanded(Path(self.profile.key)),)
        return tuple(path for one in self.destination.keys if (path := Path(one)).is_file())
