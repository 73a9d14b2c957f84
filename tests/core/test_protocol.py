"""Client and helper speak of one table: its version, its requests and its words."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from typing import TYPE_CHECKING, cast

import pytest

from core.problems import ProblemError
from core.service import helper_table, installed, protocol, record, transaction
from core.service.layout import Layout
from core.service.model import Mode, Scope, Service
from core.service.phases import Phase
from core.service.protocol import REQUESTS, VERSION, Cause, Ending, Verb
from core.service.unit import helper
from core.ssh.session import Ran
from tests.made_up_clock import leap
from tests.made_up_deploy import WEB, MadeUp, Ways, session, traces

if TYPE_CHECKING:
    from collections.abc import Coroutine

TEXT = helper(WEB).content
LAYOUT = Layout("web")
NEWER = TEXT.replace(f"\nprotocol={VERSION}\n", f"\nprotocol={VERSION + 1}\n")


def words(pattern: str) -> set[str]:
    """Find what the helper's own lines say, without its comments."""
    code = re.sub(r"(?m)(^|\s)#.*$", "", TEXT)
    return {word for found in re.findall(pattern, code) for word in found.split()}


def test_the_helper_says_the_words_of_the_table_and_no_others() -> None:
    assert words(r"\bstep ([a-z_]+)") == set(Phase)
    ends = words(r"\bfinish ([a-z_]+)") | words(r'\\?"result\\?":\\?"([a-z_]+)')
    ends |= words(r"\bpassed ([a-z_]+)")
    assert ends == {*Ending, "changed", "ran", "cleaned"}, "these three are no changes"
    why = words(r"\brefuse ([a-z_]+)") | words(r"\bcode=([a-z_]+)") | words(r"code:-([a-z_]+)")
    why |= words(r"\bodd ([a-z_]+)")
    assert why | words(r"\bfinish [a-z_]+ ([a-z_]+)") == set(Cause)


def test_the_helper_answers_each_request_of_the_table_and_no_other() -> None:
    changes = {verb for verb, one in REQUESTS.items() if one.changes}
    answered = words(r"(?m)^\t\t([a-z]+)\) (?:\1|echo \"\$id\")")
    assert answered == REQUESTS.keys() - changes
    done = words(r"(?m)^change_([a-z]+)\(\)")
    assert done == {*changes, "recover", "return"}, "those two, only the server itself can begin"
    assert REQUESTS.keys() == set(Verb)
    assert {verb for verb, one in REQUESTS.items() if one.operators} == {
        "restart",
        "health",
        "logs",
        "restarts",
        "follow",
    }


