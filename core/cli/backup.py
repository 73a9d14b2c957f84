"""The commands that back up the data of a service, and bring them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import daily
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_servers, add_service_and_servers, ended
from core.cli.show import Answer
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.usecases import backing_up
from core.usecases.backing_up import BackupWish
from core.words import Size, list_of, say

if TYPE_CHECKING:
    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.usecases.backing_up import Backup, Comparison

_MOST = 20  # names of a list


def add(commands: Commands) -> None:
    """Offer the commands."""
    backup = commands.add(
        "backup", str(say("back up the data of a service while it runs")), run=_run
    )
    backup.add_argument(
        "verb",
        nargs="?",
        choices=tuple(_VERBS),
        help=str(
            say(
                "key: create a key in the file --key; every: copy the data to the "
                "server --onto each day; list: show daily copies; stop: stop them"
            )
        ),
    )
    backup.add_argument("--service", metavar="S", help=str(say("name of the service")))
    add_servers(backup, required=False, changing=True)
    backup.add_argument(
        "--output", type=Path, metavar="DIR", help=str(say("directory for the backup"))
    )
    _add_key(backup, str(say("encrypt the backup with the key in FILE")))
    backup.add_argument(
        "--before",
        default="",
        metavar="CMD",
        help=str(say("command to run on the server first, as the login")),
    )
    backup.add_argument(
        "--after",
        default="",
        metavar="CMD",
        help=str(say("command to run on the server after the data have been read")),
    )
    backup.add_argument(
        "--stopped", action="store_true", help=str(say("stop the service while its data are read"))
    )
    daily.add_options(backup)
    back = commands.add("restore", str(say("restore the data of a backup")), run=_restore)
    add_service_and_servers(back, changing=True)
    back.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=str(say("backup file (default: the newest copy)")),
    )
    back.add_argument(
        "--from-server", metavar="NAME", help=str(say("server that keeps FILE, a daily copy"))
    )
    _add_key(back, str(say("key that encrypted the backup")))
    back.add_argument(
        "--plan", action="store_true", help=str(say("only show what would be replaced"))
    )
    back.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )


def _add_key(parser: Parser, purpose: str) -> None:
    parser.add_argument("--key", type=Path, metavar="FILE", help=purpose)


async def _run(call: Call) -> Answer:
    arguments = call.arguments
    run, needed = _VERBS.get(arguments.verb, (_backup, "--service S --to NAME --output DIR"))
    words = needed.split()[::2]
    if not all(getattr(arguments, word.removeprefix("--")) for word in words):
        raise ProblemError(_incomplete(needed))
    return await run(call)


async def _key(call: Call) -> Answer:
    file: Path = call.arguments.key
    backing_up.new_key(file)
    return Answer(
        fields={"path": str(file)},
        lines=(
            f"✓ {file}",
            str(say("  Keep a copy elsewhere: backups cannot be opened without the key.")),
        ),
    )


async def _backup(call: Call) -> Answer:
    arguments = call.arguments
    wish = BackupWish(
        output=arguments.output.absolute(),
        key=arguments.key,
        before=arguments.before,
        after=arguments.after,
        stopped=arguments.stopped,
    )
    found = []
    profiles = chosen(call, arguments.to)
    async with connected(call, profiles, changing=arguments.stopped) as sessions:
        for one in sessions:
            job = backing_up.backup(call.home, one, arguments.service, wish, report=call.report)
            found.append(await job)
    made = [_fields(one) for one in found]
    return Answer(
        fields={**made[0], "backups": made},
        lines=tuple(line for one in found for line in _told(one)),
    )


_VERBS = {
    "key": (_key, "--key FILE"),
    "every": (daily.every, "--service S --to NAME --onto NAME"),
    "list": (daily.listing, "--to NAME"),
    "stop": (daily.stopping, "--service S --to NAME"),
}


def _fields(one: Backup) -> dict[str, Any]:
    contents, manifest = one.contents, one.contents.manifest
    return {
        "server": one.server,
        "path": str(one.file),
        "size": contents.size,
        "sha256": contents.sha256,
        "files": len(contents.files),
        "release": manifest.release,
        "time": manifest.time,
        "databases": list(contents.databases.sound),
        "unchecked": list(contents.databases.unknown),
        "waited": [
            {"path": inert(db.path), "seconds": round(db.held, 2)} for db in manifest.waited_for
        ],
        "changed": list(map(inert, manifest.changed)),
        "unread": list(map(inert, manifest.unread)),
        "skipped": list(map(inert, manifest.skipped)),
    }


def _told(one: Backup) -> tuple[str, ...]:
    contents = one.contents
    sound = contents.databases.sound
    return (
        f"✓ {one.file}",
        str(
            say(
                "  {server}: {n} files, {size}",
                server=one.server,
                n=len(contents.files),
                size=Size(contents.size),
            )
        ),
        *((str(say("  SQLite reports ok: {names}", names=list_of(sound))),) if sound else ()),
        f"  sha256 {contents.sha256}",
    )


async def _restore(call: Call) -> Answer:
    if not (call.arguments.file or call.arguments.from_server):
        raise ProblemError(_incomplete("FILE"))
    async with daily.backup_file(call) as file:
        return await _restored(call, file)


async def _restored(call: Call, file: Path) -> Answer:
    arguments = call.arguments
    name, key = arguments.service, arguments.key
    profiles = chosen(call, arguments.to)
    async with connected(call, profiles, changing=not arguments.plan) as sessions:
        plans = [await backing_up.compare(one, name, file, key=key) for one in sessions]
        lines = tuple(line for one in plans for line in _plan_lines(one))
        if arguments.plan:
            return Answer(fields={"servers": list(map(_plan_fields, plans))}, lines=lines)
        if call.asking.anyone:
            call.show.answer(Answer(lines=lines))
        call.confirm(str(say("Replace the data of {name} with these?", name=name)))
        outcomes = [
            await backing_up.restore(one, name, file, key=key, report=call.report)
            for one in sessions
        ]
    return ended(outcomes, done=str(say("restored")))


def _plan_fields(one: Comparison) -> dict[str, Any]:
    lists = {"replaced": one.replaced, "added": one.added, "gone": one.gone, "newer": one.newer}
    return {
        "name": one.server,
        "backup": {"time": one.contents.manifest.time, "release": one.contents.manifest.release},
        **{
            key: [{"path": inert(file.path), "size": file.size} for file in files]
            for key, files in lists.items()
        },
        "replaces_copy_of": one.kept_copy,
    }


def _plan_lines(one: Comparison) -> list[str]:
    manifest = one.contents.manifest
    lines = [
        str(
            say(
                "{server}: the data of {service} from {time}",
                server=one.server,
                service=manifest.service,
                time=manifest.time,
            )
        )
    ]
    rows = (
        ("replaced", one.replaced),
        (str(say("replaced, and newer on the server")), one.newer),
        ("added", one.added),
        (
            str(say("set aside with the current data, because the backup does not have them")),
            one.gone,
        ),
    )
    for what, files in rows:
        if files:
            lines.append(f"  {len(files)} {what}, {Size(sum(file.size for file in files))}")
            lines += [f"    {inert(file.path)}" for file in files[:_MOST]]
            lines += (
                [str(say("    … {n} more with --json", n=len(files) - _MOST))]
                if files[_MOST:]
                else []
            )
    if one.kept_copy:
        lines.append(
            str(
                say(
                    "  The copy of the data from {time} is replaced by the current data.",
                    time=one.kept_copy,
                )
            )
        )
    return lines


def _incomplete(needed: str) -> Problem:
    return Problem(
        code="backup_incomplete",
        what=say("The command is incomplete."),
        why=say("Some of these are missing: {words}", words=needed),
        next=(Advice(say("Run: {command}", command="goferry backup --help")),),
    )
