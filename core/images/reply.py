"""What a registry replied."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.codec import object_in

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Status, headers by lower-case name, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def reason(self) -> str:
        """The registry's own words for what it refused."""
        with suppress(TypeError, AttributeError, LookupError):
            found = object_in(self.body)["errors"]
            return "\n".join(f"{one['code']}: {one.get('message', '')}" for one in found)
        return self.body[:400].decode(errors="replace")
