"""Who may do what as root: the rules of sudo to the letter, and how they come and go."""

from __future__ import annotations

from typing import Any

import pytest

from core.deploy import preparing
from core.problems import ProblemError
from core.service import marks, sudo_rule
from core.service.layout import Layout
from core.service.model import Scope, Service
from core.service.plan import ActionKey, PlanStep
from core.words import say
from tests.core.test_service_plans import keys, there

WEB, OWN = Service(name="web"), Service(name="web", scope=Scope.USER)
_HELPER = "/usr/local/libexec/goferry/activate-web"
RULE = f"""\
# Written by GoFerry: these may deploy web, and do nothing else as root.
Defaults!{_HELPER} !requiretty, !use_pty
anna ALL=(root) NOPASSWD: {_HELPER} ""
ben ALL=(root) NOPASSWD: {_HELPER} ""
"""


def test_the_sudo_rules_are_these_to_the_letter() -> None:
    assert sudo_rule.rule(WEB, "ben", "anna", "ben") == RULE
    assert preparing.operators_rule(WEB, "ops") == (
        "# Written by GoFerry: ops may restart web, see its status and its log.\n"
        "Defaults!/usr/local/libexec/goferry/operate-web !requiretty, !use_pty\n"
        '%ops ALL=(root) NOPASSWD: /usr/local/libexec/goferry/operate-web "",'
        " /usr/bin/systemctl restart web.service,"
        " /usr/bin/systemctl status --no-pager web.service,"
        " /usr/bin/journalctl --no-pager --unit=web.service,"
        " /usr/bin/journalctl --no-pager --follow --unit=web.service\n"
    )


@pytest.mark.parametrize(
    ("text", "login", "permits", "names"),
    [
        (RULE, "anna", True, True),
        (RULE, "ann", False, False),
        (RULE, "nna", False, False),
        (RULE, "carl", False, False),
        (RULE.replace("Defaults!", "# Defaults!"), "anna", False, True),
        (RULE.replace('""\nben', "\nben"), "anna", False, False),
        ("", "anna", False, False),
    ],
)
def test_a_login_is_permitted_by_its_own_whole_line_only(
    text: str, login: str, *, permits: bool, names: bool
) -> None:
    assert sudo_rule.permits(text, WEB, login) is permits
    assert sudo_rule.names(text, WEB, login) is names


@pytest.mark.parametrize(
    ("service", "changed", "operators", "expected"),
    [
        (WEB, {}, "", ["permit"]),
        (WEB, {"rule": sudo_rule.rule(WEB, "deploy")}, "", []),
        (WEB, {"login": "root", "areas": frozenset({"root"})}, "", []),
        (OWN, {}, "", []),
        (WEB, {}, "ops", ["let_operate", "permit"]),
        (WEB, {"operators_rule": preparing.operators_rule(WEB, "ops")}, "ops", ["permit"]),
        (WEB, {"operators_rule": preparing.operators_rule(WEB, "old")}, "ops",
         ["let_operate", "permit"]),
    ],
)  # fmt: skip
def test_only_who_lacks_a_right_is_given_it(
    service: Service, changed: dict[str, Any], operators: str, expected: list[str]
) -> None:
    actions = preparing.preparation(there(service, **changed), service, operators=operators)
    assert keys(actions) == expected


def test_an_odd_login_or_group_gets_no_rule() -> None:
    for odd in ("x y", "Root", "a;b", "", "a" * 33, "%ops"):
        with pytest.raises(ProblemError):
            preparing.preparation(there(login=odd), WEB)
        with pytest.raises(ProblemError):
            preparing.revocation(there(), WEB, login=odd)
    with pytest.raises(ProblemError):
        preparing.preparation(there(), WEB, operators="o p")


