"""A removal leaves nothing of GoFerry's but a mark, and everything of others."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from core.deploy.preparing import as_script, preparation, revocation
from core.operate.removal import Kept, Reason, removal, remove
from core.service.layout import Layout
from tests.apart import GUEST, HELPER, LOGIN, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"
_PLACES = ("/opt", "/etc", "/usr/local", "/var/lib", "/run/goferry*", "/run/apart/enabled")
_ACCOUNTS = re.compile(r"/etc/(\.pwd\.lock|passwd|g?shadow|group|subuid|subgid)-?( |$)")
_DROP_IN = "/etc/systemd/system/web.service.d"
_LEFT = [
    "755 root:root d /var/lib/goferry",
    "755 root:root d /var/lib/goferry/web",
    "644 root:root f /var/lib/goferry/web/.goferry",
]


def kept(web: Apart) -> list[str]:
    """Take the service off, and return what was told to be left."""
    told = web.sh(removal(Layout("web")).script)
    assert told.err == ""
    return told.out.splitlines()


def test_a_daily_copy_ends_with_its_service_and_that_of_another_stays(bare: Apart) -> None:
    bare.prepare(WEB)
    for name in ("web", "web-two"):
        for end in ("timer", "service"):
            unit = bare.file(f"/etc/systemd/system/goferry-backup-{name}.{end}")
            unit.write_text("# Written by GoFerry.\n")
        bare.file(f"/etc/goferry-backup/{name}").mkdir(parents=True)
        for file in (".goferry", "id_ed25519"):
            bare.file(f"/etc/goferry-backup/{name}/{file}").write_text("Written by GoFerry.\n")
        bare.file(f"/usr/local/libexec/goferry/snapshot-{name}").touch()
    bare.file("/etc/goferry-backup/web.before").mkdir()
    bare.file("/usr/local/libexec/goferry/daily").write_text("#!/bin/sh\n# Written by GoFerry.\n")
    assert kept(bare) == []
    assert bare.names("/etc/goferry-backup") == ["web-two"]
    assert bare.names("/usr/local/libexec/goferry") == ["daily", "snapshot-web-two"]
    units = [one for one in bare.names("/etc/systemd/system") if "backup" in one]
    assert units == ["goferry-backup-web-two.service", "goferry-backup-web-two.timer"]


def test_the_script_of_daily_copies_goes_with_the_last_of_them(bare: Apart) -> None:
    bare.prepare(WEB)
    bare.file("/etc/goferry-backup/web").mkdir(parents=True)
    bare.file("/etc/goferry-backup/web/.goferry").write_text("Written by GoFerry.\n")
    for file in ("daily", "snapshot-web"):
        bare.file(f"/usr/local/libexec/goferry/{file}").write_text("# Written by GoFerry.\n")
    assert kept(bare) == []
    assert bare.names("/usr/local/libexec/goferry") == []
    assert "goferry-backup" not in bare.names("/etc")


def test_all_that_was_put_there_is_gone_and_the_user_and_data_stay(bare: Apart) -> None:
    before = bare.tree(*_PLACES)
    bare.prepare(WEB, operators="ops")
    bare.prepare(WEB, uid=GUEST, operators="ops")
    bare.deploy("one", env=b"A=1\n")
    bare.deploy("two")
    named = bare.new_id()
    bare.upload("credentials/db", b"x", named)
    bare.ask(f"secrets {named} - me")
    for uid in (LOGIN, GUEST):
        bare.upload("web", b"x", "left", uid=uid)
    bare.sh("install -d -o web -g web -m 0750 /var/lib/web; echo data >/var/lib/web/data")
    bare.file("/run/goferry-web.env").touch()
    bare.file(f"{_STATE}/incoming/a file").touch()
    bare.calls()
    assert kept(bare) == []
    after, before = (
        [line for line in lines if not _ACCOUNTS.search(line)]
        for lines in (bare.tree(*_PLACES), before)
    )
    new = [line for line in after if line not in before]
    assert new == [
        "755 root:root d /usr/local/libexec",
        "755 root:root d /usr/local/libexec/goferry",
        *_LEFT,
        "750 web:web d /var/lib/web",
        "644 root:root f /var/lib/web/data",
    ]
    assert [line for line in before if line not in after] == []
    assert "web:" in bare.text("/etc/passwd")
    assert bare.names("/run/apart/units") == []
    systemd = [call for call in bare.calls() if call.startswith("systemctl ")]
    assert systemd == [
        "systemctl stop goferry-web.probation.service",
        "systemctl stop goferry-web.service goferry-web@*.service",
        "systemctl disable --now --quiet web.service",
        "systemctl disable --now --quiet web-recover.service",
        "systemctl stop web-try@*.service",
        "systemctl stop web-run@*.service",
        "systemctl daemon-reload",
        *(f"systemctl reset-failed {unit}" for unit in
          ("web.service", "web.socket", "web-proxy.service", "web-recover.service",
           "web-command@*.service", "web-next@*.service", "web-try@*.service", "web-try@*.socket",
           "web.timer", "web-run@*.service")),
    ]  # fmt: skip
    assert kept(bare) == [], "a second time there is nothing left to do"
    assert "make_folders" in bare.prepare(WEB)
    assert bare.deploy("one")["result"] == "live"


def test_what_is_another_s_stays_and_is_named(web: Apart) -> None:
    web.deploy("one")
    web.sh(f"""set -e
