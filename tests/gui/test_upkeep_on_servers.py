"""From the page of what runs, on a real server: sizes, a drill, a backup, a restart in turn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.journey import Stop
from core.servers.store import ServerStore
from core.service.model import Mode
from core.ssh import host_key_records
from core.ssh.connection import offered_key
from gui.actions.in_turn import BatchQuestion
from gui.pages.running import RunningPage
from gui.widgets.upkeep.backup_dialog import BackupDialog
from gui.widgets.upkeep.together import Together
from tests import programs
from tests.deploying import deploy, remove, service
from tests.gui.conftest import until
from tests.gui.made_up import answer, codes, idle
from tests.gui.seen import page_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow
    from tests.testbed import Server

__all__ = ["window"]  # a fixture

pytestmark = [pytest.mark.server, pytest.mark.go]


@pytest.fixture
def server(debian: Server, tmp_path: Path) -> Iterator[Server]:
    """Run version 2 of a service that shares its socket, with version 1 to return to."""
    for version in ("1", "2"):
        deploy(debian, tmp_path, programs.release(version=version), service(Mode.SHARED))
    yield debian
    remove(debian)


@pytest.fixture
def page(window: MainWindow, server: Server, app_loop: AppLoop) -> RunningPage:
    """Open the page where this server is trusted, and its service on the board."""
    profile = server.profile("real")
    ServerStore(window.session.home).add(profile)
    key = asyncio.run(offered_key(profile))
    host_key_records.trust(window.session.home.known_hosts, profile.host, profile.port, key)
    window.session.reload_servers()
    window.show_stop(Stop.RUNNING)
    found = page_at(window, RunningPage)
    app_loop.run_until_complete(_seen(found))
    return found


async def _seen(page: RunningPage) -> None:
    await until(lambda: page.board.key() == ("real", "web"))


async def _dialog(page: RunningPage, kind: type[QDialog]) -> QDialog:
    await until(lambda: [one for one in page.findChildren(kind) if one.isVisible()])
    return next(one for one in page.findChildren(kind) if one.isVisible())


async def test_a_service_is_drilled_backed_up_and_restarted_in_turn_from_its_page(
    page: RunningPage, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, "confirm", value=True)
    drill = page.detail.drill
    page.detail.tabs.setCurrentWidget(drill)
    drill.rate.setValue(50)
    drill.start.click()
    await until(lambda: not drill.cancel.isHidden())
    await idle(page)
    assert codes(page) == []
    assert drill.said.text() == "✓ Safe to deploy: no request was lost."
    assert drill.parts.rowCount() == 5
    assert not drill.chart.isHidden()

    store = page.detail.store
    page.detail.tabs.setCurrentWidget(store)
    await until(lambda: store.table.rowCount() == 1)
    store.back_up.click()
    dialog = await _dialog(page, BackupDialog)
    assert isinstance(dialog, BackupDialog)
    dialog.folder.setText(str(tmp_path / "backups"))
    dialog.accept()
    await idle(page)
    assert codes(page) == []
    (made,) = (tmp_path / "backups").glob("web-real-*.tar")
    assert str(made) in store.saved.text()

    before = await asyncio.to_thread(server.run, "systemctl show web --property=MainPID --value")
    page.detail.wanted.emit(Together.RESTART)
    (await _dialog(page, BatchQuestion)).accept()
    await idle(page)
    after = await asyncio.to_thread(server.run, "systemctl show web --property=MainPID --value")
    assert (codes(page), before != after) == ([], True)
    assert "real: ✓ Release 2 is live" in page.detail.output.text()
