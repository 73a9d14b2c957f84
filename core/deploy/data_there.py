"""How much data a service has on a server, where a deploy is to copy them first."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.plain_text import number_or_none
from core.problems import ProblemError
from core.service.installed import ROOT_PROBLEMS
from core.service.layout import Layout
from core.service.privilege import act

if TYPE_CHECKING:
    from core.service.model import Service
    from core.ssh.session import ServerSession

_SPARE_BYTES = 32_000_000
_PATIENCE = 20  # seconds; before it copies, the server measures for as long as it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class DataThere:
    """What a data folder holds, in bytes, and what is `free` beside it; None where nobody knows.

    `plain`: another folder can take its place by one rename.
    """

    plain: bool
    size: int | None = None
    free: int | None = None

    @property
    def needed(self) -> int:
        """What must be free for a copy, as activate/data.sh counts: the service goes on writing."""
        return (self.size or 0) * 11 // 10 + _SPARE_BYTES


async def asked(session: ServerSession, service: Service) -> DataThere | None:
    """Measure the data folder; None where it is not to be copied, or nothing is there."""
    if not service.release.copy_data:
        return None
    script = _script(Layout.of(service))
    try:
        ran = await act(session, service.scope, script)
    except ProblemError as refused:
        if refused.problem.code not in ROOT_PROBLEMS:
            raise
        ran = await session.run(script)
    told = dict(line.partition(" ")[::2] for line in ran.out.splitlines())
    if "plain" not in told:
        return None
    size, free = (number_or_none(told.get(key, "")) for key in ("size", "free"))
    return DataThere(plain=told["plain"] == "yes", size=size, free=free)


def _script(layout: Layout) -> str:
    """Spell the questions; what the login may not see, is measured by none of them."""
    data, state = shlex.quote(layout.data), shlex.quote(layout.state)
    return f"""# how much data
[ -e {data} ] && [ -e {state} ] || exit 0
plain=no
[ ! -L {data} ] && [ "$(stat -c %d {data})" = "$(stat -c %d {state})" ] &&
  ! mountpoint -q {data} && plain=yes
echo "plain $plain"
{{ timeout {_PATIENCE} find {data} -xdev -printf '%b\\n' 2>/dev/null || echo unknown; }} |
  awk '/unknown/ {{ no = 1 }} {{ all += $1 }} END {{ if (!no) printf "size %.0f\\n", all * 512 }}'
echo "free $(($(stat -f -c '%a * %S' {state})))"
exit 0
"""
