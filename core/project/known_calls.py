"""The calls in a program whose meaning is known: which types there are, and where they are held.

A method counts where the variable before it is declared as, or made by, one of the types below in
the same function, or in the module where it is a field: `Run` of a command is not `Run` of Gin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from core.project.source_text import MOST_IN_A_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.project.go_files import GoFile


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
_LONGEST_NAME = 80
_FAR = 20_000  # letters between a variable's declaration and its use, in one function


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a file: a function of a package we know, or a method of a type we know."""

    name: str
    start: int
    end: int  # where its parenthesis opens
    type: str = ""

    @property
    def sign(self) -> Sign | None:
        """What it shows; None when nothing that matters here."""
        return _KINDS[self.type].get(self.name) if self.type else _FUNCTIONS.get(self.name)


def _package(file: GoFile, name: str) -> str:
    """Return our name for a package that a file imports; code that lacks an import is believed."""
    path = file.imports.get(name)
    if path is None:
        return name if name in _PATHS and name not in _OFTEN_VARIABLES else ""
    return _KNOWN.get(_VERSION.sub("", path), "")


_OFTEN_VARIABLES = frozenset({"signal", "echo", "daemon", "activation", "grpc"})


class Types:
    """Which variables, fields and functions of a program are of a known type."""

    def __init__(self, files: Iterable[GoFile]) -> None:
        self._makers: dict[str, set[str]] = defaultdict(set)  # own functions
        self._fields: dict[str, set[str]] = defaultdict(set)  # fields, and variables of a package
        for file in files:
            for name, kind in _spellings(file):
                self._learn(file.code, re.escape(name), kind)

    def calls(self, file: GoFile) -> Iterator[Call]:
        """Find the calls whose meaning is known."""
        for dot in islice(_NAMED.finditer(file.code), MOST_IN_A_FILE):
            one = _LEFT.search(file.code, max(0, dot.start() - _LONGEST_NAME), dot.start())
            if one is None:
                continue
            package = "" if one["field"] else _package(file, one["left"])
            if package:
                yield Call(f"{package}.{dot['right']}", one.start("left"), dot.end())
            elif kind := self._of_variable(file, one):
                yield Call(dot["right"], one.start("left"), dot.end(), kind)
        for pattern in (_CHAIN, _LITERAL) if _CHAINED.search(file.code) else ():
            for one in islice(pattern.finditer(file.code), MOST_IN_A_FILE):
                if one["right"] in _METHODS and (kind := self._of_value(file, one["maker"])):
                    yield Call(one["right"], one.start("right"), one.end(), kind)

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
