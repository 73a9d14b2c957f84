"""What a deploy is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
