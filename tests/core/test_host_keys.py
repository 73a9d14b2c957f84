"""known_hosts, held against OpenSSH itself."""

from __future__ import annotations

import base64
import itertools
import random
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import ProblemError
from core.ssh.host_key_records import trust, withdraw
from core.ssh.host_keys import HostKey, KnownHosts, Standing, parse_key, read
from tests import openssh, sshd

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "Web.Example.org"
_COUNT = itertools.count()


def made_key(folder: Path, kind: str = "ed25519") -> str:
    """Make a public key and return its `type base64`."""
    path = sshd.make_key(folder / f"key{next(_COUNT)}", kind)
    return " ".join(path.with_suffix(".pub").read_text().split()[:2])


def parsed(line: str) -> HostKey:
    key = parse_key(line)
    assert key is not None
    return key


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    with sshd.running(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made_key(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def rsa(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made_key(tmp_path_factory.mktemp("rsa"), "rsa")


def hashed(name: str, key: str, folder: Path) -> str:
    """Let ssh-keygen hash a name."""
    file = folder / f"hash{next(_COUNT)}"
    file.write_text(f"{name} {key}\n")
    subprocess.run(["ssh-keygen", "-q", "-H", "-f", str(file)], check=True, capture_output=True)
    return file.read_text().strip()


# {K} is the server's key, {O} another of the same type, {R} one of another type, {D} a damaged
# one; {H:name} the hashed name. The second part, after ---, is the system's file.
CASES = (
    "",
    "# a comment only",
    "web.example.org {K}",
    "Web.Example.ORG {K}",
    "web.example.org {O}",
    "web.example.org {R}",
    "web.example.org {O}\nweb.example.org {K}",
    "web.example.org {K}\nweb.example.org {O}",
    "web.example.org {R}\nweb.example.org {K}",
    "other.example.org {K}",
    "a.example.org,web.example.org,b.example.org {K}",
    "*.example.org {K}",
    "*.EXAMPLE.org {K}",
    "w?b.example.org {K}",
    "w*e.org {K}",
    "* {K}",
    "* {O}",
    "*.example.org,!web.example.org {K}",
    "!web.example.org,*.example.org {K}",
    "!other.example.org,*.example.org {K}",
    "!web.example.org {K}",
    "[web.example.org]:22 {K}",
    "[web.example.org]:2222 {K}",
    "[web.example.org]:2222 {O}",
    "[web.example.org]:* {K}",
    "[*.example.org]:2222 {K}",
    "[web.example.org]:2222 {O}\nweb.example.org {K}",
    "{H:web.example.org}",
    "{H:[web.example.org]:2222}",
    "{H:other.example.org}",
    "{H:web.example.org} comment and more",
    "|1|damaged|salt {K}",
    "|2|AAAAAAAAAAAAAAAAAAAAAAAAAAA=|AAAAAAAAAAAAAAAAAAAAAAAAAAA= {K}",
    "|1|AAAA|AAAAAAAAAAAAAAAAAAAAAAAAAAA= {K}\nweb.example.org {K}",
    "web.example.org {K}=",
    "@revoked web.example.org {K}=\nweb.example.org {K}",
    "web.example.org {D}",
    "web.example.org {D}\nweb.example.org {K}",
    "web.example.org ssh-ed25519\nweb.example.org {K}",
    "web.example.org\nweb.example.org {K}",
    "web.example.org ssh-foo AAAA\nweb.example.org {K}",
    "web.example.org ssh-rsa {K64}",
    "web.example.org 2048 65537 123456789\nweb.example.org {K}",
    "   web.example.org   {K}   comment",
    "\tweb.example.org\t{K}",
    "web.example.org {K}\r",
    "web.example.org {O} # {K}",
    "#web.example.org {K}",
    "@revoked web.example.org {K}",
    "@revoked web.example.org {K}\nweb.example.org {K}",
    "web.example.org {K}\n@revoked * {K}",
    "@revoked other.example.org {K}\nweb.example.org {K}",
    "@revoked web.example.org {O}",
    "@revoked web.example.org {O}\nweb.example.org {K}",
    "@revoked\tweb.example.org\t{K}",
    "@cert-authority web.example.org {K}",
    "@cert-authority * {O}\nweb.example.org {K}",
    "@cert-authority * {O}\nweb.example.org {O}",
    "@unknown web.example.org {K}",
    "@unknown web.example.org {O}\nweb.example.org {K}",
    "@revoked @revoked web.example.org {K}\nweb.example.org {K}",
    "@revoked",
    "---web.example.org {K}",
    "web.example.org {O}\n---web.example.org {K}",
    "web.example.org {K}\n---@revoked * {K}",
    "web.example.org {R}\n---web.example.org {O}",
)


@pytest.fixture(scope="module")
def filled(
    server: sshd.Sshd, other: str, rsa: str, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, list[Path]]]:
    """Every case as two files."""
    folder = tmp_path_factory.mktemp("cases")
    own = server.host_key_line
    damaged = own[:-20] + "!!!!"
    made = []
    for number, case in enumerate(CASES):
        text = case.replace("{K64}", own.split()[1]).replace("{K}", own)
        text = text.replace("{O}", other).replace("{R}", rsa).replace("{D}", damaged)
        while "{H:" in text:
            name = text.partition("{H:")[2].partition("}")[0]
            text = text.replace(f"{{H:{name}}}", hashed(name, own, folder))
        files = [folder / f"{number}.user", folder / f"{number}.system"]
        for file, content in zip(
            files, text.split("---", 1) if "---" in text else [text, ""], strict=True
        ):
            file.write_text(content + "\n" if content else "", newline="")
        made.append((case, files))
    return made


@pytest.mark.server
@pytest.mark.parametrize("port", [22, 2222])
def test_every_judgement_is_that_of_ssh(
    server: sshd.Sshd, filled: list[tuple[str, list[Path]]], port: int
) -> None:
    own = parsed(server.host_key_line)
    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda one: openssh.judge(server, one[1], HOST, port), filled))
    ours = [KnownHosts(files).judge(HOST, port, own).standing for _, files in filled]
    differing = {
        case: (str(said), str(judged))
        for (case, _), said, judged in zip(filled, verdicts, ours, strict=True)
        if said is not judged
    }
    assert differing == {}
    assert set(ours) == set(Standing)


