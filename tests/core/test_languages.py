"""The command line speaks the language of its terminal, and scripts read the same in every one."""

from __future__ import annotations

import argparse
import io
import json
from typing import TYPE_CHECKING

import pytest

from core import languages
from core.cli.entry import main, parser
from core.cli.help_form import complaint, in_lines
from core.cli.inert import cells
from core.words import english, say, say_count, speak
from tests.golden.commands import every

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    yield
    speak()


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in China."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_SG.UTF-8@x"}, "zh_CN"),
        ({"LC_ALL": "", "LANG": "zh"}, "zh_CN"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "zhx_CN"}, "en"),
    ],
)
def test_the_first_variable_that_is_set_names_the_language(
    environment: dict[str, str], language: str
) -> None:
    assert languages.of_locale(environment) == language


def test_a_text_says_itself_in_the_language_of_the_voice() -> None:
    whole = say("Run: {command}", command=say("Canceled."))
    speak(languages.speaker("zh_CN"))
    assert str(whole) == "运行\uff1a已取消。"
    assert str(say_count(2, one="{n} server", many="{n} servers")) == "2 台服务器"
    assert str(say("no sentence of the catalogue")) == "no sentence of the catalogue"
    speak(english)
    assert str(whole) == "Run: Canceled."


@pytest.mark.usefixtures("chinese")
def test_results_problems_and_help_are_chinese_where_the_terminal_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path), "server", "list"]) == 0
    assert capsys.readouterr().out.startswith("还没有服务器。")
    assert main(["build", str(tmp_path / "none")]) == 1
    assert "不是 Go 项目。" in capsys.readouterr().err
    assert main(["build", "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("用法\uff1agoferry build")
    assert "数据竞争检测\uff08-race\uff09。" in told
    assert main(["build", "x", "--cgo", "stat"]) == 2
    assert "没有“stat”\uff0c但有“static”" in capsys.readouterr().err


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("words", [["build", "/none"], ["server", "list"], ["buidl"], ["--help"]])
def test_scripts_read_english_in_every_language(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(tmp_path), "--json", *words])
    told = capsys.readouterr()
    assert all(json.loads(line) for line in told.out.splitlines())
    assert (told.out + told.err).isascii()


def test_a_terminal_without_the_letters_gets_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.ISO-8859-1")
    out = io.BytesIO()
    with io.TextIOWrapper(out, encoding="latin-1") as stdout:
        monkeypatch.setattr("sys.stdout", stdout)
        main(["--home", str(tmp_path), "server", "list"])
        assert out.getvalue().startswith(b"No servers yet.")


@pytest.mark.usefixtures("chinese")
def test_every_help_is_chinese_and_fits_its_lines() -> None:
    speak(languages.speaker("zh_CN"))
    for one in _below(parser()):
        headings = [line for line in one.format_help().splitlines() if line[:1].strip()]
        assert not [line for line in headings if ":" in line and line[-1] == ":"]
        assert headings[0].startswith("用法\uff1a")
        assert "选项\uff1a" in headings
        for action in one._actions:
            if action.help and not isinstance(action, argparse._SubParsersAction):
                assert any(letter >= "\u4e00" for letter in action.help), action.help
                lines = in_lines(action.help, 40)
                longest = max(cells(word) for word in action.help.split())
                assert max(map(cells, lines)) <= max(40, longest)
                assert "".join(lines).replace(" ", "") == action.help.replace(" ", "")


def _below(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _below(inner)


def test_every_option_says_what_it_is() -> None:
    silent = [
        f"{one.prog} {action.option_strings[0]}"
        for one in every()
        for action in one._actions
        if action.option_strings and not action.help
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("the following arguments are required: NAME, --host", "缺少参数\uff1aNAME、--host"),
        ("unrecognized arguments: --x", "无法识别的参数\uff1a--x"),
        ("argument --to: expected one argument", "参数 --to 需要一个值"),
        ("argument --a: not allowed with argument --b", "参数 --a 不能与 --b 同时使用"),
        ("argument --port: no", "参数 --port\uff1ano"),
        ("odd", "odd"),
    ],
)
def test_what_argparse_complains_of_is_translated(said: str, chinese: str) -> None:
    assert str(complaint(said)) == said
    speak(languages.speaker("zh_CN"))
    assert str(complaint(said)) == chinese
