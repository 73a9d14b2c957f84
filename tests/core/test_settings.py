"""Settings come back as they were; a file that cannot be used is kept, never overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.settings import FORMAT, Settings, load, save

if TYPE_CHECKING:
    from core.home import Home


def test_settings_come_back_as_they_were_saved(home: Home) -> None:
    chosen = Settings(language="zh_CN", colours="dark", recent=("/x/固件",), editor="code")
    save(home, chosen)
    assert load(home) == (chosen, None)


def test_a_first_start_has_settings_and_writes_nothing(home: Home) -> None:
    assert load(home) == (Settings(), None)
    assert not home.config.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b'"format"',
        b"[1, 2]",
        b"\xff\xfe",
        b"{}",
        b'{"format": "1"}',
        b'{"format": 1, "language": 7}',
        b'{"format": 1, "recent": "abc"}',
        b'{"format": 1, "recent": {"a": 1}}',
        b'{"format": 1, "recent": 5}',
        b"[" * 100_000,
        json.dumps({"format": FORMAT + 1, "new": "thing"}).encode(),
    ],
)
def test_an_unusable_file_is_kept_aside_and_said(home: Home, content: bytes) -> None:
    home.config.mkdir(parents=True)
    home.settings_file.write_bytes(content)
    settings, problem = load(home)
    assert settings == Settings()
    assert problem is not None
    kept = Path(problem.details.splitlines()[0])
    assert kept.read_bytes() == content
    assert not home.settings_file.exists()


def test_what_an_older_goferry_did_not_know_gets_its_usual_value(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.settings_file.write_text('{"format": 1, "language": "en"}', "utf-8")
    assert load(home) == (Settings(language="en"), None)


def test_the_project_opened_last_comes_first_and_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = settings.opened(tmp_path / name)
    assert settings.recent == (str(tmp_path / "a"), str(tmp_path / "b"))


def test_the_list_of_recent_projects_stays_short(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(50):
        settings = settings.opened(tmp_path / str(number))
    assert len(settings.recent) == 12
    assert settings.recent[0] == str(tmp_path / "49")
