"""One program's way: built, deployed twice, looked at, rolled back and removed, as a user does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.goferry import Ran, goferry
from tests.real_programs.table import Program, clone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TO_THE_FIRST = 3  # steps: built, deployed, looked at


class StoppedError(Exception):
    """A command that did not end well, with what it said of the reason."""

    def __init__(self, step: str, ran: Ran) -> None:
        super().__init__(f"{step}: {_reason(ran)}")


@dataclass(frozen=True, kw_only=True)
class Walked:
    """How it went: `why` is empty where all went well; `exposure` as systemd counts it."""

    program: Program
    why: str
    seconds: float
    exposure: float | None


class Way:
    """One home and one server, for any number of programs."""

    def __init__(self, home: Path, server: str) -> None:
        self._home = home
        self._server = server
        self._exposure: float | None = None

    def walk(self, program: Program, *, whole: bool = True) -> Walked:
        """Go the whole way, or to the first running release; nothing is left on the server."""
        since = time.monotonic()
        self._exposure = None
        why = ""
        try:
            steps = list(self._steps(program, clone(program)))
            for step, words in steps if whole else steps[:_TO_THE_FIRST]:
                self._take(step, words)
        except (StoppedError, LookupError) as reason:
            why = str(reason)
        finally:
            self._run("remove", *self._there(program), "--yes")
        return Walked(
            program=program,
            why=why,
            seconds=time.monotonic() - since,
            exposure=self._exposure,
        )

    def bare(self, program: Program) -> str:
        """Deploy it as somebody does who knows nothing of it; return what GoFerry says."""
        file = str(self._home / f"{program.name}-bare")
        folder = str(clone(program))
        built = self._run("build", folder, "--main", ".", *_split(program.build), "--output", file)
        ran = built if built.code else self._run("deploy", file, *self._there(program))
        self._run("remove", *self._there(program), "--yes")
        return _reason(ran) if ran.code else "well"

    def _steps(self, program: Program, folder: Path) -> Iterator[tuple[str, list[str]]]:
        """Each command with its name; the second release differs by what every program has."""
        there = self._there(program)
        for number, other in (("first", []), ("second", ["--no-strip"])):
            file = str(self._home / f"{program.name}-{number}")
            build = [*_split(program.build), *other, "--output", file]
            yield f"{number} build", ["build", str(folder), "--main", ".", *build]
            yield f"{number} deploy", ["deploy", file, *there, *_deploy(program, folder)]
            yield f"status of the {number}", ["status", *there]
        yield "rollback", ["rollback", *there]
        yield "status after it", ["status", *there]

    def _take(self, step: str, words: list[str]) -> None:
        ran = self._run(*words)
        if ran.code != 0:
            raise StoppedError(step, ran)
        if words[0] == "status":
            (row,) = _rows(ran)
            self._exposure = row.get("exposure")
            if row.get("healthy") is not True:
                raise StoppedError(step, ran)

    def _run(self, *words: str) -> Ran:
        return goferry("--json", *words, home=self._home)

    def _there(self, program: Program) -> list[str]:
        return ["--service", program.name, "--to", self._server]


def _deploy(program: Program, folder: Path) -> list[str]:
    words = _split(program.deploy)
    for place, word in enumerate(words[:-1]):
        if word == "--include":
            words[place + 1] = str(folder / words[place + 1])
    return [*words, *(["--", *program.arguments] if program.arguments else [])]


def _split(settings: tuple[str, ...]) -> list[str]:
    return [word for setting in settings for word in setting.split(" ", 1)]


def _rows(ran: Ran) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ran.result.get("services") or ran.result["servers"]
    return rows


def _reason(ran: Ran) -> str:
    """What a person reads: of the servers' problems the first, else that of the whole."""
    try:
        result = ran.result
    except (ValueError, IndexError, AssertionError):
        return f"exit code {ran.code}: {(ran.err or ran.out)[-400:]}"
    found = result.get("problem") or {}
    for row in (*result.get("servers", ()), *result.get("services", ())):
        found = row.get("problem") or row.get("unknown") or found
    said = (found.get("code"), found.get("what"), found.get("why"), *found.get("next", ()))
    return " | ".join(str(one) for one in said if one) or str(result)[:400]
