"""What a command loads before it begins: its own group, and for the version nothing at all."""

from __future__ import annotations

import errno
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from core import cli
from core.cli.entry import main, parser
from core.cli.groups import GROUPS
from tests.goferry import environment

if TYPE_CHECKING:
    from pathlib import Path

    from core.cli.arguments import Parser


def _loaded(program: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}; print(*sys.modules)"],
        env=environment(),
        capture_output=True,
        check=True,
        text=True,
    )
    return set(ran.stdout.split())


def _commands(words: list[str]) -> tuple[str, ...]:
    listed = parser(words).format_help().partition("COMMAND\n")[2]
    return tuple(re.findall(r"^    (\w+)\b", listed, re.MULTILINE))


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_names_what_each_group_offers(group: str) -> None:
    for command in GROUPS[group]:
        assert _commands([command, "x"]) == GROUPS[group]


@pytest.mark.parametrize(
    "typed",
    ["--json build .", "--home H build .", "--home build build", "--home=H --json build deploy"],
)
def test_what_may_stand_before_a_command_hides_it_from_nobody(typed: str) -> None:
    assert _commands(typed.split()) == GROUPS["project"]


@pytest.mark.parametrize(
    "typed", ["", "--help build", "-h build", "buidl", "--home", "--version build", "-- build"]
)
def test_whatever_is_not_clear_loads_every_group(typed: str) -> None:
    assert _commands(typed.split()) == tuple(one for names in GROUPS.values() for one in names)


def test_a_command_loads_its_own_group_alone() -> None:
    loaded = _loaded("from core.cli.entry import parser; parser(['build', '.'])")
    groups = {f"core.cli.{name}" for name in GROUPS}
    assert groups & loaded == {"core.cli.project"}
    assert "core.build.builder" not in loaded


def test_a_mistake_reads_the_same_with_one_group_as_with_all() -> None:
    for words in (["build"], ["build", "--bogus", "x"], ["deploy", "x", "--port", "no"]):
        told = [_mistake(part, words) for part in (parser(words), parser())]
        assert told[0] == told[1] != ""


def _mistake(whole: Parser, words: list[str]) -> str:
    with pytest.raises(Exception, match="could not understand") as mistake:
        whole.parse_args(words)
    return str(mistake.value)


def test_the_version_alone_loads_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    loaded = _loaded("from core.cli import main; main(['--version'])")
    assert {one for one in loaded if one.startswith("core")} == {"core", "core.cli"}
    assert not {"asyncio", "argparse", "importlib.metadata"} & loaded
    assert main(["--version"]) == 0
    slow = capsys.readouterr()
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr() == slow


def test_a_version_that_no_installer_wrote_is_told_by_the_whole_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "goferry-9.9.dist-info").write_text("a file, in a place that comes first")
    monkeypatch.setattr("sys.path", [str(tmp_path / "gone"), *sys.path])
    assert cli.main(["--version"]) == 0
    known = capsys.readouterr().out
    monkeypatch.setattr("core.cli._MARK", ".no-such-mark")
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == known


def test_a_version_that_cannot_be_said_ends_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

        def fileno(self) -> int:
            raise OSError(errno.EBADF, "none")

    monkeypatch.setattr("sys.stdout", Gone())
    assert cli.main(["--version"]) == main(["--version"]) == 141
