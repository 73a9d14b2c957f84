"""Whose a port on a server is, before a deploy asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.actions import ChooseOption
from core.deploy.preflight import Case, findings, notes
from core.servers.listeners import Listener
from core.service.model import Mode, Scope
from tests.made_up_case import case, codes, only

USER = Scope.USER

STRANGER = Listener(port=8080, address="*", program="")
NGINX = replace(STRANGER, program="nginx", pid=812)


def heard(*listeners: Listener, **service: Any) -> Case:  # noqa: ANN401
    return case(
        facts={"listeners": listeners},
        service=service,
        there={
            "exists": frozenset({"bash", "state", "linger"}),
            "unit_state": "active",
            "uid": 1000,
        },
    )


@pytest.mark.parametrize(
    ("port", "mode", "taken"),
    [
        (8080, Mode.RESTART, True),
        (8081, Mode.RESTART, False),
        (18_080, Mode.RESTART, False),
        (8080, Mode.PROXY, True),
        (18_080, Mode.PROXY, True),
        (28_080, Mode.PROXY, True),
        (38_080, Mode.PROXY, False),
    ],
)
def test_each_port_that_the_mode_needs_must_be_free(port: int, mode: Mode, *, taken: bool) -> None:
    found = findings(heard(replace(NGINX, port=port), mode=mode))
    assert codes(found) == ("port_in_use" if taken else "")
    if taken:
        assert str(found[0].what) == f"Port {port} is used by nginx (process 812)."
        assert [one.action for one in found[0].next] == [ChooseOption("port")]
        assert found[0].field == "port"


def test_a_stranger_with_a_name_is_told_before_one_without() -> None:
    unnamed = replace(STRANGER, units=frozenset({"x.service"}))
    assert "nginx" in str(only(findings(heard(unnamed, NGINX))).what)
    assert str(only(findings(heard(unnamed))).what) == "Port 8080 is used by another program."


@pytest.mark.parametrize(
    ("units", "ours"),
    [
        ({"user@1000.service/web.service"}, True),
        ({"user@1000.service/web.socket", "user@1000.service/web-proxy.service"}, True),
        ({"user@1000.service/web-try@9.service"}, True),
        ({"web.service"}, False),
        ({"user@1001.service/web.service"}, False),
        ({"user@1000.service/web-recover.service"}, False),
        ({"user@1000.service/web.service", "nginx.service"}, False),
    ],
)
def test_in_a_user_s_own_systemd_only_that_user_s_units_are_ours(
    units: set[str], *, ours: bool
) -> None:
    one = Listener(port=8080, address="*", program="web", pid=4, units=frozenset(units))
    assert codes(findings(heard(one, scope=USER))) == ("" if ours else "port_in_use")


@pytest.mark.parametrize(
    ("name", "state", "known", "ours"),
    [
        ("", "active", True, True),
        ("a-long-service-", "active", True, True),
        ("a-long-service-name", "active", True, False),  # the kernel cuts names at 15
        ("", "inactive", True, False),
        ("", "active", False, False),
        ("a-long", "active", True, False),
    ],
)
def test_without_root_a_port_is_ours_only_while_our_service_runs(
    name: str, state: str, *, known: bool, ours: bool
) -> None:
    judged = case(
        facts={"listeners": (replace(STRANGER, program=name),)},
        there={"exists": frozenset({"bash", *(["state"] if known else [])}), "unit_state": state},
        service={"name": "a-long-service-name"},
    )
    assert codes(findings(judged)) == ("" if ours else "port_in_use")


def test_systemd_itself_holds_a_port_of_ours_only_where_we_have_a_socket() -> None:
    one = Listener(
        port=8080, address="*", program="systemd", pid=1, units=frozenset({"init.scope"})
    )
    assert codes(findings(heard(one))) == "port_in_use"


@pytest.mark.parametrize(
    ("firewall", "why"),
    [
        (None, "Whether a firewall runs on the server is not known."),
        ((), "No firewall that GoFerry knows runs on the server."),
        (("ufw", "x"), "A firewall runs on the server: ufw, x."),
    ],
)
def test_past_the_proxy_the_firewall_counts(firewall: Any, why: str) -> None:  # noqa: ANN401
    judged = case(facts={"firewall": firewall}, service={"mode": Mode.PROXY})
    (found,) = (one for one in notes(judged) if one.code == "inner_port_open")
    assert str(found.why) == why
    both = (
        Listener(port=18_080, address="127.0.0.1", program="web", pid=4),
        Listener(port=18_080, address="*", program="web", pid=4),
    )
    assert "inner_port_open" in codes(notes(case(facts={"listeners": both},
                                                 service={"mode": Mode.PROXY})))  # fmt: skip
