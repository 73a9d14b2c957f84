"""How Compose reads a text, and what is hardened of every container."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.as_yaml import why
from core.images.image import USER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.exports.as_yaml import Node

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
HARDENED: Mapping[str, Node] = {
    "user": why("Nobody's number: not root, in the container either.", f"{USER}:{USER}"),
    "read_only": why("Only /tmp and its volumes can be written to.", value=True),
    "tmpfs": ["/tmp:rw,noexec,nosuid,nodev,size=64m"],  # noqa: S108 - inside of the container
    "cap_drop": why("None of root's rights, not even some of them.", ["ALL"]),
    "security_opt": ["no-new-privileges:true"],
    "logging": why(
        "Keep the logs from filling the disk.",
        {"driver": "local", "options": {"max-size": "10m", "max-file": "5"}},
    ),
}


def literal(text: str) -> str:
    """Write a text so that Compose puts nothing in for its `$`."""
    return text.replace("$", "$$")


def told(argument: str, values: Mapping[str, str]) -> str:
    """Put the values in for `${NAME}`; what is only in the environment file, Compose puts in."""
    parts: list[str] = []
    end = 0
    for found in _VARIABLE.finditer(argument):
        parts.append(literal(argument[end : found.start()]))
        name = found[1]
        parts.append(literal(values[name]) if name in values else f"${{{name}}}")
        end = found.end()
    return "".join((*parts, literal(argument[end:])))
