"""Which options stand in which group of the Target page, and which cannot be together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.build.catalogue import BY_FIELD
from core.build.option_entry import Group
from core.build.options import BuildMode, Cgo
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.build.options import BuildOptions
    from gui.widgets.build.option_form import OptionForm

IN_SIGHT = ("strip", "trimpath")
_ELSEWHERE = {*IN_SIGHT, "target", "main", "micro", "cgo"}  # chosen higher up, or with the project
_ONLY_C = say("Only for a program with C code: choose it above.")
_ONLY_DYNAMIC = say("Only for a Linux program that uses the system's C library.")
_ONLY_STATIC = say("Only with C code that is linked statically.")
TITLES: Mapping[Group, Text] = {
    Group.RESULT: say("Build mode"),
    Group.CONTENT: say("Contents"),
    Group.C_CODE: say("C code"),
    Group.SOURCES: say("Where modules come from"),
    Group.EXPERT: say("Advanced"),
}


def names_of(group: Group) -> tuple[str, ...]:
    """The options of a group that are chosen nowhere else."""
    own = (entry.field for entry in BY_FIELD.values() if entry.group is group)
    return tuple(name for name in own if name not in _ELSEWHERE)


def show_limits(forms: Mapping[Group, OptionForm], options: BuildOptions) -> None:
    """Grey out what cannot be together with the other choices."""
    c_code = forms[Group.C_CODE].fields
    race = options.race or options.cgo is not Cgo.OFF  # what is on can be taken off
    c_code["race"].forbid(None if race else _ONLY_C)
    dynamic = options.cgo is Cgo.ON and options.target.goos == "linux"
    c_code["glibc"].forbid(None if dynamic or options.glibc else _ONLY_DYNAMIC)
    static = options.cgo is Cgo.STATIC
    mode = forms[Group.RESULT].fields["mode"]
    mode.forbid_choice(BuildMode.STATIC_PIE, None if static else _ONLY_STATIC)
