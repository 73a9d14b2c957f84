"""The servers as a list shows them: which are found by a search, and in which groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment
    from core.usecases.seeing import LastSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the list shows: the servers in their order, and what is known of them."""

    servers: tuple[Profile, ...] = ()
    seen: Mapping[str, LastSeen] = field(default_factory=dict)
    environments: tuple[Environment, ...] = ()
    by: str = ""  # the key of the label by which they are grouped, empty for no groups
    search: str = ""

    def grouped(self) -> list[tuple[str, list[Profile]]]:
        """Put what was found into groups, in the order of their names; those without last."""
        groups: dict[str, list[Profile]] = {}
        for one in self.found():
            groups.setdefault(one.labels.get(self.by, ""), []).append(one)
        return sorted(groups.items(), key=lambda one: (not one[0], one[0]))

    def found(self) -> tuple[Profile, ...]:
        """Return the servers that have all words of the search."""
        words = self.search.lower().split()
        return tuple(one for one in self.servers if all(word in _all_of(one) for word in words))


def _all_of(server: Profile) -> str:
    """Put together what a search looks through."""
    parts = (server.name, server.host, server.user, server.typed_labels)
    return "\n".join(parts).lower()
