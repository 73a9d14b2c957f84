"""The shapes of the few controls that Fusion draws in another century's fashion.

A template: `$accent` and the like are the colours of `theme`, `$title` and the like the sizes of
`fonts`, `$shapes` is the folder of its arrows and ticks. Lengths are in font units, so that large
text gets large controls.
"""

from __future__ import annotations

from string import Template

SHEET = Template("""
QPushButton {
    background: $button; color: $text;
    border: 1px solid $border_strong; border-radius: 6px;
    padding: 0.38em 0.95em;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:default { border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0.3em 0.87em; }
QPushButton:disabled { background: $window; color: $text_muted; border-color: $border; }
QPushButton#primary, QPushButton#primary2 {
    background: $accent; background-clip: padding; color: $on_accent; font-weight: 600;
    border: 2px solid transparent; border-radius: 8px; padding: 0.38em 1.4em;
}
QPushButton#primary:hover, QPushButton#primary2:hover { background: $accent_hover; }
QPushButton#primary:focus, QPushButton#primary2:focus {
    border-color: $text; padding: 0.38em 1.4em;
}
QPushButton#primary:disabled, QPushButton#primary2:disabled {
    background: $pressed; color: $text_muted;
}
QPushButton#quiet {
    background: transparent; border: 1px solid transparent; color: $link; padding: 0.25em 0.2em;
}
QPushButton#quiet:hover { background: $hover; }
QPushButton#quiet:focus { border-color: $accent; }

QLineEdit, QComboBox, QAbstractSpinBox {
    background: $base; color: $text;
    border: 1px solid $border_strong; border-radius: 6px;
    padding: 0.32em 0.5em;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $text_muted;
}
QComboBox { background: $button; combobox-popup: 0; qproperty-maxVisibleItems: 12;
    qproperty-sizeAdjustPolicy: AdjustToContents;
}
DropDown { qproperty-sizeAdjustPolicy: AdjustToMinimumContentsLengthWithIcon; }
QComboBox:hover { background: $hover; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 0.25em 0.44em;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit[readOnly="true"] {
    background: $window; color: $text_muted; border-color: $border;
}
QComboBox::drop-down { border: none; width: 1.3em; right: 0.3em; }
QComboBox::down-arrow { image: url("$shapes/down.svg"); width: 1.1em; height: 1.1em; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {
    border: none; padding: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 1.6em; }
QAbstractSpinBox::up-arrow { image: url("$shapes/up.svg"); width: 0.9em; height: 0.9em; }
QAbstractSpinBox::down-arrow { image: url("$shapes/down.svg"); width: 0.9em; height: 0.9em; }

QCheckBox, QRadioButton { spacing: 0.5em; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {
    width: 1.1em; height: 1.1em; background: $base; border: 1px solid $border_strong;
}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 0.6em; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover,
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$shapes/tick.svg");
}
QRadioButton::indicator:checked { background: $on_accent; border: 0.33em solid $accent; }
QRadioButton::indicator:checked { width: 0.58em; height: 0.58em; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $pressed; }
QCheckBox, QRadioButton {
    border: 1px solid transparent; border-radius: 4px; padding: 1px 3px 1px 1px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }

QToolButton {
    border: 1px solid transparent; border-radius: 6px; padding: 0.25em; icon-size: 1.15em;
}
QToolButton:hover, QToolButton:pressed { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton[popupMode="2"] { padding: 0.35em 1.6em 0.35em 0.6em; }
QToolButton::menu-indicator {
    image: url("$shapes/up.svg"); width: 0.9em; height: 0.9em;
    subcontrol-origin: padding; subcontrol-position: right center; right: 0.4em;
}

QMenu { background: $card; color: $text; border: 1px solid $border_strong; padding: 0.25em; }
QMenu::item { padding: 0.35em 1.4em 0.35em 0.6em; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $text_muted; }
QMenu::icon { padding-left: 0.5em; }
QMenu::indicator { width: 1.1em; height: 1.1em; padding-left: 0.4em; }
QMenu::indicator:checked { image: url("$shapes/check.svg"); }
QMenu::separator { height: 1px; background: $border; margin: 0.25em 0.5em; }

QProgressBar { background: $pressed; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar { background: transparent; margin: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 1px 2px; }
QScrollBar::handle:horizontal { margin: 2px 1px; }
QScrollBar::handle:vertical { min-height: 2em; }
QScrollBar::handle:horizontal { min-width: 2em; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QHeaderView::section {
    background: $window; color: $text_muted;
    border: none; border-bottom: 1px solid $border;
    padding: 0.3em 0.5em 0.3em 0.2em;
}
QHeaderView::up-arrow, QHeaderView::down-arrow {
    width: 0.7em; height: 0.7em; subcontrol-position: top center;
}
QHeaderView::up-arrow { image: url("$shapes/up.svg"); }
QHeaderView::down-arrow { image: url("$shapes/down.svg"); }
QTreeView, QListView, QTableView, QTextEdit, QPlainTextEdit, QAbstractScrollArea#logPane {
    background: $base; border: 1px solid $border; border-radius: 6px; padding: 2px;
    selection-background-color: $selection; selection-color: $text;
}
QTreeView:focus, QListView:focus, QTableView:focus, QTextEdit:focus, QPlainTextEdit:focus,
QAbstractScrollArea#logPane:focus {
    border: 2px solid $accent; padding: 1px;
}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {
    background: $card; border: 1px solid $border_strong; border-radius: 0; padding: 0;
    outline: none; min-width: 17em;
}
QComboBox QAbstractItemView::item { min-height: 1.9em; padding-left: 0.3em; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $text_muted; padding: 0.4em 0.55em;
    border: 1px solid transparent; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar:focus::tab:selected, QTabBar::tab:selected:focus { border-color: $accent; }
QToolTip { background: $card; color: $text; border: 1px solid $border_strong; padding: 0.3em; }

QWidget#rail { background: $rail; border-right: 1px solid $border; }
QWidget#footer { background: $window; border-top: 1px solid $border; }
QFrame#card { background: $card; border: 1px solid $border; border-radius: 8px; }
QFrame#toast { background: $card; border: 1px solid $border_strong; border-radius: 8px; }
QFrame#problemCard {
    background: $problem; border: 1px solid $border; border-left: 4px solid $warning;
    border-top-right-radius: 8px; border-bottom-right-radius: 8px;
}
QLabel#pageTitle { font-size: $title; font-weight: 600; }
QLabel#pageLead { color: $text_muted; }
QLabel#cardTitle, QLabel#problemTitle { font-weight: 600; }
QLabel#verdict, QLabel#dialogTitle { font-size: $heading; font-weight: 600; }
QLabel#caption { font-size: $caption; color: $text_muted; }
QLabel#lead { font-size: $lead; }
QLabel#muted { color: $text_muted; }
QLabel#good { color: $good; }
QLabel#warning { color: $warning; }
QLabel#wrong { color: $bad; }
QLabel#chipBefore, QLabel#chipNow, QLabel#chipComing, QLabel#chipUnknown {
    border: 1px solid $border_strong; border-radius: 0.7em; padding: 0.15em 0.7em;
}
QLabel#chipBefore { color: $text_muted; }
QLabel#chipNow { border: 2px solid $accent; font-weight: 600; }
QLabel#chipComing { border-style: dashed; }
QLabel#chipUnknown { color: $text_muted; border-style: dotted; }
""")
