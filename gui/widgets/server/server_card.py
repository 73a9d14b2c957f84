"""The servers on the list, what can be done with them, and what is known of the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from core.usecases.guarding import environment_of
from core.words import say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import button, heading, row, sentence
from gui.widgets.server.server_list import ServerList, labels_as_typed
from gui.wording.server_words import described, details

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment

_LINES = 8


class ServerCard(QFrame):
    """Offers buttons such as `test`, `edit` and `remove`; the page does what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._servers: tuple[Profile, ...] = ()
        self._facts: Mapping[str, Facts] = {}
        self._environments: tuple[Environment, ...] = ()
        self._idle = True
        self.servers = ServerList()
        self.test = button(say("&Test"))
        self.test_all = button(say("Test a&ll"))
        self.edit = button(say("&Change…"))
        self.alarm = button(say("Alarm…"))
        self.remove = button(say("&Remove…"))
        self.environments = button(say("En&vironments…"))
        self.labels = sentence()
        self.labels.setObjectName("muted")
        self.state = sentence()
        self.facts = sentence()
        self.facts.setObjectName("muted")
        self._lay_out()
        self.servers.chosen.connect(self.show_selected)

    def show_servers(
        self,
        servers: tuple[Profile, ...],
        facts: Mapping[str, Facts],
        environments: tuple[Environment, ...] = (),
        *,
        idle: bool,
    ) -> None:
        """Show these servers; while a job runs nothing can be done with them."""
        self._servers, self._facts, self._idle = servers, facts, idle
        self._environments = environments
        self.servers.show_servers(servers, facts, environments)
        self.show_selected()

    def show_selected(self) -> None:
        """Show what is known of the selected server, and what can be done now."""
        name = self.servers.selected()
        self._show_facts(self._facts.get(name), self.profile(name))
        self._show_labels(self.profile(name))
        for one in (self.test, self.edit, self.alarm, self.remove):
            one.setEnabled(bool(name) and self._idle)
        self.test_all.setVisible(len(self._servers) > 1)
        self.test_all.setEnabled(self._idle)
        self.environments.setEnabled(bool(self._servers) and self._idle)

    def profile(self, name: str) -> Profile | None:
        """Return a server of the list by its name."""
        return next((one for one in self._servers if one.name == name), None)

    def say_connecting(self, server: Profile) -> None:
        """Say that this server is being reached; what is known then takes the place."""
        self.state.setText(shown(say("Connecting to {server}…", server=server.address)))

    def _show_labels(self, profile: Profile | None) -> None:
        """Show the labels of the selected server, and whether its environment is protected."""
        self.labels.setVisible(profile is not None and bool(profile.labels))
        if profile is None:
            return
        environment = environment_of(profile, self._environments)
        text = say("Labels: {labels}", labels=labels_as_typed(profile.labels))
        if environment is not None and environment.protected:
            text = say("{labels} · {name} is protected", labels=text, name=environment.name)
        tell(self.labels, text=text)

    def _show_facts(self, found: Facts | None, profile: Profile | None) -> None:
        known = found is not None and profile is not None
        self.state.setVisible(known or bool(self.state.text()))
        self.facts.setVisible(known)
        if found is not None and profile is not None:
            self.state.setText(shown(described(profile, found)))
            self.facts.setText(" · ".join(shown(one) for one in details(found)))
        else:
            self.state.clear()

    def _lay_out(self) -> None:
        self.servers.setMinimumHeight(self.fontMetrics().height() * _LINES)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(heading(say("Your servers")))
        inside.addWidget(self.servers, 1)
        inside.addLayout(row(self.test, self.test_all, self.environments))
        inside.addLayout(row(self.edit, self.alarm, self.remove))
        inside.addWidget(self.labels)
        inside.addWidget(self.state)
        inside.addWidget(self.facts)
