"""The pages, one file for each stop on the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.journey import Stop

if TYPE_CHECKING:
    from gui.page import Page


def page_kind(stop: Stop) -> type[Page]:
    """Return the class of a stop's page; each is imported when it is first visited."""
    if stop is Stop.PROJECT:
        from gui.pages.project import ProjectPage

        return ProjectPage
    if stop is Stop.TARGET:
        from gui.pages.target import TargetPage

        return TargetPage
    if stop is Stop.BUILD:
        from gui.pages.build import BuildPage

        return BuildPage
    if stop is Stop.INSPECT:
        from gui.pages.inspect import InspectPage

        return InspectPage
    if stop is Stop.SERVERS:
        from gui.pages.servers import ServersPage

        return ServersPage
    from gui.pages.deploy import DeployPage

    return DeployPage
