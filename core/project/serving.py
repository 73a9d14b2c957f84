"""Where a program opens its port, and how it speaks with systemd, as far as its text shows.

Only what is certain counts. A method counts where the variable before it is declared as, or made
by, one of the types below in the same function, or in the module where it is a field: `Run` of a
command is not `Run` of Gin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from core.project.go_files import GoFile, Program


class Sign(Enum):
    """What a place in the source shows."""

    SERVES = auto()  # opens a port for a handler of net/http, without TLS
    LISTENS = auto()  # opens a TCP port otherwise
    SOCKET = auto()
    NOTIFY = auto()
    READY = auto()
    SIGNAL = auto()
    SHUTDOWN = auto()
    PORT = auto()
    LOOPBACK = auto()  # opens the port for the server itself alone: the address stands there


@dataclass(frozen=True, slots=True)
class Place:
    """Where it stands."""

    path: Path
    line: int


_KINDS = {  # a type of a package: which of its methods show what
    "http.Server": {
        "ListenAndServe": Sign.SERVES,
        "ListenAndServeTLS": Sign.LISTENS,
        "Shutdown": Sign.SHUTDOWN,
    },
    "gin.Engine": {"Run": Sign.SERVES, "RunTLS": Sign.LISTENS},
    "echo.Echo": {
        "Start": Sign.SERVES,
        "StartTLS": Sign.LISTENS,
        "StartAutoTLS": Sign.LISTENS,
        "StartH2CServer": Sign.LISTENS,
        "Shutdown": Sign.SHUTDOWN,
    },
    "fiber.App": {
        "Listen": Sign.LISTENS,
        "ListenTLS": Sign.LISTENS,
        "Shutdown": Sign.SHUTDOWN,
        "ShutdownWithContext": Sign.SHUTDOWN,
        "ShutdownWithTimeout": Sign.SHUTDOWN,
    },
    "fasthttp.Server": {
        "ListenAndServe": Sign.LISTENS,
        "ListenAndServeTLS": Sign.LISTENS,
        "Shutdown": Sign.SHUTDOWN,
        "ShutdownWithContext": Sign.SHUTDOWN,
    },
    "grpc.Server": {"GracefulStop": Sign.SHUTDOWN},
    "net.ListenConfig": {"Listen": Sign.LISTENS},
}
_MAKERS = {
    "gin.Default": "gin.Engine",
    "gin.New": "gin.Engine",
    "echo.New": "echo.Echo",
    "fiber.New": "fiber.App",
    "grpc.NewServer": "grpc.Server",
}
_FUNCTIONS = {
    "http.ListenAndServe": Sign.SERVES,
    "http.ListenAndServeTLS": Sign.LISTENS,
    "fasthttp.ListenAndServe": Sign.LISTENS,
    "fasthttp.ListenAndServeTLS": Sign.LISTENS,
    "net.Listen": Sign.LISTENS,
    "net.ListenTCP": Sign.LISTENS,
    "tls.Listen": Sign.LISTENS,
    "activation.Listeners": Sign.SOCKET,
    "activation.ListenersWithNames": Sign.SOCKET,
    "activation.TLSListeners": Sign.SOCKET,
    "daemon.SdNotify": Sign.NOTIFY,
    "signal.Notify": Sign.SIGNAL,
    "signal.NotifyContext": Sign.SIGNAL,
}
_PATHS = {  # what a package is called, and its import path without a version
    "http": "net/http",
    "net": "net",
    "tls": "crypto/tls",
    "signal": "os/signal",
    "gin": "github.com/gin-gonic/gin",
    "echo": "github.com/labstack/echo",
    "fiber": "github.com/gofiber/fiber",
    "fasthttp": "github.com/valyala/fasthttp",
    "grpc": "google.golang.org/grpc",
    "activation": "github.com/coreos/go-systemd/activation",
    "daemon": "github.com/coreos/go-systemd/daemon",
}
_KNOWN = {path: name for name, path in _PATHS.items()}
_VERSION = re.compile(r"/v[0-9]+(?=/|$)")
# `a.B(`, `x.y.B(`; `a.B(…).C(`, `b(…).C(`; `(&a.B{…}).C(`
_LEFT = re.compile(r"(?P<field>\.)?(?P<left>(?<!\w)[A-Za-z_]\w*)$")
_METHODS = frozenset(method for methods in _KINDS.values() for method in methods)
_NAMED = re.compile(
    r"\.(?P<right>"
    + "|".join(sorted(_METHODS | {name.partition(".")[2] for name in _FUNCTIONS}))
    + r")(?=\()"
)
_CHAIN = re.compile(r"(?P<maker>(?:\w+\.)?\w+\([^()\n]{0,200}\))\s*\.(?P<right>[A-Z]\w*)(?=\()")
_CHAINED = re.compile(r"\)\s*\.(?:" + "|".join(sorted(_METHODS)) + r")\(")
_LITERAL = re.compile(r"\((?P<maker>&\w+\.\w+\{[^{}]*\})\)\.(?P<right>[A-Z]\w*)(?=\()")
_MADE = re.compile(r"&?(?:new\()?(?:(?P<package>\w+)\.)?(?P<name>\w+)\s*(?P<sign>[({)])")
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
_LONGEST_NAME = 80
_FAR = 20_000  # letters between a variable's declaration and its use, in one function
_MOST = 2000  # of anything in one file: a hostile one costs no more


@dataclass(frozen=True, slots=True)
class _Call:
    """A call in a file: a function of a package we know, or a method of a type we know."""

    name: str
    start: int
    end: int  # where its parenthesis opens
    type: str = ""

    @property
    def sign(self) -> Sign | None:
        return _KINDS[self.type].get(self.name) if self.type else _FUNCTIONS.get(self.name)


Signs = dict[Sign, list[Place]]


def signs(programs: Sequence[Program]) -> list[Signs]:
    """Return for each program every place that shows something, in the order of its files."""
    files = {file.path: file for program in programs for file in program.files}
    types = _Types(files.values())
    told = {path: _told(file, types) for path, file in files.items()}
    return [_gathered(told[file.path] for file in program.files) for program in programs]


def _told(file: GoFile, types: _Types) -> list[tuple[Sign, Place]]:
    found = sorted(_in_file(file, types), key=lambda one: one[1])
    return [(sign, Place(file.path, file.line(place))) for sign, place in found]


def _gathered(told: Iterable[list[tuple[Sign, Place]]]) -> Signs:
    found: Signs = defaultdict(list)
    for sign, place in (one for those in told for one in those):
        found[sign].append(place)
    return found


def _in_file(file: GoFile, types: _Types) -> Iterator[tuple[Sign, int]]:
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


def _holds(file: GoFile, call: _Call) -> bool:
    """Look at the words of a call where the name alone does not say enough."""
    if call.name in {"net.Listen", "tls.Listen"} or call.type == "net.ListenConfig":
        return _TCP.match(file.text, call.end) is not None
    return call.sign is not Sign.SIGNAL or _hears_term(file.code, call)


def _is_local(file: GoFile, call: _Call) -> bool:
    """Tell whether the address stands in the call, or in the file's only server of net/http."""
    if call.type != "http.Server":
        return _TO_LOCAL.match(file.text, call.end) is not None
    servers = list(islice(_SERVER.finditer(file.code), 2))
    return (
        len(servers) == 1
        and _SERVER_OF_LOCAL.match(file.text, servers[0].start()) is not None
        and _ADDRESS_SET.search(file.code) is None
    )


