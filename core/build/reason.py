"""Why a package is in a program, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """`chain` leads from the main package to `package` by imports, the shortest way.

    `dropped` are the packages that would go if none of your own imported it (none when others
    import it too); `saves` the bytes the program would lose then, None when nobody can tell.
    """

    package: str
    chain: tuple[str, ...]
    dropped: frozenset[str]
    saves: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull(Reason):
    """A package that your own import, and its own `size` beside what it brings."""

    size: int
