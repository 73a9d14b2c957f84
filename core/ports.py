"""What is true of TCP ports wherever one is chosen, checked or written into a unit."""

from __future__ import annotations

HIGHEST_PORT = 65_535
FIRST_FREE_PORT = 1024  # below, Linux asks for a capability
SSH_PORT = 22
