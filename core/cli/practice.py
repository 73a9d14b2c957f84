"""Commands to try GoFerry out: practice start, practice stop, demo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.show import Answer, table

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.demo.tour import Shown


def add(commands: Commands) -> None:
    """Offer the commands."""
    practice = commands.group("practice", "a throw-away server on this computer (Linux, root)")
    practice.add("start", "boot it and add it to the servers as practice", run=_start)
    practice.add("stop", "end it; nothing of it stays", run=_stop)
    commands.add("demo", "the whole journey with a sample project", run=_demo)


async def _start(call: Call) -> Answer:
    from core.usecases import practising

    profile = await practising.start(call.home, report=call.report)
    return Answer(
        fields={"name": profile.name, "host": profile.host, "port": profile.port},
        lines=(
            f"The practice server runs at {profile.address}.",
            f"Deploy to it:  goferry deploy DIR --service hello --to {profile.name}",
            "End it:        goferry practice stop",
        ),
    )


async def _stop(call: Call) -> Answer:
    from core.usecases import practising

    await practising.stop(call.home, report=call.report)
    return Answer(lines=("The practice server is gone.",))


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
    rows = [("The project:", str(shown.folder))]
    if shown.screenshot is not None:
        rows.append(("The window:", str(shown.screenshot)))
    if shown.url:
        rows.append(("The service:", shown.url))
        rows.append(("End the server:", shown.to_end))
    return ("", *map(str, shown.left_out), *table(rows))
