"""Which servers are meant: by name, by label, or by an expression of both; one parser for all.

`env=prod` are those with this label, `env!=prod` all others, `all` every one. `+` joins what must
hold together, as in `env=prod+region=east`; further expressions, after a comma, add servers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.actions import CheckServer
from core.problems import Advice, Problem, ProblemError
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.ssh.profile import Profile

ALL = "all"
LABEL_WORD = r"[A-Za-z0-9][A-Za-z0-9._/-]{0,62}"
_TERM = re.compile(f"({LABEL_WORD})(!?=)({LABEL_WORD})")
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One label that a server must have, or must not have with this value (`unlike`)."""

    key: str
    value: str
    unlike: bool = False

    def meets(self, labels: Mapping[str, str]) -> bool:
        """Tell whether a server with these labels is meant."""
        return (labels.get(self.key) == self.value) is not self.unlike


def terms(expression: str) -> tuple[Term, ...]:
    """Read an expression of labels alone; raises `ProblemError` (`choice_odd`)."""
    found = tuple(map(_term, expression.split("+")))
    if None in found:
        raise ProblemError(_odd(expression))
    return tuple(one for one in found if one is not None)


def meets(wanted: Iterable[Term], labels: Mapping[str, str]) -> bool:
    """Tell whether all of these terms hold for a server with these labels."""
    return all(one.meets(labels) for one in wanted)


def chosen(servers: Sequence[Profile], words: Iterable[str]) -> tuple[Profile, ...]:
    """Return the servers that any of these words means, each once.

    Raises `ProblemError`: server_unknown, choice_odd, no_server_matches.
    """
    found: dict[str, Profile] = {}
    for word in words:
        matching = _matching(servers, word)
        if not matching:
            raise ProblemError(_none_matches(word, servers))
        found |= {one.name: one for one in matching}
    return tuple(found.values())


def unknown(name: str, known: Sequence[str]) -> Problem:
    """Say that no server is called so."""
    why = (
        say("The servers here are: {names}", names=list_of(known))
        if known
        else say("No server has been added yet.")
    )
    return Problem(
        code="server_unknown",
        what=say("There is no server named “{name}”.", name=name),
        why=why,
        next=(Advice(say("Add the server first, or choose another name."), CheckServer()),),
        field="name",
    )


def _matching(servers: Sequence[Profile], word: str) -> tuple[Profile, ...]:
    """Narrow the servers down, part after part."""
    left = tuple(servers)
    for part in word.split("+"):
        term = _term(part)
        if term is not None:
            left = tuple(one for one in left if term.meets(one.labels))
            continue
        names = [one.name for one in servers]
        if part in names or part != ALL:
            left = tuple(one for one in left if one.name == _known(part, names, word))
    return left


def _known(name: str, names: Sequence[str], word: str) -> str:
    if not name or "=" in name:
        raise ProblemError(_odd(word))
    if name not in names:
        raise ProblemError(unknown(name, names))
    return name


def _term(part: str) -> Term | None:
    found = _TERM.fullmatch(part)
    if found is None:
        return None
    key, relation, value = found.groups()
    return Term(key=key, value=value, unlike=relation == "!=")


def _odd(expression: str) -> Problem:
    return Problem(
        code="choice_odd",
        what=say("“{text}” does not select any server.", text=expression[:_LONGEST_SHOWN]),
        why=say(
            "A choice is a server's name, a label such as env=prod, its opposite env!=prod, "
            "or several of them joined by +."
        ),
        next=(Advice(say("Correct the expression. Use a comma to add more servers.")),),
        field="to",
    )


def _none_matches(word: str, servers: Sequence[Profile]) -> Problem:
    return Problem(
        code="no_server_matches",
        what=say("No server matches {expression}.", expression=word[:_LONGEST_SHOWN]),
        why=_labels_there(servers),
        next=(
            Advice(say("See the servers and their labels: goferry server list")),
            Advice(say("Add a label: goferry server label NAME role=web")),
        ),
        field="to",
    )


def _labels_there(servers: Sequence[Profile]) -> Text:
    if not servers:
        return say("No server has been added yet.")
    labels = sorted({f"{key}={value}" for one in servers for key, value in one.labels.items()})
    if not labels:
        return say("No server has a label yet.")
    return say("The labels here are: {labels}", labels=list_of(labels))
