"""Secrets are named, set and deleted: as files, for their owner alone, with nothing left behind."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from core.operate.secrets import Names, Wanted, change, check, names
from core.problems import ProblemError
from core.ssh.session import Ran
from tests.made_up import Server, problem, record_of, refusal

if TYPE_CHECKING:
    from tests.made_up import Answer

AREA = "/var/lib/goferry/web/incoming/0"
ACCEPTED = '{"accepted":true}'
SYSTEMD = "systemctl --version"


def made(question: str) -> str:
    """Answer with the folder whose making was asked for, after a login's own greeting."""
    found = re.search(r"\$area/([0-9a-f]{32})/credentials", question)
    assert found is not None
    return f"Welcome!\n{AREA}/{found[1]}\n"


def taking(*answers: tuple[str, Answer]) -> Server:
    usual: tuple[tuple[str, Answer], ...] = (
        *(("mkdir", made), ("activate-web\nsecrets ", ACCEPTED), ("rm -rf", "")),
    )
    return Server(*answers, *usual, (SYSTEMD, "systemd 252 (252.30)\n"), record_of())


def told(server: Server, wanted: Wanted) -> str:
    """Change secrets; return the folder in which they travelled."""
    asyncio.run(change(server, "web", wanted))
    return next(one.text for one in server.asked if one.way == "write").rpartition("/")[0]


ALL = Wanted(
    variables={"A": "one", "B": 'quo"te $x'},
    credentials={"db": b"pass\nword\0"},
    drop_variables=("OLD", "OLDER"),
    drop_credentials=("cert",),
)


def test_all_travels_as_files_for_their_owner_alone() -> None:
    server = taking()
    asyncio.run(change(server, "web", ALL))
    written = [one for one in server.asked if one.way == "write"]
    folder = written[0].text.rpartition("/")[0]
    assert re.fullmatch(f"{AREA}/[0-9a-f]{{32}}", folder)
    assert server.files == {
        f"{folder}/variables": b'A="one"\nB="quo\\"te \\$x"\n',
        f"{folder}/drop": b"variable OLD\nvariable OLDER\ncredential cert\n",
        f"{folder}/credentials/db": b"pass\nword\0",
    }
    assert {one.mode for one in written} == {0o600}
    (making,) = (one for one in server.asked if b"mkdir" in one.stdin)
    key = folder.rpartition("/")[2]
    assert making.stdin.decode() == (
        "area=/var/lib/goferry/web/incoming; "
        '[ -d "$area/$(id -u)" ] && area="$area/$(id -u)"\n'
        f'[ -w "$area" ] && umask 077 && mkdir -p "$area/{key}/credentials"'
        f' && echo "$area/{key}"\n'
    )


def test_everything_is_there_before_the_helper_is_asked_and_gone_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ann")
    monkeypatch.setattr("platform.node", lambda: "")
    server = taking()
    folder = told(server, ALL)
    order = [
        one.way
        if one.way == "write"
        else one.stdin.decode().split(" ")[0].split("=")[0] or one.text
        for one in server.asked[2:]
    ]  # after the record and systemd's version
    assert order == ["area", "write", "write", "write", "secrets", f"rm -rf -- {folder}"]
    (request,) = (one.stdin.decode().split() for one in server.asked if b"secrets" in one.stdin)
    assert request == ["secrets", folder.rpartition("/")[2], "-", "ann"]


def test_no_value_is_a_word_of_a_command() -> None:
    canaries = Wanted(variables={"A": "canary-one"}, credentials={"db": b"canary-two"})
    server = taking()
    told(server, canaries)
    scripts = [one for one in server.asked if one.way != "write"]
    assert "canary" not in "".join(f"{one.text}{one.stdin!r}" for one in scripts)
    assert "canary" not in f"{canaries}{canaries!r}"


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("activate-web\nsecrets ", Ran(75, "", ""), "deploy_busy"),
        ("activate-web\nsecrets ", Ran(1, "", "no"), "change_not_begun"),
        ("write:", problem("connection_lost"), "connection_lost"),
        ("/credentials/db", problem("disk_full"), "disk_full"),
    ],
)
def test_what_was_sent_is_removed_when_it_comes_to_nothing(
    question: str, answer: Answer, code: str
) -> None:
    server = taking(("mkdir", made), (question, answer))
    assert refusal(lambda: told(server, ALL)).code == code
    assert server.asked[-1].text.startswith(f"rm -rf -- {AREA}/")


