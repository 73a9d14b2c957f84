"""What a program's line says and in which colours, with nothing in it that could forge a screen.

Only colours and weights survive. Sequences that move the cursor, set titles or ask the terminal
are dropped; other control characters become visible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from core.plain_text import HARMFUL, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPE = re.compile(
    r"\x1b\[(?P<sgr>[0-9;:]*)m"
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"  # any other control sequence
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)"  # titles, links, device strings
    r"|\x1b[ -/]*[0-~]?"
)
_TAB = 0x09
_HARMFUL = re.compile(f"[{''.join(chr(code) for code in sorted(HARMFUL) if code != _TAB)}]")
_CARET = 0x40  # from a control character to the letter one types it with
_C1 = 0x80


class Style(NamedTuple):
    """How a piece is written; `colour` counts the terminal's sixteen, -1 is the usual one."""

    colour: int = -1
    bold: bool = False
    italic: bool = False
    underline: bool = False


class Run(NamedTuple):
    """A piece of the plain text, from `start` to before `end`, in one style."""

    start: int
    end: int
    style: Style


PLAIN = Style()


def plain(line: str) -> str:
    """Return what the line says, without its escapes."""
    line = line.rstrip("\r")
    return _visible(_ESCAPE.sub("", line)) if _HARMFUL.search(line) else line


def parse(line: str) -> tuple[str, list[Run]]:
    """Return what the line says, and the runs of it that are not in the usual style."""
    line = line.rstrip("\r")
    if "\x1b" not in line:
        return _visible(line), []
    parts: list[str] = []
    runs: list[Run] = []
    place = 0
    for text, style in _pieces(line):
        if style != PLAIN:
            runs.append(Run(place, place + len(text), style))
        parts.append(text)
        place += len(text)
    return "".join(parts), runs


def _pieces(line: str) -> Iterator[tuple[str, Style]]:
    style, place = PLAIN, 0
    for found in _ESCAPE.finditer(line):
        if found.start() > place:
            yield _visible(line[place : found.start()]), style
        place = found.end()
        if (codes := found["sgr"]) is not None:
            style = _styled(style, codes)
    if place < len(line):
        yield _visible(line[place:]), style


def _visible(text: str) -> str:
    return _HARMFUL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    """Write ^G for a bell, as `less` does; every font can show that."""
    code = ord(found[0])
    return f"^{chr(code ^ _CARET)}" if code < _C1 else REPLACEMENT


_SWITCHES: dict[int, dict[str, bool]] = {
    1: {"bold": True},
    2: {"bold": False},
    3: {"italic": True},
    4: {"underline": True},
    7: {"bold": True},  # inverse: grounds are not promised to be readable, weight is
    22: {"bold": False},
    23: {"italic": False},
    24: {"underline": False},
    27: {"bold": False},
}
_EXTENDED = 38
_EXTENDED_GROUND = 48


def _styled(style: Style, codes: str) -> Style:
    numbers = iter([int(one or 0) for one in re.split("[;:]", codes[:64])])
    for number in numbers:
        if number == 0:
            style = PLAIN
        elif number in _SWITCHES:
            style = style._replace(**_SWITCHES[number])
        elif number in {_EXTENDED, _EXTENDED_GROUND}:
            colour = _extended(numbers)
            style = style._replace(colour=colour) if number == _EXTENDED else style
        else:
            style = style._replace(colour=_COLOURS.get(number, style.colour))
    return style


_COLOURS = {
    39: -1,
    **{30 + number: number for number in range(8)},
    **{90 + number: number + 8 for number in range(8)},
}
_SIXTEEN, _CUBE_END = 16, 232


def _extended(numbers: Iterator[int]) -> int:
    """Find the nearest of the sixteen for a colour by index or by red, green and blue."""
    match next(numbers, 0):
        case 5:  # by index
            return _of_index(next(numbers, 0))
        case 2:  # by parts
            return _nearest([next(numbers, 0) for _ in range(3)])
        case _:
            return -1


def _of_index(index: int) -> int:
    if index < _SIXTEEN:
        return index
    if index >= _CUBE_END:
        return 8 if index < _CUBE_END + 12 else 7
    red, rest = divmod(index - _SIXTEEN, 36)
    green, blue = divmod(rest, 6)
    return _nearest([red * 51, green * 51, blue * 51])


def _nearest(parts: list[int]) -> int:
    strongest = max(parts)
    if strongest < 64:  # noqa: PLR2004 - nearly black
        return 8
    bits = [part > strongest * 0.6 for part in parts]
    bright = 8 if strongest > 200 else 0  # noqa: PLR2004 - of 255
    return bits[0] + 2 * bits[1] + 4 * bits[2] + bright
