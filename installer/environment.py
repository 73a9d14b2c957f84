"""A virtual environment, filled from lock files alone."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_LOCKS = {
    "app": "Qt and the other libraries (about 110 MB, once)",
    "core": "the libraries without Qt",
    "test": "the test tools",
    "go": "Go (about 75 MB, once), as this computer has none, or an old one",
}
_BEGUN = "begun"
_OLDEST_GO = "1.24"
_ASK_FOR_GO = f"""
from core.toolchain.go import find_all, version_numbers
oldest = version_numbers({_OLDEST_GO!r})
raise SystemExit(all(go.numbers < oldest for go in find_all()))
"""


class Environment:
    """A folder with its own Python; it remembers which lock files it holds.

    One that was left half-made, or holds something else than the lock files say, is made again:
    pip keeps what it downloaded, so that takes seconds, and nothing stale stays behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = str(folder / "bin" / "python")

    def hold(self, *locks: str) -> None:
        """Install what `installer/lock/NAME.txt` pins, for each name."""
        if self._is_stale():
            self._must_be_own()
            say(f"Making {self._folder.name} …")
            run(sys.executable, "-m", "venv", "--clear", str(self._folder))
        for lock in locks:
            words = ("--require-hashes", "--only-binary=:all:", "--requirement", str(_lock(lock)))
            self._install(lock, _lock(lock).read_bytes(), words=words, called=_LOCKS[lock])

    def hold_project(self) -> None:
        """Install GoFerry itself, so that its sources are used where they lie."""
        words = ("--no-build-isolation", "--editable", str(ROOT))
        content = (ROOT / "pyproject.toml").read_bytes()
        self._install("project", content, words=words, called="GoFerry")

    def finds_go(self) -> bool:
        """Ask GoFerry whether it finds a Go here that is new enough."""
        asked = (self._python, "-c", "from core.toolchain import choose; choose()")
        return not subprocess.run(
            asked, check=False, cwd=ROOT, stderr=subprocess.DEVNULL
        ).returncode

    def _must_be_own(self) -> None:
        """Stop before a link: `venv --clear` empties what it leads to, and only then refuses it."""
        if self._folder.is_symlink():
            sys.exit(
                f"{self._folder} is a link, and what it leads to may belong to another checkout.\n"
                "Remove the link and give the same command again: then this checkout gets its own."
            )

    def _is_stale(self) -> bool:
        held = [lock for lock in _LOCKS if self._stamp(lock).exists()]
        sound = held and Path(self._python).exists()
        return not sound or not all(self._holds(lock, _lock(lock).read_bytes()) for lock in held)

    def _install(self, part: str, content: bytes, *, words: tuple[str, ...], called: str) -> None:
        if self._holds(part, content):
            return
        say(f"Installing into {self._folder.name}: {called} …")
        self._stamp(part).write_text(_BEGUN, "utf-8")
        pip = (self._python, "-m", "pip", "install", "--no-deps", "--no-input", "--quiet")
        run(*pip, "--disable-pip-version-check", *words)
        self._stamp(part).write_text(self._key(content), "utf-8")

    def _holds(self, part: str, content: bytes) -> bool:
        stamp = self._stamp(part)
        return stamp.exists() and stamp.read_text("utf-8") == self._key(content)

    def _stamp(self, part: str) -> Path:
        return self._folder / f".holds-{part}"

    def _key(self, content: bytes) -> str:
        """Name a content in this place: the installed scripts hold the paths of both."""
        place = f"{self._folder}\n{sys.base_prefix}\n{sys.version}\n"
        return hashlib.sha256(place.encode() + content).hexdigest()


def _lock(name: str) -> Path:
    return HERE / "lock" / f"{name}.txt"


def run(*words: str) -> None:
    """Run a command to its end, or stop and say which one did not work."""
    if subprocess.run(words, check=False, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        sys.exit(
            f"This step did not work: {shlex.join(words)}\n"
            "What it said stands above. Once that is mended, give the same command again."
        )


def say(sentence: str) -> None:
    """Tell the person what happens now."""
    print(sentence, flush=True)
