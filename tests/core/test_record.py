"""The record of a service: what older and newer GoFerrys wrote, and what nobody can read."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import ProblemError
from core.service import installed, record, transaction
from core.service.history import entry_of
from core.service.model import Health, Mode, Service
from core.ssh.profile import Profile
from core.ssh.session import Ran

if TYPE_CHECKING:
    from core.ssh.session import ServerSession

WHOLE: dict[str, Any] = json.loads(record.text(Service(name="web", port=81, mode=Mode.SOCKET)))


class Telling:
    """A session whose server answers the question with these words."""

    profile = Profile(name="web1", host="example.org")

    def __init__(self, out: str, code: int = 0) -> None:
        self._ran = Ran(code, out, "")

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        del script, stdin, seconds
        return self._ran


def read(out: str, code: int = 0) -> Service:
    return asyncio.run(record.read(cast("ServerSession", Telling(out, code)), "web"))


def code_of(out: str, code: int = 0) -> str:
    with pytest.raises(ProblemError) as caught:
        read(out, code)
    return caught.value.problem.code


@pytest.mark.parametrize("key", WHOLE)
def test_a_record_without_one_of_its_keys_has_the_usual_value(key: str) -> None:
    shorter = {name: value for name, value in WHOLE.items() if name != key}
    found = read(json.dumps(shorter))
    assert found.port == (Service(name="web").port if key == "port" else 81)
    assert found.mode is (Mode.RESTART if key == "mode" else Mode.SOCKET)


def test_the_very_first_record_of_all_is_read() -> None:
    assert read('{"port": 9000}') == Service(name="web", port=9000)
    assert read('{"health": {"watch": 3}}').health == Health(watch=3)


def test_what_a_newer_one_adds_is_passed_over() -> None:
    more = {**WHOLE, "kind": "worker", "health": {**WHOLE["health"], "scheme": "grpc"}}
    assert read(json.dumps(more)).port == 81


def test_a_newer_format_is_said_to_be_one() -> None:
    assert code_of(json.dumps({**WHOLE, "format": record.FORMAT + 1, "mode": "swarm"})) == (
        "record_newer"
    )


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "7",
        '{"port": "x"}',
        '{"mode": "odd"}',
        '{"health": 5}',
        '{"port": Infinity}',
        "[" * 9999,
    ],
)
def test_a_damaged_record_is_no_absent_service(damaged: str) -> None:
    assert code_of(damaged) == "record_unreadable"


def test_only_an_absent_one_was_never_deployed() -> None:
    assert code_of("", 10) == "service_not_found"
    assert code_of("half of it", 12) == "record_unreadable"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one) | st.dictionaries(st.sampled_from([*WHOLE, "new"]), one),
))  # fmt: skip
def test_whatever_a_server_says_is_a_service_or_a_sentence(value: object) -> None:
    with contextlib.suppress(ProblemError):
        assert read(json.dumps(value)).name == "web"


def asked(place: Path) -> Ran:
    """Ask the real question of this computer, as nobody: root may read everything."""
    words = ["setpriv", "--reuid=65534", "--clear-groups", "sh", "-s"]
    script = record._script(
        *((f"{place}/{one}/service.json", f"{place}/helper") for one in ("system", "user"))
    )
    done = subprocess.run(words, input=script, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.server
def test_the_three_answers_differ() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        _the_answers_differ(Path(place))


def _the_answers_differ(place: Path) -> None:
    assert asked(place).code == 10
    (place / "system").mkdir()
    (place / "system").chmod(0o755)
    assert asked(place).code == 10
    file = place / "system" / "service.json"
    file.write_text("{}")
    file.chmod(0o644)
    assert (asked(place).code, asked(place).out) == (0, "{}")
    (place / "helper").write_text("set -u\nprotocol=1\nservice=web\n")
    (place / "helper").chmod(0o644)
    assert (asked(place).code, asked(place).out) == (0, "{}\nprotocol=1\n")
    file.chmod(0o600)
    assert asked(place).code == 11
    file.chmod(0o644)
    (place / "system").chmod(0o700)
    assert asked(place).code == 11
    (place / "system").chmod(0o755)
    file.unlink()
    file.mkdir()
    assert asked(place).code == 12


# ---- what a newer GoFerry wrote beside the record ----

_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 53), 1 << 53) | st.text(),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=3,
)
_KEYS = ("time", "who", "login", "verb", "release", "previous", "result", "code", "live", "step")
_ENTRY = st.dictionaries(st.sampled_from((*_KEYS, "restored", "gone", "kept", "new")), _ANY)


@given(st.lists(_ENTRY, max_size=4), _ENTRY)
def test_entries_of_a_newer_goferry_are_read_as_far_as_they_are_known(
    entries: list[dict[str, object]], manifest: dict[str, object]
) -> None:
    lines = [f"history {json.dumps(one)}" for one in entries]
    packed = base64.b64encode(json.dumps(manifest).encode()).decode()
    out = "\n".join((*lines, f"manifest {packed}", "release 1-0123abcd", "history {cut"))
    there = installed._parsed(Ran(0, out, ""), "deploy", root=True)
    assert len(there.history) == len([one for one in entries if one])
    assert isinstance(there.previous, str)
    assert all(isinstance(entry_of("web", one).by, str) for one in there.history)


@given(_ENTRY)
def test_news_of_a_newer_helper_are_told_as_far_as_they_are_known(news: dict[str, object]) -> None:
    told = transaction._told(news)
    assert told is None or isinstance(
        told, transaction.Step | transaction.Said | transaction.Ended | transaction.Restored
    )
    assert str(transaction._busy("web", news).why)
