"""Traps of the options and of where the program is written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.build import room
from core.build.output import fault
from core.build.preflight.trap import Finding, note, stop
from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.preflight.probes import Seen


def stamps_that_slip(seen: Seen) -> Iterator[Finding]:
    """-X for a variable that the linker would pass over in silence."""
    possible = {one.name for one in seen.stamps}
    for name, _ in seen.request.options.stamps:
        if name in possible or (not name.startswith("main.") and _elsewhere(seen, name)):
            continue
        better = next((one for one in seen.stamps if one.name == f"main.{name}"), None)
        better = better or next((one for one in seen.stamps if one.likely), None)
        yield note(
            Problem(
                code="stamp_will_not_stick",
                what=say(
                    "{name} cannot be set at build time, and Go would not report it.", name=name
                ),
                why=say(
                    "Only string variables with a constant initial value can be set. "
                    "Include the package: main.version"
                ),
                next=(Advice(say("Set {name} instead.", name=better.name)),)
                if better
                else (Advice(say("Add to package main: {line}", line='var version = "dev"')),),
                field="stamps",
            )
        )


def _elsewhere(seen: Seen, name: str) -> bool:
    """Whether the variable is in another package of the program, whose source is not looked into.

    The main package's own import path is no name for the linker: it calls that one "main".
    """
    package = name.rpartition(".")[0]
    found = seen.packages.get(package)
    return found is not None and found.get("Name") != "main"


def old_recipes(seen: Seen) -> Iterator[Finding]:
    """-a -installsuffix cgo -extldflags "-static": what they do today."""
    options = seen.request.options
    used = [word for word in options.flags if word.startswith(("-a", "-installsuffix"))]
    words = [word for word in used if word == "-a" or "installsuffix" in word]
    if "-static" in options.ldflags and "linkmode" not in options.ldflags:
        words.append('-extldflags "-static"')
    if words:
        yield note(
            Problem(
                code="old_recipe",
                what=say("{words} no longer has any use.", words=" ".join(words)),
                why=say(
                    "Without cgo a program is static anyway; -a only compiles everything again."
                ),
                next=(Advice(say("Remove it, and choose how C code is linked instead.")),),
                field="flags",
            )
        )


def flags_that_clash(seen: Seen) -> Iterator[Finding]:
    """Expert flags that would silently replace what the options say."""
    taken = ("-o", "-ldflags", "-tags", "-trimpath", "-buildmode", "-C", "-n", "-toolexec")
    for word in seen.request.options.flags:
        name = "-" + word.lstrip("-").split("=", 1)[0]
        if name in taken:
            yield stop(
                Problem(
                    code="flag_taken",
                    what=say("The extra option {flag} would replace one of GoFerry's.", flag=name),
                    why=say("If an option is given twice, Go silently uses the last one."),
                    next=(Advice(say("Use the option's own field instead.")),),
                    field="flags",
                )
            )


def disk_nearly_full(seen: Seen) -> Iterator[Finding]:
    """Too little room for a build."""
    yield from map(note, room.lacking(seen.free))


def output_closed(seen: Seen) -> Iterator[Finding]:
    """The program could not be written where it should go."""
    if (found := fault(seen.output)) is not None:
        yield stop(found)


RULES: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    stamps_that_slip,
    old_recipes,
    flags_that_clash,
    disk_nearly_full,
    output_closed,
)
