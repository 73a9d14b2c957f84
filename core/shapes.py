"""Values of known classes as JSON and back: dataclasses, choices, paths, tuples and mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

_SHAPE, _MAP, _PATH, _CHOICE = "<", "{", "/", "!"


class Shapes:
    """Spells values of these classes, and reads no others."""

    def __init__(self, *classes: type) -> None:
        self._by_name = {one.__name__: one for one in classes}

    def plain(self, value: Any) -> Any:  # noqa: ANN401 - any value of the classes
        """Return what `json` can write."""
        match value:
            case Enum():
                return {_CHOICE: type(value).__name__, "=": value.value}
            case Path():
                return {_PATH: str(value)}
            case Mapping():
                return {_MAP: {key: self.plain(one) for key, one in value.items()}}
            case tuple() | list():
                return [self.plain(one) for one in value]
        if is_dataclass(value):
            members = {one.name: self.plain(getattr(value, one.name)) for one in fields(value)}
            return {_SHAPE: type(value).__name__, **members}
        return value

    def value(self, plain: Any) -> Any:  # noqa: ANN401 - any value of the classes
        """Return what was spelled; raises `KeyError`, `TypeError` or `ValueError` for all else."""
        if isinstance(plain, list):
            return tuple(self.value(one) for one in plain)
        if not isinstance(plain, dict):
            return plain
        if _PATH in plain:
            return Path(plain[_PATH])
        if _CHOICE in plain:
            return self._by_name[plain[_CHOICE]](plain["="])
        if _MAP in plain:
            return {key: self.value(one) for key, one in plain[_MAP].items()}
        members = {key: self.value(one) for key, one in plain.items() if key != _SHAPE}
        return self._by_name[plain[_SHAPE]](**members)
