"""Commands about a project on this computer: what is handed to the jobs, and what they end with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.inspection import Inspection, Node, Verdict
from core.build.artifact import TargetRow
from core.build.built_from import SourceChange, What
from core.build.options import BuildOptions, Cgo
from core.build.reason import Pull, Reason
from core.build.reproducible import Comparison
from core.project.model import CgoPackage, Main, Project, UnembeddedFile
from core.remembered import Remembered, remember
from core.target import Target
from core.toolchain import Go
from core.toolchain.targets import TargetInfo
from core.words import say, verbatim
from tests import made_up_artifact
from tests.cli_made_up import Called, Cli, a_job, awaited
from tests.made_up import problem

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.home import Home

GO = Go(Path("/go"), "1.26.1")
ARM, WINDOWS = Target(goarch="arm64"), Target(goos="windows")


def made(target: Target = Target(), **more: Any) -> Artifact:  # noqa: ANN401, B008 - a value
    usual: dict[str, Any] = {
        "folder": Path("/project"),
        "size": 2_500_000,
        "seconds": 1.23456,
        "command": ("go", "build", "example.com/web"),
        "env": {"CGO_ENABLED": "0"},
    }
    return made_up_artifact.artifact(target=target, **(usual | more))


SAID = {
    "target": "linux/amd64",
    "path": "/out/web",
    "size": 2_500_000,
    "sha256": "ab" * 32,
    "static": True,
    "glibc": "",
    "seconds": 1.235,
    "command": ["go", "build", "example.com/web"],
    "env": {"CGO_ENABLED": "0"},
    "dir": "/project",
}


class Building:
    """A project with two programs, and everything that Go would do for it made up."""

    def __init__(self, home: Home, tmp_path: Path, **doing: Any) -> None:  # noqa: ANN401
        self.folder = tmp_path / "project"
        (self.folder / "cmd" / "web").mkdir(parents=True)
        (self.folder / "go.mod").write_text("module example.com/web\n\ngo 1.24\n")
        mains = (Main(package="example.com/web", folder=self.folder),)
        self.project = Project(
            folder=self.folder, module="example.com/web", go_version="1.24", mains=mains
        )
        places = {
            "choose": ("core.toolchain.choose", Called(GO)),
            "read": ("core.project.reader.read", awaited(lambda *_, **__: self.project)),
            "build": ("core.build.checked.build_carefully", a_job(made())),
            "matrix": ("core.build.matrix.build_matrix", a_job()),
            "hold": ("core.build.budget.hold", a_job()),
            "vet": ("core.build.go_jobs.vet", a_job()),
            "test": ("core.build.go_jobs.test", a_job()),
            "vulnerabilities": ("core.build.go_jobs.vulnerabilities", a_job()),
            "check": ("core.build.reproducible.check", a_job()),
            "tidy": ("core.build.go_jobs.tidy", a_job("tidied\n")),
            "why_module": ("core.build.go_jobs.why", a_job("# chain\n")),
            "zig": ("core.build.zig.install", a_job(Path("/zig"))),
            "prepare": ("core.build.zig.prepare", a_job()),
            "why": ("core.build.why.why", awaited()),
            "heaviest": ("core.build.why.heaviest", awaited()),
            "inspect": ("core.binary.apart.inspect_apart", awaited(inspection)),
            "dist": ("core.toolchain.dist_targets", awaited()),
            "create": ("core.project.template.create", awaited(Path("/new"))),
            "draw": ("core.cli.picture.draw", awaited()),
        }
        self.home = home
        self.calls = {name: doing.get(name, one) for name, (_, one) in places.items()}
        self.cli = Cli(home, doing={place: self.calls[n] for n, (place, _) in places.items()})

    def json(self, *words: str | Path) -> Any:  # noqa: ANN401 - a Ran
        return self.cli.json(*words)

    def built(self, *words: str | Path) -> BuildOptions:
        """Build with these words; return the options that the job was given."""
        ran = self.json("build", self.folder, *words)
        assert ran.code == 0, ran
        (request, go, _), _ = self.calls["build"].last
        assert (request.project, go) == (self.project, GO)
        found: BuildOptions = request.options
        return found


def inspection(path: Path, **_: object) -> Inspection:
    verdict = Verdict(format="elf", sentence=verbatim("Static."), static=True)
    size = 900 if path.name == "old" else 1000
    node = Node(name=".text", size=size, kind="code")
    return Inspection(path=path, size=size, sha256="ab" * 32, verdict=verdict, sections=node)


@pytest.fixture
def go(home: Home, tmp_path: Path) -> Building:
    return Building(home, tmp_path)


USUAL = BuildOptions(main="example.com/web")


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("", {}),
        ("--target linux/arm64", {"target": ARM}),
        ("--cgo static", {"cgo": Cgo.STATIC}),
        ("--no-strip", {"strip": False}),
        ("--no-trimpath", {"trimpath": False}),
        ("--tags a,b --tags c", {"tags": ("a", "b", "c")}),
        ("--set main.v=1=2", {"stamps": (("main.v", "1=2"),)}),
        ("--fresh", {"fresh": True}),
        ("--micro v3", {"micro": "v3"}),
        ("--target linux/arm64 --micro v8.0", {"target": ARM, "micro": "v8.0"}),
        ("--target linux/arm64 --micro v3", {"target": ARM, "micro": "v3"}),
        ("--race", {"race": True}),
        ("--no-vcs", {"vcs": False}),
        ("--proxy off", {"proxy": "off"}),
        ("--flag -p=2", {"flags": ("-p=2",)}),
    ],
)
def test_each_option_of_a_build_reaches_the_job(
    go: Building, typed: str, options: dict[str, Any]
) -> None:
    assert go.built(*typed.split()) == replace(USUAL, **options)


def test_a_build_tells_what_was_made(go: Building) -> None:
    ran = go.json("build", go.folder)
    assert (ran.code, ran.events) == (
        0,
        [{"event": "result", "ok": True, "artifacts": [SAID]}],
    )
    shown = go.cli.run("build", go.folder).out
    assert shown == f"linux/amd64  2.5 MB  static  sha256 {'ab' * 8}…  /out/web\n"
    output = go.folder / "x"
    assert go.json("build", go.folder, "--output", output).code == 0
    assert go.calls["build"].last[0][0].output == output
    assert go.calls["hold"].calls == [], "no budget, nobody measures"


@pytest.mark.parametrize(
    ("artifact", "needs"),
    [
        (made(), "static"),
        (made(static=False, glibc="2.34"), "needs glibc 2.34"),
        (made(static=False), "needs system libraries"),
        (made(WINDOWS), "not a program for a Linux server; not verified"),
    ],
)
def test_what_a_program_needs_is_said(go: Building, artifact: Artifact, needs: str) -> None:
    go.calls["build"].value = artifact
    assert f"  {needs}  " in go.cli.run("build", go.folder).out


def test_several_targets_are_a_matrix_that_tells_what_it_missed(go: Building) -> None:
    missed = TargetRow(target=WINDOWS, problem=problem("c_compiler_missing"))
    go.calls["matrix"].value = (TargetRow(target=ARM, artifact=made(ARM)), missed)
    words = ("--target", "linux/arm64", "--target", "windows/amd64", "--micro", "v8.0")
    ran = go.json("build", go.folder, *words)
    assert (ran.code, ran.problem["code"]) == (1, "targets_missed")
    assert "windows/amd64 could not be built" in ran.problem["what"]
    assert [one["target"] for one in ran.result["artifacts"]] == ["linux/arm64"]
    (one,) = ran.result["missed"]
    assert (one["target"], one["problem"]["code"]) == ("windows/amd64", "c_compiler_missing")
    requests = go.calls["matrix"].last[0][0]
    assert [(r.options.target, r.options.micro) for r in requests] == [(ARM, "v8.0"), (WINDOWS, "")]
    go.calls["matrix"].value = (TargetRow(target=ARM, artifact=made(ARM)),) * 2
    ran = go.json("build", go.folder, *words)
    assert (ran.code, ran.result["missed"], go.calls["build"].calls) == (0, [], [])
    ran = go.json("build", go.folder, *words, "--output", "x")
    assert (ran.code, ran.problem["code"]) == (1, "one_output_for_several_targets")


@pytest.mark.parametrize(
    ("flag", "gate"), [("--vet", "vet"), ("--test", "test"), ("--govulncheck", "vulnerabilities")]
)
def test_a_gate_runs_before_the_build_and_ends_it(go: Building, flag: str, gate: str) -> None:
    two = ("--target", "linux/arm64", "--target", "windows/amd64")
    go.calls["matrix"].value = ()
    for more in ((), two):
        assert go.json("build", go.folder, *more).code == 0
        assert go.calls[gate].calls == []
        go.calls[gate].value = problem("found_something")
        go.calls["build"].calls.clear()
        go.calls["matrix"].calls.clear()
        ran = go.json("build", go.folder, flag, *more)
        assert (ran.code, ran.problem["code"]) == (1, "found_something")
        assert go.calls["build"].calls == go.calls["matrix"].calls == []
        (folder, _), options = go.calls[gate].last
        assert (folder, options["options"].main) == (go.folder, "example.com/web")
        go.calls[gate].calls.clear()
    others = {"vet", "test", "vulnerabilities"} - {gate}
    assert not any(go.calls[one].calls for one in others)


def test_a_program_over_its_budget_stays_and_fails_the_command(go: Building) -> None:
    (go.folder / "goferry.toml").write_text('[budget]\nmax_size = "1MB"\n')
    assert go.json("build", go.folder).code == 0
    assert go.calls["hold"].last[0][:2] == ([made()], go.folder)
    go.calls["hold"].value = problem("budget_exceeded")
    ran = go.json("build", go.folder)
    assert (ran.code, ran.problem["code"], ran.result["artifacts"]) == (
        1,
        "budget_exceeded",
        [SAID],
    )


def test_the_go_is_new_enough_for_the_project_unless_it_may_fetch_another(go: Building) -> None:
    go.built()
    assert go.calls["choose"].last == ((None,), {"at_least": "1.24"})
    go.built("--fetch-go", "--go", "/other")
    assert go.calls["choose"].last == ((Path("/other"),), {"at_least": ""})
    assert go.calls["read"].last[1] == {"workspace": True, "fetch_go": True, "home": go.home}
    go.built("--no-workspace")
    assert go.calls["read"].last[1] == {"workspace": False, "fetch_go": False, "home": go.home}


def test_the_program_that_is_built_is_the_one_that_was_meant(go: Building) -> None:
    inner = go.folder / "cmd" / "web"
    mains = (
        *go.project.mains,
        Main(package="example.com/web/cmd/web", folder=inner),
    )
    go.project = replace(go.project, mains=mains)
    both = go.json("build", go.folder)
    assert (both.code, both.result["ok"]) == (1, False), "nobody says which"
    go.folder, root = inner, go.folder
    assert go.built().main == "example.com/web/cmd/web"
    (root / "goferry.toml").write_text('[build]\nmain = "example.com/web"\n')
    assert go.built().main == "example.com/web/cmd/web", "the folder that was named goes first"
    assert go.built("--main", "example.com/web").main == "example.com/web"
    go.folder = root
    assert go.built().main == "example.com/web"
    assert go.built("--main", "./cmd/web").main == "example.com/web/cmd/web"


def test_goferry_toml_is_followed_where_nothing_is_typed(go: Building) -> None:
    (go.folder / "goferry.toml").write_text(
        '[build]\ntarget = "linux/arm64"\ntags = ["shared"]\nstrip = false\n'
        "[profiles.small]\nstrip = true\n"
    )
    assert go.built() == replace(USUAL, target=ARM, tags=("shared",), strip=False)
    assert go.built("--profile", "small").strip is True
    assert go.built("--target", "linux/amd64", "--strip") == replace(USUAL, tags=("shared",))
    ran = go.json("build", go.folder, "--profile", "none")
    assert (ran.code, ran.result["ok"]) == (1, False)


def test_a_command_is_only_printed(go: Building) -> None:
    two = ("--target", "linux/arm64", "--target", "windows/amd64")
    ran = go.json("command", go.folder, *two, "--output", "/x/web")
    assert (ran.code, ran.problem["code"]) == (1, "one_output_for_several_targets")
    ran = go.json("command", go.folder, *two)
    assert [one["env"]["GOOS"] for one in ran.result["commands"]] == ["linux", "windows"]
    assert ran.result["command"] == ran.result["commands"][0]["command"]
    assert (ran.result["env"]["GOARCH"], ran.result["dir"]) == ("arm64", str(go.folder))
    assert len(go.cli.run("command", go.folder, *two).out.splitlines()) >= 2
    assert go.calls["build"].calls == go.calls["matrix"].calls == []


def test_a_project_tells_what_it_is(go: Building) -> None:
    cgo = CgoPackage(package="example.com/c", why=("example.com/web", "example.com/c"))
    opened = UnembeddedFile(file=Path("main.go"), line=7, path="a.yaml", writes=True)
    go.project = replace(
        go.project,
        version="v1.2",
        cgo_packages=(cgo,),
        embeds=("a", "b"),
        unembedded=(opened, replace(opened, line=8, writes=False)),
        notices=(problem("embeds_large"),),
    )
    ran = go.json("project", go.folder)
    found = {key: ran.result[key] for key in ("module", "go_version", "mains", "cgo_packages")}
    assert (ran.code, found) == (
        0,
        {
            "module": "example.com/web",
            "go_version": "1.24",
            "mains": [{"package": "example.com/web", "dir": str(go.folder)}],
            "cgo_packages": [{"package": "example.com/c", "why": list(cgo.why)}],
        },
    )
    assert (ran.result["embeds"], ran.result["version"]) == (["a", "b"], "v1.2")
    one = {"file": "main.go", "line": 7, "path": "a.yaml", "writes": True}
    assert ran.result["unembedded"] == [one, {**one, "line": 8, "writes": False}]
    assert [one["code"] for one in ran.result["notices"]] == ["embeds_large"]
    shown = go.cli.run("project", go.folder).out.splitlines()
    assert "writes a file  a.yaml  (main.go:7)" in shown
    assert "reads a file   a.yaml  (main.go:8)" in shown
    assert "! embeds_large!" in shown


def test_a_project_tells_what_was_built_of_it_last_wherever_that_was(
    go: Building, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = go.folder / "web"
    file.write_bytes(b"\x7fELF")
    artifact = made(path=file, size=4)
    nothing = go.json("project", go.folder).result
    assert (nothing["built"], nothing["changed"], nothing["shipped"]) == (None, "", "")
    remember(go.home, go.folder, Remembered(artifact=artifact, shipped="cd"))  # as a window does
    change = SourceChange(what=What.CHANGED, sentence=say("main.go changed."))
    monkeypatch.setattr("core.build.built_from.changed_since", awaited(change))
    found = go.json("project", go.folder).result
    assert found["built"] == {**SAID, "path": str(file), "size": 4}
    assert (found["changed"], found["shipped"]) == ("main.go changed.", "cd")
    shown = go.cli.run("project", go.folder).out.splitlines()
    assert [one.split(maxsplit=2)[2] for one in shown[-2:]] == [f"{file}  4 B", "main.go changed."]


def test_new_and_targets_hand_on_what_was_typed(go: Building) -> None:
    ran = go.json("new", "gin", "folder", "--module", "example.com/m")
    assert (ran.code, ran.result["dir"]) == (0, "/new")
    assert go.calls["create"].last == (("gin", Path("folder")), {"module": "example.com/m"})
    infos = (TargetInfo(Target(), cgo=True, first_class=False),)
    go.calls["dist"].value = infos
    ran = go.json("targets", "--go", "/other")
    target = {"goos": "linux", "goarch": "amd64", "cgo": True, "first_class": False}
    assert (ran.code, ran.result["targets"], ran.result["go_version"]) == (0, [target], "1.26.1")
    assert go.calls["choose"].last == ((Path("/other"),), {})


def test_builds_that_differ_fail_and_say_why(go: Building) -> None:
    same = Comparison(same=True, here="a", there="a")
    other = Comparison(same=False, here="a", there="b", reasons=(say("A path."), say("A time.")))
    go.calls["check"].value = [same, other]
    two = ("--target", "linux/amd64", "--target", "linux/arm64")
    ran = go.json("reproduce", go.folder, *two)
    assert (ran.code, ran.problem["code"], ran.result["same"]) == (1, "not_reproducible", False)
    first, second = ran.result["builds"]
    assert first == {
        "target": "linux/amd64",
        "same": True,
        "here": "a",
        "there": "a",
        "reasons": [],
    }
    assert (second["same"], second["there"], second["reasons"]) == (
        False,
        "b",
        ["A path.", "A time."],
    )
    go.calls["check"].value = [same]
    ran = go.json("reproduce", go.folder)
    assert (ran.code, ran.result["same"]) == (0, True)


def test_modules_and_zig_are_looked_after_as_was_typed(go: Building) -> None:
    ran = go.json("mod", "tidy", go.folder / "cmd", "--proxy", "off")
    assert (ran.code, ran.result["dir"], ran.result["output"]) == (0, str(go.folder), "tidied\n")
    assert go.calls["tidy"].last[1]["options"].proxy == "off"
    assert go.json("mod", "why", go.folder, "x/y").code == 0
    assert go.calls["why_module"].last[1]["package"] == "x/y"
    assert go.json("zig", "install").result["program"] == "/zig"
    for typed, targets, cgo in (
        (("--target", "linux/arm64"), ["linux/arm64"], [Cgo.STATIC]),
        (("--target", "linux/arm64", "--glibc", "2.28"), ["linux/arm64"], [Cgo.ON]),
        (("--target", "windows/amd64"), ["windows/amd64"], [Cgo.ON]),
        (("--cgo", "on", "--target", "linux/amd64"), ["linux/amd64"], [Cgo.ON]),
        ((), ["linux/amd64"], [Cgo.STATIC]),
    ):
        go.calls["prepare"].calls.clear()
        assert go.json("zig", "prepare", *typed).result["targets"] == targets
        assert [call[0][0].cgo for call in go.calls["prepare"].calls] == cgo


def test_why_tells_the_chain_and_what_its_removal_would_save(go: Building) -> None:
    reason = Reason(
        package="x/y", chain=("a", "x/y"), dropped=frozenset({"x/z", "x/y"}), saves=1000
    )
    go.calls["why"].value = reason
    ran = go.json("why", go.folder, "x/y")
    told = {"chain": ["a", "x/y"], "saves": 1000, "dropped": ["x/y", "x/z"]}
    assert (ran.code, ran.result) == (0, {"event": "result", "ok": True, **told})
    assert go.calls["why"].last[0] == (go.folder, "x/y")
    assert go.calls["why"].last[1]["program"] == Path("/out/web")
    for saves, words in ((1000, "1.0 kB"), (None, "unknown")):
        go.calls["why"].value = replace(reason, saves=saves)
        shown = go.cli.run("why", go.folder, "x/y").out
        assert "a → x/y" in shown
        assert f"2 packages would be left out. Saved: {words}" in shown
    go.calls["why"].value = replace(reason, dropped=frozenset(), saves=0)
    assert "other packages do" in go.cli.run("why", go.folder, "x/y").out
    go.calls["heaviest"].value = (
        Pull(package="x/y", chain=(), dropped=frozenset({"x/y"}), saves=9, size=4),
    )
    (one,) = go.json("why", go.folder).result["imports"]
    assert (one["package"], one["saves"], one["size"], one["dropped"]) == ("x/y", 9, 4, ["x/y"])
    assert go.calls["heaviest"].last[0] == (go.folder,)
    other = Main(package="example.com/web/cmd/web", folder=go.folder / "cmd" / "web")
    go.project = replace(go.project, mains=(*go.project.mains, other))
    go.calls["build"].value = made(command=("go", "build", other.package))
    assert go.json("why", go.folder, "--main", other.package).code == 0
    assert go.calls["heaviest"].last[0] == (other.folder,)
