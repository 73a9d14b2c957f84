"""A roll-back with data: the copy takes their place, and they its own; or all is as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.service.model import Mode
from tests.apart import HELPER
from tests.apart.test_copied_data import COPIES, COPYING, DATA, STATE, held, listed, writes

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server


@pytest.fixture
def migrated(bare: Apart) -> Apart:
    """Return a server where release 2 is live and has changed the data of release 1."""
    bare.prepare(COPYING)
    bare.deploy("one", env=b"A=old\n")
    writes(bare, "echo old >db; chmod 0640 db; mkdir sub")
    bare.deploy("two", env=b"A=new\n")
    writes(bare, "echo new >db; rmdir sub")
    return bare


def db(web: Apart) -> str:
    return web.text(f"{DATA}/db").strip()


def copies(web: Apart) -> dict[str, str]:
    """What the copy of each release holds."""
    return {
        web.plain(one): web.text(f"{COPIES}/{one}/files/db").strip() for one in web.names(COPIES)
    }


def test_the_copy_comes_back_as_it_was_and_the_data_are_kept_in_its_place(migrated: Apart) -> None:
    first = next(one for one in migrated.names(COPIES))
    before = held(migrated, f"{COPIES}/{first}/files")
    second = migrated.current()
    last = migrated.change("rollback", "-+data")
    assert (last["result"], last["data"], migrated.current()) == ("live", "back", first)
    assert held(migrated, DATA) == before
    assert "750 web:web d" in before[0]
    assert copies(migrated) == {"2-HASH": "new"}
    assert [name for name, *_ in listed(migrated)] == ["2-HASH"]
    steps = [one["step"] for one in migrated.said() if "step" in one]
    assert steps == ["data", "switch", "start", "probe", "tidy"]
    [aside] = [one for one in migrated.said() if one.get("data") == "aside"]
    assert (aside["of"], aside["bytes"] > 0) == ("2-HASH", True)
    assert migrated.history()[-1]["data"] == "back"
    assert migrated.starts()[-1] == "web.service 1-HASH A=old"
    # and all of it can be undone
    last = migrated.change("rollback", f"{second}+data")
    assert (last["result"], db(migrated), copies(migrated)) == ("live", "new", {"1-HASH": "old"})
    assert migrated.starts()[-1] == "web.service 2-HASH A=new"


def test_nothing_of_the_service_runs_while_the_data_change_nor_would_it_at_boot(
    migrated: Apart,
) -> None:
    look = "ls $here/units | grep -v recover >$here/ran; ls $here/enabled >$here/booted"
    migrated.when(f"'mv -T {DATA} '*", look)
    migrated.change("rollback", "-+data")
    assert migrated.text("/run/apart/ran") == ""
    assert "web.service" not in migrated.text("/run/apart/booted").split()
    assert "web.service" in migrated.names("/run/apart/enabled")


def test_without_the_word_the_data_stay_and_a_copy_is_told(migrated: Apart) -> None:
    assert migrated.change("rollback")["result"] == "live"
    assert (db(migrated), copies(migrated)) == ("new", {"1-HASH": "old"})
    [left] = [one for one in migrated.said() if "data" in one]
    assert (left["data"], left["of"]) == ("left", "1-HASH")
    assert "data" not in migrated.history()[-1]


def test_a_release_that_failed_with_the_data_of_now_is_found_with_its_own(
    migrated: Apart,
) -> None:
    migrated.file(f"{STATE}/bad/{next(iter(migrated.names(COPIES)))}").touch()
    second = migrated.current()
    assert migrated.change("rollback")["code"] == "no_such_release"
    assert migrated.change("rollback", "-+data")["result"] == "live"
    assert (db(migrated), migrated.names(f"{STATE}/bad")) == ("old", [second])


def test_after_a_deploy_that_came_to_nothing_the_data_come_back_to_the_same_release(
    migrated: Apart,
) -> None:
    migrated.deploy("dies")
    second = migrated.current()
    writes(migrated, "echo half >db")
    assert copies(migrated) == {"1-HASH": "old", "2-HASH": "new"}
    last = migrated.change("rollback", f"{second}+data")
    assert (last["result"], migrated.current(), db(migrated)) == ("live", second, "new")
    assert copies(migrated) == {"1-HASH": "old", "2-HASH": "half"}
    assert second not in migrated.names(f"{STATE}/bad")
    last = migrated.change("rollback", f"{second}+data")
    assert (last["result"], db(migrated), copies(migrated)["2-HASH"]) == ("live", "half", "new")


def test_one_that_does_not_come_up_takes_all_back(migrated: Apart) -> None:
    migrated.sh("sed -i 's/#one$/#dies/' /opt/web/releases/1-*/bin/web")
    second, before = migrated.current(), held(migrated, DATA)
    last = migrated.change("rollback", "-+data")
    assert (last["result"], last["code"], migrated.current()) == ("rolled_back", "crashed", second)
    assert (held(migrated, DATA), copies(migrated)) == (before, {"1-HASH": "old"})
    assert migrated.starts()[-1] == "web.service 2-HASH A=new"
    assert "data" not in last
    assert "data" not in migrated.history()[-1]


def test_one_that_is_cancelled_takes_all_back_and_blames_nobody(migrated: Apart) -> None:
    second, named = migrated.current(), migrated.new_id()
    migrated.when(f"'mv -T {DATA} '*", f"echo {named} >{STATE}/cancel")
    migrated.ask(f"rollback {named} -+data me")
    last = migrated.log(named)[-1]
    assert (last["result"], last["code"], migrated.current()) == (
        "rolled_back", "cancelled", second,
    )  # fmt: skip
    assert (db(migrated), copies(migrated)) == ("new", {"1-HASH": "old"})
    assert migrated.names(f"{STATE}/bad") == []


def test_what_cannot_be_brought_back_is_refused_while_all_goes_on(migrated: Apart) -> None:
    runs = len(migrated.starts())
    assert migrated.change("rollback", f"{migrated.current()}+data")["code"] == "no_copy"
    migrated.sh(f"mount -t tmpfs apart {DATA}")
    assert migrated.change("rollback", "-+data")["code"] == "data_elsewhere"
    migrated.sh(f"umount {DATA}; mkdir {COPIES}/.out")
    assert migrated.change("rollback", "-+data")["code"] == "not_written"
    assert migrated.deploy("dies")["result"] == "rolled_back"
    assert migrated.names(f"{COPIES}/.out") == [], "it is not this change's"
    assert db(migrated) == "new"
    assert len(migrated.starts()) == runs + 2


def test_data_that_are_gone_altogether_can_come_back(migrated: Apart) -> None:
    migrated.sh(f"rm -r {DATA}")
    assert migrated.change("rollback", "-+data")["result"] == "live"
    assert db(migrated) == "old"


BEFORE, AFTER = ("new", "2-HASH", {"1-HASH": "old"}), ("old", "1-HASH", {"2-HASH": "new"})


@pytest.mark.parametrize(
    ("cut", "end"),
    [
        (f"'mv -T {DATA} '*", BEFORE),
        (f"'mv -T {COPIES}/1-'*", BEFORE),
        ("'mv -T '*/.current.new*", BEFORE),
        ("'systemctl restart web.service'", AFTER),
        (f"'mv -T {COPIES}/.out '*", AFTER),
    ],
)
def test_a_cut_at_any_step_ends_in_the_data_before_or_the_data_after(
    migrated: Apart, cut: str, end: tuple[str, str, dict[str, str]]
) -> None:
    migrated.cut_power_at(cut)
    named = migrated.new_id()
    migrated.ask(f"rollback {named} -+data me")
    assert [one for one in migrated.log(named) if "result" in one] == []
    migrated.sh("rm -rf /run/apart/units/*; [ ! -L /run/apart/enabled/web.service ] || "
                f"{{ mkdir -p {DATA}; systemctl start web.service; }}")  # fmt: skip
    migrated.sh(f"{HELPER} run recover boot - goferry")
    assert (db(migrated), migrated.plain(migrated.current()), copies(migrated)) == end
    result = ("live", "") if end is AFTER else ("refused", "interrupted")
    last = migrated.log(named)[-1]
    assert (last["result"], last["code"], last.get("data")) == (
        *result, "back" if end is AFTER else None,
    )  # fmt: skip
    assert migrated.starts()[-1] == f"web.service {end[1]} A={end[0]}"
    assert "web.service" in migrated.names("/run/apart/enabled")


def test_a_cut_after_the_same_release_is_well_again_leaves_it_with_its_copy(
    migrated: Apart,
) -> None:
    migrated.deploy("dies")
    writes(migrated, "echo half >db")
    for cut, found in (
        ("'systemctl restart web.service'", "half"),
        (f"'mv -T {COPIES}/.out '*", "new"),
    ):
        migrated.cut_power_at(cut)
        migrated.ask(f"rollback {migrated.new_id()} {migrated.current()}+data me")
        migrated.sh(f"rm -rf /run/apart/units/* /run/apart/hook {STATE}/lease")
        migrated.sh(f"{HELPER} run recover boot - goferry")
        assert db(migrated) == found
        assert ".out" not in migrated.names(COPIES)


@pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.PROXY])
def test_where_systemd_holds_the_port_nothing_starts_it_meanwhile(bare: Apart, mode: Mode) -> None:
    service = COPYING.__class__(
        name="web", mode=mode, health=COPYING.health, probation=0, release=COPYING.release
    )
    bare.prepare(service)
    bare.deploy("one")
    writes(bare, "echo old >db")
    bare.deploy("two")
    writes(bare, "echo new >db")
    bare.when(f"'mv -T {DATA} '*", "ls $here/units $here/enabled >$here/ran")
    last = bare.change("rollback", "-+data")
    assert (last["result"], db(bare)) == ("live", "old")
    assert "web.socket" not in bare.text("/run/apart/ran").split()
    assert "web.socket" in bare.names("/run/apart/enabled")
