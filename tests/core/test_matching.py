"""How a row is found and filled, and what each row about this computer and programs leads to."""

from __future__ import annotations

import pytest

from core.actions import Action, ChooseGo, OpenFile, Retry, SetCgo, UseBundledGo
from core.plain_text import one_line
from core.problems import Advice
from core.remedies import computer, explain, explain_all, program
from core.remedies.matcher import LONGEST_DETAILS, bounded, find
from core.remedies.row import AdviceFrom, Remedy
from core.target import Cgo
from core.words import say

_FIRST = Remedy(
    "first",
    r"^one (?P<name>\S+)(?: at (?P<place>\S+))?$",
    say("{name} is wrong."),
    say("It lies at {place}, says {who}.", who="go"),
    (
        AdviceFrom(
            say("Open {name}."), lambda found: OpenFile.at(f"{found['name']}:{found['place']}")
        ),
        Advice(say("Wait.")),
    ),
    "main",
)
_SECOND = Remedy("second", r"(?:one|two) (?P<name>\S+)", say("{name}!"), say("Two."))
_ROWS = (_FIRST, _SECOND)


def test_the_first_row_of_the_table_wins_and_not_the_first_line_of_the_text() -> None:
    text = "two b\nand\none a at x.go:3\n"
    found = find(text, _ROWS)
    assert found is not None
    assert (found[0].code, found[1]["name"]) == ("first", "a")
    assert find("three", _ROWS) is None
    assert find(text, ()) is None


def test_a_row_is_filled_in_every_part() -> None:
    problem = explain("two b\none a at x.go:3\n", _ROWS)
    assert problem is not None
    assert (problem.code, problem.field, problem.details) == (
        "first",
        "main",
        "two b\none a at x.go:3",
    )
    assert (str(problem.what), str(problem.why)) == (
        "a is wrong.",
        "It lies at x.go:3, says go.",
    )
    assert [(str(one.text), one.action) for one in problem.next] == [
        ("Open a.", OpenFile.at("a:x.go:3")),
        ("Wait.", None),
    ]
    bare = explain("one a", _ROWS)
    assert bare is not None
    assert str(bare.why) == "It lies at , says go."


def test_every_line_is_explained_by_one_row_and_the_likeliest_cause_comes_first() -> None:
    found = explain_all("two b\none a\ntwo c two d\nnothing\n", _ROWS)
    assert [(one.code, str(one.what)) for one in found] == [
        ("first", "a is wrong."),
        ("second", "b!"),
        ("second", "c!"),
    ]


def test_a_text_of_two_lines_belongs_to_the_line_it_begins_on() -> None:
    begins, ends = (Remedy(code, code, say("?"), say("?")) for code in (r"c\nend", r"start\ntwo"))
    text = "start\ntwo c\nend\n"
    found = explain_all(text, (_SECOND, begins, ends))
    assert [one.code for one in found] == ["second", r"start\ntwo"]
    found = explain_all(text, (ends, begins, _SECOND))
    assert [one.code for one in found] == [r"start\ntwo"]


@pytest.mark.parametrize(("said", "told"), [(19, 19), (20, 20), (21, 20), (200, 20)])
def test_twenty_problems_are_told_at_once(said: int, told: int) -> None:
    text = "".join(f"two n{n}\n" for n in range(said))
    found = explain_all(text, _ROWS)
    assert [str(one.what) for one in found] == [f"n{n}!" for n in range(told)]
    assert len(explain_all(text + "".join(f"one n{n}\n" for n in range(said)), _ROWS)) <= 20


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 200 + "…"),
        ("  a b\n", "a b"),
        ("a\nb\x1b\u202e\x00", "a·b···"),
        ("名 é", "名 é"),
    ],
)
def test_a_foreign_word_is_one_tame_line(value: str, shown: str) -> None:
    assert one_line(value) == shown


def test_details_are_whole_up_to_twenty_thousand_letters() -> None:
    assert LONGEST_DETAILS == 20_000
    assert bounded(" " + "x" * 19_998 + "\n") == "x" * 19_998
    assert bounded("x" * 20_000) == "x" * 20_000
    assert bounded("a" * 10_000 + "?" + "b" * 10_000) == "a" * 10_000 + "\n…\n" + "b" * 10_000


