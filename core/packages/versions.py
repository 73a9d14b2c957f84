"""The version of a package: as typed, else as Go stamped it; and as each format spells it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.packages.problems import odd_version
from core.problems import ProblemError

if TYPE_CHECKING:
    from core.binary.inspection import Inspection

UNKNOWN = "0.0.0"
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,3}(?:-[0-9A-Za-z.]{1,40})?", re.ASCII)
# v0.0.0-20261201105500-abcdef012345, v1.2.4-0.2026…, v1.2.4-rc1.0.2026…: how Go counts commits.
_COMMIT = re.compile(r"v(\d+\.\d+\.\d+)-(?:.*\.)?(\d{14})-[0-9a-f]{12}", re.ASCII)
_OF_ALPINE = re.compile(r"(?:alpha|beta|pre|rc)\d*")


def version_of(program: Inspection, typed: str = "") -> str:
    """Return the version of a package of this program; raises `ProblemError` for a typed one.

    A commit without a tag is told by its time, so that a later one is an upgrade.
    """
    if typed:
        return _sound(typed.removeprefix("v"))
    told = program.verdict.version.partition("+")[0]
    if found := _COMMIT.fullmatch(told):
        return f"{found[1]}-{found[2]}"
    plain = told.removeprefix("v")
    if _VERSION.fullmatch(plain):
        return plain
    committed = program.verdict.settings.get("vcs.time", "")
    return f"{UNKNOWN}-{_stamp(committed)}" if _stamp(committed) else UNKNOWN


def for_debian(version: str) -> str:
    """Spell it so that a pre-release comes before its release: for .deb and .rpm."""
    return version.replace("-", "~")


def for_alpine(version: str) -> str:
    """Spell it by Alpine's grammar, which knows few words for a pre-release."""
    number, _, before = version.partition("-")
    word = before.replace(".", "").lower()
    if not word:
        return number
    digits = re.sub(r"\D", "", word)
    return f"{number}_{word if _OF_ALPINE.fullmatch(word) else f'pre{digits}'}"


def _sound(version: str) -> str:
    if not _VERSION.fullmatch(version):
        raise ProblemError(odd_version(version))
    return version


def _stamp(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%d%H%M%S}"
    except (ValueError, OverflowError):
        return ""
