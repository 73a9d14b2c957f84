"""What `goferry package` does with an image: push it, or hand it to nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.arguments import some
from core.cli.connecting import add_confirm, chosen, connected
from core.cli.show import Answer
from core.problems import Advice, Problem, ProblemError
from core.usecases import imaging
from core.usecases.packaging import known_formats
from core.words import Size, say

if TYPE_CHECKING:
    from argparse import Namespace

    from core.cli.arguments import Parser
    from core.cli.call import Call
    from core.usecases.packaging import Packaged

_USUAL = "oci"


def add_options(parser: Parser) -> None:
    """Offer what is done with an image."""
    group = parser.add_argument_group(str(say("container images (oci, docker-archive)")))
    group.add_argument(
        "--push",
        default="",
        metavar="REF",
        help=str(
            say(
                "registry, repository and tag to push to, for example "
                "registry.example.com/team/app:1.2 (login: docker login)"
            )
        ),
    )
    group.add_argument(
        "--to",
        type=some,
        metavar="NAME[,NAME|LABEL=VALUE]",
        help=str(say("K3s or containerd nodes that import the image: servers of the list")),
    )
    add_confirm(parser)
    group.add_argument(
        "--plan",
        action="store_true",
        help=str(say("with --to: only show the commands that import the image there")),
    )


def format_wanted(arguments: Namespace) -> str:
    """Return the format that --push and --to mean where none was named; empty without them."""
    return _USUAL if arguments.push or arguments.to else ""


def reference_of(arguments: Namespace, form: str) -> str:
    """Return the whole name of the image; raises `ProblemError` before anything is built."""
    wanted = next(one for one in known_formats() if one.name == form)
    if (arguments.push or arguments.to) and not wanted.image:
        raise ProblemError(_no_image(form))
    return str(imaging.read(arguments.push)) if arguments.push else ""


async def sent(call: Call, done: Packaged) -> Answer:
    """Push and hand over what was made, and tell what came of it."""
    arguments = call.arguments
    fields: dict[str, Any] = {}
    lines: list[str] = []
    if arguments.push:
        reference = imaging.read(arguments.push)
        pushed = await imaging.push(done.path, reference, report=call.report)
        fields["pushed"] = _pushed_fields(pushed)
        lines += _pushed_lines(pushed)
    if arguments.to and arguments.plan:
        commands = imaging.commands(done.reference, done.size)
        fields["commands"] = list(commands)
        lines += commands
    elif arguments.to:
        nodes = await _handed(call, done)
        fields["nodes"] = [{"name": one.server, "digest": one.digest} for one in nodes]
        lines += [
            str(say("✓ {server} has {image}", server=one.server, image=one.name)) for one in nodes
        ]
    return Answer(fields=fields, lines=tuple(lines))


async def _handed(call: Call, done: Packaged) -> list[imaging.Handed]:
    async with connected(call, chosen(call, call.arguments.to), changing=True) as sessions:
        return [
            await imaging.hand_over(one, done.path, name=done.reference, report=call.report)
            for one in sessions
        ]


def _pushed_fields(pushed: imaging.Pushed) -> dict[str, Any]:
    return {
        "name": pushed.name,
        "digest": pushed.digest,
        "sent": pushed.sent,
        "kept": pushed.kept,
        "cuts": pushed.cuts,
    }


def _pushed_lines(pushed: imaging.Pushed) -> tuple[str, ...]:
    return (
        str(
            say(
                "✓ Pushed {name}: {sent} sent, {kept} already there",
                name=pushed.name,
                sent=Size(pushed.sent),
                kept=Size(pushed.kept),
            )
        ),
        f"{pushed.name.rpartition(':')[0]}@{pushed.digest}",
    )


def _no_image(form: str) -> Problem:
    return Problem(
        code="package_no_image",
        what=say("A {format} package cannot be pushed to a registry or a node.", format=form),
        why=say("Registries and nodes take container images."),
        next=(Advice(say("Use --format oci, or leave out --format.")),),
        field="format",
    )
