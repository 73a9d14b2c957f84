"""known_hosts by literal tables: who is known, what passes for a line, how a file is changed."""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import home as home_files
from core.home import locked
from core.problems import ProblemError
from core.ssh.host_key_records import trust, withdraw
from core.ssh.host_keys import (
    HostKey,
    Judgement,
    KnownHosts,
    KnownHostsEntry,
    Standing,
    host_name,
    parse_key,
    read,
)
from tests.made_up_keys import hashed, host_key, string

if TYPE_CHECKING:
    from collections.abc import Iterable

K, O, P = host_key(1), host_key(2), host_key(3)  # noqa: E741 - the server's own key, others
R = host_key(4, "ssh-rsa")
A = host_key(5)  # an authority
KNOWN, UNKNOWN, CHANGED, REVOKED = (
    Standing.KNOWN,
    Standing.UNKNOWN,
    Standing.CHANGED,
    Standing.REVOKED,
)


def filled(text: str) -> str:
    for mark, key in (("{K}", K), ("{O}", O), ("{P}", P), ("{R}", R), ("{A}", A)):
        text = text.replace(mark, key.line)
    return text


def known(folder: Path, *texts: str) -> KnownHosts:
    files = [folder / f"known{number}" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(filled(text), newline="")
    return KnownHosts(files)


def test_a_key_is_named_by_its_type_bytes_and_fingerprint() -> None:
    line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
    assert K.line == line
    assert K.fingerprint == "SHA256:RXm/ruZ0eTzRXKwi1AQEDynB0VgHQ2ac9KPSFdf/YnA"
    assert not K.is_certificate
    assert HostKey("ssh-ed25519-cert-v01@openssh.com", b"").is_certificate


# How the files judge the key {K} at web, on port 22 and on 2222; `---` begins the next file.
JUDGED = (
    ("", UNKNOWN, UNKNOWN),
    ("web {K}", KNOWN, KNOWN),
    ("web {O}", CHANGED, UNKNOWN),  # what stands for the bare host accuses nobody on another port
    ("web {R}", CHANGED, UNKNOWN),
    ("[web]:2222 {K}", UNKNOWN, KNOWN),
    ("[web]:2222 {O}", UNKNOWN, CHANGED),
    ("[web]:2222 {O}\nweb {K}", KNOWN, CHANGED),
    ("[web]:2223 {K}", UNKNOWN, UNKNOWN),
    ("@revoked web {K}\n[web]:2222 {K}", REVOKED, KNOWN),  # as ssh: its own line there comes first
    ("@revoked web {K}", REVOKED, REVOKED),
    ("@revoked [web]:2222 {K}\nweb {K}", KNOWN, REVOKED),
    ("@revoked web {O}\nweb {K}", KNOWN, KNOWN),
    ("@revoked web {O}", UNKNOWN, UNKNOWN),
    ("web {K}\n@revoked * {K}", REVOKED, REVOKED),
    ("@revoked db {K}\nweb {K}", KNOWN, KNOWN),
    ("web {K}---@revoked web {K}", REVOKED, REVOKED),
    ("web {O}---web {K}", KNOWN, KNOWN),
    ("web {O}\nweb {P}\nweb {K}", KNOWN, KNOWN),
    ("@cert-authority web {K}", UNKNOWN, UNKNOWN),
    ("@CERT-AUTHORITY web {K}\nweb {K}", KNOWN, KNOWN),
    ("web.example.org {K}", UNKNOWN, UNKNOWN),
    ("we {K}\nwebs {K}", UNKNOWN, UNKNOWN),
    ("w?b,!web {K}", UNKNOWN, UNKNOWN),
    ("!db,w* {K}", KNOWN, KNOWN),
    (f"{hashed('web')} {{K}}", KNOWN, KNOWN),
    (f"{hashed('db')} {{K}}", UNKNOWN, UNKNOWN),
    (f"{hashed('[web]:2222')} {{O}}", UNKNOWN, CHANGED),
    (f"{hashed('web', b'short salt')} {{K}}", UNKNOWN, UNKNOWN),
    (f"{hashed('web')},x {{K}}", UNKNOWN, UNKNOWN),
    ("  web \t{K} comment", KNOWN, KNOWN),
    ("# web {K}", UNKNOWN, UNKNOWN),
    ("#web {K}", UNKNOWN, UNKNOWN),
    ("web ssh-foo AAAA\nweb {K}", KNOWN, KNOWN),
    ("web {K}\0 {O}", KNOWN, KNOWN),
)


@pytest.mark.parametrize(("text", "usual", "other"), JUDGED)
def test_the_files_judge_a_key_by_all_their_lines(
    tmp_path: Path, text: str, usual: Standing, other: Standing
) -> None:
    files = known(tmp_path, *text.split("---"))
    assert [files.judge("WEB", port, K).standing for port in (22, 2222)] == [usual, other]


def test_a_judgement_names_each_recorded_key_in_its_order_and_no_marked_one(tmp_path: Path) -> None:
    files = known(tmp_path, "web {O}\n@revoked web {A}\n@cert-authority web {A}\nweb {R}\ndb {P}")
    assert files.judge("web", 22, K) == Judgement(CHANGED, (O, R))
    assert files.judge("web", 22, O) == Judgement(KNOWN, (O,))
    assert files.judge("web", 22, A) == Judgement(REVOKED)
    assert files.judge("new", 22, A) == Judgement(UNKNOWN)


# A certificate of {A} for the key {K}: how it is judged when it holds, and when it does not.
VOUCHED = (
    ("", UNKNOWN, UNKNOWN),
    ("@cert-authority web {A}", KNOWN, UNKNOWN),
    ("@cert-authority [web]:2222 {A}", KNOWN, UNKNOWN),
    ("@cert-authority db {A}", UNKNOWN, UNKNOWN),
    ("@cert-authority web {O}", UNKNOWN, UNKNOWN),
    ("web {A}", CHANGED, CHANGED),  # a host's own key is no authority
    ("@cert-authority web {A}\n[web]:2222 {O}", KNOWN, CHANGED),
    ("@cert-authority web {A}\n@revoked web {A}", REVOKED, REVOKED),
    ("@revoked web {A}\n@cert-authority web {A}", REVOKED, REVOKED),
    ("@cert-authority web {A}\n@revoked [web]:2222 {A}", REVOKED, REVOKED),
    ("@revoked [web]:2222 {A}\n[web]:2222 {K}", REVOKED, REVOKED),
    ("@cert-authority web {A}\n@revoked db {A}", KNOWN, UNKNOWN),
    ("@cert-authority web {A}\n@revoked web {K}", REVOKED, REVOKED),
    ("@cert-authority db {A}\n[web]:2222 {K}", KNOWN, KNOWN),
)


@pytest.mark.parametrize(("text", "holding", "not_holding"), VOUCHED)
def test_an_authority_vouches_only_where_it_is_trusted_and_its_certificate_holds(
    tmp_path: Path, text: str, holding: Standing, not_holding: Standing
) -> None:
    text = text.replace("web", "[web]:2222") if text.startswith("web") else text
    files = known(tmp_path, text)
    judged = [
        files.vouched("web", 2222, K, authority=A, valid=valid).standing for valid in (True, False)
    ]
    assert judged == [holding, not_holding]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("web {R}\n[web]:2222 {K}\nweb {O}", (("ssh-rsa", "ssh-ed25519"), False)),
        ("[web]:2222 {K}", (("ssh-ed25519",), False)),
        ("@revoked web {R}\nweb {K}", (("ssh-ed25519",), False)),
        ("@cert-authority web {R}", ((), True)),
        ("@cert-authority [web]:2222 {A}", ((), True)),
        ("@cert-authority *b {A}\ndb {K}", ((), True)),
        ("@cert-authority db {A}\n@revoked web {A}", ((), False)),
        ("db {K}\n[web]:22 {K}", ((), False)),
    ],
)
def test_what_to_ask_a_server_for_first_stands_in_the_files(
    tmp_path: Path, text: str, wanted: tuple[tuple[str, ...], bool]
) -> None:
    files = known(tmp_path, text)
    assert (files.types("web", 2222), files.has_authority("web", 2222)) == wanted


