"""The product's language: words that no sentence uses, in English and in Chinese, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from installer.words import FILES, Sentence, spoken, translations

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINESE = next(file for file in FILES if file.stem.endswith("zh_CN"))


class Avoided(NamedTuple):
    """Words that are avoided, and what is said instead."""

    words: str
    instead: str


# The English reads as English: things have no will and no posture, and each has its field's name.
ENGLISH = (
    Avoided(r"shall", "should, will, must"),
    Avoided(r"stands?|stood|lies", "is, are"),
    Avoided(r"beside|anew|mend(?:s|ed|ing)?|kin|whoever|somebody|anybody|nobody", "plain words"),
    Avoided(r"wants?(?! it\.)|says?|tells|hung up|hangs up", "needs, reports, shows, closed"),
    Avoided(r"by itself|by themselves", "automatically, own"),
    Avoided(r"last words", "last output"),
    Avoided(r"came out|comes back|came back|come back", "result, roll back, restore"),
    Avoided(r"else than", "other than"),
    Avoided(r"per cent", "percent, %"),
    Avoided(r"may not", "is not allowed to, might not"),
    Avoided(r"(?<!There )(?:is|are) no(?! longer)", "is not a"),
    Avoided(r"release before|build before", "previous release, earlier build"),
    Avoided(r"(?:is|are|not|runs?|answers?|ends?|ended) well", "healthy, succeeded"),
    Avoided(r"cut off|had begun|travels?", "interrupted, started, is uploaded"),
    Avoided(r"(?-i:a Go)(?! \w|-)", "a Go installation, a Go version"),
    Avoided(r"processor level|module mirror|checksum server", "CPU level, module proxy, …"),
    # American, as Go and systemd
    Avoided(r"colours?|optimiser|misspelt|synchronis\w+|behaviour|cancell(?:ed|ing)", "American"),
)
# Sentences that have such a word and keep it, each with its reason.
PERMITTED: dict[str, str] = {}
# Folders are what a person opens in the file chooser of this computer; all else has directories.
CHOOSER = ("core/project/", "core/usecases/practising", "core/build/preflight", "gui/")

_HAN = r"[\u4e00-\u9fff]"
_MARKS = "\uff0c\u3002\uff1b\uff1a\u3001\uff1f\uff01"
# As operators of China write: one "you", no computers and folders on servers, whole-width marks.
CHINESE_AVOIDED = (
    Avoided(r"您", "你"),
    Avoided(r"计算机|电脑", "本机, 机器"),
    Avoided(r"发布版本", "版本"),
    Avoided(r"可重现", "可复现"),
    Avoided(r"前一个版本|上一个版本", "上一版本"),
    Avoided(r"附加变量", "额外环境变量"),
    Avoided(r"辅助程序", "辅助脚本"),
    Avoided(r"密钥口令", "私钥口令"),
    Avoided(r"应答", "响应"),
    Avoided(r"SSH 代理|SSH agent", "ssh-agent"),
    Avoided(r"单元\(unit\)", "单元文件"),
    Avoided(r"模块镜像|校验和服务器|处理器级别", "模块代理, 校验和数据库, 微架构级别"),
    Avoided(r"大小预算", "体积上限"),
    Avoided(rf"{_HAN}[,;?!]|{_HAN}:(?!\S)", "marks as wide as the signs"),
    Avoided(rf"{_HAN} [{_MARKS}]|[{_MARKS}] {_HAN}", "no blank at a mark"),
    Avoided(rf"{_HAN}[A-Za-z0-9]|[A-Za-z0-9]{_HAN}", "a blank between scripts"),
    Avoided(r"\d %", "31%"),
)


def _bare(text: str) -> str:
    """A sentence without its places and its mnemonic."""
    return re.sub(r"\(&\w\)|&", "", re.sub(r"\{\w*\}", "{}", text))


@pytest.mark.parametrize("avoided", ENGLISH, ids=lambda one: one.words)
def test_no_sentence_has_a_word_that_reads_as_translated(avoided: Avoided) -> None:
    pattern = re.compile(rf"\b(?:{avoided.words})\b", re.IGNORECASE)
    found = {
        one.english: path for one, path in spoken().items() if pattern.search(_bare(one.english))
    }
    assert {text: path for text, path in found.items() if text not in PERMITTED} == {}, (
        f"say instead: {avoided.instead}"
    )


def test_folders_are_only_in_the_file_chooser() -> None:
    assert {
        one.english: path
        for one, path in spoken().items()
        if re.search(r"\bfolders?\b", _bare(one.english), re.IGNORECASE)
        and not path.startswith(CHOOSER)
        and one.english not in PERMITTED
    } == {}


def test_what_is_permitted_is_still_said() -> None:
    assert PERMITTED.keys() <= {one.english for one in spoken()}


@pytest.mark.parametrize("avoided", CHINESE_AVOIDED, ids=lambda one: one.words)
def test_no_chinese_sentence_has_a_form_that_is_avoided(avoided: Avoided) -> None:
    pattern = re.compile(avoided.words)
    found = [said for _, said in _chinese() if pattern.search(_bare(said))]
    assert found == [], f"say instead: {avoided.instead}"


def test_advice_that_names_a_control_names_it_as_it_is_labelled() -> None:
    """A label in quotation marks is a sentence of its own, and its translation is quoted, too."""
    labels = {_label(one.english): said[0] for one, said in translations(CHINESE).items()}
    quoted = [
        (name, said)
        for one, said in _chinese()
        for name in re.findall(r"“([A-Z][^”{}]*)”", one.english)
    ]
    assert quoted
    assert [name for name, _ in quoted if name not in labels] == []
    assert [said for name, said in quoted if f"“{_label(labels[name])}”" not in said] == []


def _label(text: str) -> str:
    return re.sub(r"\(&\w\)|&|…$", "", text)


def _chinese() -> Iterator[tuple[Sentence, str]]:
    for one, forms in translations(CHINESE).items():
        for said in forms:
            yield one, said
