"""Logins with every shell and every habit of start-up files, on a Debian of the testbed.

The shells that its image lacks are unpacked into the running server from Debian's own packages,
which this computer's apt fetches once into the cache.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

if TYPE_CHECKING:
    from tests.testbed import Server

_PACKAGES = ("fish", "fish-common", "libpcre2-32-0", "zsh", "zsh-common", "tcsh")
_HELD = platformdirs.user_cache_path("goferry") / "tests" / "shells-bookworm"
_UNPACK = """set -e
for one in /opt/debs/*.deb; do dpkg -x $one /opt/shells; done
cp -a /opt/shells/usr/. /usr/
cp -a /opt/shells/bin/. /usr/bin/
cp -a /opt/shells/etc/. /etc/
rm -rf /opt/shells
"""
_WELCOME = "echo Welcome to the server\nsh -c 'printf no-end; echo Hi >&2'"
SHELLS = {
    "bash": ("/bin/bash", ".bashrc"),
    "dash": ("/bin/dash", ".profile"),
    "fish": ("/usr/bin/fish", ".config/fish/config.fish"),
    "tcsh": ("/bin/tcsh", ".tcshrc"),
    "zsh": ("/bin/zsh", ".zshenv"),
}
_POSIX = {"bash": "exec /bin/zsh", "zsh": "exec /bin/bash"}
_READ = {"fish": "read answer", "tcsh": "set answer = $<"}
_BYE = {
    "fish": "function bye --on-event fish_exit; echo Bye; end",
    "tcsh": "",
    "bash": "trap 'echo Bye' EXIT",
    "zsh": "trap 'echo Bye' EXIT",
}
# What a start-up file does. The last three leave GoFerry no way to ask: it must say so.
HABITS = ("silent", "printing", "exec", "read", "exit", "exec-fish", "read-all")
_MUTE = {"exit": "code 3", "exec-fish": "another shell", "read-all": "reads what GoFerry sends"}
_GOES_ON = {("fish", "exit"), ("tcsh", "exit")}  # these end the file, not the shell


def lines(shell: str, habit: str) -> str:
    """Spell the start-up file of a shell with such a habit."""
    return {
        "silent": "",
        "printing": f"{_WELCOME}\n{_BYE.get(shell, '')}",
        "exec": _POSIX.get(shell, "exec /bin/bash"),
        "read": _READ.get(shell, "read -r answer"),
        "exit": "exit 3",
        "exec-fish": "exec /bin/tcsh" if shell == "fish" else "exec /usr/bin/fish",
        "read-all": "cat >/dev/null",
    }[habit] + "\n"


def name(shell: str, habit: str) -> str:
    """Name the login with this shell and this habit."""
    return f"{shell}-{habit}"


def cause(shell: str, habit: str) -> str:
    """Return what a problem must say of such a login; nothing where GoFerry can ask it.

    dash reads no file for a command.
    """
    if shell == "dash" or (shell, habit) in _GOES_ON:
        return ""
    return _MUTE.get(habit, "")


def install(server: Server) -> None:
    """Put the shells and one login for each habit on the server."""
    inbox = Path(f"/proc/{server.machine.leader}/root/opt/debs")
    shutil.copytree(_fetched(), inbox)
    users = "\n".join(_user(shell, habit) for shell in SHELLS for habit in HABITS)
    server.run(f"{_UNPACK}{users}")


def remove(server: Server) -> None:
    """Take the logins and the shells off again."""
    each = " ".join(name(shell, habit) for shell in SHELLS for habit in HABITS)
    server.run(
        f"for one in {each}; do userdel -r $one 2>/dev/null; rm -f /etc/sudoers.d/$one; done\n"
        "cd /\n"
        "for one in opt/debs/*.deb; do dpkg --fsys-tarfile $one | tar t; done >opt/debs/list\n"
        "grep -v '/$' opt/debs/list | xargs rm -f\n"
        "grep '/$' opt/debs/list | sort -r | xargs rmdir --ignore-fail-on-non-empty 2>/dev/null\n"
        "rm -rf opt/debs",
        check=False,
    )


def _user(shell: str, habit: str) -> str:
    user, (program, file) = name(shell, habit), SHELLS[shell]
    home = f"/home/{user}"
    return f"""useradd --create-home --skel /nonexistent --shell {program} {user}
mkdir -p {home}/.ssh $(dirname {home}/{file})
cp /root/.ssh/authorized_keys {home}/.ssh/
cat >{home}/{file} <<'FILE'
{lines(shell, habit)}FILE
chown -R {user}: {home}
echo "{user} ALL=(ALL:ALL) NOPASSWD: ALL" >/etc/sudoers.d/{user}
chmod 0440 /etc/sudoers.d/{user}"""


def _fetched() -> Path:
    """Return the folder with the packages; skip where they cannot be had."""
    if not _HELD.exists():
        _HELD.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{_HELD.name}.", dir=_HELD.parent))
        words = ("apt-get", "-o", "APT::Sandbox::User=root", "download", *_PACKAGES)
        try:
            subprocess.run(words, cwd=beside, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            shutil.rmtree(beside)
            pytest.skip("the packages of the shells are not in the cache, and apt has none")
        try:
            beside.rename(_HELD)
        except OSError:  # another worker was first
            shutil.rmtree(beside)
    return _HELD
