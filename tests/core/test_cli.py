"""The command line's contract: what can be typed, what comes back, which exit code."""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.build.catalogue import ENTRIES
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.cli import main
from core.cli.arguments import HelpWanted, UsageMistake
from core.cli.build_options import wish_of
from core.cli.entry import parser
from core.cli.service import wish_for
from core.problems import ProblemError
from core.project.shared import Shared
from core.service.model import Mode, Service
from core.toolchain.compilers import find_zig
from core.usecases import settling
from core.usecases.serving import settle
from tests import go_projects
from tests.goferry import WORDS, environment, goferry, processes_with

if TYPE_CHECKING:
    from argparse import Namespace

    from core.home import Home


def options_of(arguments: Namespace, told: Shared) -> BuildOptions:
    return settling.options_of(wish_of(arguments, Path()), told)


def targets_of(arguments: Namespace) -> tuple[Target, ...]:
    return wish_of(arguments, Path()).targets


# Every command of the contract that exists, with all of its options.
TYPED = (
    "project DIR",
    "new gin DIR --module example.com/m",
    "targets",
    "build DIR --main PKG --target linux/amd64 --target linux/arm64 --cgo static --micro v1",
    "build DIR --no-strip --no-trimpath --tags a,b --set main.version=1 --set main.date= --fresh",
    "build DIR --cgo off --strip --trimpath --output FILE",
    "command DIR --cgo on --target windows/amd64 --tags a --tags b",
    "reproduce DIR --target linux/amd64 --no-trimpath",
    "mod tidy DIR --proxy off",
    "mod download DIR",
    "mod vendor DIR --private example.com",
    "mod why DIR PACKAGE",
    "zig install",
    "zig prepare --target linux/arm64 --cgo on --glibc 2.28",
    "inspect FILE",
    "inspect FILE --symbols --against OLD --html F --svg F --csv F --png F",
    "inspect FILE --against OLD --markdown F --max-size 30MB --max-growth 2%",
    "why DIR PACKAGE",
    "why DIR",
    "server add NAME --host H --port 2222 --user U --key FILE --label a=b --label c=d --sudo",
    "server add NAME --host H --no-sudo",
    "server edit NAME",
    "server edit NAME --rename NEW --host H --port 22 --user U --key FILE --label a= --no-sudo",
    "server list",
    "server remove NAME",
    "server trust NAME --fingerprint SHA256:abc",
    "server check NAME",
    "deploy FILE --service S --to NAME,other --port 80 --health /ok --env-file F --mode socket",
    "deploy DIR --service S --to NAME --include templates --include static",
    "deploy DIR --service S --to label=value --plan",
    "deploy DIR --service S --to a,b,c --canary 2 --rehearse --target linux/arm64",
    "status --service S --to NAME",
    "logs --service S --to NAME --follow",
    "history --service S --to NAME",
    "history --to NAME --csv F --since 2d --grep ann",
    "releases --service S --to NAME",
    "releases --service S --to NAME --compare 1-a 2-b",
    "rollback --service S --to NAME --release 3-abc",
    "restart --service S --to label=value",
    "restart --service S --to label=value --batch 2",
    "start --service S --to NAME",
    "env --service S --to NAME --set - --unset A --unset B --batch 2",
    "stop --service S --to NAME",
    "remove --service S --to NAME",
    "drill --service S --to NAME",
    "prepare NAME --service S --plan",
    "practice start",
    "practice stop",
    "demo",
)


@pytest.mark.parametrize("typed", TYPED)
def test_what_the_contract_offers_can_be_typed(typed: str) -> None:
    assert callable(parser().parse_args(typed.split()).run)


