"""shellcheck has nothing to say about any shell text, written or made by the app."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.service.unit import bare
from tests.golden.scripts import made
from tests.house.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_FIRST_LINE = re.compile(r"#! ?/(?:usr/)?bin/(?:env )?(?:ba|da)?sh\b")
_VALUE = re.compile(r"(?<==)[\w/.-]+")
_SKIP = re.compile(r"# *shellcheck +disable=\S+(?P<reason>.*)")


def written() -> dict[str, str]:
    """Return every shell script of the repository that is whole as it stands."""
    listed = subprocess.run(
        ("git", "ls-files"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = {}
    for name in listed.stdout.splitlines():
        with (ROOT / name).open("rb") as file:
            begins = file.read(100).decode("utf-8", "replace")
        if _FIRST_LINE.match(begins) and not name.startswith("resources/units/activate/"):
            found[name] = (ROOT / name).read_text("utf-8")
    return found


def objections(name: str, text: str) -> str:
    """Let shellcheck read a text; one without a first line is read by `sh`."""
    dialect = "bash" if re.match(r"#!.*\bbash\b", text) else "sh"
    done = subprocess.run(
        ("shellcheck", f"--shell={dialect}", "--format=gcc", "-"),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return "".join(f"{name}{line[1:]}\n" for line in done.stdout.splitlines()) + done.stderr


def test_no_script_of_the_repository_surprises_its_shell() -> None:
    found = written()
    assert {".ci/run", "installer/start", "resources/server/facts.sh"} <= found.keys()
    said = "".join(objections(name, text) for name, text in found.items())
    if said:
        pytest.fail(said, pytrace=False)


def test_no_text_that_the_app_makes_surprises_its_shell(tmp_path: Path) -> None:
    """Of those that differ in plain values alone, one is read: each takes ten seconds."""
    shapes = {_VALUE.sub("value", text): (name, text) for name, text in made(tmp_path).items()}
    assert {"helper-system-timer", "helper-user-timer"} <= {name for name, _ in shapes.values()}
    said = "".join(objections(name, text) for name, text in shapes.values())
    if said:
        pytest.fail(said, pytrace=False)


def test_every_piece_of_a_script_is_read_as_part_of_a_whole(tmp_path: Path) -> None:
    """But for the lines in which a value of the service stands."""
    texts = "\n".join((*made(tmp_path).values(), *written().values()))
    texts += bare(texts)
    pieces = [file.read_text("utf-8") for file in (ROOT / "resources").rglob("*.sh")]
    assert pieces
    lines = {line for piece in pieces for line in bare(piece).splitlines() if "@" not in line}
    assert [line for line in lines if line not in texts] == []


def test_the_helper_without_its_comments_is_the_same_program(tmp_path: Path) -> None:
    """As bash itself reads both, but for comments and indents of the awk program within."""

    def as_read(text: str) -> str:
        whole = tmp_path / "whole"
        whole.write_text(f"whole() {{\n{text}\n}}\ndeclare -f whole\n", "utf-8")
        done = subprocess.run(("bash", whole), capture_output=True, text=True, check=True)
        return re.sub(r" *# .*|^[ \t]+", "", done.stdout, flags=re.MULTILINE)

    parts = sorted((ROOT / "resources/units/activate").glob("*.sh"))
    assert len(parts) > 20
    for part in parts:
        text = part.read_text("utf-8")
        assert as_read(bare(text)) == as_read(text), part.name
        assert len(re.findall(r"^ *# (?!shellcheck|----)", bare(text), re.MULTILINE)) == 0


def test_what_shellcheck_shall_not_say_has_its_reason_beside_it() -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / "resources").rglob("*.sh")]
    skips = [found for text in (*texts, *written().values()) for found in _SKIP.finditer(text)]
    assert skips
    assert [one[0] for one in skips if len(one["reason"].strip(" #").split()) < 3] == []
