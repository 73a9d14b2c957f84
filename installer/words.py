"""Bring the translation files in step with the sentences in the sources: `make words`.

New sentences are added as unfinished, those that nobody says any more are dropped, finished
translations stay as they are. The files can be edited with Qt Linguist.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.house.sources import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_WORDS = {"one", "many", "context"}
FILES = sorted((ROOT / "resources/translations").glob("goferry_*.ts"))


class Sentence(NamedTuple):
    """How a catalogue knows a sentence: by its English, and by what it stands for where that tells.

    `counts` is true where its translation has a form for each kind of number.
    """

    english: str
    context: str = ""
    counts: bool = False


def spoken() -> dict[Sentence, str]:
    """Return every sentence of the sources with the file that says it first."""
    found: dict[Sentence, str] = {}
    for source, call, _ in sentences():
        for one in _of_call(call):
            found.setdefault(one, source.path)
    return found


def _of_call(call: ast.Call) -> Iterator[Sentence]:
    """Yield what translators see of a call of `say` or `say_count`."""
    own = (word for word in call.keywords if word.arg in _OWN_WORDS)
    words = {word.arg: ast.literal_eval(word.value) for word in own}
    if "many" in words:
        yield Sentence(words["many"], counts=True)
        if "{n}" not in words["one"]:
            yield Sentence(words["one"])
    elif isinstance(call.args[0], ast.Constant):
        yield Sentence(str(call.args[0].value), words.get("context", ""))


def translations(file: Path) -> dict[Sentence, tuple[str, ...]]:
    """Return the finished translations of a file, each with its forms."""
    root = ET.parse(file).getroot()  # noqa: S314 - a file of this repository
    found = {}
    for message in root.iter("message"):
        counts = message.get("numerus") == "yes"
        one = Sentence(message.findtext("source", ""), message.findtext("comment", ""), counts)
        forms = [form.text for form in message.iter("numerusform" if counts else "translation")]
        finished = message.find("translation[@type='unfinished']") is None
        if finished and forms and all(forms):
            found[one] = tuple(form or "" for form in forms)
    return found


def write(file: Path, found: dict[Sentence, str], known: dict[Sentence, tuple[str, ...]]) -> None:
    """Write a file: sentences in the order of their sources, grouped as translators read them."""
    root = ET.Element("TS", version="2.1", language=file.stem.removeprefix("goferry_"))
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "goferry"
    for sentence, path in sorted(found.items(), key=lambda pair: (pair[1], pair[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=path)
        ET.SubElement(message, "source").text = sentence.english
        if sentence.context:
            ET.SubElement(message, "comment").text = sentence.context
        _write_forms(message, sentence, known.get(sentence, ()))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def _write_forms(message: ET.Element, sentence: Sentence, forms: tuple[str, ...]) -> None:
    said = ET.SubElement(message, "translation")
    if not forms:
        said.set("type", "unfinished")
    if sentence.counts:
        message.set("numerus", "yes")
        for form in forms:
            ET.SubElement(said, "numerusform").text = form
    elif forms:
        said.text = forms[0]


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
