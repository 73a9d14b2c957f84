"""Where a program opens its port, and how it speaks with systemd, as far as its text shows.

Only what is certain counts: a call whose meaning `known_calls` knows, and the words in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from core.project.known_calls import Call, Sign, Types
from core.project.source_text import MOST_IN_A_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from core.project.go_files import GoFile, Program


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where it stands."""

    path: Path
    line: int


_TCP = re.compile(r'\(\s*(?:[\w.()]+\s*,\s*)?"tcp[46]?"')
_LOCAL = r'"(?:localhost|127\.0\.0\.1):\w{0,20}"'
# `(a, `, `(a, "tcp", ` or `(ctx(), "tcp", `: what a call hands on to another is not its address.
_TO_LOCAL = re.compile(rf'\(\s*(?:(?:[\w.]+(?:\(\))?\s*,\s*)?"tcp[46]?"\s*,\s*)?{_LOCAL}\s*[,)]')
_SERVER = re.compile(r"\bhttp\.Server\{")
_SERVER_OF_LOCAL = re.compile(rf"\bhttp\.Server\{{[^{{}}]*?\bAddr:\s*{_LOCAL}")
_ADDRESS_SET = re.compile(r"\.Addr\s*=")
_NOTHING = re.compile(r"\(\s*\)")
_ENVIRONMENT = re.compile(
    r"\b(?P<call>\w{0,40}[eE][nN][vV]\w{0,40})(?:\(|:\s)\s*(?:\[\]string\{\s*)?(?P<names>[^(){}\n]{1,300})"
    r'|\benv(?:config)?:"(?P<tag>\w+)'
    r'|\(\s*(?:\w{0,40}(?:[lL]ookup|[eE]nv)\w{0,40})\s*,\s*"(?P<passed>\w+)"'
)
_STRING = re.compile(r'"([^"\n]*)"')
_READY = re.compile(r'"READY=1|\bSdNotifyReady\b')
_TERM = re.compile(r"\bSIGTERM\b")
_LONGEST_CALL = 2000  # letters


Signs = dict[Sign, list[SourcePlace]]


def signs(programs: Sequence[Program]) -> list[Signs]:
    """Return for each program every place that shows something, in the order of its files."""
    files = {file.path: file for program in programs for file in program.files}
    types = Types(files.values())
    told = {path: _told(file, types) for path, file in files.items()}
    return [_gathered(told[file.path] for file in program.files) for program in programs]


def _told(file: GoFile, types: Types) -> list[tuple[Sign, SourcePlace]]:
    found = sorted(_in_file(file, types), key=lambda one: one[1])
    return [(sign, SourcePlace(file.path, file.line(place))) for sign, place in found]


def _gathered(told: Iterable[list[tuple[Sign, SourcePlace]]]) -> Signs:
    found: Signs = defaultdict(list)
    for sign, place in (one for those in told for one in those):
        found[sign].append(place)
    return found


def _in_file(file: GoFile, types: Types) -> Iterator[tuple[Sign, int]]:
    for call in types.calls(file):
        if call.sign is not None and _holds(file, call):
            yield call.sign, call.start
            if call.sign in {Sign.SERVES, Sign.LISTENS} and _is_local(file, call):
                yield Sign.LOOPBACK, call.start
        if call.type == "gin.Engine" and call.name == "Run" and _NOTHING.match(file.code, call.end):
            yield Sign.PORT, call.start  # without an address, Gin listens to PORT
    if any(name in file.text for names in _VARIABLES.values() for name in names):
        yield from _of_environment(file)
    if "READY=1" in file.text or "SdNotifyReady" in file.text:
        yield from ((Sign.READY, one.start()) for one in islice(_READY.finditer(file.text), 1))


def _holds(file: GoFile, call: Call) -> bool:
    """Look at the words of a call where the name alone does not say enough."""
    if call.name in {"net.Listen", "tls.Listen"} or call.type == "net.ListenConfig":
        return _TCP.match(file.text, call.end) is not None
    return call.sign is not Sign.SIGNAL or _hears_term(file.code, call)


def _is_local(file: GoFile, call: Call) -> bool:
    """Tell whether the address stands in the call, or in the file's only server of net/http."""
    if call.type != "http.Server":
        return _TO_LOCAL.match(file.text, call.end) is not None
    servers = list(islice(_SERVER.finditer(file.code), 2))
    return (
        len(servers) == 1
        and _SERVER_OF_LOCAL.match(file.text, servers[0].start()) is not None
        and _ADDRESS_SET.search(file.code) is None
    )


def _hears_term(code: str, call: Call) -> bool:
    """Tell whether SIGTERM is among the signals: by name, or because none is named."""
    words = code[call.end + 1 : _end_of_call(code, call.end)]
    if _TERM.search(words) or (call.name == "signal.Notify" and "," not in words):
        return True
    return words.endswith("...") and _TERM.search(code) is not None


def _end_of_call(code: str, start: int) -> int:
    depth = 0
    for place in range(start, min(len(code), start + _LONGEST_CALL)):
        depth += (code[place] == "(") - (code[place] == ")")
        if depth == 0:
            return place
    return start


def _of_environment(file: GoFile) -> Iterator[tuple[Sign, int]]:
    for read in islice(_ENVIRONMENT.finditer(file.text), MOST_IN_A_FILE):
        if "set" in (read["call"] or "").lower():
            continue  # what is set or taken away is for others
        names = {*_STRING.findall(read["names"] or ""), read["tag"], read["passed"]}
        for sign, known in _VARIABLES.items():
            if names & known:
                yield sign, read.start()


_VARIABLES = {
    Sign.PORT: {"PORT"},
    Sign.SOCKET: {"LISTEN_FDS", "LISTEN_PID"},
    Sign.NOTIFY: {"NOTIFY_SOCKET"},
}
