"""The deploy command: what is typed reaches the job, and what comes of it reaches the exit code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from core import settings
from core.binary.inspection import Inspection, Node, Verdict
from core.build.options import BuildOptions, BuildRequest
from core.deploy.proposal import fitting_mode
from core.deploy.turns import Order
from core.project.doctor import examine
from core.project.model import Project
from core.remembered import Remembered, recall, remember
from core.service.journal import Journal
from core.service.model import Health, Limits, Mode, Release, Scope, Service
from core.service.plan import ActionKey, Plan, PlanStep
from core.service.results import Outcome, Result
from core.target import Target
from core.toolchain import Go
from core.usecases.settling import Settled
from core.words import say, verbatim
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.made_up import problem
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from core.home import Home

VERDICT = Verdict(
    format="elf", sentence=verbatim("Static."), static=True, settings={"vcs.revision": "c0ffee"}
)
OUTCOME = Outcome(
    server="web1",
    result=Result.DEPLOYED,
    release="2-bbbbbbbb",
    previous="1-aaaaaaaa",
    seconds=2.34567,
    uploaded_bytes=2_500_000,
    url="http://192.0.2.1:8080/",
)
PLAN = Plan(
    server="web1",
    release="2-bbbbbbbb",
    previous="1-aaaaaaaa",
    actions=(
        PlanStep(
            key=ActionKey.UPLOAD, sentence=say("Send it."), script="put here\nthere", changes=False
        ),
        PlanStep(
            key=ActionKey.WRITE_FILE,
            sentence=say("Write the unit."),
            script="cat",
            difference="-a\n+b",
        ),
    ),
    notes=(problem("old_note"),),
)
FORBIDDEN = (problem("port_taken"), problem("disk_small"))


def inspection(path: Path, *, functions: bool = True) -> Inspection:
    assert functions
    node = Node(name="all", size=7, kind="own")
    return Inspection(path=path, size=7, sha256="ab" * 32, verdict=VERDICT, sections=node)


def cli_of(home: Home, *, plan: Any = PLAN, ended: Any = None, **profiles: Any) -> Cli:  # noqa: ANN401
    servers = [server(name, **more) for name, more in (profiles or {"web1": {}}).items()]
    doing = {
        "core.binary.apart.inspect_apart": awaited(inspection),
        "core.deploy.deployer.make_plan": awaited(plan),
        "core.deploy.fleet.deploy_to": a_job((OUTCOME,) if ended is None else ended),
    }
    return Cli(home, *servers, doing=doing)


def job_of(cli: Cli) -> Called:
    found: Called = cli.doing["core.deploy.fleet.deploy_to"]
    return found


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "web"
    file.write_bytes(b"program")
    return file


def deployed(cli: Cli, what: Path, *words: str | Path) -> Service:
    """Deploy with these words; return the service that the job was given."""
    ran = cli.json("deploy", what, "--service", "web", "--to", "web1", *words)
    assert ran.code == 0, ran
    found: Service = job_of(cli).last[0][0][0].service
    return found


def test_a_deploy_hands_the_program_on_and_tells_how_it_ended(home: Home, program: Path) -> None:
    cli = cli_of(home)
    ran = cli.json("deploy", program, "--service", "web", "--to", "web1")
    assert (ran.code, ran.events) == (
        0,
        [
            {
                "event": "result",
                "ok": True,
                "servers": [
                    {
                        "name": "web1",
                        "outcome": "deployed",
                        "release": "2-bbbbbbbb",
                        "previous": "1-aaaaaaaa",
                        "seconds": 2.346,
                        "uploaded_bytes": 2_500_000,
                        "url": "http://192.0.2.1:8080/",
                        "sandboxed": True,
                    }
                ],
            }
        ],
    )
    ((aim, *_),), more = job_of(cli).last
    release, service = aim.release, aim.service
    assert aim.name == "web1"
    assert (release, more) == (
        Release(binary=program, size=7, sha256="ab" * 32, verdict=VERDICT, version="c0ffee"),
        {"order": Order(), "journal": Journal(home)},
    )
    assert service == Service(name="web")
    shown = cli.run("deploy", program, "--service", "web", "--to", "web1")
    assert shown.out == ("✓  web1  deployed  2-bbbbbbbb  http://192.0.2.1:8080/  uploaded 2.5 MB\n")


USUAL = Service(name="web")
HEALTH = Health()


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("--port 9000", {"port": 9000}),
        ("--health /up", {"health_path": "/up"}),
        ("--health=", {"health_path": ""}),
        ("--mode socket", {"mode": Mode.SOCKET}),
        ("--mode user", {"scope": Scope.USER}),
        ("--mode user,shared", {"scope": Scope.USER, "mode": Mode.SHARED}),
        ("--rehearse", {"rehearse": True}),
        ("--memory 512M", {"limits": Limits(memory="512M")}),
        ("--cpu 150", {"limits": Limits(cpu=150)}),
        ("--tasks 64", {"limits": Limits(tasks=64)}),
        ("--health-delay 1.5", {"health": replace(HEALTH, start_delay=1.5)}),
        ("--health-period 2", {"health": replace(HEALTH, period=2.0)}),
        ("--health-timeout 4", {"health": replace(HEALTH, timeout=4.0)}),
        ("--health-threshold 5", {"health": replace(HEALTH, threshold=5)}),
        ("--health-deadline 60", {"health": replace(HEALTH, deadline=60)}),
        ("--health-watch 9", {"health": replace(HEALTH, watch=9)}),
        ("--health-status 204", {"health": replace(HEALTH, lowest=204, highest=204)}),
        ("--health-status 200-299", {"health": replace(HEALTH, lowest=200, highest=299)}),
        ("--health-delay 0", {}),
    ],
)
def test_each_option_of_a_service_reaches_the_job_and_changes_nothing_else(
    home: Home, program: Path, typed: str, service: dict[str, Any]
) -> None:
    assert deployed(cli_of(home), program, *typed.split()) == replace(USUAL, **service)


def test_files_and_the_environment_travel_by_whole_paths(
    home: Home, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "env").write_text("A=1\n")
    words = ("--env-file", "env", "--include", "a", "--include", "b", "--exclude", "*.md")
    service = deployed(cli_of(home), program, *words)
    assert service.env_file == tmp_path / "env"
    assert service.environment is not None, "it is read once, before anybody is asked"
    assert service.includes == service.includes_named == (tmp_path / "a", tmp_path / "b")
    assert (service.excludes, service.includes_from) == (("*.md",), None)


@pytest.mark.parametrize("typed", ["--health up", "--memory lots"])
def test_an_unsound_value_reaches_no_server(home: Home, program: Path, typed: str) -> None:
    cli = cli_of(home)
    ran = cli.json("deploy", program, "--service", "web", "--to", "web1", *typed.split())
    assert (ran.code, ran.result["ok"], cli.given) == (1, False, [])


def test_until_proved_is_handed_on_and_its_end_is_told(home: Home, program: Path) -> None:
    words = ("deploy", program, "--service", "web", "--to", "web1")
    passed = replace(OUTCOME, proved=True)
    cli = cli_of(home, ended=(passed,))
    ran = cli.json(*words, "--until-proved")
    assert job_of(cli).last[1]["order"] == Order(until_proved=True)
    assert ran.result["servers"][0]["proved"] is True
    assert cli.run(*words).out.endswith("passed probation\n")
    back = replace(passed, result=Result.ROLLED_BACK, proved=False, problem=problem("crashed"))
    ran = cli_of(type(home).find(home.config / "other"), ended=(back,)).json(
        *words, "--until-proved"
    )
    assert (ran.code, ran.problem["code"]) == (1, "crashed")
    assert "proved" not in ran.result["servers"][0]


@pytest.mark.parametrize("canary", [1, 2, 3])
def test_as_many_servers_go_first_as_was_said(home: Home, program: Path, canary: int) -> None:
    cli = cli_of(home, web1={}, web2={})
    words = ("--service", "web", "--to", "web2,web1", "--canary", str(canary))
    assert cli.json("deploy", program, *words).code == 0
    (aims,), more = job_of(cli).last
    assert ([one.name for one in aims], more) == (
        ["web2", "web1"],
        {"order": Order(canary=canary), "journal": Journal(home)},
    )


@pytest.mark.parametrize(
    ("result", "sign", "shown"),
    [
        (Result.UNCHANGED, "✓", "unchanged"),
        (Result.ROLLED_BACK, "✗", "rolled back"),
        (Result.REFUSED, "✗", "refused"),
        (Result.CANCELLED, "✗", "cancelled"),
        (Result.DOWN, "✗", "down"),
        (Result.UNKNOWN, "✗", "unknown"),
    ],
)
def test_every_end_has_its_word_its_sign_and_its_exit_code(
    home: Home, program: Path, result: Result, sign: str, shown: str
) -> None:
    fault = None if sign == "✓" else problem("crashed")
    bad = replace(OUTCOME, server="web2", result=result, problem=fault, stays=(say("A user."),))
    cli = cli_of(home, ended=(OUTCOME, bad), web1={}, web2={})
    ran = cli.json("deploy", program, "--service", "web", "--to", "web1,web2")
    assert (ran.code, ran.result["ok"]) == ((0, True) if sign == "✓" else (1, False))
    first, second = ran.result["servers"]
    assert (first["outcome"], second["outcome"]) == ("deployed", str(result))
    assert (second["stays"], "stays" in first) == (["A user."], False)
    if fault:
        assert ran.problem["code"] == second["problem"]["code"] == "crashed"
    line = cli.run("deploy", program, "--service", "web", "--to", "web1,web2").out.splitlines()[1]
    assert line.split("  ")[0] == sign
    assert f"  {shown}  " in line


def test_a_plan_tells_every_step_to_the_byte_and_changes_nothing(home: Home, program: Path) -> None:
    cli = cli_of(home, plan=[PLAN, replace(PLAN, server="web2", actions=())] * 2, web1={}, web2={})
    words = ("deploy", program, "--service", "web", "--to", "web1,web2", "--plan")
    ran = cli.json(*words)
    assert (ran.code, ran.result["ok"], job_of(cli).calls) == (0, True, [])
    assert ran.result["steps"] == [
        {
            "server": "web1",
            "key": "upload",
            "step": "Send it.",
            "script": "put here\nthere",
            "changes": False,
            "difference": "",
        },
        {
            "server": "web1",
            "key": "write_file",
            "step": "Write the unit.",
            "script": "cat",
            "changes": True,
            "difference": "-a\n+b",
        },
    ]
    first, second = ran.result["servers"]
    told = ("web1", "2-bbbbbbbb", "1-aaaaaaaa")
    assert (first["name"], first["release"], first["previous"]) == told
    assert (first["findings"], [one["code"] for one in first["notes"]]) == ([], ["old_note"])
    assert second["name"] == "web2"
    assert cli.run(*words).out.splitlines() == [
        "web1: release 2-bbbbbbbb (now 1-aaaaaaaa)",
        "  1. Send it.",
        "  2. Write the unit.",
        "  note: old_note! So it is.",
        "",
        "1. Send it.",
        "     put here",
        "     there",
        "",
        "2. Write the unit.",
        "     -a",
        "     +b",
        "web2: release 2-bbbbbbbb (now 1-aaaaaaaa)",
        "  Nothing to do.",
        "  note: old_note! So it is.",
    ]


def test_a_plan_with_a_finding_on_any_server_fails(home: Home, program: Path) -> None:
    bad = replace(PLAN, server="web2", findings=FORBIDDEN)
    cli = cli_of(home, plan=[PLAN, bad], web1={}, web2={})
    ran = cli.json("deploy", program, "--service", "web", "--to", "web1,web2", "--plan")
    assert (ran.code, ran.problem["code"], job_of(cli).calls) == (1, "port_taken", [])
    found = [[one["code"] for one in each["findings"]] for each in ran.result["servers"]]
    assert found == [[], ["port_taken", "disk_small"]]
    assert len(ran.result["steps"]) == 4


def test_what_the_service_is_called_may_stand_in_goferry_toml_and_must_stand_somewhere(
    home: Home, tmp_path: Path, program: Path
) -> None:
    cli = cli_of(home)
    ran = cli.json("deploy", program, "--to", "web1")
    assert (ran.code, ran.problem["code"], cli.given) == (1, "service_unnamed", [])
    for name in ("../web", "Web", "sshd", "a b"):
        odd = cli.json("deploy", program, "--to", "web1", "--service", name)
        assert (odd.code, odd.result["ok"], cli.given) == (1, False, [])
    assert tmp_path.is_dir()


GO = Go(Path("/go"), "1.26.1")


def building(home: Home, folder: Path, *, arch: str = "arm64", **more: Any) -> Cli:  # noqa: ANN401
    """A command line where building gives the program `built` in this folder."""
    project = Project(folder=folder, module="example.com/web", go_version="1.24")
    settled = Settled(
        go=GO,
        requests=(BuildRequest(project=project, options=BuildOptions()),),
        asked=BuildOptions(),
    )
    cli = cli_of(home)
    cli.doing |= {
        "core.usecases.settling.settle": awaited(
            lambda _home, wish: replace(settled, gates=wish.gates)
        ),
        "core.servers.facts.ask": awaited(SimpleNamespace(arch=arch)),
        "core.build.checked.build_carefully": a_job(artifact(folder / "built")),
        "core.build.budget.hold": a_job(),
        "core.build.go_jobs.vet": a_job(),
        "core.build.go_jobs.test": a_job(),
        **more,
    }
    return cli


@pytest.mark.parametrize(("arch", "goarch"), [("arm64", "arm64"), ("", "amd64")])
def test_a_folder_is_built_for_the_servers_processor_then_sent(
    home: Home, tmp_path: Path, arch: str, goarch: str
) -> None:
    cli = building(home, tmp_path, arch=arch)
    service = deployed(cli, tmp_path)
    assert service.includes_from == tmp_path
    (_, wish), _ = cli.doing["core.usecases.settling.settle"].last
    assert (wish.folder, wish.there) == (tmp_path, (Target(goarch=goarch),))
    assert job_of(cli).last[0][0][0].release.binary == tmp_path / "built"


def test_what_goferry_toml_says_of_a_service_is_taken_and_what_is_typed_goes_over_it(
    home: Home, tmp_path: Path
) -> None:
    (tmp_path / "goferry.toml").write_text(
        '[service]\nname = "shop"\nport = 9000\nhealth = "/up"\nmode = "user,socket"\n'
        'includes = ["static"]\nexcludes = ["*.md"]\nmemory = "1G"\ncpu = 50\ntasks = 9\n'
    )
    cli = building(home, tmp_path)
    assert cli.json("deploy", tmp_path, "--to", "web1").code == 0
    shared = job_of(cli).last[0][0][0].service
    assert shared == Service(
        name="shop",
        port=9000,
        health_path="/up",
        mode=Mode.SOCKET,
        scope=Scope.USER,
        limits=Limits(memory="1G", cpu=50, tasks=9),
        includes=(tmp_path / "static",),
        includes_from=tmp_path,
        excludes=("*.md",),
    )
    typed = "--port 80 --health /x --mode shared --memory 2G --cpu 60 --tasks 8 --exclude *.txt"
    more = ("--include", tmp_path / "more")
    assert deployed(cli, tmp_path, *typed.split(), *more) == Service(
        name="web",
        port=80,
        health_path="/x",
        mode=Mode.SHARED,
        limits=Limits(memory="2G", cpu=60, tasks=8),
        includes=(tmp_path / "static", tmp_path / "more"),
        includes_from=tmp_path,
        includes_named=(tmp_path / "more",),
        excludes=("*.md", "*.txt"),
    )


def test_without_a_mode_a_project_gets_the_one_that_its_source_is_ready_for(
    home: Home, tmp_path: Path
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/web\n")
    (tmp_path / "main.go").write_text(
        'package main\n\nimport "github.com/coreos/go-systemd/v22/activation"\n\n'
        "func main() { activation.Listeners() }\n"
    )
    assert deployed(building(home, tmp_path), tmp_path).mode is fitting_mode(examine(tmp_path))


@pytest.mark.parametrize("gate", ["vet", "test"])
def test_a_gate_that_finds_something_sends_nothing(home: Home, tmp_path: Path, gate: str) -> None:
    found: dict[str, Any] = {f"core.build.go_jobs.{gate}": a_job(problem("gate_closed"))}
    cli = building(home, tmp_path, **found)
    words = ("deploy", tmp_path, "--service", "web", "--to", "web1")
    ran = cli.json(*words, f"--{gate}")
    assert (ran.code, ran.problem["code"], job_of(cli).calls) == (1, "gate_closed", [])
    assert cli.doing["core.build.checked.build_carefully"].calls == []
    assert cli.json(*words).code == 0, "a gate that nobody asked for is no gate"


def test_a_program_over_its_budget_is_not_sent(home: Home, tmp_path: Path) -> None:
    over: dict[str, Any] = {"core.build.budget.hold": a_job(problem("budget_exceeded"))}
    cli = building(home, tmp_path, **over)
    assert deployed(cli, tmp_path), "without a budget nobody measures"
    (tmp_path / "goferry.toml").write_text('[budget]\nmax_size = "1MB"\n')
    job_of(cli).calls.clear()
    ran = cli.json("deploy", tmp_path, "--service", "web", "--to", "web1")
    assert (ran.code, ran.problem["code"], job_of(cli).calls) == (1, "budget_exceeded", [])


def built_here(home: Home, folder: Path, program: Path, **chosen: Any) -> None:  # noqa: ANN401
    """Let this program be the last build of a project that the window knows."""
    remember(home, folder, Remembered(artifact=artifact(program, folder=folder), **chosen))
    settings.save(home, settings.load(home)[0].opened(folder))


def test_what_was_shipped_where_is_remembered_for_the_window(
    home: Home, tmp_path: Path, program: Path
) -> None:
    built_here(home, tmp_path, program)
    built_here(home, tmp_path / "other", tmp_path / "no-such-file")
    service = deployed(cli_of(home), program, "--port", "9000")
    found, _ = recall(home, tmp_path)
    assert (found.shipped, found.chosen, found.service) == ("ab" * 32, ("web1",), service)
    assert recall(home, tmp_path / "other")[0].shipped == "", "that is no build of this project"


def test_what_a_person_chose_in_the_window_stays(home: Home, tmp_path: Path, program: Path) -> None:
    own = Service(name="own")
    built_here(home, tmp_path, program, service=own, chosen=("web7",))
    deployed(cli_of(home), program)
    found, _ = recall(home, tmp_path)
    assert (found.shipped, found.chosen, found.service) == ("ab" * 32, ("web7",), own)


def test_a_program_that_one_server_did_not_take_is_not_remembered_as_shipped(
    home: Home, tmp_path: Path, program: Path
) -> None:
    built_here(home, tmp_path, program)
    bad = replace(OUTCOME, server="web2", result=Result.DOWN, problem=problem("crashed"))
    cli = cli_of(home, ended=(OUTCOME, bad), web1={}, web2={})
    assert cli.json("deploy", program, "--service", "web", "--to", "web1,web2").code == 1
    assert recall(home, tmp_path)[0].shipped == ""


def test_a_home_that_cannot_be_written_is_said_beside_a_deploy_that_went_well(
    home: Home, tmp_path: Path, program: Path
) -> None:
    built_here(home, tmp_path, program)
    cli = cli_of(home)
    cli.doing["core.remembered.remember"] = Called(problem("not_written"))
    ran = cli.json("deploy", program, "--service", "web", "--to", "web1")
    assert (ran.code, [one["event"] for one in ran.events]) == (0, ["noticed", "result"])
