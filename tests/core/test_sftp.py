"""The SFTP client: each request as it goes out, and what it makes of each answer."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Generator
from typing import Any

import pytest

from core.ssh.connection import sftp
from core.ssh.connection.sftp import Attributes, Garbled, Refused, Sftp
from tests.made_up_files import FAILURE, FSYNC, LIMITS, PERMISSION_DENIED, RENAME_OVER
from tests.made_up_line import Channel, Clock, Transport, transport

__all__ = ["transport"]


_WRITE_ONLY, _CREATE, _EXCLUSIVE = 2, 8, 32
_VERSION = struct.pack(">IBI", 5, 2, 3)
_SMALL, _LARGE = 32 << 10, 224 << 10


def session(transport: Transport) -> Sftp:
    channel = transport.open_session()
    channel.asked("subsystem", "sftp")
    return Sftp(channel)


def told(transport: Transport, *packets: bytes) -> Channel:
    """A channel on which these packets come, and then the end."""
    channel = transport.open_session()
    for packet in packets:
        channel.says(packet)
    channel.close = lambda: None  # type: ignore[method-assign]
    channel.closed, channel.sendall = True, lambda data: _noted(channel, data)  # type: ignore[method-assign]
    return channel


def _noted(channel: Channel, data: bytes) -> None:
    channel.heard += data


def packet(kind: int, number: int, body: bytes = b"") -> bytes:
    return struct.pack(">IBI", len(body) + 5, kind, number) + body


def status(number: int, code: int = 0) -> bytes:
    return packet(101, number, struct.pack(">II", code, 0))


def test_it_greets_with_version_three_and_asks_for_limits_without_waiting(
    transport: Transport,
) -> None:
    channel = told(transport, _VERSION, status(1, FAILURE))
    Sftp(channel)
    name = LIMITS.encode()
    asked = struct.pack(">IBII", 9 + len(name), 200, 1, len(name)) + name
    assert channel.heard == struct.pack(">IBI", 5, 1, 3) + asked


@pytest.mark.parametrize(
    "packets",
    [
        [packet(3, 3)],
        [_VERSION, status(2)],
        [_VERSION, status(1), status(1)],
        [_VERSION, packet(105, 1)],
        [struct.pack(">I", 0)],
        [struct.pack(">IBI", (256 << 10) + 1, 2, 3) + bytes((256 << 10) - 4), status(1), status(2)],
    ],
    ids=["no version", "not asked", "answered twice", "another kind", "empty", "too long"],
)
def test_what_no_server_answers_is_garbled(transport: Transport, packets: list[bytes]) -> None:
    channel = told(transport, *packets)
    with pytest.raises((Garbled, Refused)) as caught:
        Sftp(channel).lstat("/")
    assert caught.type is Garbled


def test_a_reply_of_exactly_256_kib_is_read_and_one_that_ends_early_is_an_end(
    transport: Transport,
) -> None:
    longest = (256 << 10) - 5
    extra = struct.pack(">I", longest - 8) + bytes(longest - 8) + struct.pack(">I", 0)
    whole = struct.pack(">IBI", 256 << 10, 2, 3) + extra
    Sftp(told(transport, whole, status(1, FAILURE)))
    with pytest.raises(EOFError):
        Sftp(told(transport, whole[:-1]))


def test_answers_may_come_in_another_order(transport: Transport) -> None:
    packets = (_VERSION, status(1, FAILURE), status(3), status(2))
    client = Sftp(told(transport, *packets))
    assert list(client.store(b"h", io.BytesIO(b"abc").read, offset=0)) == [3]


@pytest.mark.parametrize(
    ("kind", "code", "raised"),
    [(101, 0, Refused), (101, 3, Refused), (105, 0, Garbled)],
    ids=["yes, but no handle", "no", "attributes"],
)
def test_opening_needs_a_handle(
    transport: Transport, kind: int, code: int, raised: type[Exception]
) -> None:
    answer = packet(kind, 2, struct.pack(">I", code) + struct.pack(">I", 2) + b"hi" + bytes(4))
    client = Sftp(told(transport, _VERSION, status(1, FAILURE), answer))
    with pytest.raises(raised) as caught:
        client.open("/x")
    if isinstance(caught.value, Refused):
        assert (caught.value.code, str(caught.value)) == (code, "hi")


@pytest.mark.parametrize(
    "sizes",
    [
        (None, _SMALL, _SMALL),
        (_SMALL, _SMALL, _SMALL),
        (100_000, _SMALL, 98_976),
        (261_120, _SMALL, _LARGE),
        (1 << 40, _SMALL, _LARGE),
        (33_000, 31_976, 31_976),
    ],
)
def test_a_write_is_as_long_as_the_server_takes_and_never_longer(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int | None, int, int]
) -> None:
    longest, first, later = sizes
    monkeypatch.setattr(sftp, "time", Clock())
    if longest is None:
        transport.files.extensions = (FSYNC, RENAME_OVER)
    transport.files.longest_write = longest or 0
    client = session(transport)
    handle = client.create(str(transport.folder / "x"), mode=0o600)
    content = os.urandom(3_000_000)
    assert sum(client.store(handle, io.BytesIO(content).read, offset=0)) == 3_000_000
    writes = [one[1:] for one in transport.files.asked if one[0] == "write"]
    assert writes[0] == (0, first)
    assert max(size for _, size in writes) == max(first, later)
    assert [at for at, _ in writes] == [sum(s for _, s in writes[:n]) for n in range(len(writes))]
    assert (transport.folder / "x").read_bytes() == content


@pytest.mark.parametrize(
    ("seconds", "on_way", "size"),
    [
        (0.0656, 1 << 20, _SMALL),  # a little under 500,000 bytes a second
        (0.0655, 1 << 20, _LARGE),
        (0.032768, 2_000_000, _LARGE),  # 1,000,000: two seconds' worth
        (0.0001, 16 << 20, _LARGE),
    ],
)
def test_what_is_on_the_way_follows_what_the_line_has_shown(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, seconds: float, on_way: int, size: int
) -> None:
    clock = Clock()
    monkeypatch.setattr(sftp, "time", clock)
    client = session(transport)
    handle = client.create(str(transport.folder / "x"), mode=0o600)
    sizes = client.store(handle, io.BytesIO(bytes(40_000_000)).read, offset=0)

    def writes() -> list[int]:
        return [one[2] for one in transport.files.asked if one[0] == "write"]

    clock_at_answer = iter([seconds])
    real = transport.every[0].recv

    def recv(count: int) -> bytes:
        clock.now += next(clock_at_answer, 0.0)
        return real(count)

    monkeypatch.setattr(transport.every[0], "recv", recv)
    assert next(sizes) == _SMALL
    assert writes() == [_SMALL] * 32  # a MiB, before anything was confirmed
    next(sizes)
    assert set(writes()[32:]) <= {size}
    assert on_way <= sum(writes()[1:]) < on_way + size
    assert isinstance(sizes, Generator)
    sizes.close()


@pytest.mark.parametrize(
    ("extensions", "asked"),
    [
        ((FSYNC, RENAME_OVER, LIMITS), ["limits", "open file", "mode", "write", "fsync", "close"]),
        ((), ["limits", "open file", "mode", "write", "close"]),
    ],
    ids=["openssh", "plain"],
)
def test_a_file_is_synced_before_it_is_closed_where_the_server_can(
    transport: Transport, extensions: tuple[str, ...], asked: list[str]
) -> None:
    transport.files.extensions = extensions
    client, path = session(transport), transport.folder / "x"
    handle = client.create(str(path), mode=0o640)
    client.set_mode(handle, 0o4755)
    assert list(client.store(handle, io.BytesIO(b"abc").read, offset=4)) == [3]
    assert transport.files.kinds() == asked
    flags = _WRITE_ONLY | _CREATE | _EXCLUSIVE
    assert transport.files.asked[1:4] == [
        ("open file", str(path), flags, 0o640),
        ("mode", 0o4755),
        ("write", 4, 3),
    ]
    assert path.read_bytes() == bytes(4) + b"abc"
    assert path.stat().st_mode & 0o7777 == 0o4755
    client.store(client.open(str(path)), io.BytesIO(b"").read, offset=0)
    assert transport.files.asked[-1] == ("open file", str(path), _WRITE_ONLY, 0o600)


@pytest.mark.parametrize("refused", ["write", "fsync", "close"])
def test_no_file_counts_as_stored_when_a_part_of_it_was_refused(
    transport: Transport, refused: str
) -> None:
    client = session(transport)
    handle = client.create(str(transport.folder / "x"), mode=0o600)
    transport.files.refuses[refused] = FAILURE
    with pytest.raises(Refused) as caught:
        list(client.store(handle, io.BytesIO(b"abc").read, offset=0))
    assert caught.value.code == FAILURE


def test_a_file_that_is_there_is_not_made_anew(transport: Transport) -> None:
    (transport.folder / "x").write_bytes(b"old")
    with pytest.raises(Refused):
        session(transport).create(str(transport.folder / "x"), mode=0o600)
    assert (transport.folder / "x").read_bytes() == b"old"


def test_a_look_tells_size_and_kind_and_follows_no_link(transport: Transport) -> None:
    file, link = transport.folder / "file", transport.folder / "link"
    file.write_bytes(b"12345")
    link.symlink_to(file)
    client = session(transport)
    assert client.lstat(str(file)) == Attributes(5, is_file=True)
    for odd in (link, transport.folder):
        found = client.lstat(str(odd))
        assert found is not None
        assert not found.is_file
    assert client.lstat(str(transport.folder / "none")) is None
    transport.files.refuses["lstat"] = PERMISSION_DENIED
    with pytest.raises(Refused):
        client.lstat(str(file))


@pytest.mark.parametrize(
    ("flags", "body", "found"),
    [
        (7, struct.pack(">QIII", 5, 1, 2, 0o100644), Attributes(5, is_file=True)),
        (4, struct.pack(">I", 0o100600), Attributes(0, is_file=True)),
        (1, struct.pack(">Q", 1 << 40), Attributes(1 << 40, is_file=False)),
        (0, b"", Attributes(0, is_file=False)),
    ],
)
def test_attributes_stand_where_their_flags_say(
    transport: Transport, flags: int, body: bytes, found: Attributes
) -> None:
    answer = packet(105, 2, struct.pack(">I", flags) + body)
    assert Sftp(told(transport, _VERSION, status(1, FAILURE), answer)).lstat("/") == found


def test_removing_what_is_not_there_is_fine_and_a_refusal_is_not(transport: Transport) -> None:
    client, file = session(transport), transport.folder / "x"
    client.remove(str(file))
    file.write_bytes(b"")
    client.remove(str(file))
    assert not file.exists()
    transport.files.refuses["remove"] = PERMISSION_DENIED
    with pytest.raises(Refused):
        client.remove(str(file))


@pytest.mark.parametrize(
    ("extensions", "asked"),
    [((RENAME_OVER,), ["posix rename"]), ((), ["remove", "rename"])],
    ids=["in one step", "in two"],
)
def test_a_rename_goes_over_what_is_there(
    transport: Transport, extensions: tuple[str, ...], asked: list[str]
) -> None:
    transport.files.extensions = extensions
    new, old = transport.folder / "neu é", transport.folder / "固件"
    new.write_bytes(b"new")
    old.write_bytes(b"old")
    session(transport).replace(str(new), str(old))
    assert transport.files.kinds()[1:] == asked
    assert (old.read_bytes(), new.exists()) == (b"new", False)
    for refused in asked:
        transport.files.refuses = {refused: FAILURE}
        new.write_bytes(b"newer")
        with pytest.raises(Refused):
            session(transport).replace(str(new), str(old))


@pytest.mark.parametrize(
    ("times", "far"),
    [
        ([0.007], "near"),
        ([0.009, 0.009, 0.009, 0.009], "far"),
        ([0.009, 0.009, 0.007], "near"),
        ([0.0239, 0.001], "near"),
        ([0.0241], "far"),
    ],
)
def test_only_a_line_that_stays_slow_is_far(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, times: list[float], far: str
) -> None:
    clock = Clock()
    monkeypatch.setattr(sftp, "time", clock)
    client = session(transport)
    client.round_trip, left = times[0], times[1:]

    def pass_time(_: tuple[Any, ...]) -> None:
        clock.now += left.pop(0)

    transport.files.hook = pass_time
    assert client.is_farther_than(0.008) is (far == "far")
    assert left == []


def test_the_first_answer_tells_how_far_the_server_is(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(sftp, "time", clock)
    transport.files.hook = lambda _: clock.sleep(0.25)
    assert session(transport).round_trip == 0.25


def test_closing_ends_the_channel_and_twice_is_fine(transport: Transport) -> None:
    client = session(transport)
    client.close()
    client.close()
    assert transport.every[0].closed
    with pytest.raises(OSError, match="closed"):
        client.lstat("/")
