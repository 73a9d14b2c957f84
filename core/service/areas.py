"""A folder in a login's upload area, for what travels beside a deploy."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.service.layout import Layout
    from core.ssh.session import ServerSession


async def make(session: ServerSession, layout: Layout, path: str) -> str:
    """Make the folders of a path there, and return the first; raises "prepare_needed".

    On older servers one login has all of the area.
    """
    key = path.partition("/")[0]
    script = (
        f'area={layout.uploads}; [ -d "$area/$(id -u)" ] && area="$area/$(id -u)"\n'
        f'[ -w "$area" ] && umask 077 && mkdir -p "$area/{path}" && echo "$area/{key}"\n'
    )
    ran = await session.run("sh -s", stdin=script.encode())
    made = next(reversed(ran.out.splitlines()), "").strip()
    if not is_folder(layout, made, key):
        raise ProblemError(_no_area(session.profile.user, layout.name, ran.err))
    return made


async def drop(session: ServerSession, folder: str) -> None:
    """Remove such a folder; on a line that was cut it stays, until the helper clears it away."""
    with suppress(ProblemError):
        await session.run(f"rm -rf -- {folder}")


def is_folder(layout: Layout, path: str, key: str) -> bool:
    """Whether a path is the folder `key` of an area, and so may stand in a command."""
    return re.fullmatch(rf"{re.escape(layout.uploads)}(/\d+)?/{key}", path) is not None


def _no_area(login: str, service: str, details: str) -> Problem:
    return Problem(
        code="prepare_needed",
        what=say("“{login}” cannot upload to {service} yet.", login=login, service=service),
        why=say("The server has no upload directory for this login."),
        next=(Advice(say("Let an administrator run: goferry prepare.")),),
        details=details,
    )
