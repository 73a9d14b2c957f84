"""Record what real Go versions say about broken projects, for tests/core/test_remedies.py.

Run by hand when a row is added:
    python -m tests.core.data.record_go_output GOROOT [GOROOT …]
Each file under go_output is one raw output; its name starts with the code of its explanation.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from core.problems import ProblemError
from core.processes import Command, capture
from core.toolchain import Go, choose, environment
from core.toolchain.compilers import find_zig
from tests.core.data.broken_projects import BROKEN, Broken
from tests.go_projects import write

_HERE = Path(__file__).parent / "go_output"
_HOST = re.compile(r"https://[a-z0-9.-]+\.[a-z]+")  # no file names a package registry


def main() -> None:
    """Record every broken project with every Go named on the command line."""
    roots = [choose(Path(root)) for root in sys.argv[1:]]
    zig = find_zig()
    for go, other in zip(roots, (*roots[1:], roots[0]), strict=True):
        places = {"zig": str(zig.program) if zig else "zig", "other_go": str(other.root)}
        for name, broken in BROKEN.items():
            text = asyncio.run(_said(go, broken, places))
            if text.strip():
                (_HERE / f"{name}.go{go.version}.txt").write_text(text, "utf-8")


async def _said(go: Go, broken: Broken, places: dict[str, str]) -> str:
    with tempfile.TemporaryDirectory(prefix="project-") as folder:
        root = write(Path(folder) / "p", dict(broken.files))
        wanted = {name: value.format_map(places) for name, value in broken.env.items()}
        env = environment(go, extra={"CGO_ENABLED": "0", "GOFLAGS": "", **wanted})
        words = (str(go.program), "build", *broken.words)
        command = Command(words=words, folder=root / broken.folder, env=env)
        try:
            said = await capture(command, seconds=120)
        except ProblemError as error:
            return str(error.problem.why)
        text = f"{said.err}{said.out}" if said.code or broken.succeeds else ""
        for place, shown in ((folder, "/home/anna"), (str(go.root), "/usr/local/go")):
            text = text.replace(place, shown)
        return _HOST.sub("https://modules.example", text)


if __name__ == "__main__":
    main()
