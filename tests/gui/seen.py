"""What a window shows, part by part with its type; a part that is not there fails the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication

from gui.widgets.problem_card import ProblemCard

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import (
        QLayout,
        QTableWidget,
        QTableWidgetItem,
        QTreeWidget,
        QTreeWidgetItem,
        QWidget,
    )

    from gui.page import Page
    from gui.shell.main_window import MainWindow

T = TypeVar("T")
Kind = TypeVar("Kind", bound="QObject")
Shown = TypeVar("Shown", bound="Page")


def present(value: T | None) -> T:
    """Return what must be there."""
    assert value is not None
    return value


def application() -> QApplication:
    """Return the one application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def page_at(window: MainWindow, kind: type[Shown]) -> Shown:
    """Return the page of this kind; it is made when nobody has visited it."""
    found = window.pages[kind.stop]
    assert isinstance(found, kind)
    return found


def part_of(whole: QObject, kind: type[Kind]) -> Kind:
    """Return the first part of this kind that is in another."""
    return present(whole.findChild(kind))


def widget_at(layout: QLayout | None, place: int, kind: type[Kind]) -> Kind:
    """Return what stands at this place of a row or column."""
    found: QWidget | None = present(present(layout).itemAt(place)).widget()
    assert isinstance(found, kind)
    return found


def card_at(page: Page, place: int = 0) -> ProblemCard:
    """Return one of the problems on a page."""
    return widget_at(page.problems, place, ProblemCard)


def cell_at(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """Return a cell of a table."""
    return present(table.item(row, column))


def row_at(tree: QTreeWidget, place: int) -> QTreeWidgetItem:
    """Return a row of a list, or the top of a tree."""
    return present(tree.topLevelItem(place))
