"""What a deploy takes from this computer beside the program: read once, then carried along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.service import environment

if TYPE_CHECKING:
    from core.service.model import Service


def taken_up(service: Service) -> Service:
    """Read the service's environment file, once: a pipe tells its content a single time.

    From here on the content travels with the service, to every server and through every look.
    """
    if service.env_file is None or service.environment is not None:
        return service
    return replace(service, environment=environment.read(service.env_file))