@pytest.mark.parametrize(
    "typed",
    [
        "buidl DIR",
        "build",
        "build DIR --target linux",
        "build DIR --target ../../amd64",
        "build DIR --cgo maybe",
        "build DIR --set novalue",
        "build DIR --tar linux/amd64",
        "server",
        "server add NAME",
        "server add NAME --host H --port 0",
        "server add NAME --host H --port 65536",
        "server add NAME --host H --port \u0662\u0662",
        "server add NAME --host H --label alone",
        "deploy FILE --service S",
        "deploy FILE --service S --to ,",
        "prepare NAME",
        "deploy FILE --service S --to NAME --canary 0",
        "deploy FILE --service S --to NAME --mode blue-green",
        "rollback --to NAME",
        "logs --service S",
        "new flask DIR --module m",
    ],
)
def test_a_slip_is_a_mistake_of_usage(typed: str) -> None:
    with pytest.raises(UsageMistake) as slip:
        parser().parse_args(typed.split())
    said = f"{slip.value.problem.what} {slip.value.problem.why}".lower()
    assert not any(word in said for word in ("invalid", "error", "failed to"))


def test_every_build_option_reaches_the_build() -> None:
    typed = (
        "build DIR --main ./cmd/x --target linux/arm64 --cgo static --micro v8.0 --no-strip"
        " --no-trimpath --tags a,b --tags c --set main.v=1=2 --fresh"
    )
    arguments = parser().parse_args(typed.split())
    assert targets_of(arguments) == (Target(goos="linux", goarch="arm64"),)
    assert options_of(arguments, Shared()) == BuildOptions(
        main="./cmd/x",
        cgo=Cgo.STATIC,
        micro="v8.0",
        strip=False,
        trimpath=False,
        tags=("a", "b", "c"),
        stamps=(("main.v", "1=2"),),
        fresh=True,
    )


def test_without_options_a_build_is_what_the_window_would_make() -> None:
    arguments = parser().parse_args(["build", "DIR"])
    assert targets_of(arguments) == ()
    assert options_of(arguments, Shared()) == BuildOptions()


def test_every_option_of_the_catalogue_has_its_flag() -> None:
    with pytest.raises(HelpWanted) as wanted:
        parser().parse_args(["build", "--help"])
    assert not [entry.flag for entry in ENTRIES if entry.flag not in str(wanted.value)]
    told = parser().parse_args(["build", "DIR", "--no-strip", "--env", "A=1", "--flag=-p=2"])
    options = options_of(told, Shared())
    assert (options.strip, options.env, options.flags) == (False, (("A", "1"),), ("-p=2",))


def test_what_is_typed_goes_over_goferry_toml() -> None:
    told = Shared(
        build={"tags": ["shared"], "strip": False, "target": "linux/arm64"},
        profiles={"release": {"strip": True}},
    )
    typed = parser().parse_args(["build", "DIR", "--tags", "typed"])
    options = options_of(typed, told)
    assert (options.tags, options.strip) == (("typed",), False)
    assert options.target == Target(goarch="arm64")
    profile = parser().parse_args(["build", "DIR", "--profile", "release"])
    assert options_of(profile, told).strip is True


def test_a_deploys_mode_is_not_the_kind_of_program() -> None:
    typed = "deploy DIR --service shop --to N --mode socket --build-mode pie"
    arguments = parser().parse_args(typed.split())
    assert options_of(arguments, Shared()).mode is BuildMode.PIE
    assert settle(wish_for(arguments)).mode is Mode.SOCKET
    plain = parser().parse_args(
        ["deploy", "DIR", "--service", "S", "--to", "N", "--mode", "socket"]
    )
    assert options_of(plain, Shared()) == BuildOptions()


def test_a_file_of_the_project_cannot_choose_what_runs() -> None:
    hostile = Shared(build={"flags": ["-toolexec=/tmp/x"]})
    with pytest.raises(ProblemError) as refused:
        options_of(parser().parse_args(["build", "DIR"]), hostile)
    assert refused.value.problem.code == "option_not_shared"


