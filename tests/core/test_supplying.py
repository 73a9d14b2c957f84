"""Which program each server of a fleet gets, and what is built for that."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.build.artifact import TargetRow
from core.build.options import BuildOptions, BuildRequest
from core.events import unheard
from core.problems import ProblemError
from core.project.model import Project
from core.service.model import Release
from core.target import Target
from core.toolchain import Go
from core.usecases import building, settling, supplying
from core.usecases.building import Built
from core.usecases.settling import BuildWish, Settled
from tests.made_up import Server, problem
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from core.home import Home

PROJECT = Project(folder=Path("/p"), module="example.com/web", go_version="1.24")
ARM, AMD = Target(goarch="arm64"), Target(goarch="amd64")


def release(goarch: str) -> Release:
    verdict: Any = SimpleNamespace(goarch=goarch, settings={})
    return Release(binary=Path(f"/{goarch}"), size=1, sha256="ab" * 32, verdict=verdict)


class Bench:
    """Builds and looks into programs without either."""

    def __init__(self, patch: pytest.MonkeyPatch, home: Home, *arches: str) -> None:
        self.home = home
        self.servers = [Server(name=f"web{place}") for place, _ in enumerate(arches)]
        self.arches = dict(zip(map(id, self.servers), arches, strict=True))
        self.built: list[Target] = []
        self.refuses = ""
        self.file_says: Target | None = None
        patch.setattr("core.servers.facts.ask", self._ask)
        patch.setattr(building, "build", self._build)
        patch.setattr(settling, "settle", self._settle)
        patch.setattr("core.usecases.inspecting.inspect_program", self._inspect)

    async def _ask(self, session: Any) -> Any:  # noqa: ANN401 - made up
        return SimpleNamespace(arch=self.arches[id(session)])

    async def _settle(self, _home: Home, wish: BuildWish) -> Settled:
        own = settling._own_targets(
            self.file_says or AMD, wish.there, shared=self.file_says is not None
        )
        targets = dict.fromkeys(wish.targets or own)
        return Settled(go=Go(Path("/go"), "1.26"), requests=tuple(map(request, targets)))

    async def _build(self, _home: Home, settled: Settled, **_: object) -> Built:
        self.built += [one.options.target for one in settled.requests]
        rows = [
            TargetRow(target=one, problem=problem("no_build"))
            if one.goarch == self.refuses
            else TargetRow(target=one, artifact=artifact(Path(f"/{one.goarch}")))
            for one in (request.options.target for request in settled.requests)
        ]
        return Built(rows=tuple(rows))

    async def _inspect(self, path: Path) -> Any:  # noqa: ANN401 - made up
        made = release(path.name)
        return SimpleNamespace(path=path, size=1, sha256=made.sha256, verdict=made.verdict)

    def names(self, what: Any, **more: Any) -> list[str]:  # noqa: ANN401 - made up
        sessions = cast("Any", self.servers)
        work = supplying.releases(self.home, sessions, what, report=unheard, **more)
        return [one.binary.name for one in asyncio.run(work)]


def request(target: Target) -> BuildRequest:
    return BuildRequest(project=PROJECT, options=BuildOptions(target=target))


def test_each_processor_is_built_for_once_and_each_server_gets_its_own(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "amd64", "arm64", "amd64", "")
    assert bench.names(BuildWish(folder=Path("/p"))) == ["amd64", "arm64", "amd64", "amd64"]
    assert bench.built == [AMD, ARM]


def test_the_target_of_goferry_toml_serves_the_servers_where_it_starts(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "arm64", "amd64")
    bench.file_says = Target(goarch="386")
    assert bench.names(BuildWish(folder=Path("/p"))) == ["arm64", "386"]
    assert bench.built == [ARM, Target(goarch="386")]


def test_a_target_that_was_typed_goes_to_all_and_of_several_each_gets_its_own(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "arm64", "amd64")
    assert bench.names(BuildWish(folder=Path("/p"), targets=(AMD,))) == ["amd64", "amd64"]
    assert bench.names(BuildWish(folder=Path("/p"), targets=(AMD, ARM))) == ["arm64", "amd64"]


def test_a_target_that_is_not_built_stops_it_all(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "amd64", "arm64")
    bench.refuses = "arm64"
    with pytest.raises(ProblemError) as refused:
        bench.names(BuildWish(folder=Path("/p")))
    assert refused.value.problem.code == "no_build"


def test_a_file_goes_to_all_and_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "amd64", "arm64")
    assert bench.names(Path("/amd64")) == ["amd64", "amd64"]
    assert bench.names(release("amd64")) == ["amd64", "amd64"]
    assert bench.built == []


def test_the_window_s_program_is_built_anew_only_where_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    bench = Bench(monkeypatch, home, "amd64", "arm64", "arm64")
    others = Settled(go=Go(Path("/go"), "1.26"), requests=(request(AMD),))
    assert bench.names(release("amd64"), others=others) == ["amd64", "arm64", "arm64"]
    assert bench.built == [ARM]
    bench = Bench(monkeypatch, home, "amd64", "amd64")
    assert bench.names(release("386"), others=others) == ["386", "386"]
    assert bench.built == []
