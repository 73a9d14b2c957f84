"""Bare `goferry`: the window, or why there is none."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.cli_made_up import Cli

if TYPE_CHECKING:
    from core.home import Home


@pytest.mark.parametrize(
    ("display", "library", "code", "words"),
    [
        ("", True, 1, "no graphical display"),
        ("DISPLAY", False, 1, "PySide6, is not installed"),
        *((name, True, 7, "") for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")),
    ],
)
def test_without_a_command_the_window_opens_or_it_is_said_why_not(  # noqa: PLR0913 - the cases
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    display: str,
    code: int,
    words: str,
    *,
    library: bool,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv(display, "x")
    monkeypatch.setattr(sys, "platform", "linux")
    found = SimpleNamespace() if library else None
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: found)
    opened: list[Home] = []

    def main(where: Home) -> int:
        opened.append(where)
        return 7

    monkeypatch.setitem(sys.modules, "gui.shell.app", SimpleNamespace(main=main))
    ran = Cli(home).run()
    assert (ran.code, opened) == (code, [home] if not words else [])
    assert words in ran.err
    if words:
        assert "goferry demo" in ran.err
