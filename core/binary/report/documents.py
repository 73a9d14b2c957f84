"""An inspection as a file to send or keep: HTML, SVG, CSV, JSON and Markdown.

Every one stands alone: no script, style or font from elsewhere.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

from core.binary.report.treemap import LEVELS, ROOT, SizeTree, TileLayout, last_words
from core.plain_text import printable
from core.words import Size

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from core.binary.inspection import Inspection, Node
    from core.binary.report.difference import Difference

_WIDTH, _HEIGHT, _HEADER = 1200, 700, 16
_CHARACTER = 6.6  # pixels of a letter at the size of the labels
_GROUNDS = {  # the window's light colours, by a node's kind
    "own": "#7bacfc",
    "module": "#e8b266",
    "std": "#02d4a3",
    "runtime": "#cbb1e8",
    "debug": "#9baeb8",
    "data": "#b6af00",
    "structure": "#e6ecf4",
    "unexplained": "#ff8889",
}
_LEGEND = {
    "own": "your code",
    "module": "modules",
    "std": "standard library",
    "runtime": "runtime",
    "debug": "debug information",
    "data": "data",
    "structure": "structure of the file",
    "unexplained": "not explained",
}
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1240px; padding: 0 1rem;
  color: #1b2430; background: #fff }
table { border-collapse: collapse; width: 100% } td, th { padding: .15rem .6rem; text-align: left }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
tr:nth-child(even) { background: #f3f6f9 } svg { width: 100%; height: auto }
.legend span { display: inline-block; margin-right: 1rem } .legend i { display: inline-block;
  width: .9em; height: .9em; margin-right: .3em; border: 1px solid #0003; vertical-align: -1px }
figure { margin: 0 } [data-opens] { cursor: zoom-in } nav button { font: inherit; cursor: pointer;
  border: 0; background: none; padding: 0; color: #155da2; text-decoration: underline }
input { font: inherit; padding: .2rem .5rem; width: 20rem }
"""
_SEARCH = """
document.addEventListener("click", event => {
  const part = event.target.closest("[data-opens]");
  if (!part) return;
  for (const map of document.querySelectorAll("figure"))
    map.hidden = map.id !== "map-" + part.dataset.opens;
});
const words = document.getElementById("words");
words.addEventListener("input", () => {
  const wanted = words.value.toLowerCase();
  for (const row of document.querySelectorAll("tbody tr"))
    row.hidden = !row.dataset.name.includes(wanted);
  for (const tile of document.querySelectorAll("svg g"))
    tile.style.opacity = !wanted || tile.dataset.name.includes(wanted) ? 1 : 0.2;
});
"""
_MOST_TILES = 12_000  # of all maps of a page together, a few MB; the largest parts come first
_MOST_ROWS = 20  # of a table in a pull request


def map_of(found: Inspection) -> Node:
    """The tree to draw: packages where they are known, else sections."""
    return found.packages or found.sections


def svg(root: Node) -> str:
    """Draw a tree of sizes as the window's map shows it before anybody zooms."""
    return _drawing(_layout(_tree(root), ROOT))


def _tree(root: Node) -> SizeTree:
    tree = SizeTree(name_of=_name)
    for _ in tree.grow(root):
        pass
    return tree


def _layout(tree: SizeTree, node: int) -> TileLayout:
    layout = TileLayout(tree, _WIDTH, _HEIGHT, node, header=_HEADER, levels=LEVELS)
    for _ in layout.grow():
        pass
    return layout


def _layouts(tree: SizeTree) -> dict[int, TileLayout]:
    """Lay out the whole and, one level deeper each, what can be seen in another map."""
    found, waiting, room = {ROOT: _layout(tree, ROOT)}, [ROOT], _MOST_TILES
    for outer in waiting:  # grows while it is walked
        shown = found[outer]
        parts = {one for one, many in zip(shown.nodes, shown.merged, strict=True) if not many}
        for node in sorted(parts - found.keys(), key=lambda one: -tree.sizes[one]):
            if room > 0 and not tree.is_leaf(node):
                found[node] = _layout(tree, node)
                room -= len(found[node].nodes)
                waiting.append(node)
    return found


