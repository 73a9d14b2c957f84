"""What a project's own goferry.toml may ask of a build, whoever reads it; and what it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.build.catalogue import BY_FIELD
from core.build.option_entry import Group
from core.build.options import BuildOptions, Cgo, Target
from core.build.shared_options import options_from
from core.problems import ProblemError
from core.project import shared
from core.remembered import Remembered, carried_over, recall, remember

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home


def _read(folder: Path, text: str, profile: str = "") -> BuildOptions:
    (folder / shared.FILE).write_text(text, "utf-8")
    return options_from(shared.load(folder), profile)


def test_a_profile_lies_over_what_is_for_all(tmp_path: Path) -> None:
    text = '[build]\ntags = ["a"]\nstrip = false\n[profiles.arm]\ntarget = "linux/arm64"\n'
    assert _read(tmp_path, text) == BuildOptions(tags=("a",), strip=False)
    arm = BuildOptions(tags=("a",), strip=False, target=Target(goarch="arm64"))
    assert _read(tmp_path, text, "arm") == arm


@pytest.mark.parametrize(
    "line",
    [
        'flags = ["-toolexec=./evil"]',
        'env = ["CC=./evil"]',
        'ldflags = "-extld=./evil"',
        "fresh = true",
        "fetch_go = true",  # with a mirror of its own it would choose the compiler that runs
        'checksums = "off"',
        'checksums = "evil.example+01234567+AAAA https://evil.example"',
        'proxy = "file:///tmp/evil"',
        'proxy = "https://mirror.example,file:///tmp/evil"',
        'proxy = "direct|http://mirror.example"',
    ],
)
@pytest.mark.parametrize("table", ["build", "profiles.quick"])
def test_what_can_run_programs_is_never_taken_from_a_project(
    line: str, table: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemError) as refused:
        _read(tmp_path, f"[{table}]\n{line}\n", "quick" if table != "build" else "")
    assert refused.value.problem.code in {"option_not_shared", "mirror_not_shared"}


def test_every_option_for_experts_is_personal() -> None:
    assert all(entry.personal for entry in BY_FIELD.values() if entry.group is Group.EXPERT)


@pytest.mark.parametrize("mirror", ["https://a.example,direct", "off", "https://a.example|direct"])
def test_a_team_may_share_a_mirror_that_nobody_changes_on_the_way(
    mirror: str, tmp_path: Path
) -> None:
    assert _read(tmp_path, f'[build]\nproxy = "{mirror}"\n').proxy == mirror


def test_what_nobody_chose_follows_the_project_and_what_somebody_chose_stays() -> None:
    then = BuildOptions(tags=("old",), cgo=Cgo.OFF)
    chosen = BuildOptions(tags=("old",), cgo=Cgo.STATIC)
    now = BuildOptions(tags=("new",), strip=False)
    assert carried_over(chosen, then=then, now=now) == BuildOptions(
        tags=("new",), strip=False, cgo=Cgo.STATIC
    )


def test_what_the_project_asked_for_is_remembered_with_the_choices(
    home: Home, tmp_path: Path
) -> None:
    value = Remembered(options=BuildOptions(strip=False), asked=BuildOptions(tags=("a",)))
    remember(home, tmp_path, value)
    assert recall(home, tmp_path) == (value, None)
