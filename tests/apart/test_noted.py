"""What a change leaves is noted: it can be put back, or taken for meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.apart import HELPER

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"
_UNIT = "/etc/systemd/system/web.service"


def noted(web: Apart) -> dict[str, str]:
    """Digests by path."""
    lines = [line.split(" ") for line in web.text(f"{_STATE}/noted").splitlines()]
    return {line[2]: line[0] for line in lines if len(line) == 3}


def edit(web: Apart) -> str:
    before = web.text(_UNIT)
    web.file(_UNIT).write_text(f"{before}# by hand\n")
    return before


def test_a_deploy_notes_units_helper_and_program_for_all_to_read(web: Apart) -> None:
    web.deploy("one")
    found = noted(web)
    assert {_UNIT, HELPER} < found.keys()
    (program,) = (one for one in found if one.startswith("/opt/"))
    assert web.sh(f"sha256sum {program} {_UNIT}").out.split()[::2] == [
        found[program], found[_UNIT],
    ]  # fmt: skip
    assert web.sh(f"stat -c %a {_STATE}/noted {_STATE}/stock").out == "644\n700\n"
    assert not any("/env" in one or "creds" in one for one in found)


def test_what_was_edited_comes_back_and_what_was_added_is_set_aside(web: Apart) -> None:
    web.deploy("one")
    before = edit(web)
    web.sh("rm /etc/systemd/system/web-recover.service")
    last = web.change("putback")
    assert last["result"] == "live"
    assert web.text(_UNIT) == before
    assert "web-recover.service" in web.names("/etc/systemd/system")


def test_a_restart_takes_nothing_for_meant_and_keep_does(web: Apart) -> None:
    web.deploy("one")
    before = noted(web)
    edit(web)
    assert web.change("restart")["result"] == "live"
    assert noted(web) == before
    assert web.ask(f"keep {web.new_id()} - me").out == '{"accepted":true}\n'
    assert noted(web)[_UNIT] != before[_UNIT]
    assert noted(web)[_UNIT] == web.sh(f"sha256sum {_UNIT}").out.split()[0]


def test_what_has_no_copy_is_not_put_back_nor_taken_for_meant(web: Apart) -> None:
    web.deploy("one")
    before = noted(web)
    (program,) = (one for one in before if one.startswith("/opt/"))
    edited = edit(web)
    web.sh(f"cp -p {program} /tmp/other; echo >>/tmp/other; mv /tmp/other {program}")
    assert web.change("putback")["code"] == "program_replaced"
    assert noted(web) == before
    assert web.text(_UNIT) != edited, "nothing was begun"


def test_where_nothing_was_noted_nothing_is_put_back(web: Apart) -> None:
    web.deploy("one")
    web.sh(f"rm -r {_STATE}/noted {_STATE}/stock")
    assert web.change("putback")["code"] == "not_noted"


def test_a_preparation_notes_what_it_wrote_but_makes_no_note_of_its_own(web: Apart) -> None:
    web.deploy("one")
    edit(web)
    web.sh(f"bash -p {HELPER} stock")
    assert noted(web)[_UNIT] == web.sh(f"sha256sum {_UNIT}").out.split()[0]
    web.sh(f"rm {_STATE}/noted; bash -p {HELPER} stock")
    assert "noted" not in web.names(_STATE)
