"""Settings: what is chosen for the whole window acts at once and is remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from core.actions import ChooseGo, UseBundledGo
from core.journey import STOPS, Stop
from core.settings import Settings
from core.words import Text, say
from gui.actions.editor import open_place
from gui.look.space import space
from gui.page import Page, PrimaryAction
from gui.runtime.speech import shown, tell
from gui.shell.dressing import apply_settings
from gui.shell.settings_table import BESIDE, SETTINGS, Group, Setting
from gui.widgets.flow_row import FlowRow
from gui.widgets.parts import beside, button, card, heading, number_box, row, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from core.toolchain import Go
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_FIELD = 22  # letters wide at least


class SettingsPage(Page):
    """No stop of the way: whoever is done returns to the page from which they came."""

    title: ClassVar = say("Settings")
    lead: ClassVar = say("Every choice takes effect at once. Project choices are on their pages.")

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.came_from = Stop.PROJECT
        self.fields: dict[str, QWidget] = {}
        self.go_line = QLineEdit(readOnly=True)
        self.choose_go = button(say("Choose…"))
        self.best_go = button(say("Use the best one found"))
        self.reset = button(BESIDE["reset"])
        self._lay_out()
        self.fields |= {"go": self.choose_go, "reset": self.reset}
        self.choose_go.clicked.connect(lambda: self.advised.emit(ChooseGo()))
        self.best_go.clicked.connect(lambda: self.advised.emit(UseBundledGo()))
        self.reset.clicked.connect(lambda: self.runner.spawn(self._reset()))

    def primary_action(self) -> PrimaryAction:
        """Return to where the person came from."""
        return PrimaryAction(label=say("Back to {page}", page=STOPS[self.came_from].name))

    def act(self) -> None:
        """Do that."""
        self.go.emit(self.came_from)

    def first_field(self) -> QWidget:
        """The first setting."""
        return self.fields[SETTINGS[0].field]

    def reveal(self, what: str) -> None:
        """Put the keyboard on one setting, else on the first."""
        field = self.fields[what or SETTINGS[0].field]
        area = self.frame.findChild(QScrollArea)
        if area is not None:
            area.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what is chosen now."""
        settings = self.session.current.settings
        for one in SETTINGS:
            _show(one, self.fields[one.field], getattr(settings, one.field))
        self.go_line.setText(settings.go or _found(self.session.current.go))
        self.best_go.setEnabled(bool(settings.go))
        titles = self.findChildren(QLabel, "settingTitle")
        widest = max(title.sizeHint().width() for title in titles)
        for title in titles:  # one edge for the fields of all cards
            title.setMinimumWidth(widest)

    def choices(self) -> tuple[QWidget, ...]:
        """Only Go itself: a running build uses it."""
        return (self.choose_go, self.best_go)

    def _lay_out(self) -> None:
        self.body.addLayout(self.problems)
        for group in Group:
            frame, inside = card()
            inside.addWidget(heading(group.value))
            grid = _grid()
            for one in SETTINGS:
                if one.group is group:
                    self._add(grid, one)
            if group is Group.PROGRAMS:
                self._add_go(grid)
            inside.addLayout(grid)
            self.body.addWidget(frame)
        self.body.addWidget(self._places())
        self.body.addLayout(row(self.reset))
        self.body.addStretch(1)

    def _add(self, grid: QGridLayout, one: Setting) -> None:
        field = _field(one)
        self.fields[one.field] = field
        _listen(field, partial(self._choose, one.field))
        _put(grid, one.title, field, one.sentence)

    def _add_go(self, grid: QGridLayout) -> None:
        holder = QWidget()
        parts = (self.go_line, self.choose_go, self.best_go)
        holder.setLayout(FlowRow(*parts, grows=self.go_line))
        best = say("The best one found")
        tell(self.go_line, placeholderText=best, accessibleName=BESIDE["go"])
        why = say("Builds every project. GoFerry looks in the usual places by default.")
        _put(grid, BESIDE["go"], holder, why, buddy=self.go_line)

    def _places(self) -> QWidget:
        """Say where everything is kept, with a way there."""
        home = self.session.home
        frame, inside = card()
        inside.addWidget(heading(BESIDE["places"]))
        grid = _grid()
        for title, place in (
            (say("Settings, servers, host keys"), home.config),
            (say("Built programs"), home.builds),
            (say("Output of recent jobs"), home.logs),
            (say("Cache, safe to delete"), home.cache),
        ):
            self._add_place(grid, title, place)
        inside.addLayout(grid)
        inside.addWidget(sentence(say("Start GoFerry with --home DIR to keep all of it there.")))
        return frame

    def _add_place(self, grid: QGridLayout, title: Text, place: Path) -> None:
        path = QLineEdit(str(place), readOnly=True)
        tell(path, accessibleName=title)
        self.fields.setdefault("places", path)
        show = button(say("Open"))
        tell(show, accessibleName=say("Open: {place}", place=title))
        show.clicked.connect(lambda: self._open(place))
        holder = QWidget()
        line = beside(path, show)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        _put(grid, title, holder, None, buddy=path)

    def _open(self, place: Path) -> None:
        if place.is_dir():
            self.told.emit(open_place(str(place)))
        else:
            self.told.emit(say("{place} does not exist yet.", place=str(place)))

    def _choose(self, field: str, value: Any) -> None:  # noqa: ANN401 - a field of Settings
        settings = replace(self.session.current.settings, **{field: value})
        self._take(settings)

    def _take(self, settings: Settings) -> None:
        self.session.change(settings=settings)
        apply_settings(self.session)

    async def _reset(self) -> None:
        from gui.actions import ask

        agreed = await ask.confirm(
            self,
            say("Reset all settings?"),
            say("All settings on this page get their first values. Projects and servers stay."),
            primary_action=say("Reset all settings"),
        )
        if agreed:
            self._take(self.session.current.settings.anew())
            self.refresh()


