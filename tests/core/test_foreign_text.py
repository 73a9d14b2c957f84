"""Text that a stranger's server, project, Go or git wrote: read or refused, and never a crash.

`GOFERRY_EXAMPLES=10000 pytest tests/core/test_foreign_text.py` hunts with that many.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock, patch

from hypothesis import example, given
from hypothesis import strategies as st

from core.build import go_output, history
from core.codec import object_in
from core.operate import logs
from core.problems import ProblemError
from core.processes import Captured, OutputLine
from core.project import git, go_mod, shared
from core.project.packages import read_objects
from core.servers import facts
from core.service import installed, record, transaction
from core.service.layout import Layout
from core.ssh.certificates import read_certificate
from core.ssh.key_files import private_key_file, public_line, read_key_file
from core.ssh.profile import Profile
from core.ssh.session import Ran

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBERS = st.sampled_from(
    ["0", "-1", "9" * 30, "9" * 5000, "²", "٣", "1e999", "NaN", "0x1", "1.5", "", "007", "1_0"]
)
_ODD = st.sampled_from(["\ud800", "\udc80", "\0", "\r", "\x1b[2J"])
_PLAIN = st.text(max_size=12) | _NUMBERS | _ODD
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _PLAIN,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(_PLAIN, one, max_size=3),
    max_leaves=8,
)


def _object_with(*keys: str) -> st.SearchStrategy[str]:
    """JSON that has some of the keys that the reader looks for, with anything as their values."""
    known = st.dictionaries(st.sampled_from(keys), _JSON, max_size=len(keys))
    return known.map(json.dumps) | _JSON.map(json.dumps) | st.text(max_size=20)


def _lines_of(keys: tuple[str, ...], between: str) -> st.SearchStrategy[str]:
    """Lines such as a script of ours prints, with anything behind the words that it knows."""
    value = st.lists(_PLAIN, max_size=5).map(" ".join) | st.binary(max_size=30).map(
        lambda raw: base64.b64encode(raw).decode()
    )
    line = st.tuples(st.sampled_from(keys) | _PLAIN, value).map(between.join)
    return st.lists(line, max_size=12).map("\n".join)


def _only_problems(work: Callable[[], object]) -> None:
    with contextlib.suppress(ProblemError):
        work()


_FACTS = (
    *("machine", "flags", "kernel", "os", "libc", "clock", "systemd", "systemd_running", "user"),
    *("home", "uid", "sudo", "place", "selinux", "apparmor", "firewall", "listen", "ca", "memory"),
    *("zoneinfo", "cpus", "tools", "holder", "proc", "socket", "cgroup"),
)


@given(_lines_of(_FACTS, "\t"))
def test_facts_of_a_server(text: str) -> None:
    found = facts.parse(text.splitlines(), now=0.0)
    assert str(found).encode(errors="surrogatepass")


_INSTALLED = (
    *("login", "user", "text", "exists", "foreign", "uid", "area", "place", "release", "bad"),
    *("current", "sha256", "manifest", "env", "names", "rule", "operators_rule", "history"),
    *("unfinished", "unit_state", "changing"),
)


@given(_lines_of(_INSTALLED, " "))
@example("release ²-x")
@example("release " + "9" * 5000)
def test_what_is_installed_on_a_server(text: str) -> None:
    _only_problems(lambda: installed._parsed(Ran(0, text, ""), "root", root=True))


_RECORD = ("format", "port", "health_path", "mode", "keep_releases", "rehearse", "scope", "limits")


@given(_object_with(*_RECORD, "health", "memory", "cpu"))
def test_the_record_of_a_service(text: str) -> None:
    session = Mock(profile=Profile(name="web", host="192.0.2.1"))
    _only_problems(lambda: record._service(session, "web", Ran(0, text, "")))


@given(_object_with("result", "step", "release", "systemd", "journal", "code", "detail"))
def test_a_line_about_a_change(text: str) -> None:
    told = transaction._told(object_in(text))
    assert str(told)


@given(_object_with("MESSAGE", "PRIORITY", "__CURSOR", "_SYSTEMD_UNIT"))
def test_a_line_of_a_journal(text: str) -> None:
    entry = object_in(text)
    if "MESSAGE" in entry:
        assert isinstance(logs.line_of("web", entry, Layout("web")).text, str)


@given(_object_with("Action", "ImportPath", "Output"), st.sampled_from(["out", "err"]))
def test_output_of_go(text: str, stream: str) -> None:
    for reader in (go_output.JsonOutput(), go_output.TextOutput()):
        list(reader.read(OutputLine(text, stream)))


@given(st.lists(_object_with("Dir", "ImportPath", "Module"), max_size=4).map("\n".join))
def test_packages_that_go_lists(text: str) -> None:
    assert all(isinstance(one, dict) for one in read_objects(text))


@given(st.binary(max_size=200) | _object_with("packages", "links", "made").map(str.encode))
def test_times_of_an_earlier_build(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "times")
        file.write_bytes(content)
        history.load(file)
        history.read_actions(file)


_GO_MOD = st.sampled_from(
    ["module ", "go ", "1.21", "replace ", "=>", "../x", " ", "\n", "\t", "(", ")", "//", '"', "`",
     "toolchain ", "\r", "\0", "v1", "\u2028", "\x85", "/", "use "]
)  # fmt: skip


@given(st.lists(_GO_MOD, max_size=40).map("".join) | st.text())
def test_a_go_mod(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "go.mod")
        file.write_bytes(text.encode(errors="surrogateescape"))
        assert go_mod.read(file).file == file


_TOML = st.sampled_from(
    ["[service]\n", "[build]\n", "[budget]\n", "[profiles.x]\n", "name", "port", "includes",
     "tasks", "health", "mode", "memory", "cpu", "excludes", "max_size", "max_growth", "flags", "=",
     '"a"', "8080", "-1", "9" * 40, "nan", "[", "]", ",", "\n", "{", "}", "true", '"../x"',
     "1979-05-27", '"\\ud800"', "'''", "0x1f", "1e400", "[[" * 200]
)  # fmt: skip


@given(st.lists(_TOML, max_size=30).map("".join) | st.text())
def test_a_goferry_toml(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, shared.FILE).write_bytes(text.encode(errors="surrogateescape"))
        _only_problems(lambda: shared.load(Path(folder)))


_STATUS = st.sampled_from(
    ["# branch.oid ", "1 ", "2 ", "? ", "u ", "\0", " ", "a", "(initial)", "\n"]
)


@given(st.lists(_STATUS, max_size=40).map("".join), st.text(max_size=30))
def test_answers_of_git(status: str, tag: str) -> None:
    async def ask(_folder: Path, *words: str) -> Captured:
        return Captured(0, status if words[0] == "status" else tag, "")

    with patch.object(git, "ask", ask):
        asyncio.run(git.commit(Path()))
        asyncio.run(git.version(Path()))


_FIELDS = st.lists(
    st.binary(max_size=40)
    | st.sampled_from([b"ssh-ed25519-cert-v01@openssh.com", b"ssh-rsa", b"none", b"\xff" * 4]),
    max_size=14,
)


def _packed(fields: list[bytes]) -> bytes:
    return b"".join(len(one).to_bytes(4, "big") + one for one in fields)


@given(st.binary(max_size=300) | _FIELDS.map(_packed), st.integers(0, 60))
def test_a_certificate(data: bytes, cut: int) -> None:
    for one in (data, data[:-cut] if cut else data):
        found = read_certificate(one)
        if found is not None:
            found.speaks_for("web", now=0)


_KEY_HEAD = b"-----BEGIN OPENSSH PRIVATE KEY-----\n"


@given(
    _FIELDS, st.binary(max_size=80), st.sampled_from([b"", _KEY_HEAD, b"ssh-ed25519 ", b"PuTTY-"])
)
def test_a_private_key_s_file(fields: list[bytes], more: bytes, head: bytes) -> None:
    body = base64.b64encode(b"openssh-key-v1\0" + _packed(fields[:3]) + more)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "key")
        for content in (head + body + b"\n-----END-----\n", head + more):
            file.write_bytes(content)
            read_key_file(file)
            for look in (private_key_file, public_line):
                with contextlib.suppress(ProblemError):
                    look(file)
