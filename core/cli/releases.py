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
from core.words import Size

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
        "list the releases of a service: commit, size, by whom, when",
        run=_releases,
    )
    add_service_and_servers(listed)
    listed.add_argument("--compare", nargs=2, metavar=("OLD", "NEW"), help="how two of them differ")
    told = commands.add("history", "tell what was done when, by whom and from where", run=_history)
    told.add_argument("--service", metavar="S", help="of this service alone")
    add_servers(told)
    told.add_argument("--since", default="", metavar="T", help="not before: 2d, today, 2026-11-30")
    told.add_argument("--grep", default="", metavar="RE", help="only what holds this pattern")
    told.add_argument("--csv", type=Path, metavar="FILE", help="write it as a table for others")


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
        yield "  The settings of one of them are not kept: only its program is."
    rows = [(f"  {one.key}", one.old or "not set", "→", one.new or "not set")
            for one in found.settings]  # fmt: skip
    yield from table(rows)
    for word, names in (
        ("new variables", found.added),
        ("variables gone", found.removed),
        ("variables with another value", found.changed),
    ):
        if names:
            yield f"  {word}: {', '.join(names)}"
    yield from (f"  {line}" for line in found.units.splitlines())
    if size is None:
        yield "  Size by package: not known, since this computer has no copy of both programs."
        return
    yield f"  program: {Size(size.old)} → {Size(size.new)}"
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
    data = {"copied": "data copied before", "back": "data brought back"}
    told = data.get(str(entry.told.get("data", "")), "")
    return "; ".join(filter(None, (told, _cut(entry.told.get("cut")), _stays(entry))))


def _cut(connections: object) -> str:
    if connections is None:
        return ""
    return "1 connection cut" if connections == 1 else f"{connections or 'no'} connections cut"


def _stays(entry: Entry) -> str:
    """Say beside a change that came to nothing, or a way back, what it did not undo."""
    ran = {"done": "had run", "begun": "had begun"}.get(str(entry.told.get("command", "")), "")
    stayed_live = entry.verb == "deploy" and entry.told.get("result") == "live"
    return f"its release command {ran}, and is not undone" if ran and not stayed_live else ""