def _found(go: Go | None) -> str:
    """Say which Go was found, once a project needed one."""
    if go is None:
        return ""
    return shown(say("Go {version}: {path}", version=go.version, path=str(go.program)))


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(4))
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    return grid


def _put(
    grid: QGridLayout,
    title: Text,
    field: QWidget,
    why: Text | None,
    *,
    buddy: QWidget | None = None,
) -> None:
    """Add a title, its field, and below that its sentence."""
    line = grid.rowCount()
    label = QLabel()
    label.setObjectName("settingTitle")
    label.setBuddy(buddy or field)
    tell(label, text=title)
    grid.addWidget(label, line, 0)
    narrow = isinstance(field, QComboBox | QSpinBox | QCheckBox)
    align = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
    grid.addWidget(field, line, 1, align)
    if why is not None:
        said = sentence(why)
        said.setObjectName("muted")
        said.setContentsMargins(0, 0, 0, space(2))
        grid.addWidget(said, line + 1, 1)


def _field(one: Setting) -> QWidget:
    """Make the field of a setting, named for those who do not see its label."""
    first = getattr(Settings(), one.field)
    made: QWidget
    if one.choices is not None:
        made = QComboBox()
        made.setMinimumContentsLength(_FIELD)
    elif isinstance(first, bool):
        made = QCheckBox()
    elif isinstance(first, int):
        made = number_box(one.least, one.most, first)
    else:
        made = QLineEdit()
        made.setPlaceholderText(one.example)
    tell(made, accessibleName=one.title)
    return made


def _listen(field: QWidget, take: Any) -> None:  # noqa: ANN401 - a slot for one value
    match field:
        case QComboBox():
            field.activated.connect(lambda _: take(field.currentData()))
        case QCheckBox():
            field.toggled.connect(take)
        case QSpinBox():
            field.valueChanged.connect(take)
        case QLineEdit():
            field.editingFinished.connect(lambda: take(field.text().strip()))


def _show(one: Setting, field: QWidget, value: Any) -> None:  # noqa: ANN401 - its type is the field's
    """Show a value without taking it for a choice."""
    field.blockSignals(True)  # noqa: FBT003 - Qt's
    match field:
        case QComboBox() if one.choices is not None:
            field.clear()
            for key, text in one.choices().items():
                field.addItem(shown(text), key)
            field.setCurrentIndex(max(0, field.findData(value)))
        case QCheckBox():
            field.setChecked(value)
        case QSpinBox():
            field.setValue(value)
        case QLineEdit() if not field.hasFocus():
            field.setText(value)
    field.blockSignals(False)  # noqa: FBT003 - Qt's
