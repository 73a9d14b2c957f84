"""Before a new release runs, the data folder is copied: whole, closed to others, or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy.data_there import asked
from core.operate.removal import removal
from core.service.layout import Layout
from core.service.model import ReleaseCommand
from tests.apart import HELPER, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
DATA = "/var/lib/web"
STATE = "/var/lib/goferry/web"
COPIES = f"{STATE}/data"
COPYING = replace(WEB, release=ReleaseCommand(copy_data=True))


@pytest.fixture
def writing(bare: Apart) -> Apart:
    """Return a server where release 1 is live and has written something."""
    bare.prepare(COPYING)
    bare.deploy("one")
    writes(bare, "echo old >db; chmod 0640 db; mkdir sub; ln -s /etc/shadow sub/link")
    return bare


def writes(web: Apart, script: str) -> None:
    """Let the service's data folder be filled by this."""
    told = web.sh(
        f"install -d -m 0750 -o web -g web {DATA} && cd {DATA}\n{script}\nchown -hR web:web ."
    )
    assert told == (0, "", ""), told


def held(web: Apart, folder: str) -> list[str]:
    """Mode, owner, path and link of all that is in a folder."""
    told = web.sh(f"cd {folder} && find . -printf '%m %u:%g %y %P %l\\n' | sort -k 4")
    return [line.rstrip() for line in told.out.splitlines()]


def listed(web: Apart) -> list[list[str]]:
    lines = web.text(f"{STATE}/copies").splitlines()
    return [web.plain(line).split() for line in lines]


def test_the_data_are_copied_as_they_are_before_anything_new_runs(writing: Apart) -> None:
    first = writing.current()
    before = held(writing, DATA)
    writing.when("'systemctl restart web.service'", f"echo new >{DATA}/db")
    last = writing.deploy("two")
    assert (last["result"], last["data"]) == ("live", "copied")
    steps = [one.get("step") for one in writing.said() if "step" in one]
    assert steps == ["publish", "copy", "switch", "start", "probe", "tidy"]
    copy = f"{COPIES}/{first}"
    assert held(writing, f"{copy}/files") == before
    assert "640 web:web f db" in before
    assert "777 web:web l sub/link /etc/shadow" in before
    assert (writing.text(f"{copy}/files/db"), writing.text(f"{DATA}/db")) == ("old\n", "new\n")
    assert writing.tree(COPIES)[0] == f"700 root:root d {COPIES}"
    [(name, time, size)] = listed(writing)
    assert (name, time[-1], int(size) > 0) == ("1-HASH", "Z", True)
    assert writing.tree(f"{STATE}/copies") == [f"644 root:root f {STATE}/copies"]
    [told] = [one for one in writing.said() if "data" in one and "of" in one]
    assert told == {"data": "copied", "of": "1-HASH", "time": time, "bytes": int(size)}
    assert [one.get("data") for one in writing.history()] == [None, "copied"]


def refused(web: Apart, *, by: str, behaviour: str = "two") -> str:
    """Deploy what is refused by this cause before it runs; return the detail."""
    before = web.current(), len(web.starts())
    last = web.deploy(behaviour)
    assert (last["result"], last["code"]) == ("refused", by)
    assert (web.current(), len(web.starts())) == before
    assert [one for one in web.names(COPIES) if one.startswith(".")] == []
    assert web.names(f"{STATE}/bad") == [], "it was never tried"
    return str(last["detail"])


def copier(web: Apart, script: str) -> None:
    """Let a script run before the program that copies the data."""
    web.stand_in("cp", f'if [[ $call == "cp -a"* ]]; then\n{script}\nfi')


def test_nothing_is_copied_before_there_is_anything_to_go_back_to(bare: Apart) -> None:
    bare.prepare(COPYING)
    writes(bare, "echo old >db")
    assert bare.deploy("one")["result"] == "live"
    bare.sh(f"rm -r {DATA}")
    assert bare.deploy("two")["result"] == "live"
    assert {"data", "copies"} & {*bare.names(STATE)} == set()
    assert [one for one in bare.said() if "data" in one or one.get("step") == "copy"] == []


