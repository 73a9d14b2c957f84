"""What of a service a login may not see on a server: that is neither there nor absent."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from core.service.model import Scope

if TYPE_CHECKING:
    from core.service.layout import Layout

FUNCTION = """\
closed() { # PATH: it is not to be read, or lies behind a door that this login may not pass
  case $1 in /*) ;; *) set -- "./$1" ;; esac
  if [ -e "$1" ]; then
    [ ! -r "$1" ] || { [ -d "$1" ] && [ ! -x "$1" ]; }
    return
  fi
  above=${1%/*}
  until [ -d "${above:-/}" ]; do above=${above%/*}; done
  [ ! -x "${above:-/}" ]
}
"""


def looks(layout: Layout) -> str:
    """Spell how the server names what this login may not see of the service."""
    words = " ".join(shlex.quote(path) for path in (*judged(layout), *_told(layout)))
    return (
        f"{FUNCTION}for path in {words}; do\n"
        '  if closed "$path"; then line closed "$path"; fi\ndone\n'
    )


def judged(layout: Layout) -> tuple[str, ...]:
    """Return what a deploy is judged by; folders before what lies in them."""
    folders = (layout.state, layout.root, f"{layout.root}/releases")
    return (*folders, layout.record, *layout.possible_files)


def _told(layout: Layout) -> tuple[str, ...]:
    rules = (layout.sudoers, layout.operators) if layout.scope is Scope.SYSTEM else ()
    return (layout.history, layout.bad, *rules)