def test_the_fingerprint_is_that_of_ssh_keygen(tmp_path: Path) -> None:
    for kind in ("ed25519", "ecdsa", "rsa"):
        path = sshd.make_key(tmp_path / kind, kind).with_suffix(".pub")
        told = subprocess.run(
            ["ssh-keygen", "-lf", path], capture_output=True, check=True, text=True
        )
        assert parsed(path.read_text()).fingerprint == told.stdout.split()[1]


def test_ssh_keygen_finds_what_was_trusted(tmp_path: Path) -> None:
    file = tmp_path / "new" / "known_hosts"
    key = made_key(tmp_path)
    for port, name in ((22, "web.example.org"), (2222, "[web.example.org]:2222")):
        trust(file, HOST, port, parsed(key))
        words = ["ssh-keygen", "-F", name, "-f", str(file)]
        found = subprocess.run(words, capture_output=True, check=True, text=True).stdout
        assert key in found


def test_trusting_leaves_every_other_byte_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "known_hosts"
    before = (
        b"# mine\r\n\n@cert-authority * damaged\n\xff\xfe garbage\nold.example.org ssh-foo AAAA"
    )
    file.write_bytes(before)
    key = made_key(tmp_path)
    trust(file, HOST, 22, parsed(key))
    assert file.read_bytes() == before + f"\nweb.example.org {key}\n".encode()


