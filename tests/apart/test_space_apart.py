"""What a service takes is told by root's helper, and of its releases none goes that is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.apart import LOGIN

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
STATE = "/var/lib/goferry/web"
AREA = f"{STATE}/incoming/{LOGIN}"


@pytest.fixture
def four(web: Apart) -> Apart:
    """Return a server with four releases."""
    for name in ("one", "two", "three", "four"):
        web.deploy(name)
    return web


def ask(web: Apart, verb: str, wanted: str = "-") -> dict[str, Any]:
    said = web.ask(f"{verb} {web.new_id()} {wanted} me")
    assert said.code == 0, said
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_what_lies_there_is_counted_each_in_its_place(four: Apart) -> None:
    four.upload("part", b"x" * 9000, "old")
    four.upload("part", b"x" * 9000, "young")
    four.sh(f"touch -d '2 hours ago' {AREA}/old/part {AREA}/old; mkdir /var/lib/web")
    four.sh("head -c 50000 /dev/zero >/var/lib/web/file; chown -R web:web /var/lib/web")
    found = ask(four, "space")
    names = four.names("/opt/web/releases")
    assert sorted(found["releases"]) == names
    assert (found["current"], found["before"]) == (names[3], names[2])
    program = four.file(f"/opt/web/releases/{names[0]}/bin/web").stat().st_size
    assert program <= found["releases"][names[0]] < program + 200_000
    assert 18_000 <= found["uploads"] < 60_000
    assert 9_000 <= found["old_uploads"] < 30_000
    assert 50_000 <= found["data"] < 70_000
    assert 0 < found["records"] < 200_000
    assert 50_000 < found["beside"] < 150_000
    assert 0 < found["free"] <= found["size"]
    assert found["copies"] == {}


def test_what_was_named_goes_but_never_the_current_one_and_the_one_before(four: Apart) -> None:
    names = four.names("/opt/web/releases")
    four.upload("part", b"x", "old")
    four.sh(f"touch -d '2 hours ago' {AREA}/old/part {AREA}/old")
    four.upload("part", b"x", "young")
    gone = ask(four, "clean", ",".join([*names, "9-aaaaaaaa"]))
    assert gone["gone"] == names[:2]
    assert gone["freed"] > 0
    assert four.names("/opt/web/releases") == names[2:]
    assert four.names(f"{STATE}/kept") == [names[2]]
    assert four.names(AREA) == ["old", "young"]
    assert ask(four, "clean", "-+uploads")["gone"] == []
    assert four.names(AREA) == ["young"]
    assert [one["verb"] for one in four.history()][-2:] == ["clean", "clean"]
    assert four.change("rollback")["result"] == "live"


@pytest.mark.parametrize("odd", ["..", "1-aaaaaaaa,", "1-aaaaaaaa/..", "1-AAAAAAAA", "+uploads"])
def test_odd_names_are_not_understood(web: Apart, odd: str) -> None:
    assert web.ask(f"clean {web.new_id()} {odd} me").code == 65
