"""Commands about labels and environments: label, environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.arguments import pair
from core.cli.show import Answer, table
from core.events import unheard
from core.usecases import guarding, servers
from core.usecases.guarding import Colour
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.guarding import Environment


def add(commands: Commands) -> None:
    """Offer the commands, below `server`."""
    labelled = commands.add("label", str(say("add labels to a server, or remove them")), run=_label)
    labelled.add_argument("name", metavar="NAME")
    labelled.add_argument(
        "labels",
        nargs="+",
        type=_change,
        metavar="K=V",
        help=str(say("label, such as env=prod; K- removes it")),
    )
    described = commands.add(
        "environment",
        str(
            say(
                "describe the environment of the servers with one label env "
                "(without a name: list all)"
            )
        ),
        run=_environment,
    )
    described.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help=str(say("name of the environment, such as env=NAME")),
    )
    described.add_argument(
        "--colour", type=Colour, choices=tuple(Colour), help=str(say("color of the environment"))
    )
    safe = described.add_mutually_exclusive_group()
    safe.add_argument(
        "--protected",
        action="store_true",
        default=None,
        help=str(say("each change on its servers requires its name to be typed")),
    )
    safe.add_argument(
        "--open",
        dest="protected",
        action="store_false",
        help=str(say("changes need no confirmation")),
    )


def _change(text: str) -> tuple[str, str]:
    """Read K=V, or K- for a label that goes."""
    return (text[:-1], "") if text.endswith("-") and "=" not in text else pair(text)


async def _label(call: Call) -> Answer:
    server = servers.label(
        call.home, call.arguments.name, dict(call.arguments.labels), report=call.report
    )
    labels = dict(server.labels)
    return Answer(
        fields={"server": {"name": server.name, "labels": labels}},
        lines=(f"{server.name}: {server.typed_labels or 'no labels'}",),
    )


async def _environment(call: Call) -> Answer:
    arguments = call.arguments
    if arguments.name:
        guarding.describe(
            call.home, arguments.name, colour=arguments.colour, protected=arguments.protected
        )
    known = servers.known(call.home, report=unheard)
    found = [
        one
        for one in guarding.environments_here(call.home, known)
        if arguments.name in ("", one.name)
    ]
    there = {
        one.name: [each.name for each in known if guarding.environment_of(each, found) == one]
        for one in found
    }
    rows = [(*_row(one), " ".join(there[one.name])) for one in found]
    return Answer(
        fields={"environments": [{**_fields(one), "servers": there[one.name]} for one in found]},
        lines=table(rows)
        or (
            str(say("No environments yet. Create one:  goferry server label NAME env=production")),
        ),
    )


def _fields(one: Environment) -> dict[str, Any]:
    return {"name": one.name, "colour": str(one.colour), "protected": one.protected}


def _row(one: Environment) -> tuple[str, ...]:
    return (
        one.name,
        str(one.colour),
        str(say("protected")) if one.protected else str(say("open", context="environment")),
    )
