"""A report of a problem for the makers: what helps them, without names, addresses or secrets."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.usecases.about import version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.home import Home
    from core.settings import Settings
    from core.ssh.profile import Profile

_MOST_LINES = 30  # of the last job
_LEAST_SECRET = 4  # letters: what is shorter would be found in every second word
_TOLD = ("language", "colours", "text_size", "editor", "terminal", "keep_releases", "notify")
_SET = ("go", "proxy", "private", "checksums")
_SECRET_NAMES = re.compile(r"passw|secret|token|credential|api_?key|private", re.IGNORECASE)
_PATTERNS = (
    (re.compile(r"-----BEGIN [^-]+-----.*?(-----END [^-]+-----|\Z)", re.DOTALL), "<secret>"),
    (re.compile(r"(?<=://)[^/\s@]+@"), "<secret>@"),
    (
        re.compile(
            r"(?i)\b([\w.-]*(?:passw(?:or)?d|secret|token|api_?key|authorization)[\w.-]*)"
            r"(\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|\S+)"
        ),
        r"\1\2<secret>",
    ),
    (re.compile(r"\b[\w.+-]+@[\w.-]+\w"), "<address>"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "<address>"),
    (re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}(?![\w:])"), "<address>"),
    (
        re.compile(r"\b(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[A-Za-z0-9_-]{24,}\b"),
        "<secret>",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where the problem was met: the settings, the servers whose names stay secret, the face.

    `face` are facts of the window or the terminal by name; `secrets` are passwords that are known
    now; `crash` is Python's own report of a fault.
    """

    settings: Settings
    servers: tuple[Profile, ...] = ()
    face: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    crash: str = ""


def report(home: Home, scene: Scene) -> str:
    """Write the report. Nothing is written anywhere, so a full disk does not matter."""
    parts = (
        ("GoFerry", _versions()),
        ("Window", scene.face.items()),
        ("Settings", _settings(scene)),
        ("Last job", (("", line) for line in _last_job(home))),
    )
    lines = [line for title, facts in parts for line in (f"## {title}", *_written(facts), "")]
    if scene.crash:
        lines += ["## Fault", scene.crash.rstrip(), ""]
    return without_names("\n".join(lines), home, scene)


def without_names(text: str, home: Home, scene: Scene) -> str:
    """Take out of a text all that tells whose it is, or lets somebody in."""
    for secret in sorted(_secrets(scene), key=len, reverse=True):
        text = text.replace(secret, "<secret>")
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    for folder in scene.settings.recent:
        text = text.replace(folder, "<project>")
    text = text.replace(str(Path.home()), "~")
    for name in sorted(_names(home, scene.servers), key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "<server>", text)
    return text


def _versions() -> Iterator[tuple[str, str]]:
    yield "version", version()
    yield "Python", platform.python_version()
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"


def _settings(scene: Scene) -> Iterator[tuple[str, str]]:
    for name in _TOLD:
        yield name, str(getattr(scene.settings, name))
    for name in _SET:
        yield name, "set" if getattr(scene.settings, name) else "not set"
    yield "projects", str(len(scene.settings.recent))
    yield "servers", str(len(scene.servers))


def _written(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{name}: {value}" if name else value for name, value in facts)


def _last_job(home: Home) -> list[str]:
    """Return the steps and problems of the last job; output of programs may hold anything."""
    try:
        newest = max(home.logs.glob("job-*.log"), default=None)
        lines = newest.read_text("utf-8", "replace").splitlines() if newest else []
    except OSError:
        return ["its file cannot be read"]
    return [one for one in lines if one.startswith(("# ", "! "))][-_MOST_LINES:] or ["none"]


def _names(home: Home, servers: tuple[Profile, ...]) -> Iterator[str]:
    for one in servers:
        yield from filter(None, (one.name, one.host))
        if one.user != "root":
            yield from filter(None, (one.user,))
    try:
        known = home.known_hosts.read_text("utf-8", "replace").splitlines()
    except OSError:
        known = []
    for line in known:
        hosts = line.split(" ")[0].split(",") if not line.startswith(("#", "@", "|")) else []
        yield from (one.strip("[]").partition("]")[0] for one in hosts if one)


def _secrets(scene: Scene) -> set[str]:
    """Return passwords known now, and values of this process's variables with telling names."""
    own = {value for name, value in os.environ.items() if _SECRET_NAMES.search(name)}
    return {one for one in own | {*scene.secrets} if len(one) >= _LEAST_SECRET}
