"""Lines of a log made ready to draw: colours, links, and the widths that Chinese really has."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from gui.look import theme
from gui.widgets.log import ansi
from gui.widgets.log.log_lines import links

if TYPE_CHECKING:
    import re

    from PySide6.QtGui import QColor

LONGEST_SHOWN = 4_000  # characters of a line that are drawn; copies carry the whole line
_KEPT = 400
_ENDLESS = 1e7  # pixels; lines are never broken


class Link(NamedTuple):
    """A place in a source file that a line names, and where it stands in the line."""

    start: int
    end: int
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line ready to draw."""

    text: str
    layout: QTextLayout
    links: tuple[Link, ...]

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return self.layout.lineAt(0).naturalTextWidth()

    def column_at(self, x: float) -> int:
        """Return the place between two characters nearest to `x`."""
        return self.layout.lineAt(0).xToCursor(x)

    def x_of(self, column: int) -> float:
        """Return where a column begins."""
        x, _column = cast("tuple[float, int]", self.layout.lineAt(0).cursorToX(column))
        return x

    def link_at(self, x: float) -> Link | None:
        """Return the link at `x`, if one is there."""
        if x > self.width:
            return None
        column = self.column_at(x)
        return next((one for one in self.links if one.start <= column <= one.end), None)


class LineLayouts:
    """Lays lines out when they are first drawn, and keeps those that were drawn lately."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self.tab = QFontMetricsF(font).horizontalAdvance(" ") * 8
        self._kept: OrderedDict[str, LaidLine] = OrderedDict()

    def get(self, raw: str) -> LaidLine:
        """Return this line ready to draw."""
        line = self._kept.get(raw)
        if line is None:
            line = self._kept[raw] = self._lay_out(raw)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(raw)
        return line

    def clear(self) -> None:
        """Forget all, since the colours changed."""
        self._kept.clear()

    def _lay_out(self, raw: str) -> LaidLine:
        text, runs = ansi.parse(raw)
        if len(text) > LONGEST_SHOWN:
            text = text[:LONGEST_SHOWN] + "…"
        found = tuple(_link(one) for one in links(text))
        layout = QTextLayout(text, self._font)
        layout.setTextOption(self._option())
        layout.setCacheEnabled(True)
        layout.setFormats([*map(_run_format, runs), *map(_link_format, found)])
        layout.beginLayout()
        layout.createLine().setLineWidth(_ENDLESS)
        layout.endLayout()
        return LaidLine(text, layout, found)

    def _option(self) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTabStopDistance(self.tab)
        return option


def ground(start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
    """Lay a colour under a part of a line."""
    written = QTextCharFormat()
    written.setBackground(colour)
    return _range(start, end, written)


def _link(found: re.Match[str]) -> Link:
    column = int(found["column"] or 1)
    return Link(found.start(), found.end(), found["path"], int(found["line"]), column)


def _run_format(run: ansi.Run) -> QTextLayout.FormatRange:
    written = QTextCharFormat()
    style = run.style
    if style.colour >= 0:
        written.setForeground(theme.current().ansi[style.colour])
    if style.bold:
        written.setFontWeight(QFont.Weight.Bold)
    written.setFontItalic(style.italic)
    written.setFontUnderline(style.underline)
    return _range(run.start, run.end, written)


def _link_format(link: Link) -> QTextLayout.FormatRange:
    written = QTextCharFormat()
    written.setForeground(theme.current().link)
    written.setFontUnderline(True)
    return _range(link.start, link.end, written)


def _range(start: int, end: int, written: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, written
    return made
