"""What a server's answer is read as: what is installed there, what it is, and what was left."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.actions import RollBack
from core.deploy.proposal import propose
from core.operate import removal
from core.operate.removal import Kept, Reason
from core.problems import Problem, ProblemError
from core.project.model import Project
from core.project.traits import ServiceTraits
from core.service import closed, stopping, transaction
from core.service.installed import ROOT_PROBLEMS, Installed, Owned, ask
from core.service.layout import Layout
from core.service.model import Limits, Mode, Scope, Service
from core.service.results import Outcome, Result
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.words import say
from tests.made_up import problem

if TYPE_CHECKING:
    from pathlib import Path

WEB = Service(name="web")


class Server:
    """A session that answers as it is told to, as root or as the login."""

    def __init__(self, out: str = "", *, refuses: str = "", code: int = 0) -> None:
        self.profile = Profile(name="web1", host="h", user="anna")
        self.ways: list[str] = []
        self.scripts: list[str] = []
        self._out, self._refuses, self._code = out, refuses, code

    async def run(self, script: str, **told: object) -> Ran:
        self.ways.append(f"login {told.get('seconds', '')}".strip())
        self.scripts.append(script)
        return Ran(self._code, self._out, "err")

    async def run_as_root(self, script: str, **_: object) -> Ran:
        if self._refuses:
            raise ProblemError(problem(self._refuses))
        self.ways.append("root")
        self.scripts.append(script)
        return Ran(self._code, self._out, "err")


def asked(server: Server, service: Service = WEB) -> Installed:
    return asyncio.run(ask(cast("Any", server), service))


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_ENV = packed("B=1\nA=2\n")
_TOLD = f"""\
user web:x:9:9::/:/x
login anna
uid 1000
area anna
area ben
exists root
exists state
foreign /etc/web
text /etc/systemd/system/web.service {packed("[Unit]")}
text /etc/systemd/system/web.socket no base64!
text /etc/systemd/system/web.worker.service {packed("[Unit]")}
text /etc/systemd/system/web.a.b.service {packed("of somebody else")}
text /opt/odd {packed("never asked for")}
place root/755/directory /opt/web
place anna/700/link /etc/web
place x/999/directory /odd
place /var/lib
release 10-aaaaaaaa
release 9-bbbbbbbb
release 2-cccccccc
release 11-short
release x-aaaaaaaa
bad 9-bbbbbbbb
current 10-aaaaaaaa
sha256 {"ab" * 32}  -
manifest {packed('{"files_sha256": "ff"}')}
env {_ENV}
rule {packed("a rule")}
operators_rule {packed("another")}
history {{"live":"2-cccccccc","who":"a"}}
history no json
history {{"live":"9-bbbbbbbb"}}
history {{"live":"10-aaaaaaaa"}}
unit_state active
process web.worker.service active
process web.odd.service
closed /var/lib/goferry/web/\x1bbad
unknown words
"""


def test_what_is_installed_is_read_line_by_line() -> None:
    found = asked(server := Server(_TOLD))
    assert server.ways == ["root"]
    assert "\ntail -n 200 /var/lib/goferry/web/history.jsonl " in server.scripts[0]
    assert found == Installed(
        login="anna",
        root=True,
        user="web:x:9:9::/:/x",
        texts={
            "/etc/systemd/system/web.service": "[Unit]",
            "/etc/systemd/system/web.socket": "",
            "/etc/systemd/system/web.worker.service": "[Unit]",
        },
        exists=frozenset({"root", "state"}),
        foreign=("/etc/web",),
        uid=1000,
        areas=frozenset({"anna", "ben"}),
        places=(
            Owned(path="/opt/web", owner="root", mode=0o755, link=False),
            Owned(path="/etc/web", owner="anna", mode=0o700, link=True),
            Owned(path="/odd", owner="x", mode=0, link=False),
            Owned(path="", owner="", mode=0, link=False),
        ),
        releases=("2-cccccccc", "9-bbbbbbbb", "10-aaaaaaaa"),
        bad=frozenset({"9-bbbbbbbb"}),
        current="10-aaaaaaaa",
        current_sha256="ab" * 32,
        current_files="ff",
        env="B=1\nA=2\n",
        variables=("B", "A"),
        names_unknown=True,
        rule="a rule",
        operators_rule="another",
        history=(
            {"live": "2-cccccccc", "who": "a"}, {"live": "9-bbbbbbbb"}, {"live": "10-aaaaaaaa"},
        ),
        unit_state="active",
        process_states={"web.worker.service": "active", "web.odd.service": "unknown"},
        closed=("/var/lib/goferry/web/␛bad",),
    )  # fmt: skip
    assert found.known
    assert (found.previous, found.next_number) == ("2-cccccccc", 11)


def test_a_server_that_says_nothing_has_nothing_and_its_unit_is_unknown() -> None:
    found = asked(Server('login \nuid 12345678901\ncurrent ../x\nnames {"variables":["X"]}\n'))
    assert found == Installed(login="anna", unit_state="unknown", variables=("X",))
    assert (found.known, found.previous, found.next_number) == (False, "", 1)


def test_the_release_to_return_to_is_well_here_and_not_the_one_that_runs() -> None:
    history = tuple({"live": one} for one in ("1-a", "2-b", "3-c", "4-d", "", "5-e"))
    there = Installed(
        login="x", releases=("1-a", "2-b", "4-d", "5-e"), bad=frozenset({"4-d"}), current="5-e",
        history=history,
    )  # fmt: skip
    assert there.previous == "2-b"
    assert replace(there, bad=frozenset()).previous == "4-d"


@pytest.mark.parametrize("code", sorted(ROOT_PROBLEMS))
def test_who_cannot_be_root_is_heard_where_it_may_use_the_helper(code: str) -> None:
    for word in ("permitted", "operates"):
        found = asked(server := Server(f"exists {word}\n", refuses=code))
        assert (found.root, server.ways) == (False, ["login"])
    with pytest.raises(ProblemError) as caught:
        asked(Server("exists root\n", refuses=code))
    assert caught.value.problem.code == code
    assert ["goferry prepare" in str(one.text) for one in caught.value.problem.next] == [
        True,
        False,
    ]


def test_other_troubles_and_those_of_a_user_s_own_service_are_told_as_they_are() -> None:
    with pytest.raises(ProblemError) as caught:
        asked(Server("exists permitted\n", refuses="connection_lost"))
    assert caught.value.problem.code == "connection_lost"
    with pytest.raises(ProblemError) as caught:
        asked(Server(code=1))
    assert caught.value.problem.code == "server_not_asked"
    newer = packed('{"format": 3}')
    with pytest.raises(ProblemError) as caught:
        asked(Server(f"text /var/lib/goferry/web/service.json {newer}\n"))
    assert caught.value.problem.code == "record_newer"
    assert asked(Server("login me\n"), replace(WEB, scope=Scope.USER)).login == "me"


def test_what_may_be_closed_is_looked_at_folders_first() -> None:
    assert closed.judged(Layout("web"))[:4] == (
        "/var/lib/goferry/web", "/opt/web", "/opt/web/releases",
        "/var/lib/goferry/web/service.json",
    )  # fmt: skip
    words = closed.looks(Layout("web")).partition("for path in ")[2].partition(";")[0].split()
    assert words == [
        *closed.judged(Layout("web")), "/var/lib/goferry/web/history.jsonl",
        "/var/lib/goferry/web/bad", "/etc/sudoers.d/goferry-web",
        "/etc/sudoers.d/goferry-web-operators",
    ]  # fmt: skip
    assert "sudoers" not in closed.looks(Layout("web", Scope.USER))


def test_what_a_removal_left_is_told_with_its_reason() -> None:
    record = json.dumps({"format": 1})
    server = Server(record)

    async def whole() -> tuple[Kept, ...]:
        server._out = record
        return await removal.remove(cast("Any", server), "web")

    answers = iter([record, "kept foreign /opt/web\nkept link /etc/a b\x1b\nkept odd /x\nnoise\n"])

    async def run(script: str, **_: object) -> Ran:
        server.scripts.append(script)
        return Ran(0, next(answers), "")

    server.run = server.run_as_root = run  # type: ignore[method-assign]
    assert asyncio.run(whole()) == (
        Kept(path="/opt/web", reason=Reason.FOREIGN), Kept(path="/etc/a b␛", reason=Reason.LINK),
    )  # fmt: skip
    assert server.scripts[1] == removal.removal(Layout("web")).script
    answers = iter([record])

    async def fails(script: str, **_: object) -> Ran:
        return Ran(1, "out", "err") if script != server.scripts[0] else Ran(0, record, "")

    server.run = server.run_as_root = fails  # type: ignore[method-assign]
    with pytest.raises(ProblemError) as caught:
        asyncio.run(removal.remove(cast("Any", server), "web"))
    assert (caught.value.problem.code, caught.value.problem.details) == ("not_removed", "out\nerr")
    told = removal.notice("web1", "web", (Kept(path="/x", reason=Reason.OTHERS),))
    assert str(told.what) == "web was removed from web1, but not completely."
    assert (told.code, told.details) == (
        "left_in_place", "/x: it contains something that is not GoFerry's",
    )  # fmt: skip


def _wait_for_ever(*_: object) -> Any:  # noqa: ANN401 - it never returns
    return asyncio.Event().wait()


def test_who_is_waited_for_in_vain_is_said_to_be_on_its_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert stopping._UNDO_SECONDS == 90  # as its words say
    monkeypatch.setattr(stopping, "_UNDO_SECONDS", 0.0)
    monkeypatch.setattr(transaction, "cancel", _wait_for_ever)
    found = asyncio.run(stopping.take_back(cast("Any", Server()), WEB, cast("Any", None)))
    assert isinstance(found, Problem)
    assert (found.code, "90 seconds" in str(found.why)) == ("cancel_under_way", True)


@pytest.mark.parametrize(
    ("code", "unclear", "result"),
    [
        ("connection_lost", True, Result.REFUSED),
        ("server_too_slow", True, Result.REFUSED),
        ("cancelled", False, Result.CANCELLED),
        ("deploy_busy", False, Result.REFUSED),
    ],
)
def test_an_outcome_says_what_is_known_and_no_more(
    code: str, result: Result, *, unclear: bool
) -> None:
    why = problem(code)
    assert stopping.unclear(why) is unclear
    session = cast("Any", Server())
    assert stopping.refused("web1", why, seconds=2.0) == Outcome(
        server="web1", result=result, release="", previous="", seconds=2.0, uploaded_bytes=0,
        problem=why,
    )  # fmt: skip
    assert stopping.not_begun(session, why, running="1-a").release == "1-a"
    lost = stopping.unknown(session, why)
    assert (lost.result, lost.server) == (Result.UNKNOWN, "web1")
    assert lost.problem is not None
    assert "The server is finishing" in str(lost.problem.next[-1].text)
    kept = stopping.with_what_stays(lost, (say("One."), say("Two.")))
    assert kept.problem is not None
    assert (str(kept.problem.next[-1].text)[:7], kept.problem.details) == ("2 steps", "One.\nTwo.")
    assert len(kept.stays) == 2
    assert stopping.with_what_stays(lost, ()) is lost


def test_whether_somebody_stopped_this_very_work_is_known() -> None:
    async def whole() -> list[bool]:
        found = [stopping.wanted()]
        task = asyncio.current_task()
        assert task
        task.cancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            found.append(stopping.wanted())
            task.uncancel()
        return found

    assert asyncio.run(whole()) == [False, True]
    assert [stopping.before_the_change().code, stopping.not_reached().code] == ["cancelled"] * 2
    done = stopping.too_late(replace(stopping.refused("w", problem("x")), release="2-b"))
    assert done.problem is not None
    assert done.problem.code == "cancel_too_late"
    assert "2-b" in str(done.problem.why)
    assert done.problem.next[0].action == RollBack("w")


def test_goferry_toml_lies_over_what_the_source_can_and_that_over_the_usual(tmp_path: Path) -> None:
    project = Project(folder=tmp_path, module="example.org/my/shop", **_rest(Project))
    shares = ServiceTraits(socket=True, ready=True, stops=True)
    assert propose(project, shares) == Service(name="shop", mode=Mode.SHARED)
    assert propose(project, ServiceTraits()) == Service(name="shop")
    (tmp_path / "goferry.toml").write_text(
        '[service]\nname = "till"\nport = 9000\nhealth = "/up"\nmode = "user,socket"\n'
        'memory = "64M"\ncpu = 50\ntasks = 7\nincludes = ["static"]\nexcludes = ["*.map"]\n'
    )
    found = propose(project, shares)
    assert found == Service(
        name="till", port=9000, health_path="/up", mode=Mode.SOCKET, scope=Scope.USER,
        limits=Limits(memory="64M", cpu=50, tasks=7), excludes=("*.map",),
        includes=(tmp_path / "static",), includes_from=tmp_path,
    )  # fmt: skip
    (tmp_path / "goferry.toml").write_text('[service]\nname = "ssh"\n')
    with pytest.raises(ProblemError):
        propose(project, shares)


def _rest(kind: type) -> dict[str, Any]:
    """Give what has no default and is of no interest here an empty value."""
    from dataclasses import MISSING, fields  # noqa: PLC0415

    return {
        one.name: () for one in fields(kind)
        if one.name not in {"folder", "module"} and one.default is MISSING
        and one.default_factory is MISSING
    }  # fmt: skip
