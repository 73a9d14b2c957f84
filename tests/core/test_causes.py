"""Why a release did not come up: recorded last words of real programs and of systemd."""

from __future__ import annotations

import pytest

from core.actions import UseOption
from core.remedies.systemd import ITS_OWN
from core.service.causes import problem_of
from core.service.model import Service
from core.service.transaction import Ended, Said

_SAMPLES = (
    ("port_in_use", "listen tcp :8080: bind: address already in use"),
    ("port_not_permitted", "2026/11/22 listen tcp :80: bind: permission denied"),
    (
        "glibc_too_old",
        (
            "/opt/web/current/bin/web: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' "
            "not found (required by /opt/web/current/bin/web)"
        ),
    ),
    (
        "wrong_architecture",
        ("web.service: Failed to execute /opt/web/current/bin/web: Exec format error"),
    ),
    (
        "processor_too_old",
        ("This program can only be run on AMD64 processors with v3 microarchitecture support."),
    ),
    (
        "interpreter_missing",
        ("web.service: Failed to execute /opt/web/current/bin/web: No such file or directory"),
    ),
    (
        "not_executable",
        ("web.service: Failed at step EXEC spawning /opt/web/current/bin/web: Permission denied"),
    ),
    ("service_user_missing", "web.service: Failed to determine user credentials: No such process"),
    (
        "folder_missing",
        (
            "web.service: Changing to the requested working directory failed: No such file "
            "or directory"
        ),
    ),
    (
        "settings_file_missing",
        ("web.service: Failed to load environment files: No such file or directory"),
    ),
    ("file_not_sent", "panic: html/template: pattern matches no files: `templates/*`"),
    ("file_not_sent", "open config.yaml: no such file or directory"),
    ("writes_beside_itself", "mkdir data: read-only file system"),
    ("writes_into_release", "mkdir /opt/web/releases/1-a/bin/pb_data: read-only file system"),
    ("writes_beside_itself", "Error: open /opt/f/releases/1-a/f.db: read-only file system"),
    ("read_only_place", "open /srv/x: read-only file system"),
    ("database_not_writable", "unable to open database file: out of memory (14)"),
    (
        "authorities_missing",
        ("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
    ),
    ("time_zone_missing", "unknown time zone Asia/Shanghai"),
    ("program_panicked", "panic: assignment to entry in nil map"),
    ("stops_at_once", "web.service: Start request repeated too quickly."),
)


@pytest.mark.parametrize(("code", "line"), _SAMPLES)
def test_known_last_words_are_explained(code: str, line: str) -> None:
    said = Said(text=line, own=code not in ITS_OWN)
    problem = problem_of(Ended(result="rolled_back", code="crashed"), [said], WEB)
    assert problem.code == code
    assert line in problem.details


@pytest.mark.parametrize(("code", "line"), [one for one in _SAMPLES if one[0] in ITS_OWN])
def test_what_only_systemd_knows_is_not_believed_from_a_program(code: str, line: str) -> None:
    problem = problem_of(Ended(result="rolled_back", code="crashed"), [Said(text=line)], WEB)
    assert problem.code == "crashed" != code


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ("noexec=1 enforce= label=?", "mounted noexec"),
        ("noexec=1 enforce=1 label=system_u:object_r:bin_t:s0", "mounted noexec"),
        ("noexec= enforce=1 label=u:object_r:user_home_t:s0", "label u:object_r:user_home_t:s0"),
        ("noexec= enforce=0 label=u:object_r:user_home_t:s0", "Neither noexec nor SELinux"),
    ],
)
def test_what_forbids_to_run_a_program_is_told_from_the_servers_own_facts(
    found: str, why: str
) -> None:
    line = "web.service: Failed at step EXEC spawning /opt/web/bin/web: Permission denied"
    ended = Ended(result="rolled_back", code="crashed", detail=f"ExecMainStatus=203 {found}")
    problem = problem_of(ended, [Said(text=line, own=False)], WEB)
    assert problem.code == "not_executable"
    assert why in str(problem.why)
    assert problem.next


WEB = Service(name="web", port=8080)


def test_unknown_last_words_are_repeated() -> None:
    said = [Said(text="starting"), Said(text="no licence"), Said(text="Failed", own=False)]
    problem = problem_of(Ended(result="rolled_back", code="crashed"), said, WEB)
    assert str(problem.why) == "Last output: no licence"


