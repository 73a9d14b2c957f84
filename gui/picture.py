"""Take pictures of the real window without a screen: for the demo, the README and the tests.

`python -m gui.picture HOME FILE [STOP] [COLOURS] [LANGUAGE]` opens the window on HOME's last
project, goes to the stop, waits until it has settled, and saves what it shows.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import Home
from core.journey import Stop

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

_SETTLED = 0.6  # seconds without a running job or question: layouts and maps are painted by then
_TIMEOUT = 60.0


def main() -> int:
    """Take one picture; print its path."""
    words = argparse.ArgumentParser(prog="python -m gui.picture", description=__doc__)
    words.add_argument("home", type=Path)
    words.add_argument("file", type=Path)
    words.add_argument("stop", nargs="?", default=Stop.DEPLOY.value, choices=[*Stop])
    words.add_argument("colours", nargs="?", default="light", choices=["light", "dark"])
    words.add_argument("language", nargs="?", default="en", choices=["en", "zh_CN"])
    asked = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.runtime.loop import run
    from gui.shell.app import make_app

    return run(lambda: _take(asked), make_app())


async def _take(asked: argparse.Namespace) -> int:
    from gui.shell.app import make_window

    window = make_window(Home.find(asked.home))
    settings = window.session.current.settings
    window.session.current = replace(
        window.session.current,
        settings=replace(settings, colours=asked.colours, language=asked.language),
    )
    window.apply_settings()
    window.show()
    window.begin()
    await _settle(window)
    window.go_to(Stop(asked.stop))
    await _settle(window)
    saved = window.grab().save(str(asked.file))
    await window.runner.close()
    window.hide()
    sys.stdout.write(f"{asked.file}\n" if saved else "")
    return 0 if saved else 1


async def _settle(window: MainWindow) -> None:
    """Wait until nothing has run for a moment; a question that stays open ends the wait."""
    quiet = 0.0
    async with asyncio.timeout(_TIMEOUT):
        while quiet < _SETTLED:
            await asyncio.sleep(0.05)
            quiet = 0.0 if window.runner.working else quiet + 0.05
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