@pytest.mark.parametrize(
    ("host", "port", "name"),
    [("Web.Org", 22, "web.org"), ("WEB", 2222, "[web]:2222"), ("::1", 22, "::1")],
)
def test_a_server_is_spelled_as_openssh_does(host: str, port: int, name: str) -> None:
    assert host_name(host, port) == name


_ED = "ssh-ed25519"


def spelled(kind: str, *fields: bytes | str, tail: bytes = b"") -> str:
    return HostKey(kind, b"".join(map(string, fields)) + tail).line


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (K.line, K),
        (f"  {K.line}  a comment", K),
        (K.line.replace(" ", "\t"), K),
        (R.line, R),
        (spelled("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "nistp256", b"x"), ...),
        (spelled("sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", b"x", "ssh:"), ...),
        ("", None),
        (_ED, None),
        (f"{_ED} ", None),
        (f"{_ED} !!!!", None),
        (K.line[:-1], None),  # OpenSSH takes one spelling of base64 only
        (K.line + "=", None),
        (f"{K.line[:30]}\n{K.line[30:]}", None),
        (spelled(_ED, _ED, bytes(31)), None),
        (spelled(_ED, _ED, bytes(33)), None),
        (spelled(_ED, _ED, bytes(32), b""), None),
        (spelled(_ED, _ED), None),
        (spelled(_ED, "ssh-rsa", bytes(32)), None),
        (spelled(_ED, _ED, bytes(32), tail=b"\0\0\0\5cut"), None),
        (spelled("ssh-rsa", "ssh-rsa"), None),
        (spelled("ssh-rsa", "ssh-rsa", b"x", tail=b"\0"), None),
        (spelled("ssh-dss", "ssh-dss", b"x", b"y"), None),
        (spelled("ssh-ed25519-cert-v01@openssh.com", "ssh-ed25519-cert-v01@openssh.com"), None),
    ],
)
def test_only_what_openssh_takes_is_a_key(line: str, key: object) -> None:
    found = parse_key(line)
    assert (found is not None and found.line == line) if key is ... else found == key


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("web,db {K} my own words\r", KnownHostsEntry("", "web,db", K, "my own words")),
        ("@cert-authority * {K}", KnownHostsEntry("ca", "*", K)),
        ("@revoked web {K} gone", KnownHostsEntry("revoked", "web", K, "gone")),
        ("@revoked\tweb\t{K}", None),  # OpenSSH cuts at the first space, and finds no such marker
        ("@other web {K}", None),
        ("@revoked @revoked web {K}", None),
        ("@revoked @,web {K}", None),
        ("@revoked", None),
        ("web", None),
        ("# web {K}", None),
        ("#,web {K}", None),
    ],
)
def test_a_line_is_understood_as_openssh_does_or_not_at_all(
    tmp_path: Path, line: str, entry: KnownHostsEntry | None
) -> None:
    file = tmp_path / "known_hosts"
    file.write_text(f"{filled(line)}\nlast {R.line}\n", newline="")
    assert list(read(file)) == [*([entry] if entry else []), KnownHostsEntry("", "last", R)]


