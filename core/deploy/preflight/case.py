"""What a deploy is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.deploy.env_syntax import NEWEST

if TYPE_CHECKING:
    from core.deploy.installed import Installed
    from core.deploy.model import Release, Service
    from core.problems import Problem
    from core.server.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known when a deploy is judged; `closed` says why no file can be sent."""

    facts: Facts
    there: Installed
    release: Release
    service: Service
    closed: Problem | None = None

    @property
    def reader(self) -> int:
        """The systemd that reads environment files there: today's, where it tells no version."""
        return self.facts.systemd or NEWEST