def test_usage_that_another_program_prints_explains_nothing_and_stays_in_the_details() -> None:
    text = "Usage: two page\n  one hidden\n\ttwo hidden\ntwo seen\n"
    problem = explain(text, _ROWS[1:])
    assert problem is not None
    assert str(problem.what) == "page!"
    assert "hidden" in problem.details
    assert [str(one.what) for one in explain_all(text, _ROWS)] == ["page!", "seen!"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (
            "./a.go:3:2: undefined: x\nwrite /x: no space left on device\n",
            ["disk_full", "undefined_name"],
        ),
        (
            './a.go:3:2: undefined: x\ngo: no such tool "compile"\n',
            ["go_incomplete", "undefined_name"],
        ),
    ],
)
def test_of_what_go_says_the_computer_is_asked_first_and_the_code_last(
    said: str, codes: list[str]
) -> None:
    assert [one.code for one in explain_all(said)] == codes
    first = explain(said)
    assert first is not None
    assert first.code == codes[0]


_AGAIN, _OTHER_GO = Retry(), ChooseGo()
_NONE, _BUNDLED = None, UseBundledGo()
_X = "permission denied"
_SAID = [
    ("write /tmp/x: no space left on device", "disk_full", [_AGAIN], ""),
    ("There is not enough space on the disk.", "disk_full", [_AGAIN], ""),
    ("write /x: disk quota exceeded", "quota_used_up", [_AGAIN], ""),
    ("compile: signal: killed", "out_of_memory", [_AGAIN], ""),
    ("fatal error: runtime: out of memory", "out_of_memory", [_AGAIN], ""),
    ("fork/exec /x: cannot allocate memory", "out_of_memory", [_AGAIN], ""),
    ("open /x: too many open files", "too_many_files", [_NONE], ""),
    ("runtime: failed to create new OS thread", "too_many_processes", [_AGAIN], ""),
    ("fork/exec /x: resource temporarily unavailable", "too_many_processes", [_AGAIN], ""),
    (
        f"failed to initialize build cache at /c/go: mkdir /c/go: {_X}",
        "build_cache_locked",
        [_AGAIN, _NONE],
        "",
    ),
    (
        f"go: writing go.mod cache: mkdir /m/cache: {_X}",
        "module_cache_locked",
        [_AGAIN, _NONE],
        "",
    ),
    (
        "go: could not create module cache: mkdir /m: read-only file system",
        "module_cache_locked",
        [_AGAIN, _NONE],
        "",
    ),
    (
        "go: creating work dir: stat /nowhere: no such file or directory",
        "temporary_folder_unusable",
        [_AGAIN],
        "",
    ),
    (f"go: updating go.mod: open /p/go.mod: {_X}", "go_mod_locked", [_AGAIN], ""),
    (f"go: copying /tmp/a: open /out/web: {_X}", "output_locked", [_AGAIN], "output"),
    (f"open /p/main.go: {_X}", "source_locked", [_AGAIN], ""),
    (r"open C:\p\main.go: Access is denied.", "source_locked", [_AGAIN], ""),
    ("open /p/main.go: operation not permitted", "source_locked", [_AGAIN], ""),
    ("open /p/" + "x" * 9 + ": file name too long", "file_name_too_long", [_AGAIN], ""),
    (
        "build cache is required, but could not be located: GOCACHE is not defined",
        "no_cache_folder",
        [_NONE],
        "",
    ),
    (
        f"fork/exec /tmp/go-build1/b001/web.test: {_X}",
        "programs_forbidden",
        [_NONE],
        "",
    ),
    ('go: no such tool "compile"', "go_incomplete", [_OTHER_GO, _BUNDLED], "go"),
    ("package fmt is not in std", "go_incomplete", [_OTHER_GO, _BUNDLED], "go"),
    ("package runtime is not in GOROOT", "go_incomplete", [_OTHER_GO, _BUNDLED], "go"),
]