# A file, and what stands there after {K} was trusted for web; None for `as it was`.
TRUSTED = (
    ("", "web {K}\n"),
    ("db {O}", "db {O}\nweb {K}\n"),
    ("web {K}\n", None),
    ("w* {K} mine", None),
    ("@revoked web {K}\n", "@revoked web {K}\nweb {K}\n"),  # a person's own stays
    ("@revoked web {K} replaced-in-goferry\n", "web {K}\n"),
    ("@revoked db {K} replaced-in-goferry\n", "@revoked db {K} replaced-in-goferry\nweb {K}\n"),
    (
        "@revoked web {O} replaced-in-goferry\nx {P}\n",
        "@revoked web {O} replaced-in-goferry\nx {P}\nweb {K}\n",
    ),
    ("@cert-authority web {O}\n", "@cert-authority web {O}\nweb {K}\n"),
    ("x {P}\nweb {O} old words\ny {P}\n", "x {P}\nweb {K} old words\ny {P}\n"),
    ("web {R}\n", "web {R}\nweb {K}\n"),  # of another type
    ("web,db {O}\n", "db {O}\nweb {K}\n"),
    ("db,WEB {O}\n", "db {O}\nweb {K}\n"),
    ("Web,!x {O}\n", "Web,!x {K}\n"),
    ("*,!x {O}\n", "*,!x,!web {O}\nweb {K}\n"),
    (f"{hashed('web')} {{O}}\n", f"{hashed('web')} {{K}}\n"),
    (f"{hashed('db')} {{O}}\n", f"{hashed('db')} {{O}}\nweb {{K}}\n"),
    ("@revoked * {K} replaced-in-goferry\n", "@revoked * {K} replaced-in-goferry\nweb {K}\n"),
    ("web {O}\nweb {P}\nweb,db {P}\n", "web {K}\ndb {P}\n"),
)


