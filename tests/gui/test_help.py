"""Help: each technical word has its sentence and leads there; keys, news, licenses, reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core.journey import Stop
from core.languages import LANGUAGES
from core.ssh.profile import Credentials, Profile
from core.words import say
from gui.actions import ask, report
from gui.actions.report import ReportDialog
from gui.runtime.speech import shown, use_language
from gui.shell.about import About
from gui.shell.commands import COMMANDS
from gui.shell.settings_table import SETTINGS
from gui.wording.glossary import TERMS, found_in, linked
from tests.gui.conftest import until
from tests.gui.made_up import Answer
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from core.project.model import Project
    from core.words import Text
    from gui.shell.main_window import MainWindow
    from gui.wording.term import Term

__all__ = ["project", "window"]  # fixtures


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", TERMS, ids=lambda one: one.id)
async def test_each_word_has_its_sentence_and_leads_to_it(
    window: MainWindow, term: Term, language: str
) -> None:
    use_language(language)
    assert term in found_in(shown(term.word))
    assert f'href="term:{term.id}"' in linked(term.word)
    window.desk.explain(term.id)
    read = window.desk.help.terms.toPlainText()
    assert shown(term.word) in read
    assert shown(term.meaning) in read
    window.desk.help.search.setText(shown(term.word))
    assert shown(term.meaning) in window.desk.help.terms.toPlainText()
    window.desk.help.close()


def test_no_two_words_share_a_name_or_a_form() -> None:
    assert len({one.id for one in TERMS}) == len(TERMS)
    forms = [form.casefold() for one in TERMS for form in one.forms]
    assert len({*forms}) == len(forms)


async def test_a_word_above_a_page_leads_to_its_meaning(window: MainWindow) -> None:
    window.lead.link()
    window.lead.say(say("If a release fails its health check, GoFerry rolls back."))
    window.lead.linkActivated.emit("term:health-check")
    assert window.desk.help.isVisible()
    assert window.desk.help.tabs.tabText(window.desk.help.tabs.currentIndex()) == "Glossary"
    window.desk.help.close()


async def test_f1_says_what_the_page_is_for_and_what_its_words_mean(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.show_stop(Stop.TARGET)
    QTest.keyClick(window, Qt.Key.Key_F1)
    read = window.desk.help.page.toPlainText()
    assert shown(window.page.title) in read
    assert "Go's way to use code written in C" in read  # the page speaks of cgo
    window.show_settings()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "The server from which Go downloads modules." in window.desk.help.page.toPlainText()
    window.desk.help.close()


async def test_every_key_is_listed(window: MainWindow) -> None:
    window.desk.show_keys()
    read = window.desk.help.keys.toPlainText()
    missing = [one for one in COMMANDS if one.key and str(one.name) not in read]
    assert not missing
    window.desk.help.close()


async def test_words_that_come_from_elsewhere_are_no_markup(window: MainWindow) -> None:
    hostile = say("{name} is a release.", name='<img src="http://x/"><b>')
    window.lead.link()
    window.lead.say(hostile)
    assert "<img" not in window.lead.text()
    assert "&lt;img" in window.lead.text()
    assert 'href="term:release"' in window.lead.text()


@pytest.mark.parametrize(
    "sentence", [*(one.sentence for one in SETTINGS), *(one.meaning for one in TERMS)]
)
def test_links_change_no_word(sentence: Text) -> None:
    from PySide6.QtGui import QTextDocument  # noqa: PLC0415 - reads rich text

    document = QTextDocument()
    document.setHtml(linked(sentence))
    assert document.toPlainText() == shown(sentence)


async def test_what_is_new_and_every_license_can_be_read(window: MainWindow) -> None:
    dialog = About(window)
    dialog.show_news()
    assert "Added" in dialog.news.toPlainText()
    dialog.show_licences()
    assert "Apache License" in dialog.text.toPlainText()
    names = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    for package in ("PySide6_Essentials", "paramiko", "qasync", "cryptography"):
        assert any(package.lower() in name.lower().replace("-", "_") for name in names), package
    dialog.names.setCurrentRow(names.index(next(one for one in names if "paramiko" in one)))
    assert dialog.text.toPlainText()
    dialog.close()
    dialog.deleteLater()


async def test_a_report_is_shown_before_it_is_copied_or_saved_and_names_nobody(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Profile(name="jupiter", host="jupiter.example.com", user="ann")
    window.session.change(servers=(server,))
    window.session.credentials["jupiter"] = Credentials(password="correct horse")
    made: list[ReportDialog] = []

    async def look(dialog: ReportDialog) -> bool:
        made.append(dialog)
        assert QGuiApplication.clipboard().text() == ""
        dialog.copy.click()
        monkeypatch.setattr(ask, "new_file", Answer(tmp_path / "report.txt"))
        dialog.save.click()
        await until(lambda: dialog.said.text() == f"Saved as {tmp_path / 'report.txt'}.")
        return False

    QGuiApplication.clipboard().clear()
    monkeypatch.setattr(ask, "answer_of", look)
    window.runner.bug.emit(
        "Traceback: login of ann at jupiter.example.com with correct horse was refused"
    )
    await until(lambda: made and not window.runner.working)
    said = made[0].text.toPlainText()
    assert "GoFerry has a bug" in made[0].windowTitle()
    assert "login of <server> at <server> with <secret> was refused" in said
    assert QGuiApplication.clipboard().text() == said
    assert (tmp_path / "report.txt").read_text("utf-8") == said
    made[0].deleteLater()


async def test_a_report_opens_and_is_copied_when_the_disk_is_full(window: MainWindow) -> None:
    dialog = ReportDialog(window, say("A"), say("B"), report._text(window, window.session, "boom"))
    dialog.write(Path("/dev/full"))
    assert "/dev/full was not saved: No space left on device." in dialog.said.text()
    dialog.copy.click()
    assert "boom" in QGuiApplication.clipboard().text()
    dialog.deleteLater()
