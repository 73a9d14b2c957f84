"""Offer the code that a program lacks to lose no request, and write it into the project."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.problems import Action, Advice, Problem, ProblemError
from core.words import say
from gui import ask

if TYPE_CHECKING:
    from gui.page import Page


async def offer(page: Page) -> None:
    """Show the lines, write them where that is wanted, and say what is left to do."""
    from core.project import doctor

    project, manners = page.session.current.project, page.session.current.manners
    if project is None or manners is None:
        return
    places = ", ".join(manners.opens) or "main.go"
    where = say(
        "These new files let the program take its socket from systemd, say that it is ready, and "
        "end its requests before it stops. Then call serve.ListenAndServe(address, handler) in "
        "{places} in place of what opens the port there, and build again.",
        places=places,
    )
    if not await ask.add_files(page, where, doctor.offer(project.module)):
        return
    try:
        await asyncio.to_thread(doctor.add, project.folder, project.module)
    except ProblemError as error:
        page.show_problems((error.problem,))
        return
    page.show_problems((_not_called_yet(places),))


def _not_called_yet(places: str) -> Problem:
    first = places.split(",", maxsplit=1)[0]
    return Problem(
        code="not_called_yet",
        what=say("The files are in your project; the program does not use them yet."),
        why=say(
            "Call serve.ListenAndServe(address, handler) in {places}, and build again.",
            places=places,
        ),
        next=(Advice(say("Open {file}.", file=first), Action.OPEN_FILE, first),),
    )
