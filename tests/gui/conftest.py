"""One window loop per test: `async def` tests run on it, and it tells on what they leave behind."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import time
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # numbers and sentences are looked for as English has them

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui.runtime.loop import AppLoop
from gui.shell.app import SELDOM

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from core.home import Home
    from gui.shell.main_window import MainWindow

T = TypeVar("T")

_SOURCE = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n'
SILENCE_LIMIT = 30.0  # seconds that anything here may take, on the busiest computer
GO_COMPILES = 300.0  # its standard library, the first time
_LONGEST_TEST = 2  # times as long


def pytest_configure(config: pytest.Config) -> None:
    """Collect garbage as seldom as a window does.

    And let pass that the screenless platform cannot raise windows or fix their sizes.
    """
    gc.set_threshold(*SELDOM)
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give every asynchronous test the loop, whether or not it names it."""
    if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
        item.fixturenames.append("app_loop")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let only those tests wait long in which Go compiles or a server works."""
    slow = any(item.get_closest_marker(name) for name in ("go", "server"))
    _silence_limit[0] = GO_COMPILES if slow else SILENCE_LIMIT


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an `async def` test to its end on the window's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    loop = pyfuncitem.funcargs["app_loop"]
    assert isinstance(loop, AppLoop)
    try:
        loop.run_until_complete(asyncio.wait_for(test, _LONGEST_TEST * _silence_limit[0]))
    finally:
        _stop_timers()
    return True


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Draw as the real window does."""
    return ["goferry", "-style", "fusion"]


@pytest.fixture
def app_loop(qapp: QApplication) -> Iterator[AppLoop]:
    """A fresh loop on the one QApplication; fails on leaked tasks and on errors nobody handled."""
    loop, errors = AppLoop(qapp), []
    loop.set_exception_handler(lambda _loop, context: errors.append(context))
    yield loop
    leaked = asyncio.all_tasks(loop)
    _end(loop, leaked)
    assert not leaked, f"tasks were left behind: {leaked}"
    assert not errors, f"the loop met errors that nobody handled: {errors}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a small program."""
    made = tmp_path / "shop"
    made.mkdir()
    (made / "go.mod").write_text("module example.com/shop\n\ngo 1.24\n")
    (made / "main.go").write_text(_SOURCE)
    return made


@pytest.fixture
def window(app_loop: AppLoop, home: Home, folder: Path) -> Iterator[MainWindow]:
    """Open the window on the small program."""
    from core import toolchain  # noqa: PLC0415 - only tests that need Go get here
    from core.project.model import Main, Project  # noqa: PLC0415
    from gui.shell.app import make_window  # noqa: PLC0415

    made = make_window(home)
    main = Main(package="example.com/shop", folder=folder)
    made.session.change(go=toolchain.choose())
    made.session.open_project(
        Project(folder=folder, module="example.com/shop", go_version="1.24", mains=(main,))
    )
    made.menu_bar.begin()  # as after the first picture
    made.show()
    yield made
    app_loop.run_until_complete(made.runner.close())
    made.hide()
    made.deleteLater()


def _stop_timers() -> None:
    """Let nothing ring between the end of a test and that of its window: no loop runs then."""
    for widget in QApplication.topLevelWidgets():
        for timer in widget.findChildren(QTimer):
            timer.stop()


def _end(loop: AppLoop, leaked: set[asyncio.Task[Any]]) -> None:
    for task in leaked:
        task.cancel()
    if leaked:
        loop.run_until_complete(asyncio.gather(*leaked, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def until(condition: Callable[[], object], *, seconds: float = 0) -> None:
    """Wait until `condition()` holds; fail when it does not in time."""
    seconds = seconds or _silence_limit[0]
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"waited {seconds} s in vain for {inspect.getsource(condition).strip()}")
        await asyncio.sleep(0.005)


async def ended(work: Awaitable[T]) -> T:
    """Wait for work that must end and return what it made; fail when it does not in time."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=_silence_limit[0])
    if not done:
        task.cancel()
        pytest.fail(f"waited {_silence_limit[0]} s in vain for the end of {task}")
    return task.result()


_silence_limit = [SILENCE_LIMIT]  # of the test that runs