def _maps(root: Node) -> Iterator[str]:
    """Draw a map for each level that a press on a part opens; the whole alone is seen at first."""
    tree = _tree(root)
    layouts = _layouts(tree)
    for node, layout in layouts.items():
        hidden = " hidden" if node != ROOT else ""
        way = " → ".join(_crumb(tree, step, layouts) for step in tree.path(node))
        drawn = _drawing(layout, layouts.keys())
        yield f'<figure id="map-{node}"{hidden}><nav>{way}</nav>\n{drawn}</figure>\n'


def _crumb(tree: SizeTree, node: int, layouts: Mapping[int, TileLayout]) -> str:
    name = _safe(tree.short_name(node) or tree.names[node])
    if node not in layouts:
        return name
    return f'<button type="button" data-opens="{node}">{name}</button>'


def _drawing(layout: TileLayout, opens: Collection[int] = ()) -> str:
    tiles = "\n".join(_tile(layout, number, opens) for number in range(len(layout.nodes)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="11">\n{tiles}\n</svg>\n'
    )


def _name(node: Node) -> str:
    return str(node.label) if node.label else node.name


def _tile(layout: TileLayout, number: int, opens: Collection[int]) -> str:
    tree, node = layout.tree, layout.nodes[number]
    left, top = layout.lefts[number], layout.tops[number]
    width, height = layout.rights[number] - left, layout.bottoms[number] - top
    merged = layout.merged[number]
    name = f"{merged} small ones" if merged else tree.short_name(node)
    path = "/".join(tree.names[step] for step in tree.path(node)[1:]) or name
    leads = f' data-opens="{node}"' if number and not merged and node in opens else ""
    size = Size(layout.sizes[number])
    ground = _GROUNDS.get(tree.nodes[node].kind, _GROUNDS["unexplained"])
    return (
        f'<g data-name="{_safe(path.lower())}"{leads}><title>{_safe(path)}: {size}</title>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{ground}" stroke="#fff" stroke-width=".5"/>'
        f"{_label(name, left, top, width=width, height=height)}</g>"
    )


def _label(name: str, left: float, top: float, *, width: float, height: float) -> str:
    letters = int((width - 6) / _CHARACTER)
    if height < _HEADER or letters < 4:  # noqa: PLR2004 - shorter names say nothing
        return ""
    text = name if len(name) <= letters else last_words(name)
    text = text if len(text) <= letters else text[: letters - 1] + "…"
    return f'<text x="{left + 3:.1f}" y="{top + 12:.1f}" fill="#14202b">{_safe(text)}</text>'


def _safe(text: str) -> str:
    """A name as XML may hold it: names come from the file, which anyone may have made."""
    return escape(printable(text))


def html(found: Inspection, difference: Difference | None = None) -> str:
    """Write the whole report as one page that works offline."""
    maps = "".join(_maps(map_of(found)))
    legend = "".join(
        f'<span><i style="background:{_GROUNDS[kind]}"></i>{words}</span>'
        for kind, words in _LEGEND.items()
    )
    name = _safe(found.path.name)
    changes = _html_changes(difference) if difference else ""
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style>\n<h1>{name}: {Size(found.size)}</h1>\n"
        f"<p>{_safe(str(found.verdict.sentence))}</p>\n{changes}"
        f'<p class="legend">{legend}</p>\n{maps}'
        '<p><label>Search <input id="words" type="search"></label></p>\n'
        '<table><thead><tr><th>Package</th><th>Module</th><th class="n">Bytes</th>'
        f"</tr></thead><tbody>\n{''.join(_html_rows(found))}</tbody></table>\n"
        f"<script>{_SEARCH}</script></html>\n"
    )


