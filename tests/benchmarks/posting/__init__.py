"""POSTs to many servers at a steady rate, from a process of its own, counted to the last one."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.toolchain import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(slots=True)
class Posted:
    """What came of the requests; filled in when they have ended.

    `served`: after so many seconds each server gave one and the same answer until the end.
    """

    sent: int = 0
    lost: int = 0
    served: float = 0.0
    causes: Counter[str] = field(default_factory=Counter)


@contextmanager
def posting(addresses: Sequence[str], port: int, rate: int) -> Iterator[Posted]:
    """Send so many POSTs a second to each address; with a rate of 0 none at all."""
    posted = Posted()
    if not rate:
        yield posted
        return
    urls = [f"http://{one}:{port}/" for one in addresses]
    words = (str(_program()), str(rate), *urls)
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        yield posted
    finally:
        running.terminate()
        said, _ = running.communicate(timeout=60)
        told = json.loads(said)
        posted.sent, posted.lost, posted.served = told["sent"], told["lost"], told["served"]
        posted.causes = Counter(told["causes"])


@cache
def _program() -> Path:
    program = Path(tempfile.mkdtemp(prefix="goferry-posting-")) / "posting"
    words = (str(choose().program), "build", "-o", str(program), ".")
    env = os.environ | {"CGO_ENABLED": "0"}
    subprocess.run(words, cwd=Path(__file__).parent, env=env, check=True)
    return program
