"""What lies in the files and folders that travel: what goes, what stays here, and why.

A project may be a stranger's, and so may be the list in its goferry.toml: whatever such a list
names must lie in the project, also behind every link. Only a person can name another place.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

    from core.service.model import Service

_JUNK = frozenset({".DS_Store", "__pycache__"})
_PRIVATE_NAMES = (
    ".env", ".env.*", ".git-credentials", ".htpasswd", ".netrc", ".npmrc", ".pgpass", ".pypirc",
    "*.jks", "*.kdbx", "*.key", "*.p12", "*.pem", "*.pfx", "*.ppk", "id_dsa", "id_ecdsa",
    "id_ed25519", "id_rsa",
)  # fmt: skip
_MODELS = (".example", ".sample", ".template", ".dist")  # an .env.example holds no secret


class FileKind(Enum):
    """What may be found: `FILE` travels, all others stay here."""

    FILE = auto()
    UNREADABLE = auto()
    LEADS_OUT = auto()
    LEADS_NOWHERE = auto()
    LEADS_TO_FOLDER = auto()
    LEADS_TO_PRIVATE = auto()
    NO_FILE = auto()
    HISTORY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing below an included folder, or the included file itself.

    `name` is what it is called on the server; `path` is where it really lies, behind every link,
    and `within` the folder above that no link may leave.
    """

    name: str
    kind: FileKind
    path: Path
    within: Path

    @property
    def private(self) -> bool:
        """Whether only its owner can read it here, or its name tells of a key or password."""
        return self._only_ours() or _looks_private(self.path.name) or _looks_private(self.name)

    def _only_ours(self) -> bool:
        if os.name == "nt":
            return False
        try:
            return not self.path.lstat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
        except OSError:
            return False  # it has just gone; sending it will say so


def look(service: Service) -> Iterator[Found]:
    """Find all that lies in what travels, in the order in which it travels."""
    for root in sorted(service.includes):
        for found in _below(name_of(root, service), root, _allowed(service, root)):
            if not _left_out(found.name, service.excludes):
                yield found


def leads_out(service: Service, root: Path) -> Path | None:
    """Return where an included path leads, when that lies outside of what it may name."""
    real = root.resolve()
    return None if _base(real, _allowed(service, root)) else real


def name_of(root: Path, service: Service) -> str:
    """Keep a path inside the project as it is; anything else goes by its own name."""
    path = _plain(root)
    base = _plain(service.includes_from) if service.includes_from else None
    return path.relative_to(base).as_posix() if _is_in(path, base) and base else path.name


def _plain(path: Path) -> Path:
    """Return a path without `..`, as a name: nothing on a server is named above its release."""
    return type(path)(os.path.normpath(path))


def _is_in(path: Path, base: Path | None) -> bool:
    return base is not None and path.is_relative_to(base)


def open_still(found: Found) -> BufferedReader:
    """Open what was found, and nothing that was put in its place since then.

    No step on the way may be a link. Raises `OSError`.
    """
    if os.open not in os.supports_dir_fd:  # Windows
        return found.path.open("rb")
    *above, last = found.path.relative_to(found.within).parts
    with ExitStack() as places:

        def step(name: str | Path, flags: int, place: int | None) -> int:
            return os.open(name, os.O_RDONLY | os.O_CLOEXEC | flags, dir_fd=place)

        place = step(found.within, os.O_DIRECTORY, None)
        places.callback(os.close, place)
        for part in above:
            place = step(part, os.O_DIRECTORY | os.O_NOFOLLOW, place)
            places.callback(os.close, place)
        opened = os.fdopen(step(last, os.O_NOFOLLOW | os.O_NONBLOCK, place), "rb")
    if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
        opened.close()
        raise OSError("it is no plain file any more")
    return opened


def _allowed(service: Service, root: Path) -> tuple[Path, ...]:
    """Return the folders that the contents of `root` may lie in, behind every link.

    A list in a file names nothing outside of the project; what a person named may lie anywhere.
    """
    base = service.includes_from
    project = () if base is None else (base.resolve(),)
    # A file can only name what lies below its own folder; other places are a person's words.
    by_a_person = root in service.includes_named or not _is_in(root, base)
    return (root.resolve(), *project) if by_a_person else project


def _base(real: Path, allowed: tuple[Path, ...]) -> Path | None:
    return next((one for one in allowed if real.is_relative_to(one)), None)


def _below(name: str, path: Path, allowed: tuple[Path, ...]) -> Iterator[Found]:
    """Judge a path, and what lies below it; a root may be a link, as its own boundary allows."""
    real = path.resolve()
    within = _base(real, allowed)
    if within is None:
        yield Found(name=name, kind=FileKind.LEADS_OUT, path=real, within=real)
    elif real.is_dir():
        yield from _inside(name, real, within, allowed)
    else:
        yield _judged(name, real, within)


def _inside(name: str, folder: Path, within: Path, allowed: tuple[Path, ...]) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield Found(name=name, kind=FileKind.UNREADABLE, path=folder, within=within)
        return
    for path in entries:
        below = f"{name}/{path.name}"
        if path.name in _JUNK:
            continue
        if path.name == ".git":
            yield Found(name=below, kind=FileKind.HISTORY, path=path, within=within)
        elif path.is_symlink():
            yield _behind(below, path, allowed)
        else:
            yield from _below(below, path, allowed)


def _behind(name: str, link: Path, allowed: tuple[Path, ...]) -> Found:
    """Judge a link inside an included folder: a plain file of the project may stand behind it."""
    try:
        real = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: it leads in a circle
        return Found(name=name, kind=FileKind.LEADS_NOWHERE, path=link, within=link.parent)
    within = _base(real, allowed)
    if within is None:
        return Found(name=name, kind=FileKind.LEADS_OUT, path=real, within=real)
    if real.is_dir():
        return Found(name=name, kind=FileKind.LEADS_TO_FOLDER, path=real, within=within)
    if any(part.startswith(".") for part in real.relative_to(within).parts) or (
        _looks_private(real.name)
    ):
        return Found(name=name, kind=FileKind.LEADS_TO_PRIVATE, path=real, within=within)
    return _judged(name, real, within)


def _judged(name: str, real: Path, within: Path) -> Found:
    kind = FileKind.FILE
    if not real.is_file():
        kind = FileKind.NO_FILE
    elif not os.access(real, os.R_OK):
        kind = FileKind.UNREADABLE
    return Found(name=name, kind=kind, path=real, within=real.parent if real == within else within)


def _left_out(name: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a pattern names the file itself, its path, or a folder above it."""
    parts = name.split("/")
    names = (*parts, *("/".join(parts[: number + 1]) for number in range(len(parts))))
    return any(fnmatchcase(one, pattern) for pattern in patterns for one in names)


def _looks_private(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    named = any(fnmatchcase(last, pattern) for pattern in _PRIVATE_NAMES)
    return named and not last.endswith(_MODELS)
