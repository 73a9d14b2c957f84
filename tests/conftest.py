"""What all tests share: what a test needs of this computer, and a home of its own."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from core.home import Home
from core.toolchain import find_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest_plugins = ("tests.passed_before", "tests.servers")

# The same values in every run: a run that lands is a run that would land again. For a hunt,
# GOFERRY_EXAMPLES=10000 takes that many, and other ones each time.
_HUNT = os.environ.get("GOFERRY_EXAMPLES", "")
settings.register_profile(
    "goferry",
    deadline=None,  # a busy computer is no fault
    database=None,
    derandomize=not _HUNT,
    max_examples=int(_HUNT or 100),
)
settings.load_profile("goferry")
if not _HUNT:  # one value in twenty comes from a pool that grows with what other tests load
    providers._get_local_constants = lambda: providers._local_constants

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where Qt is not installed, let pytest know the settings of its Qt plugin by name."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "not used here")
        parser.addini("qt_log_level_fail", "not used here")


def pytest_configure() -> None:
    """Let tests call `go` by its name, also where the only Go is the one in `.venv`."""
    if shutil.which("go") is None and (found := find_all()):
        os.environ["PATH"] = f"{found[0].program.parent}{os.pathsep}{os.environ.get('PATH', '')}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests on servers: they mostly wait, and leave the processor to the others."""
    items.sort(key=lambda item: item.get_closest_marker("server") is None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that this computer cannot run, and say why."""
    for marker, lacks in _NEEDS.items():
        if item.get_closest_marker(marker) and (reason := lacks()):
            pytest.skip(reason)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home where nothing is remembered yet."""
    return Home.find(tmp_path / "home")


def _lacks_for_servers() -> str:
    if sys.platform != "linux":
        return "the practice server needs Linux"
    if os.geteuid() != 0:
        return "the practice server needs root"
    return _lacks_programs("systemd-nspawn", "debootstrap", "ip")


def _lacks_for_windows() -> str:
    return _lacks_programs("Xvfb", "xauth", "dbus-run-session")


def _lacks_go() -> str:
    return "" if find_all() else "no Go was found on this computer"


def _lacks_programs(*names: str) -> str:
    missing = [name for name in names if shutil.which(name, path=_PATH) is None]
    return f"not installed here: {', '.join(missing)}" if missing else ""


_NEEDS: dict[str, Callable[[], str]] = {
    "server": _lacks_for_servers,
    "window": _lacks_for_windows,
    "go": _lacks_go,
}
