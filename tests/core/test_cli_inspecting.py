"""Inspect and doctor on the command line, and the terminal that shows everything."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.inspection import Inspection, ModuleSize, Node, System, Verdict
from core.cli.picture import draw
from core.cli.screen import Screen
from core.cli.show import Answer, TextShow
from core.events import LogLine, Progress, StepStarted
from core.processes import Captured
from core.project.traits import ServiceTraits
from core.usecases.inspecting import InspectWish, budget_for
from core.words import say, verbatim
from tests.cli_made_up import Cli, Tty, awaited
from tests.made_up import problem, refusal
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from core.home import Home

SYSTEMS = (
    System(name="Debian 12", ok=True, why=say("It is static.")),
    System(name="Old", ok=False, why=say("Too old.")),
    System(name="Odd", ok=None, why=say("Nobody knows.")),
)
VERDICT = Verdict(
    format="elf",
    sentence=verbatim("Static."),
    static=True,
    goos="linux",
    goarch="amd64",
    micro="v1",
    go_version="go1.26",
    module="example.com/web",
    settings={"vcs.revision": "c0ffee"},
    runs_on=SYSTEMS,
    notes=(problem("old_go"),),
)
SECTIONS = (
    Node(name=".text", size=600, kind="code"),
    Node(name=".data", size=300, kind="data"),
    Node(name=".rodata", size=100, kind="data"),
)


def inspection(path: Path, *, functions: bool = True) -> Inspection:
    size = 900 if path.name == "old" else 1000
    sections = (replace(SECTIONS[0], size=size - 400), *SECTIONS[1:])
    group = Node(name="loaded", size=size, kind="code", children=sections)
    name = "deep" if functions else "flat"
    tree = Node(name=name, size=size, kind="own", children=(group,))
    return Inspection(path=path, size=size, sha256="ab" * 32, verdict=VERDICT, sections=tree)


@pytest.fixture
def cli(home: Home) -> Cli:
    return Cli(home, doing={"core.binary.apart.inspect_apart": awaited(inspection)})


def test_an_inspection_tells_all_of_the_contract(cli: Cli) -> None:
    ran = cli.json("inspect", "web")
    assert ran.code == 0
    found = ran.result
    wanted = {
        "path": "web",
        "format": "elf",
        "goos": "linux",
        "goarch": "amd64",
        "static": True,
        "go_version": "go1.26",
        "module": "example.com/web",
        "settings": {"vcs.revision": "c0ffee"},
        "sentence": "Static.",
        "size": 1000,
        "sha256": "ab" * 32,
        "parts": {"code": 600, "data": 400},
        "runs_on": [
            {"system": "Debian 12", "ok": True, "why": "It is static."},
            {"system": "Old", "ok": False, "why": "Too old."},
            {"system": "Odd", "ok": None, "why": "Nobody knows."},
        ],
        "sections": [
            {"name": ".text", "size": 600, "kind": "code"},
            {"name": ".data", "size": 300, "kind": "data"},
            {"name": ".rodata", "size": 100, "kind": "data"},
        ],
    }
    assert {key: found[key] for key in wanted} == wanted
    assert [one["code"] for one in found["notes"]] == ["old_go"]
    assert not {"symbols", "diff", "budget"} & {*found}
    assert cli.doing["core.binary.apart.inspect_apart"].last[1] == {"functions": False}
    shown = cli.run("inspect", "web").out.splitlines()
    assert shown[0] == "Static."
    assert [line[0] for line in shown[-3:]] == ["✓", "✗", "?"]
    sizes = [line.split() for line in shown if "%" in line and line.startswith(" ")]
    assert [(row[0], row[-2]) for row in sizes] == [
        ("60.0", ".text"),
        ("30.0", ".data"),
        ("10.0", ".rodata"),
    ]


def test_a_long_table_says_how_much_it_leaves_out(cli: Cli) -> None:
    parts = tuple(
        ModuleSize(module=f"m{n}", version="v1", origin="module", size=n, packages=())
        for n in range(27)
    )
    cli.doing["core.binary.apart.inspect_apart"].value = lambda path, **_: replace(
        inspection(path), modules=parts
    )
    shown = cli.run("inspect", "web").out
    assert "… and 2 smaller ones (--json lists all)" in shown
    assert ("m26 v1" in shown, "m2 v1" in shown, "m1 v1" in shown) == (True, True, False)


@pytest.mark.parametrize(
    ("words", "code", "budget"),
    [
        (("--max-size", "1000B"), 0, {"size": 1000, "growth": None, "percent": None, "ok": True}),
        (("--max-size", "999B"), 1, {"size": 999, "growth": None, "percent": None, "ok": False}),
        (
            ("--max-growth", "100B", "--against", "old"),
            0,
            {"size": None, "growth": 100, "percent": None, "ok": True},
        ),
        (
            ("--max-growth", "99B", "--against", "old"),
            1,
            {"size": None, "growth": 99, "percent": None, "ok": False},
        ),
        (
            ("--max-growth", "11%", "--against", "old"),
            1,
            {"size": None, "growth": None, "percent": 11.0, "ok": False},
        ),
    ],
)
def test_a_budget_that_is_exceeded_fails_with_everything_told(
    cli: Cli, words: tuple[str, ...], code: int, budget: dict[str, Any]
) -> None:
    ran = cli.json("inspect", "web", *words)
    assert (ran.code, ran.result["ok"], ran.result["budget"]) == (code, code == 0, budget)
    assert ran.result["size"] == 1000
    if code:
        assert ran.problem["code"] == "budget_exceeded"
    if "--against" in words:
        assert sum(one["delta"] for one in ran.result["diff"]) == 100
        assert {"package", "old", "new", "delta"} == {*ran.result["diff"][0]}


def test_what_changed_is_told_in_words(cli: Cli) -> None:
    shown = cli.run("inspect", "web", "--against", "old").out.splitlines()
    assert shown[-2:] == ["+100 bytes compared with the older file", "+100 bytes  grown  .text"]


def test_growth_needs_something_to_have_grown_from(cli: Cli) -> None:
    ran = cli.json("inspect", "web", "--max-growth", "2%")
    assert (ran.code, ran.problem["code"]) == (1, "nothing_to_compare")
    odd = cli.json("inspect", "web", "--max-size", "big")
    assert (odd.code, odd.problem["code"]) == (1, "budget_unclear")


def test_the_limits_are_those_typed_else_of_the_nearest_project(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "goferry.toml").write_text('[budget]\nmax_size = "1MB"\n')  # nobody's: no go.mod
    assert budget_for(InspectWish(file=inner / "web")).size is None
    (tmp_path / "a" / "go.mod").touch()
    (tmp_path / "a" / "goferry.toml").write_text('[budget]\nmax_size = "2MB"\nmax_growth = "3%"\n')
    (tmp_path / "go.mod").touch()
    (tmp_path / "goferry.toml").write_text('[budget]\nmax_size = "9MB"\n')
    plain = budget_for(InspectWish(file=inner / "web"))
    assert (plain.size, plain.percent) == (2_000_000, None)
    assert budget_for(InspectWish(file=inner / "web", against=inner)).percent == 3.0
    assert (
        budget_for(InspectWish(file=inner / "web", max_growth="5%", against=inner)).percent == 5.0
    )
    assert budget_for(InspectWish(file=inner / "web", max_size="7MB")).size == 7_000_000


def test_each_report_is_written_where_it_was_asked_for(cli: Cli, tmp_path: Path) -> None:
    drawn = awaited()
    cli.doing["core.cli.picture.draw"] = drawn
    files = {kind: tmp_path / kind for kind in ("html", "svg", "csv", "markdown", "png")}
    words = [word for kind, file in files.items() for word in (f"--{kind}", file)]
    assert cli.json("inspect", "web", *words).code == 0
    begins = {kind: file.read_text("utf-8")[:15] for kind, file in files.items() if kind != "png"}
    assert begins["html"].startswith("<!doctype html>")
    assert begins["svg"].startswith("<svg")
    assert begins["markdown"].startswith("### `web`")
    assert begins["csv"].startswith("package,module")
    (svg, place), _ = drawn.last
    assert (svg[:4], place) == ("<svg", files["png"])
    assert cli.doing["core.binary.apart.inspect_apart"].last[1] == {"functions": True}
    assert cli.json("inspect", "web", "--csv", tmp_path / "new").code == 0
    assert len(drawn.calls) == 1
    lost = cli.json("inspect", "web", "--svg", tmp_path / "none" / "x")
    assert (lost.code, lost.problem["code"]) == (1, "report_unwritable")
    assert "symbols" in cli.json("inspect", "web", "--symbols").result
    cli.doing["core.binary.apart.inspect_apart"].calls.clear()
    assert cli.json("inspect", "web", "--symbols", "--against", "old").code == 0
    looked = cli.doing["core.binary.apart.inspect_apart"].calls
    assert looked == [((Path(one),), {"functions": True}) for one in ("web", "old")]


def test_a_picture_is_drawn_apart_and_a_failure_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[tuple[Any, bytes]] = []

    async def capture(command: Any, *, stdin: bytes, seconds: float) -> Captured:  # noqa: ANN401
        ran.append((command, stdin))
        assert seconds == 120.0
        return Captured(code, "", "no library")

    monkeypatch.setattr("core.cli.picture.capture", capture)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: SimpleNamespace())
    code = 0
    at_once(draw("<svg>", tmp_path / "x.png"))
    (command, svg), *_ = ran
    assert command.words == (sys.executable, "-P", "-m", "gui.drawing", str(tmp_path / "x.png"))
    assert (svg, command.env["QT_QPA_PLATFORM"]) == (b"<svg>", "offscreen")
    code = 1
    found = refusal(lambda: at_once(draw("<svg>", tmp_path / "x.png")))
    assert (found.code, found.details) == ("no_picture", "no library")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert refusal(lambda: at_once(draw("<svg>", tmp_path / "x.png"))).code == "no_picture"
    assert len(ran) == 2


def doctor(home: Home, folder: Path, *found: ServiceTraits) -> Cli:
    (folder / "go.mod").write_text("module example.com/web\n\ngo 1.24\n")
    return Cli(home, doing={"core.project.doctor.examine_each": lambda _folder: found})


ALL: dict[str, Any] = {"socket": True, "ready": True, "stops": True, "port": True}


@pytest.mark.parametrize(
    ("traits", "mode", "offers"),
    [
        (ALL, "shared", False),
        ({**ALL, "stops": False}, "socket", True),
        ({**ALL, "ready": False}, "restart", True),
        ({}, "restart", True),
    ],
)
def test_the_doctor_tells_the_mode_and_offers_only_what_is_missing(
    home: Home, tmp_path: Path, traits: dict[str, Any], mode: str, *, offers: bool
) -> None:
    cli = doctor(home, tmp_path, ServiceTraits(**traits))
    ran = cli.json("doctor", tmp_path)
    assert (ran.code, ran.result["mode"], ran.result["added"]) == (0, mode, [])
    assert bool(ran.result["patch"]) is offers
    told = {key: ran.result[key] for key in ALL}
    assert told == {key: traits.get(key, False) for key in ALL}
    assert [*tmp_path.iterdir()] == [tmp_path / "go.mod", *tmp_path.glob("home")]
    shown = cli.run("doctor", tmp_path).out
    assert f"Recommended mode: {mode}" in shown
    assert ("--add writes them" in shown) is offers
    added = cli.json("doctor", tmp_path, "--add").result["added"]
    assert bool(added) is offers
    assert all(Path(one).is_file() for one in added)


def test_the_doctor_looks_at_the_programs_of_the_folder_that_was_named(
    home: Home, tmp_path: Path
) -> None:
    (tmp_path / "cmd" / "web").mkdir(parents=True)
    both = (ServiceTraits(package="cmd/web", **ALL), ServiceTraits(package="cmd/webber"))
    cli = doctor(home, tmp_path, *both)
    names = {
        tmp_path: ["cmd/web", "cmd/webber"],
        tmp_path / "cmd": ["cmd/web", "cmd/webber"],
        tmp_path / "cmd" / "web": ["cmd/web"],
    }
    for folder, programs in names.items():
        found = cli.json("doctor", folder).result
        assert [one["package"] for one in found["programs"]] == programs
    assert cli.json("doctor", tmp_path / "cmd" / "web").result["mode"] == "shared"


def test_the_doctor_says_what_only_the_server_itself_can_reach(home: Home, tmp_path: Path) -> None:
    places = tuple(f"main.go:{n}" for n in range(10))
    local = ServiceTraits(opens=places, loopback=places[:1], shown={"port": "main.go:3"})
    shown = doctor(home, tmp_path, local).run("doctor", tmp_path).out
    lines = shown.splitlines()
    assert "In main.go:0 it listens only on 127.0.0.1" in shown
    assert "main.go:7 and 2 more" in shown
    assert ["✓", "reads", "the", "environment", "variable", "PORT", "main.go:3"] in map(
        str.split, lines
    )
    assert shown.count("not found in the source") == 3
    quiet = doctor(home, tmp_path, replace(local, socket=True)).run("doctor", tmp_path).out
    assert "127.0.0.1" not in quiet


def test_a_live_line_is_repainted_at_most_twenty_times_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    now = [100.0]
    monkeypatch.setattr("core.cli.screen.time", SimpleNamespace(monotonic=lambda: now[0]))
    stream = Tty()
    screen = Screen(stream)
    for step, text in ((0.0, "a"), (0.04, "b"), (0.02, "c"), (0.01, "d")):
        now[0] += step
        screen.show_live(text)
    screen.show_live("e", at_once=True)
    painted = [part for part in "abcde" if part in stream.getvalue().replace("\x1b[K", "")]
    assert painted == ["a", "c", "e"]
    file = io.StringIO()
    Screen(file).show_live("x", at_once=True)
    assert file.getvalue() == ""


def test_forty_lines_of_details_are_shown_and_the_rest_is_counted() -> None:
    for number, more in ((40, ""), (41, "    … 1 more lines with --json")):
        out, tale = io.StringIO(), io.StringIO()
        details = "\n".join(f"line {n}" for n in range(number))
        TextShow(out, tale).answer(Answer(problem=problem("x", details=details)))
        lines = tale.getvalue().splitlines()
        assert lines[:2] == ["✗ x!", "  So it is."]
        assert len(lines) == 2 + 40 + bool(more)
        assert (lines[-1] == more) or not more


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (Progress(done=1_500_000, total=3_000_000, unit="bytes"), "50%  1.5 MB of 3.0 MB"),
        (Progress(done=1, total=4, unit="packages"), "25%  1 of 4 packages"),
        (Progress(done=1234, total=None, unit="packages"), "  1,234 packages"),
        (Progress(done=1, total=4, unit="bytes", share=0.9, server="web1"), "90%  1 B of 4 B"),
    ],
)
def test_progress_is_told_in_the_units_of_people(
    monkeypatch: pytest.MonkeyPatch, event: Progress, shown: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    tale = Tty()
    show = TextShow(io.StringIO(), tale)
    show.event(StepStarted(step=say("Send it"), number=2, of=5, server=event.server))
    monkeypatch.setattr("core.cli.screen._REPAINT", 0.0)
    show.event(event)
    before = f"[2/5] {event.server}: Send it" if event.server else "[2/5] Send it"
    assert before in tale.getvalue()
    assert shown in tale.getvalue()
    show.found(LogLine(text="x"))