def test_a_revocation_takes_what_the_login_has() -> None:
    rule = sudo_rule.rule(WEB, "deploy", "x")
    for changed, expected in (
        ({"rule": rule}, ["revoke", "take_area"]),
        ({"rule": rule, "areas": frozenset()}, ["revoke"]),
        ({"areas": frozenset({"x"})}, []),
        ({"rule": sudo_rule.rule(WEB, "x")}, ["take_area"]),
        ({}, ["take_area"]),
    ):
        actions = preparing.revocation(there(**changed), WEB, login="deploy")
        assert keys(actions) == expected
    assert preparing.revocation(there(OWN, rule=rule), OWN, login="deploy") == ()
    any_line = f"any_line='[a-z_][a-z0-9_-]{{0,31}} ALL=\\(root\\) NOPASSWD: {_HELPER} \"\"'"
    assert any_line in sudo_rule.revocation(WEB, "x").script.splitlines()
    assert actions[0].script.splitlines()[:2] == ["state=/var/lib/goferry/web", "login=deploy"]


def test_what_operators_run_is_one_line_that_root_wrote() -> None:
    (first, _) = preparing.preparation(there(), WEB, operators="ops")
    assert first.script.splitlines()[:4] == [
        "getent group ops >/dev/null || groupadd --system ops",
        (
            f"printf '#!/bin/bash -p\\n# Written by GoFerry.\\nexec {_HELPER} operate\\n'"
            " >/usr/local/libexec/goferry/operate-web"
        ),
        "chmod 0755 /usr/local/libexec/goferry/operate-web",
        "umask 077",
    ]
    rule = "/etc/sudoers.d/goferry-web-operators"
    assert first.script.splitlines()[-3:] == [
        f"chmod 0440 {rule}.goferry-new",
        f"visudo -q -c -f {rule}.goferry-new",
        f"mv -fT {rule}.goferry-new {rule}",
    ]


def test_an_administrator_s_script_stops_at_the_first_step_that_fails() -> None:
    actions = (PlanStep(key=ActionKey.RELOAD, sentence=say("Do."), script="one"),) * 2
    assert preparing.as_script(actions) == "#!/bin/sh\nset -eu\n\n# Do.\none\n\n# Do.\none\n"


def test_each_script_of_root_knows_these_places_and_whose_they_are() -> None:
    lines = marks.removing(Layout("web")).splitlines()
    assert lines[: lines.index("owner=0")] == [
        "name=web",
        "scope=system",
        "mark='Written by GoFerry for the service web.'",
        "root=/opt/web",
        "etc=/etc/web",
        "state=/var/lib/goferry/web",
        f"helper={_HELPER}",
        (
            f"files='{_HELPER} /etc/systemd/system/web.service /etc/systemd/system/web.socket"
            " /etc/systemd/system/web-proxy.service /etc/systemd/system/web-recover.service"
            " /etc/systemd/system/web-command@.service"
            " /etc/systemd/system/web-next@.service /etc/systemd/system/web-try@.service"
            " /etc/systemd/system/web-try@.socket /etc/systemd/system/web.timer"
            " /etc/systemd/system/web-run@.service /etc/sudoers.d/goferry-web"
            " /etc/sudoers.d/goferry-web-operators /usr/local/libexec/goferry/operate-web'"
        ),
        (
            "units='web.service web.socket web-proxy.service web-recover.service"
            " web-command@.service web-next@.service web-try@.service web-try@.socket web.timer"
            " web-run@.service'"
        ),
        "unit_folder=/etc/systemd/system",
        (
            "elsewhere='/run/systemd/system /run/systemd/generator /run/systemd/generator.early"
            " /run/systemd/generator.late /usr/local/lib/systemd/system /usr/lib/systemd/system"
            " /lib/systemd/system'"
        ),
        "systemctl=systemctl",
    ]
    own = marks.making(Layout("web", Scope.USER))
    for line in (
        "owner=$(id -u)", "etc_mode=0700", "state_mode=0700", "scope=user",
        ("elsewhere='.local/share/systemd/user /etc/systemd/user /usr/local/lib/systemd/user"
        " /usr/lib/systemd/user'"),
    ):  # fmt: skip
        assert f"\n{line}\n" in own
    assert "sudoers" not in own
    assert "\netc_mode=0750\nstate_mode=0755\nowner=0\n" in marks.making(Layout("web"))
