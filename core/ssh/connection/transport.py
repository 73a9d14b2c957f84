"""paramiko's transport, held to what it leaves open: keys, endings, and the order of messages."""

from __future__ import annotations

import errno
import threading
import weakref
from typing import TYPE_CHECKING, Any

import paramiko
from paramiko.common import MSG_CHANNEL_CLOSE, MSG_CHANNEL_EOF
from paramiko.transport import ChannelMap

from core.ssh.connection.wire import KeyChanged

if TYPE_CHECKING:
    from core.ssh.connection.wire import Wire

_WINDOW = 4 << 20
_OF_THE_END = (MSG_CHANNEL_EOF, MSG_CHANNEL_CLOSE)


class Transport(paramiko.Transport):  # type: ignore[misc]  # paramiko has no types
    """Keeps to the host key that was judged: when keys are renewed, paramiko would take any."""

    _judged: bytes | None = None
    saved_exception: Exception | None  # paramiko's own

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire, default_window_size=_WINDOW)
        self._channels = _Channels(self)
        self._refused: dict[int, paramiko.ChannelException] = {}

    def open_channel(self, *words: object, **named: object) -> paramiko.Channel:
        """Open a channel that says nothing more once it was closed.

        A refusal goes to whoever asked for that channel: paramiko keeps only the last of them, for
        the first who looks.
        """
        try:
            channel = super().open_channel(*words, **named)
        except paramiko.SSHException as reason:
            raise self._refused.pop(self._channels.begun, reason) from None
        channel.transport = _InOrder(channel, self)
        return channel

    def _parse_channel_open_failure(self, message: paramiko.Message) -> None:
        start = message.packet.tell()
        number, code, why = message.get_int(), message.get_int(), message.get_text()
        if number in self.channel_events:  # a server may refuse what nobody wants
            self._refused[number] = paramiko.ChannelException(code, why)
        message.packet.seek(start)
        kept = self.saved_exception
        super()._parse_channel_open_failure(message)
        self.saved_exception = kept

    def _verify_key(self, host_key: bytes, sig: bytes) -> None:
        if self._judged not in (None, host_key):
            raise KeyChanged(errno.EPROTO, "another host key in the middle of a connection")
        super()._verify_key(host_key, sig)
        self._judged = host_key

    def get_exception(self) -> Exception | None:
        """Tell everybody who asks why the connection ended: paramiko forgets it after the first.

        A refused login concerns only the one who wanted it.
        """
        found = self.saved_exception
        if isinstance(found, paramiko.AuthenticationException):
            self.saved_exception = None
        return found


class _Channels(ChannelMap):  # type: ignore[misc]  # paramiko has no types
    """Shows no channel before it knows its transport: closing meanwhile would trip over it."""

    def __init__(self, transport: paramiko.Transport) -> None:
        super().__init__()
        self._transport = transport
        self._of_thread = threading.local()

    @property
    def begun(self) -> int:
        """The number of the channel that this thread began to open last."""
        return int(getattr(self._of_thread, "number", -1))

    def put(self, number: int, channel: paramiko.Channel) -> None:
        self._of_thread.number = number
        channel._set_transport(self._transport)  # noqa: SLF001 - paramiko does it too, but later
        super().put(number, channel)


class _InOrder:
    """The transport as one channel sees it: what would follow the channel's CLOSE is left out.

    paramiko closes a channel in one thread while another is about to send on it, and sends what
    comes first. sshd forgets a channel with its CLOSE, and ends the whole connection at a message
    for one that it has forgotten.
    """

    def __init__(self, channel: paramiko.Channel, transport: Transport) -> None:
        self._lock = threading.Lock()
        self._channel = weakref.ref(channel)  # a channel ends when nobody holds it any more
        self._transport = transport
        self._over = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is the transport's own
        return getattr(self._transport, name)

    def _send_user_message(self, message: paramiko.Message) -> None:
        kind, channel = message.asbytes()[0], self._channel()
        with self._lock:
            closed = channel is not None and channel.closed
            if self._over or (closed and kind not in _OF_THE_END):
                return
            self._over = kind == MSG_CHANNEL_CLOSE
            self._transport._send_user_message(message)  # noqa: SLF001 - as channels do
