"""What a cleaning removes, and a restore replaces, in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import inert
from core.words import Size, Text, joined, list_of, say, say_count, verbatim
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.usecases.backing_up import Backup, Comparison
    from core.usecases.space import Cleaning

_MOST = 200  # names of a list


def cleaning(plans: Sequence[Cleaning]) -> Iterator[Text]:
    """Say what would go, server by server."""
    for one in plans:
        yield say("{server}: frees {size}", server=one.space.server, size=Size(one.frees))
        for name in one.releases:
            size = Size(one.space.of_release(name))
            yield say("  release {n}, {size}", n=number_of(name), size=size)
        if one.space.old_uploads:
            size = Size(one.space.old_uploads)
            yield say("  uploads that were not completed, {size}", size=size)


def cleaned(gone: Sequence[Cleaning]) -> Text:
    """Say what has gone."""
    count = sum(len(one.releases) for one in gone)
    freed = Size(sum(one.frees for one in gone))
    return say_count(
        count,
        one="✓ Removed {n} release. {size} became free.",
        many="✓ Removed {n} releases. {size} became free.",
        size=freed,
    )


def backed_up(made: Backup) -> Text:
    """Say what is here now."""
    contents = made.contents
    done = say_count(
        len(contents.files),
        one="✓ {file}: {n} file, {size}.",
        many="✓ {file}: {n} files, {size}.",
        file=str(made.file),
        size=Size(contents.size),
    )
    if not contents.databases.sound:
        return done
    names = list_of(map(inert, contents.databases.sound))
    return joined((done, say("SQLite reports ok: {names}.", names=names)), " ")


def replacing(found: Comparison) -> Iterator[Text]:
    """Say what a restore would do to the files of now."""
    lists = (
        (say("Replaced"), found.replaced),
        (say("Replaced, although newer on the server"), found.newer),
        (say("Added"), found.added),
        (say("Set aside, because the backup does not have them"), found.gone),
    )
    for title, files in lists:
        if not files:
            continue
        size = Size(sum(one.size for one in files))
        count = say_count(len(files), one="{n} file", many="{n} files")
        yield say("{title}: {count}, {size}", title=title, count=count, size=size)
        yield from (verbatim(f"  {inert(one.path)}") for one in files[:_MOST])
        if files[_MOST:]:
            yield say("  … {n} more", n=len(files) - _MOST)
    if found.kept_copy:
        yield say("The copy of the data from {time} is replaced by the data of now.",
                  time=found.kept_copy)  # fmt: skip
