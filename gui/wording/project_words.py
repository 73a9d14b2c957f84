"""What the Project page says of a project, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Text, list_of, say, say_count

if TYPE_CHECKING:
    from core.project.model import Project, UnembeddedFile

_MOST_FILES = 5


def facts(project: Project) -> list[Text]:
    """Tell what it wants, whether it needs C code, and which files it uses."""
    found = [say("Needs Go {version} or newer.", version=project.go_version)]
    if not project.mains:
        found.append(say("This module is a library. It has no program to build."))
    if project.cgo_packages:
        names = list_of(one.package for one in project.cgo_packages[:3])
        found.append(say("Needs cgo: {packages}.", packages=names))
    else:
        found.append(say("Pure Go, no cgo needed."))
    if project.embeds:
        count = len(project.embeds)
        found.append(
            say_count(
                count,
                one="{n} file is embedded in the program.",
                many="{n} files are embedded in the program.",
            )
        )
    found += [_read_beside(file) for file in project.unembedded[:_MOST_FILES]]
    return found


def _read_beside(file: UnembeddedFile) -> Text:
    if file.writes:
        return say(
            "{file}, line {line} writes {path} at run time. A service can write"
            " only below STATE_DIRECTORY.",
            file=str(file.file),
            line=file.line,
            path=file.path,
        )
    return say(
        "{file}, line {line} reads {path} at run time. Upload this file too, or embed it.",
        file=str(file.file),
        line=file.line,
        path=file.path,
    )