def test_a_service_is_what_was_typed_then_goferry_toml_then_the_defaults(tmp_path: Path) -> None:
    told = tmp_path / "goferry.toml"
    told.write_text('[service]\nname = "shop"\nport = 9000\nhealth = "/up"\nmode = "socket"\n')
    words = ["deploy", str(tmp_path), "--to", "web1"]
    plain = wish_for(parser().parse_args(words))
    assert settle(plain) == Service(
        name="shop", port=9000, health_path="/up", mode=Mode.SOCKET, includes_from=tmp_path
    )
    typed = [*words, "--service", "s", "--health", "", "--port", "80"]
    assert settle(wish_for(parser().parse_args(typed))) == Service(
        name="s", port=80, health_path="", mode=Mode.SOCKET, includes_from=tmp_path
    )
    told.unlink()
    with pytest.raises(ProblemError) as unnamed:
        settle(plain)
    assert unnamed.value.problem.code == "service_unnamed"


def test_a_target_given_twice_is_built_once() -> None:
    typed = ["build", "DIR", "--target", "linux/arm64", "--target", "linux/arm64"]
    assert len(targets_of(parser().parse_args(typed))) == 1


@pytest.mark.parametrize("typed", ["--json --home H targets", "targets --home H --json"])
def test_global_options_stand_before_or_after_the_command(typed: str) -> None:
    arguments = parser().parse_args(typed.split())
    assert arguments.json
    assert arguments.home == Path("H")


def test_help_waits_for_no_heavy_library() -> None:
    program = "import sys; from core.cli.entry import parser; parser(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, check=True
    ).stdout.split()
    heavy = {b"paramiko", b"cryptography", b"elftools", b"numpy", b"PySide6", b"gui"}
    assert not heavy & set(loaded)


def _answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, object]]]:
    code = main(words)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_mistake_of_usage_is_a_json_result_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, events = _answer(capsys, "build", "--json")
    assert code == 2
    assert [event["event"] for event in events] == ["result"]
    assert events[0]["ok"] is False


def test_help_and_version_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, events = _answer(capsys, "--json", "build", "--help")
    assert (code, len(events)) == (0, 1)
    assert "--target" in str(events[0]["help"])
    code, events = _answer(capsys, "--version", "--json")
    assert code == 0
    assert events[0]["version"]


