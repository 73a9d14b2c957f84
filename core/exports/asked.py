"""The questions that several kinds ask: one wording and one default for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.question import Question
from core.images.image import HOME
from core.images.reference import tag_of
from core.words import say

if TYPE_CHECKING:
    from core.exports.facts import Facts

SIZE = re.compile(r"[1-9][0-9]{0,9}[KMGT]i")
SIZE_RULE = say("Memory is a number with Ki, Mi, Gi or Ti, for example 256Mi.")


def image(facts: Facts, *, registry: str = "registry.example.com") -> Question:
    """Ask under which name the program's image can be fetched."""
    return Question(
        key="image",
        why=say("The name of the image, with its registry and its tag."),
        default=f"{registry}/{facts.name}:{tag_of(facts.version)}",
        pattern=re.compile(
            r"[a-z0-9]+(?:[._:/-]+[A-Za-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
            r"(?:@sha256:[0-9a-f]{64})?"
        ),
        rule=say("An image is written like registry.example.com/hello:1.2.3."),
    )


def workdir() -> Question:
    """Ask where the image starts, for folders that lie there on a server."""
    return Question(
        key="workdir",
        why=say("The working directory of the image. Writable directories are mounted there."),
        default=HOME,
        pattern=PATH,
        rule=PATH_RULE,
    )


def program(facts: Facts) -> Question:
    """Ask where the program lies in the image, for what must call it by its path."""
    return Question(
        key="program",
        why=say("The path of the program in the image. The health command runs it again."),
        default=f"{HOME}/{facts.name}",
        pattern=PATH,
        rule=PATH_RULE,
    )


def memory(default: str = "128Mi") -> Question:
    """Ask for the memory limit of a service that has none."""
    return Question(
        key="memory",
        why=say("The service has no memory limit. A container should always have one."),
        default=default,
        pattern=SIZE,
        rule=SIZE_RULE,
    )


PATH = re.compile(r"/[A-Za-z0-9._/-]{0,200}")
PATH_RULE = say("A path begins with / and has letters, digits, dots, hyphens and underscores.")
