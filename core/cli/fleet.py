"""How several servers change as one: a deploy's flags for that, and what is told of the whole."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from core.cli.arguments import count
from core.service.results import of_all
from core.words import say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from core.cli.arguments import Parser
    from core.service.results import Outcome

_SOONEST = 0


def add_order(parser: Parser) -> None:
    """Offer in which order servers change, and what they wait for."""
    parser.add_argument(
        "--canary",
        type=count,
        default=1,
        metavar="N",
        help=str(say("number of servers that go first (default: 1)")),
    )
    parser.add_argument(
        "--soak",
        type=count,
        default=_SOONEST,
        metavar="S",
        help=str(
            say("seconds to watch the health and restarts of those first servers (default: 0)")
        ),
    )
    parser.add_argument(
        "--batch",
        type=count,
        default=_SOONEST,
        metavar="N",
        help=str(say("number of the other servers that switch at a time (default: all)")),
    )
    parser.add_argument(
        "--keep-mixed",
        action="store_true",
        help=str(say("keep the new release on healthy servers if a server fails")),
    )
    parser.add_argument(
        "--wait",
        type=count,
        default=_SOONEST,
        metavar="S",
        help=str(say("seconds to wait for another change of the service to end (default: 0)")),
    )
    parser.add_argument(
        "--until-proved",
        action="store_true",
        help=str(say("wait for the end of the probation before the next servers and at the end")),
    )


def order_of(arguments: Namespace) -> dict[str, Any]:
    """Return what was asked for, by the names of a wish."""
    names = ("canary", "soak", "batch", "keep_mixed", "wait", "until_proved")
    return {name: getattr(arguments, name) for name in names}


def fleet_fields(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Tell of the whole, where there is more than one server."""
    if len(outcomes) <= 1:
        return {}
    gone = sorted((one for one in outcomes if one.batch), key=lambda one: one.batch)
    batches = [
        [one.server for one in batch] for _, batch in groupby(gone, key=lambda one: one.batch)
    ]
    return {"fleet": {"outcome": of_all(outcomes), "batches": batches}}