def _hears_term(code: str, call: _Call) -> bool:
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
    for read in islice(_ENVIRONMENT.finditer(file.text), _MOST):
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


def _package(file: GoFile, name: str) -> str:
    """Return our name for a package that a file imports; code that lacks an import is believed."""
    path = file.imports.get(name)
    if path is None:
        return name if name in _PATHS and name not in _OFTEN_VARIABLES else ""
    return _KNOWN.get(_VERSION.sub("", path), "")


_OFTEN_VARIABLES = frozenset({"signal", "echo", "daemon", "activation", "grpc"})


class _Types:
    """Which variables, fields and functions of a program are of a known type."""

    def __init__(self, files: Iterable[GoFile]) -> None:
        self._makers: dict[str, set[str]] = defaultdict(set)  # own functions
        self._fields: dict[str, set[str]] = defaultdict(set)  # fields, and variables of a package
        for file in files:
            for name, kind in _spellings(file):
                self._learn(file.code, re.escape(name), kind)

    def calls(self, file: GoFile) -> Iterator[_Call]:
        """Find the calls whose meaning is known."""
        for dot in islice(_NAMED.finditer(file.code), _MOST):
            one = _LEFT.search(file.code, max(0, dot.start() - _LONGEST_NAME), dot.start())
            if one is None:
                continue
            package = "" if one["field"] else _package(file, one["left"])
            if package:
                yield _Call(f"{package}.{dot['right']}", one.start("left"), dot.end())
            elif kind := self._of_variable(file, one):
                yield _Call(dot["right"], one.start("left"), dot.end(), kind)
        for pattern in (_CHAIN, _LITERAL) if _CHAINED.search(file.code) else ():
            for one in islice(pattern.finditer(file.code), _MOST):
                if one["right"] in _METHODS and (kind := self._of_value(file, one["maker"])):
                    yield _Call(one["right"], one.start("right"), one.end(), kind)

    def _of_variable(self, file: GoFile, call: re.Match[str]) -> str:
        """Ask the last declaration before it in the same function, else the module's fields."""
        name = call["left"]
        if call["field"]:
            return _only(self._fields[name])
        start = max(file.code.rfind("\nfunc ", 0, call.start()), call.start() - _FAR, 0)
        declared = list(_declarations(name).finditer(file.code, start, call.start()))
        if not declared:
            return _only(self._fields[name])
        last = declared[-1]
        return self._of_value(file, last["value"]) if last["value"] else _type(file, last["type"])

    def _of_value(self, file: GoFile, value: str) -> str:
        """Return the type of what is made by `&a.B{`, `new(a.B)`, `a.B(` or an own function."""
        made = _MADE.match(value)
        if made is None:
            return ""
        package = _package(file, made["package"] or "")
        whole = f"{package}.{made['name']}"
        if made["sign"] != "(":
            return whole if whole in _KINDS else ""
        return _MAKERS.get(whole, "") if package else _only(self._makers[made["name"]])

    def _learn(self, code: str, spelled: str, kind: str) -> None:
        """Remember fields, variables of a package, and functions that return this type."""
        for found in _holders(spelled).finditer(code):
            self._fields[found[1] or found[2]].add(kind)
        for found in _functions(spelled).finditer(code):
            self._makers[found[1]].add(kind)


