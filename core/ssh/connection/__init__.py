"""The one door to SSH: paramiko stays behind it, and nothing of it shows."""

from core.ssh.connection.connecting import (
    connect,
    destination,
    is_unknown_name,
    must_be_known,
    offered_key,
    recorded_keys,
    route_to,
    trust_key,
)
from core.ssh.connection.route import Route
from core.ssh.connection.session import Connection
from core.ssh.connection.trusting import known_hosts_files

__all__ = [
    "Connection",
    "Route",
    "connect",
    "destination",
    "is_unknown_name",
    "known_hosts_files",
    "must_be_known",
    "offered_key",
    "recorded_keys",
    "route_to",
    "trust_key",
]
