"""What on a server is not as GoFerry's last change left it, by what that change noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.plain_text import inert, number_or_none
from core.service.seen import Difference, Drift

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.operate.board.answer import Answer, Place, Shown

_HEX = 64  # digits of a SHA-256
_NAMED = 2  # words of a line that is about no file
_OURS = "goferry-"  # how drop-ins begin that GoFerry writes itself


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedFile:
    """A file as a change left it; `facts` change with each writing of it."""

    path: str
    digest: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What root's helper wrote down at the end of a change: bytes of all releases, and files."""

    release: str = ""
    disk: int | None = None
    files: tuple[NotedFile, ...] = ()


def noted(text: str) -> Noted:
    """Read it; lines that are not understood are passed over."""
    lines = [line.split(" ", 2) for line in text.splitlines()]
    named = {line[0]: line[1] for line in lines if len(line) == _NAMED}
    files = tuple(
        NotedFile(digest=line[0], facts=line[1], path=line[2])
        for line in lines
        if len(line) > _NAMED and len(line[0]) == _HEX and line[2].startswith("/")
    )
    disk = number_or_none(named.get("disk", ""))
    return Noted(release=named.get("release", ""), disk=disk, files=files)


@dataclass(slots=True)
class Digests:
    """The content of files that were read on a server, as long as their facts stay the same."""

    _known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def learn(self, answer: Answer) -> None:
        """Take what was read now; what was asked for and not told may not be read."""
        for path, digest in answer.digests.items():
            self._known[path] = (answer.facts.get(path, ""), digest)

    def unknown(self, files: Iterable[NotedFile], facts: Mapping[str, str]) -> tuple[str, ...]:
        """Name the files that were written since, and not read yet."""
        return tuple(
            one.path
            for one in files
            if one.facts != (now := facts.get(one.path, one.facts))
            and self._known.get(one.path, ("", ""))[0] != now
        )

    def same(self, file: NotedFile, facts: str) -> bool:
        """Whether a file is as it was noted; one that was written and may not be read is not."""
        return facts == file.facts or self._known.get(file.path) == (facts, file.digest)


def drift(
    name: str, place: Place, answer: Answer, digests: Digests, *, current: str
) -> tuple[Drift, ...]:
    """Name all that is different, but not while a change runs; `current` is the live release."""
    left = noted(place.texts.get(f"{place.states}/{name}/noted", ""))
    if name in place.changing or not left.files:
        return ()
    found = [*_unknown_release(left, current), *_of_files(name, left, answer, digests)]
    units = [shown for unit, shown in place.units.items() if _is_of(name, unit)]
    return tuple(sorted({*found, *_added(units)}, key=lambda one: (one.kind, one.path)))


def _unknown_release(left: Noted, current: str) -> Iterator[Drift]:
    if current not in {left.release, ""}:
        yield Drift(kind=Difference.RELEASE, path=inert(current))


def _of_files(name: str, left: Noted, answer: Answer, digests: Digests) -> Iterator[Drift]:
    for one in left.files:
        facts = answer.facts.get(one.path)
        if facts is None:
            yield Drift(kind=Difference.GONE, path=inert(one.path))
        elif not digests.same(one, facts):
            yield Drift(kind=_kind_of(one.path, name), path=inert(one.path))


def _kind_of(path: str, name: str) -> Difference:
    if path.endswith(f"/bin/{name}"):
        return Difference.PROGRAM
    return Difference.HELPER if path.endswith(f"/activate-{name}") else Difference.EDITED


def _added(units: Iterable[Shown]) -> Iterator[Drift]:
    """Name additions to one of these units alone; those of a distribution are for all units."""
    for shown in units:
        for path in shown.get("DropInPaths", "").split():
            folder, _, file = path.rpartition("/")
            if folder.endswith(f"/{shown.get('Id', '')}.d") and not file.startswith(_OURS):
                yield Drift(kind=Difference.ADDED, path=inert(path))


def _is_of(name: str, unit: str) -> bool:
    """Whether it is a unit of the service; no service's name has a dot."""
    return unit.partition(".")[0] == name
