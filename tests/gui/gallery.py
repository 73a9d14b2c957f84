"""`make pictures`: every page and state in every look, as one page to look at, with what is wrong.

`python -m tests.gui.gallery FOLDER` takes them all, one process for each scale of the screen.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import Home
from gui.runtime.loop import run
from gui.shell.app import make_app, make_window
from tests.gui.scenes import LOOKS, SCENES, bring, pair_of, wear
from tests.gui.sight.whole import look_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.gui.scenes import Look

Found = dict[str, list[str]]  # what is wrong, by the name of the picture

SCALES = ("1", "2")
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>GoFerry in all its looks</title>
<style>body{{font:13px sans-serif;display:flex;flex-wrap:wrap;gap:12px}}
figure{{margin:0;width:320px}}img{{width:320px}}li{{color:firebrick}}</style>
{figures}
"""


def main() -> int:
    """Take the pictures; return 1 where something is wrong in one of them."""
    words = argparse.ArgumentParser(prog="python -m tests.gui.gallery", description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--scale", choices=SCALES, help="of the screen: take those pictures alone")
    words.add_argument("--short", action="store_true", help="one look for each page and state")
    asked = words.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if asked.scale:
        return run(lambda: _take_all(folder, asked.scale, short=asked.short), make_app())
    for scale in SCALES:
        taken(folder, scale, short=asked.short)
    found = {name: why for scale in SCALES for name, why in faults(folder, scale).items()}
    _write_page(folder, found)
    sys.stdout.write(f"{folder / 'index.html'}: {sum(map(len, found.values()))} faults\n")
    return 1 if any(found.values()) else 0


def taken(folder: Path, scale: str, *, short: bool) -> None:
    """Take all pictures on a screen of this scale, in a process of its own."""
    command = [sys.executable, "-m", "tests.gui.gallery", str(folder), "--scale", scale]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    subprocess.run([*command, *(["--short"] * short)], env=env, check=True)


def faults(folder: Path, scale: str) -> Found:
    """Return for each picture of this scale what is wrong in it."""
    found: Found = json.loads((folder / f"faults-{scale}.json").read_text("utf-8"))
    return found


async def _take_all(folder: Path, scale: str, *, short: bool) -> int:
    found: Found = {}
    for scene in SCENES:
        looks = [pair_of(scene)[0]] if short else LOOKS
        found |= await _take(scene, looks, folder, scale)
    (folder / f"faults-{scale}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


async def _take(scene: str, looks: Sequence[Look], folder: Path, scale: str) -> Found:
    """Open a window on a home of its own, and take its pictures."""
    found: Found = {}
    with tempfile.TemporaryDirectory() as place:
        window = make_window(Home.find(Path(place) / "home"))
        window.show()
        wear(window, looks[0])
        bring(window, scene, Path(place))
        for look in looks:
            wear(window, look)
            name = f"{scene}-{look}-x{scale}.png"
            window.grab().save(str(folder / name))
            found[name] = look_at(window)
        await window.runner.close()
        window.hide()
        window.deleteLater()
    return found


def _write_page(folder: Path, found: Found) -> None:
    """Write the page of all pictures, those with faults first."""
    order = sorted(found, key=lambda name: (not found[name], name))
    figures = "".join(_figure(name, found[name]) for name in order)
    (folder / "index.html").write_text(_PAGE.format(figures=figures), "utf-8")


def _figure(name: str, why: list[str]) -> str:
    said = "".join(f"<li>{html.escape(one)}</li>" for one in why)
    picture = f'<a href="{name}"><img src="{name}" loading="lazy" alt="{name}"></a>'
    return f"<figure>{picture}<figcaption>{name}<ul>{said}</ul></figcaption></figure>"


if __name__ == "__main__":
    sys.exit(main())
