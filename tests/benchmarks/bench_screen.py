"""How soon a line that the compiler writes stands on the screen: a real build in the real window.

A program in place of `go` starts the real one and notes the moment in which it passes on each
line; the log notes the moment in which it has painted it. Without a screen, so painting ends in
memory. Prints the median, the 95th percentile and the worst, as Go compiles on all processors.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from core.home import Home
from core.journey import Stop
from core.project.reader import read
from core.project.template import create
from core.toolchain import Go, choose
from gui.look import theme
from gui.pages.build import BuildPage
from gui.runtime.loop import run
from gui.shell.app import make_window
from gui.widgets.log.log_view import LogView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

    from gui.shell.main_window import MainWindow
    from gui.widgets.log.log_pane import LogPane

_PASSING_ON = """#!{python} -SE
import os, subprocess, sys, time
if "-json" not in sys.argv:
    os.execv({go!r}, [{go!r}, *sys.argv[1:]])
child = subprocess.Popen([{go!r}, *sys.argv[1:]], stdout=subprocess.PIPE)
with open({stamps!r}, "ab") as stamps:
    while piece := os.read(child.stdout.fileno(), 1 << 20):
        stamps.write(b"%d " % time.monotonic_ns() + piece.replace(b"\\n", b"\\r") + b"\\n")
        os.write(1, piece)
sys.exit(child.wait())
"""


@dataclass
class Painted:
    """The lines of a log in their order, and when each was on the screen."""

    lines: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    flushed: int = 0


def main() -> None:
    """Build the Gin template in the window, everything anew: as usual, then with every command."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    app = QApplication(["goferry", "-style", "fusion"])
    theme.apply(app, theme.Theme.LIGHT)
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as place:
        run(lambda: _measure(Path(place)), app)


async def _measure(root: Path) -> int:
    folder = await create("gin", root / "shop", module="example.com/shop")
    project = await read(folder, choose())
    for kind, flags in (("packages", ()), ("with -x", ("-x",))):
        stamps = root / f"stamps {kind}"
        window = make_window(Home.find(root / "home"))
        window.session.change(go=_noting(choose(), root / kind.replace(" ", "-"), stamps))
        window.session.open_project(project)
        options = replace(window.session.current.options, fresh=True, flags=flags)
        window.session.change(options=options)
        window.show()
        page = _page(window)
        painted = _watch(page.log)
        built = await page.run()
        await window.runner.close()
        window.hide()
        if not built:
            sys.exit("the build did not end well")
        _tell(kind, _written(stamps), painted)
    return 0


def _page(window: MainWindow) -> BuildPage:
    window.show_stop(Stop.BUILD)
    page = window.pages[Stop.BUILD]
    if not isinstance(page, BuildPage):
        raise TypeError
    return page


def _noting(go: Go, place: Path, stamps: Path) -> Go:
    """Make an installation whose `go` notes what the real one writes, and when."""
    place.mkdir()
    for one in go.root.iterdir():
        if one.name != "bin":
            (place / one.name).symlink_to(one)
    (place / "bin").mkdir()
    program = place / "bin" / "go"
    program.write_text(
        _PASSING_ON.format(python=sys.executable, go=str(go.program), stamps=str(stamps)), "utf-8"
    )
    program.chmod(0o755)
    return Go(root=place, version=go.version)


def _watch(pane: LogPane) -> Painted:
    """Note each line as it comes, as it enters the view, and as the view has painted."""
    seen = Painted()
    append, add, paint = pane.append, pane.lines.add, LogView.paintEvent

    def appended(lines: Iterable[str]) -> None:
        lines = list(lines)
        seen.lines += [part for line in lines for part in line.split("\n")]
        append(lines)

    def added(lines: list[str]) -> tuple[int, int]:
        seen.flushed += len(lines)
        return add(lines)

    def painted(view: LogView, event: QPaintEvent) -> None:
        paint(view, event)
        if view is pane.view:
            now = time.monotonic()
            seen.moments += [now] * (seen.flushed - len(seen.moments))

    pane.append = appended  # type: ignore[method-assign]
    pane.lines.add = added  # type: ignore[method-assign,assignment]
    LogView.paintEvent = painted  # type: ignore[method-assign,assignment]
    return seen


def _written(stamps: Path) -> dict[str, deque[float]]:
    """The moments in which Go wrote each line, in order."""
    written: dict[str, deque[float]] = defaultdict(deque)
    rest = b""
    for row in stamps.read_bytes().split(b"\n")[:-1]:
        moment, _, piece = row.partition(b" ")
        *whole, rest = (rest + piece).split(b"\r")
        for event in map(json.loads, filter(None, whole)):
            for line in event.get("Output", "").splitlines():
                written[line.strip()].append(int(moment) / 1e9)
    return written


def _tell(kind: str, written: dict[str, deque[float]], painted: Painted) -> None:
    delays = [
        (moment - written[line.strip()].popleft()) * 1000
        for line, moment in zip(painted.lines, painted.moments, strict=False)
        if written.get(line.strip())
    ]
    if not delays:
        sys.exit("nothing was painted")
    print(
        f"line to screen            median {statistics.median(delays):.0f} ms"
        f"   p95 {statistics.quantiles(delays, n=20)[-1]:.0f} ms   worst {max(delays):.0f} ms"
        f"   {len(delays)} of {len(painted.lines)} lines, {kind}"
    )


if __name__ == "__main__":
    main()
