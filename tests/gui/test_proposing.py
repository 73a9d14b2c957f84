"""What the deploy page proposes for a project, and what stays as a person chose it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.project.traits import ServiceTraits
from core.service.model import Service
from tests.gui.made_up import codes, idle
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    import pytest

    from core.project.model import Project
    from gui.pages.deploy import DeployPage
    from gui.shell.main_window import MainWindow

__all__ = ["look", "page", "project", "window"]  # fixtures


async def test_what_the_source_asks_for_is_proposed_and_a_fault_in_it_is_said(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, project: Project, window: MainWindow
) -> None:
    (project.folder / "goferry.toml").write_text("[service]\nport = 'x'\n")
    page.session.change(service=None)
    page.enter()
    await idle(window)
    assert len(codes(page)) == 1
    assert page.session.current.service == Service(name="service")
    page.session.change(service=Service(name="mine"))
    page.enter()
    await idle(window)
    assert page.session.current.service == Service(name="mine")
    monkeypatch.setattr("core.project.doctor.examine", lambda _folder: _other(page, project))
    page.session.change(traits=None)
    page.enter()
    await idle(window)
    assert page.session.current.traits is None


def _other(page: DeployPage, project: Project) -> ServiceTraits:
    """Open another project while the source of this one is looked at."""
    page.session.current = replace(
        page.session.current, project=replace(project, module="example.com/other")
    )
    return ServiceTraits()
