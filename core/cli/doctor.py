"""The command that reads how a program serves: which mode suits it, and what it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.show import Answer, table
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.project.traits import ServiceTraits


_SHOWN = 8
_SIGNS = (
    ("socket", say("supports socket activation")),
    ("ready", say("notifies systemd when it is ready")),
    ("stops", say("shuts down gracefully on SIGTERM")),
    ("port", say("reads the environment variable PORT")),
)


def add(commands: Commands) -> None:
    """Offer the command."""
    doctor = commands.add(
        "doctor", str(say("check whether a project supports zero-downtime deploys")), run=_doctor
    )
    doctor.add_argument("folder", type=Path, metavar="DIR")
    doctor.add_argument(
        "--add", action="store_true", help=str(say("write what is missing, as new files"))
    )


async def _doctor(call: Call) -> Answer:
    from core.usecases.examining import examine

    seen = examine(call.arguments.folder, add=call.arguments.add)
    return Answer(
        fields={
            **_fields(seen.traits),
            "mode": str(seen.mode),
            "programs": [{"package": one.package, **_fields(one)} for one in seen.programs],
            "patch": seen.patch,
            "added": [str(file) for file in seen.added],
        },
        lines=(
            *(line for one in seen.programs for line in _about(one, alone=len(seen.programs) == 1)),
            str(say("Recommended mode: {mode}", mode=seen.mode)),
            *_remedy(seen.traits, seen.patch, seen.added),
        ),
    )


def _fields(traits: ServiceTraits) -> dict[str, Any]:
    return {
        "socket": traits.socket,
        "ready": traits.ready,
        "stops": traits.stops,
        "port": traits.port,
        "opens": list(traits.opens),
        "listens": list(traits.listens),
        "loopback": list(traits.loopback),
        "shown": dict(traits.shown),
    }


def _about(traits: ServiceTraits, *, alone: bool) -> tuple[str, ...]:
    """Say what the source shows, and where; what it does not show is unknown."""
    rows = [
        ("✓", str(words), traits.shown[sign])
        if sign in traits.shown
        else ("?", str(words), str(say("not found in the source")))
        for sign, words in _SIGNS
    ]
    return (
        *(() if alone else (f"{traits.package or 'the folder itself'}:",)),
        *table(rows),
        *_ports(traits),
        *_local(traits),
    )


def _ports(traits: ServiceTraits) -> tuple[str, ...]:
    told = (
        (str(say("It serves HTTP from")), traits.opens),
        (str(say("It opens a TCP port in")), traits.listens),
    )
    lines = tuple(f"  {words} {_listed(places)}" for words, places in told if places)
    return lines or (str(say("  The source does not show where the port is opened.")),)


def _local(traits: ServiceTraits) -> tuple[str, ...]:
    """Name where only the server itself can reach it; a socket of systemd's has another address."""
    if not traits.loopback or traits.socket:
        return ()
    where = _listed(traits.loopback)
    return (
        str(
            say(
                "  In {places} it listens only on 127.0.0.1, so other computers cannot reach it.",
                places=where,
            )
        ),
        str(
            say('  Use only the port, as in ":8080", unless it runs behind a proxy on the server.')
        ),
    )


def _listed(places: Sequence[str]) -> str:
    more = str(say(" and {n} more", n=len(places) - _SHOWN)) if len(places) > _SHOWN else ""
    return f"{list_of(places[:_SHOWN])}{more}"


def _remedy(traits: ServiceTraits, patch: str, added: tuple[Path, ...]) -> tuple[str, ...]:
    """Say what to do, and show the missing lines unless they were just written."""
    if not patch:
        return ()
    if added:
        return (*(str(say("Wrote {file}", file=str(file))) for file in added), *_uses(traits))
    offer = str(
        say(
            "With the lines below, deploys of an HTTP service lose no requests (--add writes them)."
        )
    )
    return (offer, *_uses(traits), "", *patch.splitlines())


def _uses(traits: ServiceTraits) -> tuple[str, ...]:
    """Say which lines change: only those that open a port, and each as its protocol wants it."""
    uses = []
    if traits.opens or not traits.listens:
        where = f": {_listed(traits.opens)}" if traits.opens else ""
        uses.append(
            str(
                say(
                    "Then call serve.ListenAndServe(address, handler) where the "
                    "program opens its port{where}.",
                    where=where,
                )
            )
        )
    if traits.listens:
        uses.append(
            str(
                say(
                    "Use the listener from systemd.Listener(), and open the port only "
                    "if it is nil: {places}.",
                    places=_listed(traits.listens),
                )
            )
        )
    return tuple(uses)
