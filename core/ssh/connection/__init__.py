"""The one door to SSH: paramiko stays behind it, and nothing of it shows."""

from core.ssh.connection.connecting import (
    connect,
    destination,
    is_unknown_name,
    offered_key,
    recorded_keys,
    trust_key,
    way_to,
)
from core.ssh.connection.route import Way
from core.ssh.connection.session import Connection
from core.ssh.connection.trusting import known_hosts_files

__all__ = [
    "Connection",
    "Way",
    "connect",
    "destination",
    "is_unknown_name",
    "known_hosts_files",
    "offered_key",
    "recorded_keys",
    "trust_key",
    "way_to",
]
