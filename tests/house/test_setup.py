"""Setting up does only what is missing, survives interruption, and names what it cannot get."""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.house.sources import ROOT

if TYPE_CHECKING:
    from types import ModuleType

INSTALLER = ROOT / "installer"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, INSTALLER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The part that looks for system packages, run by somebody who may not install any."""
    module = _load("system")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return module


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that setting up an environment gives; making it makes its folder."""
    given: list[tuple[str, ...]] = []

    def run(*words: str) -> None:
        given.append(words)
        if "venv" in words:
            python = Path(words[-1]) / "bin" / "python"
            for old in python.parent.parent.glob(".holds-*"):
                old.unlink()
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    module = _load("environment")
    monkeypatch.setattr(module, "run", run)
    monkeypatch.setitem(sys.modules, "environment", module)
    return given


def _environment(folder: Path) -> Any:  # noqa: ANN401 - a class of a script
    return sys.modules["environment"].Environment(folder)


def _missing(tmp_path: Path) -> Path:
    listed = tmp_path / "packages.toml"
    listed.write_text(
        "[window]\n"
        'libthere = ["libc.so.6"]\n'
        'libone = ["libnowhere-one.so.1", "libnowhere-other.so.1"]\n'
        'two = ["nowhere-two"]\n'
        'three = ["/nowhere/*/three"]\n'
        'four = ["python:nowhere_four"]\n'
        'there = ["/usr/*/sh", "sh", "python:json"]\n',
        "utf-8",
    )
    return listed


def test_one_line_to_copy_names_exactly_what_is_missing(
    system: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_PACKAGES", _missing(tmp_path))
    monkeypatch.setattr(system.shutil, "which", _which(has_apt=True))
    with pytest.raises(SystemExit, match=r"sudo apt-get install \S+ libone two three four\n"):
        system.need("window")


def test_another_linux_is_told_the_libraries_by_name(
    system: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_PACKAGES", _missing(tmp_path))
    monkeypatch.setattr(system.shutil, "which", _which(has_apt=False))
    with pytest.raises(SystemExit, match=r"libnowhere-one\.so\.1  \(Debian: libone\)"):
        system.need("window")


def test_what_is_only_wanted_stops_nobody(
    system: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(system, "_PACKAGES", _missing(tmp_path))
    system.want("window")
    assert "goes on without" in capsys.readouterr().out


def test_a_ready_environment_is_left_alone(commands: list[tuple[str, ...]], tmp_path: Path) -> None:
    for _ in range(2):
        _environment(tmp_path / "venv").hold("app", "test")
    assert [_said(words) for words in commands] == ["venv", "app", "test"]


def test_an_environment_left_half_made_is_made_again(
    commands: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*words: str) -> None:
        commands.append(words)
        raise KeyboardInterrupt

    _environment(tmp_path / "venv").hold("app")
    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["environment"], "run", break_off)
        with pytest.raises(KeyboardInterrupt):
            _environment(tmp_path / "venv").hold("app", "test")
    _environment(tmp_path / "venv").hold("app", "test")
    said = [_said(words) for words in commands]
    assert said == ["venv", "app", "test", "venv", "app", "test"]


def test_a_changed_lock_makes_the_environment_again(
    commands: list[tuple[str, ...]], tmp_path: Path
) -> None:
    _environment(tmp_path / "venv").hold("app")
    (tmp_path / "venv" / ".holds-app").write_text("another lock", "utf-8")
    _environment(tmp_path / "venv").hold("app")
    assert [_said(words) for words in commands] == ["venv", "app", "venv", "app"]


def test_what_a_link_leads_to_is_never_emptied(
    commands: list[tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "venv").symlink_to("other")
    with pytest.raises(SystemExit, match="venv is a link, and what it leads to may belong"):
        _environment(tmp_path / "venv").hold("app")
    assert commands == []


def test_everything_installed_is_held_to_its_hash(
    commands: list[tuple[str, ...]], tmp_path: Path
) -> None:
    _environment(tmp_path / "venv").hold("app")
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(commands[-1])


def test_setting_up_again_takes_less_than_a_second() -> None:
    if not (ROOT / ".venv" / ".holds-project").exists():
        pytest.skip("not set up by `make test` here")
    if (ROOT / ".venv").is_symlink():
        pytest.skip("the environment is another checkout's")
    words = (sys.executable, str(INSTALLER / "prepare.py"), "run")
    subprocess.run(words, check=True, timeout=600)
    assert min(_cost(words) for _ in range(5)) < 1.0


def _cost(words: tuple[str, ...]) -> float:
    """Seconds of processor time; what else this computer does can only add to them."""
    before = _seconds_of_children()
    subprocess.run(words, check=True, timeout=600)
    return _seconds_of_children() - before


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _said(words: tuple[str, ...]) -> str:
    return "venv" if "venv" in words else Path(words[-1]).stem


def _which(*, has_apt: bool) -> object:
    def which(name: str, path: str | None = None) -> str | None:
        del path
        return f"/bin/{name}" if name == "sh" or (name == "apt-get" and has_apt) else None

    return which
