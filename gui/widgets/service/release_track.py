"""What is where on one server: the release before, the one that runs, and the one that comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.service.model import Kind, Scope
from core.service.results import UNKNOWN, moment, time_of_day
from core.words import Text, joined, say, verbatim
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from core.service.results import ProcessStatus, Runs, Status

_HEALTH: dict[bool | None, Text] = {
    True: say("✓ answers"),
    False: say("✗ does not answer"),
    None: say("? not known"),
}
_STAYS = {**_HEALTH, True: say("✓ runs"), False: say("✗ does not stay up")}


_ALL_ROOM = 1000  # of what a stretch would take, too


class ReleaseTrack(QWidget):
    """Three chips in the order of time, each with its word: colour is never the only sign."""

    def __init__(self) -> None:
        super().__init__()
        self._status: Status | None = None
        self.before = _chip("chipBefore")
        self.now = _chip("chipNow")
        self.coming = _chip("chipComing")
        self.facts = _chip("muted")
        self.unknown = _chip("chipUnknown")
        self._arrows = [QLabel("→"), QLabel("→")]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        chips = (self.before, self._arrows[0], self.now, self._arrows[1], self.coming)
        for part in chips:
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.facts.setWordWrap(True)  # a timer's last and next run are more than a line
        line.addWidget(self.facts, _ALL_ROOM)
        line.addWidget(self.unknown)
        line.addStretch(1)  # takes the room while there are no facts
        self.show_status(None)

    @property
    def known(self) -> bool:
        """Whether the server was asked."""
        return self._status is not None

    def show_status(self, status: Status | None) -> None:
        """Show what a server told; nothing before it was asked."""
        self._status = status
        self.setVisible(status is not None)
        self.show_coming(coming=False)

    def show_coming(self, *, coming: bool) -> None:
        """Show that a new release is on its way here, or that none is."""
        status = self._status
        before, now = (status.previous, status.release) if status else ("", "")
        nothing = say("nothing runs here yet")
        tell(self.before, text=say("before: {release}", release=before))
        tell(self.now, text=say("now: {release}", release=now) if now else nothing)
        tell(self.coming, text=say("coming: the new release"))
        unknown = (status.unknown or status.probation) if status and now else None
        tell(self.unknown, text=unknown.what if unknown else nothing)
        tell(self.facts, text=_facts(status) if status and now else verbatim(""))
        there = {
            self.before: bool(before),
            self._arrows[0]: bool(before),
            self.now: status is not None,
            self._arrows[1]: coming and status is not None,
            self.coming: coming,
            self.facts: not coming,
            self.unknown: unknown is not None and not coming,
        }
        for part, is_there in there.items():
            part.setVisible(is_there)
        if coming:
            self.show()


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
        return say("✓ runs now")
    following = say("does not run again")
    if runs.next:
        following = say("runs next on {time}", time=moment(runs.next))
    if not runs.well or runs.last:
        return say("{last} · {following}", last=_last(runs), following=following)
    return say("{sign} {following}", sign="✓" if runs.next else "?", following=following)


def _last(runs: Runs) -> Text:
    if runs.well:
        return say("✓ ended well on {time}", time=moment(runs.last))
    if not runs.last:
        return say("✗ its last run ended with exit code {code}", code=runs.code)
    time = moment(runs.last)
    return say("✗ ended on {time} with exit code {code}", time=time, code=runs.code)


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
        doors = ", ".join(status.allow)
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
    return label
