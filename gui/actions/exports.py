"""An inspection as a file to keep or send: which kinds there are, and writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.binary.report.difference import Difference

KINDS: Mapping[str, Text] = {
    "html": say("Web page (HTML)…"),
    "md": say("Summary for a pull request (Markdown)…"),
    "csv": say("Table (CSV)…"),
    "json": say("Data (JSON)…"),
    "svg": say("Drawing (SVG)…"),
    "png": say("Picture of the map (PNG)…"),
}


def write(kind: str, file: Path, found: Inspection, difference: Difference | None) -> None:
    """Write a report; may take a second, so call it away from the window's thread.

    Raises `OSError` when the file cannot be written.
    """
    from core.binary.report import documents

    match kind:
        case "html":
            text = documents.html(found, difference)
        case "md":
            text = documents.markdown(found, difference)
        case "csv":
            text = documents.csv_text(found)
        case "json":
            text = documents.json_text(found)
        case _:
            text = documents.svg(documents.map_of(found))
    file.write_text(text, "utf-8")
