"""A drill redeploys, rolls back and kills under load: each request counts where it ended."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.events import Noticed, StepStarted
from core.operate import drill_report
from core.operate.drill import DrillWish, drill
from core.operate.drilled import Drill, Moment, Part, drilled
from core.operate.generator import MICRO, Shot, read
from core.problems import ProblemError
from core.service.model import Mode, Service
from core.ssh.session import Ran, Reply
from core.words import say
from tests.made_up import Server, problem, record_of, refusal, whole
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Event

ONE, TWO = "1-aaaaaaaa", "2-bbbbbbbb"
FOLDER = "/root/.goferry-drill.abc123"
PAST = "\n".join([
    "service system web",
    *(f'history {{"verb":"deploy","release":"{one}","live":"{one}"}}' for one in (ONE, TWO)),
    *(f"release {one} 5 e30=" for one in (ONE, TWO)),
    f"current {TWO}",
])  # fmt: skip


class Machine(Server):
    """A server whose load generator runs until it is told to stop, and tells what it met."""

    def __init__(self, *, back: float = 2.0, end: str = "live", **record: object) -> None:
        super().__init__(
            ("kill --signal=KILL", self._killed),
            ("mktemp", FOLDER),
            ("date +%s%6N", lambda _: self.now()),
            ("history.jsonl", PAST),
            ("get:", lambda _: Reply(503 if self.away() else 200, {}, b"")),
            ("is-active", "active"),
            ("activate-web\nrestart ", self._changed),
            ("activate-web\nrollback ", self._changed),
            ("activate-web\nfollow ", json.dumps({"result": end, "code": "crashed"})),
            record_of(port=8080, health_path="/health", **record),
            ("", ""),
        )
        self.back = back
        self.most = 1000.0  # seconds that the load lasts
        self.gone: list[tuple[float, float]] = []
        self.stopped = asyncio.Event()

    def now(self) -> str:
        return str(round(asyncio.get_running_loop().time() * MICRO))

    def away(self) -> bool:
        now = asyncio.get_running_loop().time()
        return any(since <= now < until for since, until in self.gone)

    def _changed(self, _: str) -> str:
        now = asyncio.get_running_loop().time()
        self.gone.append((now, now + 0.5))
        return '{"accepted":true}'

    def _killed(self, _: str) -> str:
        now = asyncio.get_running_loop().time()
        self.gone.append((now, now + self.back))
        return self.now()

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        if "systemd-run" not in script:
            if "stop goferry-drill" in script:
                self.stopped.set()
            return await super().run_as_root(script, seconds=seconds)
        await super().run_as_root(script, seconds=seconds)
        since = asyncio.get_running_loop().time()
        await self.stopped.wait()
        until = asyncio.get_running_loop().time()
        lines = [f"begun {round(since * MICRO)}"]
        for n in range(int(min(until - since, self.most) * 20)):
            at = since + n / 20
            lost = any(one <= at < other for one, other in self.gone)
            word, release = ("refused", "-") if lost else ("200", TWO)
            lines.append(f"request {round(n / 20 * MICRO)} 1000 {word} {release}")
        return Ran(0, "\n".join(lines), "")

    def inputs(self) -> list[str]:
        """What was asked of the helper."""
        return [one.stdin.decode() for one in self.asked]

    async def drilled(self, *, back: bool = True, **more: int) -> tuple[list[Event], Drill]:
        wish = DrillWish(program=Path(__file__).with_name("__init__.py"), back=back, **more)
        return await whole(drill, self, "web", wish)


def test_each_way_is_gone_and_what_was_lost_on_it_is_told() -> None:
    machine = Machine(back=2.5)
    events, found = at_once(machine.drilled())
    assert [one.part for one in found.parts] == list(Part)
    assert [one.lost for one in found.parts] == [0, 10, 10, 10, 50]
    assert (found.lost, found.safe, found.steady) == (30, False, True)
    assert found.recovered_seconds == pytest.approx(2.5, abs=0.1)
    assert [one.number for one in events if isinstance(one, StepStarted)] == [1, 2, 3, 4, 5]
    asked = [one.split(" ")[2] for one in machine.inputs() if one.startswith("rollback ")]
    assert asked == [ONE, TWO], "back, and to the live one again"


def test_without_a_way_back_the_release_before_stays_where_it_is() -> None:
    machine = Machine()
    _, found = at_once(machine.drilled(back=False))
    assert [one.part for one in found.parts] == [Part.CALM, Part.REDEPLOY, Part.KILL]
    assert not [one for one in machine.inputs() if one.startswith("rollback ")]


def test_the_load_is_as_strong_and_as_long_as_it_was_asked_for() -> None:
    machine = Machine()
    _, found = at_once(machine.drilled(back=False, rate=50, steady=7))
    (run,) = (one for one in machine.texts("root") if "systemd-run" in one)
    assert "-rate 50 -seconds 307" in run
    assert found.parts[0].seconds == pytest.approx(7, abs=0.2)


def test_a_drill_that_outlives_its_load_measured_nothing_of_its_end() -> None:
    machine = Machine()
    machine.most = 3.0
    assert refusal(lambda: at_once(machine.drilled(back=False))).code == "drill_load_ended"


@pytest.mark.parametrize("stopped_in", ["back", "forward", "redeploy"])
@pytest.mark.parametrize("live", [ONE, TWO])
def test_a_drill_that_is_stopped_halfway_leaves_the_release_that_was_live(
    stopped_in: str, live: str
) -> None:
    machine = Machine()

    async def stopped() -> None:
        number, begun = {"redeploy": 2, "back": 3, "forward": 4}[stopped_in], asyncio.Event()

        def hear(event: Event) -> None:
            if isinstance(event, StepStarted) and event.number == number:
                begun.set()

        wish = DrillWish(program=Path(__file__).with_name("__init__.py"))
        work = asyncio.ensure_future(drill(machine, "web", wish, report=hear))
        await begun.wait()
        await asyncio.sleep(0.3)  # it pauses after the change
        machine.answers.insert(
            0, ("history.jsonl", PAST.replace(f"current {TWO}", f"current {live}"))
        )
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    at_once(stopped())
    asked = [one.split(" ")[2] for one in machine.inputs() if one.startswith("rollback ")]
    before = {"redeploy": [], "back": [ONE], "forward": [ONE, TWO]}[stopped_in]
    returns = [TWO] if stopped_in != "redeploy" and live == ONE else []
    assert asked == [*before, *returns]
    assert machine.stopped.is_set()


def test_a_drill_that_cannot_return_says_so() -> None:
    machine = Machine(end="rolled_back")
    machine.answers.insert(0, ("activate-web\nfollow ", _ended("live", "live", "rolled_back")))
    machine.answers.insert(0, ("history.jsonl", _pasts(TWO, ONE)))
    events: list[Event] = []
    wish = DrillWish(program=Path(__file__).with_name("__init__.py"))
    with pytest.raises(ProblemError):
        at_once(drill(machine, "web", wish, report=events.append))
    noticed = [one.problem.code for one in events if isinstance(one, Noticed)]
    assert noticed == ["crashed"]


def _ended(*ends: str) -> Callable[[str], str]:
    """Tell how one change after the other ended; the last one of all that follow."""
    left = list(ends)
    return lambda _: json.dumps(
        {"result": left.pop(0) if len(left) > 1 else left[0], "code": "crashed"}
    )


def _pasts(*live: str) -> Callable[[str], str]:
    left = list(live)
    return lambda _: PAST.replace(
        f"current {TWO}", f"current {left.pop(0) if len(left) > 1 else left[0]}"
    )


def test_the_course_of_a_drill_is_told_piece_by_piece() -> None:
    found = judged(shot(1, 0.5), shot(1.1, 0.25), shot(3.1, 0.1), shot(3.2, 0.1, "cut"),
                   shot(25, 0.5, "refused"))  # fmt: skip
    assert found.seconds == pytest.approx(24.5)
    first, second, last = found.slices(24)
    assert (first.at, first.slowest, first.lost) == (0.0, 0.5, 0)
    assert (second.slowest, second.lost) == (0.1, 1)
    assert (second.at, last.at) == pytest.approx((2.0, 23.0), abs=0.01)
    assert (last.slowest, last.lost) == (None, 1)
    assert found.begins == pytest.approx((-1.0, 9.0, 19.0), abs=0.01)
    assert judged().slices(24) == ()


def test_the_generator_is_sealed_bounded_and_gone_afterwards() -> None:
    machine = Machine()
    at_once(machine.drilled())
    (run,) = (one for one in machine.texts("root") if "systemd-run" in one)
    for word in ("DynamicUser=yes", "RuntimeMaxSec=362", "IPAddressDeny=any", "MemoryMax=512M"):
        assert f"--property={word}" in run
    assert "-url http://127.0.0.1:8080/health -method GET -rate 200 -seconds 302" in run
    assert f"rm -rf -- {FOLDER}" in machine.texts("run")
    (kill,) = (one for one in machine.texts("root") if "KILL" in one)
    assert "systemctl kill --signal=KILL web.service\n" in kill


def test_a_change_that_comes_to_nothing_ends_the_drill_and_the_load() -> None:
    machine = Machine(end="rolled_back")
    assert refusal(lambda: at_once(machine.drilled())).code == "crashed"
    assert machine.stopped.is_set()
    assert f"rm -rf -- {FOLDER}" in machine.texts("run")
    assert not [one for one in machine.texts("root") if "KILL" in one]


@pytest.mark.parametrize(("back", "code"), [(29.0, ""), (32.0, "service_not_back")])
def test_it_has_half_a_minute_to_come_back(back: float, code: str) -> None:
    machine = Machine(back=back)
    if code:
        assert refusal(lambda: at_once(machine.drilled(back=False))).code == code
    else:
        assert at_once(machine.drilled(back=False))[1].recovered_seconds == pytest.approx(
            29, abs=0.1
        )


def test_what_does_not_answer_well_is_not_touched() -> None:
    for answer in (Reply(500, {}, b""), problem("port_closed"), problem("no_answer")):
        machine = Machine()
        machine.answers.insert(0, ("get:", answer))
        assert refusal(lambda: at_once(machine.drilled())).code == "service_not_reachable"  # noqa: B023
        assert not machine.texts("root")
    machine = Machine()
    machine.answers.insert(0, ("get:", problem("forwarding_forbidden")))
    assert refusal(lambda: at_once(machine.drilled())).code == "forwarding_forbidden"


@pytest.mark.parametrize(
    "folder", ["", "/etc", "/root/.goferry-drill.abc123; reboot", "/a/../.goferry-drill.abc123"]
)
def test_no_odd_folder_gets_into_roots_commands(folder: str) -> None:
    machine = Machine()
    machine.answers.insert(0, ("mktemp", folder))
    assert refusal(lambda: at_once(machine.drilled())).code == "load_not_made"
    assert not [one for one in machine.texts() if "systemd-run" in one or "rm -rf" in one]


def shot(due: float, took: float, status: str = "200") -> Shot:
    return Shot(round(due * MICRO), round((due + took) * MICRO), status, "")


def judged(*shots: Shot, mode: Mode = Mode.SHARED) -> Drill:
    moments = (Moment(part=Part.CALM, at=0), Moment(part=Part.REDEPLOY, at=10 * MICRO),
               Moment(part=Part.KILL, at=20 * MICRO))  # fmt: skip
    web = Service(name="web", port=1, mode=mode)
    ordered = sorted(shots, key=lambda one: one.ended)
    return drilled("web1", web, release=TWO, moments=moments, shots=ordered)


def test_a_request_counts_where_it_ended_and_the_return_is_of_what_came_after_the_death() -> None:
    found = judged(
        shot(9.9, 0.3, "reset"), shot(12, 0.5), shot(13, 0.1, "503"), shot(14, 0.2, "404"),
        shot(19.99, 0.02), shot(21, 0.1, "refused"), shot(22, 0.4), shot(23, 0.1),
    )  # fmt: skip
    calm, switch, kill = found.parts
    assert (calm.requests, dict(switch.causes), switch.requests) == (0, {"reset": 1, "503": 1}, 4)
    assert (kill.lost, kill.requests, found.lost) == (1, 4, 2)
    assert found.recovered_seconds == pytest.approx(2.4)
    assert switch.half == switch.slowest == 0.5


@pytest.mark.parametrize(
    ("shots", "mode", "safe", "verdict"),
    [
        ((shot(1, 0.1), shot(11, 0.1)), Mode.SHARED, True, "Safe to deploy: no request was lost."),
        ((shot(1, 0.1, "500"), shot(11, 0.1)), Mode.SHARED, False,
         "Requests were lost before anything was changed. Find out why first."),
        ((shot(11, 0.1, "cut"),), Mode.SHARED, False,
         "Not safe to deploy yet: the program cuts requests when it stops."),
        ((shot(11, 0.1, "cut"),), Mode.RESTART, False,
         "A deploy loses requests. Deploy without downtime with mode shared."),
    ],
)  # fmt: skip
def test_the_verdict_is_of_what_was_lost(
    shots: tuple[Shot, ...], mode: Mode, verdict: str, *, safe: bool
) -> None:
    found = judged(*shots, mode=mode)
    assert (found.safe, str(found.verdict)) == (safe, verdict)


def test_what_the_generator_told_is_read_and_nothing_else() -> None:
    told = "begun 1000\nrequest 5 7 200 2-b\nrequest 1 1 refused -\nrequest x 1 200 a\n"
    odd = "request 1 1 \x1b[2J a\nrequest 1 1 200\nother\nend 2\n"
    assert read(told + odd) == (
        Shot(1001, 1002, "refused", ""),
        Shot(1005, 1012, "200", "2-b"),
    )
    assert read("") == ()


def test_a_report_stands_alone_and_names_every_loss() -> None:
    found = judged(shot(1, 0.1), shot(11, 0.1, "cut"), shot(12, 0.25))
    (kept,) = json.loads(drill_report.text("json", [found]))["drills"]
    assert (kept["lost"], kept["losses"]) == (1, [{"at": 10.0, "cause": "cut"}])
    assert [one["part"] for one in kept["parts"]] == ["calm", "redeploy", "kill"]
    page = drill_report.text("html", [found])
    assert page.startswith("<!doctype html>")
    assert "src=" not in page
    assert "Not safe to deploy yet" in page
    assert page.count("<rect") > 2
    assert "| Redeploy | 10.0 | 2 | 1 (1 cut) |" in drill_report.text("md", [found])
    bare = Drill(server="<b>", service="web", mode=Mode.RESTART, release=TWO, recovered_seconds=2)
    assert "<b>" not in drill_report.text("", [bare]).removeprefix("<body>")
    assert str(bare.verdict) == str(
        say("No requests were sent. The service recovered and can be restarted.")
    )
