"""The real window under Xvfb, driven through its accessible names."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from types import TracebackType

_HERE = Path(__file__).parent
_SYSTEM_PYTHON = "/usr/bin/python3"
_NEEDED = ("Xvfb", "xvfb-run", "dbus-run-session")
_START = """
{python} -m core.cli --home {home} &
app=$!
{system} -W ignore {driver}
kill -TERM $app 2>/dev/null
wait $app
"""
_GONE = '{"ok": false, "why": "the driver is gone"}'
_SHOOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
sys.exit(0 if app.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)
"""


def need_a_window() -> None:
    """Skip, with the reason, where no window can be shown and driven."""
    missing = [program for program in _NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)} on this computer")
    probe = "import gi; gi.require_version('Atspi', '2.0')"
    if subprocess.run((_SYSTEM_PYTHON, "-c", probe), check=False, capture_output=True).returncode:
        pytest.skip("the system's python3 has no gi with Atspi 2.0")


def person(home: Path) -> dict[str, str]:
    """Be somebody with this home folder, on a computer whose caches are warm."""
    real = Path.home()
    return {
        "HOME": str(home),
        "GOCACHE": os.environ.get("GOCACHE", str(real / ".cache/go-build")),
        "GOMODCACHE": os.environ.get("GOMODCACHE", str(real / "go/pkg/mod")),
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(real / ".cache")),
    }


class Window:
    """Starts `goferry` on a screen of its own and talks to it like a screen reader."""

    def __init__(
        self,
        home: Path,
        pictures: Path,
        *,
        env: dict[str, str] | None = None,
        screen: str = "1280x860",
    ) -> None:
        self._home = home
        self._pictures = pictures
        self._env = env or {}
        self._screen = screen
        self._number = 0
        self.presses = 0
        self.typed = 0

    def __enter__(self) -> Self:
        self._pictures.mkdir(parents=True, exist_ok=True)
        script = _START.format(
            python=sys.executable,
            home=self._home,
            system=_SYSTEM_PYTHON,
            driver=_HERE / "atspi_driver.py",
        )
        note = self._pictures / "display"
        self._errors = (self._pictures / "stderr.txt").open("w")
        words = ("xvfb-run", "-a", "-s", f"-screen 0 {self._screen}x24", "dbus-run-session", "--")
        self._process = subprocess.Popen(
            (*words, "sh", "-c", f'echo "$DISPLAY $XAUTHORITY" > "{note}"\n{script}'),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            start_new_session=True,
            env=os.environ
            | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
            | {"PYTHONFAULTHANDLER": "1"}
            | self._env,
        )
        self._note = note
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def press(self, name: str, *, role: str = "", seconds: float = 120) -> None:
        """Press a button, a check box, a stop on the rail."""
        self.presses += 1
        self._ask("press", name=name, role=role, seconds=seconds)

    def type(self, name: str, text: str) -> None:
        """Fill a field."""
        self.typed += 1
        self._ask("type", name=name, text=text)

    def select_row(self, name: str, row: int) -> None:
        """Choose a row of a table."""
        self.presses += 1
        self._ask("select_row", name=name, row=row)

    def wait(self, name: str, *, role: str = "", seconds: float = 120) -> str:
        """Wait for a name, or with a leading "~" for words anywhere."""
        return str(self._ask("wait", name=name, role=role, seconds=seconds))

    def gone(self, name: str, *, seconds: float = 120) -> None:
        """Wait until nothing of this name is shown any more."""
        self._ask("gone", name=name, seconds=seconds)

    def words(self) -> list[str]:
        """Return all that is shown."""
        return list(self._ask("words"))

    def unnamed(self) -> list[str]:
        """Return the parts that a screen reader could not name."""
        return list(self._ask("unnamed"))

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole screen."""
        self._number += 1
        file = self._pictures / f"{self._number:02}-{name}.png"
        shot = self.beside(_SHOOT, str(file))
        if shot.wait(120):
            raise RuntimeError(f"no picture could be taken of {name}")
        return file

    def beside(self, script: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a script of Python on the window's screen, to take pictures."""
        display, key = self._note.read_text().split()
        screen = {"DISPLAY": display, "XAUTHORITY": key, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.Popen(
            (sys.executable, "-c", script, *words), env=os.environ | self._env | screen
        )

    def _ask(self, primary_action: str, **values: str | float) -> Any:  # noqa: ANN401 - what the deed gives
        pipes = self._process.stdin, self._process.stdout
        if pipes[0] is None or pipes[1] is None:
            raise RuntimeError("the driver has no pipes")
        pipes[0].write(json.dumps({"do": primary_action, **values}) + "\n")
        pipes[0].flush()
        answer = json.loads(next((line for line in pipes[1] if line.startswith("{")), _GONE))
        if not answer["ok"]:
            self.picture("when-it-went-wrong")
            shown = "\n".join(self.words()) if primary_action != "words" else ""
            raise AssertionError(f"{answer['why']}\nshown instead:\n{shown}")
        return answer["value"]
