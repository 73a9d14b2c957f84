"""What is where on one server: the previous release, and the live one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.service.model import Kind, Scope
from core.service.results import UNKNOWN, moment, time_of_day
from core.words import Text, joined, list_of, say, verbatim
from gui.runtime.speech import tell
from gui.wording.release_names import BY_NUMBER

if TYPE_CHECKING:
    from core.service.results import ProcessStatus, Runs, Status
    from gui.wording.release_names import ReleaseNames

_HEALTH: dict[bool | None, Text] = {
    True: say("✓ healthy"),
    False: say("✗ unhealthy"),
    None: say("? health not known"),
}
_STAYS = {**_HEALTH, True: say("✓ running"), False: say("✗ does not stay up")}


_ALL_ROOM = 1000  # of what a stretch would take, too


class ReleaseTrack(QWidget):
    """Two chips in the order of time, each with its word: colour is never the only sign."""

    def __init__(self) -> None:
        super().__init__()
        self.known = False  # whether the server was asked
        self.before = _chip("chipBefore")
        self.now = _chip("chipNow")
        self.facts = _chip("muted")
        self.unknown = _chip("chipUnknown")
        self._arrow = QLabel("→")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.before, self._arrow, self.now):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.facts.setWordWrap(True)  # a timer's last and next run are more than a line
        line.addWidget(self.facts, _ALL_ROOM)
        line.addWidget(self.unknown)
        line.addStretch(1)  # takes the room while there are no facts
        self.show_status(None)

    def show_status(self, status: Status | None, names: ReleaseNames = BY_NUMBER) -> None:
        """Show what a server told; nothing before it was asked."""
        self.known = status is not None
        self.setVisible(self.known)
        if status is None:
            return
        before, now = (names.named(one, status.server) for one in (status.previous, status.release))
        live = say("live: {release}", release=now) if status.release else say("not deployed yet")
        tell(self.before, text=say("previous: {release}", release=before))
        tell(self.now, text=live)
        tell(self.facts, text=_facts(status) if status.release else verbatim(""))
        unknown = (status.unknown or status.probation) if status.release else None
        tell(self.unknown, text=unknown.what if unknown else verbatim(""))
        for part in (self.before, self._arrow):
            part.setVisible(bool(status.previous))
        self.unknown.setVisible(unknown is not None)


def _facts(status: Status) -> Text:
    facts = _state(status)
    if until := time_of_day(status.probation_until):
        return say("{facts} · on probation until {time}", facts=facts, time=until)
    return facts


def _health(status: Status | ProcessStatus) -> Text:
    if status.runs:
        return _job(status.runs)
    known = _STAYS if status.kind is Kind.WORKER else _HEALTH
    return known[status.healthy]


def _job(runs: Runs) -> Text:
    """Say how the job of a timer ended last and when it runs next, by the server's clock."""
    if runs.running:
        return say("✓ running now")
    following = say("no next run")
    if runs.next:
        following = say("next run {time}", time=moment(runs.next))
    if not runs.well or runs.last:
        return say("{last} · {following}", last=_last(runs), following=following)
    return say("{sign} {following}", sign="✓" if runs.next else "?", following=following)


def _last(runs: Runs) -> Text:
    if runs.well:
        return say("✓ last run {time} succeeded", time=moment(runs.last))
    if not runs.last:
        return say("✗ last run failed (exit code {code})", code=runs.code)
    time = moment(runs.last)
    return say("✗ last run {time} failed (exit code {code})", time=time, code=runs.code)


def of_processes(status: Status | None) -> Text:
    """Say how the further processes of a service are, on one line; empty for none."""
    several = (
        say("{name}: {state}", name=one.name, state=_known(one))
        for one in (status.processes if status else ())
    )
    return joined(several, "   ")


def _known(one: Status | ProcessStatus) -> Text:
    return _health(one) if one.active in {"active", UNKNOWN} else say("stopped")


def _state(status: Status) -> Text:
    health = _known(status)
    if status.scope is Scope.USER:
        return say("{health} · not sandboxed, without root", health=health)
    if status.exposure is None:
        return health
    score = round(status.exposure, 1)
    if status.allow:
        doors = list_of(status.allow)
        return say(
            "{health} · exposure {score} of 10, open: {doors}",
            health=health,
            score=score,
            doors=doors,
        )
    return say("{health} · exposure {score} of 10", health=health, score=score)


def _chip(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)  # a release's name comes from the server
    label.setObjectName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
