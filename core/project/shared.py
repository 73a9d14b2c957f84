"""goferry.toml: the settings that a team shares through the repository, read and never trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from core.actions import OpenFile
from core.codec import read_toml
from core.declared import coded
from core.problems import Advice, Problem, ProblemError
from core.typed import Misfit, from_plain
from core.words import Text, list_of, say, verbatim

FILE = "goferry.toml"
_ON = "on"  # within [service]: for servers of some labels
_LONGEST_FILE = 1 << 20


@coded(closed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class _Budget:
    """The table [budget]."""

    max_size: str = ""
    max_growth: str = ""


@coded(closed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The tables that the file may have."""

    service: Mapping[str, Any] = field(default_factory=dict)
    processes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    build: Mapping[str, Any] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    budget: _Budget = _Budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What goferry.toml says; everything is optional, nothing is a secret.

    `service` and `build` hold option names and values as written, `on` those of a service by the
    labels of servers, `profiles` those of a build by profile name, `processes` those of further
    processes by theirs; the catalogues of service and build give them their meaning. `max_size`
    and `max_growth` are the budget of the program, as people type sizes. `file` is where it stands.
    """

    service: Mapping[str, Any] = field(default_factory=dict)
    on: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    processes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    max_size: str = ""
    max_growth: str = ""
    build: Mapping[str, Any] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    file: Path = field(default=Path(FILE), compare=False)

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
        raise ProblemError(unreadable(file, verbatim(str(reason)))) from reason
    try:
        said, on = from_plain(_File, found), _on(found.get("service"))
    except Misfit as reason:
        raise ProblemError(unreadable(file, reason.why)) from reason
    for key, text in asdict(said.budget).items():
        if not text.isprintable():
            odd = Misfit(say("text on one line"), f"budget.{key}")
            raise ProblemError(unreadable(file, odd.why))
    return Shared(
        service={key: one for key, one in said.service.items() if key != _ON},
        on=on,
        processes=said.processes,
        max_size=said.budget.max_size,
        max_growth=said.budget.max_growth,
        build=said.build,
        profiles=said.profiles,
        file=file,
    )


def _on(service: Any) -> Mapping[str, Mapping[str, Any]]:  # noqa: ANN401 - what TOML held
    """Return the tables [service.on."…"]. Raises `Misfit`."""
    kind: Any = Mapping[str, Mapping[str, Any]]
    try:
        on: Mapping[str, Mapping[str, Any]] = from_plain(kind, (service or {}).get(_ON, {}))
    except Misfit as reason:
        raise reason.inside(_ON).inside("service") from reason
    return on


def unreadable(file: Path, reason: Text) -> Problem:
    """Say that the file cannot be used, and why."""
    return Problem(
        code="shared_unreadable",
        what=say("{file} cannot be used.", file=str(file)),
        why=say(
            "The file contains something that GoFerry does not understand: {reason}", reason=reason
        ),
        next=(Advice(say("Open {file}.", file=FILE), OpenFile(file)),),
        details=str(reason),
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
    return say("This project has: {known}", known=list_of(known))
