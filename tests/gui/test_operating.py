"""From the Deploy page, on a real server: see, follow, restart, go back, stop, remove."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from core.binary.inspection import Inspection, Node
from core.journey import Stop
from core.servers.store import ServerStore
from core.service.model import Kind
from core.service.results import Result
from core.ssh import host_key_records
from core.ssh.connection import offered_key
from gui.pages.deploy import DeployPage
from gui.widgets.server.server_row import Wish
from gui.widgets.service.preparation import Preparation
from gui.widgets.service.run_dialog import RunDialog
from gui.widgets.service.secrets_editor import SecretsEditor
from tests import programs
from tests.deploying import ask, deploy, remove, service
from tests.gui.conftest import ended, until
from tests.gui.seen import cell_at, page_at, part_of
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.project.model import Project
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow
    from tests.testbed import Server

__all__ = ["project", "window"]  # fixtures

T = TypeVar("T", bound=QDialog)

pytestmark = [pytest.mark.server, pytest.mark.go]


@pytest.fixture
def server(debian: Server, tmp_path: Path) -> Iterator[Server]:
    """Run version 2 of a service, with version 1 to return to."""
    for version in ("1", "2"):
        deploy(debian, tmp_path, programs.release(version=version), service())
    yield debian
    debian.run("groupdel helpers", check=False)
    remove(debian)


@pytest.fixture
def page(
    window: MainWindow, project: Project, tmp_path: Path, server: Server, app_loop: AppLoop
) -> DeployPage:
    """Open the page where this server is trusted and chosen."""
    _build(window, project, tmp_path)
    profile = server.profile("real")
    ServerStore(window.session.home).add(profile)
    key = asyncio.run(offered_key(profile))
    host_key_records.trust(window.session.home.known_hosts, profile.host, profile.port, key)
    window.session.change(service=service(), chosen=("real",))
    window.session.reload_servers()
    window.session.change(chosen=("real",))
    app_loop.run_until_complete(_show(window))
    return page_at(window, DeployPage)


async def _show(window: MainWindow) -> None:
    window.show_stop(Stop.DEPLOY)
    await until(lambda: not window.runner.working)


async def test_what_runs_there_is_seen_and_taken_back(page: DeployPage, server: Server) -> None:
    await page.operator.grant("real", Wish.LOOK)
    row = page.servers.rows["real"]
    assert row.track.now.text().startswith("live: release 2")
    assert row.track.before.text().startswith("previous: release 1")
    assert row.track.facts.text().startswith("✓ healthy · exposure")
    await page.operator.roll_back("real")
    assert row.track.now.text().startswith("live: release 1")
    assert "is live and healthy" in row.said.text()
    assert (await asyncio.to_thread(ask, server)).startswith("version 1")


async def test_its_log_is_followed_until_something_else_is_done(page: DeployPage) -> None:
    await page.operator.grant("real", Wish.LOGS)
    await until(lambda: page.log.text().strip())
    await page.operator.grant("real", Wish.RESTART)
    assert "is live and healthy" in page.servers.rows["real"].said.text()
    await until(lambda: not page.runner.working)


async def test_it_is_stopped_and_removed_only_when_one_is_sure(
    page: DeployPage, server: Server
) -> None:
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.STOP))
    await _answer(page, "Cancel")
    await asking
    assert await asyncio.to_thread(ask, server)
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.REMOVE))
    await _answer(page, "Remove the service", typed="web")
    await asking
    assert not await asyncio.to_thread(ask, server)
    assert "real" not in page.session.current.statuses


async def test_secrets_are_set_and_only_their_names_come_back(
    page: DeployPage, server: Server
) -> None:
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.SECRETS))
    editor = await _opened(page, SecretsEditor)
    editor.add_variable.click()
    place = editor.table.rowCount() - 1
    cell_at(editor.table, place, 0).setText("TOKEN")
    editor.accept()
    assert editor.fault.text(), "a value is missing"
    cell_at(editor.table, place, 3).setText("canary-4711")
    editor.accept()
    await asking
    assert "canary-4711" in await asyncio.to_thread(server.run, "cat /etc/web/env")
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.SECRETS))
    editor = await _opened(page, SecretsEditor)
    cells = [cell_at(editor.table, 0, column).text() for column in range(4)]
    assert cells == ["TOKEN", "variable", "", ""]
    editor.reject()
    await asking


async def test_a_job_and_a_command_run_there_are_heard_and_can_be_stopped(
    page: DeployPage, server: Server, tmp_path: Path
) -> None:
    job = replace(service(), kind=Kind.TIMER, schedule="*-*-* 03:00")
    release = programs.release("job", "3", of="work")
    await asyncio.to_thread(deploy, server, tmp_path, release, job)
    page.session.change(service=job)
    row = page.servers.rows["real"]
    await page.operator.grant("real", Wish.RUN_JOB)
    assert "the job is done" in page.log.text()
    assert row.said.text() == "✓ It ended with exit code 0."
    assert row.track.facts.text().startswith("✓ last run ")
    await _run_command(page, "words 'a b' '$HOME'")
    assert '"a b"\n"$HOME"' in page.log.text()
    asking = asyncio.ensure_future(_run_command(page, "wait"))
    await until(lambda: "waiting" in page.log.text())
    page.runner.cancel()
    await asking
    assert "asked to end" in page.log.text()
    said = "The command was stopped on the server. You canceled the command. Its exit code was 7."
    assert row.said.text() == said


async def _run_command(page: DeployPage, typed: str) -> None:
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.RUN))
    dialog = await _opened(page, RunDialog)
    dialog.line.setText(typed)
    dialog.accept()
    await asking


async def test_deploys_without_root_are_prepared_after_reading_the_script(
    page: DeployPage, server: Server
) -> None:
    asking = asyncio.ensure_future(page.operator.grant("real", Wish.PREPARE))
    dialog = await _opened(page, Preparation)
    dialog.operators.setText("helpers")
    script = dialog.script.toPlainText()
    assert script.startswith("#!/bin/sh")
    assert "%helpers ALL=(root) NOPASSWD" in script
    dialog.accept()
    await asking
    rules = await asyncio.to_thread(server.run, "cat /etc/sudoers.d/*web*")
    assert "these may deploy web, and do nothing else as root" in rules
    assert "\ndeploy ALL=(root) NOPASSWD" in rules
    assert "%helpers" in rules


async def test_a_sick_release_is_taken_back_and_the_server_says_so(
    page: DeployPage, server: Server
) -> None:
    release = programs.release("crash", "3")
    found = Inspection(
        path=release.binary,
        size=release.size,
        sha256=release.sha256,
        verdict=release.verdict,
        sections=Node(name="web", size=release.size, kind="own"),
    )
    page.session.change(inspection=found)
    assert await ended(page.run())
    assert page.session.current.outcomes["real"].result is Result.ROLLED_BACK
    assert page.session.current.shipped == ""
    assert page.servers.rows["real"].said.text().startswith("↩ Rolled back.")
    assert page.problems.count() == 1
    assert (await asyncio.to_thread(ask, server)).startswith("version 2")


async def _opened(page: DeployPage, kind: type[T]) -> T:
    await until(lambda: [one for one in page.findChildren(kind) if one.isVisible()])
    return next(one for one in page.findChildren(kind) if one.isVisible())


async def _answer(page: DeployPage, words: str, *, typed: str = "") -> None:
    def pressed() -> QPushButton | None:
        buttons = (
            button
            for dialog in page.findChildren(QDialog)
            if dialog.isVisible()
            for button in dialog.findChildren(QPushButton)
        )
        return next((one for one in buttons if one.text() == words), None)

    await until(pressed)
    button = pressed()
    assert button is not None
    if typed:
        assert not button.isEnabled()
        part_of(button.window(), QLineEdit).setText(typed)
    button.click()
