"""Two releases of a service side by side: settings, units, and the names in their environments."""

from __future__ import annotations

import base64
import binascii
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.operate.releases import releases
from core.plain_text import inert, one_line
from core.problems import Advice, Problem, ProblemError
from core.service import record
from core.service.env_syntax import variables
from core.service.layout import Layout
from core.service.privilege import act
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.operate.releases import Known
    from core.ssh.session import ServerSession

_LARGEST = 262_144


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting of the service that is another one; empty where a release has none."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two releases on one server; `units` is a difference of texts.

    Of variables only the names are told. With `whole` nothing is missing: an older GoFerry, or one
    that ran the release only once, may have kept the program alone.
    """

    server: str
    old: Known
    new: Known
    settings: tuple[Setting, ...]
    units: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What is, or was, live with a release."""

    units: Mapping[str, str]
    record: Mapping[str, str]
    env: Mapping[str, str]


async def compare(session: ServerSession, service: str, old: str, new: str) -> Comparison:
    """Compare two releases that the server has, as the service's owner.

    Raises "release_not_kept" where it does not have one.
    """
    listed = (await releases(session, service)).releases
    found = [_kept(session.profile.name, listed, name) for name in (old, new)]
    layout = Layout.of(await record.read(session, service))
    ran = await act(session, layout.scope, _script(layout, found))
    one, other = (_whole(ran.out, letter) for letter in "ab")
    return Comparison(
        server=session.profile.name,
        old=found[0],
        new=found[1],
        settings=tuple(_settings(one.record, other.record)),
        units=_difference(one.units, other.units),
        added=_names(other.env.keys() - one.env.keys()),
        removed=_names(one.env.keys() - other.env.keys()),
        changed=_names(
            {key for key in one.env if other.env.get(key, one.env[key]) != one.env[key]}
        ),
        whole=bool(one.units and other.units),
    )


def _kept(server: str, listed: tuple[Known, ...], name: str) -> Known:
    found = next((one for one in listed if one.release == name and one.kept), None)
    if found is None:
        raise ProblemError(_not_kept(server, name))
    return found


def _script(layout: Layout, found: list[Known]) -> str:
    """Read what is live with the current release, and what root kept of another one."""
    asked = "".join(
        f"tell {letter} {layout.units} {layout.settings}/env {layout.record}\n"
        if known.live
        else f"whole=$(kept {known.release}); tell {letter} $whole/units $whole/env "
        "$whole/service.json\n"
        for letter, known in zip("ab", found, strict=True)
    )
    return f"""\
kept() {{
  [ -d {layout.state}/kept/$1 ] && echo {layout.state}/kept/$1 || echo {layout.state}/kept/$1.gone
}}
show() {{ [ -f "$3" ] && echo "$1 $2 $(head -c {_LARGEST} "$3" | base64 -w0)"; }}
tell() {{ # LETTER UNITS ENV RECORD
  for one in "$2"/{layout.name}.* "$2"/{layout.name}-*; do
    case ${{one##*/}} in {"|".join(layout.possible_units)}|{layout.name}.*.service)
      show unit "$1 ${{one##*/}}" "$one" ;;
    esac
  done
  show env "$1 -" "$3"
  show record "$1 -" "$4"
}}
{asked}exit 0
"""


def _whole(told: str, letter: str) -> _Whole:
    units: dict[str, str] = {}
    texts = {"env": "", "record": ""}
    for line in told.splitlines():
        kind, mine, name, content = (*line.split(" "), "", "", "")[:4]
        if mine != letter:
            continue
        if kind == "unit":
            units[inert(name)] = _decoded(content)
        elif kind in texts:
            texts[kind] = _decoded(content)
    return _Whole(
        units=units,
        record=dict(_flat("", object_in(texts["record"]))),
        env=variables(texts["env"].encode()),
    )


def _decoded(content: str) -> str:
    try:
        return base64.b64decode(content, validate=True).decode(errors="replace")
    except binascii.Error:
        return ""


def _flat(place: str, found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        here = f"{place}{key}"
        if isinstance(value, dict):
            yield from _flat(f"{here}.", value)
        elif isinstance(value, list):
            yield one_line(here), one_line(", ".join(map(str, value)))
        else:
            yield one_line(here), one_line("" if value is None else str(value))


def _settings(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Setting]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key) and key != "format":
            yield Setting(key=key, old=old.get(key, ""), new=new.get(key, ""))


def _difference(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Spell how the units differ, with each unit's name before its lines."""
    lines = (
        line
        for name in sorted({*old, *new})
        for line in difflib.unified_diff(
            old.get(name, "").splitlines(), new.get(name, "").splitlines(), name, name, lineterm=""
        )
    )
    return "\n".join(map(inert, lines))


def _names(found: set[str]) -> tuple[str, ...]:
    return tuple(sorted(map(one_line, found)))


def _not_kept(server: str, name: str) -> Problem:
    return Problem(
        code="release_not_kept",
        what=say("{server} does not have the release {name}.", server=server, name=one_line(name)),
        why=say(
            "Either the release was removed to make room for newer ones, or its name is misspelled."
        ),
        next=(Advice(say("See which releases there are: goferry releases.")),),
        field="release",
    )
