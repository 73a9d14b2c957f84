"""Backups by root's helper: what runs, with whose rights, and what a failed restore leaves."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tests import made_up_backups
from tests.apart import HELPER, LOGIN

if TYPE_CHECKING:
    from typing import Any

    from tests.apart import Apart

pytestmark = pytest.mark.server
DATA = "/var/lib/web"
STATE = "/var/lib/goferry/web"
AREA = f"{STATE}/incoming/{LOGIN}"
WHO = "/tmp/who"  # noqa: S108 - in a /tmp of the made-up server's own
# In the place of the real program: it says who it is, and what it may reach.
_PROGRAM = (
    "#!/bin/sh\n"
    'echo "$(id -un) $(pwd) $1 $2" >/tmp/who\n'
    "ls /proc/self/fd | wc -l >>/tmp/who; cat file\n"
)


@pytest.fixture
def writing(web: Apart) -> Apart:
    """Return a server where release 1 is live and has written something."""
    web.deploy("one")
    web.sh(
        f"install -d -m 0750 -o web -g web {DATA}; echo old >{DATA}/file; chown -R web:web {DATA};"
        "rm -f /tmp/who; mount -t tmpfs -o mode=1777 apart /tmp"
    )
    return web


def back_up(web: Apart, program: str = _PROGRAM, *, wanted: str = "") -> dict[str, Any]:
    named = web.new_id()
    web.upload("snapshot", program.encode(), named)
    digest = hashlib.sha256(program.encode()).hexdigest()
    web.ask(f"backup {named} {wanted or digest} me")
    return web.log(named)[-1]


def restore(web: Apart, packed: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(packed).hexdigest()
    web.upload("backup.tar", packed, digest[:32])
    return web.change("restore", digest)


def archives(web: Apart) -> list[str]:
    return web.sh(f"cat {AREA}/*/backup.tar 2>/dev/null").out.split()


def test_the_program_has_the_service_s_rights_and_the_login_gets_what_it_writes(
    writing: Apart,
) -> None:
    starts = writing.starts()
    last = back_up(writing)
    assert (last["result"], last["release"]) == ("backed_up", writing.current())
    assert writing.text(WHO).splitlines() == [f"web {DATA} web {writing.current()}", "4"]
    assert archives(writing) == ["old"]
    assert writing.tree(f"{AREA}/*/backup.tar")[0].startswith("644 deploy:deploy f")
    assert writing.starts() == starts
    assert writing.names("/opt/web") == [".goferry", "current", "releases"]
    assert [one["verb"] for one in writing.history()] == ["deploy", "backup"]


def test_another_program_than_was_named_does_not_run(writing: Apart) -> None:
    last = back_up(writing, wanted="0" * 64)
    assert (last["result"], last["code"]) == ("refused", "changed_on_the_way")
    assert not writing.file(WHO).exists()


def test_one_that_fails_leaves_nothing_and_its_words_are_told(writing: Apart) -> None:
    said = "echo locked app.db >&2; yes | head -c 9000 >&2; echo half; exit"
    last = back_up(writing, f"#!/bin/sh\n{said} 3\n")
    assert (last["result"], last["code"]) == ("refused", "database_locked")
    assert last["detail"].startswith("locked app.db y y")
    assert len(last["detail"]) <= 4000
    last = back_up(writing, f"#!/bin/sh\n{said} 1\n")
    assert (last["result"], last["code"], archives(writing)) == ("refused", "not_backed_up", [])
    writing.sh(f"rm -rf {DATA}")
    assert back_up(writing)["code"] == "no_data"


def test_the_service_is_stopped_where_that_is_asked_for_and_then_runs_again(
    writing: Apart,
) -> None:
    program = "#!/bin/sh\nls /run/apart/units | tr '\\n' ' ' >/tmp/who\n"
    digest = hashlib.sha256(program.encode()).hexdigest()
    assert back_up(writing, program, wanted=f"{digest}+stopped")["result"] == "backed_up"
    assert "web.service" not in writing.text(WHO).split()
    assert len(writing.starts()) == 2
    assert "web.service" in writing.names("/run/apart/enabled")


def test_a_restore_puts_the_data_in_place_and_keeps_those_of_now(writing: Apart) -> None:
    last = restore(writing, made_up_backups.archive({"file": b"back\n", "sub": b"x"}))
    assert (last["result"], last["data"]) == ("live", "back")
    assert writing.sh(f"cat {DATA}/file; ls {DATA}").out.split() == ["back", "file", "sub"]
    assert writing.tree(DATA, f"{DATA}/file")[:2] == [
        f"750 web:web d {DATA}",
        f"640 web:web f {DATA}/file",
    ]
    assert writing.text(f"{STATE}/data/{writing.current()}/files/file") == "old\n"
    assert writing.names(f"{STATE}/data") == [writing.current()]
    steps = [one["step"] for one in writing.log() if "step" in one]
    assert steps == ["unpack", "data", "switch", "start", "probe", "tidy"]


def test_with_data_that_it_cannot_start_with_all_is_as_before(writing: Apart) -> None:
    named, packed = writing.new_id(), made_up_backups.archive({"file": b"back\n"})
    digest = hashlib.sha256(packed).hexdigest()
    writing.upload("backup.tar", packed, digest[:32])
    writing.when(f"'mv -T {STATE}/data/.in/'*", f"echo {named} >{STATE}/cancel")
    writing.ask(f"restore {named} {digest} me")
    last = writing.log(named)[-1]
    assert (last["result"], last["code"]) == ("rolled_back", "cancelled")
    assert (writing.text(f"{DATA}/file"), writing.names(f"{STATE}/data")) == ("old\n", [])
    writing.sh("sed -i 's/#one$/#dies/' /opt/web/current/bin/web")
    assert restore(writing, packed)["result"] == "down"
    assert (writing.text(f"{DATA}/file"), writing.names(f"{STATE}/data")) == ("old\n", [])


def test_a_power_cut_in_the_exchange_ends_in_one_whole_folder(writing: Apart) -> None:
    writing.cut_power_at(f"'mv -T {STATE}/data/.in/'*")
    packed = made_up_backups.archive({"file": b"back\n"})
    digest = hashlib.sha256(packed).hexdigest()
    writing.upload("backup.tar", packed, digest[:32])
    writing.ask(f"restore {writing.new_id()} {digest} me")
    assert not writing.file(f"{DATA}/file").exists()
    writing.sh(f"{HELPER} run recover boot - boot")
    assert writing.text(f"{DATA}/file") == "old\n"
    assert (writing.names(f"{STATE}/data"), writing.history()[-1]["code"]) == ([], "interrupted")


def test_what_is_not_what_was_named_or_no_archive_changes_nothing(writing: Apart) -> None:
    runs = len(writing.starts())
    packed = made_up_backups.archive({"file": b"back\n"})
    digest = hashlib.sha256(packed).hexdigest()
    writing.upload("backup.tar", packed + b"x", digest[:32])
    assert writing.change("restore", digest)["code"] == "backup_damaged"
    assert restore(writing, b"no archive")["code"] == "not_unpacked"
    writing.upload("backup.tar", b"", "f" * 32)
    writing.file(f"{AREA}/{'f' * 32}/backup.tar").unlink()
    writing.file(f"{AREA}/{'f' * 32}/backup.tar").symlink_to("/etc/shadow")
    assert writing.change("restore", "f" * 64)["code"] == "backup_damaged"
    assert (writing.text(f"{DATA}/file"), len(writing.starts())) == ("old\n", runs)
    assert writing.names(f"{STATE}/data") == []


def test_the_names_of_the_data_come_to_the_byte(writing: Apart) -> None:
    writing.sh(f"printf x >\"{DATA}/$(printf 'a\\nb')\"; ln -s /etc/shadow {DATA}/link")
    said = writing.ask(f"data {writing.new_id()} - me")
    found = base64.b64decode(json.loads(said.out)["files"]).split(b"\0")
    assert sorted(one.partition(b" ")[2].partition(b" ")[2] for one in found if one) == [
        b"a\nb",
        b"file",
    ]
