"""What a deploy does on the server, call by call, and which files it leaves with which rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.apart import archive

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server

_REMEMBER = ("sync STATE/.txn.new", "mv -f STATE/.txn.new STATE/txn.json")
_SECOND = (
    "mv -f STATE/.lease.new STATE/lease",
    ("systemd-run --quiet --collect --unit=goferry-web --property=TimeoutStopSec=90"
    " bash -p HELPER run deploy ID SHA me deploy 1000 1000"),
    # What is live is kept whole before anything changes.
    ("sync STATE/.whole.new STATE/.whole.new/env STATE/.whole.new/helper"
    " STATE/.whole.new/service.json STATE/.whole.new/units"
    " STATE/.whole.new/units/web-recover.service STATE/.whole.new/units/web-run@.service"
    " STATE/.whole.new/units/web-try@.service STATE/.whole.new/units/web.service"
    " STATE/.whole.new/whole"),
    "mv -T STATE/.whole.new STATE/before",
    "sync STATE",
    *_REMEMBER,
    # A release gets its name when all of it is on the disk.
    ("sync ROOT/releases/.tmp-ID/bin/web ROOT/releases/.tmp-ID/release.env"
    " ROOT/releases/.tmp-ID/bin ROOT/releases/.tmp-ID"),
    "mv -T ROOT/releases/.tmp-ID ROOT/releases/2-HASH",
    "sync ROOT/releases",
    "sync /etc/web/.env.new",
    "mv -f /etc/web/.env.new /etc/web/env",
    *_REMEMBER,
    "ln -sfn releases/2-HASH ROOT/.current.new",
    "mv -T ROOT/.current.new ROOT/current",
    "sync ROOT",
    *_REMEMBER,
    "systemctl show web.service --property=MainPID --value",
    "systemctl reset-failed web.service",
    "systemctl show web.service --property=NeedDaemonReload --value",
    "systemctl is-enabled web.service",
    "systemctl restart web.service",
    *_REMEMBER,
    *(("systemctl show web.service --property="
      "ActiveState,SubState,InvocationID,NRestarts,MainPID,ExecMainPID"),) * 3,
    "systemctl list-units --all --plain --no-legend web.*.service web.*.timer",
    "systemctl show web-next@2-HASH.service --property=MainPID --value",
    "systemd-run --quiet --collect HELPER dismiss web-next@2-HASH.service",
    "systemctl stop web-next@2-HASH.service",
    "systemctl reset-failed web-next@2-HASH.service",
    *_REMEMBER,
    "mv -T STATE/before STATE/kept/1-HASH",
    "sync STATE",
    # What is live is noted down, so that a later look tells what other hands changed.
    "mv -T STATE/stock STATE/stock.gone",
    "mv -T STATE/.stock.new STATE/stock",
    "sync STATE",
    "sync STATE/.noted.new",
    "mv -f STATE/.noted.new STATE/noted",
    "systemctl reset-failed web-next@* web-try@* web-command@*",
    "sync STATE/history.jsonl",
)  # fmt: skip
# Asked as often as there is time, while the old release ends.
_MEANWHILE = "systemctl show web.service --property=ActiveState --value"


def test_a_deploy_calls_in_this_order_and_no_other(web: Apart) -> None:
    web.deploy("one", env=b"A=1\n")
    web.calls()
    ended = web.deploy("two", env=b"A=2\n")
    assert [one for one in web.calls() if one != _MEANWHILE] == list(_SECOND)
    assert web.starts() == ["web.service 1-HASH A=1", "web.service 2-HASH A=2"]
    assert web.said() == [
        *({"step": one, "release": "2-HASH"} for one in ["publish", "switch", "start"]),
        {"cut": 0, "after": 0},
        *({"step": one, "release": "2-HASH"} for one in ["probe", "tidy"]),
        {"result": "live", "release": "2-HASH", "previous": "1-HASH", "running": "2-HASH"}
        | {"code": "", "detail": ""},
    ]
    assert ended["release"] == web.current()


_TREE = """\
750 root:web d /etc/web
644 root:root f /etc/web/.goferry
640 root:web f /etc/web/env
755 root:root d /opt/web
644 root:root f /opt/web/.goferry
777 root:root l /opt/web/current releases/2-HASH
755 root:root d /opt/web/releases
755 root:root d /opt/web/releases/1-HASH
755 root:root d /opt/web/releases/1-HASH/bin
755 root:root f /opt/web/releases/1-HASH/bin/web
644 root:root f /opt/web/releases/1-HASH/manifest.json
644 root:root f /opt/web/releases/1-HASH/release.env
755 root:root d /opt/web/releases/2-HASH
755 root:root d /opt/web/releases/2-HASH/bin
755 root:root f /opt/web/releases/2-HASH/bin/web
644 root:root f /opt/web/releases/2-HASH/manifest.json
644 root:root f /opt/web/releases/2-HASH/release.env
755 root:root d /opt/web/releases/2-HASH/static
755 root:root d /opt/web/releases/2-HASH/static/deep
644 root:root f /opt/web/releases/2-HASH/static/deep/app.js
755 root:root f /opt/web/releases/2-HASH/static/run
755 root:root d /usr/local/libexec/goferry
755 root:root f /usr/local/libexec/goferry/activate-web
755 root:root d /var/lib/goferry
755 root:root d /var/lib/goferry/web
644 root:root f /var/lib/goferry/web/.goferry
644 root:root f /var/lib/goferry/web/.told
755 root:root d /var/lib/goferry/web/bad
644 root:root f /var/lib/goferry/web/history.jsonl
711 root:root d /var/lib/goferry/web/incoming
700 deploy:deploy d /var/lib/goferry/web/incoming/1000
700 root:root d /var/lib/goferry/web/kept
700 root:root d /var/lib/goferry/web/kept/1-HASH
640 root:web f /var/lib/goferry/web/kept/1-HASH/env
755 root:root f /var/lib/goferry/web/kept/1-HASH/helper
644 root:root f /var/lib/goferry/web/kept/1-HASH/service.json
700 root:root d /var/lib/goferry/web/kept/1-HASH/units
644 root:root f /var/lib/goferry/web/kept/1-HASH/units/web-recover.service
644 root:root f /var/lib/goferry/web/kept/1-HASH/units/web-run@.service
644 root:root f /var/lib/goferry/web/kept/1-HASH/units/web-try@.service
644 root:root f /var/lib/goferry/web/kept/1-HASH/units/web.service
644 root:root f /var/lib/goferry/web/kept/1-HASH/whole
644 root:root f /var/lib/goferry/web/lease.lock
644 root:root f /var/lib/goferry/web/lock
644 root:root f /var/lib/goferry/web/noted
644 root:root f /var/lib/goferry/web/service.json
700 root:root d /var/lib/goferry/web/stock
644 root:root f /var/lib/goferry/web/stock/service.json
700 root:root d /var/lib/goferry/web/stock/units
644 root:root f /var/lib/goferry/web/stock/units/web-recover.service
644 root:root f /var/lib/goferry/web/stock/units/web-run@.service
644 root:root f /var/lib/goferry/web/stock/units/web-try@.service
644 root:root f /var/lib/goferry/web/stock/units/web.service
700 root:root d /var/lib/goferry/web/txn
644 root:root f /var/lib/goferry/web/txn/ID.log
644 root:root f /var/lib/goferry/web/txn/ID.log
""".splitlines()


def test_each_file_after_a_deploy_has_these_rights_and_there_is_no_other(web: Apart) -> None:
    web.deploy("one", env=b"A=1\n")
    packed = archive({"static/deep/app.js": "x", "static/run": "y"})
    web.deploy("two", env=b"A=2\n", files_tar=packed, manifest_json=b"{}")
    places = ("/etc/web", "/opt/web", "/usr/local/libexec/goferry", "/var/lib/goferry")
    assert [web.plain(line) for line in web.tree(*places)] == _TREE
    release = f"/opt/web/releases/{web.current()}"
    assert web.text(f"{release}/release.env") == f"GOFERRY_RELEASE={web.current()}\n"
    assert web.text(f"{release}/manifest.json") == "{}"