@cache
def _declarations(name: str) -> re.Pattern[str]:
    """Match `x := …`, `var x T`, and a parameter `x T`."""
    return re.compile(
        rf"(?<![\w.]){name}(?:\s*,\s*\w+){{0,9}}\s*:?=(?!=)\s*(?P<value>[^\n]+)"
        rf"|(?:\(|,\s*|\bvar\s+){name}(?:\s*,\s*\w+){{0,9}}\s+(?P<type>[*\w.]+)"
    )


@cache
def _holders(spelled: str) -> re.Pattern[str]:
    """Match a field or a package's variable of this type."""
    return re.compile(
        rf"^(?:var[ \t]+|[ \t]+)(\w+)[ \t]+\*?{spelled}\b"
        rf"|^var[ \t]+(\w+)[ \t]*=[ \t]*&?{spelled}\{{",
        re.MULTILINE,
    )


@cache
def _functions(spelled: str) -> re.Pattern[str]:
    """Match a function whose first result is of this type."""
    return re.compile(
        rf"^func[ \t]+(?:\([^)\n]*\)[ \t]*)?(\w+)\([^)\n]*\)[ \t]*\(?(?:\w+[ \t]+)?\*?{spelled}\b",
        re.MULTILINE,
    )


def _spellings(file: GoFile) -> Iterator[tuple[str, str]]:
    """Name the known types as a file spells them, as far as it uses their packages."""
    for name in {*file.imports, *_PATHS}:
        package = _package(file, name)
        for kind in _KINDS if package and f"{name}." in file.code else ():
            left, _, right = kind.partition(".")
            if left == package:
                yield f"{name}.{right}", kind


def _type(file: GoFile, named: str) -> str:
    left, _, right = named.lstrip("*").partition(".")
    whole = f"{_package(file, left)}.{right}"
    return whole if whole in _KINDS else ""


def _only(kinds: set[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else ""