NOT_THE_CAUSE = (
    '[GIN-debug] [WARNING] Running in "debug" mode. Switch to "release" mode',
    "open /proc/driver/nvidia/version: no such file or directory",
    "open /sys/fs/cgroup/cpu.max: no such file or directory",
    "stat /dev/kvm: no such file or directory",
    "open /proc/sys/net/core/somaxconn: read-only file system",
    "open /etc/shop.yaml: no such file or directory; using defaults",
)


@pytest.mark.parametrize("line", NOT_THE_CAUSE)
def test_the_last_words_outweigh_what_was_said_at_the_start(line: str) -> None:
    lines = (line, "a", "b", "c", "d", "serving", "no licence")
    said = [Said(text=text) for text in lines]
    problem = problem_of(Ended(result="rolled_back", code="crashed"), said, WEB)
    assert str(problem.why) == "Last output: no licence"
    said[-1] = Said(text="listen tcp :8080: bind: address already in use")
    problem = problem_of(Ended(result="rolled_back", code="crashed"), said, WEB)
    assert problem.code == "port_in_use"


@pytest.mark.parametrize("line", NOT_THE_CAUSE[:-1])
def test_a_note_is_no_cause_even_when_nothing_else_was_said(line: str) -> None:
    problem = problem_of(Ended(result="rolled_back", code="crashed"), [Said(text=line)], WEB)
    assert problem.code == "crashed"


def test_what_systemd_says_at_the_end_does_not_crowd_out_the_programs_last_words() -> None:
    said = [
        Said(text="listen tcp :8080: bind: address already in use"),
        *(Said(text=f"web.service: line {number}", own=False) for number in range(6)),
    ]
    problem = problem_of(Ended(result="rolled_back", code="crashed"), said, WEB)
    assert problem.code == "port_in_use"


def test_a_panic_counts_before_its_trace_and_the_programs_words_before_systemds() -> None:
    trace = [Said(text=f"main.f{n}()") for n in range(40)]
    said = [
        Said(text="open /etc/old: no such file or directory"),
        Said(text="panic: open config.yaml: no such file or directory"),
        *trace,
        Said(text="web.service: Start request repeated too quickly.", own=False),
    ]
    problem = problem_of(Ended(result="rolled_back", code="crashed"), said, WEB)
    assert (problem.code, "config.yaml" in str(problem.what)) == ("file_not_sent", True)


def test_a_program_on_another_port_is_told_with_that_port() -> None:
    ended = Ended(result="rolled_back", code="no_answer", detail="3000 ")
    problem = problem_of(ended, [], WEB)
    assert problem.next[0].action == UseOption("port", "3000")


def test_a_program_that_still_starts_is_told_with_its_words_and_more_time() -> None:
    ended = Ended(result="rolled_back", code="no_answer", detail="")
    slow = problem_of(ended, [Said(text="migrating: step 15")], WEB)
    assert "After 20 seconds, the new release was running" in str(slow.what)
    assert str(slow.why) == "Last output: migrating: step 15"
    assert slow.next[0].action == UseOption("health.deadline", "100")
    assert "does not respond" in str(problem_of(ended, [Said(text="Started", own=False)], WEB).what)
    listens = Ended(result="rolled_back", code="no_answer", detail="8080 ")
    assert "does not respond" in str(problem_of(listens, [Said(text="hello")], WEB).what)


def test_a_change_that_was_cut_off_is_not_told_as_a_release_that_failed() -> None:
    """As when the server restarts in the middle: nobody knows yet what will run there."""
    problem = problem_of(Ended(result="interrupted"), [Said(text="listening")], WEB)
    assert (problem.code, problem.details) == ("interrupted", "listening")
    assert "restarted" in str(problem.why)


def test_a_word_that_is_not_known_here_is_told_as_that() -> None:
    problem = problem_of(Ended(result="postponed", detail="until 10:42"), [], WEB)
    assert "The server reported" in str(problem.what)
    assert "until 10:42" in str(problem.why)


@pytest.mark.parametrize(
    "code",
    [
        "no_answer",
        "not_ready",
        "bad_status",
        "other_process",
        "cancelled",
        "changed_on_the_way",
        "not_written",
        "interrupted",
        "no_such_release",
        "already_running",
        "something_new",
    ],
)
def test_every_end_has_a_cause_in_words(code: str) -> None:
    problem = problem_of(Ended(result="refused", code=code, detail="500"), [], WEB)
    assert problem.code == code
    assert str(problem.what)
    assert str(problem.why)