mkdir /etc/web/mine; echo x >/opt/web/notes; mkdir /opt/web/releases/mine
mkdir -p {_DROP_IN}; echo x >{_DROP_IN}/admin.conf
echo '# mine' >/etc/systemd/system/web-recover.service
echo '# mine' >/etc/sudoers.d/goferry-web-operators
ln -s web.service /etc/systemd/system/web.socket
ln -sf /bin/true /usr/local/libexec/goferry/activate-web""")
    assert sorted(kept(web)) == [
        "kept foreign /etc/sudoers.d/goferry-web-operators",
        "kept foreign /etc/systemd/system/web-recover.service",
        "kept foreign /etc/systemd/system/web.socket",
        "kept foreign /usr/local/libexec/goferry/activate-web",
        "kept others /etc/systemd/system/web.service.d",
        "kept others /etc/web",
        "kept others /opt/web",
    ]
    assert web.names("/etc/web") == [".goferry", "mine"]
    assert web.names("/opt/web") == [".goferry", "notes"]
    assert web.names(_DROP_IN) == ["admin.conf"]
    assert "goferry-web" not in web.names("/etc/sudoers.d")


def test_a_folder_without_our_mark_and_a_link_are_left_alone(web: Apart) -> None:
    web.deploy("one")
    web.sh(f"echo other >/opt/web/.goferry; mv /etc/web /etc/other; ln -s other /etc/web"
           f"; chown 1000 {_STATE}")  # fmt: skip
    before = web.tree("/opt/web", "/etc/other", _STATE)
    assert sorted(kept(web)) == [
        "kept foreign /opt/web", f"kept foreign {_STATE}", "kept link /etc/web",
    ]  # fmt: skip
    assert web.tree("/opt/web", "/etc/other", _STATE) == before


def test_what_a_login_can_not_remove_itself_stays_out_of_its_reach_and_is_named(web: Apart) -> None:
    web.upload("web", b"x", "mine")
    web.sh(f"cd {_STATE}/incoming/{LOGIN}; mkdir theirs; echo x >theirs/file; chmod 0500 mine")
    (line,) = kept(web)
    assert line.startswith(f"kept others {_STATE}/gone/")
    assert web.names(_STATE) == [".goferry", "gone"]
    place = line.split()[2]
    assert web.tree(place.rpartition("/")[0])[0].startswith("700 root:root d ")
    assert web.names(place) == ["theirs"]
    assert web.text(f"{place}/theirs/file") == "x\n"
    web.sh(f"rm -r {place}/theirs")
    assert kept(web) == []
    assert web.tree("/var/lib/goferry") == _LEFT


def test_of_an_older_goferry_without_marks_a_mark_alone_stays(web: Apart) -> None:
    web.deploy("one")
    web.sh(f"rm {_STATE}/.goferry /opt/web/.goferry /etc/web/.goferry")
    assert kept(web) == []
    assert web.tree("/var/lib/goferry", "/opt/web", "/etc/web") == _LEFT
    assert web.text(f"{_STATE}/.goferry") == "Written by GoFerry for the service web.\n"


def test_the_product_tells_what_stayed_and_why(web: Apart) -> None:
    web.sh("mkdir /opt/web/releases/x; echo mine >/opt/web/notes")
    left = asyncio.run(remove(web.session(), "web"))
    assert left == (Kept(path="/opt/web", reason=Reason.OTHERS),)


def test_a_login_loses_its_line_and_its_area_and_the_last_one_takes_the_rule_along(
    web: Apart,
) -> None:
    web.prepare(WEB, uid=GUEST)
    rule = web.text("/etc/sudoers.d/goferry-web").splitlines()
    assert [line.split()[0] for line in rule] == ["#", f"Defaults!{HELPER}", "deploy", "guest"]
    web.upload("web", b"x", "left", uid=GUEST)
    for uid, name, lines in ((GUEST, "guest", 3), (LOGIN, "deploy", 0)):
        done = web.sh(as_script(revocation(web.look(WEB, uid=uid), WEB, login=name)))
        assert (done.code, done.err) == (0, "")
        assert str(uid) not in web.names(f"{_STATE}/incoming")
        if lines:
            assert web.text("/etc/sudoers.d/goferry-web").splitlines() == rule[:lines]
    assert web.names("/etc/sudoers.d") == []
    assert revocation(web.look(WEB), WEB, login="deploy") == ()


def test_a_rule_keeps_its_lines_and_sudo_is_asked_before_it_counts(web: Apart) -> None:
    rule = "/etc/sudoers.d/goferry-web"
    assert web.tree(rule) == [f"440 root:root f {rule}"]
    before = web.text(rule)
    web.file(rule).chmod(0o600)
    web.sh(f"echo 'mallory ALL=(ALL) NOPASSWD: ALL' >>{rule}")
    web.stand_in("visudo", "exit 1")
    spoiled = web.text(rule)
    there = web.look(WEB, uid=GUEST)

    actions = preparation(there, WEB)
    assert web.sh(as_script(actions)).code == 1
    assert web.text(rule) == spoiled, "a rule that sudo does not understand never gets the name"
    assert web.names("/etc/sudoers.d") == ["goferry-web"]
    web.stand_in("visudo", ":")
    assert web.sh(as_script(actions)).code == 0
    assert web.text(rule) == before + before.splitlines()[-1].replace("deploy", "guest") + "\n"
