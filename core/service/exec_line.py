"""The words behind a program in ExecStart=: each argument arrives as it was written.

systemd reads such a line in four passes: it takes words apart, undoes their escapes, replaces `%`
specifiers, and at the start puts variables in (systemd.service(5), "Command lines"). An argument
passes all four as itself; `${NAME}` alone is left to the last one, so that a program can be told
its port, which is another one in a rehearsal and behind the proxy.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOLLAR = re.compile(r"\$(?!\{[A-Za-z_][A-Za-z0-9_]*\})")
_BARE = frozenset(string.ascii_letters + string.digits + "_./:=,@+~%-${}")  # need no quotes
_QUOTED = frozenset(string.printable[:95]) - {'"', "\\"}


def exec_words(arguments: Sequence[str]) -> str:
    """Spell arguments as they stand behind a program, with the blank before each."""
    words = (unit_word(_DOLLAR.sub("$$", one)) for one in arguments)
    return "".join(f" {word}" for word in words)


def unit_word(text: str) -> str:
    """Spell one word of a unit's line, in which `$` means nothing: of Environment=, for one."""
    text = text.replace("%", "%%")
    if text and _BARE.issuperset(text):
        return text
    return '"' + "".join(one if one in _QUOTED else _escaped(one) for one in text) + '"'


def _escaped(letter: str) -> str:
    return "".join(f"\\x{one:02x}" for one in letter.encode("utf-8", "surrogatepass"))
