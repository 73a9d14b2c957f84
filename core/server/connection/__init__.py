"""The one door to SSH: paramiko stays behind it, and nothing of it shows."""

from core.server.connection.connecting import connect, offered_key
from core.server.connection.session import Connection

__all__ = ["Connection", "connect", "offered_key"]
