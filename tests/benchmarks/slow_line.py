"""A line with a delay and a rate, in a process of its own: it costs the measured one nothing.

`python slow_line.py [HOST:]PORT DELAY RATE` listens on loopback, prints its port, and carries
everything to PORT, on loopback unless a host is named: each byte DELAY seconds later and not
faster than RATE bytes per second, each way.
"""

from __future__ import annotations

import queue
import socket
import sys
import threading
import time

_PIECE = 32 << 10
_ROOM = 64  # pieces that a router would hold, beyond what is on its way


def main(target: tuple[str, int], delay: float, rate: float) -> None:
    """Carry connections until the process is ended."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(target)
        for source, sink in ((client, server), (server, client)):
            source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            way: queue.Queue[tuple[float, bytes]] = queue.Queue(
                int(2 * delay * rate / _PIECE) + _ROOM
            )
            threading.Thread(target=_take, args=(source, way, delay, rate), daemon=True).start()
            threading.Thread(target=_deliver, args=(way, sink), daemon=True).start()


def _take(
    source: socket.socket, way: queue.Queue[tuple[float, bytes]], delay: float, rate: float
) -> None:
    free = 0.0
    data = b"first"
    while data:
        try:
            data = source.recv(_PIECE)
        except OSError:
            data = b""
        free = max(free, time.monotonic()) + len(data) / rate
        way.put((free + delay, data))


def _deliver(way: queue.Queue[tuple[float, bytes]], sink: socket.socket) -> None:
    data = b"first"
    while data:
        due, data = way.get()
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            sink.sendall(data) if data else sink.shutdown(socket.SHUT_WR)
        except OSError:
            return


if __name__ == "__main__":
    place, _, number = sys.argv[1].rpartition(":")
    main((place or "127.0.0.1", int(number)), float(sys.argv[2]), float(sys.argv[3]))