def _html_rows(found: Inspection) -> Iterator[str]:
    for name, module, size in _rows(found):
        yield (
            f'<tr data-name="{_safe(name.lower())}"><td>{_safe(name)}</td>'
            f'<td>{_safe(module)}</td><td class="n">{size:,}</td></tr>\n'
        )


def _html_changes(difference: Difference) -> str:
    rows = "".join(
        f'<tr data-name="{_safe(c.name.lower())}"><td>{_safe(c.name)}</td>'
        f'<td class="n">{c.delta:+,}</td></tr>\n'
        for c in difference.packages
    )
    title = f"<h2>Difference: {difference.delta:+,} bytes</h2>\n"
    return f"{title}<table><tbody>\n{rows}</tbody></table>\n"


def _rows(found: Inspection) -> list[tuple[str, str, int]]:
    """(package, module, bytes), the largest first, with what belongs to no package; exact sum."""
    rows = [(p.package, m.module, p.size) for m in found.modules for p in m.packages]
    if found.packages:
        rows += [(_name(n), "", n.size) for n in found.packages.children if n.label]
    else:
        rows = [(s.name, _name(g), s.size) for g in found.sections.children for s in g.children]
    return sorted(rows, key=lambda row: -row[2])


def csv_text(found: Inspection) -> str:
    """One line per package and kind of bytes; the sizes sum to the file's."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("package", "module", "version", "origin", "kind", "bytes"))
    for module in found.modules:
        for package in module.packages:
            for kind, size in package.kinds.items():
                row = (package.package, module.module, module.version, module.origin, kind, size)
                writer.writerow([_cell(cell) for cell in row])
    for node in map_of(found).children:
        if node.label:
            writer.writerow(("", "", "", "structure", node.name, node.size))
    return out.getvalue()


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return (
        f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
    )


def json_text(found: Inspection) -> str:
    """Write everything but the functions, as `goferry inspect --json` names it."""
    return json.dumps(as_fields(found), indent=1)


def as_fields(found: Inspection) -> dict[str, Any]:
    """Spell the sizes of an inspection as the command line's contract does."""
    return {
        "size": found.size,
        "sha256": found.sha256,
        "unattributed": found.unattributed,
        "parts": dict(found.parts),
        "modules": [asdict(module) for module in found.modules],
        "embedded": [asdict(file) for file in found.embedded],
        "savings": [asdict(saving) for saving in found.savings],
    }


def symbols(found: Inspection) -> Iterator[dict[str, Any]]:
    """Every function (and each package's data by kind) with its package, kind, size and file."""
    for module in found.packages.children if found.packages else ():
        for package in module.children:
            for part in package.children:
                if not part.children:
                    yield _symbol(part.name, package.name, part.size, kind=part.name)
                for function in part.children:
                    yield _symbol(
                        function.name, package.name, function.size, kind="code", file=part.name
                    )


def _symbol(name: str, package: str, size: int, *, kind: str, file: str = "") -> dict[str, Any]:
    return {"name": name, "package": package, "kind": kind, "size": size, "file": file}


def markdown(found: Inspection, difference: Difference | None = None) -> str:
    """Sum it up for a pull request: the size, what changed, the largest modules."""
    lines = [f"### `{_plain(found.path.name)}`: {Size(found.size)}", ""]
    if difference:
        lines += [f"**{difference.delta:+,} bytes** against the build before.", ""]
        lines += ["| package | before | now | change |", "|---|--:|--:|--:|"]
        lines += [
            f"| `{_plain(c.name)}` | {c.old:,} | {c.new:,} | {c.delta:+,} |"
            for c in difference.packages[:_MOST_ROWS]
        ]
        lines.append("")
    lines += ["| module | version | size |", "|---|---|--:|"]
    lines += [
        f"| `{_plain(m.module)}` | {_plain(m.version)} | {m.size:,} |"
        for m in found.modules[:_MOST_ROWS]
    ]
    return "\n".join((*lines, ""))


def _plain(text: str) -> str:
    """A name that cannot end the table or the code mark it stands in."""
    return printable(text).replace("|", "¦").replace("`", "'")
