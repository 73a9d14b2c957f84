"""What a program built with Go says when it runs, and what to tell about it."""

from __future__ import annotations

from core.actions import SetCgo
from core.problems import Advice
from core.remedies.row import Remedy
from core.target import Cgo
from core.words import say

ROWS: tuple[Remedy, ...] = (
    Remedy(
        "cgo_stub",
        (r"Binary was compiled with 'CGO_ENABLED=0'|requires cgo to work\. This is a stub"),
        say("A package of this program needs C code, and the program was built without it."),
        say("Such programs build without a problem, but stop at their first query."),
        (
            Advice(say("Turn cgo on."), SetCgo(Cgo.ON)),
            Advice(say("Or use a driver in pure Go, such as modernc.org/sqlite.")),
        ),
    ),
    Remedy(
        "files_missing",
        (
            r"html/template: pattern matches no files|open (?P<file>[^/\s][^:\n]*):"
            r" (?:no such file or directory|The system cannot find)"
        ),
        say("The program looks for files in its working directory, but they do not exist."),
        say("The files were not uploaded with the program: {file}"),
        (Advice(say("Upload these files too, or embed them in the program.")),),
    ),
)
