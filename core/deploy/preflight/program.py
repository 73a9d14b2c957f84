"""Can the server run this program at all?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.actions import SetCgo, SetMicro, SetTarget
from core.binary.compatibility import levels
from core.problems import Advice, Problem
from core.target import Cgo, Target
from core.toolchain.micro import LEVELS
from core.words import list_of, say

if TYPE_CHECKING:
    from core.binary.inspection import Verdict
    from core.deploy.preflight.case import Case


def not_for_linux(case: Case) -> Problem | None:
    """Refuse what is no program for Linux."""
    verdict = case.release.verdict
    if verdict.format == "elf" and verdict.kind != "program":
        return _no_program(verdict)
    if verdict.format == "elf" and verdict.goos in {"linux", ""}:
        return None
    return Problem(
        code="not_for_linux",
        what=say("This file is not a program for Linux."),
        why=say("The server runs Linux; the program was built for another system."),
        next=(
            Advice(
                say("Build for linux/{arch}.", arch=case.facts.arch or "amd64"),
                SetTarget(Target(goarch=case.facts.arch or "amd64")),
            ),
        ),
    )


def _no_program(verdict: Verdict) -> Problem:
    return Problem(
        code="not_a_program",
        what=say("No server can start this file."),
        why=verdict.sentence,
        next=(Advice(say("Choose the file that the build made.")),),
    )


# Programs of the first kind start on processors of the second, too, as every system has it.
_ALSO = frozenset({("386", "amd64")})


def starts_on(built: str, there: str) -> bool:
    """Whether a program for one processor starts on another; what is not known may well fit."""
    return not built or not there or built == there or (built, there) in _ALSO


def wrong_architecture(case: Case) -> Problem | None:
    """Refuse a program for another kind of processor."""
    built, there = case.release.verdict.goarch, case.facts.arch
    if starts_on(built, there):
        return None
    return Problem(
        code="wrong_architecture",
        what=say("The program is for {built}, the server is {there}.", built=built, there=there),
        why=say("The server reports {machine}.", machine=case.facts.machine),
        next=(
            Advice(say("Rebuild for linux/{there}.", there=there), SetTarget(Target(goarch=there))),
        ),
    )


def processor_too_old(case: Case) -> Problem | None:
    """Refuse a program that wants more than the server's processor can."""
    verdict, has = case.release.verdict, case.facts.level
    arch = verdict.goarch
    if arch != case.facts.arch or not verdict.micro or not has:
        return None
    wanted = levels.plain(arch, verdict.micro)
    known = levels.ORDER.get(arch, ())
    if wanted not in known or levels.rank(arch, wanted) <= levels.rank(arch, has):
        return None
    return Problem(
        code="processor_too_old",
        what=say("The program was built for newer CPUs than the server has."),
        why=say(
            "The program needs {arch} {wanted}. The server has {has}.",
            arch=arch,
            wanted=wanted,
            has=has,
        ),
        next=(
            Advice(
                say(
                    "Rebuild for any {arch} ({variable}={level}).",
                    arch=arch,
                    variable=LEVELS[arch].variable,
                    level=known[0],
                ),
                SetMicro(known[0]),
            ),
            Advice(say("Or for this server: {level}.", level=has), SetMicro(has)),
        )[: 1 if has == known[0] else 2],
    )


def other_libc(case: Case) -> Problem | None:
    """Refuse a program whose system library the server lacks."""
    verdict, facts = case.release.verdict, case.facts
    if not verdict.interpreter:
        return None
    wants = "musl" if "musl" in verdict.interpreter else "glibc"
    if facts.libc and facts.libc != wants:
        why = say("The program needs {wants}. The server has {has}.", wants=wants, has=facts.libc)
    elif _newer(verdict.glibc, facts.libc_version):
        why = say(
            "The program needs glibc {wants}. The server has {has}.",
            wants=verdict.glibc,
            has=facts.libc_version,
        )
    else:
        return None
    return Problem(
        code="glibc_too_old",
        what=say("The program needs a system library that the server does not have."),
        why=why,
        next=(
            Advice(say("Rebuild without cgo."), SetCgo(Cgo.OFF)),
            Advice(say("Rebuild with the library linked in."), SetCgo(Cgo.STATIC)),
        ),
    )


def _newer(wanted: str, has: str) -> bool:
    if not wanted or not has:
        return False
    return _numbers(wanted) > _numbers(has)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def needs_libraries(case: Case) -> Problem | None:
    """Tell that a program is not static, as long as nothing says that it cannot run."""
    if not case.release.verdict.interpreter:
        return None
    return Problem(
        code="not_static",
        what=say("The program is not static. It needs libraries of the server."),
        why=say(
            "The program needs: {names}", names=list_of(case.release.verdict.needed or ("libc",))
        ),
        next=(Advice(say("Rebuild without cgo."), SetCgo(Cgo.OFF)),),
    )
