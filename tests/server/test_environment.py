"""What a service gets from its environment file, on every systemd that we can boot."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.service.env_syntax import is_text, quoted, variables

if TYPE_CHECKING:
    from tests.testbed import Server

pytestmark = [pytest.mark.server]
_RECORDED = Path(__file__).parents[1] / "core" / "data" / "env_files.json"
KNOWN: list[dict[str, Any]] = json.loads(_RECORDED.read_text())
_ODD = "\"'\\`$#;=!%~{}[]()<>&|* \t\n\r\x01\x1b\x7f\u00a0\u2028äé你🚀abcXYZ019"
_GIVEN_TO_ALL = {"LANG", "INVOCATION_ID", "JOURNAL_STREAM", "SYSTEMD_EXEC_PID", "USER", "LOGNAME"}
_GIVEN_TO_ALL |= {"SHELL", "TERM", "MEMORY_PRESSURE_WATCH", "MEMORY_PRESSURE_WRITE", "HOME", "PATH"}


def handed_over(server: Server, files: list[bytes]) -> list[dict[str, str]]:
    """Let the server's systemd start a program with each file, and take what it got."""
    written = "".join(
        f"base64 -d >/run/env-files/{number} <<<'{base64.b64encode(content).decode()}'\n"
        for number, content in enumerate(files)
    )
    told = server.run(
        f"bash <<'ALL'\nset -eu\ntrap 'rm -rf /run/env-files' EXIT\n"
        f"mkdir -p /run/env-files\n{written}"
        f"for n in {{0..{len(files) - 1}}}; do\n"
        "  systemd-run --quiet --pipe --wait --collect -p EnvironmentFile=/run/env-files/$n env -0"
        " 2>/dev/null | base64 -w0; echo\ndone\nALL"
    )
    return [_parsed(base64.b64decode(line)) for line in told.splitlines()]


def _parsed(told: bytes) -> dict[str, str]:
    pairs = (one.decode().split("=", 1) for one in told.split(b"\0") if one)
    return {name: value for name, value in pairs if name not in _GIVEN_TO_ALL}


def test_a_file_arrives_as_it_was_foretold(every_debian: Server) -> None:
    files = [one["file"].encode("latin-1") for one in KNOWN]
    version = int(every_debian.run("systemctl --version").split()[1])
    for content, given in zip(files, handed_over(every_debian, files), strict=True):
        foretold = variables(content, systemd=version)
        assert given == {k: v for k, v in foretold.items() if k not in _GIVEN_TO_ALL}, content


def test_a_quoted_value_arrives_as_it_is(every_debian: Server) -> None:
    """What `secrets set` and the window's editor write, 300 odd values in one file."""
    odd = random.Random(4)  # noqa: S311 - the same odd values in each run
    values = ["".join(odd.choices(_ODD, k=odd.randint(0, 24))) for _ in range(300)]
    assert all(is_text(value) for value in values)
    content = "".join(f"V{n}={quoted(value)}\n" for n, value in enumerate(values))
    (given,) = handed_over(every_debian, [content.encode()])
    assert [given[f"V{n}"] for n in range(300)] == values
