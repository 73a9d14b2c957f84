"""The options that say what a service is like, for deploy and prepare, after the catalogue."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from core.cli.build_options import told_option
from core.problems import ProblemError
from core.service.catalogue import OPTIONS
from core.service.entry import OptionEntry, Section
from core.service.kinds import Pattern, Switch
from core.service.model import Service
from core.service.values import gathered, value_of
from core.usecases.serving import ServiceWish
from core.words import say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from core.cli.arguments import Parser
    from core.service.entry import Option

_TITLES = {
    Section.SERVICE: say("the service"),
    Section.RIGHTS: say("permissions and limits"),
    Section.CHANGE: say("how a new release takes over"),
    Section.HEALTH: say("health check"),
    Section.FILES: say("files that are uploaded with the program"),
}
_USUAL = Service(name="service")
_EATEN = "--"  # argparse takes it away also where it is the value of an option


def add_service_options(parser: Parser, *, without: tuple[Section, ...] = ()) -> None:
    """Accept what a service is like; what is not typed may stand in goferry.toml."""
    for section, title in _TITLES.items():
        if section not in without:
            group = parser.add_argument_group(str(title))
            for option in OPTIONS:
                if option.section is section:
                    _add(group, option)


def _add(group: argparse._ArgumentGroup, option: Option) -> None:
    group.add_argument(
        option.flag,
        dest=_destination(option),
        default=argparse.SUPPRESS,
        help=_help(option).replace("%", "%%"),
        **_shape(option),
    )


def _shape(option: Option) -> dict[str, Any]:
    """How argparse takes an option; what a text may say is asked when it is used."""
    shape: dict[str, Any] = {"type": _reader(option), "metavar": option.metavar}
    match option:
        case OptionEntry(kind=Switch()):
            return {"action": argparse.BooleanOptionalAction}
        case OptionEntry(kind=Pattern()):
            return {"metavar": option.metavar}
        case OptionEntry(repeats=True):
            return {**shape, "action": "append"}
        case _:
            return shape


def _help(option: Option) -> str:
    usual = option.usual
    if isinstance(option, OptionEntry) and not usual:
        value = value_of(_USUAL, option.key)
        usual = f"{value:g}" if type(value) in {int, float} else str(value or "")
    default = str(say(" (default: {usual})", usual=usual)) if usual else ""
    return f"{told_option(option.title, option.sentence)}{default}"


def _reader(option: Option) -> Callable[[str], dict[str, Any]]:
    """Let the catalogue read a value, and argparse tell the mistake."""

    def read(text: str) -> dict[str, Any]:
        try:
            return option.typed(text)
        except ProblemError as refused:
            said = f"{refused.problem.what} {refused.problem.why}"
            raise argparse.ArgumentTypeError(said.rstrip(".")) from refused

    return read


def wish_for(arguments: Namespace) -> ServiceWish:
    """What was typed about a service."""
    what: Path | None = getattr(arguments, "what", None)
    values = _typed_values(arguments)
    if rest := getattr(arguments, "rest", ()):
        values["args"] = (*values.get("args", ()), *rest)
    return ServiceWish(name=arguments.service or "", values=values, what=what)


def _typed_values(arguments: Namespace) -> dict[str, Any]:
    """Return the values that were typed, by their keys."""
    typed = (
        _values(option, getattr(arguments, _destination(option)))
        for option in OPTIONS
        if hasattr(arguments, _destination(option))
    )
    return {key: value for one in typed for key, value in one.items()}


def _values(option: Option, found: Any) -> dict[str, Any]:  # noqa: ANN401 - what argparse keeps
    match found:
        case bool():
            return option.said(found)
        case str():
            return option.typed(found)
        case []:
            return option.typed(_EATEN)
        case list():
            return gathered(one or option.typed(_EATEN) for one in found)
        case _:
            return dict(found)


def _destination(option: Option) -> str:
    """Keep apart what a build, a server and a service call the same."""
    return f"service_{option.name_in_file}"
