"""The program that asks a front door steadily, and counts what was lost."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.toolchain import choose

if TYPE_CHECKING:
    from collections.abc import Iterator


def built(folder: Path) -> Path:
    """Compile it, and return the program."""
    words = (str(choose().program), "build", "-o", str(folder / "load"), ".")
    source = Path(__file__).parent
    subprocess.run(words, cwd=source, env=os.environ | {"CGO_ENABLED": "0"}, check=True)
    return folder / "load"


@contextmanager
def asking(
    program: Path, address: str, *words: str, rate: int, domain: str = "app.example.test"
) -> Iterator[dict[str, Any]]:
    """Ask so many times a second; what is given holds the count when it has ended.

    `words` say how: "-http" with 1, 2 or 3, "-keep" for connections that are kept.
    """
    aim = ("-address", f"{address}:443", "-url", f"https://{domain}/", "-rate", str(rate))
    running = subprocess.Popen((str(program), *aim, *words), stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = {}
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        yield told
    finally:
        running.terminate()
        said, _ = running.communicate(timeout=120)
        told |= json.loads(said)
