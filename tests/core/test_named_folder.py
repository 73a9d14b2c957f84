"""The folder that was named wins: which program is built there, and what its file is called."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.actions import OpenFolder
from core.build.command import main_package
from core.build.matrix import aimed
from core.build.options import BuildOptions, BuildRequest, Target
from core.build.places import output_of
from core.problems import ProblemError
from core.project.model import Main, Project
from core.project.reader import module_above, read
from core.remembered import Remembered, remember
from core.usecases.opening import open_project
from tests import go_projects
from tests.goferry import goferry

if TYPE_CHECKING:
    from core.home import Home

ROOT = Path("/p")
MODULE = "example.com/sub/v2"
PROJECT = Project(
    folder=ROOT,
    module=MODULE,
    go_version="1.26",
    mains=(
        Main(package=MODULE, folder=ROOT),
        Main(package=f"{MODULE}/cmd/api", folder=ROOT / "cmd/api"),
        Main(package=f"{MODULE}/cmd/worker", folder=ROOT / "cmd/worker"),
    ),
)
_HELLO = "example.com/hello"
API, WORKER = f"{MODULE}/cmd/api", f"{MODULE}/cmd/worker"


@pytest.mark.parametrize(
    ("wanted", "named", "program"),
    [
        ("", "cmd/api", API),
        (".", "cmd/api", API),
        ("../worker", "cmd/api", WORKER),
        (".", "", MODULE),
        ("./cmd/api", "", API),
        ("cmd/api", "", API),
        ("./cmd/api/", "internal", API),
        ("/p/cmd/worker", "cmd/api", WORKER),
        (API, "cmd/worker", API),
    ],
)
def test_the_folder_that_was_named_wins(wanted: str, named: str, program: str) -> None:
    assert main_package(PROJECT, wanted, named=ROOT / named) == program


@pytest.mark.parametrize(("named", "choices"), [("", 3), ("cmd", 2), ("internal", 3)])
def test_only_what_the_folder_holds_is_offered(named: str, choices: int) -> None:
    with pytest.raises(ProblemError) as several:
        main_package(PROJECT, "", named=ROOT / named)
    assert several.value.problem.code == "several_mains"
    assert len(several.value.problem.next) == choices


@pytest.mark.parametrize(
    ("main", "name"),
    [
        (MODULE, "sub"),
        (API, "api"),
        ("example.com/v2/api", "api"),
        ("v2", "v2"),
        ("example.com/hello/v1", "v1"),
        ("gopkg.in/yaml.v3", "yaml.v3"),
    ],
)
def test_a_program_is_called_as_go_build_calls_it(main: str, name: str, home: Home) -> None:
    request = BuildRequest(project=PROJECT, options=BuildOptions(main=main))
    assert output_of(request, home).name == name
    only = replace(PROJECT, mains=(Main(package=main, folder=ROOT),))
    assert output_of(BuildRequest(project=only, options=BuildOptions()), home).name == name


def test_a_level_stays_with_its_family() -> None:
    options = BuildOptions(micro="v3")
    assert aimed(options, Target(goarch="amd64")).micro == "v3"
    arm = aimed(options, Target(goarch="arm64"))
    assert arm.micro == ""
    assert aimed(BuildOptions(micro="7,softfloat"), Target(goarch="arm")).micro == "7,softfloat"


@pytest.mark.go
def test_several_targets_get_each_its_own_level(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "p")
    words = ("command", folder, "--json", "--micro", "v3", "--target", "linux/amd64")
    ran = goferry(*words, "--target", "linux/arm64", home=tmp_path / "home")
    told = ran.result["commands"]
    levels = [
        {name: value for name, value in one["env"].items() if name in ("GOAMD64", "GOARM64")}
        for one in told
    ]
    assert levels == [{"GOAMD64": "v3"}, {}]


def test_a_folder_above_modules_names_them(tmp_path: Path) -> None:
    for name in ("app", "tools/lib", "node_modules/x"):
        go_projects.write(tmp_path / name)
    with pytest.raises(ProblemError) as refused:
        module_above(tmp_path)
    assert refused.value.problem.code == "modules_below"
    below = [one.action for one in refused.value.problem.next]
    assert below == [OpenFolder(tmp_path / "app"), OpenFolder(tmp_path / "tools/lib")]
    (tmp_path / "go.work").write_text("go 1.25\n\nuse (\n\t./tools/lib // mine\n)\n", "utf-8")
    with pytest.raises(ProblemError) as refused:
        module_above(tmp_path)
    (only,) = refused.value.problem.next
    assert only.action == OpenFolder(tmp_path / "tools/lib")


@pytest.mark.go
def test_letting_go_fetch_reaches_the_first_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = go_projects.write(tmp_path / "p", go="1.99.0")
    monkeypatch.setenv("GOPROXY", "off")
    old = replace(go_projects.go(), version="1.21.0")
    for fetch, word in ((False, "GOTOOLCHAIN=local"), (True, "download go1.99.0")):
        with pytest.raises(ProblemError) as refused:
            asyncio.run(read(folder, old, fetch_go=fetch))
        assert word in refused.value.problem.details


@pytest.mark.go
@pytest.mark.parametrize("aside", ["_example/cookie", ".hidden", "lib/testdata/prog"])
def test_a_program_that_go_passes_over_is_found_where_it_is_named(
    tmp_path: Path, aside: str, home: Home
) -> None:
    folder = go_projects.write(tmp_path / "p")
    (folder / aside).mkdir(parents=True)
    (folder / aside / "main.go").write_text("package main\n\nfunc main() {}\n", "utf-8")
    project = asyncio.run(read(folder, go_projects.go(), home=home))
    assert [one.folder for one in project.mains] == [folder]
    named = asyncio.run(read(folder / aside, go_projects.go(), home=home))
    assert main_package(named, "", named=folder / aside) == f"{project.module}/{aside}"
    assert named.folder == folder


@pytest.mark.go
def test_a_program_that_go_builds_is_read_though_another_of_its_module_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    """Go stops at the whole module here (`go list ./...`), and builds this package all the same."""
    monkeypatch.setenv("GOPROXY", "off")
    further = {
        name: go_projects.write(tmp_path / name, {f"{name}.go": f"package {name}\n"})
        for name in ("other", "third")
    }
    for name, place in further.items():
        (place / "go.mod").write_text(f"module example.com/{name}\n\ngo 1.21\n", "utf-8")
    _require(further["third"], "example.com/other", "v1.0.0")
    folder = go_projects.write(
        tmp_path / "p",
        {
            "well/main.go": "package main\n\nfunc main() {}\n",
            "sick/main.go": 'package main\n\nimport _ "example.com/third"\n\nfunc main() {}\n',
        },
    )
    for name in further:
        _require(folder, f"example.com/{name}", "v0.0.0", f"../{name}")
    for _ in range(2):  # the part must not be kept as what is known of the whole
        found = asyncio.run(read(folder / "well", go_projects.go(), home=home))
        assert [one.folder for one in found.mains] == [folder / "well"]
        for where in ("sick", "."):
            with pytest.raises(ProblemError) as refused:
                asyncio.run(read(folder / where, go_projects.go(), home=home))
            assert refused.value.problem.code == "go_sum_incomplete"


def _require(folder: Path, module: str, version: str, instead: str = "") -> None:
    with (folder / "go.mod").open("a", encoding="utf-8") as mod:
        mod.write(f"\nrequire {module} {version}\n")
        if instead:
            mod.write(f"\nreplace {module} => {instead}\n")


@pytest.mark.go
@pytest.mark.parametrize(
    ("other", "named", "chosen", "main"),
    [
        ("test/load", "", "", _HELLO),
        ("test/load", "test/load", "", f"{_HELLO}/test/load"),
        ("test/load", "", f"{_HELLO}/test/load", ""),
        ("cmd/other", "", "", ""),
    ],
)
def test_the_program_that_can_only_be_meant_is_chosen_when_a_project_is_opened(  # noqa: PLR0913 - a table
    tmp_path: Path, home: Home, *, other: str, named: str, chosen: str, main: str
) -> None:
    files = {"main.go": go_projects.HELLO, f"{other}/main.go": go_projects.HELLO}
    folder = go_projects.write(tmp_path / "p", files)
    if chosen:
        remember(home, folder, Remembered(options=BuildOptions(main=chosen)))
    opened = asyncio.run(open_project(home, folder / named, go=go_projects.go().program))
    assert opened.main == main, "what was chosen before stays as it is"
