"""Turn a drawing into a picture without a screen: `python -m gui.drawing FILE.png` reads SVG."""

from __future__ import annotations

import os
import sys

_SCALE = 2  # pixels of the picture per pixel of the drawing: sharp on today's screens


def main() -> int:
    """Read SVG from standard input and write the picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication(sys.argv[:1])  # letters need one
    drawing = QSvgRenderer(QByteArray(sys.stdin.buffer.read()))
    picture = QImage(drawing.defaultSize() * _SCALE, QImage.Format.Format_RGB32)
    picture.fill("white")
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    del app
    return 0 if QImageWriter(sys.argv[1], QByteArray(b"png")).write(picture) else 1


if __name__ == "__main__":
    sys.exit(main())
