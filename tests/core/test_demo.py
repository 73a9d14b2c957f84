"""The demo's journey: every station in its order, what each hands on, and what is told where."""

from __future__ import annotations

import asyncio
import http.client
import http.server
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.inspection import Inspection, Node, Verdict
from core.demo import terminal, tour
from core.events import LogLine, Noticed, StepFinished, StepStarted
from core.home import Home
from core.processes import Captured, OutputLine
from core.project.model import Project
from core.remembered import recall
from core.servers.store import ServerStore
from core.service.model import Mode
from core.service.results import Outcome, Result
from core.ssh.profile import Profile
from core.target import Target
from core.toolchain import Go
from core.words import say, verbatim
from tests.cli_made_up import Called, awaited, server
from tests.made_up import problem, refusal, whole
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.artifact import Artifact
    from core.events import Event, Report

MODULE = "example.com/notes"
OUTCOME = Outcome(
    server="practice",
    result=Result.DEPLOYED,
    release="1-aaaaaaaa",
    previous="",
    seconds=0.0,
    uploaded_bytes=0,
    url="http://10.213.0.2:8080/",
)
STATIONS = [
    "Start a project from the Gin template",
    "Build it: one static program, small and reproducible",
    "Inspect the program",
    "Start a practice server on this computer",
    "Deploy it: upload, check, switch over",
    "Check the health of the service",
    "Change the page, build and deploy again",
    "Roll back to the previous release",
    "Take a picture of the window",
]


class Journey:
    """A demo of which every job is made up; `done` lists them in the order in which they ran."""

    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.done: list[str] = []
        self.sessions = [server("practice") for _ in range(3)]
        self.profile = Profile(name="practice", host="10.213.0.2", user="deploy", key="/k")
        self.folder = (home.state / "demo" / "notes").resolve()
        self.picture = Captured(0, "", "")
        self.seen: dict[str, Any] = {}
        self.deployed, self.rolled_back = awaited(OUTCOME), awaited(OUTCOME)
        self.start = awaited(self._started)
        self.answers = ["one", "two", "one again"]
        sessions = iter(self.sessions)
        self.doing = {
            "usecases.practising.check_computer": lambda: None,
            "usecases.practising.start": self._job("start", self.start),
            "toolchain.choose": Called(Go(Path("/go"), "1.26.1")),
            "project.template.create": self._create,
            "project.reader.read": awaited(
                Project(folder=self.folder, module="example.com/notes", go_version="1")
            ),
            "build.checked.build_carefully": self._job("build", awaited(self._artifact)),
            "binary.apart.inspect_apart": self._inspect,
            "ssh.connection.connect": awaited(lambda *_, **__: next(sessions)),
            "deploy.fleet.deploy": self._job("deploy", self.deployed),
            "operate.rollback.roll_back": self._job("roll_back", self.rolled_back),
            "demo.terminal._get": self._get,
            "demo.window.capture": self._capture,
            "demo.window.built_from.hand_over": Called(),
            "demo.window.fingerprint": Called("print"),
        }
        for name, made_up in self.doing.items():
            monkeypatch.setattr(f"core.{name}", made_up)

    def _job(self, name: str, made: Called) -> Any:  # noqa: ANN401 - a job of any kind
        async def job(*words: Any, report: Report, **_: object) -> Any:  # noqa: ANN401
            self.done.append(name)
            report(StepStarted(step=say("Compile"), number=1, of=1))
            report(LogLine(text="quiet"))
            report(LogLine(text="loud", stream="err"))
            return await made(*words)

        return job

    def _started(self, _home: Home) -> Profile:
        self.home.known_hosts.parent.mkdir(parents=True, exist_ok=True)
        self.home.known_hosts.write_text("10.213.0.2 ssh-ed25519 key\n")
        return self.profile

    async def _create(self, kind: str, folder: Path, *, module: str) -> None:
        assert not folder.exists(), "an earlier one is gone"  # noqa: ASYNC240 - no time is lost
        self.seen["create"] = (kind, folder, module)
        await asyncio.to_thread(shutil.copytree, TEMPLATE, folder)
        (folder / "goferry.toml").write_text('[build]\ntags = ["sample"]\n')

    def _artifact(self, request: Any, *_: object) -> Artifact:  # noqa: ANN401 - a BuildRequest
        style = next(self.folder.rglob("style.css"))
        self.seen.setdefault("styles", []).append("seagreen" in style.read_text("utf-8"))
        self.seen["age"] = time.time() - style.stat().st_mtime
        self.seen["options"] = request.options
        target = request.options.target
        return artifact(Path("/out/notes"), folder=self.folder, target=target)

    async def _inspect(self, path: Path, **_: object) -> Inspection:
        self.done.append("inspect")
        verdict = Verdict(format="elf", sentence=verbatim("It is static."), static=True)
        node = Node(name="all", size=7, kind="own")
        return Inspection(path=path, size=7, sha256="ab" * 32, verdict=verdict, sections=node)

    def _get(self, url: str) -> tuple[int, str]:
        self.done.append(f"get {url}")
        return 200, self.answers.pop(0)

    async def _capture(self, command: Any, *, seconds: float) -> Captured:  # noqa: ANN401
        self.done.append("picture")
        place, file, stop = command.words[-3:]
        there = Home.find(Path(place))
        self.seen["picture"] = (command.words[1:4], stop, seconds, dict(command.env))
        self.seen["servers"] = ServerStore(there).all()
        self.seen["remembered"] = recall(there, self.folder)[0]
        if self.picture.code == 0:
            Path(file).write_bytes(b"png")  # noqa: ASYNC240 - a made-up program
        return self.picture

    def whole(self) -> tuple[list[Event], tour.Shown]:
        return asyncio.run(whole(tour.demo, self.home, program="gf"))