def bash(script: str) -> list[str]:
    told = subprocess.run(
        ("bash", "-u"), input=script, capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stderr == ""
    return told.stdout.splitlines()


@pytest.mark.parametrize(
    ("verb", "argument", "taken"),
    [
        ("deploy", "a" * 64, "yes no"),
        ("deploy", "a" * 63, ""),
        ("deploy", "a" * 65, ""),
        ("deploy", "A" * 64, ""),
        ("rollback", "-", "yes no"),
        ("rollback", "123456789-0123abcd", "yes no"),
        ("rollback", "1234567890-0123abcd", ""),
        ("rollback", "../1-0123abcd", ""),
        ("restart", "-", "yes yes"),
        ("restart", "--", ""),
        ("stop", "-", "yes no"),
        ("cancel", "-", "no no"),
        ("cancel", "", ""),
        ("extend", "99999", "no no"),
        ("extend", "100000", ""),
        ("extend", "0", ""),
        ("logs", "s=" + "a" * 18, "no yes"),
        ("logs", "s=" + "a" * 17, ""),
        ("logs", "s=" + "a" * 299, ""),
        ("logs", "$(id)" + "a" * 20, ""),
        ("follow", "999999", "no yes"),
        ("follow", "1000000", ""),
        ("recover", "-", ""),
        ("*", "-", ""),
        ("", "-", ""),
        ("deploy rollback", "-", ""),
    ],
)
def test_bash_takes_a_request_as_the_table_says(verb: str, argument: str, taken: str) -> None:
    script = (
        f"LC_ALL=C\n{helper_table.for_shell()}\nverb='{verb}' wanted='{argument}'\n"
        'request "$verb" && [[ $wanted =~ $pattern ]] && echo "$changes $operators"; echo $protocol'
    )
    assert bash(script) == [*([taken] if taken else []), str(VERSION)]
    known = REQUESTS.get(cast("Verb", verb))
    assert bool(known and re.search(known.pattern, argument)) is bool(taken)


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("mode", Mode)
def test_every_helper_names_its_version_before_its_settings(mode: Mode, scope: Scope) -> None:
    """A roll-back brings back settings of an older helper, and may not bring its version along."""
    text = helper(Service(name="web", mode=mode, scope=scope)).content
    assert protocol.version_of(text) == VERSION
    assert protocol.version_of(text.partition("\nservice=")[0]) == VERSION


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("", 0),
        ("set -u\nprotocol=7\nservice=web", 7),
        ("protocol=2", 2),
        ("# protocol=3\n protocol=4\nprotocol=five\nprotocol=\n", 0),
        ("protocol=1234567890", 0),
    ],
)
def test_a_helper_without_a_version_is_of_the_time_before_there_was_one(
    text: str, version: int
) -> None:
    assert protocol.version_of(text) == version


# ---- a helper of another version ----


def refusal(work: Coroutine[object, object, object]) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        leap(work)
    problem = caught.value.problem
    return [
        problem.code,
        str(problem.what),
        str(problem.why),
        *(str(one.text) for one in problem.next),
    ]


SENTENCES = [
    "helper_newer",
    "A newer GoFerry manages “web” on web1.",
    f"The helper on the server uses protocol {VERSION + 1}; this GoFerry knows up to {VERSION}.",
    "Update GoFerry on this computer.",
]


def test_a_newer_helper_is_asked_for_nothing() -> None:
    server = MadeUp()
    placed = f"{LAYOUT.helper} {base64.b64encode(NEWER.encode()).decode()}"
    server.there = [*traces(), f"text {placed}"]
    assert refusal(installed.ask(session(server), WEB)) == SENTENCES
    assert server.done == ["look"]


@pytest.mark.parametrize("version", [f"\nprotocol={VERSION}\n", "\nprotocol=0\n", "\n", ""])
def test_the_record_is_read_with_a_helper_of_any_known_version(version: str) -> None:
    server = Ways(Ran(0, record.text(WEB) + version, ""))
    assert leap(record.read(session(server), "web")) == WEB


def test_the_record_beside_a_newer_helper_is_not_read() -> None:
    server = Ways(Ran(0, json.dumps({"port": 1}) + f"\n\nprotocol={VERSION + 1}\n", ""))
    assert refusal(record.read(session(server), "web")) == SENTENCES


@pytest.mark.parametrize(
    ("answer", "newer"),
    [
        (Ran(65, f'{{"refused":"new word","protocol":{VERSION + 1}}}', ""), True),
        (Ran(65, f'{{"refused":"not_understood","protocol":{VERSION}}}', ""), False),
        (Ran(65, '{"refused":"not_understood"}', ""), False),
        (Ran(65, '{"refused":"not_understood","protocol":"x"}', ""), False),
        (Ran(65, "no JSON", ""), False),
    ],
)
def test_what_a_newer_helper_does_not_understand_is_told_as_that(
    answer: Ran, *, newer: bool
) -> None:
    server = Ways(answer, user="root")
    asked = transaction.Change(verb=Verb.STOP, id="0" * 32, who="ada")
    told = refusal(transaction.begin(session(server), LAYOUT, asked))
    assert told == SENTENCES if newer else told[0] == "change_not_begun"
