"""What a project's goferry.toml asks of a build: one rule for window, command line and demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.build.catalogue import BY_FIELD, with_values
from core.build.options import BuildOptions
from core.problems import Advice, Problem, ProblemError
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from core.project.shared import Shared

_DEFAULTS = BuildOptions()
_WITHOUT_ADDRESS = frozenset({"direct", "off", ""})


def options_from(
    said: Shared, profile: str = "", *, start: BuildOptions = _DEFAULTS
) -> BuildOptions:
    """Lay what goferry.toml says, and its profile where one is named, over `start`.

    The file comes with a project, which may be a stranger's: it cannot choose what runs while it
    is built. Raises `ProblemError` (`option_not_shared`, `mirror_not_shared`, and the
    catalogue's own).
    """
    written = said.options(profile)
    if personal := [name for name in written if name in BY_FIELD and BY_FIELD[name].personal]:
        raise ProblemError(_not_shared(personal))
    options = with_values(start, written)
    _check_mirror(written, options)
    return options


def _check_mirror(written: Mapping[str, Any], options: BuildOptions) -> None:
    """Go checks no toolchain that comes from a `file://` mirror, and plain HTTP can be changed."""
    if "proxy" not in written:
        return
    addresses = options.proxy.replace("|", ",").split(",")
    for one in (address.strip() for address in addresses):
        if one not in _WITHOUT_ADDRESS and not one.startswith("https://"):
            raise ProblemError(_odd_mirror(one))


def _not_shared(names: list[str]) -> Problem:
    return Problem(
        code="option_not_shared",
        what=say("goferry.toml sets {names}, which is not allowed.", names=list_of(names)),
        why=say("These options can run programs, so a project's file cannot set them."),
        next=(Advice(say("Remove them from goferry.toml and choose them yourself.")),),
        field="shared",
    )


def _odd_mirror(address: str) -> Problem:
    return Problem(
        code="mirror_not_shared",
        what=say("goferry.toml names a module proxy that is not allowed: {mirror}", mirror=address),
        why=say("Downloads from there could be tampered with, or run without a check."),
        next=(Advice(say("Use one that begins with https://, or choose this one yourself.")),),
        field="shared",
    )
