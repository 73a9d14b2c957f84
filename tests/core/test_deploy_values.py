"""What a service may be, and what is written down of it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from core.actions import ChooseOption
from core.problems import ProblemError
from core.service import record
from core.service.model import Health, Limits, Mode, Release, Scope, Service
from core.service.plan import ActionKey, PlanStep
from core.service.protocol import Verb
from core.service.results import Outcome, Result, Status
from core.service.sound import is_login, must_be_login, must_be_sound, problem_of
from core.service.transaction import Change, Said
from core.ssh.session import Ran
from core.words import say
from tests.made_up_clock import leap
from tests.made_up_deploy import WEB, MadeUp, Ways, session, trouble

USUAL = Health()
_ODD_LIMITS, _ODD_HEALTH = ("limits_unusable", "limits"), ("health_unusable", "health")


# ---- sound ----

_FITS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "port": ((1, 65_535), (0, -1, 65_536, 80.0, "80", True, None)),
    "health_path": (
        ("", "/", "/a-Z0.9_~/?x=1&y=%20+", "/" + "a" * 1000),
        ("a", "/a b", "/a'", '/a"', "/a$b", "/é", "/" + "a" * 1001, "/\n", "/a#b", "/a;b", None),
    ),
    "keep_releases": ((1, 10_000), (0, -1, 10_001, 1.0, "5", True)),
    "keep_size": (("", "1", "2G", "512M", "9T"), ("0", "G", "1.5G", "-1", "2g", "1 G", 5, None)),
    "mode": (tuple(Mode), ("restart", None)),
    "scope": (tuple(Scope), ("system", None)),
    "rehearse": ((True, False), (1, 0, "yes", None)),
}
_LIMITS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "memory": (
        ("", "1", "512M", "1K", "2G", "1T", "9" * 15),
        ("0", "0M", "512m", "1.5G", "M", "-1", "9" * 16, "1P", "1 G", "1G\n", 512, None),
    ),
    "cpu": ((0, 1, 100_000), (-1, 100_001, 1.5, "1", False)),
    "tasks": ((1, 4_000_000), (0, 4_000_001, -1, 1.0, True)),
}
_TIMES = ((0, 0.0, 0.5, 86_400, 86_400.0), (-0.1, -1, 86_400.1, float("nan"), float("inf"), "1",
          True, None))  # fmt: skip
_HEALTH: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "start_delay": _TIMES,
    "period": _TIMES,
    "timeout": ((0.1, 1, 86_400), (0, 0.0, *_TIMES[1])),
    "threshold": ((1, 86_400), (0, -1, 86_401, 1.0, True)),
    "deadline": ((1, 86_400), (0, -1, 86_401, 1.5, True)),
    "watch": ((0, 86_400), (-1, 86_401, 0.5, False)),
    "lowest": ((0, 200, 399), (-1, 400, "200", 200.0)),
    "highest": ((200, 999), (199, 1000, "399", 399.0)),
}


def _cases(table: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    return [
        (field, value, fits)
        for field, sides in table.items()
        for fits, values in zip((True, False), sides, strict=True)
        for value in values
    ]


@pytest.mark.parametrize(("field", "value", "fits"), _cases(_FITS))
def test_a_setting_is_taken_up_to_its_limits(field: str, value: object, *, fits: bool) -> None:
    found = problem_of(replace(WEB, **{field: value}))  # type: ignore[arg-type]
    assert (found and found.code) == (None if fits else "service_settings_unusable")
    if found:
        assert found.field == field
        assert (found.next[0].action == ChooseOption("port")) == (field == "port")


@pytest.mark.parametrize(("field", "value", "fits"), _cases(_LIMITS))
def test_a_limit_is_taken_up_to_its_limits(field: str, value: object, *, fits: bool) -> None:
    limits = replace(Limits(), **{field: value})  # type: ignore[arg-type]
    found = problem_of(replace(WEB, limits=limits))
    assert (found and (found.code, found.field)) == (
        None if fits else ("limits_unusable", "limits")
    )


@pytest.mark.parametrize(("field", "value", "fits"), _cases(_HEALTH))
def test_a_health_check_is_taken_up_to_its_limits(field: str, value: object, *, fits: bool) -> None:
    service = replace(WEB, health=replace(USUAL, **{field: value}))  # type: ignore[arg-type]
    found = problem_of(service)
    assert (found and (found.code, found.field)) == (
        None if fits else ("health_unusable", "health")
    )
    if found:
        with pytest.raises(ProblemError):
            must_be_sound(service)


@pytest.mark.parametrize(
    ("login", "fits"),
    [
        *((one, True) for one in ("a", "_a", "deploy-1", "a_b", "a" * 32)),
        *(
            (one, False)
            for one in ("", "A", "1a", "-a", "a" * 33, "a b", "a\n", "a=ALL", "%a", "é")
        ),
        *((one, False) for one in (None, 1)),
    ],
)
def test_a_login_in_a_rule_is_one_plain_word(login: Any, *, fits: bool) -> None:  # noqa: ANN401
    assert is_login(login) is fits
    if fits:
        must_be_login(login)
    else:
        with pytest.raises(ProblemError) as caught:
            must_be_login(login)
        assert caught.value.problem.code == "login_unusable"
        assert len(str(caught.value.problem.what)) < 80


# ---- model ----


def test_what_nobody_chooses_is_as_it_was_promised() -> None:
    assert asdict(Service(name="web")) == {
        "name": "web",
        "port": 8080,
        "ports": (),
        "health_path": "/health",
        "env_file": None,
        "environment": None,
        "includes": (),
        "includes_from": None,
        "includes_named": (),
        "excludes": (),
        "keep_releases": 5,
        "keep_size": "",
        "mode": "restart",
        "scope": "system",
        "limits": {"memory": "", "cpu": 0, "tasks": 512},
        "args": (),
        "working_dir": "release",
        "writable": (),
        "allow": (),
        "env": (),
        "secrets": (),
        "health": {
            "scheme": "http",
            "port": 0,
            "command": "",
            "start_delay": 0.0,
            "period": 0.5,
            "timeout": 3.0,
            "threshold": 3,
            "deadline": 20,
            "watch": 6,
            "watchdog": 0,
            "lowest": 200,
            "highest": 399,
        },
        "release": {
            "command": "",
            "timeout": 300,
            "copy_data": False,
            "elsewhere": False,
            "together": False,
        },
        "rehearse": False,
        "probation": 120,
        "drain": 30,
        "processes": (),
        "kind": "web",
        "schedule": "",
    }
    usual = Outcome(
        server="", result=Result.DOWN, release="", previous="", seconds=0, uploaded_bytes=0
    )
    assert (usual.url, usual.problem, usual.scope, usual.stays) == ("", None, Scope.SYSTEM, ())
    status = Status(server="", active="", release="", previous="")
    assert (status.healthy, status.exposure, status.scope) == (None, None, Scope.SYSTEM)
    action = PlanStep(key=ActionKey.RELOAD, sentence=say("A test."), script="")
    assert (action.changes, action.stays, action.delta_base) == (True, False, None)
    assert (Change(verb=Verb.STOP, id="", who="").wanted, Said(text="").own) == ("-", True)


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        (Mode.RESTART, (False, False)),
        (Mode.SOCKET, (True, False)),
        (Mode.SHARED, (True, True)),
        (Mode.PROXY, (False, True)),
    ],
)
def test_what_a_mode_means(mode: Mode, says: tuple[bool, ...]) -> None:
    assert (mode.takes_socket, mode.overlaps) == says


def test_a_release_carries_what_was_inspected(tmp_path: Path, monkeypatch: Any) -> None:  # noqa: ANN401
    from tests.made_up_deploy import release  # noqa: PLC0415 - the name is taken here

    made = release(tmp_path)
    monkeypatch.chdir(tmp_path)
    found: Any = type("Found", (), {})()
    found.path, found.size, found.sha256 = Path("built"), 11, made.sha256
    found.verdict = made.verdict
    assert Release.of(found) == replace(made, binary=tmp_path / "built")
    found.verdict = replace(made.verdict, settings={})
    assert Release.of(found).version == ""


# ---- record ----

OTHER = Service(
    name="web",
    port=81,
    health_path="/up",
    mode=Mode.PROXY,
    keep_releases=9,
    keep_size="2G",
    rehearse=True,
    scope=Scope.USER,
    limits=Limits(memory="1G", cpu=50, tasks=7),
    health=Health(
        start_delay=1.5,
        period=2.0,
        timeout=4.0,
        threshold=5,
        deadline=60,
        watch=7,
        lowest=100,
        highest=299,
    ),
)


def test_all_of_a_service_that_another_computer_needs_comes_back_and_no_secret_goes() -> None:
    text = record.text(replace(OTHER, env_file=Path("/home/me/canary"), includes=(Path("/c"),)))
    assert record.parsed("web", json.loads(text)) == OTHER
    assert "canary" not in text
    assert json.loads(text)["format"] == 1
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ({"port": 1}, True),
        ({"port": 65_535}, True),
        ({"port": 0}, False),
        ({"port": 65_536}, False),
        ({"port": "x"}, False),
        ({"health_path": ""}, True),
        ({"health_path": "/~!"}, True),
        ({"health_path": "up"}, False),
        ({"health_path": "/a b"}, False),
        ({"health_path": "/\x7f"}, False),
        ({"mode": "new"}, False),
        ({"scope": "new"}, False),
        ({"limits": {"tasks": "many"}}, False),
        ({"health": 1}, False),
        ({"health": {"new": 1}}, True),
        ({"format": 0}, True),
    ],
)
def test_a_server_s_words_are_held_to_what_they_must_be(
    told: dict[str, Any], *, fits: bool
) -> None:
    server = Ways(Ran(0, json.dumps(told), ""))
    if fits:
        assert leap(record.read(session(server), "web")).name == "web"
        return
    with pytest.raises(ProblemError) as caught:
        leap(record.read(session(server), "web"))
    assert caught.value.problem.code == "record_unreadable"


@pytest.mark.parametrize(("number", "newer"), [(1, False), (2, False), (3, True)])
def test_only_a_newer_format_forbids_a_deploy(number: int, *, newer: bool) -> None:
    def judge(told: str) -> None:
        record.must_not_be_newer(session(MadeUp()), "web", told)

    judge("{")
    judge("")
    judge('{"format":"x"}')
    if not newer:
        judge(json.dumps({"format": number}))
        return
    with pytest.raises(ProblemError) as caught:
        judge(json.dumps({"format": number, "port": "new"}))
    assert caught.value.problem.code == "record_newer"


@pytest.mark.parametrize(
    ("first", "code"),
    [(10, "service_not_found"), (12, "record_unreadable"), (1, "record_unreadable")],
)
def test_what_is_known_to_be_absent_is_told_apart(first: int, code: str) -> None:
    server = Ways(Ran(first, "", "said"))
    with pytest.raises(ProblemError) as caught:
        leap(record.read(session(server), "web"))
    assert caught.value.problem.code == code
    assert len(server.ways) == 1
    for place in ("/var/lib/goferry/web/service.json", ".local/state/goferry/web/service.json"):
        assert place in server.ways[0]
    assert server.ways[0].index("look /var/lib") < server.ways[0].index("look .local"), (
        "root's first"
    )


def test_a_record_is_read_up_to_its_longest_and_shown_without_control_signs(
    tmp_path: Path,
) -> None:
    (tmp_path / "service.json").write_text(" " * 70_000)
    script = record._script(
        *((f"{one}/service.json", f"{one}/helper") for one in (tmp_path / "none", tmp_path))
    )
    ran = subprocess.run(("sh", "-s"), input=script, check=True, capture_output=True, text=True)
    assert len(ran.stdout) == 65_536
    server = Ways(Ran(0, '{"port":"\x1b[0m"}', ""))
    with pytest.raises(ProblemError) as caught:
        leap(record.read(session(server), "web"))
    assert "\x1b" not in caught.value.problem.details
    assert "port" in caught.value.problem.details


def test_behind_a_closed_door_root_is_asked_and_only_about_root_s_place() -> None:
    async def told() -> Ran:
        return Ran(0, '{"port":81}', "")

    async def refuse() -> Ran:
        raise trouble("sudo_password_needed")

    server = Ways(Ran(11, "", ""), Ran(11, "", ""))
    server.at["root"] = told
    assert leap(record.read(session(server), "web")).port == 81
    assert server.ways[1].startswith("root: ")
    assert ".local" not in server.ways[1]
    server.at["root"] = refuse
    with pytest.raises(ProblemError) as caught:
        leap(record.read(session(server), "web"))
    assert caught.value.problem.code == "record_not_allowed"
