"""Which tools can prove the files of an export, and what they said of them on this computer."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.exports.file import ExportFile
    from core.processes import Captured

_SECONDS = 120.0
_MOST_SHOWN = 40  # lines of what a tool said
KUBERNETES = "1.37"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """One tool: `words` begin with its program; the paths come last, all where it takes `several`.

    With `folder` it is not the file that it reads but the folder around it. Where its output has
    one of the texts of `unable`, it could not look.
    """

    name: str
    words: tuple[str, ...]
    several: bool = False
    folder: bool = False
    unable: tuple[str, ...] = ()


VALIDATORS = {
    one.name: one
    for one in (
        Validator(
            name="kubernetes-validate",
            words=("kubernetes-validate", "--strict", "-k", KUBERNETES),
            several=True,
        ),
        Validator(name="kubectl kustomize", words=("kubectl", "kustomize"), folder=True),
        Validator(
            name="docker compose",
            words=("docker", "compose", "config", "--quiet", "--no-env-resolution", "-f"),
            unable=("is not a docker command", "unknown flag", "unknown shorthand"),
        ),
        Validator(
            name="check-jsonschema compose",
            words=("check-jsonschema", "--builtin-schema", "vendor.compose-spec"),
        ),
        Validator(name="sh", words=("sh", "-n")),
        Validator(name="shellcheck", words=("shellcheck",), several=True),
        Validator(name="actionlint", words=("actionlint",), several=True),
        Validator(name="zizmor", words=("zizmor", "--offline", "--no-progress"), several=True),
        Validator(
            name="check-jsonschema github",
            words=("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
        ),
        Validator(
            name="check-jsonschema gitlab",
            words=(
                *("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
                *("--data-transform", "gitlab-ci"),
            ),
        ),
        Validator(name="promtool check config", words=("promtool", "check", "config")),
        Validator(name="promtool check rules", words=("promtool", "check", "rules")),
        Validator(name="promtool test rules", words=("promtool", "test", "rules")),
        Validator(
            name="blackbox_exporter",
            words=("blackbox_exporter", "--config.check", "--config.file"),
        ),
        Validator(name="amtool", words=("amtool", "check-config")),
    )
}


class Said(StrEnum):
    """What a tool made of a file; `UNKNOWN` where nobody could look."""

    PROVED = "proved"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one tool said of one file; `details` are its own words."""

    path: str
    tool: str
    said: Said
    details: str = ""


async def verdicts(folder: Path, files: Iterable[ExportFile]) -> tuple[Verdict, ...]:
    """Let every tool that is here read the files, where they stand, that it can read."""
    of_tools: dict[str, list[str]] = {}
    for one in files:
        for tool in one.checks:
            of_tools.setdefault(tool, []).append(one.path)
    found = [await _of_tool(folder, VALIDATORS[tool], paths) for tool, paths in of_tools.items()]
    return tuple(chain.from_iterable(found))


async def _of_tool(folder: Path, tool: Validator, paths: list[str]) -> list[Verdict]:
    """Ask a tool; when it does not take all at once, file by file, to know which it refuses."""
    if tool.several and len(paths) > 1:
        together = await _verdicts(folder, tool, paths)
        if together[0].said is not Said.REFUSED:
            return together
    return [(await _verdicts(folder, tool, [one]))[0] for one in paths]


async def _verdicts(folder: Path, tool: Validator, paths: list[str]) -> list[Verdict]:
    program = shutil.which(tool.words[0], path=_places())
    said, details = Said.UNKNOWN, ""
    if program is not None:
        places = (folder / one for one in paths)
        files = (str((one.parent if tool.folder else one).absolute()) for one in places)
        words = (program, *tool.words[1:], *files)
        try:
            ran = await capture(Command(words=words, folder=folder), seconds=_SECONDS)
        except ProblemError as odd:
            details = str(odd.problem.what)
        else:
            said, details = _said(tool, ran), _shown(ran.out + ran.err)
    return [Verdict(path=one, tool=tool.name, said=said, details=details) for one in paths]


def _said(tool: Validator, ran: Captured) -> Said:
    if ran.code == 0:
        return Said.PROVED
    unable = any(one in ran.out + ran.err for one in tool.unable)
    return Said.UNKNOWN if unable else Said.REFUSED


def _places() -> str:
    """Where programs are looked for: beside this Python, too, where its packages put theirs."""
    return os.pathsep.join((os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)))


def _shown(text: str) -> str:
    return "\n".join(text.splitlines()[:_MOST_SHOWN])


def refused(found: Sequence[Verdict]) -> Problem | None:
    """Say which files a tool refused, with its own words."""
    odd = [one for one in found if one.said is Said.REFUSED]
    if not odd:
        return None
    return Problem(
        code="export_refused",
        what=say("{tool} refuses {path}.", tool=odd[0].tool, path=odd[0].path),
        why=say("The file would not work where it is meant for."),
        next=(Advice(say("Check your own changes in it, or report this to GoFerry.")),),
        details="\n".join(f"{one.path}: {one.details}" for one in odd),
    )