_WORDS = {
    "disk_full": ("The disk is full.", "Go needs space", "Free some space,"),
    "quota_used_up": ("Your disk quota is used up.", "(quota)", "Free some space, or"),
    "out_of_memory": ("The computer ran out of memory", "The system ended", "other programs"),
    "too_many_files": ("The limit on open files is too low", "(ulimit -n)", "to 1024 or more"),
    "too_many_processes": ("The limit on processes is too", "(ulimit -u)", "raise that limit"),
    "build_cache_locked": ("its build cache: /c/go", "another user", "variable GOCACHE."),
    "module_cache_locked": ("modules in this directory: /m", "another", "variable GOMODCACHE."),
    "temporary_folder_unusable": ("temporary files: /nowhere", "not exist", "variable GOTMPDIR"),
    "go_mod_locked": ("cannot write to /p/go.mod.", "another user", "Make yourself the owner of"),
    "output_locked": ("cannot be written to /out/web.", "another user", "another path"),
    "source_locked": (
        "You do not have permission to read ",
        "another user",
        "Give yourself read permission",
    ),
    "file_name_too_long": ("name is too long", "up to 255 bytes", "a shorter name"),
    "no_cache_folder": ("where to keep its build cache", "Neither HOME nor GOCACHE", "set HOME"),
    "programs_forbidden": (
        "Programs in Go's temporary",
        "mounted noexec: /",
        "the environment variable",
    ),
    "go_incomplete": ("installation is incomplete.", "standard library", "that comes with GoFerry"),
}


@pytest.mark.parametrize(("said", "code", "leads", "field"), _SAID)
def test_what_the_computer_refuses_to_go_leads_on(
    said: str, code: str, leads: list[Action | None], field: str
) -> None:
    problem = explain(f"# example.com/x\n{said}\n")
    assert problem is not None
    assert (problem.code, problem.field) == (code, field)
    assert [one.action for one in problem.next] == leads
    told = (str(problem.what), str(problem.why), " ".join(str(one.text) for one in problem.next))
    assert [words in part for words, part in zip(_WORDS[code], told, strict=True)] == [True] * 3
    assert {row.code for row in computer.ROWS} == {one[1] for one in _SAID} == set(_WORDS)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("package example.com/fmt is not in std", ""),
        ("open /p/main.go: no such file or directory", ""),
        ("copying a: open b: no such file or directory", ""),
        ("creating work dir", ""),
        ("signal: terminated", ""),
    ],
)
def test_what_sounds_alike_is_not_blamed_on_the_computer(said: str, code: str) -> None:
    problem = explain(said, computer.ROWS)
    assert (problem.code if problem else "") == code


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (f"failed to initialize build cache at /c/go: mkdir /c/go: {_X}", "/c/go"),
        (f"go: writing go.mod cache: mkdir /m/pkg/cache: {_X}", "/m/pkg"),
        ("go: creating work dir: mkdir /t/go-build123: x", "/t"),
        (f"go: updating go.sum: open /p/go.sum: {_X}", "/p/go.sum"),
        (f"go: copying /tmp/a: open /out/web: {_X}", "/out/web"),
        (f"go: open /p/go.mod: {_X}", "/p/go.mod"),
    ],
)
def test_the_place_that_is_in_the_way_is_named(said: str, named: str) -> None:
    problem = explain(said, computer.ROWS)
    assert problem is not None
    assert named in f"{problem.what} ".replace(":", " ").replace(". ", " ").split()


@pytest.mark.parametrize(
    ("said", "code", "actions"),
    [
        ("Binary was compiled with 'CGO_ENABLED=0'", "cgo_stub", [SetCgo(Cgo.ON), None]),
        ("go-sqlite3 requires cgo to work. This is a stub", "cgo_stub", [SetCgo(Cgo.ON), None]),
        ("panic: html/template: pattern matches no files: `x`", "files_missing", [None]),
        ("open web/a.html: no such file or directory", "files_missing", [None]),
        (r"open web\a.html: The system cannot find the file", "files_missing", [None]),
        ("open /etc/x: no such file or directory", "", []),
        ("open a.html: permission denied", "", []),
    ],
)
def test_what_a_program_says_as_it_starts_leads_on(
    said: str, code: str, actions: list[Action | None]
) -> None:
    problem = explain(said, program.ROWS)
    assert (problem.code if problem else "") == code
    assert [one.action for one in problem.next] == actions if problem else actions == []
    if said.startswith("open web"):
        assert str(problem.why if problem else "").endswith(f": {said[5:15]}")
