"""A server: who and where it is. Secrets stand elsewhere, never in a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.declared import NOT_KEPT, coded
from core.ports import SSH_PORT


class Sudo(StrEnum):
    """How commands become root on a server."""

    AUTO = "auto"  # root needs nothing; others try `sudo -n`, then the sudo password
    NEVER = "never"


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One server as the person named it. `key` is a path, empty for agent or password login.

    `guarded` is the protected environment whose name has to be typed before anything changes on
    this connection; empty where none is, or where it was typed.
    """

    name: str
    host: str
    port: int = SSH_PORT
    user: str = "root"
    key: str = ""
    sudo: Sudo = Sudo.AUTO
    labels: Mapping[str, str] = field(default_factory=dict)
    guarded: str = field(default="", metadata=NOT_KEPT)

    @property
    def address(self) -> str:
        """`user@host`, with the port where it is not 22, for people to read."""
        return f"{self.user}@{self.host}" + (f":{self.port}" if self.port != SSH_PORT else "")

    @property
    def typed_labels(self) -> str:
        """Its labels as they are typed."""
        return " ".join(f"{key}={value}" for key, value in self.labels.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Secrets for one connection, in memory only; `repr` never shows them."""

    password: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    sudo_password: str = field(default="", repr=False)
