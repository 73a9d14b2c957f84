"""What must be done on a server, given what it has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.binary.inspection import Verdict
from core.deploy import preparing
from core.deploy.delivery import delivery
from core.deploy.steps import preparation
from core.service.history import by_whom
from core.service.installed import Installed
from core.service.layout import Layout
from core.service.model import Mode, Release, Service
from core.service.protocol import Verb
from core.service.sudo_rule import rule
from core.service.transaction import request
from core.service.unit import wanted
from core.words import say

WEB = Service(name="web")
RELEASE = Release(
    binary=Path("/tmp/web"),  # noqa: S108 - never opened
    size=10,
    sha256="ab" * 32,
    verdict=Verdict(format="elf", sentence=say("A test.")),
)


def prepared(service: Service = WEB) -> Installed:
    return Installed(
        login="deploy",
        user="web:x:999:999::/nonexistent:/usr/sbin/nologin",
        texts={file.path: file.content for file in wanted(service)},
        exists=frozenset({"root", "settings", "state", "marked"}),
        areas=frozenset({"deploy"}),
    )


def keys(there: Installed, service: Service = WEB) -> list[str]:
    return [action.key for action in preparation(there, service)]


def test_a_fresh_server_gets_user_folders_and_files_before_systemd_reads_them() -> None:
    found = keys(Installed(login="deploy"))
    assert found[:2] == ["create_user", "make_folders"]
    assert found.index("write_file") < found.index("reload") < found.index("verify_units")


def test_a_prepared_server_needs_nothing() -> None:
    assert keys(prepared()) == []


def test_another_login_gets_its_own_upload_folder() -> None:
    assert keys(replace(prepared(), areas=frozenset({"somebody"}))) == ["make_folders"]


def test_a_second_login_gets_a_rule_beside_the_first() -> None:
    first = replace(prepared(), login="anna", areas=frozenset({"anna", "ben"}))
    second = replace(first, login="ben", rule=rule(WEB, "anna"))
    written = preparing.preparation(second, WEB)[-1].script
    assert f"line='ben ALL=(root) NOPASSWD: {Layout('web').helper} \"\"'\n" in written
    assert "anna" not in written, "her line is read on the server, at the moment of writing"
    both = replace(second, rule=rule(WEB, "anna", "ben"))
    assert preparing.preparation(both, WEB) == ()
    assert preparing.preparation(replace(both, login="anna"), WEB) == ()


def test_a_login_loses_its_line_and_its_upload_area() -> None:
    there = replace(prepared(), areas=frozenset({"ben"}), rule=rule(WEB, "anna", "ben"))
    lost = [
        [action.key for action in preparing.revocation(there, WEB, login=login)]
        for login in ("ben", "anna", "carl")
    ]
    assert lost == [["revoke", "take_area"], ["revoke"], []]


def test_only_the_changed_unit_is_written_and_its_difference_shown() -> None:
    there = prepared()
    path = "/etc/systemd/system/web.service"
    by_hand = {**there.texts, path: there.texts[path] + "MemoryMax=1G\n"}
    first = preparation(replace(there, texts=by_hand), WEB)[0]
    assert "-MemoryMax=1G" in first.difference
    assert there.texts[path] in first.script


def test_where_a_release_is_live_nothing_of_it_is_written_before_the_switch() -> None:
    shared = replace(WEB, mode=Mode.SHARED)
    there = replace(prepared(shared), current="1-00000000")
    actions = preparation(there, WEB, change="0" * 32)
    assert [action.key for action in actions] == [
        "set_out",
        *["write_file"] * 4,
        "verify_units",
    ]
    for action in actions:
        written = [line for line in action.script.splitlines() if line.startswith(("mv ", "cat >"))]
        assert all(f"/var/lib/goferry/web/next/{'0' * 32}/" in line for line in written)
        assert not action.stays
    begun = delivery(there, RELEASE, WEB, change="0" * 32, who="me")[-1]
    assert f"| bash -p /var/lib/goferry/web/next/{'0' * 32}/helper\n" in begun.script


def test_what_another_mode_left_is_removed_after_the_units_are_read_again() -> None:
    found = keys(prepared(replace(WEB, mode=Mode.SHARED)))
    assert found.index("reload") < found.index("remove_unit")


def test_the_settings_travel_but_are_not_shown() -> None:
    service = replace(WEB, env_file=Path("/home/me/secrets.env"))
    actions = delivery(prepared(), RELEASE, service, change="0" * 32, who="me")
    assert [action.key for action in actions] == ["upload", "settings", "activate"]
    assert "not shown" in actions[1].script


def test_a_hostile_login_name_stays_one_word_of_the_request() -> None:
    line = request(Verb.DEPLOY, "0" * 32, "a" * 64, who="eve'; reboot\n$(id)")
    assert line.split() == ["deploy", "0" * 32, "a" * 64, "eve---reboot---id-"]


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ({"who": "anna", "login": "deploy"}, "anna (deploy)"),
        ({"who": "anna", "login": "anna"}, "anna"),
        ({"who": "anna"}, "anna"),  # of an older GoFerry
        ({"login": "deploy"}, "deploy"),
        ({}, ""),
    ],
)
def test_history_names_who_claimed_it_and_who_was_logged_in(
    entry: dict[str, str], shown: str
) -> None:
    assert by_whom(entry) == shown


def test_a_program_that_the_server_has_is_not_sent_again() -> None:
    there = replace(prepared(), releases=("1-00000000", "2-abababab"))
    first = delivery(there, RELEASE, WEB, change="0" * 32, who="me")[0]
    assert first.key == "reuse"
    assert "/opt/web/releases/2-abababab/bin/web" in first.script
