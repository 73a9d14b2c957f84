"""Why a run ended: read from systemd's own entries, as a real server (systemd 252) wrote them."""

from __future__ import annotations

from typing import Any

import pytest

from core.service import end_words, run_ends
from core.service.model import Health, Limits, Service
from core.service.run_ends import EndCause

RUN = "1dd4e0c9d1f04e0c8a6b1dd4e0c9d1f0"
WEB = Service(name="web", port=8080, health=Health(watchdog=2), limits=Limits(memory="64M"))
PROBLEM_OF = "d9b373ed55a64feb8242e02dbe79a49c"


def entry(
    message: str, kind: str = "", *, run: str = RUN, at: int = 7, **more: str
) -> dict[str, Any]:
    found = {"MESSAGE": f"web.service: {message}", "INVOCATION_ID": run, "UNIT": "web.service"}
    stamp = {"__REALTIME_TIMESTAMP": f"{at}000000"}
    return {**found, **stamp, **({"MESSAGE_ID": kind} if kind else {}), **more}


def exited(code: str, status: str) -> dict[str, Any]:
    words = f"Main process exited, code={code}, status={status}"
    return entry(words, run_ends.EXITED, EXIT_CODE=code, EXIT_STATUS=status)


def failed(result: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - of an entry
    return entry(f"Failed with result '{result}'.", PROBLEM_OF, UNIT_RESULT=result, **more)


STOPPING = entry("Stopping web.service", run_ends.STOPPING)
DONE = entry("Deactivated successfully.", run_ends.WENT_WELL)
TOO_OFTEN = entry("Start request repeated too quickly.", at=9)


@pytest.mark.parametrize(
    ("entries", "said", "cause", "code"),
    [
        ((exited("exited", "3"), failed("exit-code")), "the queue is gone", "exit_code",
         "run_exit_code"),
        ((exited("exited", "2"), failed("exit-code")), "panic: nil map", "panic",
         "program_panicked"),
        ((failed("oom-kill"),), "", "out_of_memory", "run_out_of_memory"),
        ((entry("OOM", run_ends.NO_MEMORY), exited("killed", "9"), failed("signal")),
         "", "out_of_memory", "run_out_of_memory"),
        ((exited("exited", "2"), failed("watchdog")), "SIGABRT: abort", "watchdog", "run_watchdog"),
        ((exited("killed", "9"), failed("signal")), "", "killed", "run_killed"),
        ((exited("killed", "15"), DONE), "", "killed", "run_killed"),
        ((exited("dumped", "11"), failed("core-dump")), "", "crashed", "run_crashed"),
        ((exited("exited", "1"), failed("exit-code")), "open prices.csv: no such file or directory",
         "missing_file", "file_not_sent"),
        ((exited("exited", "1"), failed("exit-code")),
         "listen tcp :8080: bind: address already in use", "port_taken", "port_in_use"),
        ((entry("Failed to load environment files: No such file"), failed("resources")), "",
         "missing_file", "settings_file_missing"),
        ((entry("Something new."), failed("resources")), "", "not_started", "run_not_started"),
        ((STOPPING, DONE), "bye", "stopped", "run_stopped"),
        ((STOPPING, exited("killed", "9"), failed("timeout")), "", "timeout", "run_timeout"),
        ((DONE,), "", "ended", "run_ended"),
    ],
)  # fmt: skip
def test_each_cause_is_told_by_what_systemd_and_the_program_said(
    entries: tuple[dict[str, Any], ...], said: str, cause: str, code: str
) -> None:
    (end,) = run_ends.read(entries)
    found, problem = end_words.explain(end, said.splitlines(), WEB)
    assert (found, problem.code, end.time) == (cause, code, 7_000_000)
    assert "new release" not in f"{problem.what} {problem.why}", "it ran for days, perhaps"


def test_what_the_program_says_is_no_word_of_systemds() -> None:
    (end,) = run_ends.read((exited("exited", "3"), failed("exit-code")))
    found, _ = end_words.explain(end, ["Failed to load environment files: no"], WEB)
    assert found is EndCause.EXIT_CODE


def test_a_program_that_was_killed_is_not_explained_by_what_it_said() -> None:
    (end,) = run_ends.read((exited("killed", "9"), failed("signal")))
    assert end_words.explain(end, ["panic: told as a joke"], WEB)[0] is EndCause.KILLED


def test_a_start_limit_is_an_end_of_its_own_after_the_one_that_reached_it() -> None:
    entries = (exited("killed", "9"), failed("signal"), TOO_OFTEN, failed("signal", at=9))
    found = run_ends.read(entries)
    assert [(one.cause, one.time) for one in found] == [
        (EndCause.KILLED, 7_000_000),
        (EndCause.START_LIMIT, 9_000_000),
    ]


def test_a_run_that_goes_on_and_what_is_no_entry_is_no_end() -> None:
    odd: tuple[dict[str, Any], ...] = (
        entry("Started web.service", "39f53479d3a045ac8e11786248231fbf"),
        entry("Control process exited", run_ends.EXITED, EXIT_CODE="exited", EXIT_STATUS="1"),
        entry("odd", PROBLEM_OF, run="../../etc", UNIT_RESULT="x"),
        {"MESSAGE": ["two", "of them"], "INVOCATION_ID": ["x"], "MESSAGE_ID": PROBLEM_OF},
        {},
    )
    assert run_ends.read(odd) == ()


def test_odd_numbers_break_nothing() -> None:
    (end,) = run_ends.read((exited("exited", "²"), exited("killed", "9" * 40), failed("\x1b[31m")))
    assert (end.code, end.signal, end.result) == (None, "?", "·[31m")
