"""Offer the code that a program lacks to lose no request, and write it into the project."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.problems import Advice, Problem
from core.words import Text, list_of, say
from gui.actions import ask

if TYPE_CHECKING:
    from core.project.traits import ServiceTraits
    from gui.page import Page


_SHOWN = 8


async def offer(page: Page) -> None:
    """Show the lines, write them where that is wanted, and say what is left to do."""
    from core.usecases.examining import add_code, missing_code

    project, traits = page.session.current.project, page.session.current.traits
    if project is None or traits is None:
        return
    if not await ask.add_files(page, _explained(traits), missing_code(project.module)):
        return
    await asyncio.to_thread(add_code, project.folder, project.module)
    page.show_problems((_not_called_yet(traits),))


def _explained(traits: ServiceTraits) -> Text:
    """Say what the files do, and which lines to change: only such as open a port."""
    if not traits.opens:
        return say(
            "These new files add socket activation, READY=1 and graceful "
            "shutdown. Then call serve.ListenAndServe(address, handler) where "
            "the program serves HTTP, and build again. For another protocol, "
            "use the listener from systemd.Listener()."
        )
    return say(
        "These new files add socket activation, READY=1 and graceful "
        "shutdown. Then replace the code that opens the port in {places} "
        "with serve.ListenAndServe(address, handler), and build again.",
        places=list_of(traits.opens, most=_SHOWN),
    )


def _not_called_yet(traits: ServiceTraits) -> Problem:
    places = traits.opens or traits.listens or ("main.go",)
    return Problem(
        code="not_called_yet",
        what=say("The files are in your project. The program does not use them yet."),
        why=say(
            "Call serve.ListenAndServe(address, handler) in {places}, then build again.",
            places=list_of(places, most=_SHOWN),
        ),
        next=(Advice(say("Open {file}.", file=places[0]), OpenFile.at(places[0])),),
    )
