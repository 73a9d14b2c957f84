"""The login for a registry, as `docker login` keeps it: in a file, or with a helper of its own.

Secrets go from that file or helper into a header, and nowhere else: no command has them among its
words, no problem in its details, and nothing keeps them.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable, object_in, read_json
from core.plain_text import one_line
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.images.reference import Reference

_TOKEN = "<token>"  # noqa: S105 - what a helper says instead of a user's name
_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
_LARGEST = 4 << 20
_HELPER_SECONDS = 60.0  # one may ask a person in a window of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user and a password, or an identity token of the registry's own."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def basic(self) -> str:
        """The value of the header Authorization."""
        pair = f"{self.user}:{self.password}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"


async def login_for(reference: Reference) -> Login | None:
    """Find the login for a registry; None where there is none. Raises `ProblemError`."""
    file = _file()
    told = _read(file)
    helpers = told.get("credHelpers")
    chosen = helpers.get(reference.login) if isinstance(helpers, dict) else None
    helper = chosen or told.get("credsStore")
    if isinstance(helper, str) and helper:
        found = await _ask(helper, reference.login)
        if found is not None or chosen:
            return found
    kept = told.get("auths")
    return _from_file(kept, reference) if isinstance(kept, dict) else None


def _file() -> Path:
    folder = os.environ.get("DOCKER_CONFIG", "")
    return (Path(folder) if folder else Path.home() / ".docker") / "config.json"


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            told = read_json(opened.read(_LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, Unreadable) as reason:
        raise ProblemError(_unreadable(file)) from reason
    return told if isinstance(told, dict) else {}


def _from_file(kept: Mapping[str, Any], reference: Reference) -> Login | None:
    names = (reference.login, f"https://{reference.login}", f"https://{reference.login}/v2/")
    entry = next((kept[name] for name in names if isinstance(kept.get(name), dict)), None)
    if entry is None:
        return None
    if isinstance(token := entry.get("identitytoken"), str) and token:
        return Login(token=token)
    try:
        pair = base64.b64decode(str(entry.get("auth", "")), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    user, colon, password = pair.rstrip("\0").partition(":")
    return Login(user=user, password=password) if colon else None


async def _ask(helper: str, server: str) -> Login | None:
    """Ask a helper as Docker does: the server on its standard input, the login on its output."""
    program = shutil.which(f"docker-credential-{helper}") if _HELPER.fullmatch(helper) else None
    if program is None:
        raise ProblemError(_no_helper(helper))
    said = await capture(
        Command(words=(program, "get")), stdin=f"{server}\n".encode(), seconds=_HELPER_SECONDS
    )
    told = object_in(said.out) if said.code == 0 else {}
    user, secret = told.get("Username"), told.get("Secret")
    if not isinstance(user, str) or not isinstance(secret, str) or not secret:
        return None
    return Login(token=secret) if user == _TOKEN else Login(user=user, password=secret)


def _unreadable(file: Path) -> Problem:
    return Problem(
        code="docker_config_unreadable",
        what=say("{file} could not be read.", file=str(file)),
        why=say("The file is not JSON, or you do not have permission to read it."),
        next=(Advice(say("Log in once more: docker login REGISTRY")),),
    )


def _no_helper(helper: str) -> Problem:
    name = one_line(f"docker-credential-{helper}")
    return Problem(
        code="docker_helper_missing",
        what=say("The credential helper {name} was not found.", name=name),
        why=say("Docker's config.json names the helper, but PATH does not contain it."),
        next=(Advice(say("Install the helper, or remove it from config.json.")),),
    )