def test_a_mistake_is_said_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["buidl"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "buidl" in said.err
    assert "usage: " not in said.err.splitlines()[0]


def test_a_problem_ends_with_one(capsys: pytest.CaptureFixture[str], home: Home) -> None:
    home.config.mkdir(parents=True)
    empty = home.config / "empty"  # whoever uses this computer may have projects below "/"
    empty.mkdir()
    code, events = _answer(capsys, "--home", str(home.config), "project", str(empty), "--json")
    problem = events[-1]["problem"]
    assert code == 1
    assert isinstance(problem, dict)
    assert problem["code"] == "not_a_go_project"
    assert set(problem) >= {"code", "what", "why", "next"}


def test_without_a_display_the_terminal_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "goferry demo" in capsys.readouterr().err


def test_a_bug_becomes_a_sentence_and_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Home
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("core.toolchain.choose", broken)
    assert main(["--home", str(home.config), "targets"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    (report,) = home.logs.iterdir()
    assert "ZeroDivisionError: on purpose" in report.read_text()


def test_the_server_list_through_its_commands(home: Home) -> None:
    def servers(*words: str) -> dict[str, Any]:
        ran = goferry("server", *words, "--json", home=home.config)
        assert ran.code == 0, ran
        return ran.result

    servers("add", "web1", "--host", "192.0.2.7", "--label", "role=web", "--no-sudo")
    servers("add", "web2", "--host", "192.0.2.8", "--port", "2222", "--user", "deploy")
    assert servers("list")["servers"] == [
        {
            "name": "web1",
            "host": "192.0.2.7",
            "port": 22,
            "user": "root",
            "key": "",
            "sudo": False,
            "labels": {"role": "web"},
        },
        {
            "name": "web2",
            "host": "192.0.2.8",
            "port": 2222,
            "user": "deploy",
            "key": "",
            "sudo": True,
            "labels": {},
        },
    ]
    servers("edit", "web2", "--port", "22", "--label", "role=db")
    servers("edit", "web2", "--rename", "db", "--label", "role=", "--label", "a=b")
    assert servers("list")["servers"][1] == {
        "name": "db",
        "host": "192.0.2.8",
        "port": 22,
        "user": "deploy",
        "key": "",
        "sudo": True,
        "labels": {"a": "b"},
    }
    servers("remove", "web1")
    again = goferry("server", "remove", "web1", "--json", home=home.config)
    assert again.code == 1
    assert again.problem["code"] == "server_unknown"


def test_servers_that_nobody_knows_are_a_problem(home: Home, tmp_path: Path) -> None:
    ran = goferry(
        "deploy", tmp_path, "--service", "s", "--to", "role=web", "--json", home=home.config
    )
    assert (ran.code, ran.problem["code"]) == (1, "no_server_matches")


@pytest.mark.go
class TestATinyProject:
    """Real runs on a project of one file."""

    def test_project_tells_what_it_is(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        result = goferry("project", folder, "--json", home=home.config).result
        assert result["module"] == "example.com/hello"
        assert result["go_version"] == "1.21"
        assert result["mains"] == [{"package": "example.com/hello", "dir": str(folder)}]
        assert (result["cgo_packages"], result["embeds"], result["unembedded"]) == ([], [], [])

    def test_targets_are_those_of_this_go(self, home: Home) -> None:
        targets = goferry("targets", "--json", home=home.config).result["targets"]
        assert {"goos": "linux", "goarch": "amd64", "cgo": True, "first_class": True} in targets

    def test_build_then_inspect(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        output = tmp_path / "out" / "hello"
        ran = goferry("build", folder, "--output", output, "--json", home=home.config)
        assert ran.code == 0, ran
        names = {event["event"] for event in ran.events}
        assert {"step_started", "step_finished", "result"} <= names
        (artifact,) = ran.result["artifacts"]
        assert artifact["target"] == "linux/amd64"
        assert artifact["path"] == str(output)
        assert artifact["size"] == output.stat().st_size
        assert artifact["static"] is True
        assert artifact["env"]["CGO_ENABLED"] == "0"
        assert artifact["command"][1] == "build"

        found = goferry("inspect", output, "--json", home=home.config).result
        assert (found["format"], found["goos"], found["goarch"]) == ("elf", "linux", "amd64")
        assert found["static"] is True
        assert found["size"] == artifact["size"]
        assert found["sha256"] == artifact["sha256"]
        assert found["module"] == "example.com/hello"
        assert sum(one["size"] for one in found["sections"]) == found["size"]
        assert {"interpreter", "needed", "glibc", "settings", "unattributed"} <= set(found)
        assert all({"system", "ok", "why"} == set(row) for row in found["runs_on"])

    def test_inspect_compares_reports_and_keeps_a_budget(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        plain, small = tmp_path / "plain", tmp_path / "small"
        goferry("build", folder, "--no-strip", "--output", plain, home=home.config)
        goferry("build", folder, "--output", small, home=home.config)
        report = tmp_path / "report.html"
        words = ("--symbols", "--against", small, "--html", report, "--max-growth", "2%")
        ran = goferry("inspect", plain, *words, "--json", home=home.config)
        assert (ran.code, ran.problem["code"]) == (1, "budget_exceeded")
        assert ran.result["budget"] | {"percent": 2.0, "ok": False} == ran.result["budget"]
        growth = plain.stat().st_size - small.stat().st_size
        assert sum(row["delta"] for row in ran.result["diff"]) == growth
        symbols = {(one["package"], one["name"]) for one in ran.result["symbols"]}
        assert any(package == "main" and "main" in name for package, name in symbols)
        assert {module["origin"] for module in ran.result["modules"]} >= {"own", "std"}
        assert report.read_text().startswith("<!doctype html>")
        kept = goferry("inspect", small, "--max-size", "30MB", "--json", home=home.config)
        assert kept.result["budget"]["ok"] is True
        picture = tmp_path / "map.png"
        drawn = goferry("inspect", small, "--png", picture, "--json", home=home.config)
        if importlib.util.find_spec("PySide6") is None:
            assert drawn.problem["code"] == "no_picture"
        else:
            assert picture.read_bytes().startswith(b"\x89PNG")

    def test_a_project_keeps_its_budget_in_goferry_toml(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        output, settings = folder / "hello", folder / "goferry.toml"
        settings.write_text('[budget]\nmax_size = "30MB"\nmax_growth = "1%"\n', "utf-8")
        words = ("build", folder, "--output", output, "--json")
        assert goferry(*words, home=home.config).code == 0
        grown = goferry(*words, "--no-strip", home=home.config)
        assert (grown.code, grown.problem["code"]) == (1, "budget_exceeded")
        assert grown.result["artifacts"][0]["size"] == output.stat().st_size
        settings.write_text('[budget]\nmax_size = "1MB"\nmax_growth = "2%"\n', "utf-8")
        over = goferry("inspect", output, "--json", home=home.config)
        limits = {"size": 1_000_000, "growth": None, "percent": None, "ok": False}
        assert (over.code, over.result["budget"]) == (1, limits)
        typed = goferry("inspect", output, "--max-size", "30MB", "--json", home=home.config)
        assert (typed.code, typed.result["budget"]["ok"]) == (0, True)

    def test_why_names_the_imports_and_the_cost(self, tmp_path: Path, home: Home) -> None:
        source = 'package main\n\nimport "text/template"\n\n'
        source += 'func main() { template.New("") }\n'
        folder = go_projects.write(tmp_path / "hello", {"main.go": source})
        ran = goferry("why", folder, "text/template/parse", "--json", home=home.config)
        assert ran.result["chain"] == ["example.com/hello", "text/template", "text/template/parse"]
        assert ran.result["saves"] == 0  # text/template needs it as well
        ran = goferry("why", folder, "text/template", "--json", home=home.config)
        assert ran.result["saves"] > 100_000
        assert "text/template/parse" in ran.result["dropped"]
        unused = goferry("why", folder, "net/http", "--json", home=home.config)
        assert (unused.code, unused.problem["code"]) == (1, "package_not_linked")

    def test_a_build_is_compared_with_another_of_the_same(self, tmp_path: Path, home: Home) -> None:
        smallest = {"main.go": 'package main\n\nfunc main() { println("hello") }\n'}
        folder = go_projects.write(tmp_path / "hello", smallest)
        ran = goferry("reproduce", folder, "--json", home=home.config)
        (row,) = ran.result["builds"]
        assert (ran.result["same"], row["target"]) == (True, "linux/amd64")
        assert row["here"] == row["there"]
        other = goferry("reproduce", folder, "--no-trimpath", "--json", home=home.config)
        assert (other.code, other.problem["code"]) == (1, "not_reproducible")
        assert other.result["builds"][0]["reasons"]

    def test_modules_are_looked_after(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        (folder / "go.mod").write_text(
            "module example.com/hello\n\ngo 1.21\n\nrequire example.com/unused v1.0.0\n", "utf-8"
        )
        inner = folder / "inner"
        inner.mkdir()
        tidied = goferry("mod", "tidy", inner, "--json", home=home.config)
        assert (tidied.code, tidied.result["dir"]) == (0, str(folder))
        assert "unused" not in (folder / "go.mod").read_text("utf-8")
        chain = goferry("mod", "why", folder, "fmt", "--json", home=home.config)
        assert "example.com/hello\nfmt" in chain.result["output"]

    def test_zig_is_prepared_for_a_target_with_c(self, home: Home) -> None:
        if find_zig() is None:
            pytest.skip("zig is not installed")
        ran = goferry("zig", "prepare", "--target", "linux/amd64", "--json", home=home.config)
        assert ran.result["targets"] == ["linux/amd64"]
        never = goferry("zig", "prepare", "--target", "plan9/amd64", "--json", home=home.config)
        assert never.problem["code"] == "c_compiler_missing"

    def test_the_printed_command_gives_the_same_program(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "it's hello")
        output = tmp_path / "hello"
        told = goferry("command", folder, "--output", output, home=home.config)
        assert told.err == ""
        assert not output.exists()
        subprocess.run(told.out, shell=True, check=True, executable="/bin/sh")  # noqa: S602
        pasted = output.read_bytes()
        goferry("build", folder, "--output", output, home=home.config)
        assert output.read_bytes() == pasted

    def test_command_tells_words_and_variables(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        ran = goferry("command", folder, "--target", "linux/arm64", "--json", home=home.config)
        assert ran.result["env"]["GOARCH"] == "arm64"
        assert ran.result["command"][-1] == "example.com/hello"

    def test_a_broken_project_says_what_and_where(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello", {"main.go": "package main\n\nfunc main() {"})
        ran = goferry("build", folder, "--json", home=home.config)
        assert ran.code == 1
        assert "main.go" in json.dumps(ran.problem)
        assert not list(home.builds.rglob("*hello*.partial"))

    def test_one_file_cannot_hold_two_targets(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        two = ("--target", "linux/amd64", "--target", "linux/arm64", "--output", tmp_path / "x")
        ran = goferry("build", folder, *two, "--json", home=home.config)
        assert (ran.code, ran.problem["code"]) == (1, "one_output_for_several_targets")

    def test_a_matrix_builds_what_it_can_and_tells_the_rest(
        self, tmp_path: Path, home: Home
    ) -> None:
        folder = go_projects.write(tmp_path / "hello")
        two = ("--target", "linux/amd64", "--target", "linux/nothing")
        ran = goferry("build", folder, *two, "--json", home=home.config)
        assert ran.code == 1
        assert ran.problem["code"]
        assert [made["target"] for made in ran.result["artifacts"]] == ["linux/amd64"]
        assert [missed["target"] for missed in ran.result["missed"]] == ["linux/nothing"]

    def test_a_gate_that_finds_something_lets_nothing_be_built(
        self, tmp_path: Path, home: Home
    ) -> None:
        never = 'package main\n\nimport "testing"\n\nfunc TestNever(t *testing.T) { t.Fail() }\n'
        files = {"main.go": go_projects.HELLO, "main_test.go": never}
        folder = go_projects.write(tmp_path / "hello", files)
        targets = ("--target", "linux/amd64", "--target", "linux/arm64")
        for more in ((), targets):
            ran = goferry("build", folder, "--vet", "--test", *more, "--json", home=home.config)
            assert (ran.code, ran.problem["code"]) == (1, "tests_failed")
        assert not home.builds.exists()
        assert goferry("build", folder, "--vet", "--json", home=home.config).code == 0

    def test_what_would_surprise_later_is_said_beside_the_build(
        self, tmp_path: Path, home: Home
    ) -> None:
        source = 'package main\n\nimport "os"\n\nfunc main() { os.Open("config.yaml") }\n'
        folder = go_projects.write(tmp_path / "hello", {"main.go": source})
        ran = goferry("build", folder, "--json", home=home.config)
        assert ran.code == 0
        noticed = [event["problem"] for event in ran.events if event["event"] == "noticed"]
        assert any("config.yaml" in json.dumps(problem) for problem in noticed)

    def test_control_c_cancels_and_leaves_nothing(self, tmp_path: Path, home: Home) -> None:
        folder = go_projects.write(tmp_path / "hello")
        mark = uuid.uuid4().hex
        words = (*WORDS, "--home", home.config, "--json", "build", folder, "--fresh")
        env = environment({"GOFERRY_TEST_MARK": mark, "GOCACHE": str(tmp_path / "cache")})
        with subprocess.Popen(
            words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        ) as build:
            assert build.stdout is not None
            for line in build.stdout:
                if json.loads(line)["event"] == "progress":
                    break
            assert (
                len(processes_with(mark, file="environ")) > 1
            )  # goferry and the go that it started
            build.send_signal(signal.SIGINT)
            rest = build.stdout.read().splitlines()
            assert build.wait(10) == 130
        result = json.loads(rest[-1])
        assert (result["event"], result["ok"]) == ("result", False)
        assert result["problem"]["code"] == "cancelled"
        assert processes_with(mark, file="environ") == []
        assert not list(home.builds.rglob("*"))[2:]
        assert not list(home.cache.glob("build-*"))
