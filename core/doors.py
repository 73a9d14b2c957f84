"""The doors of a service's sandbox: what a program can be let do beside the usual."""

from __future__ import annotations

from enum import StrEnum


class Door(StrEnum):
    """One of them, by the name that people type."""

    JIT = "jit"
    PROC = "proc"
    HOME = "home"
    LOW_PORTS = "low-ports"
    RAW_SOCKETS = "raw-sockets"
    OTHER_SOCKETS = "other-sockets"
    NETWORK_ADMIN = "network-admin"
    DEVICES = "devices"
    NAMESPACES = "namespaces"
    OWNERS = "owners"
    PRIORITY = "priority"
    LOCKED_MEMORY = "locked-memory"
    ALL_CALLS = "all-calls"
