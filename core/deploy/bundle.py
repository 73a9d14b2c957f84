"""Files and folders that travel with the program and lie beside it in its release."""

from __future__ import annotations

import hashlib
import os
import stat
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.deploy import survey
from core.deploy.survey import FileKind, Found
from core.problems import Advice, Problem, ProblemError
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BufferedReader

    from core.service.model import Service
    from core.words import Text

_OURS = frozenset({"bin", "files", "manifest.json", "release.env"})
_SHOWN = 8


def problem_of(service: Service) -> Problem | None:
    """Say why these cannot travel, or nothing when they can."""
    seen: set[str] = set()
    for path in service.includes:
        name = survey.name_of(path, service)
        if not path.exists():
            return _missing(path)
        if not path.is_file() and not path.is_dir():
            return _no_file(path)
        if name in seen or name.split("/")[0] in _OURS or name.startswith("."):
            return _odd_name(name)
        if target := survey.leads_out(service, path):
            return _leads_out(path, target)
        seen.add(name)
    unreadable = [one for one in survey.look(service) if one.kind is FileKind.UNREADABLE]
    return _unreadable(unreadable) if unreadable else None


def members(service: Service) -> Iterator[Found]:
    """Name every file that travels."""
    return (one for one in survey.look(service) if one.kind is FileKind.FILE)


def notes(service: Service) -> tuple[Problem, ...]:
    """Say what stays here though its folder travels, and what others will be able to read."""
    found = tuple(survey.look(service))
    left = [one for one in found if one.kind is not FileKind.FILE]
    private = [one for one in found if one.kind is FileKind.FILE and one.private]
    return (
        *((_stay_here(left),) if left else ()),
        *((_made_public(private),) if private else ()),
    )


def digest(service: Service) -> str:
    """Return a hash of all names and contents, or nothing when there is nothing to send.

    Raises `ProblemError` ("include_unreadable"), as `pack` does.
    """
    whole = hashlib.sha256()
    for one in members(service):
        with _opened(one) as content:
            hashed = hashlib.file_digest(content, "sha256").hexdigest()
            whole.update(f"{one.name}\0{_mode(content)}\0{hashed}\n".encode())
    return whole.hexdigest() if service.includes else ""


def pack(service: Service, target: Path) -> str:
    """Write them into one tar file; return its SHA-256."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as archive:
        for one in members(service):
            entry = tarfile.TarInfo(one.name)
            with _opened(one) as content:
                entry.size = os.fstat(content.fileno()).st_size
                entry.mode = _mode(content)
                archive.addfile(entry, content)
    with target.open("rb") as packed:
        return hashlib.file_digest(packed, "sha256").hexdigest()


def _opened(one: Found) -> BufferedReader:
    try:
        return survey.open_still(one)
    except OSError as reason:
        raise ProblemError(_unreadable([one], str(reason))) from reason


def _mode(content: BufferedReader) -> int:
    return 0o755 if os.fstat(content.fileno()).st_mode & stat.S_IXUSR else 0o644


def _missing(path: Path) -> Problem:
    return Problem(
        code="include_missing",
        what=say("{path} is on the list of files to send, but it does not exist.", path=str(path)),
        why=say("The program would miss this file at run time."),
        next=(Advice(say("Create the file, or remove it from “Send along”.")),),
        field="include",
    )


def _no_file(path: Path) -> Problem:
    return Problem(
        code="include_no_file",
        what=say(
            "{path} is neither a file nor a directory and cannot be uploaded.", path=str(path)
        ),
        why=say("Devices, pipes and sockets cannot be uploaded."),
        next=(Advice(say("Remove it from “Send along”.")),),
        field="include",
    )


def _odd_name(name: str) -> Problem:
    return Problem(
        code="include_name_taken",
        what=say("“{name}” cannot be placed next to the program.", name=name),
        why=say("The name is used twice, is hidden, or is reserved for GoFerry."),
        next=(Advice(say("Rename the file, or remove it from “Send along”.")),),
        field="include",
    )


def _leads_out(path: Path, target: Path) -> Problem:
    return Problem(
        code="include_leads_out",
        what=say("{path} points outside the project, to {to}.", path=str(path), to=str(target)),
        why=say("A project's goferry.toml can include only files of the project."),
        next=(
            Advice(say("Remove it from the list in goferry.toml."), OpenFile(Path("goferry.toml"))),
            Advice(say("To upload it anyway, name it yourself: --include {to}", to=str(target))),
        ),
        field="include",
    )


def _unreadable(found: Sequence[Found], reason: str = "") -> Problem:
    return Problem(
        code="include_unreadable",
        what=say_count(
            len(found),
            one="{names} cannot be read, but is on the list of files to send.",
            many="{n} files on the list of files to send cannot be read: {names}",
            names=_names(found),
        ),
        why=say("The file belongs to another user of this computer, or was changed just now."),
        next=(Advice(say("Make the file readable for your user, or leave it out (--exclude).")),),
        details=reason or "\n".join(str(one.path) for one in found),
        field="include",
    )


def _stay_here(found: Sequence[Found]) -> Problem:
    return Problem(
        code="includes_left_out",
        what=say_count(
            len(found),
            one="{names} is not uploaded, although its directory is.",
            many="{n} entries are not uploaded, although their directories are: {names}",
            names=_names(found),
        ),
        why=say(
            "A link is uploaded only as the plain project file that it points "
            "to. Links to other places, directories and private files are left "
            "out, and so are devices, pipes, sockets and .git."
        ),
        details="\n".join(f"{one.name} -> {one.path}" for one in found),
        field="include",
    )


def _made_public(found: Sequence[Found]) -> Problem:
    return Problem(
        code="includes_made_public",
        what=say_count(
            len(found),
            one="Every user of the server will be able to read {names}.",
            many="Every user of the server will be able to read {n} private files: {names}",
            names=_names(found),
        ),
        why=say(
            "Only you can read the file on this computer, or its name suggests "
            "a key or password. Files uploaded with a program get mode 0644 or "
            "0755."
        ),
        next=(
            Advice(say("Leave it out: --exclude NAME.")),
            Advice(say("Put secrets into the environment file, or use goferry secrets set.")),
        ),
        details="\n".join(one.name for one in found),
        field="include",
    )


def _names(found: Sequence[Found]) -> Text:
    return list_of((one.name for one in found), most=_SHOWN)
