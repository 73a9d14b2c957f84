"""The alarm of a server: who is told, of what, and what is open there now."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from core.problems import ProblemError
from core.usecases import alarming
from core.usecases.alarming import AlarmWish, Form
from core.words import Text, say, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, number_box, sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.usecases.alarming import Alarm


_LONGEST = 365  # days
_NAMES: dict[str, Text] = {
    Form.JSON: verbatim("JSON"),
    Form.SLACK: verbatim("Slack"),
    Form.DISCORD: verbatim("Discord"),
    Form.TELEGRAM: verbatim("Telegram"),
    Form.NTFY: verbatim("ntfy"),
    Form.WECOM: say("WeCom"),
    Form.DINGTALK: say("DingTalk"),
}


class Deed(Enum):
    """What was asked for."""

    SET = auto()
    TEST = auto()
    REMOVE = auto()


class AlarmDialog(QDialog):
    """Shows the alarm that is there; `deed` is what is to be done, `wish()` a new one."""

    def __init__(self, parent: QWidget, known: Alarm) -> None:
        super().__init__(parent)
        self.deed = Deed.SET
        self._known = known.told.settings if known.told else alarming.Settings()
        self.webhook, self.secret, self.mail = QLineEdit(), QLineEdit(), QLineEdit()
        self.form = QComboBox()
        self.disk = number_box(1, 99, self._known.disk)
        self.days = number_box(1, _LONGEST, self._known.certificate_days)
        self.fault = sentence()
        self.buttons = QDialogButtonBox()
        tell(self, windowTitle=say("Alarm of {server}", server=known.server))
        self._fill()
        self._lay_out(known)

    def wish(self) -> AlarmWish:
        """Return what was typed."""
        form, known = self.form.currentData(), self._known
        typed = self.webhook.text().strip()
        return AlarmWish(
            webhook=f"{typed}\n{self.secret.text().strip()}\n".encode(),
            keeps_webhook=bool(known.form) and not typed,
            form=Form(form) if form else None,
            mail=self.mail.text().strip(),
            disk=self.disk.value(),
            certificate_days=self.days.value(),
            services=known.services,
            calm=known.calm,
            log_lines=known.log_lines,
        )

    def accept(self) -> None:
        """Close only with a receiver that can be one."""
        try:
            alarming.check(self.wish())
        except ProblemError as odd:
            problem = odd.problem
            tell(self.fault, text=say("{what} {why}", what=problem.what, why=problem.why))
            self.fault.show()
            (self.mail if problem.field == "mail" else self.webhook).setFocus()
        else:
            super().accept()

    def _fill(self) -> None:
        for secret in (self.webhook, self.secret):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.webhook.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        kept = say("Leave empty to keep the address that is set") if self._known.form else None
        tell(self.webhook, placeholderText=kept or verbatim("https://hooks.example.com/…"))
        self.form.addItem(shown(say("By the address")), "")
        for form in Form:
            self.form.addItem(shown(_NAMES[form]), form.value)
        self.mail.setText(self._known.mail)

    def _lay_out(self, known: Alarm) -> None:
        fields = QFormLayout()
        add_field(fields, say("&Webhook address"), self.webhook)
        add_field(fields, say("&Receiver"), self.form)
        add_field(fields, say("Si&gning secret (DingTalk only)"), self.secret)
        add_field(fields, say("&Mail address"), self.mail)
        add_field(fields, say("&Disk, in percent"), self.disk)
        add_field(fields, say("Days before a &certificate expires"), self.days)
        self.fault.setObjectName("wrong")
        self.fault.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_EXPLAINED))
        self.rows = [sentence(one) for one in lines(known)]
        for row in self.rows:
            row.setObjectName("muted")
            whole.addWidget(row)
        whole.addLayout(fields)
        whole.addWidget(self.fault)
        self._add_buttons(there=known.told is not None)
        whole.addWidget(self.buttons)

    def _add_buttons(self, *, there: bool) -> None:
        role = QDialogButtonBox.ButtonRole
        put = self.buttons.addButton(shown(say("Set alarm")), role.AcceptRole)
        put.setObjectName("primary2")
        put.setDefault(True)
        self.test = self._deed(say("Send test message"), Deed.TEST)
        self.remove = self._deed(say("Remove alarm"), Deed.REMOVE)
        self.test.setVisible(there)
        self.remove.setVisible(there)
        self.buttons.addButton(shown(say("Cancel")), role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _deed(self, words: Text, deed: Deed) -> QPushButton:
        made = self.buttons.addButton(shown(words), QDialogButtonBox.ButtonRole.ActionRole)

        def choose() -> None:
            self.deed = deed
            QDialog.accept(self)

        made.clicked.connect(choose)
        return made


def lines(known: Alarm) -> tuple[Text, ...]:
    """Tell what is set up and what is open; the address is on the server only."""
    if known.told is None:
        return (say("{server} has no alarm.", server=known.server),)
    told, found = known.told, []
    if told.settings.form:
        name = _NAMES.get(told.settings.form, verbatim("?"))
        found.append(say("Now: {form} at {host}.", form=name, host=told.settings.host))
    found += [say("Open: {subject} ({kind})", subject=one.subject, kind=one.kind)
              for one in told.open]  # fmt: skip
    if told.waiting:
        found.append(
            say(
                "Messages waiting to be delivered: {count}. {why}",
                count=told.waiting,
                why=told.refused,
            )
        )
    return tuple(found)


_EXPLAINED = say(
    "The server sends a message when a service crashes, fails or is rolled back, "
    "when a certificate is about to expire, when a disk is almost full, and when "
    "such a problem is over. The address is a secret: it is kept on the server for "
    "root only, and is not shown again."
)
