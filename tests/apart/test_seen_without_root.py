"""A login without root learns what is open, and of the rest that nobody knows it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.servers.facts import ask
from core.service import installed
from tests.apart import HELPER, WEB
from tests.apart.without_root import Login

if TYPE_CHECKING:
    from core.service.installed import Installed
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"
_RULE = "/etc/sudoers.d/goferry-web"
_MAY = f'[ "$1 $2" = "-n {HELPER}" ] || exit 1'


def seen(login: Login) -> Installed:
    return asyncio.run(installed.ask(login.session, WEB))


def test_what_may_not_be_seen_is_neither_there_nor_absent(web: Apart) -> None:
    web.deploy("one", env=b"A=1\n")
    login = Login(web, f"{_MAY}; exit 0")
    found = seen(login)
    assert (found.root, found.closed) == (False, (_RULE,))
    assert (found.current, found.releases) == (web.current(), (web.current(),))
    assert (found.env, found.rule, found.login) == ("", "", "deploy")
    assert [one["result"] for one in found.history] == ["live"]
    for spoil, closed in (
        (f"chmod 0744 {_STATE}/bad", (f"{_STATE}/bad",)),  # it may be listed, not entered
        (f"chmod 0711 {_STATE}/bad", (f"{_STATE}/bad",)),  # entered, not listed
        (f"cd {_STATE}; chmod 0755 bad; chmod 0600 history.jsonl", (f"{_STATE}/history.jsonl",)),
        (f"chmod 0644 {_STATE}/history.jsonl; chmod 0700 {_STATE}",
         (_STATE, f"{_STATE}/history.jsonl", f"{_STATE}/bad", f"{_STATE}/service.json")),
        (f"chmod 0755 {_STATE}; chmod 0700 /opt/web", ("/opt/web", "/opt/web/releases")),
        ("rm -r /opt/web; chmod 0700 /opt", ("/opt/web", "/opt/web/releases")),
    ):  # fmt: skip
        web.sh(spoil)
        assert set(seen(login).closed) == {_RULE, *closed}, spoil
    web.sh("chmod 0755 /opt")
    assert seen(login).closed == (_RULE,), "what is not there is not closed"


@pytest.mark.parametrize(
    ("answers", "exists"),
    [
        (f'{_MAY}; read -r line; echo \'{{"variables":["A","B"]}}\'', {"permitted"}),
        (f"{_MAY}; exit 65", {"permitted"}),  # an older helper does not know the request
        ('[ "${2%operate-web}" != "$2" ] && exit 65', {"operates"}),
        ('case "$2" in *operate-web) ;; *) exit 65 ;; esac', {"permitted", "operates"}),
        ("exit 1", None),
        ("exit 64", None),
        ("exit 66", None),
    ],
)
def test_who_may_run_the_helper_is_told_by_its_answer(
    web: Apart, answers: str, exists: set[str] | None
) -> None:
    login = Login(web, answers)
    if exists is None:
        with pytest.raises(ProblemError) as refused:
            seen(login)
        assert refused.value.problem.code == "sudo_not_allowed"
        assert len(refused.value.problem.next) == 2, "how it can do without"
        return
    found = seen(login)
    assert found.exists & {"permitted", "operates"} == exists
    assert found.variables == (("A", "B") if "variables" in answers else ())


def test_what_lies_behind_a_closed_door_is_no_fact(bare: Apart) -> None:
    login = Login(bare)

    def certificates() -> bool | None:
        return asyncio.run(ask(login.session)).ca_certificates

    assert certificates() is False
    bare.sh("mkdir -m 0700 /etc/ssl")
    assert certificates() is None
    bare.sh("mkdir -p /etc/ssl/certs; touch /etc/ssl/certs/ca-certificates.crt")
    assert certificates() is None
    bare.sh("mkdir -p /etc/pki/tls; touch /etc/pki/tls/cacert.pem")
    assert certificates() is True, "another one is there"
    bare.sh("rm -r /etc/pki; chmod 0755 /etc/ssl")
    assert certificates() is True