TEMPLATE = Path(__file__).parents[2] / "resources" / "templates" / "gin"


@pytest.fixture
def journey(home: Home, monkeypatch: pytest.MonkeyPatch) -> Journey:
    return Journey(home, monkeypatch)


def typed(events: list[Event]) -> list[str]:
    return [one.text for one in events if isinstance(one, LogLine) and one.text[:2] == "$ "]


def test_the_whole_way_is_gone_in_its_order(journey: Journey) -> None:
    events, shown = journey.whole()
    started = [one for one in events if isinstance(one, StepStarted)]
    assert [(str(one.step), one.number, one.of) for one in started] == [
        (sentence, number, 9) for number, sentence in enumerate(STATIONS, 1)
    ]
    assert sum(isinstance(one, StepFinished) for one in events) == 9
    health = "get http://10.213.0.2:8080/health"
    first = ["build", "inspect", "start", "deploy", health]
    assert journey.done == [
        *first,
        "build",
        "inspect",
        "deploy",
        health,
        "roll_back",
        health,
        "picture",
    ]
    assert journey.seen["styles"] == [False, True], "the second version differs, the first not"
    assert journey.seen["age"] > 0.02, "else nobody could know which of both the build has read"
    home = f"--home {journey.home.config}"
    assert typed(events) == [
        f"$ gf {home} new gin {journey.folder} --module example.com/notes",
        f"$ gf {home} build {journey.folder} --target {Target()}",
        f"$ gf {home} inspect /out/notes",
        f"$ gf {home} practice start",
        f"$ gf {home} deploy /out/notes --service notes --to practice --mode shared",
        "$ curl http://10.213.0.2:8080/health",
        f"$ nano {next(journey.folder.rglob('style.css'))}",
        f"$ gf {home} build {journey.folder} --target {Target()}",
        f"$ gf {home} inspect /out/notes",
        f"$ gf {home} deploy /out/notes --service notes --to practice --mode shared",
        "$ curl http://10.213.0.2:8080/health",
        f"$ gf {home} rollback --service notes --to practice",
        "$ curl http://10.213.0.2:8080/health",
        f"$ gf {home}",
    ]
    said = [one.text for one in events if isinstance(one, LogLine)]
    assert [text for text in said if text[:4] == "200 "] == ["200 one", "200 two", "200 one again"]
    assert ("It is static." in said, "Compile" in said, "loud" in said) == (True, True, True)
    assert "quiet" not in said
    assert shown == tour.Shown(
        folder=journey.folder,
        url="http://10.213.0.2:8080/",
        to_end=f"gf {home} practice stop",
        screenshot=journey.home.state / "demo" / "window.png",
    )


def test_each_station_gets_what_the_one_before_left(journey: Journey) -> None:
    (journey.folder / "old").mkdir(parents=True)
    journey.whole()
    assert journey.seen["create"] == ("gin", journey.folder, "example.com/notes")
    assert journey.seen["options"].tags == ("sample",), "its goferry.toml is followed"
    session, release, service = journey.deployed.calls[0][0]
    assert (session, release.binary) == (journey.sessions[0], Path("/out/notes"))
    assert (service.name, service.mode) == ("notes", Mode.SHARED)
    assert journey.rolled_back.last == ((journey.sessions[2], "notes"), {})
    assert [one.closed for one in journey.sessions] == [1, 1, 1]
    assert journey.start.last == ((journey.home,), {})
    words, stop, seconds, env = journey.seen["picture"]
    assert (words, stop, seconds) == (("-P", "-m", "gui.picture"), "inspect", 120.0)
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert (Path(env["PYTHONPATH"]) / "gui" / "picture.py").is_file()
    assert [one.name for one in journey.seen["servers"]] == ["practice"]
    for found in (journey.seen["remembered"], recall(journey.home, journey.folder)[0]):
        assert (found.chosen, found.shipped) == (("practice",), "ab" * 32)
        assert found.service is not None
        assert (found.service.name, found.options) == ("notes", journey.seen["options"])


@pytest.mark.parametrize("which", ["deployed", "rolled_back"])
def test_a_change_that_did_not_go_well_ends_the_demo_with_its_problem(
    journey: Journey, which: str
) -> None:
    bad = replace(OUTCOME, result=Result.ROLLED_BACK, problem=problem("crashed"))
    getattr(journey, which).value = bad
    assert refusal(journey.whole).code == "crashed"
    assert "picture" not in journey.done
    assert journey.sessions[0].closed == 1


