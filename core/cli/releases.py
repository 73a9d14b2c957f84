"""Commands about the past: the releases of a service, and what was done when, and by whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.deploy import add_servers, add_service_and_servers
from core.cli.show import Answer, table
from core.home import write_whole
from core.service.results import moment
from core.usecases import releasing
from core.words import Size, list_of, lists_of, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.releasing import Compared, Entry, Known

_MOST_PACKAGES = 20
_COMMIT = 12  # letters that name one for people


def add(commands: Commands) -> None:
    """Offer the commands."""
    listed = commands.add(
        "releases",
        str(say("list the releases of a service: commit, size, by whom, when")),
        run=_releases,
    )
    add_service_and_servers(listed)
    listed.add_argument(
        "--compare", nargs=2, metavar=("OLD", "NEW"), help=str(say("show how two releases differ"))
    )
    told = commands.add(
        "history", str(say("list changes: when, what, by whom and from where")), run=_history
    )
    told.add_argument("--service", metavar="S", help=str(say("only this service")))
    add_servers(told)
    told.add_argument(
        "--since",
        default="",
        metavar="T",
        help=str(say("start of the time range: 2d, today, 2026-11-30")),
    )
    told.add_argument(
        "--grep", default="", metavar="RE", help=str(say("only entries that contain this text"))
    )
    told.add_argument("--csv", type=Path, metavar="FILE", help=str(say("file for the table (CSV)")))


async def _releases(call: Call) -> Answer:
    if call.arguments.compare:
        return await _compared(call)
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await releasing.releases(sessions, call.arguments.service)
    pairs = [(one.server, release) for one in found for release in one.releases]
    return Answer(
        fields={
            "releases": [{"server": server, **_release_fields(one)} for server, one in pairs],
            "servers": [
                {"name": one.server, "releases": list(map(_release_fields, one.releases))}
                for one in found
            ],
        },
        lines=table(_release_row(server, one) for server, one in pairs),
    )


async def _compared(call: Call) -> Answer:
    old, new = call.arguments.compare
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await releasing.compare(sessions, call.arguments.service, old, new)
    return Answer(
        fields={"compared": [_comparison_fields(one) for one in found]},
        lines=tuple(line for one in found for line in _comparison_lines(one)),
    )


def _comparison_fields(compared: Compared) -> dict[str, Any]:
    found, size = compared.found, compared.size
    packages = [] if size is None else size.packages
    return {
        "server": found.server,
        "old": _release_fields(found.old),
        "new": _release_fields(found.new),
        "settings": [{"key": one.key, "old": one.old, "new": one.new} for one in found.settings],
        "units": found.units,
        "variables": {
            "added": found.added,
            "removed": found.removed,
            "changed": found.changed,
        },
        "whole": found.whole,
        "packages": None
        if size is None
        else [
            {"package": one.name, "old": one.old, "new": one.new, "delta": one.delta}
            for one in packages
        ],
    }


def _comparison_lines(compared: Compared) -> Iterator[str]:
    found, size = compared.found, compared.size
    yield f"{found.server}: {found.old.release} → {found.new.release}"
    if not found.whole:
        yield str(say("  Only the program of one of them is kept, not its settings."))
    rows = [(f"  {one.key}", one.old or str(say("not set")), "→", one.new or str(say("not set")))
            for one in found.settings]  # fmt: skip
    yield from table(rows)
    for word, names in (
        (str(say("new variables")), found.added),
        (str(say("removed variables")), found.removed),
        (str(say("changed variables")), found.changed),
    ):
        if names:
            yield str(say("  {word}: {names}", word=word, names=list_of(names)))
    yield from (f"  {line}" for line in found.units.splitlines())
    if size is None:
        yield str(
            say("  Size by package: unknown, because this computer does not have both programs.")
        )
        return
    yield str(say("  program: {old} → {new}", old=Size(size.old), new=Size(size.new)))
    biggest = size.packages[:_MOST_PACKAGES]
    yield from table((f"    {one.name}", f"{one.delta:+,} B") for one in biggest)


def _release_fields(known: Known) -> dict[str, Any]:
    return {
        "release": known.release,
        "commit": known.commit,
        "size": known.size,
        "kept": known.kept,
        "bad": known.bad,
        "live": known.live,
        "previous": known.previous,
        "grown": known.grown,
        "subject": known.subject,
        "author": known.author,
        "committed": known.committed,
        "dirty": known.dirty,
        "go": known.go,
        "target": known.target,
        "sha256": known.sha256,
        "who": known.who,
        "from": known.origin,
        "login": known.login,
        "time": known.time,
        "outcome": known.outcome,
    }


def _release_row(server: str, known: Known) -> tuple[str, ...]:
    sign = "+" if (known.grown or 0) > 0 else ""
    return (
        "●" if known.live else " ",
        server,
        known.release,
        _state(known),
        "" if known.size is None else str(Size(known.size)),
        f"{sign}{Size(known.grown)}" if known.grown else "",
        moment(known.time),
        f"{known.who}@{known.origin}" if known.origin else known.who,
        known.outcome.replace("_", " "),
        f"{known.commit[:_COMMIT]}{' with changes' if known.dirty else ''}",
        known.author,
        known.subject,
    )


def _state(known: Known) -> str:
    if known.live:
        return "live"
    if not known.kept:
        return "gone"
    return "bad" if known.bad else "previous" if known.previous else "kept"


async def _history(call: Call) -> Answer:
    arguments = call.arguments
    wants = releasing.wanted(since=arguments.since, grep=arguments.grep)
    async with connected(call, chosen(call, arguments.to)) as sessions:
        found = await releasing.history(sessions, arguments.service or "", wants)
    rows = releasing.as_rows(found)
    if arguments.csv is not None:
        write_whole(arguments.csv.absolute(), releasing.as_csv(found).encode(), mode=0o644)
    return Answer(
        fields={
            "history": rows,
            "servers": [
                {"name": done.server, "history": [dict(one.told) for one in done.entries]}
                for done in found
            ],
        },
        lines=table(
            _row(done.server, one, named=not arguments.service)
            for done in found
            for one in done.entries
        ),
    )


def _row(server: str, entry: Entry, *, named: bool) -> tuple[str, ...]:
    return (
        server,
        *((entry.service,) if named else ()),
        *(entry.time, entry.by, entry.verb, entry.release),
        *(entry.outcome.replace("_", " "), entry.code),
        "" if entry.seconds is None else f"{entry.seconds} s",
        _remarks(entry),
    )


def _remarks(entry: Entry) -> str:
    data = {"copied": str(say("data copied before")), "back": str(say("data restored"))}
    told = data.get(str(entry.told.get("data", "")), "")
    return str(lists_of(filter(None, (told, _cut(entry.told.get("cut")), _stays(entry)))))


def _cut(connections: object) -> str:
    if connections is None:
        return ""
    return (
        str(say("1 connection cut"))
        if connections == 1
        else str(say("{n} connections cut", n=str(connections or "no")))
    )


def _stays(entry: Entry) -> str:
    """Say beside a change that came to nothing, or a way back, what it did not undo."""
    ran = {"done": str(say("had run")), "begun": str(say("had started"))}.get(
        str(entry.told.get("command", "")), ""
    )
    stayed_live = entry.verb == "deploy" and entry.told.get("result") == "live"
    return (
        str(say("its release command {ran} and is not undone", ran=ran))
        if ran and not stayed_live
        else ""
    )
