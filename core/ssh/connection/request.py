"""Ask for a command or a subsystem on a channel, and go on: the answer comes before any output.

paramiko's own methods wait for that answer, which costs a round trip for each command.
"""

from __future__ import annotations

from typing import Any

import paramiko
from paramiko.common import cMSG_CHANNEL_REQUEST

Channel = Any  # paramiko's channels have no types


def ask_for(channel: Channel, kind: str, words: str) -> None:
    """Ask for the "exec" of a command or for a "subsystem"; on a no the channel just ends."""
    message = paramiko.Message()
    message.add_byte(cMSG_CHANNEL_REQUEST)
    message.add_int(channel.remote_chanid)
    message.add_string(kind)
    message.add_boolean(True)  # noqa: FBT003 - the protocol's "want reply"
    message.add_string(words)
    channel._event_pending()  # noqa: SLF001 - as paramiko's own methods do
    channel.transport._send_user_message(message)  # noqa: SLF001 - the same


def must_be_granted(channel: Channel) -> None:
    """At the end of a channel's output, raise `SSHException` if the answer was not yes."""
    if not channel.event_ready:
        raise paramiko.SSHException("the server does not allow it")
