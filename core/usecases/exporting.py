"""Export a service: write the files by which other tools run it, and let those tools prove them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from core.exports.facts import Facts, Origin
    from core.exports.file import Export
    from core.exports.question import Answers, Question
    from core.exports.validators import Verdict
    from core.problems import Problem
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is to be exported: these kinds of the project in `what`, into `folder`.

    `said` answers questions by their keys; `name` is the service's, where goferry.toml names none;
    `replaced` and `kept` are paths of files that somebody changed; with `check`, the tools that
    are here read what was written.
    """

    kinds: tuple[str, ...]
    what: Path
    folder: Path
    name: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file: its kind, why it is there, what became of it, what each tool said of it."""

    path: str
    kind: str
    reason: Text
    became: str
    provable_by: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an export ended: its files, the questions with what was taken for an answer.

    `left_out` says what does not exist where this goes, `removed` are files that are needed no
    more; `problem` is what a tool refused.
    """

    files: tuple[Exported, ...]
    questions: tuple[tuple[Question, str], ...]
    left_out: tuple[tuple[str, Text], ...] = ()
    removed: tuple[str, ...] = ()
    problem: Problem | None = None


def kinds() -> tuple[tuple[str, Text], ...]:
    """Return every kind of export by its name, with what people get."""
    from core.exports.table import KINDS

    return tuple((one.name, one.caption) for one in KINDS.values())


async def export(wish: ExportWish) -> Outcome:
    """Write the files; raises `ProblemError`, also where somebody's own would be lost."""
    from core.exports import validators
    from core.exports.question import answered_each
    from core.exports.table import KINDS, must_be_known
    from core.exports.writing import Became, Wish, write

    must_be_known(wish.kinds)
    facts = await _facts(wish)
    several = [KINDS[name] for name in dict.fromkeys(wish.kinds)]
    asked = {one.name: one.questions(facts) for one in several}
    answers = answered_each(asked, wish.said)
    made = {one.name: one.write(facts, answers[one.name]) for one in several}
    files = {name: one.files for name, one in made.items()}
    target = Wish(folder=wish.folder, files=files, replaced=wish.replaced, kept=wish.kept)
    became = await asyncio.to_thread(write, target)
    every = [one for several_files in files.values() for one in several_files]
    said = await validators.verdicts(wish.folder, every) if wish.check else ()
    return Outcome(
        files=_told(made, became, said),
        questions=_each_once(asked, answers),
        left_out=tuple((name, what) for name, one in made.items() for what in one.left_out),
        removed=tuple(path for path, state in became.items() if state is Became.REMOVED),
        problem=validators.refused(said),
    )


def _each_once(
    asked: Mapping[str, Sequence[Question]], answers: Mapping[str, Answers]
) -> tuple[tuple[Question, str], ...]:
    """Name a question of several kinds once, unless they take something else for an answer."""
    found: list[tuple[Question, str]] = []
    for kind, questions in asked.items():
        for one in questions:
            if (pair := (one, answers[kind][one.key])) not in found:
                found.append(pair)
    return tuple(found)


def _told(
    made: Mapping[str, Export], became: Mapping[str, str], said: Sequence[Verdict]
) -> tuple[Exported, ...]:
    return tuple(
        Exported(
            path=one.path,
            kind=name,
            reason=one.reason,
            became=became[one.path],
            provable_by=one.checks,
            verdicts=tuple(verdict for verdict in said if verdict.path == one.path),
        )
        for name, export_of in made.items()
        for one in export_of.files
    )


async def _facts(wish: ExportWish) -> Facts:
    """Ask the project; no Go is needed for it."""
    from core.exports.facts import Origin
    from core.project import git, reader

    mod = reader.module_above(wish.what)
    folder = mod.file.parent
    origin = Origin(module=mod.module, version=await git.version(folder), modules=mod.direct)
    return await asyncio.to_thread(_settled, wish, folder, origin)


def _settled(wish: ExportWish, folder: Path, origin: Origin) -> Facts:
    """Settle the service for all servers, and for those of each table of labels."""
    from core.exports.facts import facts_of
    from core.project.template import service_name
    from core.service import by_label
    from core.service.shared_options import name_from
    from core.usecases.serving import ServiceWish, settle, shared_of

    said = shared_of(folder)
    name = wish.name or name_from(said) or service_name(origin.module)
    of_service = ServiceWish(name=name, what=folder)
    on = {
        table.expression: settle(of_service, said, labels=labels)
        for table in by_label.tables(said, folder)
        if (labels := {one.key: one.value for one in table.terms if not one.unlike})
    }
    return facts_of(
        settle(of_service, said),
        origin,
        on=tuple((expression, facts_of(one, origin)) for expression, one in on.items()),
    )
