"""The window opens before anything heavy is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_START = """
import sys
from pathlib import Path
from core.home import Home
from gui.shell.app import make_app, make_window, show
app = make_app()
window = make_window(Home.find(Path(sys.argv[1])))
show(app, window)
assert len(window.rail.items) == 7
print(*sorted({name.partition(".")[0] for name in sys.modules}))
sys.stdout.flush()
import os
os._exit(0)
"""
_LATER = {"paramiko", "cryptography", "keyring", "elftools", "pefile", "macholib", "numpy"}
_AFTER_THE_FIRST_PAINT = {"asyncio", "qasync", "xml", "ssl", "datetime", "html"}


def test_the_first_window_has_loaded_nothing_that_can_wait(tmp_path: Path) -> None:
    words = (sys.executable, "-c", _START, str(tmp_path))
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    ran = subprocess.run(
        words, check=True, capture_output=True, text=True, env=env, cwd=Path(__file__).parents[2]
    )
    loaded = set(ran.stdout.split())
    assert "PySide6" in loaded
    assert not loaded & (_LATER | _AFTER_THE_FIRST_PAINT)
