"""Commands around a build: reproduce, mod, zig."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.build.options import BuildOptions, Cgo
from core.cli.build_options import (
    add_build_options,
    add_go_and_profile,
    add_options,
    options_of,
    targets_of,
)
from core.cli.project import requests_of
from core.cli.show import Answer, table

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.build.reproducible import Comparison
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.target import Target

_MOD = {
    "tidy": "complete go.mod and go.sum, and drop what nothing needs",
    "download": "fetch every module now",
    "vendor": "copy the code of every module into the project",
    "why": "tell through which imports a package is needed",
}

_SOURCES = ("proxy", "private", "checksums", "workspace", "fetch_go")


def add(commands: Commands) -> None:
    """Offer the commands."""
    purpose = "check that a build gives the same bytes again, in another folder from a cold cache"
    reproduce = commands.add("reproduce", purpose, run=_reproduce)
    reproduce.add_argument("folder", type=Path, metavar="DIR")
    add_build_options(reproduce)

    mod = commands.group("mod", "look after the modules of a project (go mod)")
    for name, what in _MOD.items():
        helper = mod.add(name, what, run=_mod(name))
        helper.add_argument("folder", type=Path, metavar="DIR")
        if name == "why":
            helper.add_argument("package", metavar="PACKAGE", help="as in golang.org/x/net/http2")
        add_options(helper, *_SOURCES)
        add_go_and_profile(helper)

    zig = commands.group("zig", "the C compiler for every system")
    zig.add("install", "install zig beside GoFerry", run=_install_zig)
    ready = "build the C library of a target now, not in its first build"
    prepare = zig.add("prepare", ready, run=_prepare_zig)
    add_options(prepare, "target", "cgo", "glibc", "mode")
    prepare.set_defaults(profile="")


async def _reproduce(call: Call) -> Answer:
    from core.build.reproducible import check

    requests, go = await requests_of(call, call.arguments.folder)
    found = [
        (request.options.target, await check(request, go, call.home, report=call.report))
        for request in requests
    ]
    faults = [fault for _, one in found if (fault := one.problem()) is not None]
    return Answer(
        fields={
            "same": not faults,
            "builds": [{"target": str(target), **_compared(one)} for target, one in found],
        },
        lines=table(
            (str(target), "the same bytes" if one.same else "DIFFERENT", f"sha256 {one.here}")
            for target, one in found
        ),
        problem=faults[0] if faults else None,
    )


def _compared(one: Comparison) -> dict[str, object]:
    return {
        "same": one.same,
        "here": one.here,
        "there": one.there,
        "reasons": [str(reason) for reason in one.reasons],
    }


def _mod(name: str) -> Callable[[Call], Awaitable[Answer]]:
    async def run(call: Call) -> Answer:
        from core import toolchain
        from core.build import go_jobs
        from core.project import shared
        from core.project.reader import module_above

        arguments = call.arguments
        folder = module_above(arguments.folder).file.parent
        options = options_of(arguments, shared.load(folder))
        more = {"package": arguments.package} if name == "why" else {}
        go = toolchain.choose(arguments.go)
        job = getattr(go_jobs, name)
        said: str = await job(folder, go, options=options, report=call.report, **more)
        return Answer(fields={"dir": str(folder), "output": said})

    return run


async def _install_zig(call: Call) -> Answer:
    from core.build import zig

    program = await zig.install(report=call.report)
    return Answer(fields={"program": str(program)}, lines=(str(program),))


async def _prepare_zig(call: Call) -> Answer:
    from core.build import zig
    from core.project.shared import Shared

    typed = options_of(call.arguments, Shared())
    wanted = [_with_c(typed, target) for target in targets_of(call.arguments, typed.target)]
    for options in wanted:
        await zig.prepare(options, report=call.report)
    return Answer(
        fields={"targets": [str(options.target) for options in wanted]},
        lines=tuple(f"Ready for {options.target}, cgo {options.cgo}." for options in wanted),
    )


def _with_c(options: BuildOptions, target: Target) -> BuildOptions:
    """Where cgo was not chosen it is what zig is for: static, or on where nothing is static."""
    cgo = Cgo.STATIC if target.goos == "linux" and not options.glibc else Cgo.ON
    return replace(options, target=target, cgo=cgo if options.cgo is Cgo.OFF else options.cgo)
