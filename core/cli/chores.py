"""Commands around a build: reproduce, mod, zig."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.build_options import (
    add_build_options,
    add_go_and_profile,
    add_options,
    wish_of,
)
from core.cli.show import Answer, table
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.cli.arguments import Commands
    from core.cli.call import Call

_MOD = {
    "tidy": say("add missing modules to go.mod and go.sum, and remove unused ones"),
    "download": say("download all modules now"),
    "vendor": say("copy the code of every module into the project"),
    "why": say("show through which imports a package is needed"),
}

_SOURCES = ("proxy", "private", "checksums", "workspace", "fetch_go")


def add(commands: Commands) -> None:
    """Offer the commands."""
    purpose = str(
        say(
            "check that a second build in another directory with an empty "
            "cache gives the same bytes"
        )
    )
    reproduce = commands.add("reproduce", purpose, run=_reproduce)
    reproduce.add_argument("folder", type=Path, metavar="DIR")
    add_build_options(reproduce)

    mod = commands.group("mod", str(say("manage the modules of a project (go mod)")))
    for name, what in _MOD.items():
        helper = mod.add(name, str(what), run=_mod(name))
        helper.add_argument("folder", type=Path, metavar="DIR")
        if name == "why":
            helper.add_argument(
                "package",
                metavar="PACKAGE",
                help=str(say("import path, such as golang.org/x/net/http2")),
            )
        add_options(helper, *_SOURCES)
        add_go_and_profile(helper)

    zig = commands.group("zig", str(say("manage zig, the C compiler for every system")))
    zig.add("install", str(say("install zig next to GoFerry")), run=_install_zig)
    ready = str(say("build the C library of a target now instead of in its first build"))
    prepare = zig.add("prepare", ready, run=_prepare_zig)
    add_options(prepare, "target", "cgo", "glibc", "mode")
    prepare.set_defaults(profile="")


async def _reproduce(call: Call) -> Answer:
    from core.usecases.maintaining import compare_builds, fault_of

    found = await compare_builds(
        call.home, wish_of(call.arguments, call.arguments.folder), report=call.report
    )
    fault = fault_of(found)
    return Answer(
        fields={
            "same": fault is None,
            "builds": [
                {
                    "target": str(target),
                    "same": one.same,
                    "here": one.here,
                    "there": one.there,
                    "reasons": [str(reason) for reason in one.reasons],
                }
                for target, one in found
            ],
        },
        lines=table(
            (
                str(target),
                str(say("the same bytes")) if one.same else "DIFFERENT",
                f"sha256 {one.here}",
            )
            for target, one in found
        ),
        problem=fault,
    )


def _mod(name: str) -> Callable[[Call], Awaitable[Answer]]:
    async def run(call: Call) -> Answer:
        from core.build.task import BuildTask
        from core.usecases.maintaining import place_of, run_task

        arguments = call.arguments
        place = place_of(wish_of(arguments, arguments.folder))
        package = arguments.package if name == "why" else ""
        said = await run_task(BuildTask(name), place, package=package, report=call.report)
        return Answer(fields={"dir": str(place.folder), "output": said})

    return run


async def _install_zig(call: Call) -> Answer:
    from core.usecases.maintaining import install_zig

    program = await install_zig(report=call.report)
    return Answer(fields={"program": str(program)}, lines=(str(program),))


async def _prepare_zig(call: Call) -> Answer:
    from core.usecases.maintaining import prepare_zig_for

    wish = wish_of(call.arguments, Path())
    ready = await prepare_zig_for(wish, report=call.report)
    return Answer(
        fields={"targets": [str(options.target) for options in ready]},
        lines=tuple(
            str(say("Ready for {target}, cgo {cgo}.", target=str(options.target), cgo=options.cgo))
            for options in ready
        ),
    )
