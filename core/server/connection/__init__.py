"""The one door to SSH: paramiko stays behind it, and nothing of it shows."""

from core.server.connection.connecting import (
    connect,
    destination,
    is_unknown_name,
    offered_key,
    recorded_keys,
    trust_key,
)
from core.server.connection.session import Connection
from core.server.connection.trusting import known_hosts_files

__all__ = [
    "Connection",
    "connect",
    "destination",
    "is_unknown_name",
    "known_hosts_files",
    "offered_key",
    "recorded_keys",
    "trust_key",
]