# What stood there before, and what stands there after the key {N} was trusted instead of {O}.
REPLACED = (
    ("web.example.org {O} mine\n", "web.example.org {N} mine\n"),
    ("web.example.org {O}\nweb.example.org {P}\n", "web.example.org {N}\n"),
    ("WEB.example.org\t{O}", "WEB.example.org\t{N}"),
    ("{H:web.example.org} x\n# end", "{h:web.example.org} x\n# end"),
    ("a,web.example.org,b {O}\n", "a,b {O}\nweb.example.org {N}\n"),
    ("web.example.org,web.example.org {O}\n", "web.example.org,web.example.org {N}\n"),
    ("*.example.org {O}\n", "*.example.org,!web.example.org {O}\nweb.example.org {N}\n"),
    ("*.org,web.example.org {O}\n", "*.org,!web.example.org {O}\nweb.example.org {N}\n"),
    ("web.example.org {R}\nweb.example.org {O}", "web.example.org {R}\nweb.example.org {N}"),
    ("@cert-authority * {O}\n@revoked x {O}\n\xff", None),
    ("[web.example.org]:2222 {O}\n", None),
    ("other.example.org {O}\r\n\n # {O}\n", None),
    ("web.example.org {O}!\n", None),
    ("web.example.org {O}\nweb.example.org {N}\n", ""),
)


@pytest.mark.parametrize("case", REPLACED, ids=str)
def test_a_changed_key_takes_the_place_of_the_old_one_and_of_nothing_else(
    tmp_path: Path, rsa: str, other: str, case: tuple[str, str | None]
) -> None:
    new, third = made_key(tmp_path), made_key(tmp_path)

    def filled_in(text: str) -> bytes:
        for mark, key in (("O", other), ("N", new), ("P", third), ("R", rsa)):
            text = text.replace(f"{{{mark}}}", key)
        return text.encode("latin-1").replace(b"\r", b"\r")

    before, after = case
    content = filled_in(before)
    if b"{H:" in content:
        line = hashed("web.example.org", other, tmp_path)
        content = content.replace(b"{H:web.example.org}", line.encode())
        after = (after or "").replace("{h:web.example.org}", f"{line.split()[0]} {{N}}")
    file = tmp_path / "known_hosts"
    file.write_bytes(content)
    trust(file, HOST, 22, parsed(new))
    if after is None:  # nothing gives way
        ended = b"" if content.endswith(b"\n") else b"\n"
        assert file.read_bytes() == content + ended + f"web.example.org {new}\n".encode()
    else:
        assert file.read_bytes() == (filled_in(after) if after else content)
        assert [one.read_bytes() for one in tmp_path.glob("known_hosts.kept-*")] == (
            [content] if after else []
        )


def test_a_key_of_another_port_is_replaced_there_alone(tmp_path: Path, other: str) -> None:
    file = tmp_path / "known_hosts"
    file.write_text(f"[web.example.org]:2222,web.example.org {other}\n")
    new = made_key(tmp_path)
    trust(file, HOST, 2222, parsed(new))
    known = KnownHosts([file])
    assert known.judge(HOST, 2222, parsed(other)).standing is Standing.CHANGED
    assert known.judge(HOST, 2222, parsed(new)).standing is Standing.KNOWN
    assert known.judge(HOST, 22, parsed(other)).standing is Standing.KNOWN


def test_a_withdrawn_key_counts_nowhere_until_it_is_trusted_again(
    tmp_path: Path, other: str
) -> None:
    own, users = tmp_path / "own", tmp_path / "users"
    users.write_text(f"*.example.org {other}\n")
    withdraw(own, HOST, 22, [parsed(other)])
    withdraw(own, HOST, 22, [parsed(other)])
    assert len(own.read_text().splitlines()) == 1
    assert KnownHosts([own, users]).judge(HOST, 22, parsed(other)).standing is Standing.REVOKED
    assert KnownHosts([own, users]).judge("b.example.org", 22, parsed(other)).standing is (
        Standing.KNOWN
    )
    trust(own, HOST, 22, parsed(other))
    assert KnownHosts([own, users]).judge(HOST, 22, parsed(other)).standing is Standing.KNOWN


def test_a_person_s_own_revocation_stays(tmp_path: Path, other: str) -> None:
    file = tmp_path / "known_hosts"
    file.write_text(f"@revoked web.example.org {other}\n")
    trust(file, HOST, 22, parsed(other))
    assert KnownHosts([file]).judge(HOST, 22, parsed(other)).standing is Standing.REVOKED


def _key_of(number: int) -> HostKey:
    kind = b"ssh-ed25519"
    data = bytes([number]) * 32
    return HostKey(kind.decode(), b"".join(len(one).to_bytes(4) + one for one in (kind, data)))


