"""Secrets reach root's folder whole or not at all, and go when they shall."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.apart import LOGIN, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_UNITS = "/etc/systemd/system"
_CONF = "goferry-credentials.conf"


def send(web: Apart, variables: str = "", drop: str = "", **credentials: bytes) -> str:
    """Send what shall change, and return the answer."""
    named = web.new_id()
    web.upload("variables", variables.encode(), named)
    web.upload("drop", drop.encode(), named)
    for name, content in credentials.items():
        web.upload(f"credentials/{name}", content, named)
    return web.ask(f"secrets {named} - me").out


def test_what_is_sent_is_in_force_for_the_service_alone(web: Apart) -> None:
    web.deploy("one", env=b"# mine\nA=1\nB='x\ny'\nC=3\n")
    web.calls()
    assert send(web, "A=2\nD=4\nnot a variable\n", "variable C\n", db=b"s1", odd_name=b"s2") == (
        '{"accepted":true}\n'
    )
    assert web.text("/etc/web/env") == "# mine\nB='x\ny'\nA=2\nD=4\n"
    assert web.tree("/etc/web") == [
        "750 root:web d /etc/web",
        "644 root:root f /etc/web/.goferry",
        "700 root:root d /etc/web/creds",
        "600 root:root f /etc/web/creds/db",
        "600 root:root f /etc/web/creds/odd_name",
        "640 root:web f /etc/web/env",
    ]
    assert web.text("/etc/web/creds/db") == "s1"
    assert web.calls() == [
        "systemctl --version",
        "sync /etc/web/.taken/credentials/db",
        "mv -f /etc/web/.taken/credentials/db /etc/web/creds/db",
        "sync /etc/web/.taken/credentials/odd_name",
        "mv -f /etc/web/.taken/credentials/odd_name /etc/web/creds/odd_name",
        "sync /etc/web/.env.new",
        "mv -f /etc/web/.env.new /etc/web/env",
        "systemctl daemon-reload",
    ]
    text = (
        "# Written by GoFerry.\n[Service]\n"
        "LoadCredential=db:/etc/web/creds/db\nLoadCredential=odd_name:/etc/web/creds/odd_name\n"
    )
    for unit in ("web", "web-next@", "web-try@"):
        assert web.text(f"{_UNITS}/{unit}.service.d/{_CONF}") == text
    assert web.tree(f"{_UNITS}/web.service.d")[1][:19] == "644 root:root f /et"
    assert not web.names(f"/var/lib/goferry/web/incoming/{LOGIN}")
    assert web.history()[-1] | {"release": ""} == {
        "time": "", "who": "me", "login": "deploy", "verb": "secrets", "release": "",
        "previous": "", "result": "changed", "code": "", "live": "",
    }  # fmt: skip
    asked = json.loads(web.ask(f"names {web.new_id()} - me").out)
    assert asked == {"variables": ["B", "A", "D"], "credentials": ["db", "odd_name"]}


def test_what_shall_go_is_gone(web: Apart) -> None:
    send(web, "A=1\nB=2\n", db=b"x", other=b"y")
    assert send(web, "", "credential db\nvariable A\ncredential ../env\nvariable B=\n") == (
        '{"accepted":true}\n'
    )
    assert web.text("/etc/web/env") == "B=2\n"
    assert web.names("/etc/web/creds") == ["other"]
    assert "LoadCredential=db" not in web.text(f"{_UNITS}/web.service.d/{_CONF}")
    send(web, "", "credential other\n")
    assert [one for one in web.names(_UNITS) if one.endswith(".d")] == []
    assert json.loads(web.ask(f"names {web.new_id()} - me").out)["credentials"] == []


def test_what_does_not_come_whole_changes_nothing(web: Apart) -> None:
    send(web, "A=1\n", db=b"x")
    no = '{"refused":"not_understood","protocol":1}\n'
    before = web.tree("/etc/web", _UNITS), web.text("/etc/web/env")
    for size, name in ((262_145, "variables"), (1_048_577, "credentials/db")):
        named = web.new_id()
        web.upload("drop", b"variable A\n", named)
        web.upload(name, b"x" * size, named)
        assert web.ask(f"secrets {named} - me").out == no
    assert web.ask(f"secrets {web.new_id()} - me").out == no
    assert (web.tree("/etc/web", _UNITS), web.text("/etc/web/env")) == before
    assert send(web, "", db=b"x" * 1_048_576) == '{"accepted":true}\n'


def test_nobody_changes_secrets_while_another_is_at_work(web: Apart) -> None:
    web.ask(f"lease {'1' * 32} - anna")
    assert json.loads(send(web, "A=1\n"))["who"] == "anna"
    web.ask(f"unlease {'1' * 32} - anna")
    held = 'exec 7>"$state/lock"; flock 7; flock() { command flock -n "${@: -1}"; }'
    named = web.new_id()
    web.upload("drop", b"", named)
    told = web.within(WEB, f"{held}; secrets {named} me")
    assert json.loads(told[0]) == {
        "refused": "busy", "who": "", "login": "", "since": "", "detail": "a change is running",
    }  # fmt: skip
    assert web.names("/etc/web") == [".goferry"]


def test_what_the_log_is_asked_for(web: Apart) -> None:
    web.calls()
    web.ask(f"logs {'1' * 32} - me")
    web.ask(f"logs {'1' * 32} s={'a' * 18} me")
    web.ask(f"logs {'1' * 32} @1796018400 me")
    words = (
        "journalctl --no-pager --quiet --output=json"
        " --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT --unit=web.service"
        " --unit=web-next@* --unit=web-try@* --unit=web-command@* --unit=web-run@*"
        " --unit=web.*.service --unit=goferry-web@job*"
    )
    assert web.calls() == [
        f"{words} --lines=200",
        f"{words} --cursor=s={'a' * 18}",
        f"{words} --since=@1796018400",
    ]
