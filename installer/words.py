"""Bring the translation files in step with the sentences in the sources: `make words`.

New sentences are added as unfinished, those that nobody says any more are dropped, finished
translations stay as they are. The files can be edited with Qt Linguist.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.house.sources import sentences

FILES = sorted((ROOT / "resources/translations").glob("goferry_*.ts"))


def spoken() -> dict[str, str]:
    """Return every sentence of the sources with the file that says it first."""
    found: dict[str, str] = {}
    for source, _, expressions in sentences():
        for one in expressions:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                found.setdefault(one.value, source.path)
    return found


def translations(file: Path) -> dict[str, str]:
    """Return the finished translations of a file by their English sentence."""
    root = ET.parse(file).getroot()  # noqa: S314 - a file of this repository
    return {
        message.findtext("source", ""): said.text
        for message in root.iter("message")
        if (said := message.find("translation")) is not None
        and said.text
        and said.get("type") != "unfinished"
    }


def write(file: Path, found: dict[str, str], known: dict[str, str]) -> None:
    """Write a file: sentences in the order of their sources, grouped as translators read them."""
    root = ET.Element("TS", version="2.1", language=file.stem.removeprefix("goferry_"))
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "goferry"
    for sentence, path in sorted(found.items(), key=lambda pair: (pair[1], pair[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=path)
        ET.SubElement(message, "source").text = sentence
        said = ET.SubElement(message, "translation")
        said.text = known.get(sentence)
        if said.text is None:
            said.set("type", "unfinished")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def main() -> int:
    """Update every file; say what is left to translate."""
    found = spoken()
    for file in FILES:
        known = translations(file)
        write(file, found, known)
        left = len(found.keys() - known.keys())
        print(f"{file.name}: {len(found)} sentences, {left} left to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
