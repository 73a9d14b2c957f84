"""What a server answers to the question of the board, taken apart; nothing is judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.plain_text import whole_number
from core.service.model import Scope

_END, _SHOWN = "== end ==", "== shown =="
_FILE = re.compile(r"==> (?P<path>/.*) <==")
_LINK = re.compile(r"'(?P<path>[^']+)'(?: -> '(?P<target>[^']*)')?")
_MOST_FACTS = 80  # letters

Shown = dict[str, str]  # what systemd shows of a unit


@dataclass(slots=True, kw_only=True)
class Place:
    """The services of one scope, whose records lie in the folder `states`.

    `texts` are its files by path, `units` those that systemd told of; `releases` and `bad` are
    paths, `hidden`, `changing` and `closed` names of services and folders.
    """

    scope: Scope
    states: str
    texts: dict[str, str] = field(default_factory=dict)
    units: dict[str, Shown] = field(default_factory=dict)
    releases: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    changing: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Used:
    """What a process uses: bytes of memory, and seconds of a processor."""

    memory: int
    seconds: float


@dataclass(slots=True)
class Answer:
    """All that a server told at once; not `whole` where it broke off, or never began.

    `machine` holds its words by their keys, `facts` of a file all that changes when it is written,
    `links` where they lead, `answers` by the number of their question: microseconds, and the reply.
    """

    machine: dict[str, str] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    processes: dict[int, Used] = field(default_factory=dict)
    answers: dict[int, tuple[int, str]] = field(default_factory=dict)
    whole: bool = False


def read(text: str) -> Answer:
    """Take it apart; what is not understood is passed over."""
    reader = _Reader()
    for line in text.splitlines():
        reader.take(line)
    reader.end()
    return reader.found


class _Reader:
    """Goes through the lines; `_into` is what the next one belongs to."""

    def __init__(self) -> None:
        self.found = Answer()
        self._path = ""
        self._lines: list[str] = []
        self._unit: Shown | None = None

    def take(self, line: str) -> None:
        """Take one line."""
        if line == _END:
            self.end()
        elif self._unit is not None:
            self._show(line)
        elif header := _FILE.fullmatch(line):
            self.end()
            self._path = header["path"]
        elif self._path:
            self._lines.append(line)
        else:
            self._word(line)

    def end(self) -> None:
        """Keep what was begun: a file, or a unit."""
        if self._path and self.found.places:
            self.found.places[-1].texts[self._path] = "\n".join(self._lines)
        self._path, self._lines = "", []
        self._keep_unit()
        self._unit = None

    def _show(self, line: str) -> None:
        if line and self._unit is not None:
            key, _, value = line.partition("=")
            self._unit[key] = value
        else:
            self._keep_unit()
            self._unit = {}

    def _keep_unit(self) -> None:
        if self._unit and self.found.places:
            self.found.places[-1].units[self._unit.get("Id", "")] = self._unit

    def _word(self, line: str) -> None:
        key, _, value = line.partition(" ")
        if line == _SHOWN:
            self._unit = {}
        elif line == "end":
            self.found.whole = True
        elif key == "scope":
            scope, _, states = value.partition(" ")
            self.found.places.append(Place(scope=Scope(scope), states=states))
        elif key in {"release", "bad", "hidden", "changing", "closed"}:
            self._of_place(key, value)
        elif key in _TAKEN:
            _TAKEN[key](self.found, value)
        elif re.fullmatch("[0-9a-f]{64}", key):
            self.found.digests[value.strip()] = key
        else:
            self.found.machine[key] = value

    def _of_place(self, key: str, value: str) -> None:
        if value and self.found.places:
            place = self.found.places[-1]
            named: list[str] = place.releases if key == "release" else getattr(place, key)
            named.append(value.rstrip("/"))


def _file(found: Answer, value: str) -> None:
    facts, _, link = value.partition(" ")
    told = _LINK.fullmatch(link)
    if told is not None:
        found.facts[told["path"]] = facts[:_MOST_FACTS]
        if told["target"] is not None:
            found.links[told["path"]] = told["target"]


def _process(found: Answer, value: str) -> None:
    pid, memory, *ticks = (*value.split(), "", "")[:4]
    if memory:
        seconds = sum(map(whole_number, ticks)) / 100  # Linux tells them in hundredths everywhere
        found.processes[whole_number(pid)] = Used(whole_number(memory) * 1024, seconds)


def _answer(found: Answer, value: str) -> None:
    number, took, said = (*value.split(" ", 2), "", "")[:3]
    found.answers[whole_number(number)] = whole_number(took), said


_TAKEN = {"file": _file, "process": _process, "answer": _answer}
