"""The protocol as the helper's own text: what it can be asked for and what it says, for bash."""

from __future__ import annotations

import shlex
import textwrap
from typing import TYPE_CHECKING

from core.service.phases import Phase
from core.service.protocol import (
    FLEET_SILENCE,
    LARGEST_ARGUMENTS,
    LARGEST_CREDENTIAL,
    LARGEST_ENVIRONMENT,
    LARGEST_OUTPUT,
    LEASE_SECONDS,
    REQUESTS,
    VERSION,
    Cause,
    Ending,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.service.protocol import Request, Verb

_WIDTH = 100
_AROUND = 200  # letters of a request beside its argument


def for_readers() -> str:
    """Spell the requests and the words of the answers as comments."""
    requests = {f"{verb} ID {one.argument} WHO": one.does for verb, one in REQUESTS.items()}
    width = max(map(len, requests))
    said = {"step": Phase, "result": Ending, "code": Cause}
    return "\n".join(
        (
            *(f"#   {request:{width}}  {does}" for request, does in requests.items()),
            "#",
            "# A change says one JSON object a line, with these words:",
            *(line for key, words in said.items() for line in _comment(key, words)),
        )
    )


def for_shell() -> str:
    """Spell the version, the limits, and the function that tells what belongs to a verb."""
    cases = "\n".join(f"    {_case(verb, one)}" for verb, one in REQUESTS.items())
    return (
        f"protocol={VERSION}\n"
        f"lease_seconds={LEASE_SECONDS}\n"
        f"fleet_silence={FLEET_SILENCE}\n"
        f"largest_environment={LARGEST_ENVIRONMENT} largest_credential={LARGEST_CREDENTIAL}\n"
        f"longest_request={LARGEST_ARGUMENTS + _AROUND} largest_output={LARGEST_OUTPUT}\n\n"
        "request() { # VERB: sets `pattern` of its argument, `changes` and `operators`\n"
        f"  case $1 in\n{cases}\n    *) return 1 ;;\n  esac\n}}"
    )


def _case(verb: Verb, one: Request) -> str:
    changes, operators = (("no", "yes")[flag] for flag in (one.changes, one.operators))
    pattern = shlex.quote(one.pattern)
    return f"{verb}) pattern={pattern} changes={changes} operators={operators} ;;"


def _comment(key: str, words: Iterable[str]) -> list[str]:
    begins = f"#   {key + ':':8}"
    return textwrap.wrap(
        " ".join(words), _WIDTH, initial_indent=begins, subsequent_indent=f"#{' ' * 11}"
    )
