"""What people write as one word, and a service holds as two values."""

from __future__ import annotations

import re
from typing import Any

from core.problems import Advice, Problem, ProblemError
from core.service.model import Mode, Scope
from core.words import list_of, say

_USER = "user"
_STATUSES = re.compile(r"([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?")


def mode_and_scope(written: object) -> dict[str, Any]:
    """Read "shared", "user", or both as in "user,shared"; the mode is None where none is named.

    Raises `ProblemError` (`mode_unknown`).
    """
    words = written if isinstance(written, str) else ""
    first, comma, second = words.partition(",")
    scope = Scope.USER if first == _USER else Scope.SYSTEM
    name = second if scope is Scope.USER else words
    if scope is Scope.USER and not comma:
        return {"mode": None, "scope": scope}
    try:
        return {"mode": Mode(name), "scope": scope}
    except ValueError as odd:
        raise ProblemError(_no_such_mode(str(written))) from odd


def statuses(written: object) -> dict[str, Any]:
    """Read 200, or 200-399: the lowest and the highest HTTP status.

    Raises `ProblemError` (`health_unusable`).
    """
    found = _STATUSES.fullmatch(written) if isinstance(written, str) else None
    if found is None or (found[2] or found[1]) < found[1]:
        raise ProblemError(_odd_status(str(written)))
    return {"health.lowest": int(found[1]), "health.highest": int(found[2] or found[1])}


def _no_such_mode(name: str) -> Problem:
    return Problem(
        code="mode_unknown",
        what=say("There is no mode {name}.", name=name[:200]),
        why=say("The modes are: {modes}", modes=list_of((*Mode, _USER))),
        next=(Advice(say("Correct it in goferry.toml, or add --mode.")),),
        field="mode",
    )


def _odd_status(text: str) -> Problem:
    return Problem(
        code="health_unusable",
        what=say("{option} cannot be {value}.", option=say("Expected status"), value=text[:200]),
        why=say("The expected status should read 200 or 200-399."),
        next=(Advice(say("Correct the value.")),),
        field="health",
    )
