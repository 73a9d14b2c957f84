"""The name of an image in a registry: `registry.example.com/team/app:1.2`, and its parts."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from core.plain_text import one_line
from core.problems import Advice, Problem, ProblemError
from core.words import say

HUB = "docker.io"
_HUB_API = "registry-1.docker.io"
_HUB_LOGIN = "https://index.docker.io/v1/"
_LONGEST = 255
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
    r"(?::[0-9]{1,5})?|\[[0-9a-fA-F:]+\](?::[0-9]{1,5})?"
)
_PATH = re.compile(
    r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
)
_LONGEST_TAG = 128
_TAG = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9._-]{{0,{_LONGEST_TAG - 1}}}")
_NO_TAG = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where an image goes: `host` with its port, `path` of the repository there, and a tag."""

    host: str
    path: str
    tag: str

    def __str__(self) -> str:
        return f"{self.host}/{self.path}:{self.tag}"

    @property
    def api(self) -> str:
        """The host that is asked: Docker's own registry has another name than its images."""
        return _HUB_API if self.host == HUB else self.host

    @property
    def login(self) -> str:
        """Under which name a login is kept in Docker's configuration."""
        return _HUB_LOGIN if self.host == HUB else self.host

    @property
    def is_loopback(self) -> bool:
        """Whether it is on this computer: only there is no encryption needed."""
        return is_loopback(self.api)


def read(text: str) -> Reference:
    """Read a name as Docker does; without a tag it is “latest”. Raises `ProblemError`."""
    host, slash, rest = text.partition("/")
    if not slash or not ("." in host or ":" in host or host == "localhost"):
        host, rest = HUB, text
    path, colon, tag = rest.partition(":")
    if host in {HUB, "index.docker.io"}:
        host, path = HUB, path if "/" in path else f"library/{path}"
    found = Reference(host=host, path=path, tag=tag if colon else "latest")
    if not _is_sound(found):
        raise ProblemError(_odd(text))
    return found


def tag_of(version: str) -> str:
    """Make a tag of a version, which may have any letters; “latest” where nothing is left."""
    return _NO_TAG.sub("-", version).lstrip(".-")[:_LONGEST_TAG] or "latest"


def is_loopback(host: str) -> bool:
    """Whether a host, perhaps with a port, is this computer itself."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_sound(one: Reference) -> bool:
    return (
        len(one.host) + len(one.path) < _LONGEST
        and _HOST.fullmatch(one.host) is not None
        and _PATH.fullmatch(one.path) is not None
        and _TAG.fullmatch(one.tag) is not None
    )


def _odd(text: str) -> Problem:
    return Problem(
        code="image_name_unusable",
        what=say("“{name}” cannot be an image's name.", name=one_line(text)),
        why=say("A name is a registry, a repository in lowercase letters, and a tag."),
        next=(Advice(say("For example: registry.example.com/team/app:1.2")),),
        field="push",
    )
