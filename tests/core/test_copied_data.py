"""A copy of the data: measured before anything is sent, told as what it is, or refused in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import data_there
from core.deploy.data_there import DataThere
from core.deploy.preflight import findings, notes
from core.events import Noticed
from core.operate.rollback import roll_back
from core.problems import ProblemError
from core.service import phases
from core.service.causes import problem_of
from core.service.copies import listed
from core.service.model import Mode, ReleaseCommand, Scope
from core.service.protocol import REQUESTS, Verb
from core.service.results import Status
from core.service.transaction import Ended
from core.service.unit import helper
from core.ssh.session import Ran
from tests.core.test_rolling_back import LIVE, ran, verbs
from tests.core.test_rolling_back import helper as taking
from tests.made_up_case import case
from tests.made_up_clock import leap
from tests.made_up_deploy import (
    LOOKS,
    OLD,
    WEB,
    MadeUp,
    ended,
    planned,
    release,
    running,
    session,
    told,
    trouble,
)

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.problems import Problem
    from core.service.results import Outcome
    from tests.made_up import Server

COPYING = replace(WEB, release=ReleaseCommand(copy_data=True))
MEASURED = "plain yes\nsize 5000000\nfree 90000000\n"
DATA = DataThere(plain=True, size=5_000_000, free=90_000_000)


def there(server: MadeUp, out: str, *, refused: str = "") -> None:
    """Let the server say this of its data, and not to root where that is refused."""

    async def say() -> Ran:
        if refused and server.done.count("data") == 1:
            raise trouble(refused)
        return Ran(0, out, "")

    server.at["data"] = say


def asked(out: str, **how: str) -> tuple[DataThere | None, MadeUp]:
    server = MadeUp()
    there(server, out, **how)
    return leap(data_there.asked(session(server), COPYING)), server


def test_the_data_are_measured_only_where_they_are_to_be_copied() -> None:
    assert asked(MEASURED)[0] == DATA
    assert asked("plain no\nfree 7\n")[0] == DataThere(plain=False, free=7)
    assert asked("plain yes\nsize x\nfree 9999999999999999999\n")[0] == DataThere(plain=True)
    assert asked("")[0] is None
    server = MadeUp()
    assert leap(data_there.asked(session(server), WEB)) is None
    assert server.done == []


def test_a_login_without_root_measures_what_it_may_see() -> None:
    found, server = asked(MEASURED, refused="sudo_not_allowed")
    assert (found, server.done) == (DATA, ["data", "data"])
    with pytest.raises(ProblemError):
        asked(MEASURED, refused="connection_lost")


def test_what_is_needed_leaves_the_service_room_to_write() -> None:
    assert DATA.needed == 37_500_000
    assert DataThere(plain=True).needed == 32_000_000


def of_data(deed: str, release: str = OLD) -> str:
    """A line of the helper about a copy."""
    told = {"data": deed, "of": release, "time": "2026-11-29T16:02:00Z", "bytes": 5_000_000}
    return json.dumps(told)


def noticed(events: list[Any], code: str) -> list[Problem]:
    found = (one.problem for one in events if isinstance(one, Noticed))
    return [one for one in found if one.code == code]


def judged(data: DataThere | None, **service: Any) -> tuple[dict[str, Problem], dict[str, Problem]]:  # noqa: ANN401 - fields of every type
    one = replace(case(there={"current": OLD}, service=service), data=data)
    return tuple({one.code: one for one in found} for found in (findings(one), notes(one)))  # type: ignore[return-value]


def test_the_plan_says_what_is_copied_whereto_and_that_it_is_no_snapshot() -> None:
    forbids, tells = judged(DATA)
    assert forbids == {}
    note = tells["data_is_copied"]
    place = f"/var/lib/goferry/web/data/{OLD}"
    assert str(note.what) == f"First /var/lib/web (5.0 MB) is copied to {place}."
    assert "The live release keeps running meanwhile, so" in str(note.why)
    hidden = judged(replace(DATA, size=None))[1]["data_is_copied"]
    assert str(hidden.what) == f"First /var/lib/web is copied to {place}."
    own = judged(DATA, scope=Scope.USER)[1]["data_is_copied"]
    assert ".local/share/web (5.0 MB) is copied to .local/state/goferry/web/data" in str(own.what)
    assert "data_is_copied" not in judged(None)[1]


def test_too_little_room_and_an_odd_folder_are_refused_before_anything_is_sent() -> None:
    full = judged(replace(DATA, free=37_499_999))[0]
    assert str(full["no_room_for_copy"].why) == (
        "The data directory holds 5.0 MB. With a reserve, 37.5 MB are needed, and 37.5 MB are free."
    )
    assert judged(replace(DATA, free=37_500_000))[0] == {}
    assert judged(replace(DATA, free=None))[0] == {}
    odd = judged(replace(DATA, plain=False))[0]
    assert "/var/lib/web" in str(odd["data_elsewhere"].what)


def test_nothing_is_copied_for_a_first_release() -> None:
    first = replace(case(), data=replace(DATA, free=0, plain=False))
    assert findings(first) == ()
    assert "data_is_copied" not in [one.code for one in notes(first)]
    assert phases.Phase.COPY not in phases.expected(COPYING, first=True)
    assert phases.Phase.COPY not in phases.expected(WEB)
    assert phases.expected(COPYING)[:2] == (phases.Phase.PUBLISH, phases.Phase.COPY)


def test_a_plan_asks_the_server_and_tells_the_step(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64, COPYING)
    there(server, MEASURED)
    plan = planned(server, release(tmp_path), COPYING)
    assert sorted(server.done) == sorted([*LOOKS, "data"])
    assert "#   2. Copy the data directory" in plan.actions[-1].script
    assert "data_is_copied" in [one.code for one in plan.notes]


def test_a_copy_is_told_with_its_release_its_size_and_its_place(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64, COPYING)
    there(server, MEASURED)
    server.story = [of_data("copied"), '{"data":"copied","of":"odd"}', ended(data="copied")]
    _, events = leap(told(server, release(tmp_path), COPYING))
    [first] = noticed(events, "data_copied")
    assert str(first.what) == f"The data directory was copied for release {OLD}: 5.0 MB."
    assert f"/var/lib/goferry/web/data/{OLD} on web1" in str(first.why)


def end(code: str, detail: str) -> tuple[str, str]:
    problem = problem_of(Ended(result="refused", code=code, detail=detail), [], COPYING)
    assert problem.code == code
    return str(problem.what), str(problem.why)


def test_each_reason_why_there_is_no_copy_in_words() -> None:
    assert "40.0 MB are free" in end("no_room_for_copy", "9000000 41900000 40000000")[1]
    assert "holds 0 B" in end("no_room_for_copy", "x")[1]
    assert "/var/lib/web cannot be copied" in end("data_elsewhere", "anything")[0]
    assert end("not_copied", "cp: no")[1] == "The server reported: cp: no"
    assert "/var/lib/web" in end("not_copied", "")[1]


def test_a_deploy_that_came_to_nothing_says_how_the_data_come_back() -> None:
    failed = Ended(result="refused", code="command_failed", data="copied", command="begun")
    for more, said in (({"running": OLD, "previous": OLD}, True), ({"running": "2-x"}, False)):
        problem = problem_of(replace(failed, **more), [], COPYING)
        words = [str(one.text) for one in problem.next]
        assert ["--with-data" in one for one in words[-1:]] == [said]
        assert [one for one in words if one.startswith("The release command had started.")]
    problem = problem_of(replace(failed, data="", running=OLD, previous=OLD), [], COPYING)
    assert not [one for one in problem.next if "--with-data" in str(one.text)]


def went_back(*story: str, **how: Any) -> tuple[Server, list[Event], Outcome]:  # noqa: ANN401 - as roll_back takes it
    server = taking(*map(json.loads, story), LIVE, verb="rollback")
    return (server, *ran(partial(roll_back, **how), server))


def test_a_roll_back_asks_for_the_data_only_where_a_person_did() -> None:
    for how, asked_for in (
        ({}, "-"), ({"with_data": True}, "-+data"),
        ({"release": OLD, "with_data": True}, f"{OLD}+data"), ({"release": OLD}, OLD),
    ):  # fmt: skip
        server, _, _ = went_back(**how)
        assert verbs(server)[0] == ("rollback", asked_for)


def test_what_became_of_the_data_is_told_with_the_way_to_undo_it() -> None:
    _, events, _ = went_back(of_data("left"))
    [left] = noticed(events, "data_left")
    assert "The data do not change. The rollback restores" in str(left.what)
    assert str(left.why).endswith(f"of release {OLD} from 2026-11-29 16:02 UTC (5.0 MB).")
    command = f"goferry rollback --service web --to web1 --release {OLD} --with-data"
    assert str(left.next[0].text).endswith(command)
    _, events, _ = went_back(of_data("aside", "2-22222222"), with_data=True)
    [aside] = noticed(events, "data_set_aside")
    assert "/var/lib/goferry/web/data/2-22222222 on web1" in str(aside.why)
    assert "--release 2-22222222 --with-data" in str(aside.next[0].text)


def test_a_roll_back_with_data_has_a_step_more_and_none_beside_the_running_one() -> None:
    proxy = replace(COPYING, mode=Mode.PROXY)
    plain, with_data = (
        phases.expected(proxy, verb=Verb.ROLLBACK, with_data=one) for one in (False, True)
    )
    assert (plain[0], with_data[0]) == (phases.Phase.CANDIDATE, phases.Phase.DATA)
    assert plain[1:] == with_data[1:]


def test_an_older_helper_is_told_as_that_and_every_other_refusal_as_it_is() -> None:
    refused = Ran(65, '{"refused":"not_understood","protocol":1}', "")
    for with_data, why in (
        (True, "from an older GoFerry"),
        (False, "The helper on the server did"),
    ):
        server = taking(verb="rollback")
        server.answers[0] = (server.answers[0][0], refused)
        with pytest.raises(ProblemError) as raised:
            ran(partial(roll_back, with_data=with_data), server)
        assert why in str(raised.value.problem.why)


def test_the_list_of_copies_is_read_and_what_is_none_is_passed_over() -> None:
    lines = (f"{OLD} 2026-11-29T16:02:00Z 5000000", "x", f"{OLD} now 1", f"{OLD}", "")
    (found,) = listed(lines)
    assert (found.release, found.size, found.moment) == (OLD, 5_000_000, "2026-11-29 16:02 UTC")
    status = Status(server="w", active="active", release="2-x", previous=OLD, copies=(found,))
    assert [status.copy_for(one) for one in ("", OLD, "2-x")] == [found, found, None]


def test_the_helper_takes_the_word_behind_a_release_and_no_other() -> None:
    pattern = re.compile(REQUESTS[Verb.ROLLBACK].pattern)
    for wanted in ("-", "-+data", OLD, f"{OLD}+data"):
        assert pattern.match(wanted)
    for wanted in (f"{OLD}+", f"{OLD}+datas", "+data", f"{OLD}+command"):
        assert not pattern.match(wanted)


def test_without_a_copy_nothing_is_changed() -> None:
    problem = problem_of(Ended(result="refused", release=OLD, code="no_copy"), [], COPYING)
    assert f"Release {OLD} has no copy." in str(problem.why)


def test_the_helper_is_told_whether_to_copy() -> None:
    texts = [helper(one).content for one in (WEB, COPYING)]
    assert ["copy_data=yes\n" in one for one in texts] == [False, True]
    assert "data=/var/lib/web copies=" in texts[0]
