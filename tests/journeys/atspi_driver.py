"""Drives a window from outside through the accessibility bus, as a screen reader sees it.

Runs under the system's own Python (the gi module comes with Debian, not with the virtual
environment). Reads one JSON request a line on standard input, answers one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version must be asked for first

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLL = 0.05
_DEEPEST = 24
_MOST_CHILDREN = 60  # tables may have thousands of cells; no journey needs them


def main() -> None:
    """Answer requests until standard input closes."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"ok": True, "value": _DEEDS[request.pop("do")](**request)}
        except (LookupError, TimeoutError, RuntimeError) as reason:
            answer = {"ok": False, "why": str(reason)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def press(*, name: str, role: str = "", seconds: float = 10) -> str:
    """Press what has this accessible name."""
    node = _wait_for(name, role, seconds, enabled=True)
    action = node.get_action_iface()
    if action is None:
        message = f"{name!r} cannot be pressed"
        raise RuntimeError(message)
    preferred = [
        number
        for number in range(action.get_n_actions())
        if action.get_action_name(number) in {"Press", "Toggle", "click"}
    ]
    action.do_action(preferred[0] if preferred else 0)
    return node.get_role_name()


def type_text(*, name: str, text: str, seconds: float = 10) -> None:
    """Replace the content of the field with this accessible name."""
    node = _wait_for(name, "", seconds, enabled=True, editable=True)
    if not node.get_editable_text_iface().set_text_contents(text):
        message = f"{name!r} takes no text"
        raise RuntimeError(message)


def wait(*, name: str, role: str = "", seconds: float = 10) -> str:
    """Wait until something with this name (or containing it, after "~") is shown."""
    node = _wait_for(name, role, seconds)
    return _words(node)


def words() -> list[str]:
    """Return every word that is shown now."""
    return [text for node in _walk() if (text := _words(node))]


def unnamed() -> list[str]:
    """Return the focusable, enabled parts that have no accessible name."""
    return [
        f"{node.get_role_name()} in {node.get_parent().get_name()!r}"
        for node in _walk()
        if _has(node, Atspi.StateType.FOCUSABLE)
        and _has(node, Atspi.StateType.ENABLED)
        and not node.get_name()
    ]


def _words(node: Atspi.Accessible) -> str:
    name = node.get_name() or ""
    text = node.get_text_iface()
    content = text.get_text(0, text.get_character_count()) if text else ""
    return name if content in name else f"{name} {content}".strip()


def _wait_for(
    name: str, role: str, seconds: float, *, enabled: bool = False, editable: bool = False
) -> Atspi.Accessible:
    end = time.monotonic() + seconds
    while True:
        for node in _walk():
            if _fits(node, name, role) and _usable(node, enabled=enabled, editable=editable):
                return node
        if time.monotonic() > end:
            message = f"{name!r} did not appear in {seconds} s"
            raise TimeoutError(message)
        time.sleep(_POLL)


def _fits(node: Atspi.Accessible, name: str, role: str) -> bool:
    if role and node.get_role_name() != role:
        return False
    if name.startswith("~"):
        return name[1:] in _words(node)
    return node.get_name() == name


def _usable(node: Atspi.Accessible, *, enabled: bool, editable: bool) -> bool:
    if enabled and not _has(node, Atspi.StateType.ENABLED):
        return False
    return not editable or node.get_editable_text_iface() is not None


def _walk() -> Iterator[Atspi.Accessible]:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(number)
        if app is not None and "goferry" in (app.get_name() or "").lower():
            yield from _below(app, 0)


def _below(node: Atspi.Accessible, depth: int) -> Iterator[Atspi.Accessible]:
    if depth > _DEEPEST:
        return
    for number in range(min(node.get_child_count(), _MOST_CHILDREN)):
        child = node.get_child_at_index(number)
        if child is None:
            continue
        if depth == 0 or _has(child, Atspi.StateType.SHOWING):
            yield child
            yield from _below(child, depth + 1)


def _has(node: Atspi.Accessible, state: Atspi.StateType) -> bool:
    return node.get_state_set().contains(state)


_DEEDS = {"press": press, "type": type_text, "wait": wait, "words": words, "unnamed": unnamed}

if __name__ == "__main__":
    main()
