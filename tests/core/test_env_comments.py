"""What a comment that goes on takes with it: assignments alone are lost to anybody."""

from __future__ import annotations

import pytest

from core.deploy.env_meaning import Trap, traps
from core.deploy.env_syntax import entries


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (b"# a\\\nB=2\nA=1\n", [("B", 2)]),
        (b"; a\\\nno variable\\\nB=2\nA=1\n", [("B", 3)]),
        (b"# a\\\nno variable\nA=1\n", []),
        (b"# a\nB=2\n", []),
        (b"A=1 # \\\nB=2\n", []),
    ],
)
def test_of_a_comment_only_assignments_are_told(
    content: bytes, lost: list[tuple[str, int]]
) -> None:
    found = traps(entries(content, systemd=252)).get(Trap.SWALLOWED, [])
    assert [(one.name, one.line) for one in found] == lost
