"""Every dialog can be read and filled in, in the looks that people choose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QWidget,
)

from core.servers.environments import Colour, Environment
from core.ssh.profile import Profile
from core.usecases.alarming import Alarm
from core.words import say
from gui.actions.report import ReportDialog
from gui.look import theme
from gui.runtime.speech import use_language
from gui.shell.about import About
from gui.shell.help import Help
from gui.widgets.server.environments_dialog import EnvironmentsDialog
from gui.widgets.server.import_dialog import ImportDialog
from gui.widgets.server.server_dialog import Purpose, ServerDialog
from gui.widgets.service.alarm_dialog import AlarmDialog
from gui.widgets.service.env_editor import EnvEditor
from gui.widgets.service.front_dialog import FrontDialog
from gui.widgets.service.preparation import Preparation
from gui.widgets.service.run_dialog import RunDialog
from gui.widgets.upkeep.backup_dialog import BackupDialog
from gui.widgets.upkeep.daily_dialog import DailyDialog
from tests.gui.scenes import LOOKS, rest
from tests.gui.sight.whole import look_at, try_out
from tests.gui.states import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_WEB1 = Profile(name="web1", host="web1.example", user="deploy")
_PROD = Environment(name="production", colour=Colour.RED, protected=True)
_ENV = b"PORT=8080\nLOG_LEVEL=info\n"


def _glossary(window: QWidget) -> Help:
    made = Help(window)
    made.show_term()
    return made


def _script(group: str) -> str:
    return f"#!/bin/sh\ngroupadd {group}\n"


DIALOGS: dict[str, Callable[[QWidget], QDialog]] = {
    "about": About,
    "add": lambda window: ServerDialog(window, Purpose.ADD, Profile(name="", host="")),
    "alarm": lambda window: AlarmDialog(window, Alarm(server="web1")),
    "backup": lambda window: BackupDialog(
        window, service="shop", server="web1", folder=Path("/home/me/backups")
    ),
    "daily": lambda window: DailyDialog(window, service="shop", server="web1", others=["web2"]),
    "domain": lambda window: FrontDialog(window, server="web1", service="shop", known=DOMAINS),
    "edit": lambda window: ServerDialog(window, Purpose.EDIT, _WEB1),
    "environments": lambda window: EnvironmentsDialog(window, [_PROD], [_WEB1]),
    "help": _glossary,
    "import": lambda window: ImportDialog(window, [_WEB1], ()),
    "log-in": lambda window: ServerDialog(window, Purpose.LOG_IN, _WEB1),
    "prepare": lambda window: Preparation(window, say("Prepare {server}", server="web1"), _script),
    "report": lambda window: ReportDialog(
        window, say("Report a problem"), say("Nothing is sent."), "GoFerry 0.1.0\nLinux\n"
    ),
    "run": lambda window: RunDialog(window, service="shop", server="web1", typed="migrate --all"),
    "settings": lambda window: EnvEditor(window, _ENV, place="/home/me/shop.env"),
}


@pytest.fixture(autouse=True)
def _as_usual(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.Theme.LIGHT, percent=100)
    use_language("en")


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_can_be_read_and_filled_in(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str
) -> None:
    look = LOOKS[list(DIALOGS).index(name) % len(LOOKS)]
    found = []
    for one in (look, look.other()):
        theme.apply(qapp, theme.Theme(one.colours), percent=one.percent)
        use_language(one.language)
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(*one.size)
        window.show()
        dialog = DIALOGS[name](window)
        dialog.show()
        rest()
        _keep(dialog, f"{name}-{one}", tmp_path)
        found += [f"{name}-{one}: {why}" for why in look_at(dialog) + try_out(dialog)]
        if dialog.width() > one.size[0] or dialog.height() > one.size[1]:
            found.append(f"{name}-{one}: {dialog.size()} is larger than the window")
        found += [f"{name}: {why}" for why in _unlike_the_others(dialog)]
        dialog.close()
    assert not found, "\n".join(found)


def _unlike_the_others(dialog: QDialog) -> Iterator[str]:
    """Tell what differs from all other dialogs: what Enter does is filled, numbers have air."""
    accept = QDialogButtonBox.ButtonRole.AcceptRole
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            by_enter = isinstance(button, QPushButton) and button.isDefault()
            if by_enter and box.buttonRole(button) == accept and button.objectName() != "primary2":
                yield f"{button.text()} does not stand out, though Enter presses it"
    for field in dialog.findChildren(QAbstractSpinBox):
        if field.lineEdit().textMargins().left() == 0:
            yield f"the number {field.text()} touches its border"


def _keep(dialog: QDialog, name: str, folder: Path) -> None:
    folder = Path(os.environ.get("GOFERRY_PICTURES", folder)) / "dialogs"
    folder.mkdir(parents=True, exist_ok=True)
    assert dialog.grab().save(str(folder / f"{name}.png"))
