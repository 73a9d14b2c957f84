"""The code that a program lacks to lose no request: shown as a diff, or written as new files."""

from __future__ import annotations

import difflib
from importlib.resources import files
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.project import template
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

_OFFERED = {
    "serve/serve.go": (),
    "graceful/graceful.go": ("gin", "pkg"),
    "systemd/listener.go": ("gin", "pkg"),
    "systemd/notify.go": ("gin", "pkg"),
}


def offered(module: str) -> dict[str, str]:
    """Return what a program lacks to lose no request: three small packages, text by path.

    In main, `serve.ListenAndServe(address, handler)` then takes the place of what opens the port.
    """
    templates = files("resources") / "templates"
    return {
        f"pkg/{name}": template.renamed(
            templates.joinpath(*place, name).read_bytes(), module
        ).decode()
        for name, place in _OFFERED.items()
    }


def offer(module: str) -> str:
    """Return the same as a diff that `git apply` takes."""
    return "".join(_new_file(name, text) for name, text in offered(module).items())


def add(folder: Path, module: str) -> tuple[Path, ...]:
    """Write the packages into a project; return the new files.

    Raises `ProblemError` ("file_in_the_way") before anything is written.
    """
    wanted = {folder / name: text for name, text in offered(module).items()}
    if there := next((file for file in wanted if file.exists()), None):
        raise ProblemError(_in_the_way(there))
    for file, text in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tuple(wanted)


def _in_the_way(file: Path) -> Problem:
    return Problem(
        code="file_in_the_way",
        what=say("{file} already exists.", file=str(file)),
        why=say("GoFerry adds files to your project, but changes none."),
        next=(
            Advice(
                say("If it is from GoFerry, call serve.ListenAndServe in main and build again.")
            ),
        ),
    )


def _new_file(name: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    changes = difflib.unified_diff([], lines, "/dev/null", f"b/{name}")
    return "".join(changes)
