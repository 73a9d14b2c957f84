"""What a deploy is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.service.env_syntax import NEWEST
from core.service.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.deploy.data_there import DataThere
    from core.deploy.schedule import Schedule
    from core.problems import Problem
    from core.servers.facts import Facts
    from core.service.installed import Installed
    from core.service.model import Release, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known when a deploy is judged.

    `closed` says why no file can be sent, `schedule` what the server makes of a timer's,
    `schedules` of those of further processes, by their names; `data` what is to be copied.
    """

    facts: Facts
    there: Installed
    release: Release
    service: Service
    closed: Problem | None = None
    schedule: Schedule | None = None
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    data: DataThere | None = None

    @property
    def serves(self) -> bool:
        """Whether the service has a port."""
        return self.service.kind is Kind.WEB

    @property
    def reader(self) -> int:
        """The systemd that reads environment files there: today's, where it tells no version."""
        return self.facts.systemd or NEWEST
