"""Settings come back as they were; a file that cannot be used is kept, never overwritten."""

from __future__ import annotations

import json
import stat
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.settings import FORMAT, Settings, load, save

if TYPE_CHECKING:
    from core.home import Home


def test_settings_come_back_as_they_were_saved(home: Home) -> None:
    chosen = Settings(
        language="zh_CN",
        colours="dark",
        recent=("/x/固件", "/y", "/a"),
        editor="code",
        go="/opt/go/bin/go",
    )
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
    assert problem.code == "settings_unreadable"
    kept = Path(problem.details.splitlines()[0])
    assert [str(one.text) for one in problem.next] == [f"The original file: {kept}"]
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
        assert len(settings.recent) == min(number + 1, 12)
    assert settings.recent == tuple(str(tmp_path / str(49 - n)) for n in range(12))


def test_the_usual_values_never_change() -> None:
    assert asdict(Settings()) == {
        "language": "system",
        "colours": "system",
        "text_size": 100,
        "recent": (),
        "editor": "",
        "terminal": "",
        "go": "",
        "proxy": "",
        "private": "",
        "checksums": "",
        "keep_releases": 5,
        "without_root": False,
        "notify": True,
        "secret_commands": (),
        "servers_by": None,
    }
    assert FORMAT == 1


def test_a_saved_file_is_its_owner_s_alone_and_reads_well(home: Home) -> None:
    save(home, Settings(recent=("/x/固件",)))
    assert stat.S_IMODE(home.settings_file.stat().st_mode) == 0o600
    assert "/x/固件" in home.settings_file.read_text("utf-8")
    assert json.loads(home.settings_file.read_text("utf-8")) == {
        "language": "system",
        "colours": "system",
        "text_size": 100,
        "recent": ["/x/固件"],
        "editor": "",
        "terminal": "",
        "go": "",
        "proxy": "",
        "private": "",
        "checksums": "",
        "keep_releases": 5,
        "without_root": False,
        "notify": True,
        "secret_commands": [],
        "format": 1,
    }


def test_two_windows_do_not_undo_each_other_s_choices(home: Home) -> None:
    first = Settings(language="en", editor="vi")
    save(home, first)
    save(home, replace(first, colours="dark"), since=first)
    save(home, replace(first, language="zh_CN"), since=first)
    assert load(home)[0] == Settings(language="zh_CN", colours="dark", editor="vi")
    save(home, replace(first, editor=""), since=first)  # a choice that was taken back
    assert load(home)[0] == Settings(language="zh_CN", colours="dark")
    save(home, first)
    assert load(home)[0] == first


def test_what_a_newer_goferry_keeps_there_stays(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.settings_file.write_text('{"format": 1, "sounds": "off"}', "utf-8")
    save(home, Settings(language="en"))
    assert json.loads(home.settings_file.read_text("utf-8"))["sounds"] == "off"


def test_a_damaged_file_is_not_lost_by_saving(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.settings_file.write_text('{"format": 1, "language": 7}', "utf-8")
    save(home, Settings(language="en"))
    kept = [one.read_text("utf-8") for one in home.config.glob("*.kept-*")]
    assert (load(home), kept) == (
        (Settings(language="en"), None),
        ['{"format": 1, "language": 7}'],
    )


def test_a_file_that_may_not_be_read_is_said_and_left_alone(home: Home) -> None:
    home.settings_file.mkdir(parents=True)
    settings, problem = load(home)
    assert settings == Settings()
    assert problem is not None
    assert problem.code == "not_read"
    with pytest.raises(ProblemError):
        save(home, Settings())
    assert home.settings_file.is_dir()
