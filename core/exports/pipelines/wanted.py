"""What a pipeline has to know and no service says: its branch, its servers, its environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.question import Question
from core.words import say

if TYPE_CHECKING:
    from core.exports.facts import Facts
    from core.exports.question import Answers

_NAME = r"[a-z][a-z0-9-]{0,60}"
NAME_RULE = say("A name begins with a letter and has lowercase letters, digits and hyphens.")

FOLDER = Question(
    key="folder",
    why=say("The directory of the project in its repository."),
    default=".",
    pattern=re.compile(r"\.|(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}"),
    rule=say("A directory of the repository is written like services/hello."),
)
BRANCH = Question(
    key="branch",
    why=say("The branch whose commits are deployed."),
    default="main",
    pattern=re.compile(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}"),
    rule=say("A branch has letters, digits, dots, hyphens and slashes."),
)
ENVIRONMENT = Question(
    key="environment",
    why=say("The environment of the forge that keeps the SSH key and who can approve a deploy."),
    default="production",
    pattern=re.compile(_NAME),
    rule=NAME_RULE,
)
SERVERS = Question(
    key="servers",
    why=say("The names of the servers, with commas. Their addresses stay in the forge."),
    default="production",
    pattern=re.compile(rf"{_NAME}(?:,{_NAME})*"),
    rule=NAME_RULE,
)
TARGET = Question(
    key="target",
    why=say("The operating system and CPU of the servers."),
    default="linux/amd64",
    pattern=re.compile(r"linux/[a-z0-9]{2,20}"),
    rule=say("A target is written like linux/amd64."),
)
MAX_SIZE = Question(
    key="max_size",
    why=say("The largest size of the program. A larger one is not deployed."),
    default="64MB",
    pattern=re.compile(r"[1-9][0-9]{0,9}(?:kB|MB|GB)"),
    rule=say("A size is a number with kB, MB or GB, for example 30MB."),
)
_TERM = r"[A-Za-z0-9_.-]{1,60}=[A-Za-z0-9_.-]{1,60}"
_LABELS = Question(
    key="labels",
    why=say("The labels of these servers, by which goferry.toml has values of its own for them."),
    default="env=production",
    pattern=re.compile(rf"{_TERM}(?:,{_TERM})*"),
    rule=say("Labels are written like env=prod,region=east."),
)


def questions(facts: Facts) -> tuple[Question, ...]:
    """Return what every pipeline has to know."""
    on = (_LABELS,) if facts.on else ()
    return (FOLDER, BRANCH, ENVIRONMENT, SERVERS, *on, TARGET, MAX_SIZE)


def servers(answers: Answers) -> dict[str, str]:
    """Return each server's name with the forge's variable that holds its address."""
    names = answers["servers"].split(",")
    return {one: f"HOST_{one.upper().replace('-', '_')}" for one in names}


def labels(answers: Answers) -> tuple[str, ...]:
    """Return the labels that the servers get, where the service asks for some."""
    return tuple(answers["labels"].split(",")) if "labels" in answers else ()
