"""Measure and clean up what the chosen service takes on servers; back up and restore its data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.words import say
from gui.actions import ask
from gui.actions.copying import Copier
from gui.actions.keeping import Keeping
from gui.widgets.upkeep import store_words as words
from gui.widgets.upkeep.backup_dialog import BackupDialog
from gui.wording.outcome_words import outcome_words

if TYPE_CHECKING:
    from core.events import Report
    from core.service.seen import Seen
    from core.usecases.connecting import Connection
    from core.usecases.space import Cleaning
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.upkeep.store_panel import StorePanel


class Storer(Keeping):
    """Fills a `StorePanel` and does what its buttons say."""

    def __init__(self, page: Page, connector: Connector, panel: StorePanel) -> None:
        super().__init__(page, connector)
        self._panel = panel
        self.copier = Copier(page, connector, panel.copies, self.anew)
        self._of = ""  # the service that was measured
        self._folder = Path.home()  # of the last backup
        for one, deed in (
            (panel.clean, self.clean),
            (panel.back_up, self.back_up),
            (panel.restore, self.restore),
        ):
            one.clicked.connect(partial(self._begin, panel, deed))

    def forget(self) -> None:
        """Measure anew the next time: something was changed."""
        self._of = ""

    def anew(self) -> None:
        """Ask again at once: something was changed."""
        self.forget()
        self.show()

    def show(self) -> None:
        """Measure the chosen service on all of its servers, where that is not known."""
        if (seen := self._panel.chosen) is not None and seen.service != self._of:
            self._of = seen.service
            self._panel.clear()
            self._panel.say(say("Asking the server…"))
            self.copier.begin()
            self._page.runner.spawn(self._measure(seen))

    async def _measure(self, seen: Seen) -> None:
        try:
            async with self._reached(*self._panel.servers) as connections:
                found = await self._look(connections, seen)
                if self._of == seen.service:  # no other service was chosen meanwhile
                    self._panel.show_found(found)
                copies = await self.copier.ask(connections, seen)
                if self._of == seen.service:
                    self.copier.show_found(*copies)
        except ProblemError as refused:
            self._of = ""
            problem = refused.problem
            self._panel.say(say("{what} {why}", what=problem.what, why=problem.why))
            self._panel.copies.clear()

    async def _look(self, connections: tuple[Connection, ...], seen: Seen) -> tuple[Cleaning, ...]:
        from core.usecases import space

        wish = space.SpaceWish(service=seen.service, keep=self._panel.keep.value())
        return await space.look(connections, wish)

    async def clean(self, seen: Seen) -> None:
        """Show what would be removed, and remove it when that is wanted."""
        from core.usecases import space

        async with self._reached(*self._panel.servers, changing=True) as connections:
            plans = await self._look(connections, seen)
            if not any(one.frees or one.releases for one in plans):
                self._page.told.emit(say("There is nothing to remove."))
                return
            sure = await ask.confirm(
                self._page,
                say("Clean up {service}?", service=seen.service),
                say(
                    "These releases cannot be brought back. The current release, the previous one, "
                    "and the data of the service are not touched."
                ),
                primary_action=say("Remove what is listed"),
                affected=tuple(words.cleaning(plans)),
            )
            if not sure:
                return

            async def job(*, report: Report) -> tuple[Cleaning, ...]:
                del report
                return await space.clean(connections, plans)

            gone = await self._run(say("Cleaning up {service}", service=seen.service), job)
        self.anew()
        if gone is not None:
            self._page.told.emit(words.cleaned(gone))

    async def back_up(self, seen: Seen) -> None:
        """Ask where to, and bring the data here; one that is cut goes on the next time."""
        from core.usecases import backing_up

        dialog = BackupDialog(
            self._page, service=seen.service, server=seen.server, folder=self._folder
        )
        dialog.folder_wanted.connect(lambda: self._spawn(self._choose_folder(dialog)))
        self._let_keys_be_chosen(dialog)
        if not await ask.answer_of(dialog):
            return
        wish = dialog.wish()
        self._folder = wish.output
        async with self._reached(seen.server, changing=wish.stopped) as (connection, *_):
            home = self._page.session.home
            job = partial(backing_up.backup, home, connection, seen.service, wish)
            what = say("Backing up {service} from {server}", service=seen.service,
                       server=seen.server)  # fmt: skip
            self._panel.tell_backup(None)
            made = await self._run(what, job)
        if made is not None:
            self._panel.tell_backup(words.backed_up(made))
            self._page.told.emit(say("Saved as {file}.", file=str(made.file)))

    async def restore(self, seen: Seen) -> None:
        """Show what a backup would replace, and put it in place when that is wanted."""
        from core.usecases import backing_up

        file = await ask.file(self._page, say("Choose the backup"), start=self._folder)
        key = None
        if file is not None and file.suffix == ".sealed":
            key = await ask.file(self._page, say("Choose the key of this backup"))
        if file is None or (file.suffix == ".sealed" and key is None):
            return
        name = seen.service
        async with self._reached(seen.server, changing=True) as (connection, *_):
            found = await backing_up.compare(connection, name, file, key=key)
            manifest = found.contents.manifest
            sure = await ask.confirm(
                self._page,
                say("Replace the data of {service} on {server}?", service=name, server=seen.server),
                say(
                    "The backup is of {service}, from {time}. The service stops for a "
                    "moment. The current data are set aside, and restored if the service "
                    "is unhealthy.",
                    service=manifest.service,
                    time=manifest.time,
                ),
                primary_action=say("Replace the data"),
                affected=tuple(words.replacing(found)),
            )
            if not sure:
                return
            job = partial(backing_up.restore, connection, name, file, key=key)
            what = say("Restoring the data of {service} on {server}", service=name,
                       server=seen.server)  # fmt: skip
            outcome = await self._run(what, job)
        self.anew()
        if outcome is not None:
            self._panel.tell_backup(outcome_words(outcome))
            self._page.add_problems((outcome.problem,) if outcome.problem else ())

    async def _choose_folder(self, dialog: BackupDialog) -> None:
        start = Path(dialog.folder.text() or Path.home())
        if (chosen := await ask.folder(dialog, say("Choose the folder"), start=start)) is not None:
            dialog.folder.setText(str(chosen))
