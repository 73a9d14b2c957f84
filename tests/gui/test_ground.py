"""What the window stands on: colours, words, the watch over the source, reports, threads."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel

from core import languages
from core.binary.report import documents
from core.build.built_from import SourceChange, What
from core.usecases.inspecting import write_report
from core.words import Size, say, say_count, verbatim
from gui.actions import exports
from gui.look import theme
from gui.look.theme import DARK, LIGHT, Theme, contrast
from gui.runtime import source_watch, speech
from gui.runtime.source_watch import SourceWatch
from gui.runtime.speech import shown, tell, use_language
from gui.runtime.threads import DaemonThreads
from tests.gui.conftest import until
from tests.gui.made_up import GO, Answer, artifact, idle, inspection, opened
from tests.gui.seen import part_of
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("en")
    theme.apply(qapp, Theme.LIGHT)


# Colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(QColor(one), QColor(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_frames_and_the_keyboards_place_are_seen_on_every_ground(colours: theme.Colours) -> None:
    for ground in ("window", "base", "card", "rail"):
        assert contrast(colours.accent, getattr(colours, ground)) >= 3, ground
    assert contrast(colours.text, colours.window) > contrast(colours.text_muted, colours.window)
    assert colours.dark is (contrast(colours.window, QColor("#000000")) < 3)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_palette_gives_each_role_its_colour(qapp: QApplication, colours: theme.Colours) -> None:
    theme.apply(qapp, Theme.DARK if colours.dark else Theme.LIGHT)
    palette, role = qapp.palette(), QPalette.ColorRole
    assert {name: palette.color(name) for name in (role.Text, role.Base, role.Highlight)} == {
        role.Text: colours.text,
        role.Base: colours.base,
        role.Highlight: colours.accent,
    }
    off = palette.color(QPalette.ColorGroup.Disabled, role.Text)
    assert (off, palette.color(role.PlaceholderText)) == (colours.text_muted,) * 2
    assert colours.accent.name() in qapp.styleSheet()


@pytest.mark.parametrize("dark", [True, False])
def test_the_colours_of_the_computer_are_followed(
    qapp: QApplication,
    dark: bool,  # noqa: FBT001 - both cases
) -> None:
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    hints = SimpleNamespace(colorScheme=lambda: scheme, colorSchemeChanged=_Never())
    app = _Dressed(qapp, hints)
    theme.apply(cast("QApplication", app), Theme.SYSTEM)
    assert theme.current().dark is dark


class _Never:
    """A signal that never rings."""

    def connect(self, _slot: object) -> None:
        """Note nobody."""

    disconnect = connect


class _Dressed:
    """The application, on a computer with a scheme of its own."""

    def __init__(self, app: QApplication, hints: SimpleNamespace) -> None:
        self._app, self.styleHints = app, lambda: hints

    def __getattr__(self, name: str) -> object:
        return getattr(self._app, name)


def test_letters_are_never_smaller_than_ten_points(qapp: QApplication) -> None:
    del qapp
    small, large = QFont(), QFont()
    small.setPointSizeF(7)
    large.setPointSizeF(14)
    assert theme.ui_font(small).pointSizeF() == 10
    assert theme.ui_font(large).pointSizeF() == 14


# Words


@pytest.mark.parametrize(
    ("setting", "system", "spoken"),
    [
        ("en", QLocale.Language.Chinese, "en"),
        ("zh_CN", QLocale.Language.English, "zh_CN"),
        ("system", QLocale.Language.Chinese, "zh_CN"),
        ("system", QLocale.Language.German, "en"),
        ("xx", QLocale.Language.Chinese, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_that_of_the_computer(
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    system: QLocale.Language,
    spoken: str,
) -> None:
    del qapp
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    use_language(setting)
    assert speech.speech().language == spoken
    assert shown(say("Cancel")) == ("取消" if spoken == "zh_CN" else "Cancel")


def test_sizes_and_numbers_are_written_as_people_do(qapp: object) -> None:
    del qapp
    for count, said in (
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (2_500_000, "2.5 MB"),
    ):
        assert shown(say("{size}", size=Size(count))) == said
    told = say("{n} of {inner} at {part}", n=1_000, inner=say("{x}", x="a{b}"), part=1234.56)
    assert shown(told) == "1000 of a{b} at 1,234.6"
    assert shown(verbatim("{not a field}")) == "{not a field}"
    assert shown(say_count(1, one="{n} hit", many="{n} hits")) == "1 hit"


_POLISH = """<TS><context><name>goferry</name>
<message numerus="yes"><source>{n} files</source><translation>
<numerusform>{n} plik</numerusform><numerusform>{n} pliki</numerusform>
<numerusform>{n} plików</numerusform></translation></message>
<message><source>open</source><comment>a door</comment><translation>otwarte</translation></message>
<message><source>open</source><translation>otwórz</translation></message>
<message><source>later</source><translation type="unfinished" /></message>
</context></TS>"""


def _polish(count: int) -> int:
    few = count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}
    return 0 if count == 1 else 1 if few else 2


def test_a_language_may_have_more_forms_than_two_and_two_words_for_one(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    (tmp_path / "goferry_pl.ts").write_text(_POLISH, "utf-8")
    with monkeypatch.context() as there:
        there.setattr(languages, "_TRANSLATIONS", tmp_path)
        there.setitem(languages.LANGUAGES, "pl", "polski")
        there.setitem(languages.PLURAL_FORM, "pl", _polish)
        _speak_polish()
    use_language("zh_CN")
    assert shown(say_count(1, one="{n} processor", many="{n} processors")) == "1 个处理器"
    use_language("en")


def _speak_polish() -> None:
    use_language("pl")
    counted = (say_count(n, one="{n} file", many="{n} files") for n in (0, 1, 2, 5, 12, 22))
    assert [shown(one) for one in counted] == [
        "0 plików", "1 plik", "2 pliki", "5 plików", "12 plików", "22 pliki",
    ]  # fmt: skip
    assert (shown(say("open", context="a door")), shown(say("open"))) == ("otwarte", "otwórz")
    assert shown(say("later")) == "later"


def test_what_was_told_follows_the_language_while_it_lives(qtbot: QtBot) -> None:
    label, gone = QLabel(), QObject()
    qtbot.addWidget(label)
    tell(label, text=say("Cancel"), toolTip=say("Settings"))
    tell(gone, objectName=say("Cancel"))
    gone.deleteLater()
    use_language("zh_CN")
    assert label.text() == "取消"
    assert label.toolTip() != "Settings"
    tell(label, text=verbatim("as it is"))
    use_language("en")
    assert (label.text(), label.toolTip()) == ("as it is", "Settings")


# The watch over the source


_CHANGE = SourceChange(what=What.CHANGED, sentence=say("main.go changed."))


async def test_the_source_is_looked_at_in_front_between_jobs_and_at_another_program(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, project)
    changed = Answer(_CHANGE)
    monkeypatch.setattr("core.build.built_from.changed_since", changed)
    watch = SourceWatch(window.session, window.runner, window)
    watch.start()
    timer = part_of(watch, QTimer)
    await idle(window)
    assert changed.asked == [], "nothing was built"
    made = artifact(project.folder)
    window.session.change(artifact=made)
    await until(lambda: window.session.current.touched is not None)
    assert (changed.asked[0], changed.named[0]) == ((window.session.home, made), {"go": GO})
    changed.value = None
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    timer.timeout.emit()
    await idle(window)
    assert len(changed.asked) == 1, "nobody looks at the window"
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    monkeypatch.setattr(type(window.runner), "busy", property(lambda _: True))
    timer.timeout.emit()
    assert len(changed.asked) == 1, "a job runs"
    monkeypatch.undo()
    monkeypatch.setattr("core.build.built_from.changed_since", changed)
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    timer.timeout.emit()
    timer.timeout.emit()
    await until(lambda: window.session.current.touched is None)
    await idle(window)
    assert len(changed.asked) == 2, "one look at a time"
    assert timer.interval() == 1500


async def test_what_changed_since_an_older_program_is_not_said_of_the_new_one(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, project)
    made = artifact(project.folder)
    newer = replace(made, sha256="2" * 64)
    window.session.change(artifact=made)

    def meanwhile(*_: object) -> object:
        window.session.change(artifact=newer)
        return _CHANGE

    late = Answer(meanwhile)
    monkeypatch.setattr("core.build.built_from.changed_since", late)
    await source_watch.look(window.session)
    assert window.session.current.touched is None
    window.session.change(artifact=None)
    await source_watch.look(window.session)
    assert len(late.asked) == 1


# Reports


@pytest.mark.parametrize("kind", [one for one in exports.KINDS if one != "png"])
def test_a_report_of_each_kind_is_that_kind(tmp_path: Path, kind: str) -> None:
    found = inspection()
    made = {
        "html": documents.html(found, None),
        "md": documents.markdown(found, None),
        "csv": documents.csv_text(found),
        "json": documents.json_text(found),
        "svg": documents.svg(documents.map_of(found)),
    }
    assert len(set(made.values())) == len(made)
    write_report(kind, tmp_path / "x", found, None)
    assert (tmp_path / "x").read_text("utf-8") == made[kind]


# Threads


def test_calls_run_side_by_side_in_no_more_threads_than_allowed() -> None:
    threads, gate, begun = DaemonThreads(), threading.Event(), threading.Semaphore(0)

    def work() -> str:
        begun.release()
        gate.wait(30)
        return threading.current_thread().name

    jobs = [threads.submit(work) for _ in range(threads.MOST + 3)]
    for _ in range(threads.MOST):
        assert begun.acquire(timeout=30)
    assert not begun.acquire(blocking=False)
    assert threading.current_thread().daemon is False
    gate.set()
    names = {job.result(30) for job in jobs}
    assert len(names) == threads.MOST == 16
    again = threads.submit(lambda: threading.current_thread().daemon)
    assert again.result(30) is True
    threads.shutdown()
    with pytest.raises(RuntimeError, match="shut down"):
        threads.submit(work)


def test_a_call_that_raises_tells_whoever_waits_and_its_thread_goes_on() -> None:
    threads = DaemonThreads()

    def bad() -> None:
        raise ZeroDivisionError("canary")

    with pytest.raises(ZeroDivisionError, match="canary"):
        threads.submit(bad).result(30)
    assert threads.submit(lambda a, b: a - b, 5, b=3).result(30) == 2
    threads.shutdown()


def test_calls_that_wait_are_cancelled_with_the_end_where_that_is_wanted() -> None:
    threads, gate = DaemonThreads(), threading.Event()
    jobs = [threads.submit(gate.wait, 30) for _ in range(threads.MOST + 2)]
    threads.GRACE = 0.0
    threads.shutdown(cancel_futures=True)
    assert [job.cancelled() for job in jobs[-2:]] == [True, True]
    gate.set()
    assert all(job.result(30) for job in jobs[:-2])
