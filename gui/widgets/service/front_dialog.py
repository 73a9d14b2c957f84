"""The front door of a server: which domains lead to its services, and one more for this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from core.problems import ProblemError
from core.usecases.fronting import FrontWish, domain_of
from core.words import say, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from core.usecases.fronting import Fronted


class FrontDialog(QDialog):
    """Shows what is there and asks for a domain; `wish()` is what was asked for."""

    def __init__(
        self, parent: QWidget, *, server: str, service: str, known: Iterable[Fronted]
    ) -> None:
        super().__init__(parent)
        self._service = service
        self.domain = QLineEdit()
        self.fault = sentence()
        self.buttons = QDialogButtonBox()
        tell(self, windowTitle=say("Domain and HTTPS on {server}", server=server))
        self._lay_out(known)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def wish(self) -> FrontWish:
        """Return the domain for this service."""
        return FrontWish(domains=(self.domain.text(),), service=self._service)

    def accept(self) -> None:
        """Close only with a domain that can be one."""
        try:
            domain_of(self.domain.text())
        except ProblemError as odd:
            problem = odd.problem
            tell(self.fault, text=say("{what} {why}", what=problem.what, why=problem.why))
            self.fault.show()
            self.domain.setFocus()
        else:
            super().accept()

    def _lay_out(self, known: Iterable[Fronted]) -> None:
        tell(self.domain, placeholderText=verbatim("app.example.com"))
        self.domain.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        self.fault.setObjectName("wrong")
        self.fault.hide()
        form = QFormLayout()
        add_field(form, say("&Domain for {service}", service=self._service), self.domain)
        put = self.buttons.addButton(
            shown(say("Set up HTTPS")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        put.setObjectName("primary2")
        put.setDefault(True)
        self.buttons.addButton(shown(say("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_EXPLAINED))
        self.rows = [_row(one) for one in known]
        for row in self.rows:
            whole.addWidget(row)
        whole.addLayout(form)
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)


def _row(one: Fronted) -> QLabel:
    """Tell a domain: its certificate, or what is wrong with it."""
    row = sentence(
        say(
            "{sign} {domain} → {service} · {certificate}",
            sign=one.standing.value,
            domain=one.site.domain,
            service=one.site.service,
            certificate=one.told,
        )
    )
    row.setObjectName("muted")
    return row


_EXPLAINED = say(
    "First point the domain to this server (an A record). If nginx, Apache or Caddy runs there, it "
    "gets one more site. Otherwise GoFerry builds Caddy here and deploys it there; Caddy gets the "
    "certificate and renews it."
)
