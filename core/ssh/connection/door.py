"""The one way a question goes to a server's shell, and how its answer is told from other output.

Whatever the login shell is (bash, dash, fish, tcsh, zsh), and whatever its start-up files do, the
command is always the same two words, and the question travels on standard input. The answer stands
between two marks that nobody can guess: what start-up files print lies outside of them, and an
answer that was cut lacks the second.
"""

from __future__ import annotations

import re
import secrets
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = "sh -s"
MOST_OUTPUT = 4 << 20
MOST_NOISE = 64 << 10  # of what start-up files print, beside the answer
LONGEST_LINE = 1 << 20  # bytes; of a longer one the rest is passed over
_LONGEST_MARK = 80
# A start-up file that reads a line (`read answer`) shall get an empty one, and none of ours.
_FOR_OTHER_READERS = "\n" * 8
# A start-up file may have put another shell in sh's place: of these, zsh gives it back. Messages
# come in English, because the app knows them so.
_AT_FIRST = """\
if [ -n "$ZSH_VERSION" ] && command -v emulate >/dev/null 2>&1; then exec sh -s; fi
unalias -a 2>/dev/null
LC_ALL=C
export LC_ALL
"""
_SFTP = " ".join(
    f"{folder}/sftp-server"
    for folder in (
        "/usr/lib/openssh",
        "/usr/libexec/openssh",
        "/usr/lib/ssh",
        "/usr/libexec",
        "/usr/lib/misc",
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """A POSIX shell script, and what its commands read; both travel on standard input."""

    script: str
    stdin: bytes = b""
    token: str = field(default_factory=lambda: f"goferry-{secrets.token_hex(16)}")

    @property
    def prompt(self) -> str:
        """What sudo shall ask for the password with."""
        return f"{self.token}-asks:"

    def to_sudo(self) -> bytes:
        """Spell how the login's shell becomes root's, which announces itself before it reads.

        Neither password nor script can then reach the wrong reader.
        """
        root = shlex.quote(f"{_say(f'{self.token}-root')}\nexec {COMMAND}")
        sudo = f"exec sudo -S -p '{self.prompt}' -- sh -c {root}\n"
        return f"{_FOR_OTHER_READERS}{_AT_FIRST}{_say(f'{self.token}-login')}\n{sudo}".encode()

    def to_sftp(self) -> bytes:
        """Spell how the shell becomes the server's SFTP program, wherever its system has it."""
        mark = _say(f"{self.token}-sftp")
        run = f'[ -x "$one" ] && {{ {mark}; exec "$one"; }}'
        # One command: what a shell that reads byte by byte has not read yet, SFTP would.
        start = f"{{ for one in {_SFTP}; do {run}; done; exit 127; }}\n"
        return f"{_FOR_OTHER_READERS}{_AT_FIRST}{start}".encode()

    def to_shell(self) -> bytes:
        """Spell the whole question. A shell that does not get all of it runs nothing of it."""
        given = shlex.quote(self.stdin.decode("utf-8", "surrogateescape"))
        before, after = (f"printf '%s' {given} |", "") if self.stdin else ("", " </dev/null")
        text = (
            f"{_FOR_OTHER_READERS}{_AT_FIRST}{_say(f'{self.token}-begin')}\n"
            f"{before} (\n{self.script}\n){after}\n"
            f"goferry_code=$?\n{_say(f'{self.token}-end', '$goferry_code')}\nexit\n"
        )
        return text.encode("utf-8", "surrogateescape")


def _say(mark: str, more: str = "") -> str:
    """Print a mark on a line of its own, to both of the streams that are read."""
    words = f"printf '\\n%s%s\\n' {mark} \"{more and f' {more}'}\""
    return f"{words}; {words} >&2"


class Heard:
    """One stream as it comes in: noise, a mark, the answer, and the mark that ends it.

    `code` is the script's exit code, None until the end was seen. The first part of the answer is
    kept, the rest only looked through for the end.
    """

    def __init__(self, question: Question) -> None:
        self._token = question.token.encode()
        self._end = re.compile(rb"\n" + self._token + rb"-end (\d{1,3})\n")
        self._kept = bytearray()
        self._last = b""
        self.code: int | None = None

    def add(self, data: bytes) -> None:
        """Take more."""
        self._kept += data[: MOST_OUTPUT + MOST_NOISE - len(self._kept)]
        looked_through = self._last + data
        self._last = looked_through[-_LONGEST_MARK:]
        found = self._end.search(looked_through)
        if found is not None:
            self.code = int(found[1])

    def saw(self, mark: str) -> bool:
        """Whether the shell has come to this mark: login, root or begin."""
        return self._mark(mark) in self._kept

    def count(self, text: str) -> int:
        """How often this was said."""
        return self._kept.count(text.encode())

    def answer(self) -> str:
        """What the script itself said."""
        after = self._kept.partition(self._mark("begin"))[2]
        return _text(self._end.split(after, maxsplit=1)[0][:MOST_OUTPUT])

    def since(self, mark: str) -> str:
        """All that was said since a mark."""
        return _text(self._kept.partition(self._mark(mark))[2])

    def all(self) -> str:
        """Everything that was said, for a person to read."""
        return _text(self._kept).strip()

    def _mark(self, name: str) -> bytes:
        return b"\n" + self._token + b"-" + name.encode() + b"\n"


class Streamed(Heard):
    """An answer that is handed on line by line, however long it goes on; nothing of it is kept."""

    def __init__(self, question: Question, hand_on: Callable[[list[str]], None]) -> None:
        super().__init__(question)
        self._hand_on = hand_on
        self._begun = False
        self._line = b""

    def add(self, data: bytes) -> None:
        """Take more; what is whole is handed on before this returns."""
        if not self._begun:
            super().add(data)
            _, mark, rest = bytes(self._kept).partition(self._mark("begin"))
            self._begun, data = bool(mark), rest
        *lines, self._line = (self._line + data).split(b"\n")
        self._line = self._line[:LONGEST_LINE]
        if self._begun and (heard := self._before_the_end(lines)):
            self._hand_on(heard)

    def answer(self) -> str:
        """All was handed on."""
        return ""

    def _before_the_end(self, lines: list[bytes]) -> list[str]:
        end = re.compile(self._token + rb"-end (\d{1,3})")
        for place, line in enumerate(lines):
            if line.startswith(self._token) and (found := end.fullmatch(line)):
                self.code = int(found[1])
                return [_text(one) for one in lines[:place] if one]
        return [_text(one) for one in lines if one]


def _text(content: bytes | bytearray) -> str:
    return bytes(content).decode("utf-8", "replace")