_NAMES = st.sampled_from(
    ("web", "db", "WEB", "[web]:2222", "*", "w*", "!web", "!db", "?eb", "[*]:2222", "!*b", "")
)
_LINES = st.tuples(
    st.sampled_from(["", "@revoked ", "@cert-authority ", "# ", " "]),
    st.lists(_NAMES, min_size=1, max_size=4).map(",".join),
    st.integers(0, 3).map(lambda number: _key_of(number).line) | st.text(max_size=8),
    st.sampled_from(["\n", " comment\n", "\r\n", "\t\n", "\0x\n", ""]),
).map("".join)


@given(st.lists(_LINES, max_size=6), st.sampled_from([("web", 22), ("web", 2222)]))
def test_whatever_stands_there_the_old_key_goes_and_no_other_host_notices(
    lines: list[str], where: tuple[str, int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "known_hosts")
        file.write_bytes("".join(lines).encode())
        before, new = KnownHosts([file]), _key_of(9)
        trust(file, *where, new)
        after = KnownHosts([file])
        assert after.judge(*where, new).standing is Standing.KNOWN
        for number in range(4):
            judged = after.judge(*where, _key_of(number)).standing
            assert judged in (Standing.CHANGED, Standing.REVOKED)
            for name, port in (("db", 22), ("db", 2222), ("x", 22)):
                assert after.judge(name, port, _key_of(number)) == before.judge(
                    name, port, _key_of(number)
                )


def test_trusting_twice_writes_once(tmp_path: Path) -> None:
    file = tmp_path / "known_hosts"
    key = parsed(made_key(tmp_path))
    trust(file, HOST, 22, key)
    trust(file, HOST, 22, key)
    assert len(list(read(file))) == 1


def test_many_who_trust_at_once_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.home._LOCK_SECONDS", 300.0)  # a busy disk is no fault
    file = tmp_path / "known_hosts"
    key = parsed(made_key(tmp_path))
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: trust(file, f"web{number}", 22, key), range(64)))
    assert {entry.names for entry in read(file)} == {f"web{number}" for number in range(64)}


@pytest.mark.parametrize("host", ["", "a b", "a\nb", "*", "a,b", "!a", "@revoked", "|1|x"])
def test_a_host_that_would_forge_a_line_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(ProblemError):
        trust(tmp_path / "known_hosts", host, 22, parsed(made_key(tmp_path)))
    assert not (tmp_path / "known_hosts").exists()


def test_a_changed_key_comes_with_the_recorded_ones(tmp_path: Path) -> None:
    file = tmp_path / "known_hosts"
    old, new = parsed(made_key(tmp_path)), parsed(made_key(tmp_path))
    trust(file, HOST, 22, old)
    assert KnownHosts([file]).judge(HOST, 22, new).recorded == (old,)


def test_files_that_are_not_there_know_nobody(tmp_path: Path) -> None:
    known = KnownHosts([tmp_path / "none", tmp_path])
    assert known.judge(HOST, 22, parsed(made_key(tmp_path))).standing is Standing.UNKNOWN


def test_no_content_of_a_file_can_break_the_reader(tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - a repeatable choice
    key = made_key(tmp_path)
    file = tmp_path / "known_hosts"
    pieces = [
        *("@revoked", "@", "|1|", "|", "*", "!", ",", "[", "]:22", "web", "\t", " "),
        key,
        "\0",
    ]
    pieces += [base64.b64encode(chance.randbytes(size)).decode() for size in (3, 20, 60)]
    lines = ["".join(chance.choices(pieces, k=chance.randrange(9))) for _ in range(5000)]
    file.write_text("\n".join(lines))
    KnownHosts([file]).judge("web", 22, parsed(key))
    file.write_bytes(chance.randbytes(200_000))
    KnownHosts([file]).judge("web", 22, parsed(key))


def test_the_recorded_types_are_known_beforehand(tmp_path: Path, rsa: str) -> None:
    file = tmp_path / "known_hosts"
    trust(file, HOST, 2222, parsed(rsa))
    assert KnownHosts([file]).types(HOST, 2222) == ("ssh-rsa",)
    assert KnownHosts([file]).types(HOST, 22) == ()
