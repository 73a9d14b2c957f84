"""A roll-back brings all back that was live; a power cut ends in the old or the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.service.model import Limits
from core.service.unit import units
from tests.apart import HELPER, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"
_UNIT = "/etc/systemd/system/web.service"
_DROP_IN = f"{_UNIT}.d/goferry-credentials.conf"


def names(web: Apart, folder: str) -> list[str]:
    return [web.plain(one) for one in web.names(folder)]


def with_credential(web: Apart, name: str) -> None:
    """Hand a credential over, as `secrets` does."""
    change = web.new_id()
    web.upload("drop", b"", change)
    web.upload("variables", b"", change)
    web.upload(f"credentials/{name}", b"secret", change)
    assert web.ask(f"secrets {change} - me").out == '{"accepted":true}\n'


def set_out(web: Apart, tasks: int) -> str:
    """Set a changed unit out for the next change, and return its name."""
    named = web.new_id()
    (unit, *_) = units(WEB.__class__(name="web", health=WEB.health, limits=Limits(tasks=tasks)))
    folder = f"{_STATE}/next/{named}"
    web.sh(f"mkdir -p {folder}/units; cp -p /etc/systemd/system/web*[^d] {folder}/units/"
           f"; cp -p {_STATE}/service.json {folder}/; cp -p {HELPER} {folder}/helper")  # fmt: skip
    web.file(f"{folder}/units/web.service").write_text(unit.content)
    return named


def test_a_roll_back_brings_units_environment_and_credentials_back(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    with_credential(web, "db")
    first = web.tree("/etc/systemd/system", "/etc/web"), web.text(_UNIT), web.text(_DROP_IN)
    named = set_out(web, tasks=77)
    sha256 = web.send("two", {"env": b"A=new\n"})
    web.ask(f"deploy {named} {sha256} me")
    assert web.log(named)[-1]["result"] == "live"
    assert "TasksMax=77\n" in web.text(_UNIT)
    with_credential(web, "other")
    assert names(web, f"{_STATE}/kept") == ["1-HASH"]
    assert names(web, f"{_STATE}/next") == []
    last = web.change("rollback")
    assert (last["result"], web.plain(last["release"]), web.plain(last["previous"])) == (
        "live", "1-HASH", "2-HASH",
    )  # fmt: skip
    assert web.log()[0] == {"restored": ["credentials", "environment", "unit"], "gone": []}
    assert (web.text(_UNIT), web.text(_DROP_IN)) == first[1:]
    assert web.text("/etc/web/env") == "A=old\n"
    assert web.starts()[-1] == "web.service 1-HASH A=old"
    assert names(web, f"{_STATE}/bad") == ["2-HASH"]
    assert names(web, f"{_STATE}/kept") == ["1-HASH", "2-HASH"]
    # forward again: named, since what is known as bad is not chosen; then its mark goes
    assert web.change("rollback")["code"] == "no_such_release"
    second = next(one for one in web.names("/opt/web/releases") if one.startswith("2-"))
    web.sh("rm /etc/web/creds/other")
    web.calls()
    assert web.change("rollback", second)["result"] == "live"
    reads = [one for one in web.calls() if one == "systemctl daemon-reload"]
    assert len(reads) == 2, "once more without the name of the one that is gone"
    assert web.log()[0] == {"restored": ["credentials", "environment", "unit"], "gone": ["other"]}
    assert "TasksMax=77\n" in web.text(_UNIT)
    assert web.text(_DROP_IN).splitlines()[2:] == ["LoadCredential=db:/etc/web/creds/db"]
    assert names(web, f"{_STATE}/bad") == [], "the older one can be gone back to again"


def test_a_change_that_is_refused_on_its_way_puts_the_units_back(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    before = web.text(_UNIT), web.text(HELPER), web.current()
    named = set_out(web, tasks=77)
    sha256 = web.send("two", {"env": b"A=new\n"})
    recover = "/etc/systemd/system/web-recover.service"
    web.when("'sync '*/.env.new", f"chmod 0666 {recover}; exit 1")
    web.ask(f"deploy {named} {sha256} me")
    assert web.log(named)[-1]["code"] == "not_written"
    assert web.tree(recover) == [f"644 root:root f {recover}"]
    assert (web.text(_UNIT), web.text(HELPER), web.current()) == before
    assert names(web, f"{_STATE}/next") == []


def test_what_cannot_be_rolled_back_to_is_refused(web: Apart) -> None:
    assert web.change("rollback")["code"] == "no_such_release"
    web.deploy("one")
    assert web.change("rollback")["code"] == "no_such_release"
    assert web.change("rollback", "7-aaaaaaaa")["code"] == "no_such_release"
    last = web.change("rollback", web.current())
    assert (last["result"], last["code"]) == ("refused", "already_running")
    assert len(web.starts()) == 1


def test_a_roll_back_to_one_that_fails_returns_and_one_without_a_past_is_told(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    web.deploy("two", env=b"A=new\n")
    web.sh("sed -i 's/#one$/#dies/' /opt/web/releases/1-*/bin/web")
    last = web.change("rollback")
    assert (last["result"], last["code"], web.plain(web.current())) == (
        "rolled_back", "crashed", "2-HASH",
    )  # fmt: skip
    assert web.text("/etc/web/env") == "A=new\n"
    assert names(web, f"{_STATE}/bad") == ["1-HASH"]
    web.sh("sed -i 's/#dies$/#one/' /opt/web/releases/1-*/bin/web")
    web.sh(f"rm -rf {_STATE}/kept {_STATE}/bad/*")
    assert web.change("rollback")["result"] == "live"
    assert web.log()[0] == {"kept": "no"}
    assert web.text("/etc/web/env") == "A=new\n"


def test_the_one_before_is_the_last_that_was_live_and_is_well_and_here(web: Apart) -> None:
    for name in ("1-aaaaaaaa", "2-aaaaaaaa", "3-aaaaaaaa", "5-aaaaaaaa"):
        web.place(release=name)
    lives = ("2", "1", "3", "4", "3", "", "5")  # the fourth is not here, the third is known as bad
    web.file(f"{_STATE}/history.jsonl").write_text(
        "".join(
            f'{{"verb":"deploy","live":"{one + "-aaaaaaaa" if one else ""}"}}\n' for one in lives
        )
    )
    web.file(f"{_STATE}/bad/3-aaaaaaaa").touch()
    assert web.within(WEB, "before_this") == ["1-aaaaaaaa"]


@pytest.mark.parametrize(
    ("cut", "release", "result"),
    [
        ("'sync '*/bin/web*", "1-HASH A=old", ("refused", "interrupted")),
        ("'mv -T '*/.current.new*", "1-HASH A=old", ("refused", "interrupted")),
        ("'systemctl restart web.service'", "2-HASH A=new", ("live", "")),
    ],
)
def test_a_power_cut_ends_in_the_old_release_or_the_new_one(
    web: Apart, cut: str, release: str, result: tuple[str, str]
) -> None:
    web.deploy("one", env=b"A=old\n")
    web.cut_power_at(cut)
    web.ask(f"deploy {web.new_id()} {web.send('two', {'env': b'A=new' + bytes([10])})} me")
    assert web.file(f"{_STATE}/txn.json").exists()
    web.sh(f"systemctl start web.service; {HELPER} run recover boot - goferry")
    assert web.plain(f"{web.current()} {web.text('/etc/web/env').strip()}") == release
    assert "systemctl stop web-next@*.service web-try@* web-command@*" in web.calls()
    assert web.starts()[-1] == f"web.service {release}"
    last = web.history()[-1]
    assert (last["result"], last["code"], last["who"], last["login"]) == (*result, "me", "deploy")
    assert not web.file(f"{_STATE}/txn.json").exists()
    assert not [one for one in web.names("/opt/web/releases") if one.startswith(".")]
    assert names(web, f"{_STATE}/kept") == (["1-HASH"] if result[0] == "live" else [])
    told = web.sh(f"{HELPER} run recover boot - goferry")
    assert (told.code, len(web.history())) == (0, 2), "there is nothing more to do"


def test_after_a_power_cut_a_new_one_that_is_not_well_goes_back(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    web.cut_power_at("'systemctl restart web.service'")
    web.ask(f"deploy {web.new_id()} {web.send('dies', {'env': b'A=new' + bytes([10])})} me")
    web.sh(f"{HELPER} run recover boot - goferry")
    assert web.plain(f"{web.current()} {web.text('/etc/web/env').strip()}") == "1-HASH A=old"
    assert web.history()[-1]["result"] == "rolled_back"


def test_a_change_that_was_cut_is_ended_before_the_next_one_begins(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    web.cut_power_at("'mv -T '*/.current.new*")
    web.ask(f"deploy {web.new_id()} {web.send('two', {'env': b'A=new' + bytes([10])})} me")
    web.sh(f"rm {_STATE}/lease")
    assert web.change("restart")["result"] == "live"
    assert [(one["verb"], one["result"], one["code"]) for one in web.history()[1:]] == [
        ("deploy", "refused", "interrupted"), ("restart", "live", ""),
    ]  # fmt: skip
    assert web.starts()[-1] == "web.service 1-HASH A=old"


def test_a_restart_a_stop_and_a_start_are_what_they_say(web: Apart) -> None:
    for verb in ("restart", "start"):
        assert web.change(verb)["code"] == "not_deployed"
    web.deploy("one")
    web.calls()
    assert web.change("restart")["result"] == "live"
    assert [call for call in web.calls() if "ctl restart " in call] == [
        "systemctl restart web.service"
    ]
    assert len(web.starts()) == 2
    last = web.change("stop")
    assert (last["result"], web.plain(last["running"])) == ("stopped", "1-HASH")
    assert web.names("/run/apart/units") == web.names("/run/apart/enabled")[1:] == []
    assert web.change("start")["result"] == "live"
    assert web.names("/run/apart/enabled") == ["web-recover.service", "web.service"]
    web.sh("sed -i 's/#one$/#dies/' /opt/web/releases/1-*/bin/web")
    last = web.change("restart")
    assert (last["result"], last["code"], web.plain(web.current())) == ("down", "crashed", "1-HASH")
    assert names(web, f"{_STATE}/bad") == []


def test_told_to_stop_it_returns_and_on_the_way_down_it_leaves_the_rest_to_the_next_boot(
    web: Apart,
) -> None:
    script = f"id={'7' * 32}; rm -f $state/cancel; told_to_stop; echo on; cat $state/cancel"
    assert web.within(WEB, script) == ["on", "7" * 32]
    web.file("/run/apart/system").write_text("stopping")
    assert web.within(WEB, script) == []


def test_on_the_way_down_it_asks_again_when_its_question_was_stopped_with_it(web: Apart) -> None:
    """The stop goes to every process of the helper, its questions too; a reboot took 90 seconds."""
    web.file("/run/apart/system").write_text("stopping")
    web.when('"systemctl is-system-running"', "kill $$")
    script = f"id={'7' * 32}; rm -f $state/cancel; told_to_stop; echo on; cat $state/cancel"
    assert web.within(WEB, script) == []


@pytest.mark.parametrize("behaviour", ["two", "dies"])
def test_what_ends_on_the_way_down_of_the_server_is_settled_at_its_next_boot(
    web: Apart, behaviour: str
) -> None:
    """A reboot amid a deploy was told as "down", and marked a good release as bad.

    With the first release, the way down begins before it is given up; with the second, while the
    old one comes back. Either way systemd starts nothing any more, as a real one does.
    """
    web.deploy("one", env=b"A=old\n")
    on_the_way = "1" if behaviour == "two" else "2"
    web.file("/run/apart/hook").write_text(
        "if [[ $call == 'systemctl restart web.service' ]]; then echo >>$here/begun\n"
        f"(($(wc -l <$here/begun) < {on_the_way})) ||"
        " { echo stopping >$here/system; exit 1; }; fi\n"
    )
    named = web.new_id()
    web.ask(f"deploy {named} {web.send(behaviour, {'env': b'A=new' + bytes([10])})} me")
    assert not [one for one in web.log(named) if "result" in one]
    assert web.file(f"{_STATE}/txn.json").exists()
    assert len(web.history()) == 1
    web.sh(f"rm /run/apart/system /run/apart/hook; {HELPER} run recover boot - goferry")
    last = web.history()[-1]
    if behaviour == "two":
        assert (last["result"], web.plain(web.current())) == ("live", "2-HASH")
        assert names(web, f"{_STATE}/bad") == []
    else:
        assert (last["result"], web.plain(web.current())) == ("refused", "1-HASH")
        assert web.text("/etc/web/env") == "A=old\n"


def test_on_the_way_down_nothing_new_begins_over_a_change_that_was_cut(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    web.cut_power_at("'systemctl restart web.service'")
    web.ask(f"deploy {web.new_id()} {web.send('dies', {'env': b'A=new' + bytes([10])})} me")
    cut = web.text(f"{_STATE}/txn.json")
    web.sh(f"rm {_STATE}/lease")
    web.file("/run/apart/system").write_text("stopping")
    named = web.new_id()
    web.ask(f"restart {named} - me")
    assert not [one for one in web.log(named) if "result" in one]
    assert web.text(f"{_STATE}/txn.json").startswith(cut.partition(",")[0]), "the one that was cut"
    web.sh(f"rm /run/apart/system; {HELPER} run recover boot - goferry")
    assert web.plain(f"{web.current()} {web.text('/etc/web/env').strip()}") == "1-HASH A=old"
    assert [one["result"] for one in web.history()] == ["live", "rolled_back"]
