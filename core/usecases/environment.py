"""The file on this computer that becomes a service's environment: where it lies, what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Problem, ProblemError
from core.service_name import must_be_usable
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.service.model import Service

_MARK = b"\xef\xbb\xbf"  # what some editors put before a UTF-8 text; nobody means it


def file_of(home: Home, service: Service) -> Path:
    """Where the environment of a service lies, or shall lie where it has none yet.

    Raises `ProblemError` for a service whose name cannot become that of a file.
    """
    must_be_usable(service.name)
    return service.env_file or home.config / "env" / f"{service.name}.env"


def content_of(file: Path) -> bytes:
    """Read it; one that is not there yet is empty. Raises `ProblemError`."""
    try:
        return file.read_bytes().removeprefix(_MARK)
    except FileNotFoundError:
        return b""
    except OSError as reason:
        raise ProblemError(_unusable(file, reason)) from reason


def _unusable(file: Path, reason: Exception) -> Problem:
    return Problem(
        code="env_file_unreadable",
        what=say("The settings in {file} cannot be read.", file=str(file)),
        why=say("The file is not text, or it belongs to another user."),
        details=str(reason),
        field="env_file",
    )
