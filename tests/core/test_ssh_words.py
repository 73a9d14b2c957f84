"""The small parts of ssh's configuration: lines, words, tokens, patterns, the parts of a jump."""

from __future__ import annotations

import hashlib
import os
import socket
from typing import TYPE_CHECKING

import pytest

from core.ssh.config.lines import lines, split
from core.ssh.config.patterns import matches, matches_list
from core.ssh.config.reader import jump_parts
from core.ssh.config.tokens import EVERYWHERE, IN_PROXY_COMMAND, NoToken, Tokens

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a b", ["a", "b"]),
        ("  a\tb  ", ["a", "b"]),
        ('"a b" c', ["a b", "c"]),
        ("'a b'c", ["a bc"]),
        ('"it\'s"', ["it's"]),
        ('"a', []),
        ("'a", []),
        (r"a\ b", ["a b"]),
        (r'"a\ b"', [r"a\ b"]),
        (r"a\\b\"c\'d\n", ["a\\b\"c'd\\n"]),
        (r'"a\"b"', ['a"b']),
        ("a # b", ["a"]),
        ("a#b", ["a#b"]),
        ('"#" b', ["#", "b"]),
        ('"" b', ["", "b"]),
        ("#", []),
    ],
)
def test_a_line_is_split_as_openssh_splits_it(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_a_file_is_read_as_keywords_and_words(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_bytes(
        b"# Host no\n\nHost = a b # c\r\n\tUSER=me\nProxyCommand = x 'y # z\n"
        b'LocalCommand "a\nPort\nUser \'open\nIdentityFile "a b"\n\xff \xfe\n'
    )
    assert list(lines(config)) == [
        ("host", ["a", "b"]),
        ("user", ["me"]),
        ("proxycommand", ["x 'y # z"]),
        ("localcommand", ['"a']),
        ("identityfile", ["a b"]),
        ("\udcff", ["\udcfe"]),
    ]
    config.write_bytes(b"User a\n" + b"#" * (1 << 20) + b"\nPort 7\n")
    assert list(lines(config)) == [("user", ["a"])]


_TOKENS = Tokens(name="web", host="real", port=7, user="me", alias="as", jump="j")


def test_each_token_has_its_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.setattr(socket, "gethostname", lambda: "pc.example.org")
    monkeypatch.setattr(os, "getuid", lambda: 1234, raising=False)
    here = "pc.example.org"
    whole = hashlib.sha1(f"{here}real7mej".encode()).hexdigest()  # noqa: S324 - ssh's own choice
    values = {"h": "real", "n": "web", "p": "7", "r": "me", "k": "as", "j": "j", "%": "%"}
    values |= {"u": "ann", "d": str(tmp_path), "i": "1234", "l": here}
    values |= {"L": "pc", "C": whole}
    for token, value in values.items():
        assert _TOKENS.expand(f"<%{token}>", EVERYWHERE) == f"<{value}>"
    plain = Tokens(name="web", host="real", port=7, user="me")
    assert plain.expand("%k", EVERYWHERE) == "web"
    assert (IN_PROXY_COMMAND, EVERYWHERE) == ("hknpr", "CLdhiklnpruj")
    for wrong in ("%x", "%", "%d", "%u"):
        with pytest.raises(NoToken, match=wrong):
            plain.expand(wrong, IN_PROXY_COMMAND)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("~/a", "{home}/a"),
        ("%d/%h", "{home}/real"),
        ("${HOME}/a", "{home}/a"),
        ("${NOT_SET}/a", "${NOT_SET}/a"),
        ("/a/~", "/a/~"),
        ("/%x/%h", "/%x/%h"),
        ("${HOME}/%x", "${HOME}/%x"),
        ("", ""),
    ],
)
def test_a_path_has_its_home_variables_and_tokens_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, path: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("NOT_SET", raising=False)
    assert _TOKENS.path(text) == path.replace("{home}", str(tmp_path))


@pytest.mark.parametrize(
    ("name", "pattern", "covers"),
    [
        ("web", "web", True),
        ("web", "we", False),
        ("we", "web", False),
        ("web", "w?b", True),
        ("wb", "w?b", False),
        ("web", "w*", True),
        ("w", "w*", True),
        ("web", "*b*", True),
        ("abcabd", "*abd", True),
        ("abcabd", "*abc", False),
        ("", "*", True),
        ("", "", True),
        ("", "?", False),
        ("web", "", False),
        ("a.b", "a?b", True),
        ("web", "w**b", True),
    ],
)
def test_a_pattern_covers_the_whole_name_or_nothing(
    name: str, pattern: str, *, covers: bool
) -> None:
    assert matches(name, pattern) is covers


@pytest.mark.parametrize(
    ("patterns", "covers"),
    [
        ("web", True),
        ("db,w*", True),
        ("!web,*", False),
        ("*,!web", False),
        ("*,!db", True),
        ("!db", False),
        ("", False),
    ],
)
def test_one_excluding_pattern_of_a_list_decides(patterns: str, *, covers: bool) -> None:
    assert matches_list("web", patterns) is covers


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("me@you@host:7", ("me@you", "host", 7)),
        ("host:", ("", "host:", 0)),
        ("host:x7", ("", "host:x7", 0)),
        ("::1", ("", "::1", 0)),
        ("[::1]", ("", "::1", 0)),
        ("host:1234567", ("", "host", 123456)),
        ("ssh://host", ("", "host", 0)),
    ],
)
def test_a_jump_is_taken_apart_at_its_last_marks(text: str, parts: tuple[str, str, int]) -> None:
    assert jump_parts(text) == parts
