"""The demo as a person at a terminal would see it: what is typed, and what an address answers."""

from __future__ import annotations

import asyncio
import http.client
import shlex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.events import LogLine
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.events import Report

_ANSWER_SECONDS = 5.0


def typed(*words: str) -> LogLine:
    """Show the command that a person would type for this."""
    return LogLine(text=f"$ {shlex.join(words)}")


async def ask(url: str, report: Report) -> None:
    """Ask an address the way a browser would, and show what it answers."""
    report(typed("curl", url))
    try:
        status, body = await asyncio.to_thread(_get, url)
    except (OSError, http.client.HTTPException) as reason:
        raise ProblemError(_no_answer(url, str(reason))) from reason
    report(LogLine(text=f"{status} {body}"))


def _get(url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=_ANSWER_SECONDS
    )
    try:
        connection.request("GET", parts.path, headers={"Connection": "close"})
        reply = connection.getresponse()
        return reply.status, reply.read(4096).decode(errors="replace").strip()
    finally:
        connection.close()


def _no_answer(url: str, reason: str) -> Problem:
    return Problem(
        code="service_silent",
        what=say("{url} did not respond.", url=url),
        why=say("The system reported: {reason}", reason=reason),
    )
