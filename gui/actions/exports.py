"""An inspection as a file to keep or send: which kinds there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, Text] = {
    "html": say("Web page (HTML)…"),
    "md": say("Summary for a pull request (Markdown)…"),
    "csv": say("Table (CSV)…"),
    "json": say("Data (JSON)…"),
    "svg": say("Drawing (SVG)…"),
    "png": say("Picture of the map (PNG)…"),
}