@pytest.mark.parametrize(
    ("answer", "fine"),
    [
        (f"{AREA}/KEY", True),
        ("/var/lib/goferry/web/incoming/KEY", True),
        ("/var/lib/goferry/web/incoming/../KEY", False),
        ("/tmp/KEY", False),  # noqa: S108 - a server's odd answer
        ("/KEY", False),
        (f"{AREA}/KEY/", False),
        (f"{AREA}/{'0' * 32}", False),
        ("", False),
    ],
)
def test_only_a_folder_of_its_own_below_the_upload_area_is_filled_and_removed(
    answer: str, *, fine: bool
) -> None:
    def folder(question: str) -> str:
        return answer.replace("KEY", made(question).strip().rpartition("/")[2])

    server = taking(("mkdir", folder))
    if fine:
        assert told(server, ALL).startswith("/var/lib/goferry/web/incoming/")
        return
    assert refusal(lambda: told(server, ALL)).code == "prepare_needed"
    assert not server.files
    assert not [one for one in server.texts() if one.startswith("rm ")]


@pytest.mark.parametrize(
    ("version", "known"),
    [
        ("systemd 247 (247.3-7)", True),
        ("systemd 248", True),
        ("systemd 1000", True),
        ("systemd 246 (v246)", False),
        ("systemd 96", False),
        ("no systemd 252", False),
        ("", False),
    ],
)
def test_credentials_need_systemd_247_and_variables_do_not(version: str, *, known: bool) -> None:
    def server() -> Server:
        return taking((SYSTEMD, version))

    told(server(), Wanted(variables={"A": "one"}))
    told(server(), Wanted(drop_credentials=("db",)))
    wanted = Wanted(credentials={"db": b"x"})
    if known:
        told(server(), wanted)
        return
    old = server()
    assert refusal(lambda: told(old, wanted)).code == "credentials_unknown"
    assert old.texts()[-1] == SYSTEMD, "nothing was sent"


def fits(wanted: Wanted) -> str:
    """The field that an unusable secret belongs to; empty when all is fine."""
    try:
        check(wanted)
    except ProblemError as refused:
        code = refused.problem.code
        return refused.problem.field if code == "secret_unusable" else code
    return ""


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(variables={"A" * 128: "x"}), ""),
        (Wanted(variables={"A" * 129: "x"}), "name"),
        (Wanted(variables={"_a1": "x"}), ""),
        *((Wanted(variables={name: "x"}), "name") for name in ("", "1A", "A-B", "A.B", "A\n", "Ä")),
        (Wanted(credentials={"a" * 64: b"x"}), ""),
        (Wanted(credentials={"a" * 65: b"x"}), "name"),
        (Wanted(credentials={"1.a-b_c": b"x"}), ""),
        *((Wanted(credentials={n: b"x"}), "name") for n in ("", ".a", "-a", "a/b", "..", "a b")),
        (Wanted(drop_variables=("A", "A B")), "name"),
        (Wanted(drop_credentials=("a", "../env")), "name"),
        (Wanted(variables={"A": "x" * 129_999}), ""),
        (Wanted(variables={"A": "x" * 130_000}), "value"),
        (Wanted(variables={"A": "ä" * 65_000}), "value"),
        *((Wanted(variables={"A": v}), "value") for v in ("", "a\nb", "a\rb", "a\0b", "\ud800")),
        (Wanted(variables={"A": "tab\tand ü"}), ""),
        (Wanted(variables={"A": "fine", "B": ""}), "value"),
        (Wanted(credentials={"a": b"x" * 1_048_576}), ""),
        (Wanted(credentials={"a": b"x" * 1_048_577}), "value"),
        (Wanted(credentials={"a": b"fine", "b": b""}), "value"),
        (Wanted(credentials={"a": b"\0\n\xff"}), ""),
        (Wanted(), ""),
    ],
)
def test_what_would_arrive_as_something_else_is_refused_before_anything_is_asked(
    wanted: Wanted, field: str
) -> None:
    assert fits(wanted) == field
    server = taking()
    if field:
        assert refusal(lambda: asyncio.run(change(server, "web", wanted))).field == field
        assert server.asked == []


def test_the_names_are_what_the_helper_tells() -> None:
    said = '{"variables":["A","B"],"credentials":["db"]}'
    server = Server(("activate-web\nnames ", said), record_of(), name="web2")
    found = asyncio.run(names(server, "web"))
    assert found == Names(server="web2", variables=("A", "B"), credentials=("db",))


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"variables":["A"]}', '{"credentials":[]}', "x"])
def test_a_helper_that_tells_no_names_is_not_taken_for_one_without_secrets(said: str) -> None:
    server = Server(("activate-web\nnames ", Ran(64, said, "odd")), record_of())
    found = refusal(lambda: asyncio.run(names(server, "web")))
    assert (found.code, found.details) == ("secrets_not_told", f"{said}\nodd")
