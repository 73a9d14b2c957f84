"""Where a practice server cannot run, the reason is said before anything is tried."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from core.events import unheard
from core.practice import accounts, network
from core.problems import ProblemError
from core.usecases import practising

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home


@pytest.fixture(autouse=True)
def _nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tried(*_: object) -> None:
        pytest.fail("a server is started all the same")

    monkeypatch.setattr(practising, "_start", tried)


def refusal(home: Home) -> tuple[str, str]:
    with pytest.raises(ProblemError) as refused:
        asyncio.run(practising.start(home, report=unheard))
    problem = refused.value.problem
    return problem.code, f"{problem.why} {' '.join(str(advice.text) for advice in problem.next)}"


def test_another_system_than_linux_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    code, words = refusal(home)
    assert code == "practice_not_here"
    assert "Linux" in words
    assert "package folder" in words


def test_another_user_than_root_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    code, words = refusal(home)
    assert code == "practice_not_here"
    assert "root" in words


def test_missing_programs_are_named_by_their_packages(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(practising, "_has", lambda program: program == "ip")
    code, words = refusal(home)
    assert code == "practice_tools_missing"
    assert "apt-get install debootstrap systemd-container util-linux" in words


def test_stopping_without_a_server_is_fine(home: Home) -> None:
    asyncio.run(practising.stop(home, report=unheard))
    assert practising.running(home) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"name": "../../etc", "rootfs": "/", "subnet": "10.213.0.0/30"}',
        '{"name": "gf-00000000", "rootfs": "/", "subnet": "everywhere"}',
    ],
)
def test_a_record_that_makes_no_sense_counts_as_none(home: Home, content: str) -> None:
    home.state.mkdir(parents=True)
    (home.state / "practice.json").write_text(content, "utf-8")
    assert practising.running(home) is None


def test_a_key_is_made_once_and_is_this_users_alone(tmp_path: Path) -> None:
    first = accounts.own_key(tmp_path / "keys" / "login")
    assert accounts.own_key(first.file) == first
    assert first.public.startswith("ssh-ed25519 ")
    assert first.file.stat().st_mode & 0o777 == 0o600


def test_routes_of_other_kinds_do_not_disturb() -> None:
    routes = [{"dst": "default"}, {"dst": "10.213.0.0/24"}, {"dst": "fe80::/64"}]
    assert [str(found) for found in network._networks(routes)] == ["10.213.0.0/24"]
