"""The build options as flags: they follow the catalogue, and only what was typed is told."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.build.catalogue import BY_FIELD, ENTRIES
from core.build.option_entry import BuildEntry, FieldKind, Group
from core.build.task import BuildTask
from core.problems import ProblemError
from core.usecases.settling import BuildWish
from core.words import Text, say

if TYPE_CHECKING:
    from core.cli.arguments import Parser
    from core.target import Target

_TITLES = {
    Group.RESULT: say("what is built"),
    Group.C_CODE: say("C code"),
    Group.CONTENT: say("what the program contains"),
    Group.SOURCES: say("where modules come from"),
    Group.EXPERT: say("advanced"),
}

_GATES = (
    ("--vet", "vet", say("build only if go vet finds nothing suspicious")),
    ("--test", "test", say("build only if go test ./... passes")),
    (
        "--govulncheck",
        "vulnerabilities",
        say("build only if govulncheck finds no known vulnerability"),
    ),
)


def add_build_options(parser: Parser) -> None:
    """Accept every build option; only those that were typed end up in the arguments."""
    add_options(parser, *BY_FIELD)
    add_go_and_profile(parser)


def add_options(parser: Parser, *fields: str) -> None:
    """Accept these build options, under the titles of their groups."""
    entries = [BY_FIELD[name] for name in fields]
    for group, title in _TITLES.items():
        if own := [entry for entry in entries if entry.group is group]:
            titled = parser.add_argument_group(str(title))
            for entry in own:
                titled.add_argument(
                    entry.flag,
                    dest=_destination(entry),
                    default=argparse.SUPPRESS,
                    help=str(told_option(entry.title, entry.sentence)).replace("%", "%%"),
                    **_shape(entry),
                )


def told_option(title: Text, sentence: Text) -> Text:
    """Return what the help says of an option: what it is, then what it does and costs."""
    return say("{title}. {sentence}", title=title, sentence=sentence)


def add_go_and_profile(parser: Parser) -> None:
    """Accept the choice of a Go, and of a profile of goferry.toml."""
    parser.add_argument(
        "--go",
        type=Path,
        metavar="DIR",
        help=str(say("Go installation to use (default: the best one found)")),
    )
    parser.add_argument(
        "--profile",
        default="",
        metavar="NAME",
        help=str(say("profile of the project's goferry.toml")),
    )


def add_gates(parser: Parser) -> None:
    """Accept the checks that must pass before a build; none is made unless it is asked for."""
    gates = parser.add_argument_group(str(say("before the build")))
    for flag, name, purpose in _GATES:
        gates.add_argument(
            flag, dest="gates", action="append_const", const=name, default=[], help=str(purpose)
        )


def wish_of(
    arguments: argparse.Namespace,
    folder: Path,
    *,
    output: Path | None = None,
) -> BuildWish:
    """What was typed about a build of the project in `folder`; see `BuildWish`."""
    return BuildWish(
        folder=folder,
        typed=typed_options(arguments),
        targets=typed_targets(arguments),
        profile=getattr(arguments, "profile", ""),
        go=getattr(arguments, "go", None),
        output=output,
        gates=tuple(map(BuildTask, getattr(arguments, "gates", ()))),
    )


def typed_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """The options that were typed, by name; targets stand apart, since there may be several."""
    return {
        entry.field: _joined(entry, getattr(arguments, _destination(entry)))
        for entry in ENTRIES
        if entry.kind is not FieldKind.TARGET and hasattr(arguments, _destination(entry))
    }


def typed_targets(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """The targets that were typed, each once, in the order given."""
    return tuple(dict.fromkeys(getattr(arguments, _destination(BY_FIELD["target"]), ())))


def _destination(entry: BuildEntry) -> str:
    """Keep apart what a build and a deploy both call `mode`."""
    return f"build_{entry.field}"


def _shape(entry: BuildEntry) -> dict[str, Any]:
    """How argparse takes an option of this kind."""
    metavar = entry.placeholder or entry.field.upper()
    match entry.kind:
        case FieldKind.SWITCH:
            return {"action": argparse.BooleanOptionalAction}
        case FieldKind.CHOICE:
            return {"choices": [str(choice.value) for choice in entry.choices]}
        case FieldKind.TARGET:
            return {"action": "append", "type": _reader(entry), "metavar": metavar}
        case FieldKind.WORDS | FieldKind.PAIRS:
            return {"action": "append", "type": _reader(entry), "metavar": metavar}
        case FieldKind.TEXT:
            return {"type": _reader(entry), "metavar": metavar}


def _reader(entry: BuildEntry) -> Any:  # noqa: ANN401 - what argparse calls a type
    """Let the catalogue read a value, and argparse tell the mistake."""

    def read(text: str) -> Any:  # noqa: ANN401 - the field's own type
        try:
            return entry.read([text] if entry.kind is FieldKind.PAIRS else text)
        except ProblemError as unclear:
            raise argparse.ArgumentTypeError(str(unclear.problem.why)) from unclear

    return read


def _joined(entry: BuildEntry, value: Any) -> Any:  # noqa: ANN401 - the field's own type
    match entry.kind:
        case FieldKind.WORDS | FieldKind.PAIRS:
            return tuple(word for one in value for word in one)
        case FieldKind.CHOICE:
            return entry.read(value)
        case _:
            return value
