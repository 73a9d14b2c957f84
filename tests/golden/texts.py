"""Every golden text by the name of its file, as the app makes it now."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.golden import commands, scripts, services

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
KINDS = ("help", "plans", "scripts", "units")


def now() -> dict[str, str]:
    """Make every text."""
    return {**dict(commands.made()), **dict(services.made()), **dict(_scripts())}


def kept() -> dict[str, str]:
    """Read every text that was reviewed."""
    files = (file for kind in KINDS for file in sorted((HERE / kind).iterdir()))
    return {f"{file.parent.name}/{file.name}": file.read_bytes().decode("utf-8") for file in files}


def write() -> None:
    """Keep what the app makes now, and nothing else."""
    texts = now()
    for name in kept().keys() - texts.keys():
        (HERE / name).unlink()
    for name, text in texts.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(text.encode("utf-8"))


def _scripts() -> Iterator[tuple[str, str]]:
    """Yield each script; one that is long and much like another, as its difference to that."""
    with TemporaryDirectory() as folder:
        made = scripts.made(Path(folder))
    helper = made["helper-system-restart"]
    for name, script in made.items():
        if name.startswith("helper") and script is not helper:
            lines = unified_diff(helper.splitlines(), script.splitlines(), n=0, lineterm="")
            yield f"scripts/{name}.diff", "".join(f"{line}\n" for line in [*lines][2:])
        elif not name.startswith("prepare") or name.endswith("restart"):
            yield f"scripts/{name}.txt", services.without_files(script)
