"""All that can be found by name: commands, pages, servers, services, settings and projects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import OpenFolder
from core.journey import STOPS, State, Stop
from core.languages import LANGUAGES
from core.words import Text, say, verbatim
from gui.runtime.speech import shown, speech, spoken, without_mnemonic
from gui.shell.commands import COMMANDS
from gui.shell.matching import fit
from gui.shell.menus import Menu
from gui.shell.settings_table import BESIDE, SETTINGS
from gui.wording.glossary import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gui.page import Command, Page
    from gui.shell.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """One thing: what it is, its name, its key, and what happens when it is chosen.

    `also` are further words by which it is found.
    """

    kind: Text
    name: Text
    deed: Callable[[], object]
    also: tuple[str, ...] = ()
    key: str = ""
    icon: str = ""
    ready: bool = True

    @property
    def label(self) -> str:
        """Its name in the language of now."""
        return without_mnemonic(shown(self.name))

    def fits(self, typed: str) -> int:
        """Say how well it fits what was typed; 0 when it does not."""
        languages = [one for one in LANGUAGES if one != speech().language]
        if typed.isascii():  # no need to read another catalogue
            languages = [one for one in languages if one == "en"]
        others = (without_mnemonic(spoken(self.name, one)) for one in languages)
        kind = shown(self.kind)
        return fit(typed, (self.label, *others, f"{kind} {self.label}", *self.also))


def everything(window: Frame) -> Iterator[Findable]:
    """Yield all of it, in the order in which it is shown while nothing is typed."""
    yield from _here(window)
    yield from _commands(window)
    yield from _settings(window)
    yield from _servers(window)
    yield from _services(window)
    yield from _projects(window)
    yield from _terms(window)


def elsewhere(window: Frame, stop: Stop) -> Iterator[Findable]:
    """Yield what another page offers; it is made for that when it was never visited."""
    page = window.pages[stop]
    if page is window.page:
        return
    if open_to_all := window.session.current.marks[stop].state is not State.LOCKED:
        page.refresh()
    for one in _own(page):
        yield _offer(one, stop, partial(_go_and_do, window, stop, one), ready=open_to_all)


def best(found: Sequence[Findable], typed: str) -> list[Findable]:
    """Return what fits, the best first; with nothing typed all of it, what can be done first."""
    if not typed.strip():
        return sorted(found, key=lambda one: not one.ready)
    scored = [(one.fits(typed) + one.ready, one) for one in found]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score > 1]


def _here(window: Frame) -> Iterator[Findable]:
    here = window.page is window.pages[window.stop]
    for one in _own(window.page):
        kind = STOPS[window.stop].name if here else window.page.title
        yield replace(_offer(one, window.stop, one.deed), kind=kind)


def _own(page: Page) -> Iterator[Command]:
    """Yield what only this page offers: a button that says the same as a menu is that command."""
    known = {str(one.name) for one in COMMANDS}
    return (one for one in page.commands() if without_mnemonic(str(one.name)) not in known)


def _offer(
    command: Command, stop: Stop, deed: Callable[[], object], *, ready: bool = True
) -> Findable:
    return Findable(
        kind=STOPS[stop].name,
        name=command.name,
        icon=STOPS[stop].icon,
        deed=deed,
        ready=command.ready and ready,
    )


def _go_and_do(window: Frame, stop: Stop, wanted: Command) -> None:
    """Do it on its page, unless it is not to be done there any more, which is said."""
    window.go_to(stop)
    if window.stop is not stop:
        return
    offered = (one for one in window.page.commands() if one.name == wanted.name)
    found = next(offered, None)
    if found is not None and found.ready:
        found.deed()
    else:
        name = without_mnemonic(shown(wanted.name))
        window.footer.say(say("{name}: this is not possible now.", name=name))


def _commands(window: Frame) -> Iterator[Findable]:
    kinds = {Menu.GO: say("Page")}
    for one in COMMANDS:
        if one.id != "find":
            yield Findable(
                kind=kinds.get(one.menu, one.menu.value),
                name=one.name,
                key=one.key,
                icon=one.icon,
                ready=one.ready(window),
                deed=partial(one.deed, window),
            )


def _settings(window: Frame) -> Iterator[Findable]:
    for one in SETTINGS:
        yield Findable(
            kind=say("Setting"),
            name=one.title,
            also=(shown(one.sentence),),
            icon="settings",
            deed=partial(window.show_settings, one.field),
        )
    for place, name in BESIDE.items():
        yield Findable(
            kind=say("Setting"),
            name=name,
            icon="settings",
            deed=partial(window.show_settings, place),
        )


def _servers(window: Frame) -> Iterator[Findable]:
    for one in window.session.current.servers:
        yield Findable(
            kind=say("Server"),
            name=verbatim(one.name),
            also=(one.address, *(f"{key}={value}" for key, value in one.labels.items())),
            icon="servers",
            deed=partial(window.reveal, Stop.SERVERS, one.name),
        )


def _services(window: Frame) -> Iterator[Findable]:
    board = window.session.current.board
    for row in board.rows if board else ():
        yield Findable(
            kind=say("Service"),
            name=say("{service} on {server}", service=row.service, server=row.server),
            icon="running",
            deed=partial(window.reveal, Stop.RUNNING, f"{row.server}/{row.service}"),
        )


def _terms(window: Frame) -> Iterator[Findable]:
    for one in TERMS:
        yield Findable(
            kind=say("Glossary"),
            name=one.word,
            also=one.forms,
            icon="unknown",
            deed=partial(window.desk.explain, one.id),
        )


def _projects(window: Frame) -> Iterator[Findable]:
    for one in window.session.current.settings.recent:
        yield Findable(
            kind=say("Project"),
            name=verbatim(Path(one).name),
            also=(one,),
            icon="folder",
            ready=not window.runner.busy,
            deed=partial(window.hand_on, Stop.PROJECT, OpenFolder(Path(one))),
        )
