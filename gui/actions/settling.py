"""What the service shall be: proposed from the source, then typed and chosen by a person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.service.catalogue import BY_KEY
from core.service.model import Service
from core.service.sound import problem_of
from core.service.values import laid_over, value_of, with_values
from core.usecases import environment
from core.words import say
from gui.actions import ask, missing_code, settings_file
from gui.wording import schedule_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path

    from core.project.model import Project
    from core.words import Text
    from gui.page import Page
    from gui.widgets.service.service_form import ServiceForm


class ServiceSettler:
    """Fills the form and takes what stands there; the service of the session follows."""

    def __init__(self, page: Page, form: ServiceForm) -> None:
        self._page = page
        self._session = page.session
        self._form = form
        self._connect()

    async def examine(self, project: Project) -> None:
        """Look how the program serves; the first time, propose a service that fits."""
        from core.usecases import serving

        traits, proposed = await asyncio.to_thread(serving.propose, project)
        if self._session.current.project != project:
            return
        self._session.change(traits=traits)
        if isinstance(proposed, Service):
            self._session.propose(proposed)
        else:  # the form goes on with the service there is, or a plain one
            self._page.show_problems((proposed,))
            if self._session.current.service is None:
                self._session.change(service=Service(name="service"))
        self._page.refresh()

    async def settled(self) -> Service | None:
        """Take the form; before anybody was here, what the project asks for.

        None for one that cannot be, after showing why.
        """
        current = self._session.current
        if current.service is None and current.project is not None:
            await self.examine(current.project)
        service = self.take()
        problem = problem_of(service) if service is not None else None
        if problem is not None:
            self._page.show_problems((problem,))
            return None
        return service

    def take(self) -> Service | None:
        """Take what stands in the form, a field that is still being typed in as well."""
        service = self._form.take()
        if service is not None:
            self._session.change(service=service)
        return service

    def use(self, key: str, text: str) -> Text:
        """Give an option what would be typed for it, beside what stands in the form."""
        service, entry = self.take(), BY_KEY[key]
        if service is not None:
            values = laid_over(entry.typed(text), {key: value_of(service, key)})
            self._session.change(service=with_values(service, values))
        value = entry.empty if entry.empty and not text else text
        return say("{option}: {value}. Deploy again.", option=entry.title, value=value)

    async def edit_settings(self) -> None:
        """Edit the service's environment file; it is made with the first setting."""
        service = self.take()
        if service is None:
            return
        file = environment.file_of(self._session.home, service)
        if await settings_file.edit(self._page, file):
            self._form.env_file.setText(str(file))
            self.take()

    def _connect(self) -> None:
        form, files = self._form, self._form.files
        form.changed.connect(lambda service: self._session.change(service=service))
        form.settings_wanted.connect(lambda: self._spawn(self.edit_settings()))
        form.env_file_wanted.connect(lambda: self._spawn(self._choose_env()))
        form.takeover.missing_wanted.connect(lambda: self._spawn(missing_code.offer(self._page)))
        form.kind.schedule_shown.connect(lambda one: self._spawn(self._foresee(one)))
        files.add_file.clicked.connect(lambda: self._spawn(self._add(ask.file)))
        files.add_folder.clicked.connect(lambda: self._spawn(self._add(ask.folder)))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        self._page.runner.spawn(work)

    async def _foresee(self, schedule: str) -> None:
        """Say when a timer would run."""
        from core.usecases import scheduling

        try:
            told = schedule_words.next_runs(await scheduling.next_runs(schedule))
        except ProblemError as odd:  # said below the field, while somebody still types there
            told = odd.problem.why
        self._form.kind.show_runs(schedule, told)

    async def _choose_env(self) -> None:
        title = say("Choose the environment file of the service")
        chosen = await ask.file(self._page, title)
        if chosen is not None:
            self._form.env_file.setText(str(chosen))
            self.take()

    async def _add(self, choose: Callable[..., Awaitable[Path | None]]) -> None:
        """Add a file or a folder to what travels with the program."""
        project = self._session.current.project
        title = say("Choose files for the working directory")
        chosen = await choose(self._page, title, start=project.folder if project else None)
        if chosen is not None:
            self._form.files.add(chosen)
            self.take()
