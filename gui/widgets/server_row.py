"""One server of a deploy: chosen or not, what happens there now, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from core.deploy.model import Outcome, Result
from core.words import Size, Text, say, verbatim
from gui import theme
from gui.speech import shown, tell

if TYPE_CHECKING:
    from core.server.profile import Profile

_RESULTS: dict[Result, Text] = {
    Result.DEPLOYED: say("✓ Release {release} runs and answers. It took {seconds} s."),
    Result.UNCHANGED: say("✓ Release {release} already runs; nothing was changed."),
    Result.ROLLED_BACK: say("↩ The new release was taken back: {release} runs again."),
    Result.REFUSED: say("✗ Nothing was changed on this server."),
    Result.CANCELLED: say("Cancelled. What ran before still runs."),
    Result.DOWN: say("✗ Nothing answers on this server: not even the previous release starts."),
    Result.UNKNOWN: say("? The connection was lost meanwhile; the server finishes by itself."),
}


class ServerRow(QFrame):
    """Check box, sentence, and after a deploy the buttons for what one does next."""

    toggled = Signal(str, bool)
    roll_back_wanted = Signal(str)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self.setObjectName("card")
        self.profile = profile
        self.url = ""
        self.choice = QCheckBox(f"{profile.name}  ({profile.address})")
        self.choice.setAccessibleName(profile.name)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = QPushButton()
        self.roll_back = QPushButton()
        tell(self.open, text=say("Open in browser"), accessibleName=say("Open in browser"))
        tell(self.roll_back, text=say("Roll back {server}", server=profile.name))
        self._lay_out()
        self._connect()
        self.show_outcome(None)

    def say(self, text: Text) -> None:
        """Show what happens on this server now."""
        tell(self.said, text=text)
        self.said.show()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show how the last deploy ended, and offer what one does next."""
        self.url = outcome.url if outcome else ""
        self.open.setVisible(bool(self.url))
        self.roll_back.setVisible(bool(outcome and outcome.previous))
        self.said.setVisible(outcome is not None)
        if outcome is not None:
            tell(self.said, text=_sentence(outcome))
            self.said.setStyleSheet(f"color: {_colour(outcome)}")
        else:
            self.said.setStyleSheet("")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.open)
        line.addWidget(self.roll_back)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addLayout(line)
        inside.addWidget(self.said)

    def _connect(self) -> None:
        name = self.profile.name
        self.choice.toggled.connect(lambda on: self.toggled.emit(name, on))
        self.roll_back.clicked.connect(lambda: self.roll_back_wanted.emit(name))
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self.url)))


_SENT = say("✓ Release {release} runs and answers. It took {seconds} s and sent {size}.")


def _sentence(outcome: Outcome) -> Text:
    uploaded = outcome.result is Result.DEPLOYED and outcome.uploaded_bytes
    template = _SENT if uploaded else _RESULTS[outcome.result]
    done = Text(
        template.source,
        (
            ("release", outcome.release),
            ("seconds", round(outcome.seconds, 1)),
            ("size", Size(outcome.uploaded_bytes)),
        ),
    )
    if not outcome.url:
        return done
    return Text("{done}  {url}", (("done", done), ("url", verbatim(outcome.url))))


def _colour(outcome: Outcome) -> str:
    colours = theme.current()
    good = outcome.result in {Result.DEPLOYED, Result.UNCHANGED}
    return (colours.good if good else colours.warning).name()


def in_words(outcome: Outcome) -> str:
    """Say an outcome as one line, for the log."""
    return f"{outcome.server}: {shown(_sentence(outcome))}"
