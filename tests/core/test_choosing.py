"""Which servers an expression means, and what one hears that means none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import ProblemError
from core.servers.choosing import Term, chosen, terms
from core.ssh.profile import Profile


def labelled(name: str, **labels: str) -> Profile:
    return Profile(name=name, host="192.0.2.1", labels=labels)


SERVERS = (
    labelled("web1", env="prod", region="east"),
    labelled("web2", env="prod", region="west"),
    labelled("lab", env="staging"),
    labelled("bare"),
)


def names(*words: str, servers: tuple[Profile, ...] = SERVERS) -> list[str]:
    return [one.name for one in chosen(servers, words)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["web1"], ["web1"]),
        (["env=prod"], ["web1", "web2"]),
        (["env=prod+region=east"], ["web1"]),
        (["region=east+env=prod"], ["web1"]),
        (["env!=prod"], ["lab", "bare"]),
        (["env!=staging+region!=west"], ["web1", "bare"]),
        (["all"], ["web1", "web2", "lab", "bare"]),
        (["all+env=prod"], ["web1", "web2"]),
        (["bare", "env=prod", "web2"], ["bare", "web1", "web2"]),
        (["web1+env=prod"], ["web1"]),
    ],
)
def test_words_mean_servers_each_once_and_in_the_order_of_the_words(
    words: list[str], meant: list[str]
) -> None:
    assert names(*words) == meant


def test_a_server_that_is_called_all_is_meant_alone() -> None:
    assert names("all", servers=(*SERVERS, labelled("all"))) == ["all"]


@pytest.mark.parametrize(
    ("word", "code", "why"),
    [
        ("web9", "server_unknown", "The servers here are: web1, web2, lab, bare"),
        ("env=prod+web9", "server_unknown", "The servers here are: web1, web2, lab, bare"),
        ("env=test", "no_server_matches", None),
        ("web1+env=staging", "no_server_matches", None),
        ("env=staging+region=east", "no_server_matches", None),
        ("env=", "choice_odd", None),
        ("=prod", "choice_odd", None),
        ("env==prod", "choice_odd", None),
        ("env!prod=a", "choice_odd", None),
        ("web1+", "choice_odd", None),
        ("", "choice_odd", None),
    ],
)
def test_what_means_no_server_is_refused_with_what_there_is(
    word: str, code: str, why: str | None
) -> None:
    with pytest.raises(ProblemError) as refused:
        names("web1", word)
    problem = refused.value.problem
    assert problem.code == code
    if why is not None:
        assert str(problem.why) == why
    if code == "no_server_matches":
        there = "env=prod, env=staging, region=east, region=west"
        assert str(problem.why) == f"The labels here are: {there}"


@pytest.mark.parametrize(
    ("servers", "why"),
    [
        ((), "No server has been added yet."),
        ((labelled("bare"),), "No server has a label yet."),
    ],
)
def test_without_labels_it_is_said_that_there_are_none(
    servers: tuple[Profile, ...], why: str
) -> None:
    with pytest.raises(ProblemError) as refused:
        names("env=prod", servers=servers)
    assert str(refused.value.problem.why) == why


def test_an_expression_of_labels_names_no_server() -> None:
    east = Term(key="region", value="east", unlike=True)
    assert terms("env=prod+region!=east") == (Term(key="env", value="prod"), east)
    for odd in ("web1", "all", "env=prod+web1", ""):
        with pytest.raises(ProblemError) as refused:
            terms(odd)
        assert refused.value.problem.code == "choice_odd"


@given(st.text(max_size=40))
def test_any_text_means_servers_or_is_refused(text: str) -> None:
    refusal = ""
    try:
        found = chosen(SERVERS, [text])
    except ProblemError as refused:
        found, refusal = (), refused.problem.code
    assert found or refusal in {"choice_odd", "no_server_matches", "server_unknown"}
