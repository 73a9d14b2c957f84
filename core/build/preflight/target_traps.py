"""Traps of the target and of C code: what this Go and this computer can make there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import remedies
from core.actions import ChooseTarget, SetCgo, SetMicro
from core.build.options import BuildMode, Cgo
from core.build.preflight.trap import Finding, note, stop
from core.plain_text import one_line
from core.problems import Advice, Problem
from core.project.packages import chain
from core.toolchain.micro import LEVELS
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.preflight.probes import Seen

_CHOOSE_TARGET = Advice(say("Choose a target from the list."), ChooseTarget())
# Packages that compile without C and then refuse to work.
_STUBS = {"github.com/mattn/go-sqlite3": "modernc.org/sqlite"}


def no_such_target(seen: Seen) -> Iterator[Finding]:
    """The pair is not in this Go's own list."""
    target = seen.request.options.target
    if not seen.targets or any(one.target == target for one in seen.targets):
        return
    if problem := remedies.explain(f"unsupported GOOS/GOARCH pair {target}"):
        yield stop(problem)


def no_cgo_there(seen: Seen) -> Iterator[Finding]:
    """Cgo is on for a target where this Go has none."""
    options = seen.request.options
    possible = {one.target: one.cgo for one in seen.targets}
    if options.cgo is Cgo.OFF or possible.get(options.target, True):
        return
    yield stop(
        Problem(
            code="no_cgo_there",
            what=say("Programs for {target} cannot have C code.", target=str(options.target)),
            why=say("This Go version does not support cgo for that target."),
            next=(Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)), _CHOOSE_TARGET),
            field="cgo",
        )
    )


def needs_outer_linker(seen: Seen) -> Iterator[Finding]:
    """Go cannot link this combination alone."""
    said = seen.rehearsed.err
    if seen.rehearsed.code and "requires external (cgo) linking" in said:
        if problem := remedies.explain(said):
            yield stop(problem)
    elif seen.rehearsed.code and "not supported on" in said:
        yield stop(_unsupported(said))


def _unsupported(said: str) -> Problem:
    return Problem(
        code="option_not_there",
        what=say("This combination of options does not exist for the target."),
        why=say("Go's output: {said}", said=one_line(said)),
        next=(_CHOOSE_TARGET,),
        details=said,
    )


def c_code_left_out(seen: Seen) -> Iterator[Finding]:
    """Cgo is off, and a package of the program is written in C.

    Some are imported only where cgo is on: without them the program is whole.
    """
    if seen.request.options.cgo is not Cgo.OFF:
        return
    starts = [one["ImportPath"] for one in seen.own if one.get("Name") == "main"]
    for path, one in seen.with_c.items():
        if path in seen.packages and one.get("CgoFiles") and not one.get("Standard"):
            why = " → ".join(chain(seen.with_c, starts=starts, goal=path))
            yield note(_stub(path, why)) if path in _STUBS else _needs_c(seen, path, why)


def _stub(path: str, why: str) -> Problem:
    return Problem(
        code="cgo_stub",
        what=say("{package} needs C code, but cgo is off.", package=path),
        why=say("The build would succeed, but the program would fail at its first query."),
        next=(
            Advice(say("Turn cgo on."), SetCgo(Cgo.STATIC)),
            Advice(say("Or use the driver in pure Go: {package}", package=_STUBS[path])),
        ),
        details=why,
        field="cgo",
    )


def _needs_c(seen: Seen, path: str, why: str) -> Finding:
    """Stops the build only where nothing of the package is left without C."""
    empty = not seen.packages.get(path, {}).get("GoFiles")
    problem = Problem(
        code="c_code_left_out",
        what=say("{package} needs C code, but cgo is off.", package=path),
        why=say("Without C code, no part of the package can be built.")
        if empty
        else say("The C parts of the package will be missing from the program."),
        next=(
            Advice(say("Link C statically with zig."), SetCgo(Cgo.STATIC)),
            Advice(say("Turn cgo on."), SetCgo(Cgo.ON)),
        ),
        details=why,
        field="cgo",
    )
    return stop(problem) if empty else note(problem)


def c_code_not_used(seen: Seen) -> Iterator[Finding]:
    """Cgo is on for Linux, and nothing of the project needs it: a dynamic program for nothing."""
    options = seen.request.options
    if options.cgo is not Cgo.ON or options.race or options.target.goos != "linux":
        return
    if any(one.get("CgoFiles") and not one.get("Standard") for one in seen.with_c.values()):
        return
    yield note(
        Problem(
            code="cgo_without_need",
            what=say("cgo is on, but nothing in this project needs it."),
            why=say("The program might then need the system's C library, without any benefit."),
            next=(Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)),),
            field="cgo",
        )
    )


def glibc_not_used(seen: Seen) -> Iterator[Finding]:
    """An oldest glibc is asked of a program that uses none."""
    options = seen.request.options
    if options.glibc and (options.cgo is not Cgo.ON or options.target.goos != "linux"):
        yield note(
            Problem(
                code="glibc_not_used",
                what=say("This program will not use glibc {version}.", version=options.glibc),
                why=say("The minimum glibc version applies only to Linux programs with cgo on."),
                next=(
                    Advice(say("Leave out the minimum glibc version.")),
                    Advice(say("Turn cgo on."), SetCgo(Cgo.ON)),
                ),
                field="glibc",
            )
        )


def race_needs_c(seen: Seen) -> Iterator[Finding]:
    """The race detector is written in C."""
    options = seen.request.options
    if options.race and options.cgo is not Cgo.ON:
        yield stop(
            Problem(
                code="race_needs_cgo",
                what=say("The race detector needs cgo."),
                why=say("The race detector is a C library that is linked into the program."),
                next=(Advice(say("Turn cgo on."), SetCgo(Cgo.ON)),),
                field="race",
            )
        )


def pie_wants_loader(seen: Seen) -> Iterator[Finding]:
    """A PIE without cgo still asks for the system's loader."""
    options = seen.request.options
    if options.mode is BuildMode.PIE and options.cgo is Cgo.OFF and options.target.goos == "linux":
        yield note(
            Problem(
                code="pie_wants_loader",
                what=say("A position-independent program (PIE) is not static."),
                why=say(
                    "The program needs the system's dynamic loader, so it does not start on Alpine."
                ),
                next=(
                    Advice(say("Link it statically with zig (static PIE)."), SetCgo(Cgo.STATIC)),
                ),
                field="mode",
            )
        )


def no_such_level(seen: Seen) -> Iterator[Finding]:
    """The processor level is not one of this processor family."""
    options = seen.request.options
    levels = LEVELS.get(options.target.goarch)
    known = levels.values if levels else ()
    if not options.micro or options.micro.split(",")[0] in known:
        return
    yield stop(
        Problem(
            code="no_such_micro",
            what=say(
                "{target} has no CPU level {micro}.",
                target=str(options.target),
                micro=options.micro,
            ),
            why=say("Its levels are: {known}", known=list_of(known) if known else "-"),
            next=tuple(
                Advice(say("Use {micro}.", micro=value), SetMicro(value)) for value in known
            ),
            field="micro",
        )
    )


RULES: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    no_such_target,
    no_cgo_there,
    needs_outer_linker,
    c_code_left_out,
    c_code_not_used,
    glibc_not_used,
    race_needs_c,
    pie_wants_loader,
    no_such_level,
)
