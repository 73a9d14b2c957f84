"""Film the journey for the README: from nothing to a running service, in twenty seconds.

`make film` walks the real window under Xvfb, as `test_window` does, keeps every picture that
differs from the one before, and lets libwebp make one moving picture of them. Waiting is cut
short: a picture stays for as long as people need to read what is new, not for as long as Go
compiled.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import unheard
from core.home import Home
from core.usecases import practising
from tests.journeys.window import Window, person

if TYPE_CHECKING:
    from collections.abc import Sequence

PICTURES = Path(__file__).resolve().parents[2] / "resources/pictures"
FILM = PICTURES / "walk.webp"
_LENGTH = 20.0  # seconds
_SHORTEST, _LONGEST = 0.12, 1.6  # seconds that one picture stays, before all are fitted
_SCREEN = "1100x720"  # which the window fills
_PAUSE = 0.3  # seconds between two looks at the screen
_SETTLED = 3.0  # seconds: a map, a board and the camera are done by then
_LAST = 3.0  # seconds that the end stays
_QUALITY = 70
_PATIENT = 600.0
_CAMERA = """
import sys, time
from pathlib import Path
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
folder, pause, before = Path(sys.argv[1]), float(sys.argv[2]), None
def edge(ends):  # of the window: what is beyond it is black
    return next(place for place in ends if shot.pixelColor(*place).lightness())
size = None
while not (folder / "end").exists():
    shot = app.primaryScreen().grabWindow(0).toImage()
    if size is None:
        right = edge((x, 40) for x in range(shot.width() - 1, 0, -1))[0]
        size = (right + 1, edge((40, y) for y in range(shot.height() - 1, 0, -1))[1] + 1)
    shot = shot.copy(0, 0, *size)
    if shot != before:
        shot.save(str(folder / f"{time.monotonic():014.3f}.png"))
        before = shot
    time.sleep(pause)
"""


def main() -> int:
    """Make the film; say what is missing where it cannot be made."""
    if shutil.which("img2webp") is None:
        sys.stderr.write("The film needs img2webp (on Debian: apt install webp).\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="goferry-film-") as place:
        pictures = _shoot(Path(place))
        _put_together(pictures, FILM)
    sys.stdout.write(f"{FILM}: {len(pictures)} pictures, {FILM.stat().st_size:,} bytes\n")
    return 0


def _shoot(place: Path) -> list[Path]:
    """Walk the window, and return the pictures in their order."""
    home, reel = Home.find(place / "home"), place / "reel"
    reel.mkdir()
    try:
        with Window(home.config, place / "shots", env=person(place), screen=_SCREEN) as window:
            window.wait("Start with the sample service")
            camera = window.beside(_CAMERA, str(reel), str(_PAUSE))
            _walk(window, reel)
            (reel / "end").touch()
            camera.wait(30)
    finally:
        asyncio.run(practising.stop(home, report=unheard))
    return sorted(reel.glob("*.png"))


def _walk(window: Window, reel: Path) -> None:
    """Press what a newcomer presses, and keep three pictures on the way."""
    window.press("Start with the sample service")
    window.wait("~example.com/hello")
    window.press("Continue to the target")
    window.wait("~go build")
    window.press("Build for linux/amd64")
    window.press("Inspect the program", seconds=_PATIENT)
    window.wait("~static")
    _keep(reel, "inspect-light.png")
    window.press("Continue to the servers")
    window.press("Start a practice server")
    window.wait("~practice is reachable", seconds=_PATIENT)
    window.press("Continue to the deploy")
    window.press("Deploy to 1 server")
    window.wait("~is live and healthy", seconds=_PATIENT)
    _keep(reel, "deploy-light.png")
    window.press("~Running,")
    window.wait("~1 service on 1 server")
    _keep(reel, "running-light.png")


def _keep(reel: Path, name: str) -> None:
    """Keep what the camera saw last, once it has had the time to see it."""
    time.sleep(_SETTLED)
    shutil.copy(max(reel.glob("*.png")), PICTURES / name)


def _put_together(pictures: Sequence[Path], film: Path) -> None:
    """Let each picture stay until the next one came, within bounds, and all of them for 20 s."""
    moments = [float(one.stem) for one in pictures]
    stays = [min(max(after - at, _SHORTEST), _LONGEST) for at, after in pairwise(moments)]
    fit = min((_LENGTH - _LAST) / max(sum(stays), 0.001), 1.0)
    stays = [*(one * fit for one in stays), _LAST]
    words = ["img2webp", "-loop", "0", "-lossy", "-q", str(_QUALITY)]
    for picture, stay in zip(pictures, stays, strict=True):
        words += ["-d", str(max(round(stay * 1000), 20)), str(picture)]
    subprocess.run([*words, "-o", str(film)], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
