"""Whose things on a server are ours, and what of them a login may not see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.problems import ProblemError
from core.service import foreign, unseen
from core.service.installed import Installed, Owned
from core.service.layout import Layout
from core.service.model import Scope

LAYOUT = Layout("web")
IN_HOME = Layout("web", Scope.USER)
OURS = "web:x:999:999::/nonexistent:/usr/sbin/nologin"
KNOWN = Installed(login="deploy", exists=frozenset({"state", "unit", "root"}), user=OURS)


@pytest.mark.parametrize(
    ("changed", "taken"),
    [
        ({}, None),
        ({"exists": frozenset(), "user": ""}, None),
        ({"exists": frozenset({"bash", "linger"}), "user": ""}, None),
        *(({"exists": frozenset({one}), "user": ""}, one) for one in ("unit", "root", "data")),
        ({"exists": frozenset({"settings"}), "user": ""}, "settings"),
        ({"exists": frozenset()}, OURS),
        ({"user": "web:x:999:999::/home/web:/bin/sh"}, "web:x:999:999::/home/web:/bin/sh"),
        ({"user": "web:x:0:0::/nonexistent:/bin/sh"}, "web:x:0:0::/nonexistent:/bin/sh"),
        ({"user": "web"}, "web"),
        ({"foreign": ("/opt/web/x", "/etc/web")}, "/opt/web/x\n/etc/web"),
        ({"exists": frozenset(), "user": "", "foreign": ("/etc/web",)}, "/etc/web"),
    ],
)
def test_only_what_goferry_made_is_touched(changed: dict[str, Any], taken: str | None) -> None:
    there = replace(KNOWN, **changed)
    found = foreign.name_taken(there, LAYOUT)
    assert (found and found.details) == taken
    if found is None:
        foreign.must_be_ours(there, LAYOUT)
        return
    assert (found.code, found.field) == ("name_taken", "service")
    with pytest.raises(ProblemError):
        foreign.must_be_ours(there, LAYOUT)


def test_what_stands_in_our_place_is_named_without_its_control_signs() -> None:
    odd = replace(KNOWN, foreign=("/opt/web/\x1b[0m",))
    found = foreign.name_taken(odd, LAYOUT)
    assert found is not None
    assert str(found.what).startswith("/opt/web/")
    assert "\x1b" not in f"{found.what}{found.details}"


@pytest.mark.parametrize(
    ("layout", "place", "why"),
    [
        (LAYOUT, ("/opt/web", "root", 0o755, False), ""),
        (LAYOUT, ("/opt/web", "root", 0o711, False), ""),
        (LAYOUT, ("/opt/web", "root", 0o775, False), "“root” with the mode 775"),
        (LAYOUT, ("/opt/web", "root", 0o757, False), "“root” with the mode 757"),
        (LAYOUT, ("/opt/web", "deploy", 0o755, False), "“deploy” with the mode 755"),
        (LAYOUT, ("/opt/web", "root", 0o755, True), "It is a link"),
        (LAYOUT, ("/var/x/incoming", "eve", 0o700, False), ""),
        (LAYOUT, ("/var/x/incoming", "eve", 0o722, False), "“eve” with the mode 722"),
        (LAYOUT, ("/var/x/incoming", "root", 0o711, True), "It is a link"),
        (LAYOUT, ("/var/x/incoming2", "eve", 0o700, False), "“eve” with the mode 700"),
        (IN_HOME, ("x", "deploy", 0o775, False), ""),
        (IN_HOME, ("x", "deploy", 0o757, False), "“deploy” with the mode 757"),
        (IN_HOME, ("x", "root", 0o755, False), "“root” with the mode 755"),
    ],
)
def test_a_place_that_others_could_change_is_refused(
    layout: Layout, place: tuple[str, str, int, bool], why: str
) -> None:
    good = Owned(path="/first", owner="root", mode=0o755, link=False)
    path, owner, mode, link = place
    odd = Owned(path=path, owner=owner, mode=mode, link=link)
    places = (good, odd) if layout is LAYOUT else (odd,)
    found = foreign.place_of_another(replace(KNOWN, places=places), layout)
    assert (found is None) == (not why)
    assert why in str(found and found.why)
    if found:
        assert str(found.what).startswith(f"{path} ")
        with pytest.raises(ProblemError):
            foreign.must_be_ours(replace(KNOWN, user="", places=places), layout)


_JUDGED = ("/var/lib/goferry/web", "/opt/web/releases", "/etc/systemd/system/web.service")
_RULE = "/etc/sudoers.d/goferry-web"


@pytest.mark.parametrize(
    ("closed", "judged", "seen", "history"),
    [
        ((), True, True, True),
        *(((one,), False, False, True) for one in (*_JUDGED, LAYOUT.record, LAYOUT.helper)),
        ((_RULE,), True, False, True),
        ((LAYOUT.history,), True, True, False),
        ((LAYOUT.bad,), True, True, True),
        ((LAYOUT.bad, LAYOUT.history, _RULE), True, False, False),
    ],
)
def test_what_is_closed_is_judged_by_nobody(
    closed: tuple[str, ...], *, judged: bool, seen: bool, history: bool
) -> None:
    there = replace(KNOWN, closed=closed)
    assert (unseen.problem_of(there, LAYOUT) is None) is judged
    assert (unseen.history_problem(there, LAYOUT) is None) is history
    if seen:
        unseen.must_be_seen(there, LAYOUT)
        return
    with pytest.raises(ProblemError) as caught:
        unseen.must_be_seen(there, LAYOUT)
    assert caught.value.problem.code == "traces_closed"
    assert caught.value.problem.details == "\n".join(
        one for one in closed if one not in {LAYOUT.history, LAYOUT.bad}
    )


def test_the_folder_that_closes_all_is_named_first() -> None:
    there = replace(KNOWN, closed=(LAYOUT.helper, LAYOUT.root, LAYOUT.state), login="e\x1b[0m")
    found = unseen.problem_of(there, LAYOUT)
    assert found is not None
    assert str(found.why).startswith("This login has no access to /var/lib/goferry/web there")
    assert found.details.splitlines() == [LAYOUT.state, LAYOUT.root, LAYOUT.helper]
    assert "\x1b" not in str(found.what)