@pytest.mark.parametrize(("before", "after"), TRUSTED)
def test_trusting_changes_the_lines_that_give_way_and_no_byte_more(
    tmp_path: Path, before: str, after: str | None
) -> None:
    file = tmp_path / "known_hosts"
    file.write_text(filled(before))
    file.chmod(0o640)
    was = file.stat().st_ino
    trust(file, "WEB", 22, K)
    assert file.read_text() == filled(before if after is None else after)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    kept = list(tmp_path.glob("*.kept-*"))
    if after is None:
        assert (file.stat().st_ino, kept) == (was, [])  # not even written
    elif filled(after).startswith(filled(before)):
        assert kept == []
    else:
        assert [one.read_text() for one in kept] == [filled(before)]
        assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600
    assert {one.name for one in tmp_path.iterdir()} == {file.name, *(one.name for one in kept)}


@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        ("web {O}\nweb {R}\n", (R,), "web {O}\nweb {K}\n"),
        ("web {O}\nweb {R}\n", (), "web {O}\nweb {R}\nweb {K}\n"),
        ("web {K}\nweb {O}\n", (O,), "web {K}\n"),
        ("web {K}\nweb {K}\n", (K,), "web {K}\nweb {K}\n"),
        ("db {R}\n", (R,), "db {R}\nweb {K}\n"),
    ],
)
def test_exactly_the_named_keys_give_way(
    tmp_path: Path, before: str, gone: Iterable[HostKey], after: str
) -> None:
    file = tmp_path / "known_hosts"
    file.write_text(filled(before))
    trust(file, "web", 22, K, instead_of=gone)
    assert file.read_text() == filled(after)


def test_withdrawn_keys_are_marked_once_under_the_server_s_own_spelling(tmp_path: Path) -> None:
    file = tmp_path / "known_hosts"
    file.write_text("# end without a line's end")
    for _ in range(2):
        withdraw(file, "WEB", 2222, [O, R])
    withdraw(file, "web", 22, [])
    assert file.read_text() == filled(
        "# end without a line's end\n"
        "@revoked [web]:2222 {O} replaced-in-goferry\n@revoked [web]:2222 {R} replaced-in-goferry\n"
    )
    assert list(tmp_path.glob("*.kept-*")) == []


_ODD = ("", "a b", "a\tb", "a\n", "a,b", "w*b", "w?b", "!a", "a|b", "@a", "#a", "[a]")


@pytest.mark.parametrize("host", _ODD)
def test_a_host_that_would_be_more_than_a_name_is_written_nowhere(
    tmp_path: Path, host: str
) -> None:
    file = tmp_path / "known_hosts"
    for change in (partial(trust, file, host, 22, K), partial(withdraw, file, host, 22, [K])):
        with pytest.raises(ProblemError) as caught:
            change()
        assert (caught.value.problem.code, caught.value.problem.field) == (
            "server_host_odd",
            "host",
        )
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_for_its_owner_alone_and_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new" / "known_hosts"
    order: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        order.append(f"fsync of {os.fstat(handle).st_size} bytes")
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        order.append(f"rename to {target.name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    trust(file, "web", 22, K)
    assert order == [f"fsync of {len(f'web {K.line}') + 1} bytes", "rename to known_hosts"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_into_a_collection_of_settings_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles" / "hosts", tmp_path / "known_hosts"
    real.parent.mkdir()
    real.write_text("")
    link.symlink_to(real)
    trust(link, "web", 22, K)
    assert link.is_symlink()
    assert real.read_text() == f"web {K.line}\n"


def test_a_file_that_cannot_be_read_is_said_and_stays(tmp_path: Path) -> None:
    (tmp_path / "known_hosts").mkdir()
    with pytest.raises(ProblemError) as caught:
        trust(tmp_path / "known_hosts", "web", 22, K)
    assert caught.value.problem.code == "not_read"
    assert (tmp_path / "known_hosts").is_dir()


def test_nobody_writes_while_another_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_files, "_LOCK_SECONDS", 0.05)
    file = tmp_path / "known_hosts"
    for change in (partial(trust, file, "web", 22, K), partial(withdraw, file, "web", 22, [K])):
        with locked(file), pytest.raises(ProblemError) as caught:
            change()
        assert caught.value.problem.code == "home_busy"
        assert not file.exists()
