"""The proxy that tests of bad lines stand on has to be right itself."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def echo() -> Iterator[int]:
    """A server on the loopback that sends back all that it gets."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server,), daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def _accept(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            threading.Thread(target=_echo, args=(server.accept()[0],), daemon=True).start()


def _echo(client: socket.socket) -> None:
    with client, suppress(OSError):
        while piece := client.recv(65536):
            client.sendall(piece)


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with echo() as port, Proxy("127.0.0.1", port) as running:
        yield running


def call(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=60)


def receive(client: socket.socket, count: int) -> bytes:
    """Take up to `count` bytes, fewer when the line ends before."""
    got = b""
    with suppress(ConnectionError):
        while len(got) < count and (piece := client.recv(count - len(got))):
            got += piece
    return got


def test_a_good_line_carries_everything_both_ways(proxy: Proxy) -> None:
    sent = bytes(range(256)) * 8000
    with call(proxy) as client:
        threading.Thread(target=client.sendall, args=(sent,), daemon=True).start()
        assert receive(client, len(sent)) == sent
    assert (proxy.to_server, proxy.to_client, proxy.opened) == (len(sent), len(sent), 1)


def test_an_end_that_has_said_all_still_hears_the_other(proxy: Proxy) -> None:
    with call(proxy) as client:
        client.sendall(b"last words")
        client.shutdown(socket.SHUT_WR)
        assert receive(client, 100) == b"last words"


def test_a_delay_counts_each_way_but_does_not_slow_the_rate(proxy: Proxy) -> None:
    proxy.delay = 0.1
    with call(proxy) as client:
        began = time.monotonic()
        client.sendall(b"x" * 500_000)
        assert len(receive(client, 500_000)) == 500_000
        assert 0.2 <= time.monotonic() - began < 6  # what 31 pieces take, one after the other


def test_a_rate_is_kept(proxy: Proxy) -> None:
    proxy.rate = 100_000
    with call(proxy) as client:
        began = time.monotonic()
        client.sendall(b"x" * 50_000)
        assert len(receive(client, 50_000)) == 50_000
        assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("count", [0, 1, 7, 5000, 40_000])
def test_a_cut_comes_after_exactly_so_many_bytes(proxy: Proxy, count: int) -> None:
    with call(proxy) as client:
        client.sendall(b"hello")
        assert receive(client, 5) == b"hello"
        before = proxy.passed
        proxy.cut_after(count)
        with suppress(ConnectionError):
            client.sendall(b"x" * 60_000)
        receive(client, 60_000)
        assert proxy.passed - before == count


def test_after_a_cut_the_next_connection_is_good(proxy: Proxy) -> None:
    with call(proxy) as client:
        client.sendall(b"hello")
        assert receive(client, 5) == b"hello"
        proxy.cut()
        assert receive(client, 1) == b""
    with call(proxy) as client:
        client.sendall(b"again")
        assert receive(client, 5) == b"again"


def test_a_black_hole_is_silent_until_it_ends(proxy: Proxy) -> None:
    with call(proxy) as client:
        proxy.black_hole = True
        client.sendall(b"hello")
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(5)
        proxy.black_hole = False
        client.settimeout(5)
        assert receive(client, 5) == b"hello"


def test_a_server_that_is_gone_ends_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with Proxy("127.0.0.1", port) as proxy, call(proxy) as client:
        assert receive(client, 1) == b""


def test_a_proxy_that_ends_leaves_no_thread() -> None:
    with echo() as port:
        with Proxy("127.0.0.1", port) as proxy, call(proxy) as client:
            client.sendall(b"hello")
            receive(client, 5)
        assert not [one for one in threading.enumerate() if one.name == "proxy"]
        with pytest.raises(ConnectionRefusedError):
            call(proxy)
