"""What a program needs of a system, by the functions of Go's that are linked into it.

Go's linker keeps a function only where something can call it, and the table of functions stays in
a stripped program, too: what is not there cannot be called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.binary.inspection import Inspection, Node

_ROOTS = frozenset({"crypto/x509.loadSystemRoots", "crypto/x509.initSystemRoots"})
_OWN_ROOTS = "golang.org/x/crypto/x509roots/fallback"
_ZONES = frozenset({"time.LoadLocation"})
_OWN_ZONES = "time/tzdata"
_USERS = "os/user"
_TEMPORARY = frozenset({"os.CreateTemp", "os.MkdirTemp", "os.TempDir"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What an image must hold beside the program; where nobody can tell, all of it.

    `certificates` to prove a TLS server, `zones` for times of other places, `users` to look a user
    up, `temporary` for files of the moment.
    """

    certificates: bool = False
    zones: bool = False
    users: bool = False
    temporary: bool = False

    @classmethod
    def of(cls, found: Inspection) -> Needs:
        """Find out from an inspection with its functions."""
        if found.packages is None:
            return cls(certificates=True, zones=True, users=True, temporary=True)
        packages = {one.package for module in found.modules for one in module.packages}
        functions = set(_leaves(found.packages))
        return cls(
            certificates=bool(functions & _ROOTS) and _OWN_ROOTS not in packages,
            zones=bool(functions & _ZONES) and _OWN_ZONES not in packages,
            users=_USERS in packages,
            temporary=bool(functions & _TEMPORARY),
        )

    @classmethod
    def together(cls, every: Iterable[Needs]) -> Needs:
        """What several programs need, each its own part of it."""
        each = tuple(every)
        return cls(
            certificates=any(one.certificates for one in each),
            zones=any(one.zones for one in each),
            users=any(one.users for one in each),
            temporary=any(one.temporary for one in each),
        )


def _leaves(node: Node) -> Iterator[str]:
    if not node.children:
        yield node.name
    for child in node.children:
        yield from _leaves(child)
