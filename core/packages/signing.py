"""A signature by a person's own SSH key, which `ssh-keygen -Y verify` checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import remedies
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "file"
_SECONDS = 60.0


async def sign(content: bytes, key: Path) -> bytes:
    """Return the signature of a content; raises `ProblemError`.

    `key` is the whole path of a private key without a passphrase, or of a public one whose private
    half ssh-agent holds. Nothing secret is in a command line, and nobody is asked.
    """
    words = ("ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE)
    done = await capture(Command(words=words), stdin=content, seconds=_SECONDS)
    if done.code or "-----BEGIN SSH SIGNATURE-----" not in done.out:
        raise ProblemError(_not_signed(str(key), done.err))
    return done.out.encode()


def _not_signed(key: str, details: str) -> Problem:
    return Problem(
        code="package_not_signed",
        what=say("The package could not be signed with {key}.", key=key),
        why=say(
            "The package itself is complete. Either the file is not a private key, or the key has "
            "a passphrase."
        ),
        next=(Advice(say("Add the key to ssh-agent (ssh-add), then sign with its .pub file.")),),
        details=remedies.bounded(details),
        field="sign",
    )
