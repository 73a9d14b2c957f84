"""Settle what is built: the project's own options, what a person chose over them, the targets."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.build.options import BuildOptions, BuildRequest
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.build.task import BuildTask
    from core.home import Home
    from core.project.model import Project
    from core.project.shared import Shared
    from core.target import Target
    from core.toolchain import Go


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildWish:
    """What was said about a build of the project in `folder`.

    `typed` holds options by name, only those that were chosen; `profile` is one of goferry.toml,
    `go` which Go to take, `output` where to, `gates` the checks before. `there` are the
    targets of the servers that it is for, where `targets` names none: that of goferry.toml serves
    those where it starts.
    """

    folder: Path
    typed: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    profile: str = ""
    go: Path | None = None
    output: Path | None = None
    there: tuple[Target, ...] = ()
    gates: tuple[BuildTask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One request for each target, the first target first, the Go for them, the checks before.

    `asked` is what goferry.toml asks for by itself; None where this was chosen in a window, which
    keeps the choices and has shown what would surprise later.
    """

    go: Go
    requests: tuple[BuildRequest, ...]
    asked: BuildOptions | None = None
    gates: tuple[BuildTask, ...] = ()

    @property
    def project(self) -> Project:
        """The project that all of them build."""
        return self.requests[0].project

    def first(self) -> Settled:
        """The same for the first target alone."""
        return replace(self, requests=self.requests[:1])


async def settle(home: Home, wish: BuildWish) -> Settled:
    """Read the project, and lay what was typed over its goferry.toml, and that over the defaults.

    Raises `ProblemError`, as for a file that is to hold several programs.
    """
    from core.build.shared_options import options_from
    from core.project import reader, shared
    from core.usecases import opening

    told = shared.load(reader.module_above(wish.folder).file.parent)
    options = options_of(wish, told)
    go = opening.go_for(wish.folder, options, wish.go)
    project = await opening.read(wish.folder, go, options, home=home)
    options = replace(options, main=_main(project, wish, options.main))
    own = _own_targets(options.target, wish.there, shared="target" in told.build)
    targets = tuple(dict.fromkeys(wish.targets or own))
    if wish.output is not None and len(targets) > 1:
        raise ProblemError(_one_output(len(targets)))
    every = _aimed(options, targets)
    return Settled(
        go=go,
        requests=tuple(
            BuildRequest(project=project, options=one, output=wish.output) for one in every
        ),
        asked=options_from(told),
        gates=wish.gates,
    )


def settled(
    project: Project, go: Go, options: BuildOptions, also: tuple[Target, ...] = ()
) -> Settled:
    """Settle what was chosen for a project that is open; `also` are targets beside its own."""
    from core.build.matrix import aimed

    others = (target for target in also if target != options.target)
    every = (options, *(aimed(options, target) for target in others))
    requests = tuple(BuildRequest(project=project, options=one) for one in every)
    return Settled(go=go, requests=requests)


def options_of(wish: BuildWish, told: Shared | None = None) -> BuildOptions:
    """Lay what was typed over the project's goferry.toml, and that over the defaults.

    The target is the shared one. Without a project, nobody else has a say. Raises `ProblemError`.
    """
    from core.build.shared_options import options_from
    from core.project.shared import Shared

    return replace(options_from(told or Shared(), wish.profile), **wish.typed)


def follow(
    folder: Path, options: BuildOptions, asked: BuildOptions
) -> tuple[BuildOptions, BuildOptions]:
    """Lay a person's own choices over what goferry.toml asks for now; return both.

    `asked` is what it asked for when `options` were chosen. Raises `ProblemError`.
    """
    from core.build.shared_options import options_from
    from core.project import shared

    now = options_from(shared.load(folder))
    return over(now, options, asked), now


def over(now: BuildOptions, chosen: BuildOptions, then: BuildOptions) -> BuildOptions:
    """Lay what was chosen, when the project asked for `then`, over what it asks for now."""
    from core.remembered import carried_over

    found = carried_over(chosen, then=then, now=now)
    if found.target != chosen.target:  # a level is one of a processor
        return replace(found, micro=now.micro)
    return found


@dataclass(frozen=True, slots=True)
class Profiles:
    """The sets of options that goferry.toml has; `names` holds an empty one for that for all."""

    _shared: Shared

    @property
    def names(self) -> tuple[str, ...]:
        """The names, that for all first."""
        return (*([""] if self._shared.build else []), *self._shared.profiles)

    def options(self, name: str, now: BuildOptions) -> BuildOptions:
        """The options of a set; what it leaves open of the program's use stays as chosen `now`.

        Raises `ProblemError`.
        """
        from core.build.shared_options import options_from

        start = BuildOptions(target=now.target, main=now.main)
        found = options_from(self._shared, name, start=start)
        if found.target == now.target and not found.micro:
            return replace(found, micro=now.micro)
        return found

    def matching(self, options: BuildOptions) -> str | None:
        """The set that these options are; None where they are nobody's but one's own."""
        for name in self.names:
            try:
                if self.options(name, options) == options:
                    return name
            except ProblemError:
                continue  # said when it is chosen
        return None


def profiles(folder: Path) -> Profiles:
    """Read what goferry.toml offers; raises `ProblemError`."""
    from core.project import shared

    return Profiles(shared.load(folder))


def _main(project: Project, wish: BuildWish, wanted: str) -> str:
    """The program that was meant: typed, else in the folder that was named, else shared."""
    from core.build.command import main_package

    named = Path(os.path.realpath(expanded(wish.folder)))
    if not project.mains:  # the build says it better, with everything else that it finds
        return wanted
    inner = named != project.folder and any(one.folder == named for one in project.mains)
    wanted = "" if inner and "main" not in wish.typed else wanted
    return main_package(project, wanted, named=named)


def _own_targets(own: Target, there: tuple[Target, ...], *, shared: bool) -> tuple[Target, ...]:
    """The targets that nobody typed: the project's own, or what the servers need."""
    from core.deploy.preflight.program import starts_on

    if not shared:
        return there or (own,)
    return tuple(own if starts_on(own.goarch, one.goarch) else one for one in there) or (own,)


def _aimed(options: BuildOptions, targets: tuple[Target, ...]) -> tuple[BuildOptions, ...]:
    """The options for each target; a level that none of them has is refused by the build."""
    from core.build.matrix import aimed

    every = tuple(aimed(options, target) for target in targets)
    if any(one.micro for one in every):
        return every
    return tuple(replace(options, target=target) for target in targets)


def _one_output(targets: int) -> Problem:
    return Problem(
        code="one_output_for_several_targets",
        what=say("{n} targets cannot go into one file.", n=targets),
        why=say("Each target produces its own program."),
        next=(Advice(say("Leave out --output, or build one target at a time.")),),
        field="output",
    )