def test_too_little_room_is_told_in_numbers_before_anything_is_copied(writing: Apart) -> None:
    writing.sh(f"head -c 9000000 /dev/zero >{DATA}/big")
    writing.stand_in("stat", 'if [[ $call == "stat -f"* ]]; then echo "10000 * 4096"; exit; fi')
    size, needed, free = map(int, refused(writing, by="no_room_for_copy").split())
    assert (size >= 9_000_000, needed, free) == (True, size + size // 10 + 32_000_000, 40_960_000)
    assert "data" not in writing.names(STATE)


def test_what_the_service_may_not_read_is_not_copied_for_it(writing: Apart) -> None:
    writing.sh(f"echo secret >{DATA}/of-root; chmod 0600 {DATA}/of-root")
    assert refused(writing, by="not_copied").endswith("Permission denied")
    writing.sh(f"rm {DATA}/of-root")
    assert writing.deploy("two")["data"] == "copied"


def test_a_folder_that_could_not_be_put_back_is_not_copied(writing: Apart) -> None:
    writing.sh(f"mount -t tmpfs apart {DATA}")
    assert refused(writing, by="data_elsewhere") == DATA
    writing.sh(f"umount {DATA}; mount --bind {DATA} {DATA}")
    assert refused(writing, by="data_elsewhere") == DATA
    writing.sh(f"umount {DATA}; mv {DATA} /var/lib/else; ln -s else {DATA}")
    assert refused(writing, by="data_elsewhere") == DATA


def test_what_lies_on_another_file_system_within_stays_out(writing: Apart) -> None:
    script = "head -c 9000000 /dev/zero"
    writing.sh(f"mount -t tmpfs apart {DATA}/sub; {script} >{DATA}/sub/big; {script} >{DATA}/here")
    measured = asyncio.run(asked(writing.session(), COPYING))
    assert measured is not None
    assert writing.deploy("two")["data"] == "copied"
    assert writing.names(f"{COPIES}/{writing.names(COPIES)[0]}/files/sub") == []
    sizes = (measured.size or 0, int(listed(writing)[0][2]))
    assert [9_000_000 <= one < 10_000_000 for one in sizes] == [True, True]
    assert (measured.plain, (measured.free or 0) > 0) == (True, True)


def test_files_that_come_and_go_meanwhile_are_no_reason_to_fail(writing: Apart) -> None:
    gone = "cp: cannot stat './db-wal': No such file or directory"
    copier(writing, f'$here/real/cp "$@"; echo "{gone}"; exit 1')
    assert writing.deploy("two")["data"] == "copied"
    assert listed(writing)[0][0] == "1-HASH"
    copier(writing, f'echo "{gone}"; echo "cp: error writing: No space left on device"; exit 1')
    assert "No space left" in refused(writing, by="not_copied", behaviour="three")
    copier(writing, "exit 1")
    assert refused(writing, by="not_copied", behaviour="three") == ""


def test_a_file_that_is_replaced_just_then_is_copied_once_more(writing: Apart) -> None:
    again = "cp: skipping file './db', as it was replaced while being copied"
    copier(writing, f'echo >>{DATA}/tries; echo "{again}"; exit 1')
    assert "replaced" in refused(writing, by="not_copied")
    assert writing.text(f"{DATA}/tries") == "\n" * 3
    copier(
        writing,
        f'(($(wc -l <{DATA}/tries) > 4)) || {{ echo >>{DATA}/tries; echo "{again}"; exit 1; }}',
    )
    assert writing.deploy("two")["data"] == "copied"


def test_a_cancelled_deploy_waits_for_no_copy(writing: Apart) -> None:
    copier(writing, "exec sleep 50")
    named, sha256 = writing.new_id(), writing.send("two")
    with writing.start(f"deploy {named} {sha256} me"):
        log = f"{STATE}/txn/{named}.log"
        writing.sh(f"until grep -q '\"copy\"' {log}; do sleep 0.05; done; sleep 0.3")
        writing.ask(f"cancel {named} - me")
    last = writing.log(named)[-1]
    assert (last["result"], last["code"]) == ("refused", "cancelled")
    assert writing.names(COPIES) == []
    assert writing.sh("pgrep -x sleep").out == ""


def test_half_a_copy_never_has_the_name_of_a_whole_one(writing: Apart) -> None:
    writing.cut_power_at(f"'sync -f '{COPIES}*")
    named, sha256 = writing.new_id(), writing.send("two")
    writing.ask(f"deploy {named} {sha256} me")
    assert writing.names(COPIES) == [".new"]
    writing.sh("rm -rf /run/apart/units/*; systemctl start web.service")
    writing.sh(f"{HELPER} run recover boot - goferry")
    assert (writing.log(named)[-1]["code"], writing.names(COPIES)) == ("interrupted", [])
    assert writing.text(f"{STATE}/copies") == ""


def test_a_copy_that_was_there_gives_way_to_a_whole_one_alone(writing: Apart) -> None:
    writing.deploy("dies")
    [first] = writing.names(COPIES)
    writing.file(f"{DATA}/db").write_text("newer\n")
    writing.cut_power_at(f"'mv -T {COPIES}/.new '*")
    writing.ask(f"deploy {writing.new_id()} {writing.send('two')} me")
    assert writing.names(COPIES) == [".new", f"{first}.gone"]
    writing.sh(
        f"rm -rf /run/apart/units/* /run/apart/hook {STATE}/lease; systemctl start web.service"
    )
    writing.sh(f"{HELPER} run recover boot - goferry")
    assert writing.names(COPIES) == [first]
    assert writing.text(f"{COPIES}/{first}/files/db") == "old\n"
    assert writing.deploy("two")["data"] == "copied"
    assert writing.text(f"{COPIES}/{first}/files/db") == "newer\n"


def test_a_copy_goes_with_its_release_and_none_stays_without_one(bare: Apart) -> None:
    bare.prepare(replace(COPYING, keep_releases=2))
    bare.deploy("one")
    writes(bare, "echo old >db")
    for behaviour, copy in (("two", "1-HASH"), ("three", "2-HASH")):
        bare.deploy(behaviour)
        assert [name for name, *_ in listed(bare)] == [copy]
    bare.sh(f"mkdir -p {COPIES}/9-aaaaaaaa/files")
    bare.deploy("four")
    assert [name for name, *_ in listed(bare)] == ["3-HASH"]
    assert [bare.plain(one) for one in bare.names(COPIES)] == ["3-HASH"]
    assert bare.sh(removal(Layout("web")).script) == (0, "", "")
    assert bare.names(STATE) == [".goferry"]
    assert bare.text(f"{DATA}/db") == "old\n"
