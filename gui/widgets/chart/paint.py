"""Paint a series quietly: a line, a faint area below it, thin dashes where a release came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from gui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.widgets.chart.series import Plot, Points

_AREA = 30  # of 255
_DOT = 2.0


def paint_line(painter: QPainter, plot: Plot, colour: QColor, *, width: float = 1.5) -> None:
    """Paint the line with its area, and a dot at its newest value."""
    faint = QColor(colour)
    faint.setAlpha(_AREA)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for run in plot.runs:
        line = _path(run)
        area = QPainterPath(line)
        area.lineTo(run[-1][0], plot.place.bottom())
        area.lineTo(run[0][0], plot.place.bottom())
        painter.fillPath(area, faint)
        painter.strokePath(line, pen)
    if plot.runs:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(*plot.runs[-1][-1]), _DOT, _DOT)


def paint_marks(painter: QPainter, plot: Plot) -> None:
    """Paint where releases came."""
    pen = QPen(theme.current().text_muted, 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    for x, _ in plot.marks():
        painter.drawLine(QPointF(x, plot.place.top()), QPointF(x, plot.place.bottom()))


def _path(run: Points) -> QPainterPath:
    path = QPainterPath(QPointF(*run[0]))
    for point in run[1:]:
        path.lineTo(*point)
    return path
