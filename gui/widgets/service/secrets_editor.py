"""The secrets of a service on its server: names can be seen, values only be set or deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem

from core.problems import Problem, ProblemError
from core.settings import SecretCommand
from core.usecases import secret_commands, secrets
from core.words import Text, say
from gui.runtime.speech import shown
from gui.widgets.parts import button
from gui.widgets.service.values_dialog import ValuesDialog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

_NAME, _KIND, _COMMAND, _VALUE = range(4)
_THERE = Qt.ItemDataRole.UserRole  # whether the server has it already
_CREDENTIAL = Qt.ItemDataRole.UserRole + 1
_COLUMNS = (say("Name"), say("Kind"), say("Command on this computer"), say("New value"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    name: str
    value: str = field(repr=False)
    credential: bool
    there: bool
    command: SecretCommand | None


class SecretsEditor(ValuesDialog):
    """Collects what shall change; a row without value and command stays as it is on the server.

    `commands` are those that this computer knows for secrets of the service, also for such as the
    server lacks. A command runs when it is new, when its secret is not there, or all `again`.
    """

    def __init__(
        self,
        parent: QWidget,
        known: secrets.Names,
        *,
        service: str,
        commands: Iterable[SecretCommand] = (),
    ) -> None:
        super().__init__(parent, say("Secrets on {server}", server=known.server), _COLUMNS)
        self._known = known
        self._service = service
        self._commands = {(one.credential, one.name): one for one in commands}
        self._again = False
        self.masked.empty = shown(say("as it is on the server"))
        self.add_variable = button(say("Add a &variable"))
        self.add_credential = button(say("Add a &credential"))
        self.remove = button(say("&Delete it"))
        self.again = button(say("Save and &run all commands again"))
        self.again.setVisible(bool(self._commands))
        self.add_variable.clicked.connect(lambda: self.begin_new(*_row("", credential=False)))
        self.add_credential.clicked.connect(lambda: self.begin_new(*_row("", credential=True)))
        self.remove.clicked.connect(self.remove_current)
        self.again.clicked.connect(self._run_again)
        below = (self.add_variable, self.add_credential, self.remove, self.again)
        self.lay_out(_EXPLAINED, below, save=say("Save on the server"))
        self._give_room()
        self._show_all()

    def edit(self) -> secret_commands.Edit:
        """Return what was set and deleted. Raises `ProblemError` for a command that is none."""
        rows = [*self._rows()]
        typed = [one for one in rows if one.command is None and (one.value or not one.there)]
        left = {(one.credential, one.name) for one in rows}
        told = {(one.credential, one.name) for one in rows if one.command}
        known = self._known
        return secret_commands.Edit(
            typed=secrets.Wanted(
                variables={one.name: one.value for one in typed if not one.credential},
                credentials={one.name: one.value.encode() for one in typed if one.credential},
                drop_variables=tuple(n for n in known.variables if (False, n) not in left),
                drop_credentials=tuple(n for n in known.credentials if (True, n) not in left),
            ),
            asked=tuple(one.command for one in rows if one.command and self._runs(one)),
            forgotten=tuple(one.name for key, one in self._commands.items() if key not in told),
        )

    def accept(self) -> None:
        """Close only with names, values and commands that can be used as they are."""
        try:
            self.edit().check()
        except ProblemError as error:  # said in the dialog, which stays open
            self.complain_of(error.problem)
        else:
            super().accept()

    def complain_of(self, problem: Problem) -> None:
        """Say what could not be done with what stands here."""
        self._again = False
        self.complain(say("{what} {why}", what=problem.what, why=problem.why))

    def _run_again(self) -> None:
        self._again = True
        self.accept()

    def _runs(self, row: _Row) -> bool:
        known = self._commands.get((row.credential, row.name))
        return self._again or not row.there or row.command != known

    def _rows(self) -> Iterator[_Row]:
        for place in range(self.table.rowCount()):
            name, value = self._text(place, _NAME).strip(), self._text(place, _VALUE)
            credential = bool(self.cell(place, _KIND).data(_CREDENTIAL))
            command = None
            if text := self._text(place, _COMMAND).strip():
                if value:
                    raise ProblemError(_both(name))
                words = secret_commands.read(text)
                command = SecretCommand(
                    service=self._service, name=name, words=words, credential=credential
                )
            yield _Row(
                name=name,
                value=value,
                credential=credential,
                there=bool(self.cell(place, _NAME).data(_THERE)),
                command=command,
            )

    def _give_room(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in ((_NAME, 24), (_KIND, 14), (_COMMAND, 36)):
            self.table.setColumnWidth(column, letters * letter)
        self.table.setMinimumWidth(letter * 104)
        self.resize(self.table.minimumWidth() + 6 * letter, self.height())

    def _show_all(self) -> None:
        found = [(False, name) for name in self._known.variables]
        found += [(True, name) for name in self._known.credentials]
        for credential, name in dict.fromkeys((*found, *self._commands)):
            command = self._commands.get((credential, name))
            text = secret_commands.spelled(command) if command else ""
            there = (credential, name) in found
            self.append(*_row(name, credential=credential, there=there, command=text))

    def _text(self, place: int, column: int) -> str:
        return self.cell(place, column).text()


_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _row(
    name: str, *, credential: bool, there: bool = False, command: str = ""
) -> tuple[QTableWidgetItem, ...]:
    """Make a row; of a secret that the server has, the name stays."""
    named = QTableWidgetItem(name)
    named.setData(_THERE, there)
    if there:
        named.setFlags(_FIXED)
    kind = QTableWidgetItem(shown(say("credential") if credential else say("variable")))
    kind.setData(_CREDENTIAL, credential)
    kind.setFlags(_FIXED)
    # An empty text is shown as "as it is on the server"; a cell without any stays empty.
    value = QTableWidgetItem("") if there else QTableWidgetItem()
    return named, kind, QTableWidgetItem(command), value


def _both(name: str) -> Problem:
    return Problem(
        code="secret_twice",
        what=say("{name} has a value and a command.", name=name),
        why=say("Only one of them can be its value. Empty the other cell."),
    )


_EXPLAINED: Text = say(
    "Values never leave the server. A variable is a setting of the program; a credential is a "
    "file that systemd hands to the program alone, in $CREDENTIALS_DIRECTORY. A value can also "
    "come from a command, such as pass show web/db: it runs on this computer without a shell, and "
    "GoFerry remembers the command, never the value."
)
