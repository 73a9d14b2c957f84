"""Can the server run this program at all?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.problems import Action, Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case


def not_for_linux(case: Case) -> Problem | None:
    """Refuse what is no program for Linux."""
    verdict = case.release.verdict
    if verdict.format == "elf" and verdict.goos in {"linux", ""}:
        return None
    return Problem(
        code="not_for_linux",
        what=say("This file is not a program for Linux."),
        why=say("The server runs Linux; the program was built for another system."),
        next=(
            Advice(
                say("Build for linux/{arch}.", arch=case.facts.arch or "amd64"),
                Action.SET_TARGET,
                f"linux/{case.facts.arch or 'amd64'}",
            ),
        ),
    )


def wrong_architecture(case: Case) -> Problem | None:
    """Refuse a program for another kind of processor."""
    built, there = case.release.verdict.goarch, case.facts.arch
    if not built or not there or built == there:
        return None
    return Problem(
        code="wrong_architecture",
        what=say("The program is for {built}, the server is {there}.", built=built, there=there),
        why=say("The server calls itself {machine}.", machine=case.facts.machine),
        next=(
            Advice(
                say("Rebuild for linux/{there}.", there=there), Action.SET_TARGET, f"linux/{there}"
            ),
        ),
    )


def processor_too_old(case: Case) -> Problem | None:
    """Refuse a program that wants more than the server's processor can."""
    wanted, has = case.release.verdict.micro, case.facts.level
    if case.release.verdict.goarch != "amd64" or not wanted or not has or wanted <= has:
        return None
    return Problem(
        code="processor_too_old",
        what=say("The program was built for newer processors than the server's."),
        why=say("It wants amd64 {wanted}, the server has {has}.", wanted=wanted, has=has),
        next=(Advice(say("Rebuild for any amd64 (GOAMD64=v1)."), Action.SET_MICRO, "v1"),),
    )


def other_libc(case: Case) -> Problem | None:
    """Refuse a program whose system library the server lacks."""
    verdict, facts = case.release.verdict, case.facts
    if not verdict.interpreter:
        return None
    wants = "musl" if "musl" in verdict.interpreter else "glibc"
    if facts.libc and facts.libc != wants:
        why = say("It wants {wants}, the server has {has}.", wants=wants, has=facts.libc)
    elif _newer(verdict.glibc, facts.libc_version):
        why = say(
            "It wants glibc {wants}, the server has {has}.",
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
            Advice(say("Rebuild without cgo."), Action.CGO_OFF),
            Advice(say("Rebuild with the library linked in."), Action.CGO_STATIC),
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
        what=say("The program is not static: it runs as long as the server has its libraries."),
        why=say("It needs: {names}", names=", ".join(case.release.verdict.needed) or "libc"),
        next=(Advice(say("Rebuild without cgo."), Action.CGO_OFF),),
    )
