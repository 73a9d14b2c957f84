"""Read a file of the server from any byte on, in order and without waiting for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ssh.connection import sftp as ssh_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ssh.connection.upload import Lanes
    from core.ssh.executor import StopToken


class NotRead(Exception):  # noqa: N818 - what became of the file
    """The server does not let the file be read."""


def download(
    line: Lanes, source: str, take: Callable[[bytes], None], *, offset: int, stop: StopToken
) -> None:
    """Hand on what the file holds from `offset` to its end."""
    with line.files.lend(stop) as session:
        try:
            for data in session.fetch(source, offset=offset):
                take(data)
        except ssh_files.Refused as reason:
            raise NotRead(str(reason)) from reason
