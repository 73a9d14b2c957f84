"""What is run once of a live release: its arguments, its output to the byte, each of its ends."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.operate import running
from core.problems import ProblemError
from core.service import once, record
from core.service.model import Kind, Process, RunWish, Service
from core.service.protocol import REQUESTS, Verb
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.usecases import running as usecase
from tests.made_up import problem, refusal
from tests.made_up_clock import leap

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.events import LogLine
    from core.operate.running import OneOff
    from core.ssh.session import ServerSession

ACCEPTED = Ran(0, '{"accepted":true}\n', "")


def wrote(data: bytes = b"", **end: Any) -> Ran:  # noqa: ANN401 - what the helper says
    said = {"output": base64.b64encode(data).decode(), **end}
    return Ran(0, json.dumps(said), "")


class Server:
    """A server that answers each request by its verb, one answer after the other."""

    def __init__(
        self, kind: Kind = Kind.WORKER, *jobs: Process, name: str = "web1", **answers: list[Any]
    ) -> None:
        self.profile = Profile(name=name, host="192.0.2.1", user="root")
        service = Service(name="web", kind=kind, schedule="daily", processes=jobs)
        self.record = record.text(service)
        self.answers = {"once": [ACCEPTED], "end": [Ran(0, "", "")], **answers}
        self.requests: list[str] = []
        self.knows_our_words = True

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        del seconds
        if not stdin:
            if script.startswith("grep -qF -- "):
                return Ran(0 if self.knows_our_words else 1, "", "")
            return Ran(0, self.record, "")
        line = stdin.decode().strip()
        self.requests.append(line)
        answer = self.answers[line.split()[0]].pop(0)
        if isinstance(answer, ProblemError):
            raise answer
        return cast("Ran", await answer() if callable(answer) else answer)

    def verbs(self) -> list[str]:
        return [line.split()[0] for line in self.requests]


async def run(
    server: Server, *arguments: str, process: str = "", again: str = ""
) -> tuple[OneOff, list[str]]:
    lines: list[str] = []
    take: Callable[[LogLine], None] = lambda line: lines.append(line.text)  # noqa: E731
    session = cast("ServerSession", server)
    wish = RunWish(arguments=arguments, process=process, again=again)
    return await running.run(session, "web", wish, take), lines


def of(work: Coroutine[Any, Any, tuple[OneOff, list[str]]]) -> tuple[OneOff, list[str]]:
    return leap(work)


ENDED = {"end": "ended", "code": 0}


def test_what_is_written_comes_line_by_line_and_to_the_byte() -> None:
    output = [wrote(b"a\n\n  b \xe4\xb8"), wrote(b"\xad\r\n\xff"), wrote(b"", **ENDED)]
    server = Server(output=output)
    found, lines = of(run(server, "migrate", "up"))
    assert (found.code, found.problem, found.server) == (0, None, "web1")
    assert lines == ["a", "", "  b 中", "\N{REPLACEMENT CHARACTER}"]
    words = [line.split() for line in server.requests]
    assert [one[0] for one in words] == ["once", "output", "output", "output"]
    assert base64.b64decode(words[0][2]) == b"migrate\0up\0"
    assert [one[2] for one in words[1:]] == ["0", "9", "13"]
    assert {one[1] for one in words} == {found.id}


def test_a_very_long_line_comes_in_parts() -> None:
    server = Server(output=[wrote(b"x" * 70_000), wrote(b"y\n", **ENDED)])
    assert list(map(len, of(run(server, "a"))[1])) == [65_536, 70_000 - 65_536 + 1]


@pytest.mark.parametrize(
    ("end", "code", "told"),
    [
        ({"end": "ended", "code": 3}, 3, "run_failed"),
        ({"end": "ended", "code": 137}, 137, "run_failed"),
        ({"end": "not_started", "code": 0, "detail": "no unit"}, None, "run_not_started"),
        ({"end": "already_running", "code": 0}, None, "run_already_running"),
        ({"end": "interrupted", "code": 0}, None, "run_interrupted"),
        ({"end": "a_newer_word", "code": 0}, None, "run_a_newer_word"),
    ],
)
def test_each_end_is_told_as_what_it_is(end: dict[str, Any], code: int | None, told: str) -> None:
    found, _ = of(run(Server(output=[wrote(b"", **end)]), "a"))
    assert found.problem is not None
    assert (found.code, found.problem.code) == (code, told)
    assert found.problem.details == end.get("detail", "")


def test_without_arguments_only_a_job_is_run() -> None:
    server = Server(Kind.TIMER, output=[wrote(b"", **ENDED)])
    assert of(run(server))[0].code == 0
    assert server.requests[0].split()[2] == "-"
    idle = Server(Kind.WORKER)
    assert refusal(lambda: of(run(idle))).code == "run_without_arguments"
    assert idle.requests == []


NIGHTLY = Process(name="nightly", kind=Kind.TIMER, schedule="daily")


def test_the_job_of_a_further_process_is_run_by_its_name() -> None:
    server = Server(Kind.WEB, NIGHTLY, output=[wrote(b"", **ENDED)])
    assert of(run(server, process="nightly"))[0].code == 0
    assert server.requests[0].split()[2] == "-nightly"
    busy = Server(Kind.WEB, NIGHTLY, once=[Ran(75, '{"refused":"busy"}', "")])
    assert refusal(lambda: of(run(busy, process="nightly"))).code == "run_already_running"


@pytest.mark.parametrize(
    ("arguments", "process", "told", "how"),
    [
        ((), "worker", "run_no_such_job", "--process nightly | hourly."),
        (("a",), "nightly", "run_own_arguments", "--process"),
        ((), "", "run_without_arguments", "--process nightly | hourly."),
    ],
)
def test_what_is_no_job_is_not_run_as_one(
    arguments: tuple[str, ...], process: str, told: str, how: str
) -> None:
    hourly = replace(NIGHTLY, name="hourly")
    server = Server(Kind.WEB, Process(name="worker"), NIGHTLY, hourly)
    no = refusal(lambda: of(run(server, *arguments, process=process)))
    assert (no.code, server.requests) == (told, [])
    assert how in str(no.next[-1].text)
    assert len(refusal(lambda: of(run(Server(Kind.WEB), process="x"))).next) == 0


@pytest.mark.parametrize("wanted", ["-", "-nightly", "-a-1", "YQA="])
def test_the_helper_takes_each_of_these_words(wanted: str) -> None:
    assert re.search(REQUESTS[Verb.ONCE].pattern, wanted)
    assert not re.search(REQUESTS[Verb.ONCE].pattern, f"-{wanted}/")


def test_a_helper_with_other_words_is_an_older_one() -> None:
    server = Server(once=[Ran(65, '{"refused":"not_understood","protocol":1}', "")])
    server.knows_our_words = False
    assert refusal(lambda: of(run(server, "a"))).code == "helper_older"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Ran(75, '{"refused":"not_deployed"}', ""), "not_deployed"),
        (Ran(75, '{"refused":"busy"}', ""), "run_not_begun"),
        (Ran(65, '{"refused":"not_understood","protocol":1}', ""), "may_not_run"),
        (Ran(1, "", "no"), "run_not_begun"),
    ],
)
def test_what_the_server_does_not_begin_is_told(answer: Ran, told: str) -> None:
    assert refusal(lambda: of(run(Server(once=[answer]), "a"))).code == told
    if told == "run_not_begun" and answer.code == 75:
        job = Server(Kind.TIMER, once=[answer])
        assert refusal(lambda: of(run(job))).code == "run_already_running"


def test_arguments_that_no_request_can_carry_are_refused_here() -> None:
    assert once.packed([]) == once.JOB
    assert base64.b64decode(once.packed(["", "\udcff"])) == b"\0\xff\0"
    assert refusal(lambda: once.packed(["x" * 24_576])).code == "arguments_too_long"
    assert len(once.packed(["x" * 24_575])) == 32_768
    assert not REQUESTS[Verb.ONCE].operators


LOST = ProblemError(problem("connection_lost"))


@pytest.mark.parametrize("answers", [{"once": [LOST]}, {"output": [wrote(b"a\n"), LOST]}])
def test_when_the_line_is_lost_it_goes_on_and_can_be_heard_again(answers: dict[str, Any]) -> None:
    found, _ = of(run(Server(**answers), "a"))
    assert found.problem is not None
    assert (found.code, found.problem.code) == (None, "run_goes_on")
    command = f"goferry run --service web --to web1 --again {found.id}"
    assert command in str(found.problem.next[0].text)
    again = Server(output=[wrote(b"a\nb\n", **ENDED)])
    heard, lines = of(run(again, again=found.id))
    assert (heard.code, lines, again.verbs()) == (0, ["a", "b"], ["output"])
    assert again.requests[0].split()[1] == found.id


def cancelled_at(verb: str, *ends: Ran) -> tuple[Server, OneOff, list[str]]:
    """Cancel while this request is on its way."""
    server = Server(output=[wrote(b"a\n"), *ends])

    async def work() -> tuple[OneOff, list[str]]:
        task = asyncio.ensure_future(run(server, "a"))

        async def cut() -> Ran:
            task.cancel()
            await asyncio.sleep(0.1)
            return ACCEPTED if verb == "once" else wrote(b"lost")

        server.answers[verb].insert(0 if verb == "once" else 1, cut)
        if verb == "once":
            server.answers["once"].pop()
        return await task

    found, lines = of(work())
    return server, found, lines


def test_a_cancel_ends_it_on_the_server_and_tells_its_last_words() -> None:
    for verb in ("once", "output"):
        server, found, lines = cancelled_at(verb, wrote(b"bye\n", end="ended", code=7))
        assert found.problem is not None
        assert (found.code, found.problem.code) == (7, "cancelled")
        assert lines == ["a", "bye"]
        assert server.verbs().count("end") == 1
        places = [line.split()[2] for line in server.requests if line.startswith("output")]
        assert places[-1] == "2", "what a lost answer held is asked for again"


def test_what_does_not_end_is_said_to_go_on() -> None:
    _, found, _ = cancelled_at("output", *[wrote()] * 3, cast("Ran", lambda: asyncio.sleep(1000)))
    assert found.problem is not None
    assert (found.code, found.problem.code) == (None, "run_goes_on")


def test_of_several_servers_each_gets_its_turn() -> None:
    bad = Server(name="web2", once=[Ran(75, '{"refused":"not_deployed"}', "")])
    servers = [
        Server(output=[wrote(b"", **ENDED)]),
        bad,
        Server(output=[wrote(b"", end="ended", code=2)]),
    ]
    sessions = cast("list[ServerSession]", servers)
    found = leap(usecase.run(sessions, "web", RunWish(arguments=("a",)), lambda _: None))
    assert [(one.server, one.code) for one in found] == [("web1", 0), ("web2", None), ("web1", 2)]
    assert [one.problem and one.problem.code for one in found] == [
        None,
        "not_deployed",
        "run_failed",
    ]


def test_what_to_type_for_it_is_spelled_so_that_a_shell_reads_the_same() -> None:
    assert usecase.typed("web", "web1", ("say", "a b", "$HOME")) == (
        "goferry run --service web --to web1 -- say 'a b' '$HOME'"
    )
    assert usecase.typed("web", "web1", ()) == "goferry run --service web --to web1"
