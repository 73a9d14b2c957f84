"""The daily copy on another server: what is asked of both, and what their words are taken for."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.data import copying, daily
from core.data.copying import Setting
from core.data.daily import Daily, DailyWish
from core.events import Noticed
from core.problems import Problem, ProblemError
from core.service import daily_copy
from core.service.daily_copy import Went
from core.ssh.host_keys import HostKey
from core.ssh.session import Ran
from core.usecases import copying as cases
from tests.cli_made_up import Called, Cli, server
from tests.made_up import Server, problem, record_of

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

KEY = HostKey("ssh-ed25519", b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + bytes(32))
NAME = "web-web1-20261130T031500Z.tar"
LISTED = f"""\
server web1
onto store
user gfc-0123456789ab
host 192.0.2.9
port 2222
keep 2
sealed yes
timer active
state inactive
next Tue 2026-12-01 03:15:00 UTC
{json.dumps({"time": "t", "code": "", "last": "t", "size": 5, "name": NAME, "copies": 1})}
there -rw-------    1 997      997             5 Nov 30 03:15 {NAME}
there -rw-------    1 997      997             4 Nov 29 03:15 {NAME.replace("1130", "1129")}
there total 8
there -rw-------    1 997      997             4 Nov 29 03:15 ../odd
"""
TO = ("--service", "web", "--to", "web1")


def code_of(refused: pytest.ExceptionInfo[ProblemError]) -> str:
    return refused.value.problem.code


def sender(*answers: tuple[str, object]) -> Server:
    return Server(
        *answers,  # type: ignore[arg-type]
        ("ssh-keygen", f"{KEY.line}\n"),
        ("sha256sum <", ""),
        ("pwd -P", "/root/.cache/goferry\n"),
        ("known_hosts", ""),
        ("disable --quiet --now", ""),
        record_of(),
        name="web1",
    )


def set_up(one: Server, keeper: Server, folder: Path, wish: DailyWish) -> None:
    program = folder / "snapshot"
    program.write_bytes(b"program")
    setting = Setting(wish=wish, program=program, host_key=KEY)
    asyncio.run(copying.set_up(one, keeper, setting))


def test_the_receiver_gets_the_key_and_the_sender_the_host_key_that_was_verified(
    tmp_path: Path,
) -> None:
    one, keeper = sender(), Server(("internal-sftp", ""), name="store")
    key = tmp_path / "key"
    key.write_text("GOFERRY-KEY-1 x\n")
    wish = DailyWish(service="web", at="04:30", keep=3, host="10.0.0.2", port=2222, key=key)
    set_up(one, keeper, tmp_path, wish)
    (there,) = keeper.texts("root")
    assert f"key='{KEY.line}'" in there
    assert "service=web\nserver=web1" in there
    script = one.texts("root")[-1]
    places = [line.split()[1] for line in script.splitlines() if line.startswith("put ")]
    assert places == [
        '"$folder/known_hosts"', '"$folder/settings"', '"$folder/key"', '"$script"',
        '"$units/$unit.service"', '"$units/$unit.timer"',
    ]  # fmt: skip
    assert "GOFERRY-KEY-1" not in script, "no secret stands in clear in what is run"
    plain = copying.script(
        Setting(wish=DailyWish(service="web"), program=key, host_key=KEY),
        {"digest": "d", "onto": "store"},
        sent="/x",
    )
    assert 'rm -f -- "$folder/key"' in plain


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (3, "daily_foreign"),
        (5, "daily_no_sftp"),
        (7, "daily_no_sshd"),
        (8, "daily_sshd_other"),
        (1, "daily_not_done"),
    ],
)
def test_what_a_receiver_refuses_is_told(tmp_path: Path, code: int, wanted: str) -> None:
    keeper = Server(("internal-sftp", Ran(code, "", "why\x1b")), name="store")
    with pytest.raises(ProblemError) as refused:
        set_up(sender(), keeper, tmp_path, DailyWish(service="web"))
    assert code_of(refused) == wanted
    assert "\x1b" not in str(refused.value.problem.why)


def test_who_cannot_be_a_sender_is_told(tmp_path: Path) -> None:
    keeper = Server(("internal-sftp", ""), name="store")
    wish = DailyWish(service="web")
    for one, wanted in (
        (sender(("ssh-keygen", Ran(5, "", ""))), "daily_no_sftp"),
        (sender(("ssh-keygen", "no key")), "daily_not_done"),
        (sender(("pwd -P", Ran(1, "", ""))), "daily_not_done"),
        (sender(("known_hosts", Ran(9, "", "Permission denied"))), "daily_not_reached"),
        (sender(record_of(scope="user")), "daily_needs_root"),
    ):
        with pytest.raises(ProblemError) as refused:
            set_up(one, keeper, tmp_path, wish)
        assert code_of(refused) == wanted
    one, busy = sender(), Server(("internal-sftp", Ran(8, "", "")), name="store")
    with pytest.raises(ProblemError):
        set_up(one, busy, tmp_path, wish)
    key, gone = one.texts("root")
    assert ("ssh-keygen" in key, "ssh-keygen" in gone) == (True, False)
    assert '[ ! -e "$folder/settings" ] || exit 0' in gone, "the key was made for nothing"


def test_a_receiver_keeps_no_way_in_for_who_does_not_reach_it(tmp_path: Path) -> None:
    """A user who was made for it goes again; one who brought copies before stays."""
    for told, scripts in (("new\n", 2), ("", 1)):
        keeper = Server(("internal-sftp", told), ("userdel", ""), name="store")
        one = sender(("known_hosts", Ran(9, "", "no route")))
        with pytest.raises(ProblemError) as refused:
            set_up(one, keeper, tmp_path, DailyWish(service="web"))
        assert code_of(refused) == "daily_not_reached"
        assert len(keeper.texts("root")) == scripts


@pytest.mark.parametrize("answer", [Ran(1, "", "userdel: busy"), problem("line_cut")])
def test_what_cannot_be_taken_away_again_is_told_beside_what_came_first(
    tmp_path: Path, answer: Ran | Problem
) -> None:
    keeper = Server(("internal-sftp", "new\n"), ("userdel", answer), name="store")
    one = sender(("known_hosts", Ran(9, "", "no route")))
    with pytest.raises(ProblemError) as refused:
        set_up(one, keeper, tmp_path, DailyWish(service="web"))
    told = refused.value.problem
    assert told.code == "daily_not_reached"
    user = f"gfc-{hashlib.sha256(KEY.data).hexdigest()[:12]}"
    assert f"store still has the user {user} for these copies." in str(told.next[-1].text)
    assert ("userdel: busy" if isinstance(answer, Ran) else "line_cut!") in told.details
    assert told.details.startswith("no route")


def test_an_undo_that_fails_does_not_make_a_cancelled_set_up_a_problem(tmp_path: Path) -> None:
    def cancelled(_: str) -> Ran:
        raise asyncio.CancelledError

    keeper = Server(("internal-sftp", "new\n"), ("userdel", Ran(1, "", "")), name="store")
    with pytest.raises(asyncio.CancelledError):
        set_up(sender(("known_hosts", cancelled)), keeper, tmp_path, DailyWish(service="web"))
    assert len(keeper.texts("root")) == 2


def test_a_program_that_the_server_has_is_not_sent_again(tmp_path: Path) -> None:
    for there, sent in ((hashlib.sha256(b"program").hexdigest(), 0), ("", 1)):
        one = sender(("sha256sum <", f"{there}  -\n"))
        set_up(one, Server(("internal-sftp", ""), name="store"), tmp_path, DailyWish(service="web"))
        assert len(one.files) == sent


@pytest.mark.parametrize("was", ["", "the settings of before"])
@pytest.mark.parametrize("code", [9, 0])
def test_what_does_not_reach_the_receiver_leaves_the_sender_as_it_was(
    tmp_path: Path, was: str, code: int
) -> None:
    """The script itself, in a folder of its own; systemctl is a stand-in that says yes."""
    folder, units, program = tmp_path / "etc/web", tmp_path / "units", tmp_path / "program"
    units.mkdir()
    folder.mkdir(parents=True)
    (folder / ".goferry").write_text("Written by GoFerry\n")
    if was:
        (folder / "settings").write_text(was)
    program.write_bytes(b"program")
    digest = hashlib.sha256(b"program").hexdigest()
    setting = Setting(wish=DailyWish(service="web"), program=program, host_key=KEY)
    text = copying.script(setting, {"digest": digest, "onto": "store"}, sent=str(program))
    for real, here in (
        ("/etc/goferry-backup", tmp_path / "etc"),
        ("/etc/systemd/system", units),
        ("/usr/local/libexec/goferry", tmp_path / "libexec"),
        ("/var/lib/goferry/", tmp_path / "state"),
        ('"$script" "$service" try', "true" if code == 0 else "false"),
    ):
        assert real in text
        text = text.replace(real, str(here))
    done = subprocess.run(
        ["/bin/sh", "-c", f"systemctl() {{ :; }}\n{text}"],
        env={"PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode == code
    left = {one.name for one in (*units.iterdir(), *(tmp_path / "libexec").iterdir())}
    assert not folder.with_name("web.before").exists()
    if code == 0:
        assert left == {
            "goferry-backup-web.service",
            "goferry-backup-web.timer",
            "daily",
            "snapshot-web",
        }
        assert "onto store" in (folder / "settings").read_text()
    elif was:
        assert (folder / "settings").read_text() == was
    else:
        assert not left
        assert not folder.exists()


def test_what_a_server_tells_is_read_and_no_more() -> None:
    found = daily.daily_in("web1", "web", LISTED)
    assert (found.onto, found.user, found.port, found.keep) == (
        "store", "gfc-0123456789ab", 2222, 2,
    )  # fmt: skip
    assert (found.sealed, found.running, found.went.size) == (True, True, 5)
    assert [one.size for one in found.copies] == [4, 5], "the oldest first"
    bare = daily.daily_in("web1", "web", "away refused\x1b\n")
    assert (bare.running, bare.sealed, bare.copies, bare.went) == (False, False, (), Went())
    assert "\x1b" not in bare.away


def test_what_was_noted_of_a_copy_is_not_believed() -> None:
    assert daily_copy.went_in('{"size":"x"}') == Went()
    odd = daily_copy.went_in(json.dumps({"code": "a\x1b" + "b" * 99, "size": -1, "copies": -2}))
    assert (len(odd.code), odd.size, odd.copies) == (40, 0, 0)
    assert "\x1b" not in odd.code
    assert daily_copy.failed("web1", "web", Went()) is None
    problem = daily_copy.failed("web1", "web", Went(code="not_sent", detail="Permission denied"))
    assert problem is not None
    assert "not_sent Permission denied" in str(problem.why)


@pytest.mark.parametrize("at", ["", "3:15", "24:00", "03:60", "03:15:00", "03:15\n", "0a:00"])
def test_an_odd_time_is_refused(at: str) -> None:
    with pytest.raises(ProblemError) as refused:
        daily.must_be_usable(DailyWish(service="web", at=at))
    assert code_of(refused) == "daily_time_odd"


@pytest.mark.parametrize("host", ["-oProxyCommand=x", "a b", "a\nb", "a,b", "x" * 300])
def test_an_odd_address_is_refused(host: str) -> None:
    with pytest.raises(ProblemError) as refused:
        daily.must_be_usable(DailyWish(service="web", host=host))
    assert code_of(refused) == "daily_address_odd"
    daily.must_be_usable(DailyWish(service="web", host="2001:db8::1"))


def kept(*rows: str) -> Server:
    return Server(("kept", "".join(f"{row}\n" for row in rows)), ("find ", "\n".join(rows)))


def test_the_newest_copy_of_the_server_is_fetched_or_the_one_that_is_named(
    tmp_path: Path,
) -> None:
    rows = [
        f"web{number} gfc-0123456789ab 5 web-web{number}-202611{day}T031500Z.tar"
        for number, day in ((1, 28), (1, 29), (2, 30))
    ]
    for of, name, wanted in (
        ("web1", "", rows[1]),
        ("web2", "", rows[2]),
        ("new", "", ""),
        ("new", rows[0].split()[3], rows[0]),
        ("web1", "odd", ""),
    ):
        keeper = Server(("find ", "\n".join(rows)), ("nofollow", ""), ("rm -f", ""), name="store")
        file = rows[0].split()[3] if name else wanted.rpartition(" ")[2]
        keeper.files[f".cache/goferry/{file}"] = b"content"
        job = cases.fetch(keeper, "web", tmp_path, of=of, name=name)
        if not wanted:
            with pytest.raises(ProblemError) as refused:
                asyncio.run(job)
            assert code_of(refused) == "daily_no_copy"
            continue
        assert asyncio.run(job).read_bytes() == b"content"
        assert keeper.texts()[-1] == f"rm -f -- .cache/goferry/{wanted.rpartition(' ')[2]}"
    alone = Server(("find ", rows[2]), ("nofollow", ""), ("rm -f", ""), name="store")
    alone.files[f".cache/goferry/{rows[2].split()[3]}"] = b"x"
    assert asyncio.run(cases.fetch(alone, "web", tmp_path, of="new")).read_bytes() == b"x"


def test_an_end_takes_the_key_there_and_all_here() -> None:
    one, keeper = Server(("goferry-backup", "")), Server(("goferry-copies", ""), name="store")
    asyncio.run(cases.stop(one, keeper, daily.daily_in("web1", "web", LISTED)))
    assert "user=gfc-0123456789ab" in keeper.texts("root")[0]
    assert len(one.texts("root")) == 1
    odd = Server(name="store")
    asyncio.run(cases.stop(one, odd, Daily(server="web1", service="web", user="root")))
    assert odd.asked == [], "what a server says is no user of ours"


def test_where_copies_go_is_asked_of_their_sender_alone() -> None:
    told = "onto store\nuser gfc-0123456789ab\n"
    one = Server(("grep -E", told), record_of())
    found = asyncio.run(copying.where(one, "web"))
    assert found == Daily(server="web1", service="web", onto="store", user="gfc-0123456789ab",
                          port=0, keep=0)  # fmt: skip
    for code in (3, 6):
        none = Server(("grep -E", Ran(code, "", "/etc/x is not GoFerry's.")), record_of())
        assert asyncio.run(copying.where(none, "web")) is None
    with pytest.raises(ProblemError):
        asyncio.run(copying.where(Server(("grep -E", Ran(1, "", "")), record_of()), "web"))
    own = Server(record_of(scope="user"))
    assert asyncio.run(copying.where(own, "web")) is None, "root is not asked of such a login"
    assert own.texts("root") == []


@pytest.mark.parametrize(("onto", "codes"), [("", []), ("store", []), ("older", ["daily_moved"])])
def test_who_stays_on_the_server_that_kept_the_copies_before_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch, onto: str, codes: list[str]
) -> None:
    before = Daily(server="web1", service="web", onto=onto, user="gfc-0123456789ab")
    found = daily.daily_in("web1", "web", LISTED)
    doing = {
        "core.data.copying.where": before if onto else None,
        "core.data.copying.set_up": None,
        "core.data.copying.copy_now": None,
        "core.data.copying.listed": found,
        "core.usecases.bringing.built_for": home.config,
    }
    for name, value in doing.items():
        monkeypatch.setattr(name, Called(value, awaited=True))
    one, keeper, events = Server(name="web1"), Server(name="store"), list[object]()
    keeper.host_key = KEY
    wish = DailyWish(service="web")
    made = asyncio.run(cases.every(home, one, keeper, wish=wish, report=events.append))  # type: ignore[arg-type]
    assert made == found
    told = [one.problem for one in events if isinstance(one, Noticed)]
    assert [problem.code for problem in told] == codes
    assert all("userdel gfc-0123456789ab" in str(problem.next[0].text) for problem in told)


def test_a_server_keeps_no_copies_of_its_own(home: Home) -> None:
    one = Server(name="web1")
    with pytest.raises(ProblemError) as refused:
        asyncio.run(
            cases.every(home, one, one, wish=DailyWish(service="web"), report=lambda _: None)  # type: ignore[arg-type]
        )
    assert code_of(refused) == "daily_itself"


def cli(home: Home, found: Daily) -> Cli:
    doing = {
        "core.usecases.copying.every": Called(found, awaited=True),
        "core.usecases.copying.listed": Called((found,), awaited=True),
        "core.usecases.copying.stop": Called(None, awaited=True),
    }
    return Cli(home, server("web1"), server("store"), doing=doing)


def test_the_command_sets_up_lists_and_stops(home: Home) -> None:
    found = cli(home, daily.daily_in("web1", "web", LISTED))
    words = ("--onto", "store", "--at", "04:00", "--keep", "3", "--address", "10.0.0.2:2222")
    ran = found.json("backup", "every", *TO, *words)
    assert ran.code == 0
    _, named = found.doing["core.usecases.copying.every"].last
    assert named["wish"] == DailyWish(service="web", at="04:00", keep=3, host="10.0.0.2", port=2222)
    assert [one["name"] for one in ran.result["copies"][0]["copies"]][-1] == NAME
    shown = found.run("backup", "list", *TO).out
    assert "web on web1: each day to store, 2 kept" in shown
    assert "not encrypted" not in shown
    assert "restore --from-server store" in found.run("backup", "stop", *TO).out
    (words, _) = found.doing["core.usecases.copying.stop"].last
    assert words[1] is not None
    for odd in (("every", *TO), ("every", "--onto", "store"), ("list",), ("stop", "--to", "web1")):
        assert found.json("backup", *odd).problem["code"] == "backup_incomplete"
    assert found.json("restore", *TO).problem["code"] == "backup_incomplete"


def test_an_address_may_have_a_port_and_be_of_ipv6() -> None:
    for text, wanted in (
        ("", ("", 22)), ("a.example", ("a.example", 22)), ("a.example:2222", ("a.example", 2222)),
        ("2001:db8::1", ("2001:db8::1", 22)), ("[2001:db8::1]:23", ("2001:db8::1", 23)),
        ("[2001:db8::1]", ("2001:db8::1", 22)),
    ):  # fmt: skip
        assert daily.address_in(text) == wanted


def test_a_failed_copy_is_told_and_one_that_others_can_read_is_said_to_be_so(home: Home) -> None:
    went = Went(time="t", code="not_sent", detail="Permission denied", last="")
    one = Daily(server="web1", service="web", onto="gone", went=went, away="no route")
    found = cli(home, one)
    ran = found.json("backup", "list", *TO)
    assert (ran.code, ran.problem["code"]) == (1, "daily_failed")
    shown = found.run("backup", "list", *TO).out
    assert "not encrypted: root on gone can read it" in shown
    assert "gone cannot be reached: no route" in shown
    assert "its timer is not running" in shown
    assert "the key still works there" in found.run("backup", "stop", *TO).out
