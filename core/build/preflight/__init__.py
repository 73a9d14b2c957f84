"""What would go wrong, said before the build: probes in parallel, then one rule per trap."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from core.build.preflight import code_traps, option_traps, project_traps, target_traps
from core.build.preflight.probes import Seen, look
from core.build.preflight.trap import Finding

if TYPE_CHECKING:
    from core.build.options import BuildRequest
    from core.home import Home
    from core.toolchain import Go

__all__ = ["Finding", "Seen", "findings", "look", "preflight"]

_RULES = (
    *project_traps.RULES,
    *target_traps.RULES,
    *option_traps.RULES,
    *code_traps.RULES,
)


async def preflight(
    request: BuildRequest, go: Go, home: Home, *, rehearse: bool = True
) -> tuple[Finding, ...]:
    """Look at a project as it would be built now; changes nothing and downloads nothing.

    With `rehearse`, Go plans the whole build; needless where it builds at the same time.
    The findings that would stop the build come first; an empty result promises nothing found.
    """
    return findings(await look(request, go, home, rehearse=rehearse))


def findings(seen: Seen) -> tuple[Finding, ...]:
    """Hold every rule against what was seen; each finding once, those that stop first."""
    every = {
        (found.problem.code, str(found.problem.what)): found
        for found in chain.from_iterable(rule(seen) for rule in _RULES)
    }
    return tuple(sorted(every.values(), key=lambda found: not found.stops))
