"""Is this service safe to deploy? Drill it, with a load generator built by this computer's Go."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from core.events import Noticed
from core.home import write_whole
from core.problems import ProblemError
from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.events import Report
    from core.home import Home
    from core.operate import drilled
    from core.ssh.session import ServerSession

    Drill = drilled.Drill

RATE, MOST_RATE = 200, 1000  # requests a second
STEADY, MOST_STEADY = 2, 60  # seconds
_SOURCES = ("go.mod", "main.go")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillWish:
    """The load: `rate` requests a second, `steady` seconds of them before anything is changed.

    Without `back` the release before stays where it is.
    """

    back: bool = True
    rate: int = RATE
    steady: int = STEADY


USUAL = DrillWish()


async def drill(
    home: Home,
    sessions: Sequence[ServerSession],
    service: str,
    *,
    wish: DrillWish = USUAL,
    report: Report,
) -> tuple[Drill, ...]:
    """Redeploy it, roll it back and forward, and kill it under load: its users notice the last.

    Raises `ProblemError`.
    """
    from core.operate import drill

    must_be_confirmed(sessions)
    found = []
    for one in sessions:
        program = await _generator(home, one, report)
        one_wish = drill.DrillWish(
            program=program, back=wish.back, rate=wish.rate, steady=wish.steady
        )
        found.append(await drill.drill(one, service, one_wish, report=report))
    return tuple(found)


def write_report(file: Path, drills: Sequence[Drill]) -> None:
    """Keep the report: .json and .md by the file's name, else HTML. Raises `ProblemError`."""
    from core.operate import drill_report

    kind = file.suffix.removeprefix(".").lower()
    write_whole(file.absolute(), drill_report.text(kind, drills).encode(), mode=0o644)


def fields(drill: Drill) -> dict[str, object]:
    """Return what scripts read of a drill."""
    from core.operate import drill_report

    return drill_report.fields(drill)


async def _generator(home: Home, session: ServerSession, report: Report) -> Path | None:
    """Build the load generator; without a Go the drill goes on without load, and says so."""
    from core.operate import drill_words

    try:
        return await generator(home, session)
    except ProblemError as reason:
        if reason.problem.code != "go_not_found":
            raise
        report(Noticed(problem=drill_words.no_go(reason.problem), server=session.profile.name))
        return None


async def generator(home: Home, session: ServerSession) -> Path:
    """Build the load generator for a server's processor. Raises `ProblemError`."""
    from core.build.brought import laid_out
    from core.events import unheard
    from core.usecases.bringing import built_for

    sources = files("resources").joinpath("drill")
    folder = laid_out(
        home, "drill", {name: sources.joinpath(name).read_text("utf-8") for name in _SOURCES}
    )
    return await built_for(home, session, folder, report=unheard)
