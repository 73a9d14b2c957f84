"""The command that tells why a service was started anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers
from core.cli.show import Answer
from core.events import problem_as_json
from core.service.results import moment
from core.usecases import restarting
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.restarting import End, Restarts


def add(commands: Commands) -> None:
    """Offer the command."""
    why = commands.add(
        "restarts",
        str(say("show why a service exited: each cause with the last log lines before it")),
        run=_restarts,
    )
    add_service_and_servers(why)


async def _restarts(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await restarting.why(sessions, call.arguments.service)
    return Answer(
        fields={"servers": [_fields(one) for one in found]},
        lines=tuple(line for one in found for line in _lines(one)),
    )


def _fields(found: Restarts) -> dict[str, Any]:
    return {
        "name": found.server,
        "service": found.service,
        "count": found.count,
        "restarts": [_end_fields(one) for one in found.ends],
    }


def _end_fields(end: End) -> dict[str, Any]:
    known = {"code": end.code, "signal": end.signal, "process": end.process, "who": end.who}
    return {
        "time": end.moment,
        "release": end.release,
        "cause": end.cause.value,
        **{key: value for key, value in known.items() if value not in {None, ""}},
        "lines": list(end.lines),
        "problem": problem_as_json(end.problem),
    }


def _lines(found: Restarts) -> Iterator[str]:
    times = "once" if len(found.ends) == 1 else str(say("{n} times", n=len(found.ends)))
    yield str(
        say(
            "{server}: {service} exited {times}, {n} of them unplanned.",
            server=found.server,
            service=found.service,
            times=times,
            n=found.count,
        )
    )
    for end in found.ends:
        what = " ".join(filter(None, (end.process, end.release)))
        yield f"  {moment(end.moment)}  {what}  {end.problem.what}"
        yield f"    {end.problem.why}{f' ({end.who})' if end.who else ''}"
        yield from (f"    → {one.text}" for one in end.problem.next)
        yield from (f"    | {line}" for line in end.lines)
