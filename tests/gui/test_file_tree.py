"""Embedded files are shown in their folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.size.file_tree import FileTree
from tests.gui.seen import present, row_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_folder_is_as_large_as_what_it_holds(qtbot: QtBot) -> None:
    tree = FileTree()
    qtbot.addWidget(tree)
    tree.show_files([("static/css/a.css", 1_000), ("static/b.js", 500), ("go.html", 7)])
    tops = [row_at(tree, place) for place in range(tree.topLevelItemCount())]
    assert [(one.text(0), one.text(1)) for one in tops] == [
        ("go.html", "7 bytes"),
        ("static", "1.5 kB"),
    ]
    inside = [present(tops[1].child(place)) for place in range(2)]
    assert [(one.text(0), one.text(1)) for one in inside] == [
        ("b.js", "500 bytes"),
        ("css", "1.0 kB"),
    ]
    assert tops[1].isExpanded()
    tree.show_files([])
    assert tree.topLevelItemCount() == 0
