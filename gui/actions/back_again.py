"""Roll back without a question, and offer for some seconds to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.words import say
from gui.widgets.toast import offer_undo
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from core.service.results import Outcome
    from core.service.seen import Seen
    from gui.actions.tending import Tender
    from gui.page import Page


@dataclass(frozen=True, slots=True)
class _Live:
    """What ran before the roll-back."""

    server: str
    service: str
    release: str


class BackAgain(QObject):
    """Lets a `Tender` roll back; what was live can come back with one press."""

    def __init__(self, page: Page, tender: Tender) -> None:
        super().__init__(page)
        self._page = page
        self._tender = tender
        self._live: _Live | None = None
        tender.ended.connect(self._offer)

    def roll_back(self, seen: Seen, release: str) -> None:
        """Return the service to a release; without a name, to its previous one."""
        self._live = _Live(seen.server, seen.service, seen.release)
        self._begin(seen.server, seen.service, release)

    def _begin(self, server: str, service: str, release: str) -> None:
        self._tender.service = service
        self._page.runner.spawn(self._tender.roll_back(server, release))

    def _offer(self, outcome: Outcome) -> None:
        """Offer it where another release runs now, on the server that was meant."""
        live, self._live = self._live, None
        if live is None or live.server != outcome.server or not outcome.result.good:
            return
        if not live.release or outcome.release == live.release:
            return
        said = say(
            "{service} on {server} runs release {n} now.",
            service=live.service,
            server=live.server,
            n=number_of(outcome.release),
        )
        offer_undo(self._page, said, partial(self._undo, live))

    def _undo(self, live: _Live) -> None:
        self._begin(live.server, live.service, live.release)
