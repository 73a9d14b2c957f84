"""Ssh's tokens where a computer is not like this one, and patterns that nearly cover a name."""

from __future__ import annotations

import hashlib
import os
import socket

import pytest

from core.ssh.config.patterns import matches
from core.ssh.config.tokens import EVERYWHERE, Tokens


def value(token: str, *, host: str = "real") -> str:
    tokens = Tokens(name="web", host=host, port=7, user="me", jump="j")
    return tokens.expand(f"%{token}", EVERYWHERE)


def test_this_computer_has_a_long_name_and_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "here.example.org")
    assert (value("l"), value("L")) == ("here.example.org", "here")


def test_who_runs_it_is_a_number_and_nought_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "me")  # else it is asked for by number
    with monkeypatch.context() as changed:
        changed.setattr(os, "getuid", lambda: 1234)
        assert value("i") == "1234"
        changed.delattr(os, "getuid")
        assert value("i") == "0"


def test_an_odd_byte_of_a_host_counts_as_that_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "here")
    whole = hashlib.sha1(b"here\xff7mej").hexdigest()  # noqa: S324 - ssh's own choice
    assert value("C", host="\udcff") == whole


@pytest.mark.parametrize(
    ("name", "pattern"), [("xb", "*ab"), ("web", "webX"), ("web", "webX*"), ("xab", "*?xab")]
)
def test_nothing_of_a_pattern_is_passed_over(name: str, pattern: str) -> None:
    assert not matches(name, pattern)
