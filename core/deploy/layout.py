"""Where everything of one service lies on a server; the same on every server."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.problems import Problem, ProblemError
from core.words import say

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_UNITS = "/etc/systemd/system"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the service `name`.

    `root` holds the releases and the `current` link, `settings` what an administrator may edit,
    `state` GoFerry's own records (history, the running change, the upload area), `data` what the
    program itself writes. An odd name never gets this far: it would end up in root's commands.
    """

    name: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ProblemError(_odd_name(self.name))

    @property
    def root(self) -> str:
        """Everything that was ever published, owned by root."""
        return f"/opt/{self.name}"

    @property
    def settings(self) -> str:
        """The folder of the environment file."""
        return f"/etc/{self.name}"

    @property
    def data(self) -> str:
        """The program's own folder, which systemd makes and hands to it."""
        return f"/var/lib/{self.name}"

    @property
    def state(self) -> str:
        """GoFerry's records of this service."""
        return f"/var/lib/goferry/{self.name}"

    @property
    def helper(self) -> str:
        """The one program that root runs for a deploy; it takes no arguments."""
        return f"/usr/local/libexec/goferry/activate-{self.name}"

    @property
    def sudoers(self) -> str:
        """The rule that lets one user run the helper, and nothing else."""
        return f"/etc/sudoers.d/goferry-{self.name}"

    @property
    def unit(self) -> str:
        """The service's name for systemd."""
        return f"{self.name}.service"

    def unit_file(self, unit: str) -> str:
        """Where systemd reads this unit from."""
        return f"{_UNITS}/{unit}"

    def program(self, release: str) -> str:
        """The program of a published release."""
        return f"{self.root}/releases/{release}/bin/{self.name}"

    def incoming(self, sha256: str) -> str:
        """Where an upload lands; named by its content, so that one that was cut can go on."""
        return f"{self.state}/incoming/{sha256[:32]}"


def _odd_name(name: str) -> Problem:
    return Problem(
        code="service_name_unusable",
        what=say("“{name}” cannot be a service's name.", name=name[:60]),
        why=say("A small letter comes first, then up to 30 small letters, digits and hyphens."),
        field="service",
    )
