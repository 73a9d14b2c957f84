"""Drives a window from outside through the accessibility bus, as a screen reader sees it.

Runs under the system's own Python (the gi module comes with Debian, not with the virtual
environment). Reads one JSON request a line on standard input, answers one JSON object a line.

It speaks to the bus itself: the usual client library remembers how many children a part has, and
asks for one that is gone; Qt does not check that index.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gi.repository import Gio, GLib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_POLL = 0.1
_DEEPEST = 24
_TIMEOUT = 60_000  # ms for one answer: a loaded computer is slow
_CELLS = {"tree table", "table", "tree"}  # thousands of cells, which no journey needs
_A11Y = "org.a11y.atspi"
_ENABLED, _FOCUSABLE, _SHOWING = 8, 11, 25  # bits of AtspiStateType


def main() -> None:
    """Answer requests until standard input closes."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"ok": True, "value": _DEEDS[request.pop("do")](**request)}
        except (LookupError, TimeoutError, RuntimeError, GLib.Error) as reason:
            answer = {"ok": False, "why": str(reason)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class Node:
    """One part of the window: who shows it, and its path there."""

    bus: Gio.DBusConnection
    owner: str
    path: str

    def call(self, interface: str, method: str, *arguments: GLib.Variant) -> tuple[Any, ...]:
        """Call a method of one of the part's interfaces."""
        body = GLib.Variant.new_tuple(*arguments) if arguments else None
        flags = Gio.DBusCallFlags.NONE
        answer = self.bus.call_sync(
            self.owner,
            self.path,
            f"{_A11Y}.{interface}",
            method,
            body,
            None,
            flags,
            _TIMEOUT,
            None,
        )
        return tuple(answer.unpack())

    def children(self) -> list[Node]:
        """Return what is inside, as one answer."""
        (found,) = self.call("Accessible", "GetChildren")
        return [Node(self.bus, owner, path) for owner, path in found if not path.endswith("/null")]

    def name(self) -> str:
        """Return the accessible name."""
        return str(self._property("Accessible", "Name"))

    def role(self) -> str:
        """Return the role in words."""
        return str(self.call("Accessible", "GetRoleName")[0])

    def has(self, state: int) -> bool:
        """Tell whether a state is set."""
        low, high = self.call("Accessible", "GetState")[0]
        return bool((low | high << 32) >> state & 1)

    def offers(self, interface: str) -> bool:
        """Tell whether the part has an interface."""
        return f"{_A11Y}.{interface}" in self.call("Accessible", "GetInterfaces")[0]

    def words(self) -> str:
        """Return name and content."""
        name = self.name()
        if not self.offers("Text"):
            return name
        length = GLib.Variant("i", int(str(self._property("Text", "CharacterCount"))))
        content = str(self.call("Text", "GetText", GLib.Variant("i", 0), length)[0])
        return name if content in name else f"{name} {content}".strip()

    def press(self) -> None:
        """Press or toggle it."""
        names = [str(one[0]) for one in self.call("Action", "GetActions")[0]]
        wanted = [place for place, one in enumerate(names) if one in {"Press", "Toggle"}]
        self.call("Action", "DoAction", GLib.Variant("i", wanted[0] if wanted else 0))

    def _property(self, interface: str, name: str) -> object:
        arguments = GLib.Variant("(ss)", (f"{_A11Y}.{interface}", name))
        flags = Gio.DBusCallFlags.NONE
        answer = self.bus.call_sync(
            self.owner,
            self.path,
            "org.freedesktop.DBus.Properties",
            "Get",
            arguments,
            None,
            flags,
            _TIMEOUT,
            None,
        )
        return answer.unpack()[0]


def press(*, name: str, role: str = "", seconds: float = 120) -> str:
    """Press what has this accessible name."""
    node = _wait_for(name, role, seconds, state=_ENABLED)
    node.press()
    return node.role()


def type_text(*, name: str, text: str, seconds: float = 120) -> None:
    """Replace the content of the field with this accessible name."""
    node = _wait_for(name, "", seconds, state=_ENABLED, interface="EditableText")
    node.call("EditableText", "SetTextContents", GLib.Variant("s", text))


def select_row(*, name: str, row: int, seconds: float = 120) -> None:
    """Choose a row of the table with this accessible name, once the table has it."""
    node = _wait_for(name, "", seconds, interface="Table")
    end = time.monotonic() + seconds
    while not node.call("Table", "AddRowSelection", GLib.Variant("i", row))[0]:
        if time.monotonic() > end:
            message = f"{name!r} has no row {row} after {seconds} s"
            raise TimeoutError(message)
        time.sleep(_POLL)


def wait(*, name: str, role: str = "", seconds: float = 120) -> str:
    """Wait until something with this name (or containing it, after "~") is shown."""
    return _wait_for(name, role, seconds).words()


def gone(*, name: str, seconds: float = 120) -> None:
    """Wait until nothing with this name is shown."""
    end = time.monotonic() + seconds
    while any(
        _is_wanted(node, name, "", state=_SHOWING, interface="Accessible") for node in _walk()
    ):
        if time.monotonic() > end:
            message = f"{name!r} is still there after {seconds} s"
            raise TimeoutError(message)
        time.sleep(_POLL)


def words() -> list[str]:
    """Return every word that is shown now."""
    return [text for node in _walk() if (text := node.words())]


def unnamed() -> list[str]:
    """Return the focusable, enabled parts that have no accessible name."""
    return [
        f"{node.role()} {node.path}"
        for node in _walk()
        if node.has(_FOCUSABLE) and node.has(_ENABLED) and not node.name()
    ]


def _wait_for(
    name: str, role: str, seconds: float, *, state: int = _SHOWING, interface: str = "Accessible"
) -> Node:
    end = time.monotonic() + seconds
    while True:
        for node in _walk():
            if _is_wanted(node, name, role, state=state, interface=interface):
                return node
        if time.monotonic() > end:
            message = f"{name!r} did not appear in {seconds} s"
            raise TimeoutError(message)
        time.sleep(_POLL)


def _is_wanted(node: Node, name: str, role: str, *, state: int, interface: str) -> bool:
    try:
        return _fits(node, name, role) and node.has(state) and node.offers(interface)
    except GLib.Error:
        return False  # it has just vanished


def _fits(node: Node, name: str, role: str) -> bool:
    if role and node.role() != role:
        return False
    return name[1:] in node.words() if name.startswith("~") else node.name() == name


def _walk() -> Iterator[Node]:
    """Yield what is shown; a part that vanishes meanwhile is simply not there."""
    try:
        apps = _desktop().children()
    except GLib.Error:
        return  # the registry is just being started
    for app in apps:
        try:
            if "goferry" in app.name().lower():
                yield from _below(app, 0)
        except GLib.Error:
            continue


def _below(node: Node, depth: int) -> Iterator[Node]:
    try:
        inside = [] if depth > _DEEPEST or node.role() in _CELLS else node.children()
    except GLib.Error:
        return
    for child in inside:
        try:
            showing = depth == 0 or child.has(_SHOWING)
        except GLib.Error:
            continue
        if showing:
            yield child
            yield from _below(child, depth + 1)


def _desktop() -> Node:
    return Node(_BUS, f"{_A11Y}.Registry", "/org/a11y/atspi/accessible/root")


def _accessibility_bus() -> Gio.DBusConnection:
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    service = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    answer = session.call_sync(*service, None, None, Gio.DBusCallFlags.NONE, _TIMEOUT, None)
    flags = (
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    )
    return Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags, None, None)


_BUS = _accessibility_bus()
_DEEDS: dict[str, Callable[..., object]] = {
    "press": press,
    "select_row": select_row,
    "type": type_text,
    "wait": wait,
    "gone": gone,
    "words": words,
    "unnamed": unnamed,
}

if __name__ == "__main__":
    main()
