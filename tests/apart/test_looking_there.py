"""What the product's questions find on a server, and what it refuses to take over there."""

from __future__ import annotations

import asyncio
import hashlib
import os
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.deploy.preparing import preparation
from core.problems import ProblemError
from core.servers.facts import Root, ask
from core.service import marks
from core.service.installed import Owned
from core.service.layout import Layout
from tests.apart import GUEST, LOGIN, WEB, archive, program

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"


def test_what_is_installed_is_found_as_it_is(web: Apart) -> None:
    web.deploy("one", env=b"B=1\nA=2\n")
    web.deploy("two", files_tar=archive({"a": "x"}), manifest_json=b'{"files_sha256":"ff"}')
    web.sh("touch /opt/web/releases/3-odd; mkdir /opt/web/releases/4-aaaaaaaa")
    web.file(f"{_STATE}/bad/4-aaaaaaaa").touch()
    found = web.look(WEB)
    assert (found.login, found.uid, found.root) == ("deploy", LOGIN, True)
    assert found.user.startswith("web:x:")
    assert found.user.endswith(":/nonexistent:/usr/sbin/nologin")
    assert found.exists == {"root", "settings", "state", "marked", "bash", "unit"}
    assert (found.foreign, found.closed) == ((), ())
    assert found.areas == {"deploy"}
    assert found.places == tuple(
        Owned(path=path, owner="root", mode=mode, link=False)
        for path, mode in (
            ("/opt/web", 0o755), ("/opt/web/releases", 0o755), ("/etc/web", 0o750),
            (_STATE, 0o755), (f"{_STATE}/incoming", 0o711),
        )
    )  # fmt: skip
    assert [web.plain(one) for one in found.releases] == ["1-HASH", "2-HASH", "4-HASH"]
    assert (found.bad, found.current) == (frozenset({"4-aaaaaaaa"}), web.current())
    assert found.current_sha256 == hashlib.sha256(program("two")).hexdigest()
    assert found.current_files == "ff"
    assert (found.env, found.variables) == ("B=1\nA=2\n", ("B", "A"))
    assert found.rule == web.text("/etc/sudoers.d/goferry-web")
    assert [one["result"] for one in found.history] == ["live", "live"]
    assert web.plain(found.previous) == "1-HASH"
    assert found.unit_state == "active"
    assert found.texts.keys() == {
        "/usr/local/libexec/goferry/activate-web",
        *(f"/etc/systemd/system/web{kind}.service" for kind in ("", "-try@", "-run@", "-recover")),
        f"{_STATE}/service.json",
    }
    assert all(web.text(path) == text for path, text in found.texts.items())
    assert preparation(found, WEB) == ()
    web.sh("mount -o remount,noexec /opt; systemctl stop web.service")
    again = web.look(WEB, uid=GUEST)
    assert again.exists - found.exists == {"noexec"}
    assert (again.login, again.uid, again.unit_state) == ("guest", GUEST, "inactive")


_OTHERS = (
    ("mkdir /opt/web", "/opt/web"),
    ("mkdir /etc/web; echo x >/etc/web/env", "/etc/web"),
    ("echo x >/etc/systemd/system/web.socket", "/etc/systemd/system/web.socket"),
    ("ln -s x /etc/systemd/system/web-next@.service",
     "/etc/systemd/system/web-next@.service"),
    ("mkdir -p /usr/local/lib/systemd/system; touch /usr/local/lib/systemd/system/web.service",
     "/usr/local/lib/systemd/system/web.service"),
    ("mkdir -p /run/systemd/system; touch /run/systemd/system/web.service",
     "/run/systemd/system/web.service"),
    ("groupadd web", "/etc/group: web"),
)  # fmt: skip


def test_what_is_another_s_is_seen_and_not_taken_over(bare: Apart) -> None:
    for spoil, named in _OTHERS:
        bare.sh(spoil)
        before = bare.tree("/opt", "/etc", "/var/lib", "/usr/local")
        found = bare.look(WEB)
        assert found.foreign == (named,)
        with pytest.raises(ProblemError):
            preparation(found, WEB)
        told = bare.sh(f"set -eu\n{marks.making(Layout('web'))}")
        if not named.startswith("/etc/group"):
            assert (told.code, told.err) == (
                1, f"{named} is not GoFerry's, so it stays as it is.\n",
            )  # fmt: skip
            assert bare.tree("/opt", "/etc", "/var/lib", "/usr/local") == before
        bare.sh(f"rm -rf {named}" if spoil != "groupadd web" else "groupdel web")


def test_folders_are_made_only_below_one_that_is_root_s(bare: Apart) -> None:
    bare.sh(f"mkdir /var/lib/goferry; chown {LOGIN} /var/lib/goferry")
    told = bare.sh(f"set -eu\n{marks.making(Layout('web'))}")
    assert (told.code, bare.names("/var/lib/goferry"), bare.names("/opt")) == (1, [], [])


def test_folders_of_an_older_goferry_get_their_marks_and_its_login_keeps_its_uploads(
    web: Apart,
) -> None:
    web.deploy("one", env=b"A=1\n")
    web.upload("web", b"half", "cut")
    web.sh(f"""rm /opt/web/.goferry /etc/web/.goferry {_STATE}/.goferry
cd {_STATE}; mv incoming/{LOGIN} own; rmdir incoming; mv own incoming""")
    found = web.look(WEB)
    assert (found.foreign, "marked" in found.exists, found.areas) == ((), False, frozenset())
    assert web.prepare(WEB) == ["make_folders", "take_stock"]
    assert "marked" in web.look(WEB).exists
    assert web.text(f"{_STATE}/incoming/{LOGIN}/cut/web") == "half"
    assert web.tree(f"{_STATE}/incoming")[:2] == [
        f"711 root:root d {_STATE}/incoming", f"700 deploy:deploy d {_STATE}/incoming/{LOGIN}",
    ]  # fmt: skip
    web.sh("rm /opt/web/.goferry; mkdir /opt/web/mine")
    assert web.look(WEB).foreign == ("/opt/web",), "an older one never held such a folder"


def test_a_server_tells_of_itself_what_is_so(bare: Apart) -> None:
    bare.prepare(WEB)
    bare.place()
    bare.sh("mount -o remount,ro,noexec /opt; mkdir -p /usr/local/bin")
    bare.file("/run/apart/hook").write_text(
        "[[ $call != 'systemctl is-active ufw '* ]] ||"
        " { echo inactive; echo active; echo unknown; exit 3; }\n"
    )
    found = asyncio.run(ask(cast("Any", bare.session())))
    assert [(one.port, one.address) for one in found.listeners or ()] == [(8080, "0.0.0.0")]  # noqa: S104 - as it said
    assert (found.root, found.user, found.firewall) == (Root.ROOT, "root", ("firewalld",))
    assert found.systemd == 252
    assert (found.place("/opt"), found.place("/etc")) != (None, None)
    states = {one.path: (one.read_only, one.noexec) for one in found.places}
    assert (states["/opt"], states["/var/lib"]) == ((True, True), (False, False))
    assert {"gzip", "sha256sum"} <= set(found.tools)
    real, told = os.statvfs(bare.file("/opt")), found.place("/opt")
    assert told is not None
    assert told.free_bytes == real.f_bavail * real.f_frsize
    assert told.free_inodes == real.f_ffree
    bare.stand_in("ss", "exit 127")
    found = asyncio.run(ask(cast("Any", bare.session())))
    assert [one.port for one in found.listeners or ()] == [8080]
