"""goferry.toml: the settings that a team shares through the repository, read and never trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from core.codec import read_toml
from core.problems import Action, Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "goferry.toml"
_LONGEST_FILE = 1 << 20
_HIGHEST_PORT = 65_535
_SERVICE = frozenset(
    {"name", "port", "health", "mode", "includes", "excludes", "memory", "cpu", "tasks"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What goferry.toml says; everything is optional, nothing is a secret.

    `build` holds option names and values as written, `profiles` the same by profile name; the
    build's catalogue gives them their meaning. `includes` are paths inside the project, `excludes`
    patterns of what below them stays here; `cpu` is in percent of one processor. `max_size` and
    `max_growth` are the budget of the program, as people type sizes.
    """

    service: str = ""
    port: int = 0
    health: str = ""
    mode: str = ""
    memory: str = ""
    cpu: int = 0
    tasks: int = 0
    excludes: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    max_size: str = ""
    max_growth: str = ""
    build: Mapping[str, Any] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def has_budget(self) -> bool:
        """Whether the program's size is limited."""
        return bool(self.max_size or self.max_growth)

    def options(self, profile: str = "") -> dict[str, Any]:
        """Return the build options of a profile over those for all; unknown names are a problem."""
        if profile and profile not in self.profiles:
            raise ProblemError(_no_profile(profile, tuple(self.profiles)))
        return {**self.build, **self.profiles.get(profile, {})}


def load(folder: Path) -> Shared:
    """Read the project's goferry.toml; without one, everything is empty.

    Raises `ProblemError` (`shared_unreadable`) that names what is wrong.
    """
    file = folder / FILE
    try:
        with file.open("rb") as opened:
            found = read_toml(opened.read(_LONGEST_FILE).decode("utf-8"))
    except FileNotFoundError:
        return Shared()
    except (OSError, ValueError) as reason:
        raise ProblemError(_unreadable(file, str(reason))) from reason
    try:
        return _checked(found)
    except (TypeError, ValueError) as reason:
        raise ProblemError(_unreadable(file, str(reason))) from reason


def _checked(found: dict[str, Any]) -> Shared:
    service = _table(found, "service")
    profiles, budget = _table(found, "profiles"), _table(found, "budget")
    known = {"service", "build", "profiles", "budget"}
    if unknown := sorted(set(found) - known):
        raise ValueError(f"[{unknown[0]}] is not known; known are: {', '.join(sorted(known))}")
    if unknown := sorted(set(service) - _SERVICE):
        raise ValueError(f"service.{unknown[0]} is not known")
    if unknown := sorted(set(budget) - {"max_size", "max_growth"}):
        raise ValueError(f"budget.{unknown[0]} is not known")
    return Shared(
        service=_text(service, "name"),
        port=_port(service.get("port", 0)),
        health=_text(service, "health"),
        mode=_text(service, "mode"),
        memory=_text(service, "memory"),
        cpu=_number(service, "cpu"),
        tasks=_number(service, "tasks"),
        excludes=tuple(_pattern(one) for one in service.get("excludes", ())),
        includes=tuple(_inside(one) for one in service.get("includes", ())),
        max_size=_text(budget, "max_size"),
        max_growth=_text(budget, "max_growth"),
        build=_table(found, "build"),
        profiles={name: _table(profiles, name) for name in profiles},
    )


def _table(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name, {})
    if not isinstance(value, dict):
        raise TypeError(f"{name} must be a table")
    return value


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError(f"{name} must be text on one line")
    return value


def _number(found: Mapping[str, Any], name: str) -> int:
    value = found.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{name} must be a number")
    return value


def _pattern(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError('excludes must be patterns, as in "*.map"')
    return value


def _port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _HIGHEST_PORT:
        raise ValueError("port must be a number up to 65535")
    return value


def _inside(value: object) -> str:
    """A path that stays inside the project: a shared file must not send other files away."""
    path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath("/")
    if path.is_absolute() or ".." in path.parts or "\\" in str(value) or ":" in str(value):
        raise ValueError(f"includes must be paths inside the project: {str(value)[:200]}")
    return str(path)


def _unreadable(file: Path, reason: str) -> Problem:
    return Problem(
        code="shared_unreadable",
        what=say("{file} cannot be used.", file=str(file)),
        why=say("It says something that GoFerry does not understand: {reason}", reason=reason),
        next=(Advice(say("Open {file}.", file=FILE), Action.OPEN_FILE, str(file)),),
        details=reason,
    )


def _no_profile(wanted: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        code="no_such_profile",
        what=say("There is no profile {name}.", name=wanted[:200]),
        why=_known_profiles(known),
        next=(Advice(say("Choose another profile, or add it to goferry.toml.")),),
        field="profile",
    )


def _known_profiles(known: tuple[str, ...]) -> Text:
    if not known:
        return say("This project's goferry.toml has no profiles.")
    return say("This project has: {known}", known=", ".join(known))
