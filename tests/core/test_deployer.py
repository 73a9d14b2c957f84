"""A deploy to one made-up server: in which order, and what is left out because it is there."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.events import Noticed, Progress
from core.problems import ProblemError
from core.service.model import Scope
from core.service.results import Result
from core.ssh.session import Ran
from tests.made_up_clock import leap
from tests.made_up_deploy import (
    LOOKS,
    OLD,
    SENT,
    SWITCH,
    WEB,
    MadeUp,
    deploy,
    packed,
    planned,
    program,
    release,
    running,
    server,
    told,
    traces,
    trouble,
)

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.model import Release

__all__ = ["program", "server"]  # fixtures


def test_a_program_is_sent_proved_and_switched_to_in_this_order_under_a_lease(
    server: MadeUp, program: Release
) -> None:
    outcome = deploy(server, program)
    assert server.done == [*LOOKS, *SENT, *SWITCH]
    assert (outcome.result, outcome.release) == (Result.DEPLOYED, "2-x")
    assert outcome.url == "http://192.0.2.7:8080/"
    assert outcome.uploaded_bytes == program.size, "not what this connection sent before"
    asked = [line.split() for line in server.requests]
    assert len({words[1] for words in asked}) == 1, "one name for the whole change"
    assert len({words[3] for words in asked}) == 1, "and one who wants it"
    assert [words[2] for words in asked if words[0] == "deploy"] == [program.sha256]
    assert server.kept.find(program.sha256) is not None


def test_what_lies_beside_the_program_is_said_in_its_manifest(
    server: MadeUp, program: Release, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("x")
    service = replace(WEB, includes=(tmp_path / "page.html",))
    deploy(server, program, service)
    folder = f"/var/lib/goferry/web/incoming/0/{program.sha256[:32]}"
    manifest = json.loads(server.files[f"{folder}/manifest.json"])
    assert manifest.pop("who")
    assert len(manifest.pop("files_sha256")) == 64
    assert manifest == {
        "service": "web",
        "sha256": program.sha256,
        "size": program.size,
        "version": "c0ffee",
        "target": "linux/amd64",
        "go": "go1.23.4",
        "author": "",
        "subject": "",
        "committed": "",
        "modified": None,
        "module": "example.org/web",
        "revision": "c0ffee",
    }


def test_settings_and_files_go_after_the_program_and_before_the_switch(
    server: MadeUp, program: Release, tmp_path: Path
) -> None:
    (tmp_path / "env").write_bytes(b"A=1\r\n# kept\n")
    (tmp_path / "page.html").write_text("x")
    service = replace(WEB, env_file=tmp_path / "env", includes=(tmp_path / "page.html",))
    deploy(server, program, service)
    more = ["write env", "upload files.tar", "hash files.tar"]
    assert server.done == [*LOOKS, *SENT, *more, *SWITCH]
    (env,) = (path for path in server.files if path.endswith("/env"))
    assert (server.files[env], server.modes[env]) == (b"A=1\r\n# kept\n", 0o600)


@pytest.mark.parametrize("name", ["web", "files.tar"])
def test_what_arrived_otherwise_is_never_switched_to(
    server: MadeUp, program: Release, tmp_path: Path, name: str
) -> None:
    (tmp_path / "page.html").write_text("x")

    async def another() -> Ran:
        return Ran(0, f"{'0' * 64}  -\n", "")

    server.at[f"hash {name}"] = another
    with pytest.raises(ProblemError) as caught:
        deploy(server, program, replace(WEB, includes=(tmp_path / "page.html",)))
    assert caught.value.problem.code == "changed_on_the_way"
    assert server.done[-2:] == ["sweep", "unlease"]
    assert "deploy" not in server.done
    assert server.files == {}
    assert (server.kept.find(program.sha256) is None) == (name == "web"), "a proved one alone"


# ---- what is the same already ----


@pytest.mark.parametrize(
    ("more", "unchanged"),
    [
        ({}, True),
        ({"unit_state": "inactive"}, False),
        ({"unit_state": "failed"}, False),
        ({"unit_state": "activating"}, False),
        ({"sha256": "0" * 64}, False),
        ({"manifest": packed('{"files_sha256":"ab"}')}, False),
        ({"text": ()}, False),
    ],
)
def test_only_what_runs_just_as_wanted_is_left_alone(
    server: MadeUp, program: Release, more: dict[str, Any], *, unchanged: bool
) -> None:
    server.there = running(program.sha256, **more)
    outcome = deploy(server, program)
    assert outcome.result is (Result.UNCHANGED if unchanged else Result.DEPLOYED)
    if unchanged:
        assert server.done == LOOKS
        assert outcome.url == "http://192.0.2.7:8080/"
        assert (outcome.release, outcome.previous, outcome.problem) == (OLD, "", None)
        assert outcome.uploaded_bytes == 0


@pytest.mark.parametrize(
    ("there", "root", "unchanged"),
    [("A=1\n", True, True), ("A=2\n", True, False), ("", True, False), ("A=1\n", False, False)],
)
def test_a_changed_environment_travels_with_the_same_program(
    tmp_path: Path, there: str, *, root: bool, unchanged: bool
) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)
    (tmp_path / "env").write_text("A=1\n")
    exists: tuple[str, ...] = ("bash", "root", "settings", "state", "data", "marked")
    if not root:

        async def refuse() -> Ran:
            raise trouble("sudo_password_needed")

        exists = (*exists, "permitted")
        server.at["look 1"] = refuse
    server.there = running(program.sha256, env=packed(there), exists=exists)
    outcome = deploy(server, program, replace(WEB, env_file=tmp_path / "env"))
    assert outcome.result is (Result.UNCHANGED if unchanged else Result.DEPLOYED)
    assert ("write env" in server.done) is not unchanged


def test_changed_files_travel_with_the_same_program(
    server: MadeUp, program: Release, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("x")
    service = replace(WEB, includes=(tmp_path / "page.html",))
    server.there = running(program.sha256)
    assert deploy(server, program, service).result is Result.DEPLOYED
    manifest = next(text for path, text in server.files.items() if path.endswith("manifest.json"))
    server.there = running(program.sha256, manifest=packed(manifest.decode()))
    assert deploy(server, program, service).result is Result.UNCHANGED
    assert deploy(server, program).result is Result.DEPLOYED, "without them"


def test_a_program_that_the_server_has_is_copied_there_and_proved_all_the_same(
    server: MadeUp, program: Release
) -> None:
    same = f"7-{program.sha256[:8]}"
    server.there = running("0" * 64, release=(OLD, same))
    server.files[f"/opt/web/releases/{same}/bin/web"] = b"the program"
    outcome = deploy(server, program)
    reused = ["lease", "folder", "write manifest.json", "copy", "hash web"]
    assert server.done == [*LOOKS, *reused, *SWITCH]
    assert outcome.uploaded_bytes == 0
    assert (server.timeout["copy"], server.timeout["hash web"]) == (300, 300), "large, slow disk"
    server.files[f"/opt/web/releases/{same}/bin/web"] = b"tampered with"
    server.done.clear()
    assert deploy(server, program).uploaded_bytes == program.size
    assert server.done == [*LOOKS, *reused, *SENT[1:], *SWITCH]


@pytest.mark.parametrize(
    ("memory", "tools", "kept", "difference"),
    [
        (16_000, "flock sha256sum systemd-run zstd", True, True),
        (15_999, "flock sha256sum systemd-run zstd", True, False),
        (16_000, "flock sha256sum systemd-run", True, False),
        (16_000, "flock sha256sum systemd-run zstd", False, False),
        (0, "flock sha256sum systemd-run zstd", True, False),
    ],
)
def test_only_the_difference_travels_where_the_server_can_make_the_program_of_it(
    tmp_path: Path, memory: int, tools: str, *, kept: bool, difference: bool
) -> None:
    server = MadeUp(tmp_path)
    before = release(tmp_path, b"the one before")
    server.there = running(before.sha256)
    if kept:
        server.kept.keep(before.binary, before.sha256)
    server.facts |= {"memory": str(memory), "tools": tools}
    what = release(tmp_path, b"x" * 1024, size=1024 * 1000)
    (bring, *_) = planned(server, what).actions
    assert (bring.delta_base is not None) is difference
    deploy(server, replace(what, size=1000))
    went = f"upload web as /opt/web/releases/{OLD}/bin/web" in server.done
    assert went is (kept and "zstd" in tools and memory > 0)


def test_without_root_all_is_the_login_users_own(program: Release, tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    service = replace(WEB, scope=Scope.USER)
    server.profile = replace(server.profile, user="guest")
    server.there = traces(service, login="guest", uid="1000", area="guest")
    outcome = deploy(server, program, service)
    assert outcome.result is Result.DEPLOYED
    assert outcome.scope is Scope.USER
    server.there = running(program.sha256, service, login="guest", uid="1000", area="guest")
    outcome = deploy(server, program, service)
    assert (outcome.result, outcome.scope) == (Result.UNCHANGED, Scope.USER)
    assert f".local/state/goferry/web/incoming/{program.sha256[:32]}/web" in server.files


def test_each_login_sends_to_its_own_area(server: MadeUp, program: Release) -> None:
    server.there = traces(uid="1001")
    deploy(server, program)
    assert f"/var/lib/goferry/web/incoming/1001/{program.sha256[:32]}/web" in server.files


def test_an_earlier_try_leaves_no_settings_and_files_for_this_one(
    server: MadeUp, program: Release
) -> None:
    folder = f"/var/lib/goferry/web/incoming/0/{program.sha256[:32]}"
    server.files = {f"{folder}/env": b"A=1", f"{folder}/files.tar": b"x", f"{folder}/web.part": b""}
    deploy(server, program)
    assert sorted(path.rpartition("/")[2] for path in server.files) == [
        "manifest.json",
        "web",
        "web.part",
    ]


def test_the_upload_tells_how_far_it_is(server: MadeUp, program: Release) -> None:
    _, events = leap(told(server, program))
    (halfway,) = (event for event in events if isinstance(event, Progress))
    assert (halfway.done, halfway.total, halfway.unit) == (5, 11, "bytes")
    assert halfway.server == "web1"


def test_protections_that_systemd_leaves_out_are_noticed_on_the_way(
    server: MadeUp, program: Release
) -> None:
    server.there = traces(text=())

    async def verified() -> Ran:
        return Ran(0, "/x/web.service:41: Unknown key name 'ProtectProc' in …, ignoring.\n", "")

    server.at["verify"] = verified
    _, events = leap(told(server, program))
    assert server.as_root[0] == "look"
    assert {"prepare", "verify"} <= set(server.as_root)
    assert server.done.count("prepare") == server.as_root.count("prepare")
    noticed = [event for event in events if isinstance(event, Noticed)]
    assert [(one.problem.code, one.server) for one in noticed] == [("unit_lines_inert", "web1")]
