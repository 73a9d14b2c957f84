"""The hosts of ~/.ssh/config, to choose those that come onto the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from core.words import say, say_count, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile

_WIDE, _LINES = 76, 9
_PLACE = Qt.ItemDataRole.UserRole


class ImportDialog(QDialog):
    """`chosen()` are the hosts to add; those that are on the list already cannot be chosen."""

    def __init__(self, parent: QWidget, hosts: Sequence[Profile], taken: Collection[str]) -> None:
        super().__init__(parent)
        self._hosts = hosts
        self.table = QTreeWidget()
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.cancel = self.buttons.addButton(shown(say("Cancel")), roles.RejectRole)
        self.bring = self.buttons.addButton("", roles.AcceptRole)
        self.bring.setObjectName("primary2")
        self.bring.setDefault(True)
        tell(self, windowTitle=say("Import from ~/.ssh/config"))
        self._fill(taken)
        self._lay_out()
        self.table.itemChanged.connect(self._count)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._count()

    def chosen(self) -> tuple[Profile, ...]:
        """Return the hosts that are ticked."""
        return tuple(
            self._hosts[int(one.data(0, _PLACE))]
            for one in self._rows()
            if one.checkState(0) is Qt.CheckState.Checked
        )

    def _rows(self) -> list[QTreeWidgetItem]:
        rows = (self.table.topLevelItem(place) for place in range(self.table.topLevelItemCount()))
        return [one for one in rows if one is not None]

    def _fill(self, taken: Collection[str]) -> None:
        titles = (say("Server"), say("Address"), say("Key file"))
        self.table.setHeaderLabels([shown(title) for title in titles])
        for place, host in enumerate(self._hosts):
            there = host.name in taken
            words = say("{name} (already on the list)", name=host.name)
            name = shown(words if there else verbatim(host.name))
            row = QTreeWidgetItem(self.table, [name, host.address, host.key])
            row.setData(0, _PLACE, place)
            row.setCheckState(0, Qt.CheckState.Unchecked if there else Qt.CheckState.Checked)
            row.setToolTip(2, host.key)
            row.setDisabled(there)

    def _lay_out(self) -> None:
        letters = self.fontMetrics()
        self.table.setRootIsDecorated(False)
        self.table.setMinimumHeight(letters.height() * _LINES)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        tell(self.table, accessibleName=say("Hosts of ~/.ssh/config"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(
            sentence(
                say("GoFerry reads the file and never changes it. Each server is then tested.")
            )
        )
        whole.addWidget(self.table, 1)
        whole.addWidget(self.buttons)
        self.setMinimumWidth(letters.averageCharWidth() * _WIDE)

    def _count(self) -> None:
        chosen = len(self.chosen())
        tell(
            self.bring,
            text=say_count(chosen, one="&Import {n} server", many="&Import {n} servers"),
        )
        self.bring.setEnabled(chosen > 0)
