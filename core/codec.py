"""The one door for JSON and TOML that somebody else may have written: bounded, and never a crash.

Python's own readers go as deep as the text says, until they end in `RecursionError`; they take
NaN, numbers of any size and halves of characters, all of which break something later on.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

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
    found = _read(_json, text)
    return _sound(found, _NO_BYTE if paths else _HALF)


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

    sound: dict[str, Any] = _sound(_read(tomllib.loads, text), _HALF)
    return sound


def write_json(value: Any, *, indent: int | None = 2) -> bytes:  # noqa: ANN401 - JSON's own kinds
    """Write JSON that `read_json` reads again; odd file names keep their odd bytes."""
    text = json.dumps(value, indent=indent, ensure_ascii=False, default=plain)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def plain(value: object) -> object:
    """Tell in JSON's own kinds what is none of them: a set as a list in order, a path as its text.

    Whatever else comes here is our mistake: Python's own spelling of it is for nobody.
    """
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not written as JSON")


def _read(read: Callable[[str], Any], text: str | bytes) -> Any:  # noqa: ANN401 - as above
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8")
        if len(decoded) > LARGEST:
            raise Unreadable(
                f"{len(decoded)} characters are more than anything that is read here has"
            )
        return read(decoded)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(str(reason)[:200] or type(reason).__name__) from reason


def _json(text: str) -> Any:  # noqa: ANN401 - as above
    return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("a key stands there twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number")


def _sound(value: Any, halves: re.Pattern[str], left: int = _DEEPEST) -> Any:  # noqa: ANN401 - as above
    """Return the value without what breaks later: the `halves` of characters are replaced.

    Raises `Unreadable` for what cannot be meant.
    """
    match value:
        case str():
            return value if value.isascii() else halves.sub("\ufffd", value)
        case int() if -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
            return value
        case dict() | list() if left == 0:
            raise Unreadable(f"it is nested deeper than {_DEEPEST} levels")
        case dict():
            return {
                _sound(key, halves): _sound(one, halves, left - 1) for key, one in value.items()
            }
        case list():
            return [_sound(one, halves, left - 1) for one in value]
        case int():
            raise Unreadable("a number has more than 64 bits")
        case float() if not math.isfinite(value):
            raise Unreadable("a number has no end")
    return value
