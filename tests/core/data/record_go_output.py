"""Record what real Go versions say about broken projects, for tests/core/test_remedies.py.

Run by hand when a row is added, as root, since some surroundings have to be broken, too:
    python -m tests.core.data.record_go_output [--only CODE] GOROOT [GOROOT …]
Each file under go_output is one raw output; its name starts with the code of its explanation.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from pathlib import Path

from core.problems import ProblemError
from core.processes import Command, capture
from core.toolchain import Go, choose, environment
from core.toolchain.compilers import find_zig
from tests.core.data.broken_projects import BROKEN, Broken
from tests.core.data.broken_surroundings import SURROUNDED
from tests.core.data.surroundings import surroundings
from tests.go_projects import write

_LONGEST = 2000  # a crash of Go lists every thread
_HERE = Path(__file__).parent / "go_output"
_HOST = re.compile(r"https://(?!127\.)[a-z0-9.-]+\.[a-z]+")  # no file names a package registry
_AROUND = re.compile(rf"{tempfile.gettempdir()}/around-\w+")
_PORT = re.compile(r"(127\.0\.0\.1\]?|port) ?:?\d{4,5}\b")


def main() -> None:
    """Record every broken project with every Go named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="the code, or its beginning")
    parser.add_argument("roots", nargs="+", type=Path)
    typed = parser.parse_args()
    roots = [choose(root) for root in typed.roots]
    zig = find_zig()
    for go, other in zip(roots, (*roots[1:], roots[0]), strict=True):
        with surroundings(go) as around:
            around |= {"zig": str(zig.program) if zig else "zig", "other_go": str(other.root)}
            for name, broken in {**BROKEN, **SURROUNDED}.items():
                if name.startswith(typed.only):
                    _record(name, go, broken, around)


def _record(name: str, go: Go, broken: Broken, around: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="project-") as folder:
        text = asyncio.run(_said(go, broken, _places(Path(folder)) | around))
    if text.strip():
        (_HERE / f"{name}.go{go.version}.txt").write_text(text[:_LONGEST], "utf-8")


def _places(folder: Path) -> dict[str, str]:
    """Where a build runs that may be somebody else's: a home for everybody, a locked folder."""
    folder.chmod(0o755)
    for name, mode in (("home", 0o777), ("locked", 0o755)):
        (folder / name).mkdir()
        (folder / name).chmod(mode)
    return {name: str(folder / name) for name in ("p", "home", "locked")}


async def _said(go: Go, broken: Broken, places: dict[str, str]) -> str:
    root = write(Path(places["p"]), dict(broken.files))
    if broken.secret:
        (root / broken.secret).chmod(0o600)
    wanted = {name: value.format_map(places) for name, value in broken.env.items()}
    env = environment(go, extra={"CGO_ENABLED": "0", "GOFLAGS": "", **wanted})
    words = (*broken.before, str(go.program), broken.primary_action, *broken.words)
    command = Command(
        words=tuple(word.format_map(places) for word in words),
        folder=root / broken.folder,
        env=env,
    )
    try:
        said = await capture(command, seconds=120)
    except ProblemError as error:
        return str(error.problem.why)
    text = f"{said.err}{said.out}" if said.code or broken.succeeds else ""
    zig = str(Path(places["zig"]).parent)
    for place, shown in (
        (str(root.parent), "/home/anna"), (str(go.root), "/usr/local/go"), (zig, "/opt/zig"),
    ):  # fmt: skip
        text = text.replace(place, shown)
    text = _AROUND.sub("/srv", text)
    return _PORT.sub(r"\1:8443", _HOST.sub("https://modules.example", text))


if __name__ == "__main__":
    main()
