"""What `//go:embed` will not bring along, told before the program is built or served."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from core import remedies
from core.actions import OpenFile, Retry
from core.plain_text import one_line
from core.problems import Advice, Problem
from core.project import embeds
from core.project.source_text import source_text
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.project.packages import Package
    from core.words import Text

# Files that only keep a folder in git, or tell people about it.
_PLACEHOLDERS = re.compile(r"\.(git)?keep|\.gitignore|\.placeholder|readme(\..*)?", re.IGNORECASE)
# Folders of tools, which nobody misses on a server.
_OF_TOOLS = frozenset(
    {".cache", ".github", ".husky", ".idea", ".next", ".parcel-cache", ".svelte-kit", ".vite"}
) | {".vscode"}
_MOST_NAMES = 5


def faults(own: Iterable[Package]) -> tuple[Problem, ...]:
    """Look at the embeds of the project's own packages, as Go listed them."""
    return tuple(problem for one in own if one.get("Dir") for problem in _faults(one))


def missing(own: Iterable[Package]) -> tuple[Problem, ...]:
    """Tell of patterns that name no file, which the build will not take."""
    errors = [one.get("Error") or {} for one in own]
    texts = [f"{error.get('Pos', '')}: {error.get('Err', '')}" for error in errors]
    found = [remedies.explain(text) for text in texts if "pattern " in text]
    return tuple(problem for problem in found if problem and problem.code.startswith("embed_"))


def _faults(package: Package) -> Iterator[Problem]:
    folder = Path(package["Dir"])
    embedded = set(package.get("EmbedFiles") or ())
    for pattern in package.get("EmbedPatterns") or ():
        lacks = [file for file in embeds.left_out(folder, pattern) if file not in embedded]
        if names := _worth_telling(lacks):
            yield _leaves_out(package, pattern, names)
        took = list(embeds.taken(folder, pattern))
        if took and all(_is_placeholder(folder / file) for file in took):
            yield _empty(package, pattern, took)


def _worth_telling(files: Iterable[str]) -> list[str]:
    """The hidden folders and files that a program may serve, each folder once."""
    found: dict[str, None] = {}
    for file in files:
        words = file.split("/")
        at = next(n for n, word in enumerate(words) if n and word[0] in "._")
        is_folder = at + 1 < len(words)
        served = words[at] not in _OF_TOOLS if is_folder else words[at][0] == "_"
        if served:
            found["/".join(words[: at + 1]) + ("/" if is_folder else "")] = None
    return list(found)


def _is_placeholder(file: Path) -> bool:
    try:
        return bool(_PLACEHOLDERS.fullmatch(file.name)) or not file.stat().st_size
    except OSError:
        return False


def _leaves_out(package: Package, pattern: str, names: list[str]) -> Problem:
    return Problem(
        code="embed_leaves_out",
        what=say(
            "//go:embed {pattern} leaves out {names}.",
            pattern=pattern,
            names=_listed(names),
        ),
        why=say(
            "From a directory, Go does not embed names that begin with a dot or an underscore."
        ),
        next=(
            Advice(
                say("Write {better} to embed them too.", better=f"//go:embed all:{pattern}"),
                _where(package, pattern),
            ),
        ),
        details="\n".join(names),
    )


def _empty(package: Package, pattern: str, files: list[str]) -> Problem:
    return Problem(
        code="embed_empty",
        what=say(
            "//go:embed {pattern} finds only {files}.",
            pattern=pattern,
            files=_listed(files),
        ),
        why=say("Most likely the front end was not built here yet. Its pages would be missing."),
        next=(
            Advice(say("Build the front end first, then this program."), Retry()),
            Advice(say("Check the pattern in the code."), _where(package, pattern)),
        ),
    )


def _listed(names: list[str]) -> Text:
    return list_of(map(one_line, names), most=_MOST_NAMES)


def _where(package: Package, pattern: str) -> OpenFile | None:
    """The line with the pattern, for an editor; nothing where it is not found."""
    line = re.compile(
        rf"^//go:embed\b.*(?<!\S)[\"`]?{re.escape(pattern)}[\"`]?(?!\S)", re.MULTILINE
    )
    for name in (*(package.get("GoFiles") or ()), *(package.get("CgoFiles") or ())):
        file = os.path.join(package["Dir"], name)  # noqa: PTH118 - a text for an editor
        text = source_text(file)
        if found := line.search(text):
            return OpenFile(Path(file), 1 + text.count("\n", 0, found.start()))
    return None