def without(
    journey: Journey, monkeypatch: pytest.MonkeyPatch, *lines: OutputLine, code: int | None = None
) -> list[Any]:
    """Let no practice server run here, and the program say these lines; return its command.

    With `code` it ends after them.
    """
    ran: list[Any] = []

    def no_server() -> None:
        refusing()

    async def run(command: Any, hear: Callable[[OutputLine], None]) -> int:  # noqa: ANN401
        ran.append(command)
        try:
            for line in lines:
                hear(line)
            return await asyncio.Event().wait() if code is None else code
        finally:
            journey.done.append("ended")

    refusing = Called(problem("practice_not_here"))
    monkeypatch.setattr("core.usecases.practising.check_computer", no_server)
    monkeypatch.setattr("core.demo.local.run", run)
    return ran


def test_without_a_server_the_program_runs_here_for_a_moment(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        OutputLine("starting", "out"),
        OutputLine('msg="listening"', "err"),
        OutputLine("never", "out"),
    )
    ran = without(journey, monkeypatch, *lines)
    events, shown = journey.whole()
    started = [(str(one.step), one.of) for one in events if isinstance(one, StepStarted)]
    steps = [*STATIONS[:3], "Run it briefly on this computer", STATIONS[-1]]
    assert started == [(step, 5) for step in steps]
    (command,) = ran
    port = command.env["PORT"]
    own = {"HOST": "127.0.0.1", "PORT": port, "DRAIN": "0s"}
    assert command.words == ("/out/notes",)
    assert own.items() <= command.env.items()
    asked = f"get http://127.0.0.1:{port}/health"
    assert journey.done == ["build", "inspect", asked, "ended", "picture"]
    said = [one.text for one in events if isinstance(one, LogLine)]
    assert ("starting" in said, "200 one" in said, "never" in said) == (True, True, False)
    assert [one.problem.code for one in events if isinstance(one, Noticed)] == ["practice_not_here"]
    assert (shown.url, shown.to_end, len(shown.left_out)) == ("", "", 1)
    assert "practice_not_here!" in str(shown.left_out[0])
    assert journey.seen["servers"] == ()
    assert recall(journey.home, journey.folder)[0].chosen == ()


def test_a_program_that_ends_at_once_is_a_problem(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(journey, monkeypatch, OutputLine("panic", "err"), code=2)
    found = refusal(journey.whole)
    assert (found.code, "code 2" in str(found.why)) == ("program_ended", True)


def test_a_server_that_does_not_start_is_left_out_and_the_rest_goes_on(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(journey, monkeypatch, OutputLine("listening", "out"))
    monkeypatch.setattr("core.usecases.practising.check_computer", lambda: None)
    journey.start.value = problem("machine_not_up")
    events, shown = journey.whole()
    started = [str(one.step) for one in events if isinstance(one, StepStarted)]
    assert started[3:] == [STATIONS[3], "Run it briefly on this computer", STATIONS[-1]]
    assert (shown.url, len(shown.left_out)) == ("", 1)
    assert journey.done[-2:] == ["ended", "picture"]
    assert "deploy" not in journey.done


def test_a_picture_that_cannot_be_taken_is_said_and_no_failure(journey: Journey) -> None:
    journey.picture = Captured(1, "", "first\nno display")
    events, shown = journey.whole()
    (noticed,) = (one.problem for one in events if isinstance(one, Noticed))
    assert (noticed.code, noticed.details) == ("no_picture", "no display")
    assert shown.screenshot is None
    assert shown.url


@contextmanager
def answering(status: int) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"{self.path} {self.headers['Connection']}\n".encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as web:
        thread = threading.Thread(target=web.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{web.server_port}/health"
        finally:
            web.shutdown()
            thread.join()


def test_an_answer_is_shown_as_it_is_and_none_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    class Connection(http.client.HTTPConnection):
        def __init__(self, host: str, port: int | None = None, *, timeout: float) -> None:
            waits.append(timeout)
            super().__init__(host, port, timeout=timeout)

    monkeypatch.setattr("http.client.HTTPConnection", Connection)

    async def asked(url: str) -> list[str]:
        said: list[Any] = []
        await terminal.ask(url, said.append)
        return [one.text for one in said]

    for status in (200, 503):
        with answering(status) as url:
            assert asyncio.run(asked(url)) == [f"$ curl {url}", f"{status} /health close"]
    assert refusal(lambda: asyncio.run(asked(url))).code == "service_silent"
    assert waits == [5.0] * 3


@pytest.mark.parametrize(
    ("system", "machine", "target"),
    [
        ("linux", "x86_64", "linux/amd64"),
        ("linux", "aarch64", "linux/arm64"),
        ("linux", "riscv64", "linux/riscv64"),
        ("win32", "AMD64", "windows/amd64"),
        ("darwin", "arm64", "darwin/arm64"),
    ],
)
def test_the_program_is_built_for_this_computer(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, target: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert str(tour._this_computer()) == target
