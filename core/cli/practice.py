"""Commands to try GoFerry out: practice start, practice stop, demo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.show import Answer, table
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.demo.tour import Shown


def add(commands: Commands) -> None:
    """Offer the commands."""
    practice = commands.group(
        "practice", str(say("disposable practice server on this computer (Linux, root)"))
    )
    practice.add("start", str(say("start it and add it to the servers as practice")), run=_start)
    practice.add("stop", str(say("stop and delete the practice server")), run=_stop)
    commands.add("demo", str(say("run the whole workflow with a sample project")), run=_demo)


async def _start(call: Call) -> Answer:
    from core.usecases import practising

    profile = await practising.start(call.home, report=call.report)
    return Answer(
        fields={"name": profile.name, "host": profile.host, "port": profile.port},
        lines=(
            str(say("The practice server is running at {address}.", address=profile.address)),
            str(
                say(
                    "Deploy to it:  goferry deploy DIR --service hello --to {name}",
                    name=profile.name,
                )
            ),
            str(say("Stop it:       goferry practice stop")),
        ),
    )


async def _stop(call: Call) -> Answer:
    from core.usecases import practising

    await practising.stop(call.home, report=call.report)
    return Answer(lines=(str(say("The practice server was deleted.")),))


async def _demo(call: Call) -> Answer:
    from core.demo.tour import demo

    shown = await demo(call.home, program=_as_typed(sys.argv[0]), report=call.report)
    return Answer(
        fields={
            "url": shown.url or None,
            "screenshot": None if shown.screenshot is None else str(shown.screenshot),
            "dir": str(shown.folder),
            "left_out": [str(sentence) for sentence in shown.left_out],
        },
        lines=_where_to_look(shown),
    )


def _as_typed(program: str) -> str:
    """Tell how GoFerry is started here: by its name where that is found, else by this path."""
    is_script = Path(program).name == "goferry" and shutil.which("goferry") is None
    return program if is_script else "goferry"


def _where_to_look(shown: Shown) -> tuple[str, ...]:
    rows = [(str(say("The project:")), str(shown.folder))]
    if shown.screenshot is not None:
        rows.append((str(say("The window:")), str(shown.screenshot)))
    if shown.url:
        rows.append((str(say("The service:")), shown.url))
        rows.append((str(say("Stop the server:")), shown.to_end))
    return ("", *map(str, shown.left_out), *table(rows))
