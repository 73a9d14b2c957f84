"""The one door for JSON and TOML that somebody else may have written: bounded, and never a crash.

Python's own readers go as deep as the text says, until they end in `RecursionError`; they take
NaN, numbers of any size and halves of characters, all of which break something later on.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any, NoReturn

LARGEST = 64 << 20  # characters; whoever reads from far away cuts long before
_DEEPEST = 64
_LARGEST_NUMBER = 2**64
_HALF = re.compile("[\\ud800-\\udfff]")
_NO_BYTE = re.compile("[\\ud800-\\udc7f\\udd00-\\udfff]")


class Unreadable(ValueError):  # noqa: N818 - what the text is
    """The text is not what it should be; the reason is for details, not for a sentence."""


def read_json(text: str | bytes, *, paths: bool = False) -> Any:  # noqa: ANN401 - JSON's own kinds
    """Read JSON: no key twice, 64 levels, numbers of 64 bits. Raises `Unreadable`.

    Halves of characters are replaced; with `paths`, those stay that stand for the odd bytes of a
    file's name (Python's surrogateescape), as our own files hold them.
    """
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8")
        _check_size(decoded)
        found = json.loads(decoded, object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(_short(reason)) from reason
    return _Sound(_NO_BYTE if paths else _HALF).made(found)


def object_in(text: str | bytes) -> dict[str, Any]:
    """Read a line that another program wrote; empty where it is no object."""
    try:
        found = read_json(text)
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML within the same bounds. Raises `Unreadable`."""
    import tomllib

    try:
        _check_size(text)
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(_short(reason)) from reason
    sound: dict[str, Any] = _Sound(_HALF).made(found)
    return sound


def write_json(value: Any, *, indent: int | None = 2) -> bytes:  # noqa: ANN401 - JSON's own kinds
    """Write JSON that `read_json` reads again; odd file names keep their odd bytes."""
    text = json.dumps(value, indent=indent, ensure_ascii=False, default=str)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def _check_size(text: str) -> None:
    if len(text) > LARGEST:
        raise Unreadable(f"{len(text)} characters are more than anything that is read here has")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("a key stands there twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number")


@dataclass(frozen=True, slots=True)
class _Sound:
    """Makes values without what breaks later; `halves` are the characters that are replaced."""

    halves: re.Pattern[str]

    def made(self, value: Any, left: int = _DEEPEST) -> Any:  # noqa: ANN401 - JSON's own kinds
        """Return the value made sound; raises `Unreadable` for what cannot be meant."""
        match value:
            case str():
                return self.halves.sub("\ufffd", value)
            case dict() | list() if left == 0:
                raise Unreadable(f"it is nested deeper than {_DEEPEST} levels")
            case dict():
                return {self.made(key): self.made(one, left - 1) for key, one in value.items()}
            case list():
                return [self.made(one, left - 1) for one in value]
        return _bounded(value)


def _bounded(value: Any) -> Any:  # noqa: ANN401 - JSON's and TOML's own kinds
    if isinstance(value, int) and not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
        raise Unreadable("a number has more than 64 bits")
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable("a number has no end")
    return value


def _short(reason: BaseException) -> str:
    return str(reason)[:200] or type(reason).__name__
