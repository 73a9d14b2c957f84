"""The command that writes files for other tools: Compose, Kubernetes and what lives beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.arguments import pair
from core.cli.show import Answer, table
from core.words import list_of, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.exporting import Exported, Outcome

_LIST = "list"


def add(commands: Commands) -> None:
    """Offer the command."""
    export = commands.add(
        "export", str(say("write files for Docker Compose, Kubernetes and others")), run=_export
    )
    export.add_argument(
        "words",
        nargs="+",
        metavar="KIND… DIR",
        help=str(say("one or more kinds of export, then the project; or: list")),
    )
    export.add_argument(
        "--output", type=Path, metavar="FOLDER", help=str(say("directory for the files"))
    )
    export.add_argument(
        "--service", metavar="S", help=str(say("name of the service, if not in goferry.toml"))
    )
    export.add_argument(
        "--set",
        dest="answers",
        type=pair,
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=str(say("answer a question, for example image=registry.example.com/hello:1.2.3")),
    )
    export.add_argument(
        "--check",
        action="store_true",
        help=str(say("let the tools on this computer check the files")),
    )
    export.add_argument(
        "--replace",
        action="append",
        default=[],
        metavar="FILE",
        help=str(say("overwrite this file although it was changed")),
    )
    export.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="FILE",
        help=str(say("keep this file as it was changed")),
    )
    export.check = _wrong


def _wrong(arguments: Namespace) -> str:
    if arguments.words == [_LIST]:
        return ""
    if len(arguments.words) == 1:
        return str(say("name a kind and a project, or list"))
    return "" if arguments.output else str(say("--output is missing"))


async def _export(call: Call) -> Answer:
    from core.usecases.exporting import ExportWish, export, kinds

    arguments = call.arguments
    if arguments.words == [_LIST]:
        found = kinds()
        return Answer(
            fields={"kinds": [{"kind": name, "caption": str(what)} for name, what in found]},
            lines=table((name, str(what)) for name, what in found),
        )
    *names, what = arguments.words
    wish = ExportWish(
        kinds=tuple(names),
        what=Path(what),
        folder=arguments.output,
        name=arguments.service or "",
        said=dict(arguments.answers),
        replaced=frozenset(arguments.replace),
        kept=frozenset(arguments.keep),
        check=arguments.check,
    )
    done = await export(wish)
    return Answer(fields=_fields(done), lines=tuple(_lines(done, wish.check)), problem=done.problem)


def _fields(done: Outcome) -> dict[str, Any]:
    return {
        "files": [_file_fields(one) for one in done.files],
        "questions": [
            {"key": one.key, "why": str(one.why), "default": one.default, "answer": answer}
            for one, answer in done.questions
        ],
        "removed": list(done.removed),
        "left_out": [{"kind": kind, "what": str(what)} for kind, what in done.left_out],
    }


def _file_fields(file: Exported) -> dict[str, Any]:
    return {
        "path": file.path,
        "kind": file.kind,
        "proved_by": [one.tool for one in file.verdicts if one.said == "proved"],
        "unknown_to": [one.tool for one in file.verdicts if one.said == "unknown"],
        "provable_by": list(file.provable_by),
        "reason": str(file.reason),
        "became": file.became,
    }


def _lines(done: Outcome, checked: bool) -> Iterator[str]:  # noqa: FBT001 - of one caller
    yield from table(_row(one, checked) for one in done.files)
    yield from (f"{_SIGNS['removed']}  {one}" for one in done.removed)
    open_questions = [(one, answer) for one, answer in done.questions if answer == one.default]
    if open_questions:
        yield str(say("Assumed values (change them with --set):"))
        yield from table(
            ("", f"--set {one.key}={answer}", str(one.why)) for one, answer in open_questions
        )
    for kind, what in done.left_out:
        yield f"{kind}: {what}"


def _row(file: Exported, checked: bool) -> tuple[str, ...]:  # noqa: FBT001 - as above
    return (
        _SIGNS.get(file.became, "·"),
        file.path,
        str(file.reason),
        _proof(file) if checked else "",
    )


def _proof(file: Exported) -> str:
    proved = [one.tool for one in file.verdicts if one.said == "proved"]
    if proved:
        return str(say("proved by {tools}", tools=list_of(proved)))
    if any(one.said == "refused" for one in file.verdicts):
        return str(say("refused"))
    if file.provable_by:
        missing = list_of(file.provable_by)
        return str(say("not checked: {tools} is not on this computer", tools=missing))
    return ""


_SIGNS = {"written": "✓", "removed": "-", "kept": "!"}
