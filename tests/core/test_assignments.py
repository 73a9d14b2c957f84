"""The helper reads an environment file as systemd does, too: names, and what stays without some."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from core.service.env_syntax import variables

_ROOT = Path(__file__).parents[2]
_HELPER = _ROOT / "resources" / "units" / "activate" / "environment.sh"
_RECORDED = Path(__file__).parent / "data" / "env_files.json"
KNOWN: list[dict[str, Any]] = json.loads(_RECORDED.read_text())
FILES = [one["file"].encode("latin-1") for one in KNOWN if "\0" not in one["file"]]
_LARGE = b'A="' + b"x\n\\\\ ' " * 35_000 + b'"\nB=1\n'


def helped(folder: Path, files: list[bytes], *, systemd: int) -> list[tuple[list[str], bytes]]:
    """Let the helper read each file: its names, and the file without A."""
    for number, content in enumerate(files):
        (folder / str(number)).write_bytes(content)
    script = (
        f"systemctl() {{ echo 'systemd {systemd} (x)'; }}\n{_HELPER.read_text()}\n"
        f"for n in {{0..{len(files) - 1}}}; do\n"
        '  assignments names <"$n" >"$n.names"; assignments without "Z A" <"$n" >"$n.rest"\ndone'
    )
    ran = subprocess.run(
        ("bash", "-euc", script), cwd=folder, check=True, capture_output=True, text=True
    )
    assert ran.stderr == ""
    return [
        ((folder / f"{n}.names").read_text().split(), (folder / f"{n}.rest").read_bytes())
        for n in range(len(files))
    ]


@pytest.mark.parametrize("systemd", [247, 257])
def test_what_is_set_and_forgotten_stands_alone(tmp_path: Path, systemd: int) -> None:
    """No other variable loses or wins a sign, and what is added is not drawn into another one."""
    for content, (names, rest) in zip(FILES, helped(tmp_path, FILES, systemd=systemd), strict=True):
        readable = content.decode("utf-8", "replace").encode()
        before = variables(readable, systemd=systemd)
        after = variables(rest.decode("utf-8", "replace").encode() + b'NEW="x"\n', systemd=systemd)
        assert set(names) >= set(before) or not before
        kept = {name: value for name, value in before.items() if name != "A"}
        if before:
            assert after == {**kept, "NEW": "x"}, content


def test_a_large_value_of_many_lines_takes_no_time(tmp_path: Path) -> None:
    ((names, rest),) = helped(tmp_path, [_LARGE], systemd=252)
    assert (names, rest) == (["A", "B"], b"B=1\n")
