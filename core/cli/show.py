"""The two ways to show a job: JSON lines for scripts, readable text for people.

As text, the tale (steps, output, problems) goes to standard error and the answer to standard
output, so that `goferry command . > build.sh` holds the command alone.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from core.cli.hints import for_terminal
from core.cli.inert import cells
from core.cli.screen import Screen
from core.codec import plain
from core.events import (
    Event,
    LogLine,
    Noticed,
    Progress,
    ServiceLine,
    StepFinished,
    StepStarted,
    as_json,
    problem_as_json,
)
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

    from core.problems import Problem

_MOST_DETAILS = 40  # lines of another program's text below a problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command found: `fields` for scripts, `lines` for people.

    `problem` makes it a failure that still has something to tell, as when one server of three
    did not get the release.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    problem: Problem | None = None


class Show(Protocol):
    """What the command line needs to say, whichever way it is said."""

    def event(self, event: Event) -> None:
        """Show one event of a running job."""
        ...

    def found(self, line: LogLine) -> None:
        """Show a line that is itself what was asked for, as of a service's log."""
        ...

    def answer(self, answer: Answer) -> None:
        """Show the end of a command."""
        ...

    def quiet(self) -> None:
        """Leave the terminal free for a question."""
        ...


def table(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Align cells into columns, two blanks apart; a row may end before the others do."""
    kept = [tuple(row) for row in rows]
    widths = [max(map(cells, column)) for column in zip_longest(*kept, fillvalue="")]
    return tuple(
        "  ".join(
            text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in kept
    )


class JsonShow:
    """One JSON object on each line; the last one is the result."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def event(self, event: Event) -> None:
        """Print the event by its name."""
        self._print(as_json(event))

    def found(self, line: LogLine) -> None:
        """Print the line like any other."""
        self.event(line)

    def answer(self, answer: Answer) -> None:
        """Print the result; `ok` is false exactly when there is a problem."""
        found: dict[str, Any] = {"event": "result", "ok": answer.problem is None, **answer.fields}
        if answer.problem is not None:
            found["problem"] = problem_as_json(answer.problem)
        self._print(found)

    def quiet(self) -> None:
        """Nothing stands in the way."""

    def _print(self, value: Mapping[str, Any]) -> None:
        print(json.dumps(value, default=plain), file=self._out, flush=True)


class TextShow:
    """Readable lines, with a live line for the step that runs."""

    def __init__(self, out: TextIO, tale: TextIO) -> None:
        self._out = Screen(out)
        self._tale = Screen(tale)
        self._running: dict[str, StepStarted] = {}

    def event(self, event: Event) -> None:
        """Tell one event."""
        match event:
            case StepStarted():
                self._start(event)
            case StepFinished():
                self._finish(event)
            case Progress():
                self._tale.show_live(f"{self._step(event.server)}  {_amount(event)}")
            case LogLine():
                self._log(event)
            case Noticed():
                self._card(for_terminal(event.problem), sign="!", style="note", server=event.before)

    def found(self, line: LogLine) -> None:
        """Write the line to standard output."""
        text = _entry(line) if isinstance(line, ServiceLine) else _whose(line) + line.text
        self._out.line(text, "note" if line.stream == "err" else "")

    def answer(self, answer: Answer) -> None:
        """Close the tale, then give the answer, then the problem if there is one."""
        self._abandon()
        for line in answer.lines:
            self._out.line(line)
        if answer.problem is not None:
            self._card(answer.problem, sign="✗", style="bad")

    def quiet(self) -> None:
        """Take the live line away."""
        self._tale.clear_live()

    def _start(self, event: StepStarted) -> None:
        self._running[event.server] = event
        if self._tale.terminal:
            self._tale.show_live(self._step(event.server), at_once=True)
        else:
            self._tale.line(self._step(event.server))

    def _finish(self, event: StepFinished) -> None:
        self._running.pop(event.server, None)
        self._tale.clear_live()
        if self._tale.terminal:
            self._tale.line(f"✓ {_named(event.server)}{event.step}  {event.seconds:.1f} s", "good")

    def _abandon(self) -> None:
        self._tale.clear_live()
        if self._tale.terminal:
            for server, event in self._running.items():
                self._tale.line(f"✗ {_named(server)}{event.step}", "bad")
        self._running.clear()

    def _step(self, server: str) -> str:
        event = self._running.get(server)
        return f"[{event.number}/{event.of}] {_named(server)}{event.step}" if event else server

    def _log(self, event: LogLine) -> None:
        style = "command" if event.text.startswith("$ ") else "dim"
        self._tale.line(_whose(event) + event.text, style)

    def _card(self, problem: Problem, *, sign: str, style: str, server: str = "") -> None:
        self._tale.line(f"{sign} {_named(server)}{problem.what}", style)
        self._tale.line(f"  {problem.why}")
        for advice in problem.next:
            self._tale.line(f"  → {advice.text}", "bold")
        details = problem.details.splitlines()
        for line in details[:_MOST_DETAILS]:
            self._tale.line(f"    {line}", "dim")
        if len(details) > _MOST_DETAILS:
            self._tale.line(
                str(say("    … {n} more lines with --json", n=len(details) - _MOST_DETAILS)), "dim"
            )


def show_for(*, as_json_lines: bool) -> Show:
    """Choose the way to show. Odd file names come out escaped instead of ending the program."""
    out, tale = (_written_to(stream) for stream in (sys.stdout, sys.stderr))
    return JsonShow(out) if as_json_lines else TextShow(out, tale)


def _written_to(stream: TextIO | None) -> TextIO:
    """Prepare a stream; one that was closed before the start (`>&-`) takes all in silence."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return stream


def _named(server: str) -> str:
    return f"{server}: " if server else ""


def _whose(line: LogLine) -> str:
    return _named(" ".join(filter(None, (line.server, line.process))))


def _entry(line: ServiceLine) -> str:
    """Spell an entry of a log: when, whose, how grave where that is worth a word, and what."""
    written = datetime.fromtimestamp(line.time / 1_000_000, tz=UTC).astimezone()
    today = written.date() == datetime.now(tz=UTC).astimezone().date()
    whose = " ".join(filter(None, (line.server, line.service, line.process)))
    parts = (
        f"{written:%H:%M:%S}" if today else f"{written:%m-%d %H:%M:%S}",
        f"{whose}:",
        "" if line.level == "info" else line.level.upper(),
        line.message,
        *(f"{key}={_value(value)}" for key, value in line.fields.items()),
    )
    return " ".join(filter(None, parts))


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _amount(event: Progress) -> str:
    done, total = (
        (str(Size(count or 0)) if event.unit == "bytes" else f"{count:,}")
        for count in (event.done, event.total or 0)
    )
    unit = "" if event.unit == "bytes" else f" {event.unit}"
    if not event.total:
        return f"{done}{unit}"
    return f"{event.fraction or 0:.0%}  {done} of {total}{unit}"
